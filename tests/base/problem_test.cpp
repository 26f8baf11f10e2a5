#include "draagkracht/base/problem.hpp"

#include <gtest/gtest.h>

#include "draagkracht/base/date.hpp"

namespace draagkracht::base {
namespace {

TEST(Problem, tells_the_places_from_the_outside_in) {
    const Problem bare = problem("base.not-a-date", "wrong", "mend it").value();
    EXPECT_EQ(bare.to_line(), "wrong (mend it)");
    const Problem placed = bare.at("entry 3").at("statement.xml:17");
    EXPECT_EQ(placed.where, "statement.xml:17, entry 3");
    EXPECT_EQ(placed.to_line(), "statement.xml:17, entry 3: wrong (mend it)");
    EXPECT_EQ(placed.code, bare.code);
    EXPECT_EQ(problem("a.b", "wrong").value().to_line(), "wrong");
}

// A message travels as JSON and onto a terminal, whatever bytes a file held.
TEST(Problem, a_message_repeats_outside_text_short_and_in_plain_characters) {
    const std::string message = Date::parse(std::string(500, 'x')).error().message;
    EXPECT_LT(message.size(), 100U);
    for (const std::string_view text : {"\x1b[31m", "\xff\xfe", "caf\xc3\xa9", "a\nb"}) {
        const std::string shown = Date::parse(text).error().message;
        for (const char character : shown) {
            EXPECT_TRUE(character >= 0x20 && character < 0x7f) << text;
        }
    }
}

TEST(Problem, a_broken_promise_between_parts_of_the_program_throws) {
    EXPECT_NO_THROW(ensure(true, "all is well"));
    EXPECT_THROW(ensure(false, "all is well"), ProgrammerFault);
}

}  // namespace
}  // namespace draagkracht::base
