// The wording of a kind of letter, kept outside the program: templates/letters/<kind>.nl.letter.
//
//     LetterTemplates templates = LetterTemplates::load("templates/letters", examples).value();
//     Outcome<LetterContent> letter = templates.of("friendly_reminder").fill(values);
//
// A template is Mustache over a small block syntax (docs/letters.md). Values are texts, yes-or-no
// and lists of these; they come ready to read ("€ 75,00"), so that a template cannot reckon. A
// value is always text: unescaped Mustache ({{{ }}} and {{& }}) is refused, and the name "*x* <b>#"
// stays that name.
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "draagkracht/base/problem.hpp"
#include "draagkracht/letters/letter_content.hpp"
#include "draagkracht/text/template.hpp"

namespace draagkracht::letters {

class LetterTemplate {
  public:
    // Problem text.template-syntax when `text` is no valid template, or holds a tag that could let
    // a value become markup.
    [[nodiscard]] static base::Outcome<LetterTemplate> parse(
        std::string kind, const std::string& text
    );

    [[nodiscard]] const std::string& kind() const { return kind_; }
    // The hash of its text, stored with each letter: which wording a person was sent.
    [[nodiscard]] const std::string& version() const { return version_; }

    // `values` is an object of texts, booleans and lists. Problem text.missing-value for a name
    // that it does not hold or that is empty; letters.markup when what results is no letter.
    [[nodiscard]] base::Outcome<LetterContent> fill(const nlohmann::json& values) const;

  private:
    LetterTemplate(std::string kind, text::Template wording, std::string version);
    std::string kind_;
    text::Template wording_;
    std::string version_;
};

// The wordings in one folder, all checked when loaded.
class LetterTemplates {
  public:
    // `examples` holds, for each kind of letter that the program can write, values as it gives
    // them. Each template is filled with its example, once with every yes-or-no as yes and once as
    // no, so that a wrong name or a broken table is found at start and not in a letter. A line {{>
    // name}} takes over the file <name>.nl.part.
    [[nodiscard]] static base::Outcome<LetterTemplates> load(
        const std::filesystem::path& folder, const std::map<std::string, nlohmann::json>& examples
    );

    // `kind` is one of the examples given to load().
    [[nodiscard]] const LetterTemplate& of(const std::string& kind) const;

  private:
    std::map<std::string, LetterTemplate> templates_;
};

}  // namespace draagkracht::letters
