#include "letters/paper/letter_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

namespace draagkracht::letters {

namespace {

constexpr FontRole body_font{.size_points = 10};
constexpr FontRole small_font{.size_points = 8.5};
constexpr FontRole return_address_font{.size_points = 7};
constexpr FontRole message_font{.size_points = 17, .is_bold = true};
constexpr FontRole part_font{.size_points = 11.5, .is_bold = true};

constexpr Colour black{};
constexpr Colour grey{.red = 0.33, .green = 0.33, .blue = 0.33};
constexpr Colour light_grey{.red = 0.8, .green = 0.8, .blue = 0.8};

// The window of Dutch envelopes lies left; the addressee between 50 and 84 mm from the top shows in
// C5 (folded once) and in C5/6 (folded twice), also when the sheet slides in the envelope. PostNL
// asks a sans-serif of 10 to 12 points, the return address above in one line, at most 6 lines.
constexpr double return_address_top = 47 * millimetre;
constexpr double address_top = 52 * millimetre;
constexpr double address_bottom = 84 * millimetre;
constexpr double address_width = 85 * millimetre;
constexpr double contact_left = 140 * millimetre;
constexpr double head_bottom = 89 * millimetre;

constexpr double paragraph_space = 6;
constexpr std::size_t kept_lines_max = 6;  // a paragraph of so many lines is never cut by a page
constexpr double cell_padding = 3.5;
constexpr double column_gap = 14;
constexpr double panel_padding = 7;
constexpr double reference_label_width_min = 26 * millimetre;
constexpr double panel_label_width_min = 55 * millimetre;
constexpr double label_gap = 12;
constexpr double signer_space = 8;  // between the greeting and who sends it
constexpr double bullet_indent = 13;

RichText bold(const RichText& text) {
    RichText made_bold = text;
    for (TextRun& run : made_bold) {
        run.bold = true;
    }
    return made_bold;
}

std::string return_address(const norms::Letterhead& letterhead) {
    return fmt::format(
        "Retouradres: {}, {} {}", letterhead.street, letterhead.postcode, letterhead.town
    );
}

class Composer {
  public:
    explicit Composer(PangoContext* context) : context_{context} {}

    base::Done add_head(const LetterContent& content, const norms::Letterhead& letterhead) {
        layout_.logo = add_element("Figure", no_element);
        Strip head;
        head.holds_logo = true;
        head.flow.height = head_bottom - top_margin;
        add_text(
            head,
            add_element("P", no_element),
            lay({{return_address(letterhead)}}, return_address_font, address_width),
            {left_margin, return_address_top - top_margin},
            grey
        );
        double top = address_top - top_margin;
        for (const std::string& line : content.address) {
            const Text text = lay({{line}}, body_font, address_width);
            add_text(head, add_element("P", no_element), text, {left_margin, top}, black);
            top += text->height();
        }
        if (top + top_margin > address_bottom) {
            return base::problem(
                "letters.address-too-long",
                "the addressee does not fit in the window of the envelope",
                "shorten the name or address, or send this letter by hand"
            );
        }
        add_contact_column(head, letterhead);
        push_strip(std::move(head));
        return {};
    }

    void operator()(const Heading& heading) {
        const bool is_message = heading.level == 1;
        const FontRole font = is_message ? message_font : part_font;
        const Text text = lay(heading.text, font, text_width);
        Strip strip;
        strip.flow = {
            .space_before = is_message ? 15.0 : 12.0,
            .height = text->height() + (is_message ? 3 : 0),
            .keep_with_next = true,
        };
        const ElementId element = add_element(is_message ? "H1" : "H2", no_element);
        add_text(strip, element, text, {left_margin, 0}, accent_colour);
        push_strip(std::move(strip));
        space_after_ = is_message ? 6 : 3;
    }

    void operator()(const Paragraph& paragraph) {
        const Text text = lay(paragraph.text, body_font, text_width);
        add_lines(add_element("P", no_element), text, left_margin, take_space(paragraph_space));
    }

    void operator()(const BulletList& list) {
        const ElementId list_element = add_element("L", no_element);
        double space = take_space(paragraph_space);
        for (const RichText& item : list.items) {
            const ElementId item_element = add_element("LI", list_element);
            const ElementId label = add_element("Lbl", item_element);
            const ElementId body = add_element("LBody", item_element);
            const Text text = lay(item, body_font, text_width - bullet_indent);
            const std::size_t first_strip = layout_.strips.size();
            add_lines(body, text, left_margin + bullet_indent, space);
            Strip line;
            const Text bullet = lay({{"•"}}, body_font, bullet_indent);
            add_text(line, label, bullet, {left_margin + 2, 0}, accent_colour);
            std::vector<TextPiece>& pieces = layout_.strips[first_strip].pieces;
            pieces.insert(pieces.begin(), line.pieces.begin(), line.pieces.end());
            space = 2;
        }
    }

