#include "architecture/source_text.hpp"

#include <algorithm>
#include <cctype>
#include <regex>

namespace draagkracht::architecture {

namespace {

std::vector<std::string> split_lines(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

bool is_word(char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_';
}

// Where the piece that starts at `start` ends, and how much of either edge stays readable.
struct Piece {
    std::size_t end = 0;
    std::size_t kept = 0;
};

Piece literal(std::string_view text, std::size_t start) {
    std::size_t at = start + 1;
    while (at < text.size() && text[at] != text[start] && text[at] != '\n') {
        at += text[at] == '\\' ? 2U : 1U;
    }
    return {std::min(at + 1, text.size()), 1};
}

Piece raw_literal(std::string_view text, std::size_t quote) {
    const std::size_t open = text.find('(', quote);
    const std::string close = ")" + std::string{text.substr(quote + 1, open - quote - 1)} + "\"";
    const std::size_t end = text.find(close, open);
    return {end == std::string_view::npos ? text.size() : end + close.size(), 1};
}

Piece piece_at(std::string_view text, std::size_t at) {
    const std::string_view rest = text.substr(at);
    const char before = at == 0 ? ' ' : text[at - 1];
    if (rest.starts_with("//")) {
        return {std::min(text.find('\n', at), text.size()), 0};
    }
    if (rest.starts_with("/*")) {
        const std::size_t end = text.find("*/", at + 2);
        return {end == std::string_view::npos ? text.size() : end + 2, 0};
    }
    if (rest.starts_with('"')) {
        return before == 'R' ? raw_literal(text, at) : literal(text, at);
    }
    // In 1'000 the mark stands between digits and opens no character.
    if (rest.starts_with('\'') && !is_word(before)) {
        return literal(text, at);
    }
    return {at, 0};
}

// Blanks comments and the contents of literals; line ends and columns stay where they were.
std::string code_only(std::string_view text) {
    std::string code{text};
    std::size_t at = 0;
    while (at < text.size()) {
        const Piece piece = piece_at(text, at);
        for (std::size_t blank = at + piece.kept; blank + piece.kept < piece.end; ++blank) {
            if (code[blank] != '\n') {
                code[blank] = ' ';
            }
        }
        at = std::max(piece.end, at + 1);
    }
    return code;
}

// What a brace opens can be told from the words since the last ';', '{' or '}'.
enum class Opens { scope, function, data, block };

// In "Money() : cents_{}, sign_{}" a constructor has set its members, and its body comes next.
bool ends_member_list(const std::string& words) {
    static const std::regex list_start{R"(\)\s*(noexcept\s*)?:[^:])"};
    const std::size_t last = words.find_last_not_of(" \n");
    return last != std::string::npos && words[last] == '}' && std::regex_search(words, list_start);
}

Opens what_opens(const std::string& words, bool inside_function) {
    static const std::regex code_end{R"([)\]:]\s*(const|noexcept|mutable|override|->[^;]*|\s)*$)"};
    static const std::regex keyword_end{R"((^|\b(else|do|try))\s*$)"};
    static const std::regex array_end{R"(\w\[\w*\]\s*$)"};
    static const std::regex scope_start{
        R"(^(template\s*<.*>\s*)?(inline\s+)?(namespace|class|struct|enum|union|extern)\b)"};
    if (std::regex_search(words, scope_start)) {
        return inside_function ? Opens::block : Opens::scope;
    }
    const bool is_body = std::regex_search(words, code_end) && !std::regex_search(words, array_end);
    if (inside_function) {
        return is_body || std::regex_search(words, keyword_end) ? Opens::block : Opens::data;
    }
    return is_body || ends_member_list(words) ? Opens::function : Opens::data;
}

// Walks through the code and notes where functions open and close.
class FunctionFinder {
  public:
    void read_line(const std::string& code) {
        ++line_;
        if (code.starts_with('#')) {
            return;
        }
        for (const char letter : code) {
            read(letter);
        }
        words_ += words_.empty() ? "" : "\n";
    }
    [[nodiscard]] std::vector<Function> found() const { return found_; }

  private:
    struct Open {
        Opens kind;
        std::size_t first_line;  // of the words before the brace
        std::size_t brace_line;
        std::string words;
        std::size_t table_lines = 0;
    };

    [[nodiscard]] bool is_in_function() const {
        return !open_.empty() && open_.back().kind != Opens::scope;
    }

    void read(char letter) {
        if (letter == '{') {
            const Opens kind = what_opens(words_, is_in_function());
            open_.push_back({kind, words_.empty() ? line_ : words_line_, line_, words_});
            words_.clear();
        } else if (letter == '}' && !open_.empty()) {
            close();
        } else if (letter == ';') {
            words_.clear();
        } else if (!words_.empty() || std::isspace(static_cast<unsigned char>(letter)) == 0) {
            words_line_ = words_.empty() ? line_ : words_line_;
            words_ += letter;
        }
    }

    void close() {
        const Open closed = open_.back();
        open_.pop_back();
        const std::size_t inner_lines = line_ - std::min(line_, closed.brace_line + 1);
        const bool is_table = closed.kind == Opens::data && inner_lines > 0;
        if (closed.kind == Opens::function) {
            found_.push_back({closed.first_line, line_ - closed.first_line + 1 - closed.table_lines}
            );
        } else if (!open_.empty()) {
            open_.back().table_lines += is_table ? inner_lines : closed.table_lines;
        }
        // After the value of a member the words go on, to the next member or to the body.
        words_.clear();
        if (closed.kind == Opens::data && !is_in_function()) {
            words_ = closed.words + "{}";
            words_line_ = closed.first_line;
        }
    }

    std::vector<Function> found_;
    std::vector<Open> open_;
    std::string words_;
    std::size_t words_line_ = 1;
    std::size_t line_ = 0;
};

}  // namespace

SourceText::SourceText(std::string path, std::string text)
    : path_{std::move(path)},
      text_{std::move(text)},
      lines_{split_lines(text_)},
      code_lines_{split_lines(code_only(text_))} {}

std::string SourceText::stem() const {
    const std::size_t start = path_.rfind('/') + 1;
    return path_.substr(start, path_.rfind('.') - start);
}

std::vector<Include> SourceText::includes() const {
    static const std::regex pattern{R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])"};
    std::vector<Include> found;
    for (std::size_t index = 0; index < lines_.size(); ++index) {
        std::smatch match;
        if (std::regex_search(lines_[index], match, pattern)) {
            found.push_back({index + 1, match[2], match[1] == "\""});
        }
    }
    return found;
}

std::vector<Function> SourceText::functions() const {
    FunctionFinder finder;
    for (const std::string& code : code_lines_) {
        finder.read_line(code);
    }
    return finder.found();
}

std::size_t width(std::string_view line) {
    return static_cast<std::size_t>(std::ranges::count_if(line, [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    }));
}

}  // namespace draagkracht::architecture
