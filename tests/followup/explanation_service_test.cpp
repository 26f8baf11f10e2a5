// An explanation of a claim in the register, on both databases: what stands behind it is found, the
// past is told as it was known, and a look leaves its trail.
#include "draagkracht/followup/explanation_service.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "draagkracht/capacity/capacity_json.hpp"
#include "draagkracht/followup/claim_life_service.hpp"
#include "draagkracht/plans/plans_service.hpp"
#include "followup/followup_fixture.hpp"

namespace draagkracht::followup {

namespace {

using test_support::TestPlan;

// A debtor with a claim of EUR 300.00, registered on 1 July 2026, in six instalments of EUR 50.00
// from 1 June 2026.
class ExplanationOnBoth : public FollowupOnBoth {
  protected:
    static const norms::RuleBook& rules() {
        const std::filesystem::path config =
            std::filesystem::path{DRAAGKRACHT_SOURCE_DIR} / "config";
        static const norms::RuleBook book =
            norms::read_rules({config / "norms", config / "law.toml", config / "policies"}).value();
        return book;
    }
    ExplanationService explanations() { return {database(), rules()}; }

    base::Outcome<Explanation> explained(
        const claims::NamedClaim& named, const std::string& today, const std::string& on = {}
    ) {
        const base::Date day = date(on.empty() ? today : on);
        return explanations().explain(officer_on(today), named, {day, day});
    }
    claims::NamedClaim named(const TestPlan& plan, const std::string& client) {
        return {zandwijk(), plan.person, "V-" + client};
    }
    // The answer and the lines of the first section on the topic.
    static std::vector<ExplainedLine> about(const Explanation& told, Topic topic) {
        const auto section = std::ranges::find(told.sections, topic, &ExplainedSection::topic);
        std::vector<ExplainedLine> lines{section->answer};
        std::ranges::copy(section->lines, std::back_inserter(lines));
        return lines;
    }
    static ExplainedLine line_in(const Explanation& told, Topic topic, const std::string& what) {
        for (const ExplainedSection& section : told.sections) {
            std::vector<ExplainedLine> lines{section.answer};
            std::ranges::copy(section.lines, std::back_inserter(lines));
            for (const ExplainedLine& line : lines) {
                if (section.topic == topic && line.what.starts_with(what)) {
                    return line;
                }
            }
        }
        return {.what = "none"};
    }
    // "posting officer:1 2026-07-01, entry ...": the kinds of records, with who and when.
    static std::string makers(const ExplainedLine& line) {
        std::string text;
        for (const MadeBy& made : line.made_by) {
            text += (text.empty() ? "" : ", ") + made.record.substr(0, made.record.find(':')) +
                    " " + (made.who.empty() ? "unknown" : made.who) + " " +
                    (made.on ? made.on->to_string() : "unknown");
        }
        return text;
    }
};

TEST_P(ExplanationOnBoth, FindsWhoPlacedAPaymentAndWhatItSettled) {
    const TestPlan plan = plans().add("100001");
    plans().pay(plan, "50.00", "2026-06-02");
    const auto told = explained(named(plan, "100001"), "2026-07-20");
    ASSERT_TRUE(told.has_value()) << told.error().to_line();
    EXPECT_EQ(about(*told, Topic::balance).front().value, "250.00");
    EXPECT_EQ(
        makers(line_in(*told, Topic::balance, "payment")),
        "posting machine:reconciliation 2026-06-02, entry machine:reconciliation 2026-06-02"
    );
    EXPECT_EQ(
        makers(line_in(*told, Topic::balance, "claim")),
        "posting officer:1 2026-07-01, decision officer:1 2026-07-01"
    );
    const ExplainedLine june = line_in(*told, Topic::remission, "instalment in_time");
    EXPECT_EQ(makers(june), "plan officer:1 2026-05-02, entry machine:reconciliation 2026-06-02");
    EXPECT_EQ(june.why, "settled on 2026-06-02; 50.00 came in on 2026-06-02");
    const ExplainedLine july = line_in(*told, Topic::remission, "instalment missed");
    EXPECT_EQ(july.date, date("2026-07-01"));
    EXPECT_EQ(makers(july), "plan officer:1 2026-05-02");
    const ExplainedLine at_once = line_in(*told, Topic::remission, "buy_off");
    EXPECT_EQ(at_once.value, "125.00") << "half of EUR 250.00";
    EXPECT_EQ(at_once.rules.front().name, "remission.other_buy_off_share");
    EXPECT_EQ(makers(about(*told, Topic::state).front()), "plan officer:1 2026-05-02");
}

// Five days of margin: the instalment of 1 July is missed on the 7th. Zandwijk asks two attempts
// over two channels on two days.
TEST_P(ExplanationOnBoth, TellsHowFarAFormalNoticeIsAndWhatItMade) {
    const TestPlan plan = plans().add("100001");
    plans().pay(plan, "50.00", "2026-06-02");
    const claims::NamedClaim claim = named(plan, "100001");
    EXPECT_EQ(
        about(*explained(claim, "2026-07-06"), Topic::formal_notice).front().what,
        "may_not_be_given"
    );
    ASSERT_TRUE(record(contact(plan, 2, "2026-07-08", Channel::phone, ContactOutcome::no_answer)));
    const auto sought = explained(claim, "2026-07-08");
    EXPECT_EQ(about(*sought, Topic::formal_notice).front().what, "may_not_be_given");
    EXPECT_EQ(
        line_in(*sought, Topic::formal_notice, "contact_before_force").rules.front().name,
        "followup.contact_attempts"
    );
    EXPECT_EQ(
        makers(line_in(*sought, Topic::formal_notice, "attempt phone")),
        "contact officer:1 2026-07-08"
    );
    ASSERT_TRUE(record(contact(plan, 2, "2026-07-09", Channel::phone, ContactOutcome::spoken)));
    const auto open = explained(claim, "2026-07-09");
    EXPECT_EQ(about(*open, Topic::formal_notice).front().what, "may_be_given");
    EXPECT_EQ(line_in(*open, Topic::formal_notice, "formal_notice_fee").value, "9.00");
    // Two weeks after 9 July is the 23rd, a Thursday.
    EXPECT_EQ(line_in(*open, Topic::formal_notice, "order_from").date, date("2026-07-24"));

    ASSERT_EQ(notice_outcome(plan, 2, "2026-07-09"), "given");
    const auto given = explained(claim, "2026-07-10");
    EXPECT_EQ(
        makers(line_in(*given, Topic::balance, "fee costs")),
        "posting officer:1 2026-07-09, step officer:1 2026-07-09"
    );
    const ExplainedLine order = line_in(*given, Topic::dates, "order_from");
    EXPECT_EQ(order.date, date("2026-07-24"));
    EXPECT_EQ(order.rules.front().name, "formal_notice_term_weeks");
    const ExplainedLine answer = about(*given, Topic::formal_notice).front();
    EXPECT_EQ(answer.what, "was_given");
    EXPECT_EQ(makers(answer), "step officer:1 2026-07-09");
    const auto before = explained(claim, "2026-07-10", "2026-07-08");
    EXPECT_EQ(line_in(*before, Topic::balance, "fee costs").what, "none");
    EXPECT_EQ(line_in(*before, Topic::dates, "order_from").what, "none");
    EXPECT_EQ(about(*before, Topic::formal_notice).front().what, "not_told");
}

TEST_P(ExplanationOnBoth, NamesTheSecondPersonAndTheHoldThatBarsCollection) {
    const TestPlan plan = plans().add("100001");
    const claims::NamedClaim claim = named(plan, "100001");
    ClaimLifeService lives{database(), law()};
    claims::NewAct held{
        .number = "A-1",
        .kind = claims::ActKind::held,
        .on = date("2026-07-10"),
        .reason = "reden"};
    held.hold = claims::HoldKind::objection;
    held.last_day = date("2026-08-10");
    ASSERT_TRUE(lives.record(officer_on("2026-07-10"), claim, held));
    const auto barred = explained(claim, "2026-07-20");
    const std::vector<ExplainedLine> collection = about(*barred, Topic::collection);
    EXPECT_EQ(collection.at(0).what, "may_not_be_collected");
    EXPECT_EQ(collection.at(1).what, "hold objection");
    EXPECT_EQ(makers(collection.at(1)), "act officer:1 2026-07-10");
    EXPECT_EQ(
        about(*explained(claim, "2026-08-11"), Topic::collection).front().what, "only_by_its_plan"
    );

    claims::NewAct off{
        .number = "A-2",
        .kind = claims::ActKind::written_off,
        .on = date("2026-08-12"),
        .reason = "reden"};
    off.amount = base::Money::parse("300.00").value();
    const access::Occasion officer = officer_on("2026-08-12");
    const auto asked = lives.prepare(officer, claim, off);
    ASSERT_TRUE(asked.has_value()) << asked.error().to_line();
    const access::RolesByMunicipality roles{{zandwijk(), {access::Role::supervisor}}};
    access::AccessService access{database()};
    const auto second = access.add_officer(
        reg().officer(access::Role::administrator, "2026-08-12"),
        {"b.tweede", "B. Tweede", "een lang wachtwoord", roles}
    );
    const access::Occasion supervisor{
        access::Actor::officer(second.value(), "B. Tweede", roles), officer.today, officer.moment};
    ASSERT_TRUE(access.grant_approval(supervisor, *asked));
    ASSERT_TRUE(lives.record(officer, claim, off));
    const auto closed = explained(claim, "2026-08-12");
    const ExplainedLine state = about(*closed, Topic::state).front();
    EXPECT_EQ(state.what, "written_off");
    EXPECT_EQ(
        makers(state),
        "act officer:1 2026-08-12, approval " + supervisor.actor.text() + " 2026-08-12"
    );
}

// A single person on benefit: of EUR 1,419.46 EUR 1,348.49 is protected, so 70.97 is the norm
// (worked examples).
constexpr const char* household_json =
    R"({"reference":"1","date":"2026-07-15","municipality":"zandwijk",)"
    R"("living_situation":"single","registered_address":true,)"
    R"("taxable_income_per_year":"20000.00","housemates":[],"debtor":{"birth_date":"1980-05-05",)"
    R"("in_institution":false,"incomes":[{"kind":"participation_benefit","monthly":"1419.46",)"
    R"("for_repayment":true,"taken_elsewhere":[]}]},"debt_help":"none"})";

TEST_P(ExplanationOnBoth, ShowsTheReceiptOfAnAgreementAndNothingOfAJointDebtor) {
    const base::PersonId debtor = reg().person("100001");
    const base::PersonId other = reg().person("100002");
    const base::ClaimId claim = reg().claim("V-1", {debtor, other}, "1000.00", "2026-06-01");
    const auto agreed = plans::PlansService{database(), rules()}.agree(
        officer_on("2026-07-15"),
        {.person = debtor,
         .household = capacity::household_from_json(household_json).value(),
         .claims = {claim},
         .contact = std::nullopt},
        {plans::monthly(base::Money::cents(50'00), date("2026-08-28")), false, "minder uren"}
    );
    ASSERT_TRUE(agreed.has_value()) << agreed.error().to_line();
    const auto told = explained({zandwijk(), debtor, "V-1"}, "2026-07-16");
    const ExplainedLine agreement = about(*told, Topic::agreement).front();
    EXPECT_EQ(agreement.value, "50.00");
    EXPECT_EQ(makers(agreement), "plan officer:1 2026-07-15");
    EXPECT_EQ(line_in(*told, Topic::agreement, "norm").value, "70.97");
    EXPECT_EQ(line_in(*told, Topic::agreement, "balance_seen").value, "1000.00");
    const ExplainedLine norm = line_in(*told, Topic::agreement, "worksheet benefit_norm");
    EXPECT_EQ(norm.value, "1419.46");
    EXPECT_EQ(norm.rules.front().name, "benefit_norm.single");
    EXPECT_EQ(norm.rules.front().valid_from, date("2026-07-01"));
    EXPECT_EQ(line_in(*told, Topic::agreement, "worksheet norms").date, date("2026-07-01"));
    EXPECT_EQ(count("audit_event WHERE action = 'capacity.look'"), 1);

    const auto of_other = explained({zandwijk(), other, "V-1"}, "2026-07-16");
    const std::vector<ExplainedLine> seen = about(*of_other, Topic::agreement);
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(seen.front().what, "agreement_of_joint_debtor");
    EXPECT_EQ(seen.front().value, "");
    EXPECT_EQ(count("audit_event WHERE action = 'capacity.look'"), 1);
}

TEST_P(ExplanationOnBoth, AsksTheRightAndLeavesALookInTheTrail) {
    const TestPlan plan = plans().add("100001");
    const claims::NamedClaim claim = named(plan, "100001");
    const Vantage today{date("2026-07-01"), date("2026-07-01")};
    const auto refused =
        explanations().explain(reg().officer(access::Role::administrator), claim, today);
    EXPECT_EQ(refused.error().code, "access.not-allowed");
    const auto to_come = explanations().explain(
        officer_on("2026-07-01"), claim, {date("2026-07-02"), date("2026-07-01")}
    );
    EXPECT_EQ(to_come.error().code, "claims.in-future");
    EXPECT_EQ(
        explained({zandwijk(), plan.person, "V-9"}, "2026-07-01").error().code,
        "claims.unknown-claim"
    );
    const long long before = count("audit_event WHERE action = 'claims.look'");
    ASSERT_TRUE(
        explanations().explain(reg().officer(access::Role::auditor), claim, today).has_value()
    );
    EXPECT_EQ(count("audit_event WHERE action = 'claims.look'"), before + 1);
}

DRAAGKRACHT_ON_BOTH_DATABASES(ExplanationOnBoth);

}  // namespace

}  // namespace draagkracht::followup
