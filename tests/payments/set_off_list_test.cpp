// What the benefit payroll is asked to set off for a month, and what differs when it comes back.
#include "draagkracht/payments/set_off_list.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include "draagkracht/payments/payroll_list_reader.hpp"
#include "draagkracht/payments/payroll_list_service.hpp"
#include "draagkracht/payments/set_off_list_service.hpp"
#include "draagkracht/plans/plan_store.hpp"
#include "draagkracht/storage/bulk_insert.hpp"
#include "support/bank_register.hpp"

namespace draagkracht::payments {
namespace {

using test_support::BankRegister;
using test_support::reference_text;
using test_support::StatementText;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

base::Money money(std::string_view text) {
    return base::Money::parse(text).value();
}

base::Date day(std::string_view text) {
    return base::Date::parse(text).value();
}

base::Month month(std::string_view text) {
    return base::month_of(text).value();
}

// 50.00 a month from 28 May, 120.00 in all: due on 28 May, 28 June and 20.00 on 28 July.
SetOffFacts plan_of_three() {
    plans::PlanFacts facts{
        .municipality = base::MunicipalityId{1},
        .person = base::PersonId{2},
        .plan_number = "R-901",
        .payment_reference = base::PaymentReference::for_number(901),
        .agreed_on = day("2026-04-20"),
        .agreed_by = "officer:1",
        .assessed = std::nullopt,
        .agreed_amount = money("50.00"),
        .difference_reason = "",
        .contact = std::nullopt,
        .assessment = std::nullopt,
        .claims = {},
        .terms = plans::monthly(money("50.00"), day("2026-05-28")),
        .schedule = {}};
    facts.schedule = plans::schedule_of(money("120.00"), facts.terms).value();
    plans::Plan plan{base::PlanId{901}, facts, {}, std::nullopt, std::nullopt};
    plan.open_on_claims = money("120.00");
    return {plan, "100001", {}, std::nullopt, money("50.00")};
}

std::string text_of(const MonthOfPlan& of_plan) {
    if (const SetOffLine* const line = std::get_if<SetOffLine>(&of_plan)) {
        return line->amount.to_string();
    }
    const NotSetOff* const left_out = std::get_if<NotSetOff>(&of_plan);
    return left_out == nullptr ? "nothing" : std::string{to_text(left_out->reason)};
}

TEST(SetOffList, AsksWhatFallsDueInTheMonthAndNoArrears) {
    struct Row {
        std::string what;
        std::string month;
        std::string paid;
        std::string open;
        std::string outcome;
    };
    const std::vector<Row> rows{
        {"before the first", "2026-04", "0.00", "120.00", "nothing"},
        {"the first", "2026-05", "0.00", "120.00", "50.00"},
        {"the second, and nothing was paid of the first", "2026-06", "0.00", "120.00", "50.00"},
        {"a part of the second was paid", "2026-06", "70.00", "50.00", "30.00"},
        {"paid ahead", "2026-06", "100.00", "20.00", "nothing"},
        {"the last is what is left", "2026-07", "100.00", "20.00", "20.00"},
        {"after the last", "2026-08", "0.00", "120.00", "nothing"},
        // Of 120.00 a joint debtor paid 60.00: the plan asks 60.00 in all, 10.00 of it in June.
        {"a joint debtor paid", "2026-06", "0.00", "60.00", "10.00"},
        {"a joint debtor paid all", "2026-06", "0.00", "0.00", "nothing"}};
    for (const Row& row : rows) {
        SetOffFacts facts = plan_of_three();
        facts.plan.paid = money(row.paid);
        facts.plan.open_on_claims = money(row.open);
        EXPECT_EQ(text_of(set_off_of(facts, month(row.month))), row.outcome) << row.what;
    }
}

// Of the 120.00 that is open a joint debtor is asked for a part in the same list.
TEST(SetOffList, TwoDebtorsAreNotAskedForTheSameEuro) {
    struct Row {
        std::string asked_of_the_other;
        std::string outcome;
    };
    const std::vector<Row> rows{
        {"0.00", "50.00"},
        {"70.00", "50.00"},
        {"100.00", "20.00"},
        {"120.00", "nothing"},
        {"130.00", "nothing"}};
    for (const Row& row : rows) {
        EXPECT_EQ(
            text_of(set_off_of(plan_of_three(), month("2026-06"), money(row.asked_of_the_other))),
            row.outcome
        ) << row.asked_of_the_other;
    }
}

TEST(SetOffList, LeavesOutWhatMayNotBeAsked) {
    struct Row {
        std::string what;
        std::vector<plans::Period> held;
        std::optional<AssessedIncome> assessed;
        std::string client;
        std::string outcome;
    };
    const auto held = [](const char* from, const char* until) {
        return std::vector<plans::Period>{{day(from), day(until)}};
    };
    const auto income = [](const char* of_all, const char* protected_income) {
        return AssessedIncome{money(of_all), money(protected_income)};
    };
    const std::vector<Row> rows{
        {"a hold over the day", held("2026-06-28", "2026-06-28"), {}, "100001", "held"},
        {"a hold until the day before", held("2026-06-01", "2026-06-27"), {}, "100001", "50.00"},
        {"a hold from the day after", held("2026-06-29", "9999-12-31"), {}, "100001", "50.00"},
        {"just what must be left", {}, income("1450.00", "1400.00"), "100001", "50.00"},
        {"a cent less", {}, income("1449.99", "1400.00"), "100001", "below_protected_income"},
        {"a number that a spreadsheet works out", {}, {}, "=100001", "not_plain"}};
    for (const Row& row : rows) {
        SetOffFacts facts = plan_of_three();
        facts.held = row.held;
        facts.assessed = row.assessed;
        facts.client_number = row.client;
        EXPECT_EQ(text_of(set_off_of(facts, month("2026-06"))), row.outcome) << row.what;
    }
    SetOffFacts other_plans = plan_of_three();
    other_plans.assessed = income("1450.00", "1400.00");
    other_plans.asked_in_all = money("75.00");
    EXPECT_EQ(text_of(set_off_of(other_plans, month("2026-06"))), "below_protected_income");
}

TEST(SetOffList, NeverAsksMoreThanThePlanAgreedForAMonth) {
    SetOffFacts facts = plan_of_three();
    // As a pause could leave two instalments in one month.
    facts.plan.moves = {{base::InstalmentMoveId{1}, {1, day("2026-06-27")}}};
    EXPECT_EQ(text_of(set_off_of(facts, month("2026-05"))), "nothing");
    EXPECT_EQ(text_of(set_off_of(facts, month("2026-06"))), "50.00");
}

TEST(SetOffList, TellsLineByLineWhatDiffersFromWhatWasAsked) {
    const auto line = [](int number, const char* period, const char* amount) {
        return PayrollLine{number, month(period), day("2026-07-24"), "1", {}, {}, money(amount)};
    };
    PayrollList list{
        ListKind::set_off,
        "U-1",
        {line(1, "2026-07", "50.00"),
         line(2, "2026-07", "30.00"),
         line(3, "2026-07", "45.00"),
         line(4, "2026-07", "20.00"),
         line(5, "2026-07", "15.00"),
         line(6, "2026-07", "10.00"),
         line(7, "2026-06", "10.00"),
         line(8, "2026-07", "-50.00")}};
    list.lines.back().takes_back = PlaceInList{"U-0", 1};
    const std::map<int, base::PlanId> plans{
        {1, base::PlanId{901}},
        {2, base::PlanId{902}},
        {3, base::PlanId{903}},
        {4, base::PlanId{904}},  // in two lines
        {5, base::PlanId{904}},
        {6, base::PlanId{906}}};  // of line 7 no list was written, and 8 takes back
    const std::map<base::Month, std::vector<AskedLine>> asked{
        {month("2026-07"),
         {{1, base::PlanId{901}, "R-901", money("50.00")},
          {2, base::PlanId{902}, "R-902", money("50.00")},
          {3, base::PlanId{903}, "R-903", money("40.00")},
          {4, base::PlanId{904}, "R-904", money("35.00")},
          {5, base::PlanId{905}, "R-905", money("25.00")}}}};
    std::vector<std::string> told;
    for (const SetOffDifference& one : differences_of(list, plans, asked)) {
        told.push_back(fmt::format(
            "{} {} asked {} in {}, set off {} in {}",
            one.plan_number,
            to_text(one.kind),
            one.asked.to_string(),
            one.asked_line.value_or(0),
            one.set_off.to_string(),
            one.line.value_or(0)
        ));
    }
    EXPECT_THAT(
        told,
        ElementsAre(
            "R-902 less asked 50.00 in 2, set off 30.00 in 2",
            "R-903 more asked 40.00 in 3, set off 45.00 in 3",
            "R-905 not_set_off asked 25.00 in 5, set off 0.00 in 0",
            " not_asked asked 0.00 in 0, set off 10.00 in 6"
        )
    );
}

}  // namespace

class SetOffListOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (!IsSkipped()) {
            bank_.emplace(database());
        }
    }
    BankRegister& bank() { return *bank_; }

    // A plan of 50.00 a month from 28 May over a claim of 400.00, that is paid by set-off.
    base::PlanId plan_by_set_off(const std::string& client, std::int64_t number) {
        const base::PersonId person = bank().person(client);
        const base::ClaimId claim = bank().claim(number, {person}, "400.00");
        const base::PlanId plan = bank().plan(number + 400, person, {claim}, "400.00", "50.00");
        storage::Transaction transaction{database(), "way to pay", storage::Access::write};
        storage::BulkInsert rows{
            transaction,
            "plan_way_to_pay",
            {{"plan_id", storage::Column::number}, {"way", storage::Column::text}}};
        rows.add({plan.value(), "set_off"});
        rows.write();
        test_support::commit_untold(transaction);
        return plan;
    }
    // As of 1 July.
    WrittenSetOffList written(const std::string& period) {
        return SetOffListService{database()}
            .write(
                bank().people().machine(access::Machine::reconciliation),
                bank().people().zandwijk(),
                month(period)
            )
            .value();
    }
    ListReport taken(const PayrollList& list) {
        return PayrollListService{database()}
            .take(
                bank().people().machine(access::Machine::reconciliation, "2026-07-31"),
                bank().people().zandwijk(),
                list
            )
            .value();
    }
    std::string count_of(const std::string& what) {
        storage::Transaction transaction{database(), "count", storage::Access::read};
        std::string count;
        transaction.sql() << "SELECT CAST(COUNT(*) AS TEXT) FROM " + what, soci::into(count);
        return count;
    }

  private:
    std::optional<BankRegister> bank_;
};

