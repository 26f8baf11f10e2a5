// Reads JSON strictly: every field must be known, and have the right type; a field that is absent
// or null is a fact that is not known.
//
//     Outcome<JsonDocument> document = JsonDocument::read(line);
//     JsonFields root = document->root();
//     std::optional<std::string> reference = root.text("reference");
//     root.close();
//     if (document->problem()) return tl::unexpected(*document->problem());
//
// A problem names the field, never what stands in it, for that may be personal.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/base/problem.hpp"

namespace draagkracht::capacity {

class JsonFields {
  public:
    JsonFields(
        const nlohmann::json& object, std::string path, std::optional<base::Problem>& problem
    )
        : object_{object}, path_{std::move(path)}, problem_{problem} {}

    [[nodiscard]] std::optional<std::string> text(std::string_view name);
    [[nodiscard]] std::optional<bool> flag(std::string_view name);
    [[nodiscard]] std::optional<base::Date> date(std::string_view name);
    // Text such as "1419.46", not negative.
    [[nodiscard]] std::optional<base::Money> amount(std::string_view name);
    [[nodiscard]] std::optional<JsonFields> object(std::string_view name);
    [[nodiscard]] std::optional<std::vector<JsonFields>> objects(std::string_view name);

    // Each notes a problem when it is not known.
    [[nodiscard]] std::string needed_text(std::string_view name);
    [[nodiscard]] base::Date needed_date(std::string_view name);
    [[nodiscard]] base::Money needed_amount(std::string_view name);

    // Notes the first field that was not asked for.
    void close() const;
    void complain(std::string_view name, std::string message, std::string remedy = {}) const;

  private:
    const nlohmann::json* take(std::string_view name);
    [[nodiscard]] std::string path_of(std::string_view name) const;

    const nlohmann::json& object_;
    std::string path_;
    std::optional<base::Problem>& problem_;
    std::vector<std::string_view> taken_;
};

class JsonDocument {
  public:
    // Problem capacity.not-a-household when the text is not one JSON object, or names a field
    // twice.
    [[nodiscard]] static base::Outcome<std::unique_ptr<JsonDocument>> read(std::string_view text);

    [[nodiscard]] JsonFields root() { return {json_, "", problem_}; }
    [[nodiscard]] const std::optional<base::Problem>& problem() const { return problem_; }

  private:
    nlohmann::json json_;
    std::optional<base::Problem> problem_;
};

}  // namespace draagkracht::capacity
