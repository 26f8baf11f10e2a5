#include "draagkracht/base/payment_reference.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace draagkracht::base {
namespace {

using testing::ElementsAreArray;

TEST(PaymentReference, is_checked_by_length_length_digit_and_check_digit) {
    struct Row {
        std::string_view text;
        bool valid;
        std::string_view source;
    };
    const std::vector<Row> rows{
        {"5000056789012345", true, "Betaalvereniging: sum 215, rest 6, check digit 5"},
        {"5000 0567 8901 2345", true, "the same in groups"},
        {"12234534622567", true, "Betaalvereniging: sum 263, rest 10, check digit 1"},
        {"1000000000000006", true, "by hand: sum 12, rest 1, 10 is written as 1"},
        {"1091234567890123", false, "by hand: sum 352, rest 0, so check digit 0"},
        {"1234567", true, "seven digits carry no check"},
        {"271234567", true, "by hand: C 2, L 7, N 7; sum 174"},
        {"4812345678", true, "by hand: C 4, L 8, N 8; sum 249"},
        {"09123456789", true, "by hand: C 11 written as 0, L 9, N 9; sum 264"},
        {"701234567890", true, "by hand: C 7, L 0, N 10; sum 290"},
        {"8112345678901", true, "by hand: C 8, L 1, N 11; sum 311"},
        {"42123456789012", true, "by hand: C 4, L 2, N 12; sum 304"},
        {"9001123412341234", false, "made-up number in ING's format book: sum 168 gives 8"},
        {"1234567890098876", false, "bank sample, anonymised: sum 415 gives 3"},
        {"0000000030076145", true, "bank sample: sum 143, rest 0, 11 is written as 0"},
        {"000000042188659", false, "bank sample: fifteen digits"},
        {"5000056789012354", false, "two digits swapped"},
        {"281234567", false, "nine digits with the length digit of ten"},
        {"12345678", false, "eight digits"},
        {"12345", false, "five digits"},
        {"50000567890123456", false, "seventeen digits"},
        {"500005678901234X", false, "a letter"},
        {"-234567", false, "a sign"},
        {"", false, "empty"},
    };
    for (const Row& row : rows) {
        const Outcome<PaymentReference> reference = PaymentReference::parse(row.text);
        EXPECT_EQ(reference.has_value(), row.valid) << row.text << ": " << row.source;
        if (!reference) {
            EXPECT_EQ(reference.error().code, "base.not-a-payment-reference");
        }
    }
}

TEST(PaymentReference, of_a_number_is_its_fifteen_digits_after_the_check_digit) {
    EXPECT_EQ(PaymentReference::for_number(56789012345).text(), "5000056789012345");
    EXPECT_EQ(PaymentReference::for_number(6).text(), "1000000000000006");
    EXPECT_EQ(PaymentReference::for_number(56789012345).grouped(), "5000 0567 8901 2345");
    EXPECT_THROW((void)PaymentReference::for_number(-1), ProgrammerFault);
    EXPECT_THROW((void)PaymentReference::for_number(1'000'000'000'000'000), ProgrammerFault);
    for (std::int64_t number = 0; number < 20'000; number += 7) {
        const PaymentReference reference = PaymentReference::for_number(number);
        EXPECT_EQ(PaymentReference::parse(reference.grouped()), reference);
        EXPECT_EQ(reference.text().size(), 16U);
    }
}

TEST(PaymentReference, of_an_id_stays_clear_of_those_of_a_former_system) {
    // By hand: 9 then the id in 14 digits. From the right 2*2 + 1*4 + 9*10 (the fifteenth place has
    // weight 10) = 98; 98 mod 11 = 10; 11 - 10 = 1.
    EXPECT_EQ(PaymentReference::for_id(12).text(), "1900000000000012");
    EXPECT_THROW((void)PaymentReference::for_id(-1), ProgrammerFault);
    EXPECT_THROW((void)PaymentReference::for_id(100'000'000'000'000), ProgrammerFault);
}

TEST(PaymentReference, a_mistyped_digit_is_found) {
    // Not so for check digit 1, which stands for both 1 and 10.
    const std::string good = PaymentReference::for_number(56789012345).text();
    for (std::size_t place = 0; place < good.size(); ++place) {
        for (char digit = '0'; digit <= '9'; ++digit) {
            std::string text = good;
            text[place] = digit;
            EXPECT_EQ(PaymentReference::parse(text).has_value(), text == good) << text;
        }
    }
}

TEST(PaymentReference, is_found_in_free_text_as_people_and_banks_write_it) {
    struct Row {
        std::string_view text;
        std::vector<std::string> found;
    };
    const std::vector<Row> rows{
        {"BETALINGSKENM. 5000 0567 8901 2345 dank u", {"5000056789012345"}},
        {"kenmerk:5000056789012345", {"5000056789012345"}},
        {"/REMI/STRD/CUR/5000056789012345/", {"5000056789012345"}},
        {"Issuer: CUR Ref: 5000056789012345", {"5000056789012345"}},
        {"5000.0567.8901.2345", {"5000056789012345"}},
        {"BETALINGSKENMERK 0000 0000       3007 6145", {"0000000030076145"}},
        {"BETALINGSKENM.: 1234567890098876", {}},  // the check digit is wrong
        {"BETALINGSKENM.  000000042188659", {}},   // fifteen digits
        {"aflossing 1234567", {}},                 // seven digits are never taken from free text
        {"12234534622567", {"12234534622567"}},
        {"mei 2026 5000056789012345", {"5000056789012345"}},
        {"2026 5000 0567 8901 2345", {"5000056789012345"}},
        {"5000056789012345 en 1000000000000006", {"5000056789012345", "1000000000000006"}},
        {"5000056789012345 nogmaals 5000 0567 8901 2345", {"5000056789012345"}},
        {"95000056789012345", {}},  // never in the middle of a longer number
        {"50000567890123450", {}},
        {"5000-0567-8901-2345", {}},
        {"", {}},
        {"geen nummer", {}},
    };
    for (const Row& row : rows) {
        std::vector<std::string> found;
        for (const PaymentReference& reference : PaymentReference::found_in(row.text)) {
            found.push_back(reference.text());
        }
        EXPECT_THAT(found, ElementsAreArray(row.found)) << row.text;
    }
}

// A text made to cost time: the work per group of digits must not grow with the text.
TEST(PaymentReference, is_found_at_the_end_of_a_text_of_a_million_groups) {
    std::string text;
    for (int group = 0; group < 1'000'000; ++group) {
        text += "3 ";
    }
    text += "x 5000 0567 8901 2345";
    const std::vector<PaymentReference> found = PaymentReference::found_in(text);
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.back().text(), "5000056789012345");
}

}  // namespace
}  // namespace draagkracht::base
