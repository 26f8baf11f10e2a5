#include "capacity/json_writer.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace draagkracht::capacity {

JsonWriter& JsonWriter::begin_object() {
    separate();
    text_ += '{';
    return *this;
}

JsonWriter& JsonWriter::end_object() {
    text_ += '}';
    return *this;
}

JsonWriter& JsonWriter::begin_array() {
    separate();
    text_ += '[';
    return *this;
}

JsonWriter& JsonWriter::end_array() {
    text_ += ']';
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    separate();
    text_ += '"';
    text_ += name;
    text_ += "\":";
    return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
    separate();
    quote(text);
    return *this;
}

JsonWriter& JsonWriter::value(bool truth) {
    separate();
    text_ += truth ? "true" : "false";
    return *this;
}

JsonWriter& JsonWriter::written(std::string_view json) {
    separate();
    text_ += json;
    return *this;
}

void JsonWriter::separate() {
    if (text_.size() > begin_ && text_.back() != '{' && text_.back() != '[' &&
        text_.back() != ':') {
        text_ += ',';
    }
}

// Copies whole stretches between the characters that need a backslash: most texts have none.
void JsonWriter::quote(std::string_view text) {
    const auto needs_escape = [](char character) {
        return character == '"' || character == '\\' ||
               static_cast<unsigned char>(character) < 0x20;
    };
    text_ += '"';
    while (!text.empty()) {
        const auto stop = std::ranges::find_if(text, needs_escape);
        text_.append(text.begin(), stop);
        text.remove_prefix(static_cast<std::size_t>(stop - text.begin()));
        if (!text.empty()) {
            text_ += text.front() == '"' || text.front() == '\\'
                         ? fmt::format("\\{}", text.front())
                         : fmt::format("\\u{:04x}", static_cast<unsigned char>(text.front()));
            text.remove_prefix(1);
        }
    }
    text_ += '"';
}

}  // namespace draagkracht::capacity
