// Reads one JSON object strictly: every field once, of the type it must have, and no other.
//
//     Fields fields{object, problems};
//     std::optional<Date> due = fields.required("due_date", Date::parse);
//     std::string phone = fields.text("phone");
//     fields.finish();      // what was not read is unknown
//
// Amounts and dates are strings: a JSON number would go through floating point in many a program.
// What is wrong goes into `problems`, with the field as its place; the caller builds nothing from
// an object with problems.
#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::conversion {

// One line as a JSON object. Problems conversion.not-json and conversion.repeated-field.
[[nodiscard]] base::Outcome<nlohmann::json> parse_object(const std::string& line);

class Fields {
  public:
    Fields(const nlohmann::json& object, std::vector<base::Problem>& problems)
        : Fields{object, problems, ""} {}

    // One plain line; empty when it is absent.
    [[nodiscard]] std::string text(std::string_view key);
    [[nodiscard]] std::string required_text(std::string_view key);
    // Text of any length and number of lines, as somebody wrote it.
    [[nodiscard]] std::string long_text(std::string_view key);
    [[nodiscard]] std::optional<std::int64_t> required_whole_number(std::string_view key);

    // `parse` makes the value from the text: an Outcome<Value>(std::string_view).
    template <typename Parse>
    [[nodiscard]] auto required(std::string_view key, Parse parse) {
        return parsed(key, parse, true);
    }
    template <typename Parse>
    [[nodiscard]] auto optional(std::string_view key, Parse parse) {
        return parsed(key, parse, false);
    }

    // Calls `read` with the fields of the object, when it is there.
    void object(std::string_view key, const std::function<void(Fields&)>& read);
    // Calls `read` with the fields of each object of the list; an absent list is an empty one.
    void objects(std::string_view key, const std::function<void(Fields&)>& read);
    // Each text of the list, made a value.
    template <typename Value>
    [[nodiscard]] std::vector<Value> values(
        std::string_view key, base::Outcome<Value> (*parse)(std::string_view)
    );

    void finish();

  private:
    Fields(const nlohmann::json& object, std::vector<base::Problem>& problems, std::string place);
    void add(const base::Problem& problem, std::string_view key);
    // The field, when it is there; a problem when it is not and must be.
    [[nodiscard]] const nlohmann::json* find(std::string_view key, bool must_be_there);
    [[nodiscard]] const std::string* find_text(std::string_view key, bool must_be_there);
    [[nodiscard]] std::string line_of(std::string_view key, bool must_be_there);
    [[nodiscard]] const nlohmann::json* find_list(std::string_view key);

    template <typename Parse>
    [[nodiscard]] auto parsed(std::string_view key, Parse parse, bool must_be_there)
        -> std::optional<typename decltype(parse(std::string_view{}))::value_type> {
        const std::string* text = find_text(key, must_be_there);
        if (text == nullptr) {
            return std::nullopt;
        }
        auto outcome = parse(*text);
        if (!outcome) {
            add(outcome.error(), key);
            return std::nullopt;
        }
        return std::move(*outcome);
    }

    const nlohmann::json& object_;
    std::vector<base::Problem>& problems_;
    std::string place_;                   // of the object in the line: "debtors 2."
    std::vector<std::string_view> read_;  // names of fields are literals, so they stay
};

template <typename Value>
std::vector<Value> Fields::values(
    std::string_view key, base::Outcome<Value> (*parse)(std::string_view)
) {
    std::vector<Value> values;
    const nlohmann::json* list = find_list(key);
    if (list == nullptr) {
        return values;
    }
    for (const nlohmann::json& entry : *list) {
        if (!entry.is_string()) {
            add({"conversion.wrong-type", "this must be a list of texts", {}, {}}, key);
            break;
        }
        if (base::Outcome<Value> value = parse(entry.get_ref<const std::string&>())) {
            values.push_back(std::move(*value));
        } else {
            add(value.error(), key);
        }
    }
    return values;
}

}  // namespace draagkracht::conversion
