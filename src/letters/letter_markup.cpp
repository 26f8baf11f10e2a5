#include "letters/letter_markup.hpp"

#include <fmt/format.h>
#include <glib.h>

#include <memory>
#include <optional>

namespace draagkracht::letters {

namespace {

struct MarkupLine {
    std::size_t number;
    std::string_view text;
};
using Chunk = std::vector<MarkupLine>;

tl::unexpected<base::Problem> markup_problem(std::size_t line_number, std::string message) {
    return tl::unexpected(base::Problem{
        "letters.markup",
        std::move(message),
        fmt::format("line {} of the filled-in letter", line_number),
        "mend the template"});
}

bool is_punctuation(char character) {
    return g_ascii_ispunct(character) != 0;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

// The place of the first `mark` that has no backslash before it.
std::size_t find_mark(std::string_view text, std::string_view mark, std::size_t from = 0) {
    for (std::size_t place = from; place < text.size(); ++place) {
        if (text[place] == '\\') {
            ++place;
        } else if (text.substr(place).starts_with(mark)) {
            return place;
        }
    }
    return std::string_view::npos;
}

std::string without_backslashes(std::string_view markup) {
    std::string text;
    for (std::size_t place = 0; place < markup.size(); ++place) {
        const bool escapes =
            markup[place] == '\\' && place + 1 < markup.size() && is_punctuation(markup[place + 1]);
        text += markup[escapes ? ++place : place];
    }
    return text;
}

// A link goes to a web page or a mailbox, and holds nothing that could end it early in the PDF.
bool is_safe_link(std::string_view address) {
    constexpr std::string_view allowed =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#@!$&*+,;=%";
    const bool known_scheme = address.starts_with("https://") || address.starts_with("mailto:");
    return known_scheme && address.find_first_not_of(allowed) == std::string_view::npos;
}

class InlineParser {
  public:
    explicit InlineParser(MarkupLine line) : line_{line} {}

    base::Outcome<RichText> parse() {
        const std::string_view text = line_.text;
        while (place_ < text.size()) {
            const std::string_view rest = text.substr(place_);
            if (rest.starts_with("**")) {
                close_run();
                bold_ = !bold_;
                place_ += 2;
            } else if (rest.starts_with('[')) {
                if (const base::Done link = parse_link(); !link) {
                    return tl::unexpected(link.error());
                }
            } else {
                const std::size_t length = rest.starts_with('\\') && rest.size() > 1 ? 2 : 1;
                run_ += without_backslashes(rest.substr(0, length));
                place_ += length;
            }
        }
        if (bold_) {
            return markup_problem(line_.number, "bold text (**) is opened and not closed");
        }
        close_run();
        return std::move(runs_);
    }

  private:
    void close_run() {
        if (!run_.empty()) {
            runs_.push_back({.text = std::move(run_), .bold = bold_});
            run_.clear();
        }
    }

    base::Done parse_link() {
        const std::string_view text = line_.text;
        const std::size_t middle = find_mark(text, "](", place_);
        const std::size_t end = find_mark(text, ")", middle);
        if (middle == std::string_view::npos || end == std::string_view::npos) {
            return markup_problem(line_.number, "a link is not written as [label](address)");
        }
        std::string label = without_backslashes(text.substr(place_ + 1, middle - place_ - 1));
        std::string address = without_backslashes(text.substr(middle + 2, end - middle - 2));
        if (label.empty() || !is_safe_link(address)) {
            return markup_problem(
                line_.number, "a link needs a label and an https: or mailto: address"
            );
        }
        close_run();
        runs_.push_back({.text = std::move(label), .bold = bold_, .link = std::move(address)});
        place_ = end + 1;
        return {};
    }

    MarkupLine line_;
    std::size_t place_ = 0;
    bool bold_ = false;
    std::string run_;
    RichText runs_;
};

base::Outcome<RichText> parse_inline(MarkupLine line) {
    return InlineParser{{line.number, trimmed(line.text)}}.parse();
}

base::Outcome<std::vector<RichText>> parse_lines(const Chunk& lines) {
    std::vector<RichText> parsed;
    for (const MarkupLine& line : lines) {
        base::Outcome<RichText> text = parse_inline(line);
        if (!text) {
            return tl::unexpected(text.error());
        }
        parsed.push_back(std::move(*text));
    }
    return parsed;
}

base::Outcome<std::vector<LabelledLine>> parse_labelled_lines(const Chunk& lines) {
    std::vector<LabelledLine> parsed;
    for (const MarkupLine& line : lines) {
        const std::size_t colon = find_mark(line.text, ":");
        if (colon == std::string_view::npos || trimmed(line.text.substr(0, colon)).empty()) {
            return markup_problem(line.number, "a line here is written as 'label: value'");
        }
        base::Outcome<RichText> label = parse_inline({line.number, line.text.substr(0, colon)});
        base::Outcome<RichText> value = parse_inline({line.number, line.text.substr(colon + 1)});
        if (!label || !value) {
            return tl::unexpected(label ? value.error() : label.error());
        }
        parsed.push_back({std::move(*label), std::move(*value)});
    }
    return parsed;
}

base::Outcome<std::vector<std::string_view>> split_cells(MarkupLine line) {
    std::string_view rest = trimmed(line.text);
    rest.remove_prefix(1);
    std::vector<std::string_view> cells;
    while (!rest.empty()) {
        const std::size_t end = find_mark(rest, "|");
        if (end == std::string_view::npos) {
            return markup_problem(line.number, "a table row begins and ends with |");
        }
        cells.push_back(trimmed(rest.substr(0, end)));
        rest.remove_prefix(end + 1);
    }
    return cells;
}

base::Outcome<TableRow> parse_row(MarkupLine line, std::size_t column_count) {
    const base::Outcome<std::vector<std::string_view>> cells = split_cells(line);
    if (!cells) {
        return tl::unexpected(cells.error());
    }
    if (cells->size() != column_count) {
        return markup_problem(
            line.number,
            fmt::format("a row has {} cells in a table of {}", cells->size(), column_count)
        );
    }
    TableRow row;
    for (const std::string_view cell : *cells) {
        base::Outcome<RichText> text = parse_inline({line.number, cell});
        if (!text) {
            return tl::unexpected(text.error());
        }
        row.push_back(std::move(*text));
    }
    return row;
}

std::optional<Alignment> parse_alignment(std::string_view cell) {
    const bool to_the_right = cell.ends_with(':');
    const std::string_view dashes = to_the_right ? cell.substr(0, cell.size() - 1) : cell;
    if (dashes.empty() || dashes.find_first_not_of('-') != std::string_view::npos) {
        return std::nullopt;
    }
    return to_the_right ? Alignment::right : Alignment::left;
}

base::Outcome<Block> parse_table(const Chunk& chunk) {
    if (chunk.size() < 2) {
        return markup_problem(chunk[0].number, "a table needs a header and a line of dashes");
    }
    const base::Outcome<std::vector<std::string_view>> dashes = split_cells(chunk[1]);
    if (!dashes) {
        return tl::unexpected(dashes.error());
    }
    Table table;
    for (const std::string_view cell : *dashes) {
        const std::optional<Alignment> alignment = parse_alignment(cell);
        if (!alignment) {
            return markup_problem(chunk[1].number, "below a table header stand dashes, as | --: |");
        }
        table.columns.push_back(*alignment);
    }
    for (std::size_t place = 0; place < chunk.size(); ++place) {
        if (place == 1) {
            continue;
        }
        base::Outcome<TableRow> row = parse_row(chunk[place], table.columns.size());
        if (!row) {
            return tl::unexpected(row.error());
        }
        if (place == 0) {
            table.header = std::move(*row);
        } else {
            table.rows.push_back(std::move(*row));
        }
    }
    return table;
}

base::Outcome<Block> parse_heading(const Chunk& chunk) {
    const int level = chunk[0].text.starts_with("## ") ? 2 : 1;
    if (chunk.size() > 1) {
        return markup_problem(chunk[1].number, "a heading takes one line, with an empty one below");
    }
    const std::string_view words = chunk[0].text.substr(static_cast<std::size_t>(level) + 1);
    return parse_inline({chunk[0].number, words}).map([level](RichText text) -> Block {
        return Heading{level, std::move(text)};
    });
}

base::Outcome<Block> parse_list(const Chunk& chunk) {
    BulletList list;
    for (const MarkupLine& line : chunk) {
        if (!line.text.starts_with("- ")) {
            return markup_problem(line.number, "each line of a list begins with '- '");
        }
        base::Outcome<RichText> item = parse_inline({line.number, line.text.substr(2)});
        if (!item) {
            return tl::unexpected(item.error());
        }
        list.items.push_back(std::move(*item));
    }
    return list;
}

// The lines of a paragraph are joined by a space; looks do not run on over a line of the template.
base::Outcome<Block> parse_paragraph(const Chunk& chunk) {
    Paragraph paragraph;
    for (const MarkupLine& line : chunk) {
        base::Outcome<RichText> text = parse_inline(line);
        if (!text) {
            return tl::unexpected(text.error());
        }
        if (!paragraph.text.empty()) {
            paragraph.text.push_back({.text = " ", .bold = false});
        }
        paragraph.text.insert(paragraph.text.end(), text->begin(), text->end());
    }
    return paragraph;
}

base::Outcome<Block> parse_plain_block(const Chunk& chunk) {
    const std::string_view first = chunk[0].text;
    if (first.starts_with("# ") || first.starts_with("## ")) {
        return parse_heading(chunk);
    }
    if (first.starts_with("- ")) {
        return parse_list(chunk);
    }
    if (first.starts_with('|')) {
        return parse_table(chunk);
    }
    return parse_paragraph(chunk);
}

base::Outcome<std::string> parse_plain_line(MarkupLine line) {
    return parse_inline(line).map([](const RichText& text) { return plain_text(text); });
}

// Reads chunk by chunk into the content; chunks are parted by empty lines.
class ContentParser {
  public:
    base::Done take(const Chunk& chunk) {
        const std::string_view first = chunk[0].text;
        if (!first.starts_with('@')) {
            return add(parse_plain_block(chunk));
        }
        const std::string_view directive = first.substr(0, first.find(' '));
        const Chunk lines{chunk.begin() + 1, chunk.end()};
        if (directive == "@title" || directive == "@footer") {
            return take_single_lines(chunk);
        }
        if (directive == "@address") {
            return take_address(lines);
        }
        if (directive == "@reference") {
            return add(parse_labelled_lines(lines).map([](auto parsed) -> Block {
                return ReferenceLines{std::move(parsed)};
            }));
        }
        if (directive == "@overview") {
            return add(parse_labelled_lines(lines).map([](auto parsed) -> Block {
                return Overview{std::move(parsed)};
            }));
        }
        if (directive == "@signature") {
            return add(parse_lines(lines).map([](auto parsed) -> Block {
                return Signature{std::move(parsed)};
            }));
        }
        if (directive == "@newpage" && lines.empty()) {
            return add(PageBreak{});
        }
        return markup_problem(chunk[0].number, "a line begins with an unknown word after @");
    }

    base::Outcome<LetterContent> content() {
        if (content_.title.empty() || content_.address.empty() || content_.blocks.empty()) {
            return markup_problem(1, "a letter needs a @title, an @address and some text");
        }
        return std::move(content_);
    }

  private:
    base::Done add(base::Outcome<Block> block) {
        return block.map([this](Block parsed) { content_.blocks.push_back(std::move(parsed)); });
    }

    base::Done take_single_lines(const Chunk& chunk) {
        for (const MarkupLine& line : chunk) {
            const bool is_title = line.text.starts_with("@title ");
            if (!is_title && !line.text.starts_with("@footer ")) {
                return markup_problem(line.number, "here stand only @title and @footer lines");
            }
            const std::size_t word_length =
                std::string_view{is_title ? "@title" : "@footer"}.size();
            base::Outcome<std::string> text =
                parse_plain_line({line.number, line.text.substr(word_length)});
            if (!text) {
                return tl::unexpected(text.error());
            }
            (is_title ? content_.title : content_.footer) = std::move(*text);
        }
        return {};
    }

    base::Done take_address(const Chunk& lines) {
        for (const MarkupLine& line : lines) {
            base::Outcome<std::string> text = parse_plain_line(line);
            if (!text) {
                return tl::unexpected(text.error());
            }
            content_.address.push_back(std::move(*text));
        }
        return {};
    }

    LetterContent content_;
};

std::vector<Chunk> chunks_of(std::string_view markup) {
    std::vector<Chunk> chunks(1);
    std::size_t line_number = 0;
    while (!markup.empty()) {
        const std::size_t end = std::min(markup.find('\n'), markup.size());
        const std::string_view line = trimmed(markup.substr(0, end));
        markup.remove_prefix(std::min(end + 1, markup.size()));
        ++line_number;
        if (!line.empty()) {
            chunks.back().push_back({line_number, line});
        } else if (!chunks.back().empty()) {
            chunks.emplace_back();
        }
    }
    if (chunks.back().empty()) {
        chunks.pop_back();
    }
    return chunks;
}

}  // namespace

std::string plain_text(const RichText& text) {
    std::string words;
    for (const TextRun& run : text) {
        words += run.text;
    }
    return words;
}

std::string as_markup_text(std::string_view text) {
    const std::unique_ptr<char, decltype(&g_free)> valid{
        g_utf8_make_valid(text.data(), static_cast<gssize>(text.size())), &g_free};
    std::string markup;
    for (const char* here = valid.get(); *here != '\0'; here = g_utf8_next_char(here)) {
        const gunichar character = g_utf8_get_char(here);
        const GUnicodeType type = g_unichar_type(character);
        if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT ||
            type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR) {
            markup += ' ';
            continue;
        }
        if (character < 0x80 && is_punctuation(static_cast<char>(character))) {
            markup += '\\';
        }
        markup.append(here, static_cast<std::size_t>(g_utf8_next_char(here) - here));
    }
    return markup;
}

base::Outcome<LetterContent> parse_markup(std::string_view markup) {
    ContentParser parser;
    for (const Chunk& chunk : chunks_of(markup)) {
        if (const base::Done taken = parser.take(chunk); !taken) {
            return tl::unexpected(taken.error());
        }
    }
    return parser.content();
}

}  // namespace draagkracht::letters
