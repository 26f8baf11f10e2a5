#include "conversion/json_fields.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/base/json_depth.hpp"
#include "draagkracht/base/plain_line.hpp"

namespace draagkracht::conversion {

using Element = simdjson::dom::element;
using Object = simdjson::dom::object;

namespace {

base::Problem wrong_type(std::string_view wanted) {
    return {"conversion.wrong-type", fmt::format("this must be {}", wanted), {}, {}};
}

// The name of an unknown field, which may be anything, as a message may repeat it.
std::string shown(std::string_view key) {
    constexpr std::size_t length_max = 40;
    std::string text{key.substr(0, length_max)};
    std::ranges::replace_if(
        text,
        [](char character) {
            const bool is_plain = (character >= 'a' && character <= 'z') ||
                                  (character >= 'A' && character <= 'Z') || character == '_';
            return !is_plain;
        },
        '?'
    );
    return text;
}

// Whether a field stands twice in an object, here or further down.
bool has_repeated_field(Element value) {
    Object fields;
    simdjson::dom::array list;
    if (value.get(fields) == simdjson::SUCCESS) {
        std::vector<std::string_view> keys;
        for (const simdjson::dom::key_value_pair field : fields) {
            if (std::ranges::find(keys, field.key) != keys.end() ||
                has_repeated_field(field.value)) {
                return true;
            }
            keys.push_back(field.key);
        }
        return false;
    }
    return value.get(list) == simdjson::SUCCESS &&
           std::any_of(list.begin(), list.end(), has_repeated_field);
}

}  // namespace

JsonLine::JsonLine() {
    constexpr std::size_t usual_line_bytes = 4096;
    base::ensure(
        parser_.allocate(usual_line_bytes, base::json_depth_max) == simdjson::SUCCESS,
        "a line fits in memory"
    );
}

base::Outcome<Object> JsonLine::read(const std::string& line) {
    Element root;
    Object read;
    if (parser_.parse(line).get(root) != simdjson::SUCCESS || root.get(read) != simdjson::SUCCESS) {
        return base::problem(
            "conversion.not-json",
            "this line is not one JSON object",
            "each line holds one whole object, in UTF-8"
        );
    }
    if (has_repeated_field(root)) {
        return base::problem(
            "conversion.repeated-field", "a field stands twice in this line", "keep one of them"
        );
    }
    return read;
}

Fields::Fields(Object object, const Fields& parent, std::string_view name, std::size_t number)
    : Fields{object, parent.problems_} {
    parent_ = &parent;
    name_ = name;
    number_ = number;
}

// Put together only when there is something to tell.
std::string Fields::place_of(std::string_view key) const {
    if (parent_ == nullptr) {
        return std::string{key};
    }
    const std::string in_list = number_ > 0 ? fmt::format(" {}", number_) : std::string{};
    return fmt::format("{}{}.{}", parent_->place_of(name_), in_list, key);
}

void Fields::add(const base::Problem& problem, std::string_view key) {
    problems_.push_back(problem.at("field " + place_of(key)));
}

std::optional<Element> Fields::find(std::string_view key, bool must_be_there) {
    read_.push_back(key);
    Element found;
    if (object_.at_key(key).get(found) == simdjson::SUCCESS) {
        return found;
    }
    if (must_be_there) {
        add({"conversion.missing-field", "this field must be there", {}, {}}, key);
    }
    return std::nullopt;
}

std::optional<std::string_view> Fields::find_text(std::string_view key, bool must_be_there) {
    const std::optional<Element> found = find(key, must_be_there);
    std::string_view text;
    if (!found) {
        return std::nullopt;
    }
    if (found->get(text) != simdjson::SUCCESS) {
        add(wrong_type("a text in quotes; amounts and dates too"), key);
        return std::nullopt;
    }
    return text;
}

std::optional<simdjson::dom::array> Fields::find_list(std::string_view key) {
    const std::optional<Element> found = find(key, false);
    simdjson::dom::array list;
    if (!found) {
        return std::nullopt;
    }
    if (found->get(list) != simdjson::SUCCESS) {
        add(wrong_type("a list"), key);
        return std::nullopt;
    }
    return list;
}

std::string Fields::line_of(std::string_view key, bool must_be_there) {
    const std::string_view text = find_text(key, must_be_there).value_or("");
    if (const base::Done plain = base::check_plain_line(text); !plain) {
        add(plain.error(), key);
    }
    return std::string{text};
}

std::string Fields::text(std::string_view key) {
    return line_of(key, false);
}

std::string Fields::required_text(std::string_view key) {
    return line_of(key, true);
}

std::string Fields::long_text(std::string_view key) {
    return std::string{find_text(key, false).value_or("")};
}

std::optional<std::int64_t> Fields::required_whole_number(std::string_view key) {
    const std::optional<Element> found = find(key, true);
    if (!found) {
        return std::nullopt;
    }
    constexpr std::uint64_t number_max = 1'000'000'000;
    std::uint64_t number = 0;
    if (found->get(number) != simdjson::SUCCESS || number > number_max) {
        add(wrong_type("a whole number, without quotes"), key);
        return std::nullopt;
    }
    return static_cast<std::int64_t>(number);
}

void Fields::object(std::string_view key, const std::function<void(Fields&)>& read) {
    const std::optional<Element> found = find(key, false);
    Object entry;
    if (!found) {
        return;
    }
    if (found->get(entry) != simdjson::SUCCESS) {
        add(wrong_type("an object"), key);
        return;
    }
    Fields fields{entry, *this, key, 0};
    read(fields);
    fields.finish();
}

void Fields::objects(std::string_view key, const std::function<void(Fields&)>& read) {
    const std::optional<simdjson::dom::array> list = find_list(key);
    if (!list) {
        return;
    }
    std::size_t number = 0;
    for (const Element given : *list) {
        ++number;
        Object entry;
        if (given.get(entry) != simdjson::SUCCESS) {
            add(wrong_type("a list of objects"), key);
            return;
        }
        Fields fields{entry, *this, key, number};
        read(fields);
        fields.finish();
    }
}

void Fields::finish() {
    for (const simdjson::dom::key_value_pair field : object_) {
        if (std::ranges::find(read_, field.key) == read_.end()) {
            add({"conversion.unknown-field",
                 "this field is not known here",
                 {},
                 "docs/formats.md has the fields of this line"},
                shown(field.key));
        }
    }
}

}  // namespace draagkracht::conversion
