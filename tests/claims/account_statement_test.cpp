#include "draagkracht/claims/account_statement.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace draagkracht::claims {
namespace {

using base::Date;
using base::Money;
using ::testing::ElementsAre;

Date day(const std::string& text) {
    return Date::parse(text).value();
}

// In the order in which they were booked, which is not that of their value dates.
std::vector<Posting> postings() {
    std::vector<Posting> made;
    const auto post = [&made](Component component, PostingKind kind, int cents, const char* on) {
        made.push_back(
            {base::PostingId{static_cast<std::int64_t>(made.size()) + 1},
             {base::ClaimId{7},
              {component, kind, Money::cents(cents), day(on), "test"},
              std::nullopt,
              std::nullopt},
             day("2026-07-01"),
             "officer:1"}
        );
    };
    post(Component::principal, PostingKind::claim, 30000, "2026-01-10");
    post(Component::costs, PostingKind::fee, 900, "2026-03-01");
    post(Component::costs, PostingKind::payment, -900, "2026-03-31");
    post(Component::principal, PostingKind::payment, -4100, "2026-03-31");
    post(Component::principal, PostingKind::payment, -5000, "2026-02-28");
    post(Component::principal, PostingKind::payment, -5000, "2026-04-01");
    return made;
}

std::vector<std::string> told(const AccountStatement& statement) {
    std::vector<std::string> lines{statement.opening.total().to_string()};
    for (const StatementLine& line : statement.lines) {
        lines.push_back(
            line.posting.facts.movement.value_date.to_string() + " " +
            line.posting.facts.movement.amount.to_string() + " " + line.after.total().to_string()
        );
    }
    lines.push_back(statement.closing.total().to_string());
    return lines;
}

TEST(AccountStatement, OpensAndClosesWithWhatIsOpen) {
    EXPECT_THAT(
        told(statement_over(postings(), {day("2026-03-01"), day("2026-03-31")})),
        ElementsAre(
            "250.00",
            "2026-03-01 9.00 259.00",
            "2026-03-31 -9.00 250.00",
            "2026-03-31 -41.00 209.00",
            "209.00"
        )
    );
}

TEST(AccountStatement, OfAPeriodInWhichNothingMovedIsTheBalance) {
    EXPECT_THAT(
        told(statement_over(postings(), {day("2026-03-02"), day("2026-03-30")})),
        ElementsAre("259.00", "259.00")
    );
    EXPECT_THAT(
        told(statement_over(postings(), {day("2025-01-01"), day("2025-12-31")})),
        ElementsAre("0.00", "0.00")
    );
}

TEST(AccountStatement, WhereOnePeriodClosesTheNextOpens) {
    const Balance closed =
        statement_over(postings(), {day("2026-01-01"), day("2026-02-28")}).closing;
    EXPECT_EQ(statement_over(postings(), {day("2026-03-01"), day("2026-12-31")}).opening, closed);
}

}  // namespace
}  // namespace draagkracht::claims
