#include "letters/paper/page_breaks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace draagkracht::letters {
namespace {

using testing::ElementsAre;

StripFlow line() {
    return {.height = 10};
}
StripFlow kept_line() {
    return {.height = 10, .keep_with_next = true};
}

TEST(PageBreaks, ALetterThatFitsHasOnePage) {
    EXPECT_THAT(page_starts({line(), line()}, 20).value(), ElementsAre(0));
}

TEST(PageBreaks, TheStripThatDoesNotFitBeginsAPage) {
    EXPECT_THAT(
        page_starts({line(), line(), line(), line(), line()}, 20).value(), ElementsAre(0, 2, 4)
    );
}

TEST(PageBreaks, SpaceCountsInAPageAndNotAtItsTop) {
    StripFlow spaced = line();
    spaced.space_before = 1;
    EXPECT_THAT(page_starts({spaced, spaced, spaced}, 20).value(), ElementsAre(0, 1, 2));
    EXPECT_THAT(page_starts({spaced, spaced, spaced}, 21).value(), ElementsAre(0, 2));
}

TEST(PageBreaks, AHeadingGoesWithItsText) {
    EXPECT_THAT(page_starts({line(), kept_line(), line()}, 20).value(), ElementsAre(0, 1));
    EXPECT_THAT(
        page_starts({line(), kept_line(), kept_line(), line()}, 30).value(), ElementsAre(0, 1)
    );
}

TEST(PageBreaks, WhatKeepsTogetherButIsTallerThanAPageIsCut) {
    EXPECT_THAT(
        page_starts({kept_line(), kept_line(), kept_line(), line()}, 20).value(), ElementsAre(0, 2)
    );
}

TEST(PageBreaks, TheHeaderThatReturnsTakesItsRoom) {
    StripFlow row = line();
    row.height_repeated = 10;
    EXPECT_THAT(
        page_starts({kept_line(), row, row, row, row, row}, 30).value(), ElementsAre(0, 3, 5)
    );
}

TEST(PageBreaks, AnAppendixBeginsAPage) {
    StripFlow first = line();
    first.starts_page = true;
    EXPECT_THAT(page_starts({line(), first, line()}, 100).value(), ElementsAre(0, 1));
}

TEST(PageBreaks, AStripTallerThanAPageIsAProblem) {
    EXPECT_EQ(page_starts({line(), {.height = 21}}, 20).error().code, "letters.too-tall");
    StripFlow row = line();
    row.height_repeated = 11;
    EXPECT_EQ(page_starts({row}, 20).error().code, "letters.too-tall");
}

TEST(PageBreaks, ALastStripThatWouldKeepWithNothingIsNoTrouble) {
    EXPECT_THAT(page_starts({line(), kept_line()}, 20).value(), ElementsAre(0));
}

}  // namespace
}  // namespace draagkracht::letters
