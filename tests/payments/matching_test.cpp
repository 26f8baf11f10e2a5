#include "draagkracht/payments/matching.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <vector>

#include "draagkracht/base/creditor_reference.hpp"
#include "draagkracht/base/payment_reference.hpp"

namespace draagkracht::payments {
namespace {

const DebtId plan_12 = base::PlanId{12};
const DebtId plan_13 = base::PlanId{13};
const DebtId plan_14 = base::PlanId{14};
const DebtId claim_20 = base::ClaimId{20};
const DebtId plan_30 = base::PlanId{30};
// Claim 40 is owed by two people, who each pay it by a plan of their own; so is claim 43.
const DebtId claim_40 = base::ClaimId{40};
const DebtId plan_41 = base::PlanId{41};
const DebtId plan_42 = base::PlanId{42};
const DebtId claim_43 = base::ClaimId{43};
const DebtId plan_44 = base::PlanId{44};
const DebtId plan_45 = base::PlanId{45};

const std::string own = "NL91ABNA0417164300";       // pays for plan 12 alone
const std::string guardian = "NL18RABO0123459876";  // pays for plans 12, 13, 14 and claim 20
const std::string stranger = "DE89370400440532013000";
const std::string of_one = "NL02ABNA0123456789";       // pays for plan 41
const std::string of_both = "GB82WEST12345698765432";  // pays for plans 41 and 42

const norms::MatchLadder& program = norms::ladder_of_the_program();

std::string reference_of(int number) {
    return base::PaymentReference::for_number(number).text();
}

base::Money money(std::string_view text) {
    return base::Money::parse(text).value();
}

DebtBook register_of_the_example() {
    DebtBook debts;
    debts.put({plan_12, true, money("50.00")});
    debts.put({plan_13, true, money("75.00")});
    debts.put({plan_14, true, money("75.00")});
    debts.put({claim_20, true, money("310.25")});
    debts.put({plan_30, false, money("0.00")});  // ended
    for (const int number : {12, 13, 14, 30}) {
        debts.put_reference(reference_of(number), base::PlanId{number});
    }
    debts.put_reference(reference_of(20), claim_20);
    debts.put_reference(reference_of(77), plan_14);  // one number on two debts
    debts.put_reference(reference_of(77), claim_20);
    debts.put_account(own, plan_12);
    debts.put_account(own, plan_30);
    debts.put({plan_41, true, money("50.00")});
    debts.put({plan_42, true, money("75.00")});
    debts.put({claim_40, true, money("900.00"), std::nullopt, {base::PlanId{41}, base::PlanId{42}}}
    );
    // Of this one 20.00 is open, less than either of the two was to pay next.
    debts.put({plan_44, true, money("50.00"), money("20.00")});
    debts.put({plan_45, true, money("75.00"), money("20.00")});
    debts.put({claim_43, true, money("20.00"), std::nullopt, {base::PlanId{44}, base::PlanId{45}}});
    for (const int number : {40, 43}) {
        debts.put_reference(reference_of(number), base::ClaimId{number});
    }
    for (const int number : {41, 42}) {
        debts.put_reference(reference_of(number), base::PlanId{number});
        debts.put_account(of_both, base::PlanId{number});
    }
    debts.put_account(of_one, plan_41);
    for (const DebtId& debt : {plan_12, plan_13, plan_14, claim_20}) {
        debts.put_account(guardian, debt);
    }
    return debts;
}

struct Facts {
    std::string_view amount = "50.00";
    std::string structured = {};
    std::string issuer = "CUR";
    std::string text = {};
    std::string account = stranger;
    bool is_reversal = false;
    std::string return_reason = {};
};

Entry entry_of(const Facts& facts) {
    Detail detail;
    detail.amount = money(facts.amount);
    if (!facts.structured.empty()) {
        detail.structured_references.push_back({facts.structured, facts.issuer});
    }
    detail.free_text = facts.text;
    detail.counterparty_account = facts.account;
    detail.return_reason = facts.return_reason;
    Entry entry;
    entry.amount = *detail.amount;
    entry.currency = "EUR";
    entry.is_reversal = facts.is_reversal;
    entry.details.push_back(std::move(detail));
    return entry;
}

// "structured_reference: plan 12" or "unknown_payer".
std::string shown(const Decision& decision) {
    if (const Suspense* const suspense = std::get_if<Suspense>(&decision)) {
        return std::string{to_text(suspense->code)};
    }
    const Match& match = std::get<Match>(decision);
    const bool is_plan = std::holds_alternative<base::PlanId>(match.debt);
    const std::int64_t number = std::visit([](auto id) { return id.value(); }, match.debt);
    const std::string under =
        !is_plan && match.plan ? fmt::format(" under plan {}", match.plan->value()) : "";
    return fmt::format("{}: {} {}{}", match.rung, is_plan ? "plan" : "claim", number, under);
}

TEST(Matching, the_first_rung_that_can_say_something_decides) {
    struct Row {
        std::string_view what;
        Facts facts;
        std::string_view decision;
    };
    const std::string rf_12 = base::CreditorReference::for_body(reference_of(12)).value().text();
    const std::string grouped_13 = base::PaymentReference::for_number(13).grouped();
    const std::vector<Row> rows{
        // The structured reference.
        {"Dutch reference", {.structured = reference_of(12)}, "structured_reference: plan 12"},
        {"the bank names no issuer",
         {.structured = reference_of(12), .issuer = ""},
         "structured_reference: plan 12"},
        {"of a claim by itself",
         {.structured = reference_of(20)},
         "structured_reference: claim 20"},
        {"RF with the Dutch one inside",
         {.structured = rf_12, .issuer = "ISO"},
         "structured_reference: plan 12"},
        {"any amount",
         {.amount = "0.01", .structured = reference_of(12)},
         "structured_reference: plan 12"},
        {"another account than usual",
         {.structured = reference_of(13), .account = own},
         "structured_reference: plan 13"},
        {"it goes before the free text",
         {.structured = reference_of(12), .text = grouped_13},
         "structured_reference: plan 12"},
        {"of nothing here: nothing is guessed",
         {.structured = reference_of(99), .account = own},
         "unknown_reference"},
        {"of a plan that ended", {.structured = reference_of(30)}, "debt_closed"},
        {"wrong check digit, then account and amount",
         {.structured = "1234567890098876", .account = own},
         "account_and_amount: plan 12"},
        {"Belgian, then account and amount",
         {.structured = reference_of(13), .issuer = "BBA", .account = own},
         "account_and_amount: plan 12"},
        // In the free text.
        {"typed in groups",
         {.text = "aflossing " + grouped_13 + " mei"},
         "reference_in_free_text: plan 13"},
        {"as the bank prints it",
         {.text = "BETALINGSKENM.: " + reference_of(12)},
         "reference_in_free_text: plan 12"},
        {"the same twice",
         {.text = reference_of(12) + " / " + reference_of(12)},
         "reference_in_free_text: plan 12"},
        {"two debts", {.text = reference_of(12) + " en " + reference_of(13)}, "several_references"},
        {"a known one and a number that passes by chance",
         {.text = reference_of(12) + " en " + reference_of(98)},
         "reference_in_free_text: plan 12"},
        {"one number on two debts", {.text = reference_of(77)}, "several_references"},
        {"wrong check digit", {.text = "1234567890098876"}, "unknown_payer"},
        {"unknown, then account and amount",
         {.text = reference_of(99), .account = own},
         "account_and_amount: plan 12"},
        {"of a plan that ended: not another debt of this account",
         {.text = reference_of(30), .account = own},
         "debt_closed"},
        // Account and amount.
        {"exactly the next amount", {.account = own}, "account_and_amount: plan 12"},
        {"one cent less", {.amount = "49.99", .account = own}, "amount_differs"},
        {"one cent more", {.amount = "50.01", .account = own}, "amount_differs"},
        {"guardian: only one fits", {.account = guardian}, "account_and_amount: plan 12"},
        {"guardian: two fit", {.amount = "75.00", .account = guardian}, "several_fit"},
        {"guardian: a whole claim",
         {.amount = "310.25", .account = guardian},
         "account_and_amount: claim 20"},
        {"guardian: the account alone never decides",
         {.amount = "125.00", .account = guardian},
         "amount_differs"},
        {"nobody knows the account", {}, "unknown_payer"},
        {"no account at all", {.account = ""}, "unknown_payer"},
        // A claim that two people pay by a plan each: whose payment is it?
        {"the reference of a plan decides",
         {.amount = "75.00", .structured = reference_of(41), .account = of_both},
         "structured_reference: plan 41"},
        {"the claim, from the account of one of them, whatever the amount",
         {.amount = "75.00", .structured = reference_of(40), .account = of_one},
         "structured_reference: claim 40 under plan 41"},
        {"the claim in the text, from the account of one of them",
         {.amount = "12.00", .text = reference_of(40), .account = of_one},
         "reference_in_free_text: claim 40 under plan 41"},
        {"the claim, and the next amount of one of them",
         {.amount = "75.00", .structured = reference_of(40)},
         "structured_reference: claim 40 under plan 42"},
        {"the claim, from an account of both, and the next amount of one",
         {.amount = "50.00", .structured = reference_of(40), .account = of_both},
         "structured_reference: claim 40 under plan 41"},
        {"the claim, from an account of both, and no amount that is known",
         {.amount = "60.00", .structured = reference_of(40), .account = of_both},
         "several_plans"},
        {"the claim, and nothing else that is known",
         {.amount = "60.00", .structured = reference_of(40)},
         "several_plans"},
        {"the claim, with what is left of it for either",
         {.amount = "20.00", .structured = reference_of(43)},
         "several_plans"},
        {"no reference, an account of both, and the next amount of one",
         {.amount = "75.00", .account = of_both},
         "account_and_amount: plan 42"},
        // Out and back: for a person, whatever the reference.
        {"money out", {.amount = "-50.00", .account = own}, "money_out"},
        {"money out with a reference",
         {.amount = "-50.00", .structured = reference_of(12)},
         "money_out"},
        {"a returned direct debit",
         {.amount = "-50.00",
          .structured = reference_of(12),
          .is_reversal = true,
          .return_reason = "MD06"},
         "returned"},
        {"a refund of ours that came back",
         {.structured = reference_of(12), .is_reversal = true},
         "returned"},
        {"a return without the mark", {.amount = "-50.00", .return_reason = "AC04"}, "returned"},
    };
    const DebtBook debts = register_of_the_example();
    for (const Row& row : rows) {
        const Entry entry = entry_of(row.facts);
        const std::vector<Payment> payments = payments_of(entry);
        ASSERT_EQ(payments.size(), 1U) << row.what;
        EXPECT_EQ(shown(match(payments[0], debts, program)), row.decision) << row.what;
    }
}

// Which rules decide, and in which order, is the municipality's; what is no rule stays as it is.
TEST(Matching, a_municipality_sets_the_rules_and_their_order) {
    using enum norms::MatchRule;
    struct Row {
        std::string_view what;
        std::vector<norms::MatchRule> rules;
        Facts facts;
        std::string_view decision;
    };
    const std::string in_text_13 = base::PaymentReference::for_number(13).grouped();
    const std::vector<Row> rows{
        {"the text before the structured field",
         {reference_in_free_text, structured_reference},
         {.structured = reference_of(12), .text = in_text_13},
         "reference_in_free_text: plan 13"},
        {"the text is not gone by: the account may decide nothing of what names another debt",
         {structured_reference, account_and_amount},
         {.text = in_text_13, .account = own},
         "no_rule"},
        {"neither reference is gone by",
         {account_and_amount},
         {.structured = reference_of(13), .account = own},
         "no_rule"},
        {"the account comes first, and the payer wrote nothing",
         {account_and_amount, structured_reference},
         {.account = own},
         "account_and_amount: plan 12"},
        {"the account comes first, and the payer wrote something: that goes before",
         {account_and_amount, structured_reference},
         {.structured = reference_of(13), .account = own},
         "structured_reference: plan 13"},
        {"the account comes first, and the payer wrote a number that is of nothing here",
         {account_and_amount, structured_reference},
         {.structured = reference_of(99), .account = own},
         "unknown_reference"},
        {"the account comes first, and does not fit",
         {account_and_amount, reference_in_free_text},
         {.amount = "49.99", .account = own},
         "amount_differs"},
        {"the account is not gone by",
         {structured_reference, reference_in_free_text},
         {.account = own},
         "no_rule"},
        {"a guardian's account, whatever the order",
         {account_and_amount, structured_reference},
         {.amount = "75.00", .account = guardian},
         "several_fit"},
        {"nothing is told", {structured_reference}, {}, "unknown_payer"},
        {"money that leaves is matched by no ladder",
         {structured_reference},
         {.amount = "-50.00", .structured = reference_of(12)},
         "money_out"},
    };
    const DebtBook debts = register_of_the_example();
    for (const Row& row : rows) {
        const Entry entry = entry_of(row.facts);
        const norms::MatchLadder ladder{row.rules};
        EXPECT_EQ(shown(match(payments_of(entry)[0], debts, ladder)), row.decision) << row.what;
    }
}

TEST(Matching, a_match_tells_which_rule_of_which_ladder_made_it) {
    const base::Date new_year = base::Date::parse("2026-01-01").value();
    const norms::MatchLadder of_2026{
        {norms::MatchRule::reference_in_free_text, norms::MatchRule::structured_reference},
        new_year};
    const DebtBook debts = register_of_the_example();
    const auto told = [&debts](const Facts& facts, const norms::MatchLadder& ladder) {
        const Entry entry = entry_of(facts);
        const Decision decision = match(payments_of(entry)[0], debts, ladder);
        const Suspense* const waits = std::get_if<Suspense>(&decision);
        return text_of(waits == nullptr ? std::get<Match>(decision).place : waits->named->place);
    };
    EXPECT_EQ(
        told({.structured = reference_of(12)}, of_2026), "rule 2 of the ladder from 2026-01-01"
    );
    EXPECT_EQ(told({.text = reference_of(12)}, of_2026), "rule 1 of the ladder from 2026-01-01");
    EXPECT_EQ(
        told({.structured = reference_of(12)}, program), "rule 2 of the ladder of the program"
    );
    EXPECT_EQ(told({.account = own}, program), "rule 4 of the ladder of the program");
    // Also where nothing is open on it now, as a later fact may open it again.
    DebtBook paid;
    paid.put({claim_20, false, money("0.00")});
    paid.put_reference(reference_of(20), claim_20);
    const Entry entry = entry_of({.structured = reference_of(20)});
    const Decision decision = match(payments_of(entry)[0], paid, of_2026);
    EXPECT_EQ(
        text_of(std::get<Suspense>(decision).named->place), "rule 2 of the ladder from 2026-01-01"
    );
}

TEST(Matching, each_rung_and_each_reason_is_explained_in_the_documents) {
    std::ifstream file{DRAAGKRACHT_SOURCE_DIR "/docs/formats.md"};
    std::ostringstream read;
    read << file.rdbuf();
    const std::string formats = read.str();
    ASSERT_FALSE(formats.empty());
    for (const std::string_view code :
         {"structured_reference",
          "reference_in_free_text",
          "account_and_amount",
          "details_disagree",
          "returned",
          "money_out",
          "unknown_reference",
          "several_references",
          "debt_closed",
          "amount_differs",
          "several_fit",
          "several_plans",
          "unknown_payer",
          "no_rule",
          "overpaid"}) {
        EXPECT_NE(formats.find(fmt::format("\n| `{}` |", code)), std::string::npos) << code;
    }
}

TEST(Matching, an_account_is_matched_only_with_debts_that_are_open) {
    DebtBook debts;
    debts.put({plan_12, true, money("50.00")});
    debts.put({plan_13, true, money("50.00")});
    debts.put_account(own, plan_12);
    debts.put_account(own, plan_13);
    debts.put_account(own, plan_13);  // told twice is known once
    const Entry entry = entry_of({.account = own});
    EXPECT_EQ(shown(match(payments_of(entry)[0], debts, program)), "several_fit");
    debts.put({plan_12, false, money("0.00")});  // it has been paid in the meantime
    EXPECT_EQ(shown(match(payments_of(entry)[0], debts, program)), "account_and_amount: plan 13");
}

// A joint debtor paid the rest, so less is open than the next instalment asks: both are right.
TEST(Matching, what_is_left_of_a_debt_fits_as_well_as_its_next_amount) {
    DebtBook debts;
    debts.put({plan_12, true, money("50.00"), money("20.00")});
    debts.put_account(own, plan_12);
    for (const auto& [amount, decision] : std::vector<std::pair<std::string, std::string>>{
             {"50.00", "account_and_amount: plan 12"},
             {"20.00", "account_and_amount: plan 12"},
             {"30.00", "amount_differs"}}) {
        const Entry entry = entry_of({.amount = amount, .account = own});
        EXPECT_EQ(shown(match(payments_of(entry)[0], debts, program)), decision) << amount;
    }
}

TEST(Matching, a_batch_is_matched_by_its_details_when_they_come_to_its_amount) {
    Entry batch = entry_of({.amount = "30.00", .structured = reference_of(12)});
    batch.details.push_back(entry_of({.amount = "20.00", .structured = reference_of(13)}).details[0]
    );
    batch.amount = money("50.00");
    const DebtBook debts = register_of_the_example();
    std::vector<Payment> payments = payments_of(batch);
    ASSERT_EQ(payments.size(), 2U);
    EXPECT_EQ(payments[0].amount, money("30.00"));
    EXPECT_EQ(payments[1].detail_number, 2U);
    EXPECT_EQ(shown(match(payments[0], debts, program)), "structured_reference: plan 12");
    EXPECT_EQ(shown(match(payments[1], debts, program)), "structured_reference: plan 13");

    batch.amount = money("49.50");  // charges were taken off
    payments = payments_of(batch);
    ASSERT_EQ(payments.size(), 1U);
    EXPECT_EQ(payments[0].amount, money("49.50"));
    EXPECT_EQ(shown(match(payments[0], debts, program)), "details_disagree");

    const Entry nothing = entry_of({.amount = "0.00", .structured = reference_of(12)});
    EXPECT_TRUE(payments_of(nothing).empty());

    batch.details[1].amount.reset();
    payments = payments_of(batch);
    ASSERT_EQ(payments.size(), 1U);
    EXPECT_EQ(shown(match(payments[0], debts, program)), "details_disagree");
}

TEST(Matching, a_reason_tells_what_was_seen_and_no_personal_data) {
    const DebtBook debts = register_of_the_example();
    const auto reason_of = [&debts](const Facts& facts) {
        const Entry entry = entry_of(facts);
        const Decision decision = match(payments_of(entry)[0], debts, program);
        return std::visit([](const auto& said) { return said.reason; }, decision);
    };
    EXPECT_EQ(
        reason_of({.structured = reference_of(12)}),
        "the reference in the structured field is that of plan 12"
    );
    EXPECT_EQ(
        reason_of({.amount = "49.99", .account = own}),
        "the account is known to pay for plan 12, but the amount is not the next one of any"
    );
    EXPECT_EQ(
        reason_of({.amount = "-5.00", .is_reversal = true, .return_reason = "AC04"}),
        "the bank undid an earlier entry, reason AC04"
    );
    for (const Facts& facts : {Facts{.account = own}, Facts{.amount = "1.00", .account = own}}) {
        EXPECT_EQ(reason_of(facts).find(own), std::string::npos);
    }
}

}  // namespace
}  // namespace draagkracht::payments
