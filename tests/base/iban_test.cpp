#include "draagkracht/base/iban.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace draagkracht::base {
namespace {

TEST(Iban, is_checked_by_form_and_check_digits) {
    struct Row {
        std::string_view text;
        std::string_view iban;  // empty: refused
        std::string_view why;
    };
    const std::vector<Row> rows{
        {"NL91ABNA0417164300", "NL91ABNA0417164300", "worked example"},
        {"NL91ABNA0417164301", "", "worked example: check digits fail"},
        {"NL91 ABNA 0417 1643 00", "NL91ABNA0417164300", "spaces, OCA bank-statement-import 929"},
        {"nl91abna0417164300", "NL91ABNA0417164300", "small letters"},
        {"DE89370400440532013000", "DE89370400440532013000", "ISO 13616 registry, Germany"},
        {"GB82WEST12345698765432", "GB82WEST12345698765432", "ISO 13616 registry, Britain"},
        {"NO9386011117947", "NO9386011117947", "ISO 13616 registry, the shortest"},
        {"MT84MALT011000012345MTLCAST001S", "MT84MALT011000012345MTLCAST001S", "Malta"},
        {"NL91ABNA041716430", "", "one short"},
        {"NL91ABNA04171643000", "", "one long"},
        {"NL910417ABNA164300", "", "letters of the bank are elsewhere"},
        {"91NLABNA0417164300", "", "does not begin with a country"},
        {"NL9XABNA0417164300", "", "check digits are no digits"},
        {"NL91.ABNA.0417.1643.00", "", "points"},
        {"NL91", "", "no account"},
        {"", "", "empty"},
    };
    for (const Row& row : rows) {
        const Outcome<Iban> iban = Iban::parse(row.text);
        ASSERT_EQ(iban.has_value(), !row.iban.empty()) << row.text << ": " << row.why;
        if (iban) {
            EXPECT_EQ(iban->text(), row.iban);
        } else {
            EXPECT_EQ(iban.error().code, "base.not-an-iban");
        }
    }
}

// 98 minus a remainder of 0 to 96 gives 02 to 98, so 00, 01 and 99 are never issued although they
// have the same remainder as 97, 98 and 02. For every account exactly one pair of digits is right.
TEST(Iban, exactly_one_pair_of_check_digits_is_right) {
    for (int account = 0; account < 200; ++account) {
        const std::string number = std::to_string(1'000'000'000 + account);
        int valid = 0;
        for (int check = 0; check < 100; ++check) {
            const std::string pair = (check < 10 ? "0" : "") + std::to_string(check);
            valid += Iban::parse("NL" + pair + "BNGH" + number).has_value() ? 1 : 0;
        }
        EXPECT_EQ(valid, 1) << number;
    }
}

TEST(Iban, is_grouped_for_a_letter_and_not_repeated_in_a_message) {
    EXPECT_EQ(Iban::parse("NL91ABNA0417164300").value().grouped(), "NL91 ABNA 0417 1643 00");
    const std::string line = Iban::parse("NL91ABNA0417164301").error().to_line();
    EXPECT_EQ(line.find("0417164301"), std::string::npos);
}

}  // namespace
}  // namespace draagkracht::base
