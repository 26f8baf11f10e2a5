// Reads the body of a request that is JSON with objects in it, strictly: a field that is not known,
// or of another kind, is told with its place.
//
//     std::optional<base::Problem> problem;
//     BodyFields root{body, "", problem};
//     const std::optional<base::Money> amount = root.amount("bedrag");
//     root.close();
//     if (problem) ...
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/base/problem.hpp"

namespace draagkracht::api {

// One object of the body. Notes the first thing that is wrong, for all objects together.
class BodyFields {
  public:
    BodyFields(
        const nlohmann::json& object, std::string pointer, std::optional<base::Problem>& problem
    );

    [[nodiscard]] const nlohmann::json* find(const std::string& name);
    [[nodiscard]] std::string pointer_of(const std::string& name) const {
        return pointer_ + "/" + name;
    }

    [[nodiscard]] std::optional<std::string> text(const std::string& name);
    [[nodiscard]] std::optional<base::Money> amount(const std::string& name) {
        return parsed<base::Money>(name);
    }
    [[nodiscard]] std::optional<base::Date> date(const std::string& name) {
        return parsed<base::Date>(name);
    }
    // From 1 up to a million.
    [[nodiscard]] std::optional<int> number(const std::string& name);
    [[nodiscard]] bool flag(const std::string& name);
    // The objects of a list; none when it is not there.
    [[nodiscard]] std::vector<BodyFields> objects(const std::string& name);

    template <typename Value>
    [[nodiscard]] Value needed(std::optional<Value> value, const std::string& name, Value other) {
        if (!value) {
            complain(name, "this field is missing");
        }
        return value.value_or(other);
    }
    // A text that `Value` can read.
    template <typename Value>
    [[nodiscard]] std::optional<Value> parsed(const std::string& name) {
        const std::optional<std::string> given = text(name);
        if (!given) {
            return std::nullopt;
        }
        const base::Outcome<Value> value = Value::parse(*given);
        if (!value) {
            complain(name, value.error().message);
        }
        return value ? std::optional{*value} : std::nullopt;
    }

    // After all that is known was asked for.
    void close() const;
    void complain(const std::string& name, std::string message) const;

  private:
    const nlohmann::json& object_;
    std::string pointer_;
    std::optional<base::Problem>& problem_;
    std::vector<std::string> known_;
};

}  // namespace draagkracht::api
