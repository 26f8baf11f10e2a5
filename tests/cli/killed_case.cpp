#include "cli/killed_case.hpp"

#include <sched.h>
#include <soci/soci.h>
#include <unistd.h>

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

std::vector<std::string> KilledCase::command(
    const std::string& address, const std::vector<std::string>& words
) const {
    std::vector<std::string> command{
        DRAAGKRACHT_PROGRAM,
        "--config",
        (home_ / "config/draagkracht.toml").string(),
        "--database",
        // By that name the server tells whether the process is gone.
        GetParam() == storage::Engine::postgresql
            ? address + "&application_name=" + home_.filename().string()
            : address,
        "--key-file",
        (home_ / "register.key").string()};
    command.insert(command.end(), words.begin(), words.end());
    return command;
}

int KilledCase::run(const std::string& address, const std::vector<std::string>& words) {
    const test_support::Ended ended = test_support::Running{command(address, words), typed_}.wait();
    work_ = ended.work_microseconds;
    std::cerr << ended.errors;
    return ended.exit_code;
}

int KilledCase::run_and_kill(
    const std::string& address,
    const std::vector<std::string>& words,
    std::int64_t killed_after_microseconds
) {
    test_support::Running program{command(address, words), typed_};
    return kill_when(program, [&program, killed_after_microseconds] {
        return program.work_microseconds() >= killed_after_microseconds;
    });
}

int KilledCase::run_until(
    const std::string& address,
    const std::vector<std::string>& words,
    const std::function<bool()>& moment_has_come
) {
    test_support::Running program{command(address, words), typed_};
    return kill_when(program, moment_has_come);
}

int KilledCase::kill_when(
    test_support::Running& program, const std::function<bool()>& moment_has_come
) {
    while (!program.has_ended()) {
        if (moment_has_come()) {
            program.signal(SIGKILL);
            break;
        }
        sched_yield();
    }
    const test_support::Ended ended = program.wait();
    wait_for_server();
    std::cerr << (ended.exit_code == killed_by_signal ? "" : ended.errors);
    return ended.exit_code;
}

// The server ends what it was told last, a commit too, before it sees that nobody is there any
// more. Who looks at the register before that sees neither what was nor what will be.
void KilledCase::wait_for_server() {
    const std::string name = home_.filename().string();
    long long connections = GetParam() == storage::Engine::postgresql ? 1 : 0;
    while (connections > 0) {
        storage::Transaction transaction{database(), "look", storage::Access::read};
        transaction.sql() << "SELECT COUNT(*) FROM pg_stat_activity"
                             " WHERE application_name = :name",
            soci::use(name, "name"), soci::into(connections);
        sched_yield();
    }
}

void KilledCase::expect_all_or_nothing(const OneTransaction& one) {
    constexpr int kills_wanted = 8;
    test_support::Random random;
    TestDatabase clean{GetParam()};
    one.prepare(clean);
    ASSERT_EQ(run(clean.address(), one.words), 0);
    const std::int64_t whole_work = work_microseconds();
    ASSERT_EQ(one.booked(clean), one.all);
    int kills = 0;
    for (int round = 0; kills < kills_wanted; ++round) {
        ASSERT_LT(round, rounds_max) << "too few kills to tell anything";
        TestDatabase disturbed{GetParam()};
        one.prepare(disturbed);
        kills += kill_and_finish(one, disturbed, whole_work, random);
        ASSERT_EQ(one.booked(disturbed), one.all);
        ASSERT_EQ(run(disturbed.address(), {"verify", "--quiet"}), 0);
    }
    std::cout << kills << " kills\n";
}

int KilledCase::kill_and_finish(
    const OneTransaction& one,
    TestDatabase& test,
    std::int64_t whole_work,
    test_support::Random& random
) {
    constexpr int kills_max = 10;
    int kills = 0;
    int exit_code = killed_by_signal;
    std::string now = one.nothing;
    while (exit_code == killed_by_signal && now == one.nothing && kills < kills_max) {
        exit_code = run_and_kill(test.address(), one.words, random.between(1, whole_work));
        kills += exit_code == killed_by_signal ? 1 : 0;
        now = one.booked(test);
        EXPECT_TRUE(now == one.nothing || now == one.all) << now;
    }
    EXPECT_TRUE(exit_code == 0 || exit_code == killed_by_signal) << exit_code;
    EXPECT_EQ(run(test.address(), one.words), 0);  // where all is there it books nothing
    return kills;
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
