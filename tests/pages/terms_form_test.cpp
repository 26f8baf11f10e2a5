#include "pages/terms_form.hpp"

#include <gtest/gtest.h>

#include "page_case.hpp"

namespace draagkracht::pages {
namespace {

TEST(TermsForm, WhatIsTypedIsWhatIsAsked) {
    const TermsReading read = read_terms(
        {{"terms.amount", "75"},
         {"terms.months", "24"},
         {"terms.frequency", "monthly"},
         {"terms.first_due_date", "2026-09-10"},
         {"terms.day_of_month", "28"},
         {"terms.holiday_pay", "200,50"},
         {"terms.steps.0.from_number", "13"},
         {"terms.steps.0.amount", "100"},
         {"terms.steps.2.from_number", "7"},
         {"terms.steps.2.amount", "90"},
         {"terms.extras.1.due_date", "2026-12-01"},
         {"terms.extras.1.amount", "150"}},
        today
    );
    EXPECT_TRUE(read.faults.empty());
    EXPECT_EQ(read.asked.rhythm, (plans::Rhythm{plans::Frequency::monthly, day("2026-09-10"), 28}));
    EXPECT_EQ(read.asked.months, 24);
    EXPECT_EQ(
        read.asked.amounts,
        (std::vector<plans::AmountStep>{
            {1, euros("75.00")}, {7, euros("90.00")}, {13, euros("100.00")}})
    );
    EXPECT_EQ(
        read.asked.extras, (std::vector<plans::ExtraPayment>{{day("2026-12-01"), euros("150.00")}})
    );
    EXPECT_EQ(read.asked.holiday_pay, euros("200.50"));
    // A rhythm of weeks has no day of the month: the page hides it.
    const TermsReading weekly =
        read_terms({{"terms.frequency", "weekly"}, {"terms.day_of_month", "28"}}, today);
    EXPECT_EQ(weekly.asked.rhythm.frequency, plans::Frequency::weekly);
    EXPECT_FALSE(weekly.asked.rhythm.day_of_month);
}

TEST(TermsForm, ATalkOpensByTheMonthFromTheFirstOfTheNext) {
    const TermsReading read = read_terms(usual_terms(today), today);
    EXPECT_TRUE(read.faults.empty());
    EXPECT_EQ(read.asked.rhythm.first_due_date, day("2026-09-01"));
    EXPECT_TRUE(read.asked.amounts.empty());
    EXPECT_FALSE(read.asked.months);
    const base::BusinessDate december{day("2026-12-31")};
    EXPECT_EQ(
        read_terms(usual_terms(december), december).asked.rhythm.first_due_date, day("2027-01-01")
    );
}

TEST(TermsForm, EveryFaultStandsAtItsField) {
    struct Row {
        api::Fields fields;
        std::string name;
    };
    const std::vector<Row> rows{
        {{{"terms.amount", "0"}}, "terms.amount"},
        {{{"terms.amount", "-5"}}, "terms.amount"},
        {{{"terms.months", "0"}}, "terms.months"},
        {{{"terms.months", "1,5"}}, "terms.months"},
        {{{"terms.months", "99999999999"}}, "terms.months"},
        {{{"terms.first_due_date", "2026-08-19"}}, "terms.first_due_date"},
        {{{"terms.first_due_date", "2026-02-30"}}, "terms.first_due_date"},
        {{{"terms.holiday_pay", "x"}}, "terms.holiday_pay"},
        {{{"terms.amount", "75"}, {"terms.steps.0.amount", "80"}}, "terms.steps.0.from_number"},
        {{{"terms.amount", "75"}, {"terms.steps.0.from_number", "3"}}, "terms.steps.0.amount"},
        {{{"terms.extras.0.amount", "80"}}, "terms.extras.0.due_date"},
        {{{"terms.extras.0.due_date", "2026-12-01"}}, "terms.extras.0.amount"},
    };
    for (const Row& row : rows) {
        const TermsReading read = read_terms(row.fields, today);
        ASSERT_FALSE(read.faults.empty()) << row.name;
        EXPECT_EQ(read.faults.front().name, row.name);
    }
}

TEST(TermsForm, TheGroundTravelsWithTheFormAndNothingElseIsTakenForIt) {
    const plans::TalkGround ground{
        .claims =
            {{base::ClaimId{20}, {euros("15.00"), euros("5.00"), euros("380.00")}},
             {base::ClaimId{21}, {euros("0.00"), euros("0.00"), euros("60.00")}}},
        .running = {{{"R-1", 2}, euros("30.00"), {base::ClaimId{21}}}}};
    EXPECT_EQ(ground_of_text(text_of(ground)).value(), ground);
    EXPECT_EQ(
        chosen_claims({{"claim.21", "ja"}, {"claim.99", "ja"}}, ground),
        (std::vector<base::ClaimId>{base::ClaimId{21}})
    );
    for (const std::string text :
         {"",
          "{}",
          "[]",
          "{",
          R"({"claims":[[1]],"running":[]})",
          R"({"claims":[[1,[0,0,-5]]],"running":[]})",
          R"({"claims":[[1,[0,0,9000000000000000000]]],"running":[]})",
          R"({"claims":[["1",[0,0,5]]],"running":[]})"}) {
        EXPECT_EQ(ground_of_text(text).error().code, "pages.unreadable-form") << text;
    }
}

}  // namespace
}  // namespace draagkracht::pages
