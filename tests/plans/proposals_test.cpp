#include "draagkracht/plans/proposals.hpp"

#include <gtest/gtest.h>

#include "plans/random_terms.hpp"

namespace draagkracht::plans {

using base::Date;
using base::Money;
using capacity::CapacityFigures;

namespace {

Date on(const std::string& text) {
    return Date::parse(text).value();
}

// "10 x 100.00 in 10 months until 2027-05-28, 1600.00 left", or the problem.
std::string words_of(const base::Outcome<Proposal>& proposal) {
    if (!proposal) {
        return proposal.error().code;
    }
    return std::to_string(proposal->schedule.size()) + " x " +
           proposal->schedule.front().amount.to_string() + " in " +
           std::to_string(proposal->months()) + " months until " +
           proposal->end_date().to_string() + ", " + proposal->amounts.left_to_live_on.to_string() +
           " left";
}

// Income 1,700.00, protected income 1,451.42: room 248.58, of which the norm asks 100.00.
const CapacityFigures single{Money::cents(10'000), Money::cents(145'142), Money::cents(170'000)};
const claims::Balance thousand{Money::cents(2'000), Money::cents(3'000), Money::cents(95'000)};
const Rhythm by_month{Frequency::monthly, on("2026-08-28")};

}  // namespace

// EUR 1,000.00, of which 30.00 interest and 20.00 costs. By hand: 10 x 100.00; 248.58 four times
// and 5.68; 24 months of 41.67; 60.00 is 16 times and 40.00.
TEST(ProposalsTest, SideBySide) {
    const Proposals proposals = proposals_for(
        {single, thousand},
        {.rhythm = by_month, .months = 24, .amounts = {{1, Money::cents(6'000)}}}
    );
    EXPECT_EQ(
        words_of(proposals.by_norm), "10 x 100.00 in 10 months until 2027-05-28, 1600.00 left"
    );
    EXPECT_EQ(words_of(proposals.fastest), "5 x 248.58 in 5 months until 2026-12-28, 1451.42 left");
    EXPECT_EQ(
        words_of(proposals.asked_term.value()),
        "24 x 41.67 in 24 months until 2028-07-28, 1658.33 left"
    );
    EXPECT_EQ(
        words_of(proposals.named_amount.value()),
        "17 x 60.00 in 17 months until 2027-12-28, 1640.00 left"
    );
    EXPECT_EQ(proposals.by_norm->total, thousand);
    EXPECT_EQ(proposals.by_norm->amounts.norm, Money::cents(10'000));
    EXPECT_EQ(proposals.by_norm->protected_income, Money::cents(145'142));
    const Proposals plain = proposals_for({single, thousand}, {.rhythm = by_month});
    EXPECT_FALSE(plain.asked_term || plain.named_amount);
}

// 500.00 extra in one month is over the room of 248.58 in any term.
TEST(ProposalsTest, NoTermIsAdvisedThatAnExtraPaymentRulesOut) {
    Asked asked{.rhythm = by_month, .months = 2};
    asked.extras = {{on("2026-09-28"), Money::cents(50'000)}};
    const Proposals proposals = proposals_for({single, thousand}, asked);
    EXPECT_EQ(proposals.asked_term->error().code, "plans.below-protected-income");
    EXPECT_EQ(
        proposals.asked_term->error().remedy,
        "ask for less beside the instalments, or for a longer term"
    );
}

// By hand. By the week five due dates share a month, so 100.00 a month is 20.00 a week, and room of
// 248.58 is 49.71; by four weeks 50.00 and 124.29. 6 months of weeks from 28 August 2026 to 27
// February 2027 hold 27 dates: 37.04; of four weeks 7: 142.86, twice in a month is over the room.
TEST(ProposalsTest, ByTheWeekAndByFourWeeks) {
    const Proposals weekly = proposals_for(
        {single, thousand}, {.rhythm = {Frequency::weekly, on("2026-08-28")}, .months = 6}
    );
    EXPECT_EQ(words_of(weekly.by_norm), "50 x 20.00 in 12 months until 2027-08-06, 1600.00 left");
    EXPECT_EQ(words_of(weekly.fastest), "21 x 49.71 in 5 months until 2027-01-15, 1451.45 left");
    EXPECT_EQ(
        words_of(weekly.asked_term.value()), "27 x 37.04 in 6 months until 2027-02-26, 1514.80 left"
    );
    const Proposals four_weekly = proposals_for(
        {single, thousand}, {.rhythm = {Frequency::four_weekly, on("2026-08-28")}, .months = 6}
    );
    EXPECT_EQ(
        words_of(four_weekly.by_norm), "20 x 50.00 in 18 months until 2028-02-11, 1600.00 left"
    );
    EXPECT_EQ(words_of(four_weekly.asked_term.value()), "plans.below-protected-income");
}

// In whole euros by policy: down for the norm and the room, up for a term.
TEST(ProposalsTest, InWholeEuros) {
    const Proposals proposals =
        proposals_for({single, thousand, Money::cents(100)}, {.rhythm = by_month, .months = 24});
    EXPECT_EQ(words_of(proposals.fastest), "5 x 248.00 in 5 months until 2026-12-28, 1452.00 left");
    EXPECT_EQ(
        words_of(proposals.asked_term.value()),
        "24 x 42.00 in 24 months until 2028-07-28, 1658.00 left"
    );
}

// Holiday pay of 240.00 counts as 20.00 a month; 12 months hold one May: 760.00 is left for twelve
// instalments of 63.34. An extra of 148.58 beside 100.00 is just the room; a cent more is too much.
TEST(ProposalsTest, WithHolidayPayAndExtras) {
    Asked asked{.rhythm = by_month, .months = 12};
    asked.holiday_pay = Money::cents(24'000);
    const Proposals with_holiday_pay = proposals_for({single, thousand}, asked);
    EXPECT_EQ(
        words_of(with_holiday_pay.asked_term.value()),
        "12 x 63.34 in 12 months until 2027-07-28, 1616.66 left"
    );
    EXPECT_EQ(with_holiday_pay.asked_term.value()->schedule[9].amount, Money::cents(30'334));

    Asked with_extra{.rhythm = by_month, .amounts = {{1, Money::cents(10'000)}}};
    with_extra.extras = {{on("2026-12-01"), Money::cents(14'858)}};
    EXPECT_EQ(
        words_of(proposals_for({single, thousand}, with_extra).named_amount.value()),
        "9 x 100.00 in 9 months until 2027-04-28, 1451.42 left"
    );
    with_extra.extras.front().amount += Money::cents(1);
    EXPECT_EQ(
        words_of(proposals_for({single, thousand}, with_extra).named_amount.value()),
        "plans.below-protected-income"
    );
}

// Where there is no proposal there is a reason, and something else to talk about.
TEST(ProposalsTest, WhyAProposalCannotBe) {
    struct Row {
        std::string words;
        CapacityFigures figures;
        std::int64_t debt_cents;
        Asked asked;
        std::string by_norm, fastest, asked_term, named_amount;
        std::string remedy_of_term;
    };
    const CapacityFigures nothing{Money{}, Money::cents(120'000), Money::cents(110'000)};
    const CapacityFigures no_norm{Money{}, Money::cents(120'000), Money::cents(121'000)};
    const Asked both{.rhythm = by_month, .months = 2, .amounts = {{1, Money::cents(24'859)}}};
    const std::string help = "talk about a deferral, debt help or remission";
    const std::vector<Row> rows{
        {"no room at all",
         nothing,
         100'000,
         both,
         "plans.no-capacity",
         "plans.no-capacity",
         "plans.below-protected-income",
         "plans.below-protected-income",
         help},
        {"the norm asks nothing, but there is room for 10.00",
         no_norm,
         2'000,
         both,
         "plans.no-capacity",
         "2 x 10.00 in 2 months until 2026-09-28, 1200.00 left",
         "2 x 10.00 in 2 months until 2026-09-28, 1200.00 left",
         "plans.below-protected-income",
         ""},
        {"a term that is too short",
         single,
         100'000,
         both,
         "10 x 100.00 in 10 months until 2027-05-28, 1600.00 left",
         "5 x 248.58 in 5 months until 2026-12-28, 1451.42 left",
         "plans.below-protected-income",
         "plans.below-protected-income",
         "choose a longer term: from 5 months on there is enough to live on"},
        {"too much debt for forty years",
         single,
         15'000'000,
         both,
         "plans.too-long",
         "plans.too-long",
         "plans.below-protected-income",
         "plans.below-protected-income",
         "talk about remission, buy-off or debt help"},
        {"no term",
         single,
         100'000,
         {.rhythm = by_month, .months = 0},
         "10 x 100.00 in 10 months until 2027-05-28, 1600.00 left",
         "5 x 248.58 in 5 months until 2026-12-28, 1451.42 left",
         "plans.no-months",
         "",
         "choose a term from 1 to 480 months"},
        {"a rhythm that cannot be",
         single,
         100'000,
         {.rhythm = {Frequency::weekly, on("2026-08-28"), 28}, .months = 12},
         "plans.bad-rhythm",
         "plans.bad-rhythm",
         "plans.bad-rhythm",
         "",
         "choose the date of the first instalment; the others follow on that weekday"},
    };
    for (const Row& row : rows) {
        const Proposals proposals = proposals_for(
            {row.figures, {Money{}, Money{}, Money::cents(row.debt_cents)}}, row.asked
        );
        EXPECT_EQ(words_of(proposals.by_norm), row.by_norm) << row.words;
        EXPECT_EQ(words_of(proposals.fastest), row.fastest) << row.words;
        EXPECT_EQ(words_of(proposals.asked_term.value()), row.asked_term) << row.words;
        EXPECT_EQ(proposals.named_amount ? words_of(*proposals.named_amount) : "", row.named_amount)
            << row.words;
        const base::Outcome<Proposal>& term = *proposals.asked_term;
        EXPECT_EQ(term ? "" : term.error().remedy, row.remedy_of_term) << row.words;
    }
}

// Guarantee 6 over random households, debts, rhythms and wishes: no proposal takes the debtor below
// the protected income in any month, it pays the debt to the cent, and within the term asked for.
TEST(ProposalsProperty, NoProposalGoesBelowTheFloor) {
    test_support::Random random;
    int proposal_count = 0;
    for (int round = 0; round < 3'000; ++round) {
        const Money income = Money::cents(random.between(0, 400'000));
        const Money protected_income = Money::cents(random.between(0, 300'000));
        const Money room = std::max(income - protected_income, Money{});
        const CapacityFigures figures{
            Money::cents(random.between(0, room.in_cents())), protected_income, income};
        const Money debt = Money::cents(random.between(1, 2'000'000));
        const ScheduleTerms wished = random_terms(random, debt);
        const Asked asked{
            .rhythm = wished.rhythm,
            .months = static_cast<int>(random.between(1, 480)),
            .amounts = wished.amounts,
            .extras = wished.extras,
            .holiday_pay = wished.holiday_pay};
        const Money unit = Money::cents(random.one_of(std::vector{1, 100}));
        const Proposals proposals = proposals_for({figures, {Money{}, Money{}, debt}, unit}, asked);
        for (const base::Outcome<Proposal>& proposal :
             {proposals.by_norm,
              proposals.fastest,
              *proposals.asked_term,
              *proposals.named_amount}) {
            if (!proposal) {
                ASSERT_FALSE(proposal.error().remedy.empty()) << proposal.error().code;
                continue;
            }
            ++proposal_count;
            ASSERT_GE(proposal->amounts.left_to_live_on, protected_income);
            ASSERT_EQ(proposal->amounts.left_to_live_on + proposal->amounts.agreed, income);
            ASSERT_EQ(proposal->schedule.back().cumulative, debt);
        }
        if (proposals.by_norm) {
            ASSERT_LE(proposals.by_norm->amounts.agreed, figures.norm_capacity);
            ASSERT_TRUE(proposals.fastest);
            ASSERT_LE(proposals.fastest->schedule.size(), proposals.by_norm->schedule.size());
        }
        if (*proposals.asked_term) {
            ASSERT_LT(
                (*proposals.asked_term)->end_date(),
                asked.rhythm.first_due_date.plus_months(*asked.months + 1, base::MonthEnd::last_day)
            );
        }
    }
    EXPECT_GT(proposal_count, 1'000) << "the talks must reach proposals to prove anything";
}

}  // namespace draagkracht::plans