TEST_P(SetOffListOnBoth, IsWrittenOncePerContentAndKept) {
    plan_by_set_off("100002", 502);
    plan_by_set_off("100001", 501);
    bank().end_plan(plan_by_set_off("100003", 503));
    const base::PersonId by_transfer = bank().person("100004");
    bank().plan(904, by_transfer, {bank().claim(504, {by_transfer}, "100.00")}, "100.00", "50.00");
    const WrittenSetOffList first = written("2026-07");
    EXPECT_EQ(
        first.file_text,
        "set_off_list;line;period;pay_date;client_number;plan_number;claim_number;amount;"
        "takes_back\n"
        "2026-07-1;1;2026-07;;100001;R-901;;50,00;\n"
        "2026-07-1;2;2026-07;;100002;R-902;;50,00;\n"
        "end;2;;;;;;100,00;\n"
    );
    EXPECT_EQ(first.number, "2026-07-1");
    EXPECT_FALSE(first.is_known);
    EXPECT_EQ(first.sha256.size(), 64U);
    EXPECT_THAT(first.left_out, IsEmpty());

    const WrittenSetOffList again = written("2026-07");
    EXPECT_TRUE(again.is_known);
    EXPECT_EQ(again.file_text, first.file_text);
    EXPECT_EQ(count_of("set_off_list"), "1");

    // 400.00 at once: nothing is due any more.
    (void)bank().reconcile(StatementText{}.paid("400.00", {.structured = reference_text(902)}));
    const WrittenSetOffList next = written("2026-07");
    EXPECT_EQ(next.number, "2026-07-2");
    EXPECT_FALSE(next.is_known);
    EXPECT_EQ(next.total, money("50.00"));
    EXPECT_TRUE(written("2026-07").is_known);
    EXPECT_EQ(count_of("set_off_list"), "2");
    EXPECT_EQ(count_of("set_off_list_line"), "3");
    EXPECT_EQ(written("2027-12").number, "") << "all is paid by then";
}

