#include "measured_run.hpp"

#include <fcntl.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::bench {

namespace {

double seconds_of(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

// The last core of those that this program may use.
void keep_to_one_core() {
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    sched_getaffinity(0, sizeof allowed, &allowed);
    constexpr auto cores = static_cast<std::size_t>(CPU_SETSIZE);
    std::size_t last = 0;
    for (std::size_t core = 0; core < cores; ++core) {
        last = CPU_ISSET(core, &allowed) ? core : last;
    }
    CPU_ZERO(&allowed);
    CPU_SET(last, &allowed);
    sched_setaffinity(0, sizeof allowed, &allowed);
}

}  // namespace

MeasuredRun run_measured(
    const std::vector<std::string>& arguments, const std::filesystem::path& output, Cores cores
) {
    std::vector<char*> words;
    for (const std::string& argument : arguments) {
        words.push_back(const_cast<char*>(argument.c_str()));
    }
    words.push_back(nullptr);
    const auto began = std::chrono::steady_clock::now();
    const pid_t process = fork();
    base::ensure(process >= 0, "a process can be started");
    if (process == 0) {
        const int file = open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        if (file < 0 || dup2(file, STDOUT_FILENO) < 0) {
            _exit(126);
        }
        if (cores == Cores::one) {
            keep_to_one_core();
        }
        execvp(words.front(), words.data());
        _exit(127);
    }
    int status = 0;
    rusage used{};
    while (wait4(process, &status, 0, &used) < 0 && errno == EINTR) {
    }
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - began;
    return {
        .exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
        .cpu_seconds = seconds_of(used.ru_utime) + seconds_of(used.ru_stime),
        .wall_seconds = passed.count(),
        .memory_max_kilobytes = used.ru_maxrss};
}

}  // namespace draagkracht::bench
