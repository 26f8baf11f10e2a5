// Guarantee 3 for a list of payroll: `draagkracht take-list` is killed at a random point of its
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
    [[nodiscard]] std::vector<std::string> take() const {
        return {
            "take-list",
            list().string(),
            "--municipality",
            "zandwijk",
            "--today",
            "2026-07-01",
            "--quiet"};
    }
    // Statements, entries, what was paid, people and events that tell it.
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
    expect_all_or_nothing(
        {[this](TestDatabase& test) { prepare(test); },
         take(),
         booked,
         "0 0 0 0 0 ",
         "1 1500 1500 1 1 "}
    );
}

DRAAGKRACHT_ON_BOTH_DATABASES(KilledTakeListOnBoth);

}  // namespace
}  // namespace draagkracht::cli
