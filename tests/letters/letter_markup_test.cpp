#include "letters/letter_markup.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace draagkracht::letters {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::string head = "@title Titel\n\n@address\nJ. de Vries\n\n";

LetterContent parsed(const std::string& body) {
    return parse_markup(head + body).value();
}

template <typename Kind>
Kind only_block(const std::string& body) {
    const LetterContent content = parsed(body);
    EXPECT_EQ(content.blocks.size(), 1U);
    return std::get<Kind>(content.blocks.at(0));
}

TEST(Markup, TellsBlocksApartByHowTheyBegin) {
    const LetterContent content = parsed(
        "@reference\nDatum: 1 juli\n\n# Kop\n\n## Deel\n\neen\ntwee\n\n- punt\n\n"
        "@overview\nBedrag: 5\n\n| a |\n| - |\n| 1 |\n\n@newpage\n\n@signature\nGroet\n"
    );
    ASSERT_EQ(content.blocks.size(), 9U);
    EXPECT_TRUE(std::holds_alternative<ReferenceLines>(content.blocks[0]));
    EXPECT_EQ(std::get<Heading>(content.blocks[1]).level, 1);
    EXPECT_EQ(std::get<Heading>(content.blocks[2]).level, 2);
    EXPECT_EQ(plain_text(std::get<Paragraph>(content.blocks[3]).text), "een twee");
    EXPECT_EQ(std::get<BulletList>(content.blocks[4]).items.size(), 1U);
    EXPECT_TRUE(std::holds_alternative<Overview>(content.blocks[5]));
    EXPECT_TRUE(std::holds_alternative<Table>(content.blocks[6]));
    EXPECT_TRUE(std::holds_alternative<PageBreak>(content.blocks[7]));
    EXPECT_TRUE(std::holds_alternative<Signature>(content.blocks[8]));
    EXPECT_EQ(content.title, "Titel");
    EXPECT_THAT(content.address, ElementsAre("J. de Vries"));
}

TEST(Markup, HasBoldAndLinks) {
    const Paragraph paragraph = only_block<Paragraph>(
        "Bel **nu** of ga naar [de site](https://x.example/a?b=1), of [mail](mailto:a@x.example)."
    );
    EXPECT_THAT(
        paragraph.text,
        ElementsAre(
            TextRun{"Bel "},
            TextRun{"nu", true},
            TextRun{" of ga naar "},
            TextRun{"de site", false, "https://x.example/a?b=1"},
            TextRun{", of "},
            TextRun{"mail", false, "mailto:a@x.example"},
            TextRun{"."}
        )
    );
}

TEST(Markup, ATableKnowsItsColumns) {
    const Table table =
        only_block<Table>("| Datum | Bedrag |\n| ----- | -----: |\n| 1 juli | **€ 5** |\n");
    EXPECT_THAT(table.columns, ElementsAre(Alignment::left, Alignment::right));
    EXPECT_EQ(plain_text(table.header[1]), "Bedrag");
    ASSERT_EQ(table.rows.size(), 1U);
    EXPECT_THAT(table.rows[0][1], ElementsAre(TextRun{"€ 5", true}));
}

