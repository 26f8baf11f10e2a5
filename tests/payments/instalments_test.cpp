// What payments do to the instalments of a plan: partial, more than one at once, early, too much,
// taken back, after the plan ended, and by a guardian (bewindvoerder) for several people at once. A
// table that a caseworker can check by hand, on both databases.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "draagkracht/plans/plan_store.hpp"
#include "draagkracht/plans/standing.hpp"
#include "support/bank_register.hpp"

namespace draagkracht::payments {

using test_support::BankRegister;
using test_support::reference_text;
using test_support::StatementText;
using test_support::TestDatabase;
using testing::ElementsAre;

class InstalmentsOnBoth : public test_support::OnBothDatabases {};

namespace {

const std::string guardian = "NL18RABO0123459876";

// What the bank tells: "50.00 B1" on a day came in; below zero, B1 went back.
struct Told {
    std::string day;
    std::string amount;
    std::string bank_reference;
};

void bring(BankRegister& bank, const Told& told) {
    const bool is_return = told.amount.starts_with('-');
    const auto report = bank.reconcile(StatementText{"S" + told.day, told.day}.paid(
        told.amount,
        {.structured = is_return ? "" : reference_text(901),
         .bank_reference = told.bank_reference,
         .is_reversal = is_return,
         .return_reason = is_return ? "AM04" : ""}
    ));
    ASSERT_TRUE(report) << report.error().to_line();
}

// The third part of the outcome: what waits of each entry, without what went back and its return.
std::vector<std::string> what_waits(BankRegister& bank) {
    const std::string outcome = bank.outcome();
    const std::size_t last = outcome.rfind("--\n", outcome.size() - 4);
    std::istringstream lines{outcome.substr(last == std::string::npos ? 0 : last + 3)};
    std::vector<std::string> waits;
    for (std::string line; std::getline(lines, line) && line != "--";) {
        waits.push_back(line.substr(line.rfind(' ') + 1));
    }
    return waits;
}

std::string standing(storage::Database& database, base::PlanId plan, const std::string& day) {
    storage::Transaction transaction{database, "standing", storage::Access::read};
    const plans::Plan as_it_is = plans::plans_by_id(transaction, {plan}).front();
    std::string text;
    for (const plans::InstalmentStanding& one :
         plans::standing_of(as_it_is, base::BusinessDate{base::Date::parse(day).value()})) {
        const std::string_view state = one.state == plans::InstalmentState::paid      ? "paid"
                                       : one.state == plans::InstalmentState::overdue ? "overdue"
                                       : one.state == plans::InstalmentState::fallen_away
                                           ? "fallen away"
                                           : "open";
        text += fmt::format(
            "{}{} {}{}",
            text.empty() ? "" : ", ",
            one.instalment.due_date.to_string().substr(5),
            state,
            one.open.is_zero() ? "" : " " + one.open.to_string()
        );
    }
    return text;
}

}  // namespace

// 150.00 by three instalments of 50.00: 28 May, 28 June and 28 July 2026.
TEST_P(InstalmentsOnBoth, TheTable) {
    struct Row {
        std::string what;
        std::vector<Told> told;
        std::string seen_on;
        std::string standing;
        std::vector<std::string> waits;  // in cents
    };
    const std::vector<Row> rows{
        {"nothing came",
         {},
         "2026-06-01",
         "05-28 overdue 50.00, 06-28 open 50.00, 07-28 open 50.00",
         {}},
        {"on the day",
         {{"2026-05-28", "50.00", "B1"}},
         "2026-06-01",
         "05-28 paid, 06-28 open 50.00, 07-28 open 50.00",
         {}},
        {"a part",
         {{"2026-05-28", "20.00", "B1"}},
         "2026-06-01",
         "05-28 overdue 30.00, 06-28 open 50.00, 07-28 open 50.00",
         {}},
        {"the rest of it, later",
         {{"2026-05-28", "20.00", "B1"}, {"2026-06-03", "30.00", "B2"}},
         "2026-06-10",
         "05-28 paid, 06-28 open 50.00, 07-28 open 50.00",
         {}},
        {"two at once",
         {{"2026-06-28", "100.00", "B1"}},
         "2026-07-01",
         "05-28 paid, 06-28 paid, 07-28 open 50.00",
         {}},
        {"one and a half: what is more begins the next",
         {{"2026-05-28", "75.00", "B1"}},
         "2026-06-01",
         "05-28 paid, 06-28 open 25.00, 07-28 open 50.00",
         {}},
        {"early: the next one is paid before its day",
         {{"2026-05-01", "50.00", "B1"}, {"2026-05-20", "50.00", "B2"}},
         "2026-05-21",
         "05-28 paid, 06-28 paid, 07-28 open 50.00",
         {}},
        {"too much: what nobody owes waits",
         {{"2026-05-28", "160.00", "B1"}},
         "2026-06-01",
         "05-28 paid, 06-28 paid, 07-28 paid",
         {"1000"}},
        {"once more after all is paid",
         {{"2026-05-28", "150.00", "B1"}, {"2026-06-28", "50.00", "B2"}},
         "2026-07-01",
         "05-28 paid, 06-28 paid, 07-28 paid",
         {"5000"}},
        {"taken back: the instalment is open again since its own day",
         {{"2026-05-28", "50.00", "B1"}, {"2026-06-05", "-50.00", "B1"}},
         "2026-06-10",
         "05-28 overdue 50.00, 06-28 open 50.00, 07-28 open 50.00",
         {}},
        {"the first taken back: what came after it fills the oldest",
         {{"2026-05-28", "50.00", "B1"},
          {"2026-06-28", "50.00", "B2"},
          {"2026-07-02", "-50.00", "B1"}},
         "2026-07-10",
         "05-28 paid, 06-28 overdue 50.00, 07-28 open 50.00",
         {}},
        {"too much, and the first taken back: what waited fills its place",
         {{"2026-05-28", "50.00", "B1"},
          {"2026-06-28", "110.00", "B2"},
          {"2026-07-02", "-50.00", "B1"}},
         "2026-07-10",
         "05-28 paid, 06-28 paid, 07-28 open 40.00",
         {}},
    };
    for (const Row& row : rows) {
        TestDatabase fresh{GetParam()};
        BankRegister bank{fresh.database()};
        const base::PersonId debtor = bank.person("100001");
        const base::ClaimId claim = bank.claim(501, {debtor}, "150.00");
        const base::PlanId plan = bank.plan(901, debtor, {claim}, "150.00", "50.00");
        for (const Told& told : row.told) {
            bring(bank, told);
        }
        EXPECT_EQ(standing(fresh.database(), plan, row.seen_on), row.standing) << row.what;
        EXPECT_EQ(what_waits(bank), row.waits) << row.what;
        if (testing::Test::HasFailure()) {
            return;
        }
    }
}

// It waits for a person: to agree anew, or to say where it goes.
TEST_P(InstalmentsOnBoth, APaymentOnAPlanThatEndedWaits) {
    BankRegister bank{database()};
    const base::PersonId debtor = bank.person("100001");
    const base::ClaimId claim = bank.claim(501, {debtor}, "150.00");
    bank.end_plan(bank.plan(901, debtor, {claim}, "150.00", "50.00"));
    bring(bank, {"2026-06-28", "50.00", "B1"});
    EXPECT_THAT(bank.placed(), ElementsAre("suspense 5000 debt_closed"));
}

// One order of a guardian, of which the bank tells each part: for each of three people 50.00 or
// 75.00, two of them with their reference, the third told by the amount alone. And once more as one
// amount: that is nobody's.
TEST_P(InstalmentsOnBoth, AGuardianPaysForSeveralPeopleAtOnce) {
    BankRegister bank{database()};
    const std::vector people{
        bank.person("100001", {guardian}),
        bank.person("100002", {guardian}),
        bank.person("100003", {guardian})};
    const std::vector<std::string> monthly{"50.00", "50.00", "75.00"};
    for (std::size_t place = 0; place < people.size(); ++place) {
        const auto number = static_cast<std::int64_t>(place);
        const base::ClaimId claim = bank.claim(501 + number, {people[place]}, "300.00");
        bank.plan(901 + number, people[place], {claim}, "300.00", monthly[place]);
    }
    Entry batch;
    const std::vector<std::pair<std::string, std::string>> parts{
        {"50.00", reference_text(901)}, {"50.00", reference_text(902)}, {"75.00", ""}};
    for (const auto& [amount, reference] : parts) {
        Detail detail;
        detail.amount = base::Money::parse(amount).value();
        detail.free_text = "beheer " + reference;
        detail.counterparty_account = guardian;
        batch.amount += *detail.amount;
        batch.details.push_back(std::move(detail));
    }
    Entry whole;
    whole.amount = batch.amount;
    whole.details.push_back(batch.details.back());
    whole.details.front().amount = batch.amount;
    ASSERT_TRUE(bank.reconcile(StatementText{}.add(batch).add(whole)));
    EXPECT_THAT(
        bank.placed(),
        ElementsAre(
            "plan R-901 V-501 principal 5000 reference_in_free_text",
            "plan R-902 V-502 principal 5000 reference_in_free_text",
            "plan R-903 V-503 principal 7500 account_and_amount",
            "suspense 17500 amount_differs"
        )
    );
}

DRAAGKRACHT_ON_BOTH_DATABASES(InstalmentsOnBoth);

}  // namespace draagkracht::payments
