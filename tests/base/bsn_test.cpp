#include "draagkracht/base/bsn.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <vector>

namespace draagkracht::base {
namespace {

template <typename Value>
concept printable = requires(std::ostream& out, Value value) {
    out << value;
};
static_assert(!printable<Bsn>, "a citizen service number does not get into a log by accident");
static_assert(!std::is_convertible_v<Bsn, std::string>);

TEST(Bsn, passes_the_eleven_test_or_is_refused) {
    struct Row {
        std::string_view text;
        std::string_view digits;  // empty: refused
        std::string_view why;
    };
    const std::vector<Row> rows{
        {"111222333", "111222333", "worked example"},
        {"123456782", "123456782", "worked example"},
        {"123456789", "", "worked example: eleven-test fails"},
        {"000000000", "", "worked example: all zeros"},
        {"00000000", "", "all zeros, eight digits"},
        {"10000008", "010000008", "eight digits: 1x8 + 8x-1 = 0"},
        {"11122233", "", "eight digits, 8+7+6+10+8+6+6-3 = 48 is no multiple of 11"},
        {"1112223334", "", "ten digits"},
        {"1112223", "", "seven digits"},
        {"111 222 333", "", "spaces"},
        {"11122233a", "", "a letter"},
        {"-11222333", "", "a sign"},
        {"", "", "empty"},
    };
    for (const Row& row : rows) {
        const Outcome<Bsn> bsn = Bsn::parse(row.text);
        ASSERT_EQ(bsn.has_value(), !row.digits.empty()) << row.text << ": " << row.why;
        if (bsn) {
            EXPECT_EQ(bsn->digits(), row.digits);
        } else {
            EXPECT_EQ(bsn.error().code, "base.not-a-bsn");
        }
    }
}

TEST(Bsn, any_one_wrong_digit_is_found) {
    const std::string good = "111222333";
    for (std::size_t place = 0; place < good.size(); ++place) {
        for (char digit = '0'; digit <= '9'; ++digit) {
            std::string text = good;
            text[place] = digit;
            EXPECT_EQ(Bsn::parse(text).has_value(), text == good) << text;
        }
    }
}

TEST(Bsn, a_message_and_a_page_do_not_show_it) {
    EXPECT_EQ(Bsn::parse("123456789").error().to_line().find("123456789"), std::string::npos);
    EXPECT_EQ(Bsn::parse("111222333").value().masked(), "*****2333");
}

}  // namespace
}  // namespace draagkracht::base
