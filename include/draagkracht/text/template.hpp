// A wording kept outside the program: a text in Mustache, filled in with the values of one case.
//
//     Template greeting = Template::parse("Dag {{naam}}", {.escape = html_escaped}).value();
//     greeting.fill({{"naam", "J. de Vries"}})     // "Dag J. de Vries"
//     greeting.fill({{"name", "J. de Vries"}})     // Problem text.missing-value
//
// Mustache leaves out in silence what it cannot find; here that is a Problem, so a wrong name shows
// as a wrong name and not as a letter without its amount. Values are texts, yes-or-no, and lists
// and groups of these; they come ready to read ("€ 75,00"), so that a template cannot reckon. A
// value is always text: what could turn it into markup ({{{ }}} and {{& }}) is refused.
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::text {

// Whether an empty text may stand where a template asks for one.
enum class EmptyText { is_missing, is_a_value };

class Template {
  public:
    struct Options {
        // Makes a value into text of the language that the template is in.
        std::function<std::string(const std::string&)> escape;
        EmptyText empty_text = EmptyText::is_missing;
    };

    // Problem text.template-syntax when `text` is no valid Mustache, takes over a part that
    // with_parts has not put in its place, or holds a tag that is refused.
    [[nodiscard]] static base::Outcome<Template> parse(std::string text, Options options);

    // `values` is an object. A name is looked up in the innermost list item or group alone, or at
    // the top outside these: a row without an amount does not show that of the page. Problem
    // text.missing-value names what is not there.
    [[nodiscard]] base::Outcome<std::string> fill(const nlohmann::json& values) const;

  private:
    Template(std::string text, Options options);
    std::string text_;
    Options options_;
};

// Puts shared parts in the places of their tags, {{> name}}; a tag that has a line to itself takes
// up the whole line. Problems of part_of, and text.template-syntax for a part that takes over
// itself.
using PartOf = std::function<base::Outcome<std::string>(const std::string& name)>;
[[nodiscard]] base::Outcome<std::string> with_parts(const std::string& text, const PartOf& part_of);

[[nodiscard]] std::string html_escaped(const std::string& text);

}  // namespace draagkracht::text
