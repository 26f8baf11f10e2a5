#include "support/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <ctime>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::test_support {

namespace {

struct Pipe {
    int read_end = -1;
    int write_end = -1;
};

Pipe make_pipe() {
    std::array<int, 2> ends{};
    base::ensure(pipe2(ends.data(), O_CLOEXEC) == 0, "a pipe can be made");
    return {ends[0], ends[1]};
}

// The three pipes of a child, and the child on the other side of them.
struct Child {
    pid_t process;
    int input;
    int output;
    int errors;
};

Child start(const std::vector<std::string>& arguments, bool is_read = true) {
    std::vector<char*> words;
    for (const std::string& argument : arguments) {
        words.push_back(const_cast<char*>(argument.c_str()));
    }
    words.push_back(nullptr);
    const Pipe input = make_pipe();
    const Pipe output = make_pipe();
    const Pipe errors = make_pipe();
    if (!is_read) {
        close(output.read_end);
    }
    const pid_t process = fork();
    base::ensure(process >= 0, "a process can be started");
    if (process == 0) {
        dup2(input.read_end, STDIN_FILENO);
        dup2(output.write_end, STDOUT_FILENO);
        dup2(errors.write_end, STDERR_FILENO);
        execv(words.front(), words.data());
        _exit(127);
    }
    close(input.read_end);
    close(output.write_end);
    close(errors.write_end);
    return {process, input.write_end, is_read ? output.read_end : -1, errors.read_end};
}

// False at the end of what can be read.
bool read_some(int from, std::string& into) {
    std::array<char, 65536> part{};
    const ssize_t length = read(from, part.data(), part.size());
    if (length > 0) {
        into.append(part.data(), static_cast<std::size_t>(length));
    }
    return length > 0 || (length < 0 && errno == EINTR);
}

std::int64_t microseconds_of(const timeval& time) {
    return std::int64_t{time.tv_sec} * 1'000'000 + time.tv_usec;
}

void wait_for(pid_t process, Ended& ended) {
    int status = 0;
    rusage used{};
    while (wait4(process, &status, 0, &used) < 0 && errno == EINTR) {
    }
    ended.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    ended.memory_max_kilobytes = used.ru_maxrss;
    ended.work_microseconds = microseconds_of(used.ru_utime) + microseconds_of(used.ru_stime);
}

// Writes and reads by turns, so that neither side waits for the other for ever.
void exchange(const Child& child, const std::string& input, Ended& ended) {
    std::size_t written = 0;
    std::array<pollfd, 3> ends{
        pollfd{child.input, POLLOUT, 0},
        pollfd{child.output, POLLIN, 0},
        pollfd{child.errors, POLLIN, 0}};
    const auto finish = [](pollfd& end) {
        close(end.fd);
        end.fd = -1;
    };
    while (ends[1].fd >= 0 || ends[2].fd >= 0) {
        if (ends[0].fd >= 0 && written == input.size()) {
            finish(ends[0]);
        }
        poll(ends.data(), ends.size(), -1);
        if (ends[0].fd >= 0 && ends[0].revents != 0) {
            const ssize_t length = write(
                ends[0].fd,
                input.data() + written,
                std::min<std::size_t>(input.size() - written, 65536)
            );
            if (length < 0) {
                finish(ends[0]);  // it reads no further
            } else {
                written += static_cast<std::size_t>(length);
            }
        }
        if (ends[1].fd >= 0 && ends[1].revents != 0 && !read_some(ends[1].fd, ended.output)) {
            finish(ends[1]);
        }
        if (ends[2].fd >= 0 && ends[2].revents != 0 && !read_some(ends[2].fd, ended.errors)) {
            finish(ends[2]);
        }
    }
    if (ends[0].fd >= 0) {
        finish(ends[0]);
    }
}

}  // namespace

Ended run(const std::vector<std::string>& arguments, const std::string& input) {
    ::signal(SIGPIPE, SIG_IGN);
    Ended ended;
    const Child child = start(arguments);
    exchange(child, input, ended);
    wait_for(child.process, ended);
    return ended;
}

Ended run_unread(const std::vector<std::string>& arguments) {
    ::signal(SIGPIPE, SIG_IGN);
    Ended ended;
    const Child child = start(arguments, false);
    exchange(child, {}, ended);
    wait_for(child.process, ended);
    return ended;
}

Running::Running(const std::vector<std::string>& arguments, const std::string& input) {
    const Child child = start(arguments);
    const ssize_t length = write(child.input, input.data(), input.size());
    base::ensure(
        length == static_cast<ssize_t>(input.size()), "a pipe takes what is typed at once"
    );
    close(child.input);
    process_ = child.process;
    output_ = child.output;
    errors_ = child.errors;
}

Running::~Running() {
    if (process_ > 0) {
        signal(SIGKILL);
        (void)wait();
    }
}

std::string Running::next_line() {
    std::size_t end = unread_.find('\n');
    while (end == std::string::npos && read_some(output_, unread_)) {
        end = unread_.find('\n');
    }
    if (end == std::string::npos) {
        return {};
    }
    std::string line = unread_.substr(0, end);
    unread_.erase(0, end + 1);
    return line;
}

void Running::signal(int number) const {
    kill(process_, number);
}

bool Running::has_ended() const {
    siginfo_t seen{};
    const auto process = static_cast<id_t>(process_);
    base::ensure(
        waitid(P_PID, process, &seen, WEXITED | WNOHANG | WNOWAIT) == 0, "a child can be asked"
    );
    return seen.si_pid == process_;
}

std::int64_t Running::work_microseconds() const {
    clockid_t clock{};
    timespec work{};
    if (clock_getcpuclockid(process_, &clock) != 0 || clock_gettime(clock, &work) != 0) {
        return 0;
    }
    return std::int64_t{work.tv_sec} * 1'000'000 + work.tv_nsec / 1000;
}

Ended Running::wait() {
    Ended ended{.output = std::move(unread_)};
    while (read_some(output_, ended.output)) {
    }
    while (read_some(errors_, ended.errors)) {
    }
    wait_for(process_, ended);
    close(output_);
    close(errors_);
    process_ = -1;
    return ended;
}

}  // namespace draagkracht::test_support
