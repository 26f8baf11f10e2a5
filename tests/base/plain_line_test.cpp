#include "draagkracht/base/plain_line.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace draagkracht::base {

using namespace std::string_literals;

TEST(PlainLineTest, HoldsWhatAFieldCanHold) {
    struct Row {
        std::string text;
        bool holds;
        std::string why;
    };
    const std::vector<Row> rows{
        {"", true, "an empty field"},
        {"Dorpsstraat", true, "plain"},
        {"\u0160i\u015Bka-d\u2019Haene \u20AC \U0001F600", true, "two to four bytes a character"},
        {std::string(200, 'x'), true, "as long as it can be"},
        {std::string(201, 'x'), false, "one longer"},
        {"two\nlines", false, "a line end"},
        {"a\tb", false, "a tab"},
        {"a\0b"s, false, "PostgreSQL holds no zero byte"},
        {"\x7F", false, "delete"},
        {"\xC0\xAF", false, "RFC 3629: a long form of the slash"},
        {"\xE0\x80\xAF", false, "RFC 3629: a longer one"},
        {"\xED\xA0\x80", false, "RFC 3629: half a surrogate pair"},
        {"\xF4\x90\x80\x80", false, "RFC 3629: beyond U+10FFFF"},
        {"\xFF", false, "never in UTF-8"},
        {"caf\xE9", false, "Latin-1"},
        {"\xE2\x82", false, "cut off"},
        {"\xE2\x82x", false, "a wrong third byte"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(check_plain_line(row.text).has_value(), row.holds) << row.why;
    }
}

TEST(ToldLineTest, SaysSomethingInOneLine) {
    struct Row {
        std::string text;
        std::string answer;
    };
    const std::vector<Row> rows{
        {"bezwaar", "holds"},
        {" bezwaar ", "holds"},
        {"", "field reason: this says nothing (fill it in)"},
        {"   ", "field reason: this says nothing (fill it in)"},
        {"a\nb",
         "field reason: the text holds control characters or is not UTF-8 (a field holds one line"
         " of plain text)"},
    };
    for (const Row& row : rows) {
        const Done done = check_told_line(row.text, "field reason");
        EXPECT_EQ(done ? "holds" : done.error().to_line(), row.answer);
    }
}

TEST(PlainTextTest, HoldsSeveralLinesAndNoFile) {
    struct Row {
        std::string text;
        bool holds;
        std::string why;
    };
    const std::vector<Row> rows{
        {"", true, "an empty field"},
        {"two\r\nlines\tand a tab", true, "what a form sends"},
        {std::string(20, 'x'), true, "as long as it can be here"},
        {std::string(21, 'x'), false, "one longer"},
        {"a\0b"s, false, "PostgreSQL holds no zero byte"},
        {"\x1B[2J", false, "what clears a screen"},
        {"\x7F", false, "delete"},
        {"caf\xE9", false, "Latin-1"},
    };
    for (const Row& row : rows) {
        const Done done = check_plain_text(row.text, 20);
        EXPECT_EQ(done.has_value(), row.holds) << row.why;
        EXPECT_EQ(done ? "base.not-a-text" : done.error().code, "base.not-a-text") << row.why;
    }
}

}  // namespace draagkracht::base
