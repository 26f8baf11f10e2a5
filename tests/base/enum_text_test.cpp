#include "draagkracht/base/enum_text.hpp"

#include <gtest/gtest.h>

namespace draagkracht::base {

namespace {

enum class Season { summer, winter, monsoon };
constexpr EnumTexts seasons{
    "test.not-a-season",
    std::array{EnumText{Season::summer, "summer"}, EnumText{Season::winter, "winter"}}};

}  // namespace

TEST(EnumTextTest, GoesToItsTextAndBack) {
    EXPECT_EQ(seasons.text_of(Season::winter), "winter");
    EXPECT_EQ(seasons.parse("summer").value(), Season::summer);
}

TEST(EnumTextTest, AnUnknownWordIsAProblemThatNamesTheKnownOnes) {
    const Problem wrong = seasons.parse("Summer").error();
    EXPECT_EQ(wrong.code, "test.not-a-season");
    EXPECT_EQ(wrong.remedy, "one of: summer, winter");
    EXPECT_FALSE(seasons.parse("").has_value());
}

TEST(EnumTextTest, AValueWithoutTextIsAFaultOfTheTable) {
    EXPECT_THROW((void)seasons.text_of(Season::monsoon), ProgrammerFault);
}

}  // namespace draagkracht::base
