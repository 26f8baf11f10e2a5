// Guarantee 3 when the power fails: an import is killed at a random point of its work, over and
// over, and run again until it comes to its end. What it leaves must be what one run leaves.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <iostream>

#include "payments/random_history.hpp"

namespace draagkracht::payments {

using test_support::Random;
using test_support::TestDatabase;

class KilledImportOnBoth : public test_support::OnBothDatabases {};

namespace {

constexpr std::size_t entries_per_chunk = 3;

// The system kills this process after so much work of the processor: neither before nor after any
// statement of the program, but wherever it then is.
void be_killed_after(std::int64_t microseconds) {
    sigevent event{};
    event.sigev_notify = SIGEV_SIGNAL;
    event.sigev_signo = SIGKILL;
    timer_t timer{};
    base::ensure(
        timer_create(CLOCK_PROCESS_CPUTIME_ID, &event, &timer) == 0, "a timer can be made"
    );
    itimerspec after{};
    after.it_value.tv_sec = microseconds / 1'000'000;
    after.it_value.tv_nsec = microseconds % 1'000'000 * 1000 + 1;
    base::ensure(timer_settime(timer, 0, &after, nullptr) == 0, "a timer can be set");
}

enum class Ending { finished, killed, failed };

// Imports in a process of its own, which is killed after that much work; 0: never.
Ending import_in_another_process(
    const std::string& address,
    const access::Occasion& occasion,
    const std::filesystem::path& file,
    std::int64_t killed_after_microseconds
) {
    std::cout.flush();
    const pid_t child = fork();
    base::ensure(child >= 0, "a process can be started");
    if (child == 0) {
        if (killed_after_microseconds > 0) {
            be_killed_after(killed_after_microseconds);
        }
        int exit_code = 1;
        try {
            storage::Database database{storage::DatabaseAddress::parse(address).value(), 1};
            ReconciliationService service{database, entries_per_chunk};
            exit_code = service.reconcile(occasion, file) ? 0 : 2;
        } catch (const std::exception& fault) {
            std::cerr << fault.what() << '\n';
        }
        _exit(exit_code);
    }
    int status = 0;
    base::ensure(waitpid(child, &status, 0) == child, "a process is waited for");
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) {
        return Ending::killed;
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? Ending::finished : Ending::failed;
}

std::int64_t work_of_children_microseconds() {
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    const auto microseconds = [](const timeval& time) {
        return std::int64_t{time.tv_sec} * 1'000'000 + time.tv_usec;
    };
    return microseconds(usage.ru_utime) + microseconds(usage.ru_stime);
}

}  // namespace

TEST_P(KilledImportOnBoth, WhatIsLeftIsWhatOneRunLeaves) {
    Random random;
    int kills = 0;
    int rounds = 0;
    while (kills < 60) {
        ASSERT_LT(++rounds, 30) << "too few kills to tell anything";
        const RandomHistory history{random, 100, 150};
        const std::string text = text_of(history.statements());

        TestDatabase clean{GetParam()};
        BankRegister undisturbed{clean.database()};
        history.register_in(undisturbed);
        const access::Occasion occasion =
            undisturbed.people().machine(access::Machine::reconciliation);
        const std::int64_t before = work_of_children_microseconds();
        ASSERT_EQ(
            import_in_another_process(clean.address(), occasion, undisturbed.file(text), 0),
            Ending::finished
        );
        const std::int64_t whole_work = work_of_children_microseconds() - before;

        TestDatabase disturbed{GetParam()};
        BankRegister bank{disturbed.database()};
        history.register_in(bank);
        const std::filesystem::path file = bank.file(text);
        Ending ending = Ending::killed;
        for (int runs = 1; ending == Ending::killed; ++runs) {
            // Early ones are killed soon, so that many come before the end is reached.
            const std::int64_t after = runs < 20 ? random.between(1, whole_work / 5) : 0;
            ending = import_in_another_process(disturbed.address(), occasion, file, after);
            kills += ending == Ending::killed ? 1 : 0;
        }
        ASSERT_EQ(ending, Ending::finished);
        ASSERT_EQ(bank.everything(), undisturbed.everything());
    }
    std::cout << kills << " kills in " << rounds << " imports\n";
}

DRAAGKRACHT_ON_BOTH_DATABASES(KilledImportOnBoth);

}  // namespace draagkracht::payments
