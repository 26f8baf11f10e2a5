// The text of a source file as the checks need it.
//
//     SourceText source{"src/base/money.cpp", text};
//     source.code();   // the same lines, with comments blanked and string contents gone
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace draagkracht::architecture {

struct Function {
    std::size_t first_line = 0;  // 1 is the first line of the file
    std::size_t code_lines = 0;  // the rows of a table of data inside it are not counted
};

struct Include {
    std::size_t line = 0;
    std::string target;
    bool quoted = false;  // "..." and not <...>
};

class SourceText {
  public:
    SourceText(std::string path, std::string text);

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }
    [[nodiscard]] const std::vector<std::string>& code() const { return code_lines_; }
    [[nodiscard]] std::vector<Include> includes() const;
    [[nodiscard]] std::vector<Function> functions() const;

    [[nodiscard]] bool is_cpp() const { return path_.ends_with(".cpp"); }
    [[nodiscard]] bool is_header() const { return path_.ends_with(".hpp"); }
    [[nodiscard]] bool is_under(std::string_view folder) const { return path_.starts_with(folder); }
    // "money" for src/base/money.cpp: the name that tells the layer.
    [[nodiscard]] std::string stem() const;

  private:
    std::string path_;
    std::string text_;
    std::vector<std::string> lines_;
    std::vector<std::string> code_lines_;
};

// Characters, not bytes: "€" is one.
[[nodiscard]] std::size_t width(std::string_view line);

}  // namespace draagkracht::architecture
