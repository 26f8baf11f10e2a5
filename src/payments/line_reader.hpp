// Reads a text file line by line through one fixed buffer, so that memory does not grow with the
// file, nor with a line that never ends.
#pragma once

#include <array>
#include <istream>
#include <string>
#include <string_view>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::payments {

class LineReader {
  public:
    LineReader(std::istream& file, std::string file_name)
        : file_{file}, file_name_{std::move(file_name)} {}

    // Goes to the next line and tells whether there is one. Problems: payments.too-large (the
    // line), payments.wrong-encoding (it holds a zero byte), payments.unreadable-file.
    [[nodiscard]] base::Outcome<bool> advance();
    // The line, without its end, as UTF-8: of bytes that are none each is a letter of ISO 8859-1.
    // A control character became a space.
    [[nodiscard]] std::string_view line() const { return line_; }
    [[nodiscard]] std::size_t number() const { return number_; }  // from 1
    // The problem, at a line of this file.
    [[nodiscard]] base::Problem at(const base::Problem& problem, std::size_t line) const;

  private:
    [[nodiscard]] base::Outcome<bool> fill();
    [[nodiscard]] base::Done take(std::string_view piece);
    void make_text();

    std::istream& file_;
    std::string file_name_;
    std::array<char, 64UL * 1024> buffer_{};
    std::string_view unread_;
    std::string line_;
    std::size_t number_ = 0;
};

}  // namespace draagkracht::payments
