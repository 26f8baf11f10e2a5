// Law with dates of its own, as read from config/law.toml.
#include "draagkracht/norms/law.hpp"

#include <gtest/gtest.h>

#include "draagkracht/norms/rules_file.hpp"

namespace draagkracht::norms {
namespace {

using base::Date;
using base::Money;

const Law& law() {
    static const Law read = read_law(DRAAGKRACHT_SOURCE_DIR "/config/law.toml").value();
    return read;
}

Date on(std::string_view text) {
    return Date::parse(text).value();
}

TEST(StatutoryInterest, HoldsUntilTheNextRate) {
    struct Row {
        std::string date;
        std::string percent;
    };
    // Source: the published table of rates; the days beside each change.
    const std::vector<Row> rows{
        {"2011-07-01", "4"},
        {"2014-12-31", "3"},
        {"2015-01-01", "2"},
        {"2022-12-31", "2"},
        {"2023-01-01", "4"},
        {"2023-06-30", "4"},
        {"2023-07-01", "6"},
        {"2024-01-01", "7"},
        {"2025-06-15", "6"},
        {"2026-01-01", "4"},
        {"2026-12-31", "4"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(
            law().statutory_interest_on(on(row.date)).value().value,
            base::Percentage::parse(row.percent).value()
        ) << row.date;
    }
    EXPECT_EQ(law().statutory_interest_on(on("2011-06-30")).error().code, "norms.no-law-known");
}

TEST(FormalNoticeFee, ChangesAtTheThreshold) {
    const FormalNoticeFee fee = law().formal_notice_fee_on(on("2026-03-01")).value().value;
    EXPECT_EQ(fee.fee_for(Money::cents(45399)), Money::cents(900));   // Awb 4:113, 2026
    EXPECT_EQ(fee.fee_for(Money::cents(45400)), Money::cents(2000));  // Awb 4:113, 2026
    EXPECT_EQ(law().formal_notice_fee_on(on("2025-12-31")).error().code, "norms.no-law-known");
}

TEST(CollectionTerms, AreThoseOfTheActs) {
    const CollectionTerms terms = law().terms_on(on("2026-07-01")).value();
    EXPECT_EQ(terms.payment_term_weeks.value, 6);                  // Awb 4:87
    EXPECT_EQ(terms.formal_notice_term_weeks.value, 2);            // Awb 4:112
    EXPECT_EQ(terms.limitation_years.value, 5);                    // Awb 4:104
    EXPECT_EQ(terms.interest_due_from.value, Money::cents(2000));  // Awb 4:98 lid 2
    EXPECT_EQ(terms.remission_years.value, 10);                    // PW 58 lid 7
    EXPECT_EQ(terms.buy_off_share.value, base::Percentage::whole(50));
    EXPECT_EQ(law().terms_on(on("2009-06-30")).error().code, "norms.no-law-known");
}

TEST(PensionAge, IsThatOfTheYearInWhichItWasReached) {
    struct Row {
        std::string born;
        std::string date;
        bool reached;
        std::string source;
    };
    const std::vector<Row> rows{
        {"1955-03-10", "2021-07-09", false, "AOW 7a: 66 years and 4 months in 2021"},
        {"1955-03-10", "2021-07-10", true, "AOW 7a: 66 years and 4 months in 2021"},
        {"1955-09-01", "2022-03-31", false, "AOW 7a: 66 years and 7 months in 2022"},
        {"1955-09-01", "2022-04-01", true, "AOW 7a: 66 years and 7 months in 2022"},
        {"1957-02-15", "2023-12-14", false, "AOW 7a: 66 years and 10 months in 2023"},
        {"1957-02-15", "2023-12-15", true, "AOW 7a: 66 years and 10 months in 2023"},
        {"1957-02-15", "2024-01-15", true, "reached in 2023, though not yet 67"},
        {"1957-03-01", "2024-02-29", false, "66 years and 10 months falls in 2024, when it is 67"},
        {"1957-03-01", "2024-03-01", true, "AOW 7a: 67 years in 2024"},
        {"1959-07-15", "2026-07-14", false, "67 years in 2026"},
        {"1959-07-15", "2026-07-15", true, "67 years in 2026"},
        {"1990-01-01", "2026-07-15", false, "far from it"},
        {"1940-01-01", "2026-07-15", true, "long past it"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(law().has_pension_age(on(row.born), on(row.date)).value(), row.reached)
            << "born " << row.born << ", " << row.date << ": " << row.source;
    }
    // The age of 2029 is not in the file, so whether somebody young has it then is not known.
    EXPECT_EQ(
        law().has_pension_age(on("1990-01-01"), on("2029-01-01")).error().code, "norms.no-law-known"
    );
}

}  // namespace
}  // namespace draagkracht::norms
