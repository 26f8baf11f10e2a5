#include "cli/killed_case.hpp"

#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iostream>
#include <sstream>

#include "support/process.hpp"

namespace draagkracht::cli {

namespace fs = std::filesystem;

void KilledCase::SetUp() {
    OnBothDatabases::SetUp();
    home_ = fs::temp_directory_path() / ("draagkracht_killed_" + std::to_string(getpid()));
    fs::create_directories(home_ / "templates");
    fs::copy(
        fs::path{DRAAGKRACHT_SOURCE_DIR} / "config",
        home_ / "config",
        fs::copy_options::recursive | fs::copy_options::overwrite_existing
    );
    fs::copy(
        fs::path{DRAAGKRACHT_SOURCE_DIR} / "templates/letters",
        home_ / "templates/letters",
        fs::copy_options::recursive | fs::copy_options::overwrite_existing
    );
    take_small_chunks();
    base::ensure(
        storage::Sealer::create_key_file(home_ / "register.key").has_value(),
        "a key file can be made"
    );
}

void KilledCase::TearDown() {
    fs::remove_all(home_);
}

int KilledCase::run(
    const std::string& address,
    const std::vector<std::string>& words,
    std::int64_t killed_after_microseconds
) {
    return run_until(address, words, [this, killed_after_microseconds] {
        return work_ >= killed_after_microseconds;
    });
}

int KilledCase::run_until(
    const std::string& address,
    const std::vector<std::string>& words,
    const std::function<bool()>& moment_has_come
) {
    std::vector<std::string> command{
        DRAAGKRACHT_PROGRAM,
        "--config",
        (home_ / "config/draagkracht.toml").string(),
        "--database",
        address,
        "--key-file",
        (home_ / "register.key").string()};
    command.insert(command.end(), words.begin(), words.end());
    if (!input_.empty()) {
        // The shell gives way to the program, so the kill finds it.
        const std::string shell = "exec \"$@\" < '" + input_.string() + "'";
        command.insert(command.begin(), {"/bin/sh", "-c", shell, "sh"});
    }
    test_support::Running program{command};
    work_ = 0;
    while (!program.has_ended()) {
        work_ = std::max(work_, program.work_microseconds());
        if (moment_has_come()) {
            program.signal(SIGKILL);
            break;
        }
        sched_yield();
    }
    const test_support::Ended ended = program.wait();
    std::cerr << (ended.exit_code == killed_by_signal ? "" : ended.errors);
    return ended.exit_code;
}

void KilledCase::take_small_chunks() const {
    const fs::path file = home_ / "config/draagkracht.toml";
    std::ifstream in{file};
    std::ostringstream out;
    bool changed = false;
    for (std::string line; std::getline(in, line);) {
        const bool is_size = line.starts_with("chunk_entries");
        changed = changed || is_size;
        out << (is_size ? "chunk_entries = 3" : line) << '\n';
    }
    base::ensure(changed, "the settings say how large a chunk is");
    std::ofstream{file} << out.str();
}

}  // namespace draagkracht::cli
