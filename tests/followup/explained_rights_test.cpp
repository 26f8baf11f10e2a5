// What an explanation says of an agreement and of remission, without a database.
#include "followup/explanation_case.hpp"

namespace draagkracht::followup::explanation_case {

namespace {

// What is shown of an agreement stands in it; nothing of the other debtor is told.
TEST(Explanation, TellsWhatAnAgreementRestsOn) {
    const auto of_debtor = [](ExplainedFacts& facts) { add_plan(facts, debtor); };
    const auto assessed = [](ExplainedFacts& facts) {
        add_plan(facts, debtor);
        plans::PlanFacts& plan = facts.plans.front().plan.facts;
        plan.assessed = {euros("70.97"), euros("1348.49"), euros("1419.46")};
        plan.assessment = base::AssessmentId{99};
        facts.plans.front().conversation = MadeBy{"contact:K-1", officer, day("2026-05-11")};
        facts.plans.front().assessment = AssessedOn{
            day("2026-05-11"),
            capacity::StoredWorksheet{
                "draagkracht 0.1.0",
                "2",
                {{"norms", "2026-01-01.toml", day("2026-01-01"), "ab12"}},
                {{"norm_share",
                  "70.973000",
                  "share of the norm",
                  "",
                  {{"capacity.benefit_norm_share",
                    "5",
                    day("2021-07-01"),
                    "",
                    "design choice",
                    norms::Basis::policy}}}}}};
    };
    expect(
        Topic::agreement,
        "agreement",
        {{"of this debtor",
          assessed,
          "agreement 2026-05-11 50.00 <plan:R-1/2 officer:12> <contact:K-1 officer:12>: at most in "
          "a month, with client 100001: minder uren"},
         {"of another debtor",
          [](ExplainedFacts& facts) { add_plan(facts, joint_debtor); },
          "agreement_of_joint_debtor 2026-05-11 <plan:R-1/2 officer:12>: another debtor of this "
          "claim pays it by a plan"},
         {"of a former system",
          [](ExplainedFacts& facts) {
              add_plan(facts, debtor);
              facts.plans.front().plan.facts.agreed_by = former_system;
          },
          "agreement 2026-05-11 50.00 <plan:R-1/2 machine:conversion>: at most in a month, with "
          "client 100001: minder uren; it came from a former system, and who agreed on it there is "
          "not known here"}}
    );
    expect(
        Topic::agreement,
        "balance_seen",
        {{"the balance",
          of_debtor,
          "balance_seen 2026-05-11 2000.00: open on this claim, 1 in the order of payment, of "
          "2000.00 in all"}}
    );
    expect(
        Topic::agreement,
        "assessment",
        {{"none", of_debtor, "assessment: not known: none was made, or in a former system"}}
    );
    expect(
        Topic::agreement,
        "worksheet norms",
        {{"by the receipt",
          assessed,
          "worksheet norms 2026-01-01 <assessment:99 officer:12>: 2026-01-01.toml, sha256 ab12"}}
    );
    expect(
        Topic::agreement,
        "worksheet norm_share",
        {{"a line of it",
          assessed,
          "worksheet norm_share 70.973000 capacity.benefit_norm_share=5@2021-07-01 <assessment:99 "
          "officer:12>: share of the norm"}}
    );
    expect(
        Topic::agreement,
        "burden",
        {{"policy of the day of the agreement",
          assessed,
          "burden 50.00 plans.instalment_rounding=cents@2021-07-01 "
          "plans.longest_term_months=120@2021-07-01: the most that one month is asked for, which "
          "is "
          "held against the protected income"}}
    );
    EXPECT_EQ(
        lines_of(
            facts_with([](ExplainedFacts& facts) { add_plan(facts, joint_debtor); }),
            Topic::agreement
        )
            .size(),
        1U
    );
}

claims::RemissionOutlook outlook() {
    const claims::DueInstalment june{
        day("2026-06-01"),
        Money{},
        day("2026-06-10"),
        euros("50.00"),
        "plan:9",
        {{day("2026-06-10"), euros("50.00"), "entry:88"}}};
    const claims::DueInstalment july{day("2026-07-01"), euros("50.00"), std::nullopt};
    return {
        {.counted_from = day("2026-06-01"),
         .in_time = 0,
         .late = 1,
         .missed = 0,
         .arrears = Money{},
         .instalments =
             {{june, claims::InstalmentCount::late}, {july, claims::InstalmentCount::not_yet}}},
        {{claims::RemissionGround::proper_payment,
          day("2029-06-01"),
          {claims::RemissionNeed::time, claims::RemissionNeed::keep_paying},
          Money{},
          euros("1950.00"),
          "Awb 4:94a",
          zandwijk().rules_on(day("2026-07-01")).value()->other_remission_years.row}},
        {claims::RemissionNote::disproportionate}};
}

TEST(Explanation, TellsWhatRemissionCounted) {
    const auto known = [](ExplainedFacts& facts) {
        add_plan(facts, debtor);
        facts.remission = outlook();
    };
    expect(
        Topic::remission,
        "instalment",
        {{"with what settled it",
          known,
          "instalment late 2026-06-01 50.00 <plan:R-1/2 officer:12> <entry:88>: settled on "
          "2026-06-10; 50.00 came in on 2026-06-10"}}
    );
    EXPECT_EQ(
        line_in(facts_with(known), Topic::remission, "instalment not_yet").substr(0, 4), "none"
    );
    expect(
        Topic::remission,
        "proper_payment",
        {{"with the row of policy",
          known,
          "proper_payment 2029-06-01 1950.00 [Awb 4:94a] "
          "remission.other_remission_years=3@2021-07-01: needs time, keep_paying"}}
    );
    expect(
        Topic::remission,
        "not_",
        {{"no rules",
          [](ExplainedFacts&) {},
          "not_known: no law or policy of remission is known for the day"},
         {"a look at the past",
          [](ExplainedFacts& facts) {
              facts.vantage = {day("2026-06-30"), day("2026-07-01")};
              facts.remission = outlook();
          },
          "not_told: this right is told as it is today, as known today, and not of the past"}}
    );
}

TEST(Explanation, HasEachTopicByItsWord) {
    for (const ExplainedSection& section : explain(facts_with([](ExplainedFacts&) {})).sections) {
        EXPECT_EQ(topic_of(to_text(section.topic)), section.topic);
    }
    EXPECT_EQ(topic_of("weather").error().code, "followup.not-a-topic");
}

}  // namespace

}  // namespace draagkracht::followup::explanation_case
