// The gross-up at the turn of a year. Amounts are worked out by hand, beside the row; they are
// rounded half-up to the cent, once, at the end.
#include "draagkracht/claims/gross_up.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "claims/life_case.hpp"

namespace draagkracht::claims {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

base::Percentage percent(const std::string& text) {
    return base::Percentage::parse(text).value();
}

TEST(GrossUp, TheFactorIsOverTheNetAmountAndRoundedHalfUp) {
    struct Row {
        std::string net, factor, gross_up;
    };
    const std::vector<Row> rows{
        {"1000.00", "37.125", "371.25"},
        {"17654.33", "37.125", "6554.17"},  // 6,554.1700125
        {"1234.56", "36.995", "456.73"},    // 456.725472
        {"200.10", "37.25", "74.54"},       // 74.53725
        {"10.00", "0.05", "0.01"},          // 0.005, half a cent: up
        {"10.00", "0.049", "0.00"},         // 0.0049
        {"310.00", "100", "310.00"}};
    for (const Row& row : rows) {
        EXPECT_EQ(gross_up_by(money(row.net), percent(row.factor)).value(), money(row.gross_up))
            << row.net << " x " << row.factor << "%";
    }
    EXPECT_EQ(
        gross_up_by(money("9000000.00"), percent("200")).error().code, "claims.amount-too-large"
    );
    EXPECT_EQ(
        gross_up_by(money("9000000.00"), percent("9000000000000000")).error().code,
        "claims.amount-too-large"
    );
}

// A claim of EUR 1,000.00 over the first quarter of 2026. EUR 250.00 was paid on the last day of
// the year and EUR 100.00 on the first of the next: EUR 750.00 was open net, EUR 650.00 is open
// now.
struct NetClaim {
    ClaimDecision decision{
        "V-9",
        ClaimKind::information_duty,
        people::BenefitLaw::pw,
        "PW 58 lid 1",
        Cause::unreported_change,
        Culpability::ordinary,
        "B-9",
        day("2026-05-11"),
        day("2026-05-11"),
        day("2026-06-22"),
        Period{day("2026-01-01"), day("2026-03-31")},
        money("1000.00")};
    std::vector<Movement> movements{
        {Component::principal, PostingKind::claim, money("1000.00"), day("2026-05-11"), "B-9"},
        {Component::costs, PostingKind::fee, money("20.00"), day("2026-09-01"), "aanmaning"},
        {Component::costs, PostingKind::payment, money("-20.00"), day("2026-12-31"), "bank"},
        {Component::principal, PostingKind::payment, money("-250.00"), day("2026-12-31"), "bank"},
        {Component::principal, PostingKind::payment, money("-100.00"), day("2027-01-01"), "bank"}};
};

struct OutcomeRow {
    std::string what;
    PayrollGrossUp told;
    std::function<void(NetClaim&)> change;
    std::string outcome;  // an amount, or a code and its field
};

PayrollGrossUp by_factor(const std::string& net, const std::string& factor) {
    return {money(net), percent(factor)};
}
PayrollGrossUp by_amount(const std::string& net, const std::string& amount) {
    return {money(net), std::nullopt, money(amount)};
}

TEST(GrossUp, WhatPayrollToldIsHeldAgainstTheClaim) {
    const auto as_it_is = [](NetClaim&) {};
    const auto over = [](const std::string& from, const std::string& until) {
        return [from, until](NetClaim& claim) {
            claim.decision.period = Period{day(from), day(until)};
        };
    };
    const auto without_period = [](const std::string& decided) {
        return [decided](NetClaim& claim) {
            claim.decision.period.reset();
            claim.decision.decision_date = day(decided);
        };
    };
    const PayrollGrossUp both{money("750.00"), percent("40"), money("300.00")};
    const PayrollGrossUp both_otherwise{money("750.00"), percent("40"), money("300.01")};
    const std::vector<OutcomeRow> rows{
        {"a factor", by_factor("750.00", "40"), as_it_is, "300.00"},
        {"an amount", by_amount("750.00", "287.65"), as_it_is, "287.65"},
        {"both, the same", both, as_it_is, "300.00"},
        {"both, a cent apart", both_otherwise, as_it_is, "claims.other-amount gross_up"},
        {"what is open now", by_factor("650.00", "40"), as_it_is, "claims.other-amount open_net"},
        {"what was decided", by_factor("1000.00", "40"), as_it_is, "claims.other-amount open_net"},
        {"neither", {money("750.00")}, as_it_is, "claims.act-needs factor"},
        {"nothing", by_amount("750.00", "0.00"), as_it_is, "claims.act-needs factor"},
        {"below nothing", by_amount("750.00", "-1.00"), as_it_is, "claims.act-needs factor"},
        {"a factor that makes nothing",
         by_factor("750.00", "0"),
         as_it_is,
         "claims.act-needs factor"},
        {"until the last day of the year before",
         by_factor("750.00", "40"),
         over("2025-10-01", "2025-12-31"),
         "claims.not-net claim_number"},
        {"until the first day of the year, by a factor",
         by_factor("750.00", "40"),
         over("2025-10-01", "2026-01-01"),
         "claims.factor-over-gross factor"},
        {"until the first day of the year, by an amount",
         by_amount("750.00", "2.90"),
         over("2025-10-01", "2026-01-01"),
         "2.90"},
        {"no period, decided in the year",
         by_factor("750.00", "40"),
         without_period("2026-01-01"),
         "300.00"},
        {"no period, decided before it",
         by_factor("750.00", "40"),
         without_period("2025-12-31"),
         "claims.not-net claim_number"},
        {"decided after the year",
         by_factor("750.00", "40"),
         [](NetClaim& claim) { claim.decision.decision_date = day("2027-01-01"); },
         "claims.not-net claim_number"},
        {"a loan",
         by_factor("750.00", "40"),
         [](NetClaim& claim) { claim.decision.kind = ClaimKind::loan; },
         "claims.not-grossed-up claim_number"},
        {"grossed up by a former system",
         by_factor("750.00", "40"),
         [](NetClaim& claim) {
             claim.movements.push_back(
                 {Component::principal,
                  PostingKind::gross_up,
                  money("300.00"),
                  day("2027-01-01"),
                  "former system"}
             );
         },
         "claims.not-grossed-up claim_number"},
        {"paid by the end of the year",
         by_factor("750.00", "40"),
         [](NetClaim& claim) {
             claim.movements.push_back(
                 {Component::principal,
                  PostingKind::payment,
                  money("-750.00"),
                  day("2026-12-31"),
                  "bank"}
             );
         },
         "claims.not-grossed-up claim_number"}};
    for (const OutcomeRow& row : rows) {
        NetClaim claim;
        row.change(claim);
        const auto amount = gross_up_of(claim.decision, claim.movements, 2026, row.told);
        EXPECT_EQ(
            amount ? amount->to_string() : amount.error().code + " " + amount.error().where,
            row.outcome
        ) << row.what;
    }
}

TEST(GrossUp, AnotherNetAmountIsToldWithBoth) {
    const NetClaim claim;
    const auto amount =
        gross_up_of(claim.decision, claim.movements, 2026, by_factor("650.00", "40"));
    EXPECT_EQ(
        amount.error().message,
        "750.00 was open net on 31 December by the books, and the list says 650.00"
    );
}

TEST(GrossUp, WhatAPersonHasToLookAt) {
    using enum GrossUpQuestion;
    const auto questions = [](const std::function<void(ClaimDecision&)>& change, bool is_held) {
        NetClaim claim;
        change(claim.decision);
        return gross_up_questions(claim.decision, 2026, is_held);
    };
    EXPECT_THAT(questions([](ClaimDecision&) {}, false), IsEmpty());
    EXPECT_THAT(questions([](ClaimDecision&) {}, true), ElementsAre(held));
    for (const Cause cause : {Cause::late_processing, Cause::municipality_error}) {
        EXPECT_THAT(
            questions([cause](ClaimDecision& decision) { decision.cause = cause; }, false),
            ElementsAre(municipality_was_late)
        );
    }
    // Due on the last day of the year could be paid in it; a day later not.
    EXPECT_THAT(
        questions([](ClaimDecision& decision) { decision.due_date = day("2026-12-31"); }, false),
        IsEmpty()
    );
    EXPECT_THAT(
        questions([](ClaimDecision& decision) { decision.due_date = day("2027-01-01"); }, false),
        ElementsAre(could_not_be_paid_in_year)
    );
    const auto know_nothing = [](ClaimDecision& decision) {
        decision.cause = Cause::unknown;
        decision.culpability = Culpability::not_assessed;
        decision.period.reset();
    };
    EXPECT_THAT(
        questions(know_nothing, false),
        ElementsAre(cause_unknown, culpability_unknown, period_unknown)
    );
    EXPECT_THAT(
        questions(
            [](ClaimDecision& decision) { decision.period->from = day("2025-12-31"); }, false
        ),
        ElementsAre(partly_of_earlier_year)
    );
}

}  // namespace
}  // namespace draagkracht::claims