    void operator()(const ReferenceLines& reference) {
        add_labelled_lines(reference.lines, {.on_panel = false, .label_colour = grey});
    }

    void operator()(const Overview& overview) {
        add_labelled_lines(overview.lines, {.on_panel = true, .label_colour = black});
        space_after_ = paragraph_space + 2;
    }

    void operator()(const Table& table) {
        const ElementId element = add_element("Table", no_element);
        const std::vector<double> widths = widths_of(table);
        const std::size_t header = layout_.strips.size();
        add_row(table, bold_cells(table.header), widths, {.parent = element, .cell_tag = "TH"});
        layout_.strips[header].flow.space_before = take_space(paragraph_space);
        layout_.strips[header].flow.keep_with_next = true;
        layout_.strips[header].rule =
            HorizontalRule{layout_.strips[header].flow.height, 1.0, accent_colour};
        for (const TableRow& row : table.rows) {
            add_row(table, row, widths, {.parent = element, .cell_tag = "TD"});
            Strip& strip = layout_.strips.back();
            strip.header = header;
            strip.flow.height_repeated = layout_.strips[header].flow.height;
            strip.rule = HorizontalRule{strip.flow.height, 0.5, light_grey};
        }
        if (table.rows.size() > 1) {
            layout_.strips[layout_.strips.size() - 2].flow.keep_with_next = true;
        }
        space_after_ = paragraph_space + 2;
    }

    void operator()(const Signature& signature) {
        layout_.strips.back().flow.keep_with_next = true;
        double space = take_space(14);
        for (const RichText& line : signature.lines) {
            const Text text = lay(line, body_font, text_width);
            add_lines(add_element("P", no_element), text, left_margin, space);
            layout_.strips.back().flow.keep_with_next = true;
            space = space > signer_space ? signer_space : 0;
        }
        layout_.strips.back().flow.keep_with_next = false;
    }

    void operator()(const PageBreak&) { next_starts_page_ = true; }

    LetterLayout finish() { return std::move(layout_); }

  private:
    using Text = std::shared_ptr<const LaidOutText>;

    struct Position {
        double x;  // from the left of the page
        double y;  // from the top of the strip
    };
    struct LabelLook {
        bool on_panel;
        Colour label_colour;
    };
    struct RowKind {
        ElementId parent;
        const char* cell_tag;
    };

    void push_strip(Strip strip) {
        strip.flow.starts_page = std::exchange(next_starts_page_, false);
        layout_.strips.push_back(std::move(strip));
    }

    ElementId add_element(const char* tag, ElementId parent) {
        layout_.elements.push_back({tag, parent});
        return static_cast<ElementId>(layout_.elements.size()) - 1;
    }

    Text lay(
        const RichText& text, FontRole font, double width, Alignment alignment = Alignment::left
    ) const {
        return std::make_shared<const LaidOutText>(context_, text, font, width, alignment);
    }

    // The space above the next block: its own, or what the block before wants below it if that is
    // less common.
    double take_space(double own) {
        const double space = space_after_.value_or(own);
        space_after_.reset();
        return space;
    }

    static void add_line(
        Strip& strip,
        ElementId element,
        const Text& text,
        const TextLine& line,
        Position position,
        Colour colour
    ) {
        for (const LineStretch& stretch : line.stretches) {
            strip.pieces.push_back(
                {.element = element,
                 .text = text,
                 .stretch = &stretch,
                 .x = position.x + stretch.x,
                 .baseline = position.y + line.baseline,
                 .colour = colour}
            );
        }
    }

    // All lines of the text on one strip.
    static void add_text(
        Strip& strip, ElementId element, const Text& text, Position position, Colour colour
    ) {
        for (const TextLine& line : text->lines()) {
            add_line(strip, element, text, line, position, colour);
        }
    }

    // Each line of the text a strip of its own, so that a page may end between them; but never
    // after the first or before the last, and not at all in a text that is short.
    void add_lines(ElementId element, const Text& text, double x, double space_before) {
        const std::vector<TextLine>& lines = text->lines();
        for (std::size_t place = 0; place < lines.size(); ++place) {
            const bool is_last = place + 1 == lines.size();
            const bool is_kept =
                place == 0 || place + 2 == lines.size() || lines.size() <= kept_lines_max;
            Strip strip;
            strip.flow = {
                .space_before = place == 0 ? space_before : 0,
                .height = lines[place].height,
                .keep_with_next = is_kept && !is_last,
            };
            add_line(strip, element, text, lines[place], {x, -lines[place].top}, black);
            push_strip(std::move(strip));
        }
    }

    // How to reach us, at the right of the first page.
    void add_contact_column(Strip& head, const norms::Letterhead& letterhead) {
        const RichText lines{
            {.text = letterhead.desk, .bold = true},
            {letterhead.name},
            {letterhead.street},
            {letterhead.postcode + " " + letterhead.town},
            {"Telefoon " + letterhead.phone},
            {letterhead.email},
        };
        double top = address_top - top_margin;
        for (const TextRun& line : lines) {
            const Text text = lay({line}, small_font, page_width - right_margin - contact_left);
            const ElementId element = add_element("P", no_element);
            add_text(head, element, text, {contact_left, top}, line.bold ? accent_colour : grey);
            top += text->height() + 1;
        }
    }

