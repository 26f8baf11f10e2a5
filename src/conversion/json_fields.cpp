#include "conversion/json_fields.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/base/json_depth.hpp"
#include "draagkracht/base/plain_line.hpp"

namespace draagkracht::conversion {

using nlohmann::json;

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

// Sees each key as it is read: the library itself would keep the last of two.
class RepeatedKeys {
  public:
    bool on_event(json::parse_event_t event, const json& parsed) {
        switch (event) {
            case json::parse_event_t::object_start:
                open_.emplace_back();
                break;
            case json::parse_event_t::object_end:
                open_.pop_back();
                break;
            case json::parse_event_t::key:
                see(parsed.get_ref<const std::string&>());
                break;
            default:
                break;
        }
        return true;
    }
    [[nodiscard]] bool found() const { return found_; }

  private:
    void see(std::string_view key) {
        std::vector<std::string>& keys = open_.back();
        found_ = found_ || std::ranges::find(keys, key) != keys.end();
        keys.emplace_back(key);
    }
    std::vector<std::vector<std::string>> open_;
    bool found_ = false;
};

}  // namespace

base::Outcome<json> parse_object(const std::string& line) {
    RepeatedKeys keys;
    const auto on_event = [&keys](int, json::parse_event_t event, json& parsed) {
        return keys.on_event(event, parsed);
    };
    json object = base::nests_deeper(line) ? json{} : json::parse(line, on_event, false);
    if (!object.is_object()) {
        return base::problem(
            "conversion.not-json",
            "this line is not one JSON object",
            "each line holds one whole object, in UTF-8"
        );
    }
    if (keys.found()) {
        return base::problem(
            "conversion.repeated-field", "a field stands twice in this line", "keep one of them"
        );
    }
    return object;
}

Fields::Fields(const json& object, std::vector<base::Problem>& problems, std::string place)
    : object_{object}, problems_{problems}, place_{std::move(place)} {}

void Fields::add(const base::Problem& problem, std::string_view key) {
    problems_.push_back(problem.at(fmt::format("field {}{}", place_, key)));
}

const json* Fields::find(std::string_view key, bool must_be_there) {
    read_.push_back(key);
    const auto found = object_.find(key);
    if (found != object_.end()) {
        return &*found;
    }
    if (must_be_there) {
        add({"conversion.missing-field", "this field must be there", {}, {}}, key);
    }
    return nullptr;
}

const std::string* Fields::find_text(std::string_view key, bool must_be_there) {
    const json* found = find(key, must_be_there);
    if (found == nullptr) {
        return nullptr;
    }
    if (!found->is_string()) {
        add(wrong_type("a text in quotes; amounts and dates too"), key);
        return nullptr;
    }
    return &found->get_ref<const std::string&>();
}

const json* Fields::find_list(std::string_view key) {
    const json* found = find(key, false);
    if (found != nullptr && !found->is_array()) {
        add(wrong_type("a list"), key);
        return nullptr;
    }
    return found;
}

std::string Fields::line_of(std::string_view key, bool must_be_there) {
    const std::string* text = find_text(key, must_be_there);
    if (text == nullptr) {
        return {};
    }
    if (const base::Done plain = base::check_plain_line(*text); !plain) {
        add(plain.error(), key);
    }
    return *text;
}

std::string Fields::text(std::string_view key) {
    return line_of(key, false);
}

std::string Fields::required_text(std::string_view key) {
    return line_of(key, true);
}

std::string Fields::long_text(std::string_view key) {
    const std::string* text = find_text(key, false);
    return text == nullptr ? std::string{} : *text;
}

std::optional<std::int64_t> Fields::required_whole_number(std::string_view key) {
    const json* found = find(key, true);
    if (found == nullptr) {
        return std::nullopt;
    }
    constexpr std::int64_t number_max = 1'000'000'000;
    const bool is_whole =
        found->is_number_unsigned() && found->get<std::uint64_t>() <= std::uint64_t{number_max};
    if (!is_whole) {
        add(wrong_type("a whole number, without quotes"), key);
        return std::nullopt;
    }
    return found->get<std::int64_t>();
}

void Fields::object(std::string_view key, const std::function<void(Fields&)>& read) {
    const json* found = find(key, false);
    if (found == nullptr) {
        return;
    }
    if (!found->is_object()) {
        add(wrong_type("an object"), key);
        return;
    }
    Fields fields{*found, problems_, fmt::format("{}{}.", place_, key)};
    read(fields);
    fields.finish();
}

void Fields::objects(std::string_view key, const std::function<void(Fields&)>& read) {
    const json* list = find_list(key);
    if (list == nullptr) {
        return;
    }
    std::size_t number = 0;
    for (const json& entry : *list) {
        ++number;
        if (!entry.is_object()) {
            add(wrong_type("a list of objects"), key);
            return;
        }
        Fields fields{entry, problems_, fmt::format("{}{} {}.", place_, key, number)};
        read(fields);
        fields.finish();
    }
}

void Fields::finish() {
    for (const auto& [key, value] : object_.items()) {
        if (std::ranges::find(read_, key) == read_.end()) {
            add({"conversion.unknown-field",
                 "this field is not known here",
                 {},
                 "docs/formats.md has the fields of this line"},
                shown(key));
        }
    }
}

}  // namespace draagkracht::conversion
