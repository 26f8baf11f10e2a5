// Guarantee 3 for a list of payroll: `draagkracht take-list` is killed at a random point of its
// work, over and over, and run again until it comes to its end. After each kill all of the list is
// in the books, or nothing.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <fstream>
#include <iostream>

#include "cli/killed_case.hpp"
#include "support/random.hpp"

namespace draagkracht::cli {
namespace {

namespace fs = std::filesystem;
using test_support::Random;
using test_support::TestDatabase;

constexpr int line_count = 1500;

class KilledTakeListOnBoth : public KilledCase {
  protected:
    void prepare(TestDatabase& test) {
        ASSERT_EQ(run(test.address(), {"migrate", "--quiet"}), 0);
        const fs::path file = home() / "register.jsonl";
        std::ofstream{file}
            << R"({"kind":"municipality","code":"zandwijk"})" << '\n'
            << R"({"kind":"person","client_number":"100001","surname":"Berg"})" << '\n'
            << R"({"kind":"claim","claim_number":"V-1","claim_kind":"overpayment","law":"PW",)"
               R"("legal_ground":"PW 58 lid 2 onder a","cause":"later_means","culpability":"none",)"
               R"("decision_number":"B-1","decision_date":"2026-03-02",)"
               R"("notified_date":"2026-03-02","due_date":"2026-04-13","amount":"10000.00",)"
               R"("debtors":[{"client_number":"100001","liable_from":"2026-03-02"}]})"
            << '\n'
            << R"({"kind":"end","lines":3})" << '\n';
        ASSERT_EQ(
            run(test.address(), {"load", file.string(), "--today", "2026-05-29", "--quiet"}), 0
        );
        std::ofstream list{this->list()};
        list << "set_off_list;line;period;pay_date;client_number;plan_number;claim_number;amount;"
                "takes_back\n";
        for (int line = 1; line <= line_count; ++line) {
            list << fmt::format("U-1;{};2026-06;2026-06-24;100001;;V-1;2,00;\n", line);
        }
        list << fmt::format("end;{};;;;;;{},00;\n", line_count, 2 * line_count);
    }
    [[nodiscard]] fs::path list() const { return home() / "payroll.csv"; }
    int take(const std::string& address, std::int64_t killed_after_microseconds = never) {
        return run(
            address,
            {"take-list",
             list().string(),
             "--municipality",
             "zandwijk",
             "--today",
             "2026-07-01",
             "--quiet"},
            killed_after_microseconds
        );
    }
    // Statements, entries, what was paid, and events that tell it.
    static std::string booked(TestDatabase& test) {
        storage::Transaction transaction{test.database(), "count", storage::Access::read};
        std::string counts;
        for (const char* what :
             {"bank_statement",
              "bank_entry",
              "posting WHERE kind = 'payment'",
              "audit_event_person",
              "audit_event WHERE action = 'payments.take_list'"}) {
            long long rows = 0;
            transaction.sql() << "SELECT COUNT(*) FROM " + std::string{what}, soci::into(rows);
            counts += fmt::format("{} ", rows);
        }
        return counts;
    }
};

TEST_P(KilledTakeListOnBoth, AllOfTheListIsBookedOrNothing) {
    Random random;
    const std::string nothing = "0 0 0 0 0 ";
    const std::string all = "1 1500 1500 1500 1 ";
    std::int64_t whole_work = 0;
    {
        TestDatabase clean{GetParam()};
        prepare(clean);
        ASSERT_EQ(take(clean.address()), 0);
        whole_work = work_microseconds();
        ASSERT_EQ(booked(clean), all);
    }
    TestDatabase disturbed{GetParam()};
    prepare(disturbed);
    int kills = 0;
    int exit_code = killed_by_signal;
    for (int runs = 1; exit_code == killed_by_signal; ++runs) {
        const std::int64_t after = runs < 15 ? random.between(1, whole_work / 2) : never;
        exit_code = take(disturbed.address(), after);
        kills += exit_code == killed_by_signal ? 1 : 0;
        const std::string now = booked(disturbed);
        ASSERT_TRUE(now == nothing || now == all) << now;
        if (exit_code == killed_by_signal && now == all) {
            break;  // killed after the commit: what comes now books nothing
        }
    }
    ASSERT_EQ(take(disturbed.address()), 0);
    EXPECT_EQ(booked(disturbed), all);
    EXPECT_EQ(run(disturbed.address(), {"verify", "--quiet"}), 0);
    EXPECT_GT(kills, 3) << "too few kills to tell anything";
    std::cout << kills << " kills\n";
}

DRAAGKRACHT_ON_BOTH_DATABASES(KilledTakeListOnBoth);

}  // namespace
}  // namespace draagkracht::cli
