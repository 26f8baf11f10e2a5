#include "payments/line_reader.hpp"

#include <fmt/format.h>

#include "draagkracht/base/plain_line.hpp"

namespace draagkracht::payments {

namespace {

constexpr std::size_t line_bytes_max = 4096;  // a line of an MT940 has 65 characters
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace

base::Outcome<bool> LineReader::advance() {
    line_.clear();
    ++number_;
    bool found_end = false;
    while (!found_end) {
        const base::Outcome<bool> filled = unread_.empty() ? fill() : true;
        if (!filled) {
            return filled;
        }
        if (!*filled) {
            break;
        }
        const std::size_t end = unread_.find('\n');
        found_end = end != std::string_view::npos;
        const std::size_t length = found_end ? end : unread_.size();
        if (const base::Done taken = take(unread_.substr(0, length)); !taken) {
            return tl::unexpected(at(taken.error(), number_));
        }
        unread_.remove_prefix(found_end ? length + 1 : length);
    }
    const bool is_there = found_end || !line_.empty();
    if (number_ == 1 && line_.starts_with(byte_order_mark)) {
        line_.erase(0, byte_order_mark.size());
    }
    make_text();
    return is_there;
}

base::Outcome<bool> LineReader::fill() {
    file_.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    if (file_.bad()) {
        return tl::unexpected(
            at(base::problem(
                   "payments.unreadable-file",
                   "the file cannot be read any further",
                   "check the disk or copy the file again"
               )
                   .value(),
               number_)
        );
    }
    unread_ = {buffer_.data(), static_cast<std::size_t>(file_.gcount())};
    return !unread_.empty();
}

base::Done LineReader::take(std::string_view piece) {
    if (line_.size() + piece.size() > line_bytes_max) {
        return base::problem(
            "payments.too-large", fmt::format("a line is over {} bytes", line_bytes_max)
        );
    }
    if (piece.find('\0') != std::string_view::npos) {
        return base::problem(
            "payments.wrong-encoding",
            "the line holds zero bytes, so this is no text in UTF-8",
            "save it as the bank sent it"
        );
    }
    line_ += piece;
    return {};
}

void LineReader::make_text() {
    if (line_.ends_with('\r')) {
        line_.pop_back();
    }
    const bool is_utf8 = base::is_utf8(line_);
    std::string text;
    for (const char character : line_) {
        const auto byte = static_cast<unsigned char>(character);
        const bool is_control = byte < 0x20 || byte == 0x7F;
        if (is_control) {
            text += ' ';
        } else if (byte < 0x80 || is_utf8) {
            text += character;
        } else {
            text += static_cast<char>(0xC0U | (byte >> 6U));
            text += static_cast<char>(0x80U | (byte & 0x3FU));
        }
    }
    line_ = std::move(text);
}

base::Problem LineReader::at(const base::Problem& problem, std::size_t line) const {
    return problem.at(fmt::format("{}:{}", file_name_, line));
}

}  // namespace draagkracht::payments
