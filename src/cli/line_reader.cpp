#include "cli/line_reader.hpp"

#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "cli/command.hpp"

namespace draagkracht::cli {

namespace {

constexpr std::size_t line_bytes_max = std::size_t{1} << 20;
constexpr std::size_t piece_bytes = std::size_t{1} << 18;

}  // namespace

base::Outcome<LineReader> LineReader::open(const std::string& file) {
    File opened{file == "-" ? stdin : std::fopen(file.c_str(), "rb"), &std::fclose};
    if (!opened || std::filesystem::is_directory(file)) {
        return tl::unexpected(unreadable_file(file));
    }
    return LineReader{std::move(opened)};
}

// Not with fread, which would wait for a whole piece.
bool LineReader::read_more() {
    kept_.erase(0, begin_);
    begin_ = 0;
    const std::size_t before = kept_.size();
    kept_.resize(before + piece_bytes);
    ssize_t length = -1;
    do {
        length = ::read(fileno(file_.get()), kept_.data() + before, piece_bytes);
    } while (length < 0 && errno == EINTR);
    if (length < 0) {
        throw std::system_error{errno, std::generic_category(), "the input cannot be read on"};
    }
    kept_.resize(before + static_cast<std::size_t>(length));
    has_ended_ = length == 0;
    return length > 0;
}

bool LineReader::must_wait() const {
    return !has_ended_ && kept_.find('\n', begin_) == std::string::npos;
}

LineReader::Read LineReader::next(std::string_view& line) {
    bool is_too_long = false;
    std::size_t searched = begin_;
    std::size_t end = kept_.find('\n', searched);
    while (end == std::string::npos) {
        if (kept_.size() - begin_ > line_bytes_max) {
            is_too_long = true;
            begin_ = kept_.size();
        }
        searched = kept_.size() - begin_;
        if (!read_more()) {
            break;
        }
        end = kept_.find('\n', searched);
    }
    const bool is_last = end == std::string::npos;
    end = is_last ? kept_.size() : end;
    line = std::string_view{kept_}.substr(begin_, end - begin_);
    begin_ = is_last ? end : end + 1;
    if (is_too_long || line.size() > line_bytes_max) {
        return Read::too_long;
    }
    return is_last && line.empty() ? Read::end : Read::line;
}

}  // namespace draagkracht::cli
