#include "draagkracht/api/request.hpp"

#include <Poco/UTF8Encoding.h>

#include <algorithm>
#include <cctype>
#include <vector>

namespace draagkracht::api {

namespace {

using Parts = std::vector<std::string_view>;

Parts split(std::string_view text, char separator) {
    Parts parts;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find(separator, start), text.size());
        parts.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    return parts;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    const std::size_t last = text.find_last_not_of(" \t");
    return first == std::string_view::npos ? "" : text.substr(first, last - first + 1);
}

std::string lowered(std::string_view text) {
    std::string result{text};
    std::ranges::transform(result, result.begin(), [](unsigned char letter) {
        return static_cast<char>(std::tolower(letter));
    });
    return result;
}

tl::unexpected<base::Problem> not_readable(std::string message) {
    return base::problem("api.not-readable", std::move(message));
}

bool is_utf8(const std::string& text) {
    const Poco::UTF8Encoding encoding;
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    for (std::size_t at = 0; at < text.size();) {
        const int left = static_cast<int>(std::min<std::size_t>(text.size() - at, 4));
        const int length = encoding.sequenceLength(bytes + at, 1);
        if (length < 1 || length > left || !Poco::UTF8Encoding::isLegal(bytes + at, length)) {
            return false;
        }
        at += static_cast<std::size_t>(length);
    }
    return true;
}

int hex_digit(char character) {
    if (character >= '0' && character <= '9') {
        return character - '0';
    }
    const char letter = static_cast<char>(character | 0x20);
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

base::Outcome<std::string> decoded(std::string_view text, bool plus_is_space) {
    std::string result;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            result += text[at] == '+' && plus_is_space ? ' ' : text[at];
            continue;
        }
        const int high = at + 1 < text.size() ? hex_digit(text[at + 1]) : -1;
        const int low = at + 2 < text.size() ? hex_digit(text[at + 2]) : -1;
        if (high < 0 || low < 0) {
            return not_readable("a %-escape in the request is not two hexadecimal digits");
        }
        result += static_cast<char>(high * 16 + low);
        at += 2;
    }
    if (!is_utf8(result) || result.find('\0') != std::string::npos) {
        return not_readable("a value in the request is no text in UTF-8");
    }
    return result;
}

// "text/*;q=0.8" covers "text/html"; a range with q=0 covers nothing.
bool covers(std::string_view range, std::string_view media_type) {
    const Parts parts = split(range, ';');
    const std::string pattern = lowered(trimmed(parts.front()));
    const bool refused = std::any_of(parts.begin() + 1, parts.end(), [](std::string_view part) {
        const std::string_view parameter = trimmed(part);
        return parameter.starts_with("q=0") &&
               parameter.find_first_of("123456789") == std::string_view::npos;
    });
    const std::string whole_family = std::string{split(media_type, '/').front()} + "/*";
    return !refused && (pattern == "*/*" || pattern == media_type || pattern == whole_family);
}

}  // namespace

std::string_view Request::header(std::string_view name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string_view{} : std::string_view{found->second};
}

std::string_view Request::cookie(std::string_view name) const {
    for (const std::string_view part : split(header("cookie"), ';')) {
        const std::string_view pair = trimmed(part);
        const std::size_t equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
            return pair.substr(equals + 1);
        }
    }
    return {};
}

const std::string& Request::path_value(std::string_view name) const {
    const auto found = path_values.find(name);
    base::ensure(found != path_values.end(), "a handler asks for values that its pattern names");
    return found->second;
}

bool Request::accepts(std::string_view media_type) const {
    const std::string_view accept = header("accept");
    const Parts ranges = split(accept, ',');
    return accept.empty() || std::any_of(ranges.begin(), ranges.end(), [&](std::string_view range) {
               return covers(range, media_type);
           });
}

std::string Request::media_type() const {
    return lowered(trimmed(split(header("content-type"), ';').front()));
}

base::Outcome<Fields> fields_from_query(std::string_view text) {
    Fields fields;
    for (const std::string_view pair : split(text, '&')) {
        if (pair.empty()) {
            continue;
        }
        const std::size_t equals = std::min(pair.find('='), pair.size());
        const base::Outcome<std::string> name = decoded(pair.substr(0, equals), true);
        const base::Outcome<std::string> value =
            decoded(pair.substr(std::min(equals + 1, pair.size())), true);
        if (!name || !value) {
            return tl::unexpected(name ? value.error() : name.error());
        }
        if (!fields.emplace(*name, *value).second) {
            return not_readable("a field of the request comes twice");
        }
    }
    return fields;
}

base::Outcome<std::string> decoded_segment(std::string_view segment) {
    base::Outcome<std::string> text = decoded(segment, false);
    const auto is_never_in_a_name = [](unsigned char character) {
        return character < 0x20 || character == 0x7F || character == '/' || character == '\\';
    };
    if (text && std::ranges::any_of(*text, is_never_in_a_name)) {
        return not_readable("a part of the path holds a character that no name has");
    }
    return text;
}

}  // namespace draagkracht::api
