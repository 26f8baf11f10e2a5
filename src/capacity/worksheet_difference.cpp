#include "capacity/worksheet_difference.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <optional>

namespace draagkracht::capacity {

namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

std::optional<std::string> difference(const element& one, const element& other);

std::string within(std::string_view name, const std::string& place) {
    return place.empty() || place.starts_with('[') || place.starts_with(':')
               ? fmt::format("{}{}", name, place)
               : fmt::format("{}.{}", name, place);
}

std::optional<std::string> difference(const object& one, const object& other) {
    for (const simdjson::dom::key_value_pair field : one) {
        element counterpart;
        if (other.at_key(field.key).get(counterpart) != simdjson::SUCCESS) {
            return std::string{field.key};
        }
        if (const std::optional<std::string> place = difference(field.value, counterpart)) {
            return within(field.key, *place);
        }
    }
    for (const simdjson::dom::key_value_pair field : other) {
        element counterpart;
        if (one.at_key(field.key).get(counterpart) != simdjson::SUCCESS) {
            return std::string{field.key};
        }
    }
    return std::nullopt;
}

// A line of the worksheet is told by its name too.
std::string name_of_line(const element& line) {
    std::string_view name;
    return line["step"].get(name) == simdjson::SUCCESS ? fmt::format(" {}: ", name) : ".";
}

std::optional<std::string> difference(const array& one, const array& other) {
    std::size_t place = 0;
    for (const element item : one) {
        element counterpart;
        if (other.at(place).get(counterpart) != simdjson::SUCCESS) {
            return fmt::format("[{}]", place);
        }
        if (const std::optional<std::string> inner = difference(item, counterpart)) {
            return fmt::format("[{}]{}{}", place, inner->empty() ? "" : name_of_line(item), *inner);
        }
        ++place;
    }
    return other.size() == place ? std::nullopt : std::optional{fmt::format("[{}]", place)};
}

std::optional<std::string> difference(const element& one, const element& other) {
    object one_object;
    object other_object;
    if (one.get(one_object) == simdjson::SUCCESS && other.get(other_object) == simdjson::SUCCESS) {
        return difference(one_object, other_object);
    }
    array one_array;
    array other_array;
    if (one.get(one_array) == simdjson::SUCCESS && other.get(other_array) == simdjson::SUCCESS) {
        return difference(one_array, other_array);
    }
    return simdjson::minify(one) == simdjson::minify(other) ? std::nullopt
                                                            : std::optional<std::string>{""};
}

}  // namespace

std::string first_difference(std::string_view one, std::string_view other) {
    simdjson::dom::parser one_parser;
    simdjson::dom::parser other_parser;
    element one_root;
    element other_root;
    if (one_parser.parse(one.data(), one.size()).get(one_root) != simdjson::SUCCESS ||
        other_parser.parse(other.data(), other.size()).get(other_root) != simdjson::SUCCESS) {
        return "the bytes";
    }
    return difference(one_root, other_root).value_or("the bytes");
}

}  // namespace draagkracht::capacity
