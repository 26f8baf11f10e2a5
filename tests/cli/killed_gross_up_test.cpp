// Guarantee 3 for the gross-up of a year: `draagkracht gross-up` is killed at a random point of its
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

constexpr int claim_count = 1200;  // more than two sets of lines

std::string claim_line(int number) {
    return fmt::format(
        R"({{"kind":"claim","claim_number":"V-{0}","claim_kind":"overpayment","law":"PW",)"
        R"("legal_ground":"PW 58 lid 2 onder a","cause":"later_means","culpability":"none",)"
        R"("decision_number":"B-{0}","decision_date":"2026-03-02",)"
        R"("notified_date":"2026-03-02","due_date":"2026-04-13","amount":"600.00",)"
        R"("debtors":[{{"client_number":"100001","liable_from":"2026-03-02"}}]}})",
        number
    );
}

std::string list_line(int number) {
    return fmt::format(
        R"({{"claim_number":"V-{}","client_number":"100001","open_net":"600.00","factor":"40"}})",
        number
    );
}

class KilledGrossUpOnBoth : public KilledCase {
  protected:
    void prepare(TestDatabase& test) {
        ASSERT_EQ(run(test.address(), {"migrate", "--quiet"}), 0);
        const fs::path file = home() / "register.jsonl";
        std::ofstream lines{file};
        lines << R"({"kind":"municipality","code":"zandwijk"})" << '\n'
              << R"({"kind":"person","client_number":"100001","surname":"Berg"})" << '\n';
        std::ofstream list{this->list()};
        for (int number = 1; number <= claim_count; ++number) {
            lines << claim_line(number) << '\n';
            list << list_line(number) << '\n';
        }
        lines << fmt::format(R"({{"kind":"end","lines":{}}})", 2 + claim_count) << '\n';
        lines.close();
        ASSERT_EQ(
            run(test.address(), {"load", file.string(), "--today", "2026-05-29", "--quiet"}), 0
        );
    }
    [[nodiscard]] fs::path list() const { return home() / "payroll.jsonl"; }
    int gross_up(const std::string& address, std::int64_t killed_after_microseconds = never) {
        return run(
            address,
            {"gross-up",
             list().string(),
             "--municipality",
             "zandwijk",
             "--year",
             "2026",
             "--decision",
             "B-2027-1",
             "--today",
             "2027-02-01",
             "--quiet"},
            killed_after_microseconds
        );
    }
    // Acts, postings of those, and events that tell them.
    static std::string booked(TestDatabase& test) {
        storage::Transaction transaction{test.database(), "count", storage::Access::read};
        std::string counts;
        for (const char* what :
             {"claim_act",
              "posting WHERE act_id IS NOT NULL",
              "audit_event WHERE action = 'claims.act'"}) {
            long long rows = 0;
            transaction.sql() << "SELECT COUNT(*) FROM " + std::string{what}, soci::into(rows);
            counts += fmt::format("{} ", rows);
        }
        return counts;
    }
};

TEST_P(KilledGrossUpOnBoth, AllOfTheListIsBookedOrNothing) {
    Random random;
    const std::string nothing = "0 0 0 ";
    const std::string all = "1200 1200 1200 ";
    std::int64_t whole_work = 0;
    {
        TestDatabase clean{GetParam()};
        prepare(clean);
        ASSERT_EQ(gross_up(clean.address()), 0);
        whole_work = work_microseconds();
        ASSERT_EQ(booked(clean), all);
    }
    TestDatabase disturbed{GetParam()};
    prepare(disturbed);
    int kills = 0;
    int exit_code = killed_by_signal;
    for (int runs = 1; exit_code == killed_by_signal; ++runs) {
        const std::int64_t after = runs < 15 ? random.between(1, whole_work / 2) : never;
        exit_code = gross_up(disturbed.address(), after);
        kills += exit_code == killed_by_signal ? 1 : 0;
        const std::string now = booked(disturbed);
        ASSERT_TRUE(now == nothing || now == all) << now;
        if (exit_code == killed_by_signal && now == all) {
            break;  // killed after the commit: what comes now books nothing
        }
    }
    ASSERT_EQ(gross_up(disturbed.address()), 0);
    EXPECT_EQ(booked(disturbed), all);
    EXPECT_EQ(run(disturbed.address(), {"verify", "--quiet"}), 0);
    EXPECT_GT(kills, 3) << "too few kills to tell anything";
    std::cout << kills << " kills\n";
}

DRAAGKRACHT_ON_BOTH_DATABASES(KilledGrossUpOnBoth);

}  // namespace
}  // namespace draagkracht::cli
