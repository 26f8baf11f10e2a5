#include "draagkracht/base/creditor_reference.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace draagkracht::base {
namespace {

TEST(CreditorReference, is_checked_by_form_and_check_digits) {
    struct Row {
        std::string_view text;
        std::string_view reference;  // empty: refused
        std::string_view source;
    };
    const std::vector<Row> rows{
        {"RF18539007547034", "RF18539007547034", "worked example, ISO 11649"},
        {"RF18 5390 0754 7034", "RF18539007547034", "the same in groups"},
        {"rf18539007547034", "RF18539007547034", "small letters"},
        {"RF485000056789012345", "RF485000056789012345", "by hand: a payment reference inside"},
        {"RF19539007547034", "", "wrong check digits"},
        {"RF18539007547043", "", "two digits swapped"},
        {"XX18539007547034", "", "does not begin with RF"},
        {"RFA8539007547034", "", "check digits are no digits"},
        {"RF18", "", "no body"},
        {"RF18-539007547034", "", "a dash"},
        {"RF181234567890123456789012", "", "a body of 22"},
        {"", "", "empty"},
    };
    for (const Row& row : rows) {
        const Outcome<CreditorReference> reference = CreditorReference::parse(row.text);
        ASSERT_EQ(reference.has_value(), !row.reference.empty()) << row.text << ": " << row.source;
        if (reference) {
            EXPECT_EQ(reference->text(), row.reference);
        } else {
            EXPECT_EQ(reference.error().code, "base.not-a-creditor-reference");
        }
    }
}

TEST(CreditorReference, is_made_for_a_body_and_read_back) {
    EXPECT_EQ(CreditorReference::for_body("539007547034").value().text(), "RF18539007547034");
    EXPECT_EQ(CreditorReference::for_body("539007547034").value().body(), "539007547034");
    EXPECT_FALSE(CreditorReference::for_body("").has_value());
    EXPECT_FALSE(CreditorReference::for_body("1234567890123456789012").has_value());
    EXPECT_FALSE(CreditorReference::for_body("A/B").has_value());
    for (int body = 1; body < 3000; body += 13) {
        const CreditorReference made = CreditorReference::for_body(std::to_string(body)).value();
        EXPECT_EQ(CreditorReference::parse(made.text()), made);
    }
}

TEST(CreditorReference, exactly_one_pair_of_check_digits_is_right) {
    for (int body = 100; body < 300; ++body) {
        int valid = 0;
        for (int check = 0; check < 100; ++check) {
            const std::string pair = (check < 10 ? "0" : "") + std::to_string(check);
            valid += CreditorReference::parse("RF" + pair + std::to_string(body)) ? 1 : 0;
        }
        EXPECT_EQ(valid, 1) << body;
    }
}

}  // namespace
}  // namespace draagkracht::base