// The property that keeps people's data out of the markup: whatever text is put in, wherever, comes
// out as that text and changes nothing around it.
TEST(Markup, TextOfAPersonStaysTextInEveryPlace) {
    const std::vector<std::string> hostile{
        "*x* <b>#",
        "**vet**",
        "# kop",
        "- punt",
        "| a | b |",
        "| --- |",
        "@signature",
        "@address",
        "a: b",
        "[label](https://kwaad.example)",
        "](",
        "\\",
        "\\*",
        "{{naam}}",
        "{{{naam}}}",
        "&amp; <script>",
        "'; DROP TABLE person; --",
        "0|0",
        "----",
        "(",
        ")",
        "a\\",
        "€ & é ß 日本",
    };
    for (const std::string& text : hostile) {
        SCOPED_TRACE(text);
        const std::string put = as_markup_text(text);
        const LetterContent content = parsed(
            put + "\n\n# " + put + "\n\n- " + put + "\n\n@overview\n" + put + ": " + put +
            "\n\n| k |\n| - |\n| " + put + " |\n\n**" + put + "** en [" + put +
            "](https://x.example)\n"
        );
        ASSERT_EQ(content.blocks.size(), 6U);
        EXPECT_EQ(plain_text(std::get<Paragraph>(content.blocks[0]).text), text);
        EXPECT_EQ(plain_text(std::get<Heading>(content.blocks[1]).text), text);
        EXPECT_EQ(plain_text(std::get<BulletList>(content.blocks[2]).items.at(0)), text);
        EXPECT_EQ(plain_text(std::get<Overview>(content.blocks[3]).lines.at(0).label), text);
        EXPECT_EQ(plain_text(std::get<Overview>(content.blocks[3]).lines.at(0).value), text);
        EXPECT_EQ(plain_text(std::get<Table>(content.blocks[4]).rows.at(0).at(0)), text);
        EXPECT_THAT(
            std::get<Paragraph>(content.blocks[5]).text,
            ElementsAre(
                TextRun{text, true}, TextRun{" en "}, TextRun{text, false, "https://x.example"}
            )
        );
    }
}

TEST(Markup, ControlCharactersAndReadingDirectionBecomeSpaces) {
    EXPECT_EQ(as_markup_text("a\nb\r\tc"), "a b  c");
    EXPECT_EQ(as_markup_text("5\u202e00,1"), "5 00\\,1");
    EXPECT_EQ(as_markup_text("a\u2028b\u2029c"), "a b c");
    EXPECT_EQ(
        as_markup_text(std::string{"a\xff"} + "b"),
        "a\ufffd"
        "b"
    );
}

TEST(Markup, WhatIsNotTheSyntaxIsAProblemWithItsLine) {
    struct Row {
        std::string body;
        int line;
        std::string message;
    };
    const std::vector<Row> rows{
        {"een **twee\n", 6, "not closed"},
        {"[label](http://x.example)\n", 6, "https"},
        {"[label](javascript:alert)\n", 6, "https"},
        {"[label](https://x.example/'a)\n", 6, "https"},
        {"[label]\n", 6, "link"},
        {"# kop\ntekst\n", 7, "heading"},
        {"- een\ntwee\n", 7, "list"},
        {"| a | b |\n| - |\n", 6, "cells"},
        {"| a |\n| - |\n| 1 | 2 |\n", 8, "cells"},
        {"| a |\n| x |\n", 7, "dashes"},
        {"| a |\n", 6, "dashes"},
        {"| a |\n| - |\n| 1\n", 8, "ends with |"},
        {"@overview\ntekst\n", 7, "label: value"},
        {"@overview\n: 5\n", 7, "label: value"},
        {"@onbekend\n", 6, "unknown word"},
        {"@title Titel\ntekst\n", 7, "@title"},
    };
    for (const Row& row : rows) {
        SCOPED_TRACE(row.body);
        const base::Outcome<LetterContent> outcome = parse_markup(head + row.body);
        ASSERT_FALSE(outcome.has_value());
        EXPECT_EQ(outcome.error().code, "letters.markup");
        EXPECT_THAT(outcome.error().message, HasSubstr(row.message));
        EXPECT_THAT(outcome.error().where, HasSubstr("line " + std::to_string(row.line) + " "));
    }
}

TEST(Markup, ALetterHasATitleAnAddressAndText) {
    EXPECT_FALSE(parse_markup("").has_value());
    EXPECT_FALSE(parse_markup("@title T\n\ntekst\n").has_value());
    EXPECT_FALSE(parse_markup("@address\nA\n\ntekst\n").has_value());
    EXPECT_FALSE(parse_markup(head).has_value());
}

}  // namespace
}  // namespace draagkracht::letters
