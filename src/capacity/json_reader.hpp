// Reads JSON strictly: every field must be known, and have the right type; a field that is absent
// or null is a fact that is not known.
//
//     JsonDocument document;
//     if (const Done read = document.read(line); !read) return tl::unexpected(read.error());
//     JsonFields root = document.root();
//     std::optional<std::string_view> reference = root.text("reference");
//     root.close();
//     if (document.problem()) return tl::unexpected(*document.problem());
//
// A problem names the field, never what stands in it, for that may be personal.
#pragma once

#include <simdjson.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/base/problem.hpp"

namespace draagkracht::capacity {

// The fields of one object. What it gives lives as long as the document holds the text; the object
// that it stands in must outlive it.
class JsonFields {
  public:
    JsonFields(simdjson::dom::object object, std::optional<base::Problem>& problem);

    [[nodiscard]] std::optional<std::string_view> text(std::string_view name);
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

    // Notes the first field that was not asked for, or that there is one that stands twice.
    void close() const;
    void complain(std::string_view name, std::string message, std::string remedy = {}) const;

  private:
    JsonFields(
        simdjson::dom::object object,
        const JsonFields& parent,
        std::string_view name,
        std::optional<std::size_t> place = std::nullopt
    );
    // Empty when the field is absent or null.
    std::optional<simdjson::dom::element> take(std::string_view name);
    [[nodiscard]] std::string path_of(std::string_view name) const;

    simdjson::dom::object object_;
    std::optional<base::Problem>& problem_;
    const JsonFields* parent_ = nullptr;
    std::string_view name_;             // In the parent.
    std::optional<std::size_t> place_;  // In a list.
    std::vector<std::string_view> taken_;
    std::size_t present_count_ = 0;  // Of those taken.
};

// One text after another; the next takes the place of the one before.
class JsonDocument {
  public:
    // Problem capacity.not-a-household when the text is not one JSON object.
    [[nodiscard]] base::Done read(std::string_view text);

    [[nodiscard]] JsonFields root() { return {object_, problem_}; }
    // The first that reading the fields noted.
    [[nodiscard]] const std::optional<base::Problem>& problem() const { return problem_; }

  private:
    simdjson::dom::parser parser_;
    simdjson::dom::object object_;
    std::optional<base::Problem> problem_;
};

}  // namespace draagkracht::capacity
