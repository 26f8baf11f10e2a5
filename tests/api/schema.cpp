#include "api/schema.hpp"

#include <regex>
#include <set>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::api {

namespace {

using nlohmann::json;

class Checker {
  public:
    explicit Checker(const json& contract) : contract_{contract} {}

    void check(const json& schema, const json& value, const std::string& place) {
        if (schema.contains("$ref")) {
            check(resolved(schema.at("$ref")), value, place);
            return;
        }
        check_keywords(schema);
        if (value.is_null()) {
            tell(schema.value("nullable", false), place, "may not be null");
            return;
        }
        for (const json& part : schema.value("allOf", json::array())) {
            check(part, value, place);
        }
        check_plain(schema, value, place);
        if (value.is_object()) {
            check_object(schema, value, place);
        }
        for (std::size_t index = 0; value.is_array() && index < value.size(); ++index) {
            check(schema.at("items"), value[index], place + "/" + std::to_string(index));
        }
    }

    std::vector<std::string> found;

  private:
    void tell(bool fits, const std::string& place, const std::string& what) {
        if (!fits) {
            found.push_back(place + ": " + what);
        }
    }

    [[nodiscard]] const json& resolved(const std::string& reference) const {
        return contract_.at(json::json_pointer{reference.substr(1)});
    }

    static void check_keywords(const json& schema) {
        static const std::set<std::string> known{
            "type",
            "description",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "nullable",
            "allOf",
            "enum",
            "pattern",
            "format",
            "example",
            "minimum",
            "maximum",
            "default",
            "minProperties",
            "maxProperties"};
        for (const auto& [keyword, unused] : schema.items()) {
            base::ensure(known.contains(keyword), "the checker knows the keyword " + keyword);
        }
    }

    void check_plain(const json& schema, const json& value, const std::string& place) {
        if (schema.contains("type")) {
            const std::string type = schema.at("type");
            const bool fits = (type == "string" && value.is_string()) ||
                              (type == "integer" && value.is_number_integer()) ||
                              (type == "boolean" && value.is_boolean()) ||
                              (type == "array" && value.is_array()) ||
                              (type == "object" && value.is_object());
            tell(fits, place, "is no " + type);
        }
        if (schema.contains("enum")) {
            const json& words = schema.at("enum");
            tell(
                std::find(words.begin(), words.end(), value) != words.end(),
                place,
                value.dump() + " is not one of its words"
            );
        }
        std::string pattern = schema.value("pattern", "");
        if (schema.value("format", "") == "date") {
            pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
        }
        if (!pattern.empty() && value.is_string()) {
            tell(
                std::regex_match(value.get<std::string>(), std::regex{pattern}),
                place,
                value.dump() + " is not in form"
            );
        }
    }

    void check_object(const json& schema, const json& value, const std::string& place) {
        const json properties = schema.value("properties", json::object());
        for (const json& name : schema.value("required", json::array())) {
            tell(value.contains(name), place, name.get<std::string>() + " is missing");
        }
        for (const auto& [name, part] : value.items()) {
            if (properties.contains(name)) {
                check(properties.at(name), part, place + "/" + name);
            } else {
                tell(schema.value("additionalProperties", true), place, name + " is not known");
            }
        }
    }

    const json& contract_;
};

}  // namespace

std::vector<std::string> misfits(
    const nlohmann::json& contract, const nlohmann::json& schema, const nlohmann::json& value
) {
    Checker checker{contract};
    checker.check(schema, value, "");
    return checker.found;
}

}  // namespace draagkracht::api
