// What is done with a credit, on both databases: a second person for a refund, both claims of a
// move with their histories, and two officers at once. All amounts are worked out by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <array>
#include <thread>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/followup/claim_life_service.hpp"
#include "draagkracht/norms/rules_file.hpp"
#include "draagkracht/plans/plan_store.hpp"
#include "support/bank_register.hpp"

namespace draagkracht::followup {

namespace {

using base::Money;
using claims::ActKind;
using claims::NewAct;
using test_support::reference_text;
using test_support::StatementText;
using ::testing::ElementsAre;

// Of one debtor: V-501 of EUR 100.00, paid on 30 June 2026 and lowered by EUR 40.00 on 10 July; and
// V-502 of EUR 300.00.
class ClaimCreditOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) {
            return;
        }
        law_.emplace(norms::read_law(DRAAGKRACHT_SOURCE_DIR "/config/law.toml").value());
        bank_.emplace(database());
        debtor_ = bank().person("100001");
        lowered_ = bank().claim(501, {debtor_}, "100.00");
        open_ = bank().claim(502, {debtor_}, "300.00");
        plan_ = bank().plan(901, debtor_, {lowered_, open_}, "400.00", "10.00");
        ASSERT_TRUE(bank().reconcile(StatementText{}.paid(
            "100.00", {.structured = reference_text(501), .bank_reference = "B1"}
        )));
        NewAct lower = act(ActKind::changed, "2026-07-10", "-40.00");
        lower.decision_number = "B-2";
        ASSERT_EQ(record("2026-07-10", "V-501", lower), "recorded");
    }

    test_support::BankRegister& bank() { return *bank_; }
    ClaimLifeService lives() { return {database(), *law_}; }
    access::Occasion officer_on(const std::string& day) {
        return bank().people().officer(access::Role::debt_officer, day);
    }
    claims::NamedClaim named(const std::string& claim) {
        return {bank().people().zandwijk(), debtor_, claim};
    }
    static NewAct act(ActKind kind, const std::string& on, const std::string& amount) {
        NewAct made{
            "A-" + std::string{to_text(kind)}, kind, base::Date::parse(on).value(), "reden"};
        made.amount = Money::parse(amount).value();
        return made;
    }
    static NewAct move(const std::string& amount, const std::string& to) {
        NewAct made = act(ActKind::credit_moved, "2026-07-15", amount);
        made.other_claim = to;
        return made;
    }
    std::string record(const std::string& day, const std::string& claim, const NewAct& act) {
        const auto recorded = lives().record(officer_on(day), named(claim), act);
        return recorded ? "recorded" : recorded.error().code;
    }
    // "paid -40.00"
    std::string seen(const std::string& claim) {
        const base::Date day = base::Date::parse("2026-12-31").value();
        const auto life = lives().life_on(officer_on("2026-12-31"), named(claim), {day, day});
        return std::string{to_text(life.value().life.stage)} + " " +
               life->balance.total().to_string();
    }
    // "credit_moved from V-501"
    std::vector<std::string> history(const std::string& claim) {
        const base::Date day = base::Date::parse("2026-12-31").value();
        const auto life = lives().life_on(officer_on("2026-12-31"), named(claim), {day, day});
        std::vector<std::string> told;
        for (const claims::Act& one : life.value().acts) {
            told.push_back(
                std::string{to_text(one.facts.kind)} + (one.from_claim ? " from " + *one.from_claim
                                                        : one.facts.other_claim
                                                            ? " to " + *one.facts.other_claim
                                                            : "")
            );
        }
        return told;
    }
    // Decided from that day on until the end of the year.
    std::string refunds(const std::string& from) {
        const auto decided = lives().refunds_decided(
            officer_on("2026-12-31"),
            bank().people().zandwijk(),
            {base::Date::parse(from).value(), base::Date::parse("2026-12-31").value()}
        );
        std::string text;
        for (const claims::DecidedRefund& refund : decided.value()) {
            text += refund.claim_number + " " + refund.act_number + " " + refund.amount.to_string();
        }
        return text;
    }
    void grant(base::ApprovalId asked) {
        const access::RolesByMunicipality roles{
            {bank().people().zandwijk(), {access::Role::supervisor}}};
        access::AccessService service{database()};
        const auto second = service.add_officer(
            bank().people().officer(access::Role::administrator, "2026-07-15"),
            {"b.tweede", "B. Tweede", "een lang wachtwoord", roles}
        );
        const access::Occasion supervisor{
            access::Actor::officer(second.value(), "B. Tweede", roles),
            officer_on("2026-07-15").today,
            officer_on("2026-07-15").moment};
        ASSERT_TRUE(service.grant_approval(supervisor, asked));
    }
    Money open_on_plan() {
        storage::Transaction transaction{database(), "plan", storage::Access::read};
        return plans::running_plans_of_claims(transaction, {open_}).at(0).open_on_claims;
    }

    std::optional<norms::Law> law_;
    std::optional<test_support::BankRegister> bank_;
    base::PersonId debtor_{0};
    base::ClaimId lowered_{0};
    base::ClaimId open_{0};
    base::PlanId plan_{0};
};

TEST_P(ClaimCreditOnBoth, ACreditOnOneClaimTakesNothingOffWhatAPlanStillAsksForAnother) {
    EXPECT_EQ(seen("V-501"), "paid -40.00");
    EXPECT_EQ(open_on_plan().to_string(), "300.00");
    ASSERT_EQ(record("2026-07-15", "V-501", move("40.00", "V-502")), "recorded");
    EXPECT_EQ(open_on_plan().to_string(), "260.00");
}

