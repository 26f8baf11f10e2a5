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

#include <simdjson.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::conversion {

// One line after another as a JSON object; the next takes the place of the one before.
class JsonLine {
  public:
    JsonLine();
    // Problems conversion.not-json and conversion.repeated-field.
    [[nodiscard]] base::Outcome<simdjson::dom::object> read(const std::string& line);

  private:
    simdjson::dom::parser parser_;
};

// The fields of one object; those of an object in it know it as their parent.
class Fields {
  public:
    Fields(simdjson::dom::object object, std::vector<base::Problem>& problems)
        : object_{object}, problems_{problems} {}

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

    // A field that may be there and that nobody reads.
    void leave(std::string_view key) { read_.push_back(key); }

    void finish();

  private:
    // `number` counts from one in a list, and is 0 of an object that stands alone.
    Fields(
        simdjson::dom::object object,
        const Fields& parent,
        std::string_view name,
        std::size_t number
    );
    void add(const base::Problem& problem, std::string_view key);
    // Of a field in the line: "debtors 2.client_number".
    [[nodiscard]] std::string place_of(std::string_view key) const;
    // The field, when it is there; a problem when it is not and must be.
    [[nodiscard]] std::optional<simdjson::dom::element> find(
        std::string_view key, bool must_be_there
    );
    [[nodiscard]] std::optional<std::string_view> find_text(
        std::string_view key, bool must_be_there
    );
    [[nodiscard]] std::string line_of(std::string_view key, bool must_be_there);
    [[nodiscard]] std::optional<simdjson::dom::array> find_list(std::string_view key);

    template <typename Parse>
    [[nodiscard]] auto parsed(std::string_view key, Parse parse, bool must_be_there)
        -> std::optional<typename decltype(parse(std::string_view{}))::value_type> {
        const std::optional<std::string_view> text = find_text(key, must_be_there);
        if (!text) {
            return std::nullopt;
        }
        auto outcome = parse(*text);
        if (!outcome) {
            add(outcome.error(), key);
            return std::nullopt;
        }
        return std::move(*outcome);
    }

    simdjson::dom::object object_;
    std::vector<base::Problem>& problems_;
    const Fields* parent_ = nullptr;
    std::string_view name_;               // in the parent
    std::size_t number_ = 0;              // in the list of that name
    std::vector<std::string_view> read_;  // names of fields are literals, so they stay
};

template <typename Value>
std::vector<Value> Fields::values(
    std::string_view key, base::Outcome<Value> (*parse)(std::string_view)
) {
    std::vector<Value> values;
    const std::optional<simdjson::dom::array> list = find_list(key);
    if (!list) {
        return values;
    }
    for (const simdjson::dom::element entry : *list) {
        std::string_view text;
        if (entry.get(text) != simdjson::SUCCESS) {
            add({"conversion.wrong-type", "this must be a list of texts", {}, {}}, key);
            break;
        }
        if (base::Outcome<Value> value = parse(text)) {
            values.push_back(std::move(*value));
        } else {
            add(value.error(), key);
        }
    }
    return values;
}

}  // namespace draagkracht::conversion
