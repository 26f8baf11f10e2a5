#include "draagkracht/letters/letter_template.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "draagkracht/base/sha256.hpp"
#include "letters/letter_markup.hpp"

namespace draagkracht::letters {

namespace {

// The same values with every yes-or-no set to `yes`, so that each part of a template gets its turn.
nlohmann::json with_booleans(nlohmann::json values, bool yes) {
    if (values.is_boolean()) {
        return yes;
    }
    if (values.is_structured()) {
        for (nlohmann::json& item : values) {
            item = with_booleans(std::move(item), yes);
        }
    }
    return values;
}

// Stands for the end of a line while Mustache fills the template: its own rules for lines with only
// a tag leave an empty line where a part is not shown, and that would part a table. A value cannot
// hold it, as control characters become spaces.
constexpr char held_line_end = '\x1e';

bool is_only_a_section_tag(std::string_view line) {
    const bool opens = line.starts_with("{{#") || line.starts_with("{{^") ||
                       line.starts_with("{{/") || line.starts_with("{{!");
    return opens && line.find("}}") == line.size() - 2;
}

// A line with only a tag that shows nothing itself is no line of the letter.
std::string with_held_line_ends(const std::string& text) {
    std::istringstream lines{text};
    std::string held;
    for (std::string line; std::getline(lines, line);) {
        held += line;
        if (!is_only_a_section_tag(line)) {
            held += held_line_end;
        }
    }
    return held;
}

base::Outcome<std::string> read_file(const std::filesystem::path& path) {
    const std::ifstream file{path, std::ios::binary};
    if (!file) {
        return base::problem(
            "letters.no-template",
            fmt::format("there is no file {}", path.string()),
            "put it back, or name the right folder of letter templates"
        );
    }
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// Puts the shared parts in their places, before anything else looks at the template: so the version
// of a letter also changes when a part of it does.
base::Outcome<std::string> read_whole(
    const std::filesystem::path& folder, const std::filesystem::path& path
) {
    return read_file(path).and_then([&folder](const std::string& read) {
        return text::with_parts(read, [&folder](const std::string& name) {
            return read_file(folder / (name + ".nl.part"));
        });
    });
}

}  // namespace

LetterTemplate::LetterTemplate(std::string kind, text::Template wording, std::string version)
    : kind_{std::move(kind)}, wording_{std::move(wording)}, version_{std::move(version)} {}

base::Outcome<LetterTemplate> LetterTemplate::parse(std::string kind, const std::string& text) {
    return text::Template::parse(with_held_line_ends(text), {.escape = as_markup_text})
        .map([&](text::Template wording) {
            return LetterTemplate{std::move(kind), std::move(wording), base::sha256_of(text)};
        });
}

base::Outcome<LetterContent> LetterTemplate::fill(const nlohmann::json& values) const {
    return wording_.fill(values)
        .and_then([](std::string markup) {
            std::ranges::replace(markup, held_line_end, '\n');
            return parse_markup(markup);
        })
        .map_error([this](const base::Problem& wrong) { return wrong.at(kind_); });
}

base::Outcome<LetterTemplates> LetterTemplates::load(
    const std::filesystem::path& folder, const std::map<std::string, nlohmann::json>& examples
) {
    LetterTemplates loaded;
    for (const auto& [kind, example] : examples) {
        const std::filesystem::path path = folder / (kind + ".nl.letter");
        const auto placed = [&path](const base::Problem& wrong) { return wrong.at(path.string()); };
        const base::Outcome<std::string> text = read_whole(folder, path);
        if (!text) {
            return tl::unexpected(text.error());
        }
        const base::Outcome<LetterTemplate> parsed = LetterTemplate::parse(kind, *text);
        if (!parsed) {
            return tl::unexpected(placed(parsed.error()));
        }
        for (const bool yes : {true, false}) {
            const base::Outcome<LetterContent> filled = parsed->fill(with_booleans(example, yes));
            if (!filled) {
                return tl::unexpected(placed(filled.error()));
            }
        }
        loaded.templates_.emplace(kind, *parsed);
    }
    return loaded;
}

const LetterTemplate& LetterTemplates::of(const std::string& kind) const {
    const auto found = templates_.find(kind);
    base::ensure(found != templates_.end(), "a letter is asked for of a kind that was loaded");
    return found->second;
}

}  // namespace draagkracht::letters