TEST_P(ClaimCreditOnBoth, TwoPeopleRefund) {
    const NewAct refund = act(ActKind::credit_refunded, "2026-07-15", "40.00");
    EXPECT_EQ(record("2026-07-15", "V-501", refund), "claims.needs-second-person");
    const auto asked = lives().prepare(officer_on("2026-07-15"), named("V-501"), refund);
    ASSERT_TRUE(asked);
    EXPECT_EQ(record("2026-07-15", "V-501", refund), "claims.needs-second-person");
    grant(*asked);
    ASSERT_EQ(record("2026-07-15", "V-501", refund), "recorded");
    EXPECT_EQ(record("2026-07-16", "V-501", refund), "recorded") << "the same act again";
    EXPECT_EQ(seen("V-501"), "paid 0.00");
    EXPECT_THAT(history("V-501"), ElementsAre("changed", "credit_refunded"));
    EXPECT_EQ(refunds("2026-07-15"), "V-501 A-credit_refunded 40.00");
    EXPECT_EQ(refunds("2026-07-16"), "");
    NewAct again = act(ActKind::credit_refunded, "2026-07-16", "40.00");
    again.number = "A-2";
    EXPECT_EQ(record("2026-07-16", "V-501", again), "claims.no-credit");
}

TEST_P(ClaimCreditOnBoth, AMoveIsInTheHistoryOfBothClaimsAndTheirSumStays) {
    EXPECT_EQ(record("2026-07-15", "V-501", move("39.99", "V-502")), "claims.other-amount");
    EXPECT_EQ(record("2026-07-15", "V-501", move("40.00", "V-999")), "claims.unknown-claim");
    EXPECT_EQ(record("2026-07-15", "V-501", move("40.00", "V-501")), "claims.nothing-open");
    EXPECT_EQ(record("2026-07-15", "V-502", move("40.00", "V-501")), "claims.no-credit");
    ASSERT_EQ(record("2026-07-15", "V-501", move("40.00", "V-502")), "recorded");
    EXPECT_EQ(record("2026-07-15", "V-501", move("40.00", "V-502")), "recorded") << "repeated";
    EXPECT_EQ(seen("V-501"), "paid 0.00");
    EXPECT_EQ(seen("V-502"), "in_plan 260.00");
    EXPECT_THAT(history("V-501"), ElementsAre("changed", "credit_moved to V-502"));
    EXPECT_THAT(history("V-502"), ElementsAre("credit_moved from V-501"));
    // The number of an act on another claim is free on this one.
    NewAct higher = act(ActKind::changed, "2026-07-16", "1.00");
    higher.number = "A-credit_moved";
    higher.decision_number = "B-3";
    EXPECT_EQ(record("2026-07-16", "V-502", higher), "recorded");
}

TEST_P(ClaimCreditOnBoth, WhatIsLeftOfAMoveStaysACredit) {
    bank().claim(503, {debtor_}, "15.00");
    ASSERT_EQ(record("2026-07-15", "V-501", move("15.00", "V-503")), "recorded");
    EXPECT_EQ(seen("V-501"), "paid -25.00");
    EXPECT_EQ(seen("V-503"), "paid 0.00");
    const auto beside = lives().open_claims_beside(officer_on("2026-07-15"), named("V-501"));
    ASSERT_EQ(beside.value().size(), 1U);
    EXPECT_EQ(beside->front().claim_number, "V-502");
}

TEST_P(ClaimCreditOnBoth, TwoOfficersAtOnceUseTheCreditOnce) {
    bank().claim(503, {debtor_}, "200.00");
    std::array<std::string, 4> outcomes;
    std::vector<std::thread> officers;
    for (std::size_t number = 0; number < outcomes.size(); ++number) {
        officers.emplace_back([this, number, &outcomes] {
            NewAct made = move("40.00", number % 2 == 0 ? "V-502" : "V-503");
            made.number = "M-" + std::to_string(number);
            outcomes.at(number) = record("2026-07-15", "V-501", made);
        });
    }
    for (std::thread& officer : officers) {
        officer.join();
    }
    EXPECT_EQ(std::ranges::count(outcomes, "recorded"), 1);
    EXPECT_EQ(std::ranges::count(outcomes, "claims.no-credit"), 3);
    EXPECT_EQ(seen("V-501"), "paid 0.00");
}

TEST_P(ClaimCreditOnBoth, TheBankTakesThePaymentBackAfterTheMove) {
    ASSERT_EQ(record("2026-07-15", "V-501", move("40.00", "V-502")), "recorded");
    ASSERT_TRUE(bank().reconcile(StatementText{"S2", "2026-07-20"}.paid(
        "-100.00", {.structured = reference_text(501), .bank_reference = "B1", .is_reversal = true}
    )));
    // 100.00 - 40.00 is owed, and the 40.00 that went to V-502 was never paid.
    EXPECT_EQ(seen("V-501"), "in_plan 100.00");
    EXPECT_EQ(seen("V-502"), "in_plan 260.00");
}

TEST_P(ClaimCreditOnBoth, AHoldOnTheOtherClaimRefuses) {
    NewAct hold{"H-1", ActKind::held, base::Date::parse("2026-07-11").value(), "bezwaar"};
    hold.hold = claims::HoldKind::objection;
    hold.last_day = base::Date::parse("2026-09-01").value();
    ASSERT_EQ(record("2026-07-11", "V-502", hold), "recorded");
    EXPECT_EQ(record("2026-07-15", "V-501", move("40.00", "V-502")), "claims.held");
}

}  // namespace

DRAAGKRACHT_ON_BOTH_DATABASES(ClaimCreditOnBoth);

}  // namespace draagkracht::followup