TEST_P(SetOffListOnBoth, OfAMonthThatIsOverOrWithoutRightNothingIsWritten) {
    plan_by_set_off("100001", 501);
    const auto over = SetOffListService{database()}.write(
        bank().people().machine(access::Machine::reconciliation),
        bank().people().zandwijk(),
        month("2026-06")
    );
    ASSERT_FALSE(over.has_value());
    EXPECT_EQ(over.error().code, "payments.month-is-over");
    const auto not_allowed = SetOffListService{database()}.write(
        bank().people().officer(access::Role::caseworker),
        bank().people().zandwijk(),
        month("2026-07")
    );
    ASSERT_FALSE(not_allowed.has_value());
    EXPECT_EQ(not_allowed.error().code, "access.not-allowed");
    EXPECT_EQ(count_of("set_off_list"), "0");
}

TEST_P(SetOffListOnBoth, WhatComesBackIsHeldAgainstTheLastListOfItsMonth) {
    plan_by_set_off("100001", 501);
    plan_by_set_off("100002", 502);
    plan_by_set_off("100003", 503);
    PayrollList list{ListKind::set_off, "U-2026-07", {}};
    const auto add = [&list](const char* client, const char* amount) {
        list.lines.push_back(
            {static_cast<int>(list.lines.size()) + 1,
             month("2026-07"),
             day("2026-07-24"),
             client,
             {},
             {},
             money(amount)}
        );
    };
    EXPECT_EQ(written("2026-07").lines.size(), 3U);
    add("100001", "50.00");
    add("100002", "30.00");
    const ListReport report = taken(list);
    ASSERT_EQ(report.differences.size(), 2U);
    EXPECT_EQ(report.differences[0].kind, DifferenceKind::less);
    EXPECT_EQ(report.differences[0].plan_number, "R-902");
    EXPECT_EQ(report.differences[0].line, 2);
    EXPECT_EQ(report.differences[1].kind, DifferenceKind::not_set_off);
    EXPECT_EQ(report.differences[1].plan_number, "R-903");
    // The next month asks its own instalment, and nothing of what was missed.
    const WrittenSetOffList august = written("2026-08");
    EXPECT_THAT(august.file_text, HasSubstr("2026-08-1;2;2026-08;;100002;R-902;;50,00;\n"));
    EXPECT_EQ(august.total, money("150.00"));
}

DRAAGKRACHT_ON_BOTH_DATABASES(SetOffListOnBoth);

}  // namespace draagkracht::payments
