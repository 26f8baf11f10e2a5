#include "draagkracht/claims/remission.hpp"

#include "draagkracht/claims/remission_act.hpp"

#include <gtest/gtest.h>

#include "support/random.hpp"

namespace draagkracht::claims {
namespace {

using base::Date;
using base::Money;
using base::Percentage;

Date day(const std::string& text) {
    return Date::parse(text).value();
}

template <typename Value>
norms::Parameter<Value> rule(Value value) {
    return {value, {"a rule", "", day("2013-01-01"), "", "", {}}};
}

// config/law.toml (PW art. 58 lid 7), and the policy of Zandwijk.
RemissionRules zandwijk_rules() {
    return {
        .years = rule(10),
        .buy_off_share = rule(Percentage::whole(50)),
        .other_years = rule(3),
        .other_buy_off_share = rule(Percentage::whole(50)),
        .trivial_amount = rule(Money::cents(10'000)),
        .late_counts_as_paid = rule(true),
        .remainder_with_costs = rule(false),
        .missed_margin_days = rule(5)};
}

// An information-duty claim of which EUR 8,400.00 is left, with an agreement since July 2016 by
// which EUR 50.00 falls due on the first of each month; all of them up to `until` paid in time.
RemissionFacts paying_since_2016(const std::string& until) {
    RemissionFacts facts{
        .kind = ClaimKind::information_duty,
        .law = people::BenefitLaw::pw,
        .culpability = Culpability::ordinary,
        .remainder = {.costs = Money{}, .interest = Money{}, .principal = Money::cents(840'000)},
        .due_date = day("2016-05-15"),
        .instalments = {},
        .gaps = {},
        .has_plan = true,
        .first_payment = {},
        .last_payment = {}};
    for (Date due = day("2016-07-01"); due <= day(until);
         due = due.plus_months(1, base::MonthEnd::last_day)) {
        facts.instalments.push_back({due, Money{}, due});
        facts.last_payment = due;
    }
    return facts;
}

// "paid_in_full 2026-07-01 time keep_paying" with what is to be paid where that is not nothing.
std::string told(const GroundOutlook& ground) {
    std::string text{to_text(ground.ground)};
    text += ground.from ? " " + ground.from->to_string() : " unknown";
    for (const RemissionNeed need : ground.needs) {
        text += " " + std::string{to_text(need)};
    }
    return ground.to_pay.is_zero() ? text : text + " " + ground.to_pay.to_string();
}

std::vector<std::string> told(const RemissionOutlook& outlook) {
    std::vector<std::string> texts;
    for (const GroundOutlook& ground : outlook.grounds) {
        texts.push_back(told(ground));
    }
    return texts;
}

// Five days of margin: of 1 July paid on the sixth it is in time, on the seventh late; not paid
// it is not missed yet on the sixth, and on the seventh it is.
TEST(Remission, EachInstalmentTellsHowItWasCounted) {
    struct Row {
        std::optional<Date> settled_on;
        std::string today;
        InstalmentCount count;
    };
    const std::vector<Row> rows{
        {day("2026-07-06"), "2026-08-01", InstalmentCount::in_time},
        {day("2026-07-07"), "2026-08-01", InstalmentCount::late},
        {std::nullopt, "2026-07-06", InstalmentCount::not_yet},
        {std::nullopt, "2026-07-07", InstalmentCount::missed}};
    for (const Row& row : rows) {
        RemissionFacts facts = paying_since_2016("2016-07-01");
        facts.instalments = {{day("2026-07-01"), Money::cents(5'000), row.settled_on}};
        const RemissionOutlook outlook = remission_outlook(facts, zandwijk_rules(), day(row.today));
        EXPECT_EQ(outlook.record.instalments.at(0).count, row.count)
            << to_text(row.count) << " on " << row.today;
    }
}

// Worked examples: "information-duty claim, remainder 8,400.00: buy-off from 4,200.00 in one
// payment; ten years of full payment from 2016-07-01 -> 2026-07-01".
TEST(Remission, TheWorkedExampleComesOut) {
    const RemissionFacts facts = paying_since_2016("2026-06-01");
    const RemissionOutlook before = remission_outlook(facts, zandwijk_rules(), day("2026-06-30"));
    EXPECT_EQ(
        told(before),
        (std::vector<std::string>{
            "paid_in_full 2026-07-01 time keep_paying",
            "nothing_paid 2036-06-01 time no_prospect",
            "buy_off 2026-06-30 payment_at_once 4200.00"})
    );
    EXPECT_EQ(before.record.in_time, 120);
    EXPECT_FALSE(before.grounds[0].is_reached());
    const RemissionOutlook on_the_day =
        remission_outlook(facts, zandwijk_rules(), day("2026-07-01"));
    EXPECT_TRUE(on_the_day.grounds[0].is_reached());
    EXPECT_EQ(on_the_day.grounds[0].remits, Money::cents(840'000));
    EXPECT_EQ(on_the_day.grounds[0].article, "PW 58 lid 7 a");
    EXPECT_EQ(on_the_day.grounds[2].remits, Money::cents(420'000));
    EXPECT_EQ(on_the_day.grounds[2].article, "PW 58 lid 7 d");
    EXPECT_EQ(on_the_day.notes, std::vector{RemissionNote::compelling_reasons});
}

// Counted by hand on a calendar; the instalment of March 2020 is the one that is not as the others.
TEST(Remission, WhatHappenedOnTheWayIsThatOfTheTable) {
    struct Row {
        const char* what;
        std::string today;
        std::optional<std::string> settled;  // the instalment of March 2020; nothing: not paid
        bool late_counts;
        std::int64_t interest_cents;
        std::string told;
    };
    const std::string in_time = "2020-03-01";
    const std::vector<Row> rows{
        {"in time", "2026-08-15", in_time, true, 0, "paid_in_full 2026-07-01"},
        {"within the margin of five days is in time under either reading",
         "2026-08-15",
         "2020-03-06",
         false,
         0,
         "paid_in_full 2026-07-01"},
        {"late counts as paid", "2026-08-15", "2020-09-01", true, 0, "paid_in_full 2026-07-01"},
        {"or the years begin anew with it",
         "2026-08-15",
         "2020-09-01",
         false,
         0,
         "paid_in_full 2030-09-01 time keep_paying"},
        {"missed, and the ten years are not over",
         "2024-02-01",
         std::nullopt,
         true,
         0,
         "paid_in_full 2026-07-01 time keep_paying arrears 50.00"},
        {"missed, under the strict reading: ten years from when it is made good",
         "2024-02-01",
         std::nullopt,
         false,
         0,
         "paid_in_full 2034-02-01 time keep_paying arrears 50.00"},
        {"missed after ten years: PW 58 lid 7 b, as soon as it is made good",
         "2026-08-15",
         std::nullopt,
         true,
         0,
         "arrears_made_good 2026-07-01 arrears 50.00"},
        {"with the interest and costs that are open",
         "2026-08-15",
         std::nullopt,
         true,
         1'234,
         "arrears_made_good 2026-07-01 arrears interest_and_costs 62.34"},
        {"made good after the ten years",
         "2026-08-15",
         "2026-08-01",
         true,
         0,
         "arrears_made_good 2026-07-01"},
        {"made good on the last day of them",
         "2026-08-15",
         "2026-07-01",
         true,
         0,
         "paid_in_full 2026-07-01"},
    };
    for (const Row& row : rows) {
        RemissionFacts facts = paying_since_2016(row.today);
        DueInstalment& march = facts.instalments.at(44);
        ASSERT_EQ(march.due_date, day("2020-03-01"));
        march.settled_on = row.settled ? std::optional{day(*row.settled)} : std::nullopt;
        march.open = row.settled ? Money{} : Money::cents(5'000);
        facts.remainder.interest = Money::cents(row.interest_cents);
        RemissionRules rules = zandwijk_rules();
        rules.late_counts_as_paid.value = row.late_counts;
        EXPECT_EQ(told(remission_outlook(facts, rules, day(row.today)))[0], row.told) << row.what;
    }
}

// What is not agreed on does not count: the years are as much longer.
TEST(Remission, ATimeWithoutAnAgreementDoesNotCount) {
    RemissionFacts facts = paying_since_2016("2024-01-01");
    facts.gaps = {{day("2019-01-01"), day("2019-01-31")}};
    const RemissionRules rules = zandwijk_rules();
    EXPECT_EQ(
        told(remission_outlook(facts, rules, day("2024-01-15")))[0],
        "paid_in_full 2026-08-01 time keep_paying"
    );
    facts.gaps = {{day("2024-01-02"), day("2024-01-15")}};
    facts.has_plan = false;
    EXPECT_EQ(
        told(remission_outlook(facts, rules, day("2024-01-15")))[0],
        "paid_in_full 2026-07-15 plan time keep_paying"
    );
    facts.instalments.clear();
    facts.first_payment = day("2016-08-03");
    EXPECT_EQ(
        told(remission_outlook(facts, rules, day("2024-01-15")))[0],
        "paid_in_full 2026-08-17 plan time keep_paying"
    );
    facts.first_payment.reset();
    EXPECT_EQ(
        told(remission_outlook(facts, rules, day("2024-01-15")))[0], "paid_in_full unknown plan"
    );
}

// Other claims go by the policy of the municipality, a fine by PW art. 18a lid 13.
TEST(Remission, EachKindOfClaimHasItsOwnGrounds) {
    struct Row {
        const char* what;
        ClaimKind kind;
        people::BenefitLaw law;
        Culpability culpability;
        std::int64_t principal_cents;
        std::vector<std::string> grounds;
        std::vector<RemissionNote> notes;
    };
    using enum ClaimKind;
    using enum Culpability;
    using enum RemissionNote;
    const people::BenefitLaw pw = people::BenefitLaw::pw;
    const std::string after_three = "proper_payment 2019-07-01";
    const std::vector<Row> rows{
        {"an overpayment",
         overpayment,
         pw,
         Culpability::none,
         90'001,
         {after_three, "buy_off 2020-01-15 payment_at_once 450.01"},
         {disproportionate}},
        {"a trivial one",
         overpayment,
         pw,
         Culpability::none,
         10'000,
         {"trivial 2020-01-15", after_three, "buy_off 2020-01-15 payment_at_once 50.00"},
         {disproportionate}},
        {"a cent more is not trivial",
         loan,
         pw,
         Culpability::none,
         10'001,
         {after_three, "buy_off 2020-01-15 payment_at_once 50.01"},
         {disproportionate}},
        {"nor is one that somebody is blamed for",
         overpayment,
         pw,
         ordinary,
         10'000,
         {after_three, "buy_off 2020-01-15 payment_at_once 50.00"},
         {disproportionate}},
        {"a fine", fine, pw, ordinary, 90'000, {"fine_in_arrangement unknown arrangement"}, {}},
        {"a fine for intent", fine, pw, intent, 90'000, {}, {no_debt_arrangement}},
        {"information duty, gross negligence",
         information_duty,
         pw,
         gross_negligence,
         90'000,
         {"paid_in_full 2026-07-01 time keep_paying",
          "nothing_paid 2030-01-01 time no_prospect",
          "buy_off 2020-01-15 payment_at_once 450.00"},
         {compelling_reasons, no_debt_arrangement}},
        {"information duty under an act of which the grounds are not known here",
         information_duty,
         people::BenefitLaw::ioaw,
         ordinary,
         90'000,
         {},
         {other_act}},
        {"nothing is open", information_duty, pw, ordinary, 0, {}, {}},
    };
    for (const Row& row : rows) {
        RemissionFacts facts = paying_since_2016("2020-01-01");
        facts.kind = row.kind;
        facts.law = row.law;
        facts.culpability = row.culpability;
        facts.remainder.principal = Money::cents(row.principal_cents);
        const RemissionOutlook outlook =
            remission_outlook(facts, zandwijk_rules(), day("2020-01-15"));
        EXPECT_EQ(told(outlook), row.grounds) << row.what;
        EXPECT_EQ(outlook.notes, row.notes) << row.what;
    }
}

// EUR 8,400.00 with EUR 100.00 of interest and costs: of the one or of the other remainder.
TEST(Remission, ARemainderIsWithOrWithoutInterestAndCostsByPolicy) {
    RemissionFacts facts = paying_since_2016("2020-01-01");
    facts.remainder.interest = Money::cents(6'000);
    facts.remainder.costs = Money::cents(4'000);
    RemissionRules rules = zandwijk_rules();
    const GroundOutlook without = remission_outlook(facts, rules, day("2020-01-15")).grounds.at(2);
    EXPECT_EQ(without.to_pay, Money::cents(420'000));
    EXPECT_EQ(without.remits, Money::cents(430'000));
    rules.remainder_with_costs.value = true;
    const GroundOutlook with = remission_outlook(facts, rules, day("2020-01-15")).grounds.at(2);
    EXPECT_EQ(with.to_pay, Money::cents(425'000));
    EXPECT_EQ(with.remits, Money::cents(425'000));
}

// EUR 8,400.00 was left; half of it and no cent less, at once, buys off the other half.
TEST(Remission, HalfOfTheRemainderAtOnceBuysItOff) {
    RemissionFacts facts = paying_since_2016("2020-01-01");
    facts.last_payment = day("2020-01-10");
    facts.last_paid = Money::cents(420'000);
    facts.remainder.principal = Money::cents(420'000);
    const RemissionRules rules = zandwijk_rules();
    EXPECT_EQ(told(remission_outlook(facts, rules, day("2020-01-15")))[2], "buy_off 2020-01-10");
    facts.last_paid = Money::cents(419'999);
    facts.remainder.principal = Money::cents(420'001);
    EXPECT_EQ(
        told(remission_outlook(facts, rules, day("2020-01-15")))[2],
        "buy_off 2020-01-15 payment_at_once 2100.01"
    );
}

// What is proposed to the second person, or why nothing is. EUR 840.00 is open.
TEST(Remission, AGroundThatIsReachedMakesAnAct) {
    const auto ground = [](RemissionGround which, std::vector<RemissionNeed> needs) {
        return RemissionOutlook{
            {},
            {{which,
              day("2026-07-01"),
              std::move(needs),
              Money{},
              Money::cents(84'000),
              "PW 58 lid 7",
              std::nullopt}},
            {}};
    };
    struct Row {
        const char* what;
        RemissionOutlook outlook;
        RemissionGround asked;
        std::string finding;
        std::string answer;  // the act and its reason, or the problem
    };
    using enum RemissionGround;
    using enum RemissionNeed;
    const std::vector<Row> rows{
        {"reached", ground(paid_in_full, {}), paid_in_full, "", "remitted PW 58 lid 7"},
        {"with a remark",
         ground(paid_in_full, {}),
         paid_in_full,
         "gesprek gevoerd",
         "remitted PW 58 lid 7: gesprek gevoerd"},
        {"another ground", ground(paid_in_full, {}), buy_off, "", "claims.no-such-ground"},
        {"too early",
         ground(paid_in_full, {time, keep_paying}),
         paid_in_full,
         "",
         "claims.ground-not-reached"},
        {"not paid at once yet",
         ground(buy_off, {payment_at_once}),
         buy_off,
         "x",
         "claims.ground-not-reached"},
        {"paid at once", ground(buy_off, {}), buy_off, "", "bought_off PW 58 lid 7"},
        {"no prospect, and nobody says why",
         ground(nothing_paid, {no_prospect}),
         nothing_paid,
         "",
         "base.not-a-line"},
        {"no prospect, and blanks say why",
         ground(nothing_paid, {no_prospect}),
         nothing_paid,
         "  ",
         "base.not-a-line"},
        {"blanks where nothing is asked", ground(buy_off, {}), buy_off, " ", "base.not-a-line"},
        {"no prospect",
         ground(nothing_paid, {no_prospect}),
         nothing_paid,
         "vertrokken",
         "remitted PW 58 lid 7: vertrokken"},
        {"no prospect, but the ten years are not over",
         ground(nothing_paid, {time, no_prospect}),
         nothing_paid,
         "vertrokken",
         "claims.ground-not-reached"},
        {"too little to pursue is written off, and can revive",
         ground(trivial, {}),
         trivial,
         "",
         "written_off PW 58 lid 7"},
    };
    const Balance open{Money::cents(2'000), Money{}, Money::cents(82'000)};
    for (const Row& row : rows) {
        const auto act = remission_act(
            row.outlook, open, {"K-1", row.asked, "B-7", row.finding}, day("2026-08-01")
        );
        EXPECT_EQ(
            act ? std::string{to_text(act->kind)} + " " + act->reason : act.error().code, row.answer
        ) << row.what;
        if (act) {
            EXPECT_EQ(act->amount, Money::cents(84'000)) << row.what;
            EXPECT_TRUE(check(*act)) << row.what;
            EXPECT_TRUE(needs_second_person(act->kind)) << row.what;
        }
    }
}

// What the second person reads says all that the act will say, and is read back as it was asked.
TEST(Remission, AProposalIsReadBackAsItWasAsked) {
    using enum RemissionGround;
    struct Row {
        RemissionGround ground;
        std::string decision;
        std::string finding;
        std::string text;
    };
    const std::vector<Row> rows{
        {paid_in_full, "B-7", "", "PW 58 lid 7 a (besluit B-7)"},
        {arrears_made_good, "B-7", "", "PW 58 lid 7 b (besluit B-7)"},
        {nothing_paid, "B-7", "vertrokken", "PW 58 lid 7 c: vertrokken (besluit B-7)"},
        {nothing_paid,
         "B-7",
         "zie (besluit B-1)",
         "PW 58 lid 7 c: zie (besluit B-1) (besluit B-7)"},
        {buy_off, "B-7", "", "PW 58 lid 7 d (besluit B-7)"},
        {trivial, "", "te klein", "Awb 4:94a: te klein"},
        {trivial, "", "", "Awb 4:94a"},
        {proper_payment, "B-7", "", "Awb 4:94a (besluit B-7)"},
        {fine_in_arrangement, "B-7", "Msnp: 2026", "PW 18a lid 13: Msnp: 2026 (besluit B-7)"},
    };
    for (const Row& row : rows) {
        RemissionOutlook outlook;
        outlook.grounds.push_back(
            {row.ground, {}, {}, {}, {}, std::string{articles_of(row.ground).front()}, {}}
        );
        const RemissionAsked asked{"K-1", row.ground, row.decision, row.finding};
        const Balance open{Money{}, Money{}, Money::cents(8'400)};
        const NewAct act = remission_act(outlook, open, asked, day("2026-08-01")).value();
        EXPECT_EQ(proposal_text(act), row.text);
        const auto read = proposed_in(act.kind, row.text);
        ASSERT_TRUE(read.has_value()) << row.text;
        EXPECT_EQ(read->ground, row.ground) << row.text;
        EXPECT_EQ(read->decision_number, row.decision) << row.text;
        EXPECT_EQ(read->finding, row.finding) << row.text;
    }
    for (const std::string other : {"", "tien jaar betaald", "PW 58 lid 7 anders", "PW 58 lid 7"}) {
        EXPECT_FALSE(proposed_in(ActKind::remitted, other)) << other;
    }
    EXPECT_FALSE(proposed_in(ActKind::held, "PW 58 lid 7 a (besluit B-7)"));
}

TEST(Remission, OnlyWhatPeopleFindMayStillBeMissingFromAProposal) {
    struct Row {
        std::vector<RemissionNeed> needs;
        bool can_be_proposed;
        bool asks_finding;
    };
    const std::vector<Row> rows{
        {{}, true, false},
        {{RemissionNeed::no_prospect}, true, true},
        {{RemissionNeed::arrangement}, true, true},
        {{RemissionNeed::time, RemissionNeed::no_prospect}, false, true},
        {{RemissionNeed::arrears}, false, false},
    };
    for (const Row& row : rows) {
        const GroundOutlook ground{RemissionGround::nothing_paid, {}, row.needs, {}, {}, "", {}};
        EXPECT_EQ(can_be_proposed(ground), row.can_be_proposed);
        EXPECT_EQ(asks_finding(ground), row.asks_finding);
    }
}

TEST(Remission, AnotherAmountThanWasSeenIsRefused) {
    RemissionOutlook outlook;
    outlook.grounds.push_back({RemissionGround::trivial, {}, {}, {}, {}, "Awb 4:94a", {}});
    const Balance open{Money{}, Money::cents(400), Money::cents(8'000)};
    RemissionAsked asked{"K-1", RemissionGround::trivial, "B-7"};
    asked.seen = Money::cents(8'399);
    EXPECT_EQ(
        remission_act(outlook, open, asked, day("2026-08-01")).error().code, "claims.other-amount"
    );
    asked.seen = Money::cents(8'400);
    EXPECT_EQ(remission_act(outlook, open, asked, day("2026-08-01"))->amount, Money::cents(8'400));
}

// Over random payments: the strict reading never comes earlier, what is paid and remitted is never
// more than is open, and what is reached today is reached tomorrow when nothing falls due.
TEST(Remission, HoldsForRandomPayments) {
    test_support::Random random;
    for (int round = 0; round < 300; ++round) {
        RemissionFacts facts = paying_since_2016("2027-12-01");
        for (DueInstalment& instalment : facts.instalments) {
            if (random.chance(10)) {
                instalment.settled_on.reset();
                instalment.open = Money::cents(random.between(1, 5'000));
            } else if (random.chance(20)) {
                instalment.settled_on =
                    instalment.due_date.plus_days(static_cast<int>(random.between(0, 900)));
            }
        }
        const Date today = day("2028-01-15");
        RemissionRules rules = zandwijk_rules();
        const GroundOutlook mild = remission_outlook(facts, rules, today).grounds.at(0);
        const GroundOutlook tomorrow =
            remission_outlook(facts, rules, today.plus_days(1)).grounds.at(0);
        rules.late_counts_as_paid.value = false;
        const GroundOutlook strict = remission_outlook(facts, rules, today).grounds.at(0);
        EXPECT_LE(*mild.from, *strict.from);
        EXPECT_LE(mild.to_pay + mild.remits, facts.remainder.total());
        EXPECT_TRUE(!mild.is_reached() || tomorrow.is_reached());
    }
}

}  // namespace
}  // namespace draagkracht::claims
