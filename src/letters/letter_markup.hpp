// The small block syntax in which a letter is written. Blocks are parted by an empty line:
//
//     @title Uw betalingsregeling          the title of the document
//     @footer Kenmerk BR-12                at the foot of each page
//     @address                             the lines below are the addressee
//     @reference                           "label: value" lines above the letter
//     @overview                            "label: value" lines on a panel
//     @signature                           the lines below close the letter
//     @newpage                             what follows begins on a new page
//     # Heading        ## Part             one line
//     - item                               a list
//     | Datum | Bedrag |                   a table: header, alignment (--: is right), rows
//     | ----- | -----: |
//     anything else                        a paragraph, with **bold** and [label](https://...)
//
// A punctuation mark after a backslash is only that mark.
#pragma once

#include <string>
#include <string_view>

#include "draagkracht/base/problem.hpp"
#include "draagkracht/letters/letter_content.hpp"

namespace draagkracht::letters {

// The text so that it stays text wherever it is put in the markup: every punctuation mark gets its
// backslash, and a control character or change of reading direction becomes a space.
[[nodiscard]] std::string as_markup_text(std::string_view text);

// Problem letters.markup with the line when the text is not in this syntax. The message never holds
// the text itself, as that may be about a person.
[[nodiscard]] base::Outcome<LetterContent> parse_markup(std::string_view markup);

}  // namespace draagkracht::letters
