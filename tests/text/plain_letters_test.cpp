#include "draagkracht/text/plain_letters.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace draagkracht::text {

TEST(PlainLetters, OfLettersWithMarksAndOfNothingElse) {
    struct Row {
        std::string character;
        std::string letters;  // "none" where there are none
    };
    const std::vector<Row> rows{
        {"é", "e"},
        {"Ñ", "N"},
        {"ß", "ss"},
        {"Æ", "AE"},
        {"œ", "oe"},
        {"ĳ", "ij"},
        {"þ", "th"},
        {"ı", "i"},
        {"Ł", "L"},
        {"Ș", "S"},
        {"\xCC\x81", ""},  // an accent by itself
        {"×", "none"},
        {"÷", "none"},
        {"€", "none"},
        {"Ж", "none"},
        {"a", "none"},
    };
    for (const Row& row : rows) {
        const Character found = character_at(row.character);
        EXPECT_EQ(found.bytes, row.character.size()) << row.character;
        EXPECT_EQ(plain_letters(found.code).value_or("none"), row.letters) << row.character;
    }
}

TEST(PlainLetters, AByteThatBeginsNoCharacterIsOne) {
    for (const std::string text : {"\xFF", "\xC3", "\x81"}) {
        EXPECT_EQ(character_at(text).code, 0xFFFFU);
        EXPECT_EQ(character_at(text).bytes, 1U);
    }
}

}  // namespace draagkracht::text
