#include "letters/paper/letter_layout.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "letters/letter_fixture.hpp"

namespace draagkracht::letters {
namespace {

using testing::ElementsAre;

TEST(ColumnWidths, WhatIsLeftOverIsSharedAlike) {
    EXPECT_THAT(column_widths({10, 20, 30}, 90), ElementsAre(20, 30, 40));
}

TEST(ColumnWidths, AWideColumnGivesWayAndNarrowOnesKeepTheirs) {
    EXPECT_THAT(column_widths({10, 500, 20}, 100), ElementsAre(10, 70, 20));
    EXPECT_THAT(column_widths({500, 10, 500}, 110), ElementsAre(50, 10, 50));
}

// At whatever width a line ends, an amount and a date are not torn apart.
TEST(LaidOutText, ANoBreakSpaceNeverEndsALine) {
    const GOwned<PangoContext> context = make_paper_context();
    const RichText text{
        {"U betaalt "},
        {.text = "€\u00a075,00", .bold = true},
        {" op 1\u00a0juli, € 1.234,56 in\u00a0totaal en 24\u00a0maanden lang."}};
    for (int width = 60; width < 400; width += 3) {
        const LaidOutText laid{context.get(), text, {.size_points = 10}, 1.0 * width};
        const std::string words = laid.text();
        for (const TextLine& line : laid.lines()) {
            const PangoItem* first = line.stretches.front().runs.front()->item;
            const std::string before = words.substr(0, static_cast<std::size_t>(first->offset));
            EXPECT_FALSE(before.ends_with("€ ") && words.substr(before.size()).starts_with("75"));
            EXPECT_FALSE(before.ends_with("op 1 ")) << width;
            EXPECT_FALSE(before.ends_with("in ")) << width;
            EXPECT_FALSE(before.ends_with("24 ")) << width;
        }
    }
}

TEST(LaidOutText, ALinkIsAStretchOfItsOwnOnOneLine) {
    const GOwned<PangoContext> context = make_paper_context();
    const RichText text{
        {"Kijk op "},
        {.text = "www.zandwijk.example/hulp", .link = "https://a.example"},
        {" of bel."}};
    for (int width = 140; width < 300; width += 3) {
        const LaidOutText laid{context.get(), text, {.size_points = 10}, 1.0 * width};
        int link_count = 0;
        for (const TextLine& line : laid.lines()) {
            for (const LineStretch& stretch : line.stretches) {
                link_count += stretch.link.empty() ? 0 : 1;
            }
        }
        EXPECT_EQ(link_count, 1) << width;
    }
}

TEST(LetterLayout, AnAddressThatDoesNotFitTheWindowIsAProblem) {
    const GOwned<PangoContext> context = make_paper_context();
    LetterContent content{"Titel", "", std::vector<std::string>(6, "regel"), {Paragraph{{{"x"}}}}};
    EXPECT_TRUE(lay_out(context.get(), content, zandwijk()).has_value());
    content.address.emplace_back("zevende regel");
    EXPECT_EQ(lay_out(context.get(), content, zandwijk()).error().code, "letters.address-too-long");
    content.address = {std::string(400, 'w')};
    EXPECT_FALSE(lay_out(context.get(), content, zandwijk()).has_value());
}

}  // namespace
}  // namespace draagkracht::letters
