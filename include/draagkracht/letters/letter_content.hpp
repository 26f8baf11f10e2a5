// What a letter says, as a list of blocks: a template filled in, before it has a page.
//
// One content, told once, can become a PDF on paper and a page on a screen:
//
//     Heading{1, {{"U betaalt elke maand € 75,00"}}}
//     Paragraph{{{"Bel ons op "}, {.text = "14 0123", .bold = true}}}
//
// Text here is only text. What a person typed, such as the name "*x* <b>#", is never markup.
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace draagkracht::letters {

// A stretch of text in one look. `link` is the address it leads to, or empty.
struct TextRun {
    std::string text;
    bool bold = false;
    std::string link{};

    friend bool operator==(const TextRun&, const TextRun&) = default;
};
using RichText = std::vector<TextRun>;

// The words alone, without their looks.
[[nodiscard]] std::string plain_text(const RichText& text);

struct Heading {
    int level;  // 1 is the message of the letter, 2 a part of it
    RichText text;
};

struct Paragraph {
    RichText text;
};

struct BulletList {
    std::vector<RichText> items;
};

struct LabelledLine {
    RichText label;
    RichText value;
};

// Date, reference and subject (datum, kenmerk, onderwerp), above the letter.
struct ReferenceLines {
    std::vector<LabelledLine> lines;
};

// The facts that the reader must find at a glance, on a tinted panel.
struct Overview {
    std::vector<LabelledLine> lines;
};

enum class Alignment { left, right };
using TableRow = std::vector<RichText>;

// Every row has as many cells as there are columns. The header returns on each page.
struct Table {
    std::vector<Alignment> columns;
    TableRow header;
    std::vector<TableRow> rows;
};

// Greeting, on whose behalf, name and function; kept together on a page.
struct Signature {
    std::vector<RichText> lines;
};

// What follows begins on a new page: an appendix (bijlage).
struct PageBreak {};

using Block = std::
    variant<Heading, Paragraph, BulletList, ReferenceLines, Overview, Table, Signature, PageBreak>;

struct LetterContent {
    std::string title;                 // The title of the document, for a screen reader
    std::string footer;                // At the foot of each page, before the page number
    std::vector<std::string> address;  // The addressee, for the window of the envelope
    std::vector<Block> blocks;
};

}  // namespace draagkracht::letters
