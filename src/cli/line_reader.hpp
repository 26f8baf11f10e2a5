// Reads lines from a file or a pipe in large pieces, with a bound on what it keeps.
//
//     LineReader reader = LineReader::open("households.jsonl").value();
//     std::string_view line;
//     while (reader.next(line) != LineReader::Read::end) { ... }   // `line`: until the next call
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::cli {

class LineReader {
  public:
    enum class Read { line, too_long, end };

    // A file, or standard input where it is "-". Problem cli.unreadable-file.
    [[nodiscard]] static base::Outcome<LineReader> open(const std::string& file);

    // A line of at most a megabyte, without its end; what is longer is skipped. Throws
    // std::system_error when the file cannot be read on.
    [[nodiscard]] Read next(std::string_view& line);
    // Whether the next line is not here yet: time to hand on what was made of the former ones.
    [[nodiscard]] bool must_wait() const;

  private:
    using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;
    explicit LineReader(File file) : file_{std::move(file)} {}

    // False at the end of the file.
    bool read_more();

    File file_;
    std::string kept_;
    std::size_t begin_ = 0;  // Of the next line, in `kept_`.
    bool has_ended_ = false;
};

}  // namespace draagkracht::cli
