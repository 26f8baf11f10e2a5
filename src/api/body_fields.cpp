#include "api/body_fields.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace draagkracht::api {

using nlohmann::json;

namespace {

constexpr std::int64_t number_max = 1'000'000;

}  // namespace

BodyFields::BodyFields(
    const json& object, std::string pointer, std::optional<base::Problem>& problem
)
    : object_{object}, pointer_{std::move(pointer)}, problem_{problem} {
    if (!object_.is_object()) {
        complain("", "this is no object");
    }
}

const json* BodyFields::find(const std::string& name) {
    known_.push_back(name);
    const bool is_told =
        object_.is_object() && object_.contains(name) && !object_.at(name).is_null();
    return is_told ? &object_.at(name) : nullptr;
}

std::optional<std::string> BodyFields::text(const std::string& name) {
    const json* value = find(name);
    if (value != nullptr && !value->is_string()) {
        complain(name, "this field is no text");
        return std::nullopt;
    }
    // PostgreSQL holds no such text.
    if (value != nullptr && value->get_ref<const std::string&>().find('\0') != std::string::npos) {
        complain(name, "this field holds a NUL character");
        return std::nullopt;
    }
    return value == nullptr ? std::nullopt : std::optional{value->get<std::string>()};
}

std::optional<int> BodyFields::number(const std::string& name) {
    const json* value = find(name);
    if (value == nullptr) {
        return std::nullopt;
    }
    const bool fits = value->is_number_integer() && *value >= 1 && *value <= number_max;
    if (!fits) {
        complain(name, "this field is no whole number from 1 on");
    }
    return fits ? std::optional{value->get<int>()} : std::nullopt;
}

bool BodyFields::flag(const std::string& name) {
    const json* value = find(name);
    if (value != nullptr && !value->is_boolean()) {
        complain(name, "this field is not true or false");
    }
    return value != nullptr && value->is_boolean() && value->get<bool>();
}

std::vector<BodyFields> BodyFields::objects(const std::string& name) {
    std::vector<BodyFields> list;
    const json* value = find(name);
    if (value != nullptr && !value->is_array()) {
        complain(name, "this field is no list");
    } else if (value != nullptr) {
        for (const json& item : *value) {
            list.emplace_back(item, fmt::format("{}/{}", pointer_of(name), list.size()), problem_);
        }
    }
    return list;
}

void BodyFields::close() const {
    if (!object_.is_object()) {
        return;
    }
    for (const auto& [name, value] : object_.items()) {
        if (std::ranges::find(known_, name) == known_.end()) {
            complain("", "there is a field here that is not known");
        }
    }
}

void BodyFields::complain(const std::string& name, std::string message) const {
    if (!problem_) {
        problem_ = base::Problem{
            "api.wrong-field",
            std::move(message),
            name.empty() ? pointer_ : pointer_of(name),
            "see /openapi.json"};
    }
}

}  // namespace draagkracht::api
