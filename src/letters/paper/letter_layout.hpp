// A letter as strips of drawn text with their place in the structure of the document, before pages.
//
// What a strip shows and what a screen reader is told are one thing: each piece of text names the
// structure element that it belongs to, and the painter tags it so.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "draagkracht/base/problem.hpp"
#include "draagkracht/letters/letter_content.hpp"
#include "draagkracht/norms/policy.hpp"
#include "letters/paper/page_breaks.hpp"
#include "letters/paper/pango_text.hpp"

namespace draagkracht::letters {

// A4 and its margins, in points.
inline constexpr double millimetre = 72.0 / 25.4;
inline constexpr double page_width = 210 * millimetre;
inline constexpr double page_height = 297 * millimetre;
inline constexpr double left_margin = 25 * millimetre;
inline constexpr double right_margin = 22 * millimetre;
inline constexpr double top_margin = 20 * millimetre;
inline constexpr double bottom_margin = 22 * millimetre;
inline constexpr double text_width = page_width - left_margin - right_margin;

struct Colour {
    double red = 0;
    double green = 0;
    double blue = 0;
};

// Of headings, links and rules: dark blue, contrast 10 to 1 on white.
inline constexpr Colour accent_colour{.red = 0.082, .green = 0.259, .blue = 0.451};

// An element of the PDF structure tree, such as TR in Table; its id is its place in the list.
using ElementId = int;
inline constexpr ElementId no_element = -1;  // decoration, which a screen reader passes over
struct Element {
    const char* tag;
    ElementId parent;  // no_element for a child of the document
};

struct TextPiece {
    ElementId element;
    std::shared_ptr<const LaidOutText> text;  // owns the runs of the stretch
    const LineStretch* stretch;
    double x;         // of the left of the stretch, from the left of the page
    double baseline;  // from the top of the strip
    Colour colour;
};

struct HorizontalRule {
    double y;  // from the top of the strip
    double thickness;
    Colour colour;
};

struct Strip {
    StripFlow flow;
    std::vector<TextPiece> pieces;
    std::optional<HorizontalRule> rule;
    bool is_on_panel = false;
    bool holds_logo = false;
    std::optional<std::size_t> header;  // the strip that returns above this at the top of a page
};

struct LetterLayout {
    std::vector<Element> elements;
    std::vector<Strip> strips;  // the first is the head of the letter: logo and address window
    ElementId logo = no_element;
};

// Problem letters.address-too-long when the addressee does not fit in the window of the envelope.
[[nodiscard]] base::Outcome<LetterLayout> lay_out(
    PangoContext* context, const LetterContent& content, const norms::Letterhead& letterhead
);

// The widths of columns that want `natural` widths out of `available`. What is left over is shared
// alike; when there is too little, narrow columns keep theirs and the wide ones share the rest.
[[nodiscard]] std::vector<double> column_widths(std::vector<double> natural, double available);

}  // namespace draagkracht::letters
