// The parameters of the half-years beside their source: what the benefit leaves of earnings and
// means, and how long a raised or an assessed protected income holds.
#include <gtest/gtest.h>

#include "draagkracht/norms/rules_file.hpp"

namespace draagkracht::norms {
namespace {

using base::Date;

std::shared_ptr<const NormTable> norms_of(std::string_view date) {
    static const NormBook book = read_norms(DRAAGKRACHT_SOURCE_DIR "/config/norms").value();
    return book.norms_on(Date::parse(date).value()).value();
}

template <typename Value>
std::string text_of(const std::optional<Parameter<Value>>& parameter) {
    return parameter ? parameter->row.value_text : "";
}

std::string text_of(const EarningsDisregard& disregard) {
    return text_of(disregard.share) + "% / " + text_of(disregard.limit) + " / " +
           text_of(disregard.months);
}

TEST(EarningsDisregards, AreThoseOfTheActOfTheHalfYear) {
    struct Row {
        std::string date;
        std::string first_months;
        std::string single_parent;
        std::string limited_hours;
        std::string subsidised;
        std::string subsidised_after;
    };
    const std::vector<Row> rows{
        // Participatiewet art. 31 lid 2 n, r, y, z, aa, the text of that date on
        // wetten.overheid.nl/BWBR0015703. A limit a month; without months the law sets no end.
        {"2025-07-01",
         "25% / 278.00 / 6",
         "12.5% / 173.87 / 30",
         "15% / 176.35 / ",
         "15% / 176.35 / 12",
         "15% / 176.35 / "},
        {"2026-01-01",
         "25% / 285.00 / 6",
         "12.5% / 177.66 / 30",
         "15% / 180.19 / ",
         "15% / 180.19 / 12",
         "15% / 180.19 / "},
        {"2026-07-01",
         "25% / 285.00 / 6",
         "12.5% / 177.66 / 30",
         "15% / 180.19 / ",
         "15% / 180.19 / 12",
         "15% / 180.19 / "},
    };
    for (const Row& row : rows) {
        const EarningsDisregards& disregards = norms_of(row.date)->earnings_disregards;
        EXPECT_EQ(text_of(disregards.first_months), row.first_months) << row.date;
        EXPECT_EQ(text_of(disregards.single_parent), row.single_parent) << row.date;
        EXPECT_EQ(text_of(disregards.limited_hours), row.limited_hours) << row.date;
        EXPECT_EQ(text_of(disregards.subsidised), row.subsidised) << row.date;
        EXPECT_EQ(text_of(disregards.subsidised_after), row.subsidised_after) << row.date;
    }
}

TEST(MeansLimits, HoldSinceTheActThatBroughtThem) {
    // Art. 31 lid 2 m as it reads from 2026: gifts up to EUR 1,200 a calendar year. Art. 34.
    for (const std::string date : {"2026-01-01", "2026-07-01"}) {
        const MeansLimits& means = norms_of(date)->means;
        EXPECT_EQ(text_of(means.gifts_a_year), "1200.00") << date;
        EXPECT_EQ(text_of(means.assets_single), "8000.00") << date;
        EXPECT_EQ(text_of(means.assets_single_parent), "16000.00") << date;
        EXPECT_EQ(text_of(means.assets_couple), "16000.00") << date;
        EXPECT_EQ(text_of(means.own_home), "67500.00") << date;
    }
    // Before 2026 there was no such sum for gifts: the municipality judged each.
    EXPECT_FALSE(norms_of("2025-07-01")->means.gifts_a_year);
}

TEST(ProtectedIncomeParameters, SayForHowLongAndFromWhichHousingCosts) {
    for (const std::string date : {"2025-07-01", "2026-01-01", "2026-07-01"}) {
        const ProtectedIncomeParameters& parameters = norms_of(date)->protected_income;
        // Rv art. 475da lid 5 and 6, and art. 1a of the Regeling beslagvrije voet.
        EXPECT_EQ(text_of(parameters.housing_threshold_raise), "10") << date;
        EXPECT_EQ(text_of(parameters.housing_term_months), "18") << date;
        EXPECT_EQ(text_of(parameters.housing_extension_months), "6") << date;
        EXPECT_EQ(text_of(parameters.validity_months), "12") << date;  // Art. 475d lid 2.
        ASSERT_TRUE(parameters.institution_norm_part) << date;         // Art. 475e lid 2 onder a.
        EXPECT_EQ(parameters.institution_norm_part->value, (Fraction{2, 3})) << date;
        EXPECT_EQ(parameters.institution_norm_part->row.value_text, "2/3") << date;
    }
}

}  // namespace
}  // namespace draagkracht::norms
