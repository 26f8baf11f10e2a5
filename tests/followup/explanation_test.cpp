// What an explanation says of the balance, the dates, the stage and the right to collect, without a
// database.
#include "followup/explanation_case.hpp"

namespace draagkracht::followup::explanation_case {

namespace {

// Days counted by hand on a calendar: 13 April 2026 is six weeks after 2 March, a Monday; six weeks
// after Saturday 7 March is Saturday 18 April.
TEST(Explanation, TellsWhichRowOrWhoMadeTheDayToPay) {
    const auto dated = [](const std::string& notified, const std::string& due) {
        return [notified, due](ExplainedFacts& facts) {
            facts.life.claim.decision.notified_date = day(notified);
            facts.life.claim.decision.due_date = day(due);
        };
    };
    const std::string by_law =
        " [Awb 4:87 lid 1] payment_term_weeks=6@2009-07-01"
        " <decision:B-1 officer:12>: ";
    expect(
        Topic::dates,
        "due_date",
        {{"the term of the law",
          dated("2026-03-02", "2026-04-13"),
          "due_date 2026-04-13" + by_law + "6 weeks after 2026-03-02, the day of notification"},
         {"which ended on a Saturday",
          dated("2026-03-07", "2026-04-20"),
          "due_date 2026-04-20" + by_law +
              "6 weeks after 2026-03-07, the day of notification, and then the next working day "
              "(Algemene termijnenwet art. 1)"},
         {"a later day that the decision gives",
          dated("2026-03-02", "2026-05-01"),
          "due_date 2026-05-01" + by_law +
              "as the decision gives it: later than 2026-04-13, the day that the law gives"},
         {"before the first row of law",
          dated("2005-03-01", "2005-04-12"),
          "due_date 2005-04-12 <decision:B-1 officer:12>: as the decision gives it: no law of the "
          "term to pay is known for the day of notification"},
         {"an earlier day of a former system",
          [](ExplainedFacts& facts) {
              facts.life.claim.decision.due_date = day("2026-04-01");
              facts.life.postings.front().posted_by = former_system;
          },
          "due_date 2026-04-01 [Awb 4:87 lid 1] payment_term_weeks=6@2009-07-01 <decision:B-1 "
          "machine:conversion>: as the former system gave it: earlier than 2026-04-13, the day "
          "that the law gives"},
         {"the day of the law, as a former system gave it",
          [](ExplainedFacts& facts) { facts.life.postings.front().posted_by = former_system; },
          "due_date 2026-04-13 [Awb 4:87 lid 1] payment_term_weeks=6@2009-07-01 <decision:B-1 "
          "machine:conversion>: as the former system gave it: 6 weeks after 2026-03-02, the day of "
          "notification"},
         {"registered after the day from which is looked",
          [](ExplainedFacts& facts) { facts.life.postings.clear(); },
          "due_date 2026-04-13 [Awb 4:87 lid 1] payment_term_weeks=6@2009-07-01 <decision:B-1>: "
          "6 weeks after 2026-03-02, the day of notification"}}
    );
}

// Rates and fees of config/law.toml; the fee of a notice is known from 2026 on.
TEST(Explanation, TellsWhatMadeAPosting) {
    const auto placed_by = [](const std::string& rung) {
        return [rung](ExplainedFacts& facts) {
            facts.life.postings.push_back(posting(
                32,
                Component::principal,
                PostingKind::payment,
                "-50.00",
                "2026-06-02",
                "machine:reconciliation"
            ));
            facts.life.postings.back().facts.allocation = base::AllocationId{60};
            facts.entries = {
                {base::AllocationId{60},
                 {base::EntryId{88},
                  "statement S-1",
                  day("2026-06-02"),
                  rung,
                  officer,
                  day("2026-06-03"),
                  "reference_in_free_text",
                  "rule 2 of the ladder from 2026-01-01"}}};
        };
    };
    const auto adds = [](const claims::Posting& moved) {
        return [moved](ExplainedFacts& facts) { facts.life.postings.push_back(moved); };
    };
    const auto fee = [](const std::string& on, const std::string& by) {
        return posting(30, Component::costs, PostingKind::fee, "20.00", on, by);
    };
    expect(
        Topic::balance,
        "fee costs",
        {{"a fee of this year, with its step",
          [&](ExplainedFacts& facts) {
              facts.life.postings.push_back(fee("2026-06-20", officer));
              facts.steps = {
                  {StepId{41},
                   {base::PlanId{9}, 1},
                   norms::EscalationStep::formal_notice,
                   day("2026-06-20"),
                   officer,
                   "conversation",
                   "reden"}};
          },
          "fee costs 2026-06-20 20.00 [Awb 4:113] "
          "formal_notice_fee=9.00 below 454.00, else 20.00@2026-01-01 "
          "<posting:30 officer:12> <step:41 officer:12>: reden; leaves 2020.00"},
         {"a fee of a year whose fees are not known",
          adds(fee("2025-06-20", officer)),
          "fee costs 2025-06-20 20.00 [Awb 4:113] <posting:30 officer:12>: reden; leaves 20.00; "
          "the fee of that day is not known here"},
         {"a fee of a former system",
          adds(fee("2026-06-20", former_system)),
          "fee costs 2026-06-20 20.00 <posting:30 machine:conversion>: reden; leaves 2020.00; it "
          "came from a former system, and what made it there is not known here"}}
    );
    expect(
        Topic::balance,
        "interest",
        {{"interest that a decision set, from 14 April 2025 to 31 January 2026: two rates",
          [](ExplainedFacts& facts) {
              facts.life.claim.decision.due_date = day("2025-04-13");
              claims::Act set = act(ActKind::interest_set, "2026-02-01");
              set.facts.last_day = day("2026-01-31");
              facts.life.acts = {set};
              facts.life.postings.push_back(
                  posting(31, Component::interest, PostingKind::interest, "90.00", "2026-02-01")
              );
              facts.life.postings.back().facts.act = set.id;
          },
          "interest interest 2026-02-01 90.00 [Awb 4:99] statutory_interest=6@2025-01-01 "
          "statutory_interest=4@2026-01-01 interest_due_from=20.00@2009-07-01 "
          "<posting:31 officer:12> <act:A-1 officer:12>: reden; leaves 90.00; over 2025-04-14 to "
          "2026-01-31, less what was set before"}}
    );
    const auto grossed_up = [](const std::string& factor) {
        return [factor](ExplainedFacts& facts) {
            claims::Act by_payroll = act(ActKind::grossed_up, "2026-01-01");
            if (!factor.empty()) {
                by_payroll.facts.factor = base::Percentage::parse(factor).value();
            }
            facts.life.acts = {by_payroll};
            facts.life.postings.push_back(
                posting(33, Component::principal, PostingKind::gross_up, "40.00", "2026-01-01")
            );
            facts.life.postings.back().facts.act = by_payroll.id;
        };
    };
    const std::string of_payroll =
        "gross_up principal 2026-01-01 40.00 [PW 58 lid 5] <posting:33 officer:12> <act:A-1 "
        "officer:12>: reden; leaves 40.00; ";
    expect(
        Topic::balance,
        "gross_up",
        {{"by a factor", grossed_up("40"), of_payroll + "by the factor 40% that payroll gave"},
         {"by an amount", grossed_up(""), of_payroll + "the amount that payroll gave"}}
    );
    expect(
        Topic::balance,
        "payment",
        {{"a payment by the bank",
          [](ExplainedFacts& facts) {
              facts.life.postings.push_back(posting(
                  32,
                  Component::principal,
                  PostingKind::payment,
                  "-50.00",
                  "2026-06-02",
                  "machine:reconciliation"
              ));
              facts.life.postings.back().facts.allocation = base::AllocationId{60};
              facts.entries = {
                  {base::AllocationId{60},
                   {base::EntryId{88},
                    "statement S-1",
                    day("2026-06-02"),
                    "structured_reference",
                    officer,
                    day("2026-06-03")}}};
          },
          "payment principal 2026-06-02 -50.00 <posting:32 machine:reconciliation> <entry:88 "
          "officer:12>: reden; leaves 1950.00; statement S-1 of 2026-06-02, placed by "
          "structured_reference"},
         {"a payment that a rule of the ladder placed",
          placed_by("reference_in_free_text"),
          "payment principal 2026-06-02 -50.00 <posting:32 machine:reconciliation> <entry:88 "
          "officer:12>: reden; leaves 1950.00; statement S-1 of 2026-06-02, placed by "
          "reference_in_free_text, rule 2 of the ladder from 2026-01-01"},
         {"the same, placed anew since",
          placed_by("replayed"),
          "payment principal 2026-06-02 -50.00 <posting:32 machine:reconciliation> <entry:88 "
          "officer:12>: reden; leaves 1950.00; statement S-1 of 2026-06-02, placed by "
          "replayed, matched by reference_in_free_text, rule 2 of the ladder from 2026-01-01"},
         {"a payment of a former system",
          adds(posting(
              32, Component::principal, PostingKind::payment, "-50.00", "2026-06-02", former_system
          )),
          "payment principal 2026-06-02 -50.00 <posting:32 machine:conversion>: reden; leaves "
          "1950.00; it came from a former system, and what made it there is not known here"}}
    );
}

// Five years after 13 April 2026 is 13 April 2031; 31 days of deferral make it 14 May.
TEST(Explanation, TellsWhatMovedTheLimitation) {
    const auto clock = [](std::vector<claims::Interruption> interruptions,
                          const std::vector<claims::Extension>& extensions) {
        return [=](ExplainedFacts& facts) {
            facts.life.acts = {hold(claims::HoldKind::deferral, "2026-05-01", "2026-05-31")};
            facts.life.clocks = {
                {debtor,
                 claim,
                 claims::limitation_of(
                     day("2026-04-13"),
                     interruptions,
                     extensions,
                     *law().limitation_years_on(day("2026-04-13"))
                 )}};
        };
    };
    expect(
        Topic::dates,
        "limitation client 100001",
        {{"nothing moved it",
          clock({}, {}),
          "limitation client 100001 2031-04-13 [Awb 4:104] limitation_years=5@2009-07-01 "
          "<decision:B-1 officer:12>: from 2026-04-14, the day after the last day to pay"},
         {"a deferral lengthened it",
          clock(
              {},
              {{day("2026-05-01"), day("2026-05-31"), claims::ExtensionKind::deferral, "act:77"}}
          ),
          "limitation client 100001 2031-05-14 [Awb 4:104] limitation_years=5@2009-07-01 "
          "<decision:B-1 officer:12> <act:A-1 officer:12>: from 2026-04-14, the day after the last "
          "day to pay; 31 days longer (Awb 4:111)"},
         {"no law is known",
          [](ExplainedFacts& facts) {
              facts.life.clocks = {{debtor, claim, std::nullopt}};
          },
          "limitation client 100001 [Awb 4:104]: not known: no law of limitation is known for the "
          "day on which the term to pay ended"}}
    );
    const auto terms = lines_of(
        facts_with(clock({{day("2026-06-02"), claims::InterruptionKind::payment, "posting:20"}}, {})
        ),
        Topic::dates
    );
    EXPECT_EQ(
        text_of(terms.back()),
        "limitation client 100001 2031-06-02 [Awb 4:110] limitation_years=5@2009-07-01 "
        "<posting:20 officer:12>: from 2026-06-03, the day after the payment of 2026-06-02"
    );
}

TEST(Explanation, TellsWhyTheClaimStandsWhereItStands) {
    expect(
        Topic::state,
        "",
        {{"nobody paid",
          [](ExplainedFacts&) {},
          "in_default 2026-07-01 [Awb 4:97] <decision:B-1 officer:12>: the term to pay ended on "
          "2026-04-13, and something is open"},
         {"a plan",
          [](ExplainedFacts& facts) { add_plan(facts, joint_debtor); },
          "in_plan 2026-07-01 <plan:R-1/2 officer:12>: a debtor has a running plan for it"},
         {"given up by two people",
          [](ExplainedFacts& facts) {
              claims::Act off = act(ActKind::written_off, "2026-06-01");
              off.approval = base::ApprovalId{3};
              facts.life.acts = {off};
              facts.approvals = {{base::ApprovalId{3}, {"officer:13", day("2026-05-31")}}};
              facts.life.postings.push_back(posting(
                  33, Component::principal, PostingKind::write_off, "-2000.00", "2026-06-01"
              ));
          },
          "written_off 2026-07-01 <act:A-1 officer:12> <approval:3 officer:13>: reden"},
         {"paid",
          [](ExplainedFacts& facts) {
              facts.life.postings.push_back(
                  posting(34, Component::principal, PostingKind::payment, "-2000.00", "2026-06-01")
              );
          },
          "paid 2026-07-01 <posting:34 officer:12>: nothing is open"}}
    );
}

// "may_not_be_collected: hold objection": the answer and the first line of each bar.
std::string collection(const std::function<void(ExplainedFacts&)>& change) {
    const std::vector<ExplainedLine> lines = lines_of(facts_with(change), Topic::collection);
    std::string text = lines.front().what + ":";
    for (auto line = lines.begin() + 1; line != lines.end(); ++line) {
        text += " " + line->what + " " + line->date.value_or(day("9999-12-31")).to_string() +
                " by " + (line->made_by.empty() ? "nobody" : line->made_by.front().record) + ";";
    }
    return text;
}

TEST(Explanation, TellsWhatBarsCollection) {
    const std::vector<Row> rows{
        {"nothing",
         [](ExplainedFacts&) {},
         "may_be_collected: limitation client 100001 2031-04-13 by decision:B-1;"},
        {"the term to pay",
         [](ExplainedFacts& facts) { facts.life.claim.decision.due_date = day("2026-07-01"); },
         "may_not_be_collected: term_to_pay 2026-07-01 by decision:B-1;"},
        {"an objection",
         [](ExplainedFacts& facts) {
             facts.life.acts = {hold(claims::HoldKind::objection, "2026-06-01", "2026-08-31")};
         },
         "may_not_be_collected: hold objection 2026-06-01 by act:A-1;"},
        {"the bankruptcy of the other debtor",
         [](ExplainedFacts& facts) {
             facts.life.acts = {hold(claims::HoldKind::bankruptcy, "2026-06-01", "2026-08-31")};
             facts.life.acts.front().facts.debtor = joint_debtor;
         },
         "may_be_collected: limitation client 100001 2031-04-13 by decision:B-1;"},
        {"a release",
         [](ExplainedFacts& facts) {
             facts.life.acts = {act(ActKind::debtor_released, "2026-06-01")};
             facts.life.acts.front().facts.debtor = debtor;
         },
         "may_not_be_collected: debtor_released 2026-06-01 by act:A-1;"},
        {"the limitation for this debtor alone",
         [](ExplainedFacts& facts) {
             const auto years = *law().limitation_years_on(day("2026-04-13"));
             facts.life.clocks = {
                 {debtor, claim, claims::limitation_of(day("2020-04-13"), {}, {}, years)},
                 {joint_debtor, claim, claims::limitation_of(day("2026-04-13"), {}, {}, years)}};
         },
         "may_not_be_collected: limitation client 100001 2025-04-13 by decision:B-1;"},
        {"a limitation that nobody knows",
         [](ExplainedFacts& facts) {
             facts.life.clocks = {{debtor, claim, std::nullopt}};
         },
         "may_not_be_collected: limitation client 100001 9999-12-31 by nobody;"},
        {"a plan that runs",
         [](ExplainedFacts& facts) { add_plan(facts, debtor); },
         "only_by_its_plan: limitation client 100001 2031-04-13 by decision:B-1;"},
        {"a plan of the other debtor",
         [](ExplainedFacts& facts) { add_plan(facts, joint_debtor); },
         "may_be_collected: limitation client 100001 2031-04-13 by decision:B-1;"},
        {"a deferral of the plan",
         [](ExplainedFacts& facts) {
             add_plan(facts, debtor);
             facts.plans.front().pauses = {
                 {base::PauseId{4},
                  {"P-1",
                   base::PlanId{9},
                   plans::PauseKind::deferral,
                   {day("2026-06-15"), day("2026-08-15")},
                   "ziek",
                   std::nullopt},
                  false,
                  day("2026-06-14"),
                  officer,
                  {}}};
         },
         "may_not_be_collected: deferral 2026-06-15 by pause:P-1;"},
        {"what was annulled",
         [](ExplainedFacts& facts) {
             facts.life.acts = {act(ActKind::annulled, "2026-06-01")};
             facts.life.postings.push_back(posting(
                 33, Component::principal, PostingKind::correction, "-2000.00", "2026-06-01"
             ));
         },
         "may_not_be_collected: annulled 2026-07-01 by act:A-1;"}};
    for (const Row& row : rows) {
        EXPECT_EQ(collection(row.change), row.line) << row.what_is_so;
    }
}

}  // namespace

}  // namespace draagkracht::followup::explanation_case
