// Guarantee 3 for the gross-up of a year: `draagkracht gross-up` is killed at a random point of its
// work, over and over, and run again until it comes to its end. After each kill all of the list is
// in the books, or nothing.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <fstream>

#include "cli/killed_case.hpp"

namespace draagkracht::cli {
namespace {

namespace fs = std::filesystem;

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
    [[nodiscard]] std::vector<std::string> gross_up() const {
        return {
            "gross-up",
            list().string(),
            "--municipality",
            "zandwijk",
            "--year",
            "2026",
            "--decision",
            "B-2027-1",
            "--today",
            "2027-02-01",
            "--quiet"};
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
    expect_all_or_nothing(
        {[this](TestDatabase& test) { prepare(test); },
         gross_up(),
         booked,
         "0 0 0 ",
         "1200 1200 1200 "}
    );
}

DRAAGKRACHT_ON_BOTH_DATABASES(KilledGrossUpOnBoth);

}  // namespace
}  // namespace draagkracht::cli