    void add_labelled_lines(const std::vector<LabelledLine>& lines, LabelLook look) {
        const double padding = look.on_panel ? panel_padding : 0;
        double label_width = look.on_panel ? panel_label_width_min : reference_label_width_min;
        for (const LabelledLine& line : lines) {
            label_width = std::max(label_width, natural_width(context_, line.label, body_font));
        }
        label_width = std::min(label_width, text_width / 2);
        const double value_left = left_margin + padding + label_width + label_gap;
        const double value_width = page_width - right_margin - padding - value_left;
        const ElementId list = add_element("L", no_element);
        double space = take_space(paragraph_space + (look.on_panel ? 2 : 0));
        for (const LabelledLine& line : lines) {
            const bool is_first = &line == &lines.front();
            const bool is_last = &line == &lines.back();
            const ElementId item = add_element("LI", list);
            const Text label = lay(line.label, body_font, label_width);
            const Text value = lay(line.value, body_font, value_width);
            const double top = is_first ? padding : (look.on_panel ? 1.5 : 0);
            Strip strip;
            strip.is_on_panel = look.on_panel;
            strip.flow = {
                .space_before = space,
                .height =
                    top + std::max(label->height(), value->height()) + (is_last ? padding : 0),
                .keep_with_next = !is_last,
            };
            const Position label_place{left_margin + padding, top};
            add_text(strip, add_element("Lbl", item), label, label_place, look.label_colour);
            add_text(strip, add_element("LBody", item), value, {value_left, top}, black);
            push_strip(std::move(strip));
            space = 0;
        }
    }

    static TableRow bold_cells(const TableRow& row) {
        TableRow cells;
        std::transform(row.begin(), row.end(), std::back_inserter(cells), bold);
        return cells;
    }

    [[nodiscard]] std::vector<double> widths_of(const Table& table) const {
        std::vector<double> natural;
        for (std::size_t column = 0; column < table.columns.size(); ++column) {
            double width = natural_width(context_, bold(table.header[column]), body_font);
            for (const TableRow& row : table.rows) {
                width = std::max(width, natural_width(context_, row[column], body_font));
            }
            // A hair more, so that rounding never breaks what was measured to fit.
            natural.push_back(width + 0.5);
        }
        const double gaps = column_gap * static_cast<double>(natural.size() - 1);
        return column_widths(std::move(natural), text_width - gaps);
    }

    void add_row(
        const Table& table, const TableRow& cells, const std::vector<double>& widths, RowKind kind
    ) {
        const ElementId row = add_element("TR", kind.parent);
        Strip strip;
        double x = left_margin;
        for (std::size_t column = 0; column < cells.size(); ++column) {
            const Text text = lay(cells[column], body_font, widths[column], table.columns[column]);
            const ElementId cell = add_element(kind.cell_tag, row);
            add_text(strip, cell, text, {x, cell_padding}, black);
            strip.flow.height = std::max(strip.flow.height, text->height() + 2 * cell_padding);
            x += widths[column] + column_gap;
        }
        push_strip(std::move(strip));
    }

    PangoContext* context_;
    LetterLayout layout_;
    std::optional<double> space_after_;
    bool next_starts_page_ = false;
};

}  // namespace

std::vector<double> column_widths(std::vector<double> natural, double available) {
    std::vector<bool> is_settled(natural.size(), false);
    double remaining = available;
    std::size_t unsettled_count = natural.size();
    for (bool changed = true; changed && unsettled_count > 0;) {
        changed = false;
        const double fair_share = remaining / static_cast<double>(unsettled_count);
        for (std::size_t column = 0; column < natural.size(); ++column) {
            if (!is_settled[column] && natural[column] <= fair_share) {
                is_settled[column] = changed = true;
                remaining -= natural[column];
                --unsettled_count;
            }
        }
    }
    const bool all_fit = unsettled_count == 0;
    const double share =
        remaining / static_cast<double>(all_fit ? natural.size() : unsettled_count);
    for (std::size_t column = 0; column < natural.size(); ++column) {
        if (all_fit) {
            natural[column] += share;
        } else if (!is_settled[column]) {
            natural[column] = share;
        }
    }
    return natural;
}

base::Outcome<LetterLayout> lay_out(
    PangoContext* context, const LetterContent& content, const norms::Letterhead& letterhead
) {
    Composer composer{context};
    if (const base::Done head = composer.add_head(content, letterhead); !head) {
        return tl::unexpected(head.error());
    }
    for (const Block& block : content.blocks) {
        std::visit(composer, block);
    }
    return composer.finish();
}

}  // namespace draagkracht::letters
