#include "draagkracht/letters/letter_template.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <kainjow/mustache.hpp>
#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

#include "draagkracht/storage/sealer.hpp"
#include "letters/letter_markup.hpp"

namespace draagkracht::letters {

namespace {

using MustacheData = kainjow::mustache::data;

bool is_blank(const std::string& text) {
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

// Looks a name up in the innermost list item only, or at the top outside lists. Mustache would go
// on to the values around it, and a row without its own amount would then show that of the letter.
class StrictContext : public kainjow::mustache::basic_context<std::string> {
  public:
    explicit StrictContext(const MustacheData& values) { push(&values); }

    void push(const MustacheData* data) override { frames_.push_back(data); }
    void pop() override { frames_.pop_back(); }

    const MustacheData* get(const std::string& name) const override {
        const MustacheData* found = lookup(name);
        if (found == nullptr || (found->is_string() && is_blank(found->string_value()))) {
            missing_.push_back(name);
        }
        return found;
    }
    const MustacheData* get_partial(const std::string&) const override { return nullptr; }

    [[nodiscard]] const std::vector<std::string>& missing() const { return missing_; }

  private:
    [[nodiscard]] const MustacheData* lookup(const std::string& name) const {
        if (name == ".") {
            return frames_.back();
        }
        for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
            if ((*frame)->is_object()) {
                return (*frame)->get(name);
            }
        }
        return nullptr;
    }

    std::vector<const MustacheData*> frames_;
    mutable std::vector<std::string> missing_;
};

MustacheData mustache_data(const nlohmann::json& value) {
    if (value.is_string()) {
        return MustacheData{value.get<std::string>()};
    }
    if (value.is_boolean()) {
        return MustacheData{value.get<bool>()};
    }
    if (value.is_array()) {
        MustacheData list{MustacheData::type::list};
        for (const nlohmann::json& item : value) {
            list.push_back(mustache_data(item));
        }
        return list;
    }
    base::ensure(
        value.is_object(), "a value in a letter is a text, a yes-or-no, a list or a group"
    );
    MustacheData group{MustacheData::type::object};
    for (const auto& [name, item] : value.items()) {
        group.set(name, mustache_data(item));
    }
    return group;
}

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

tl::unexpected<base::Problem> template_problem(std::string message) {
    return base::problem("letters.template-syntax", std::move(message), "mend the template");
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
base::Outcome<std::string> with_parts(
    const std::filesystem::path& folder, const std::string& text
) {
    std::istringstream lines{text};
    std::string whole;
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with("{{> ") || !line.ends_with("}}")) {
            whole += line + "\n";
            continue;
        }
        const std::string name = line.substr(4, line.size() - 6);
        const base::Outcome<std::string> part = read_file(folder / (name + ".nl.part"));
        if (!part) {
            return part;
        }
        whole += *part;
    }
    return whole;
}

}  // namespace

LetterTemplate::LetterTemplate(std::string kind, std::string text, std::string version)
    : kind_{std::move(kind)}, text_{std::move(text)}, version_{std::move(version)} {}

base::Outcome<LetterTemplate> LetterTemplate::parse(std::string kind, std::string text) {
    for (std::size_t open = text.find("{{"); open != std::string::npos;
         open = text.find("{{", open + 2)) {
        const std::size_t first = text.find_first_not_of(" \t\r\n", open + 2);
        if (first != std::string::npos &&
            std::string_view{"{&=>"}.find(text[first]) != std::string_view::npos) {
            return template_problem(fmt::format(
                "a tag that begins with '{}' is not allowed here: values are always text",
                text[first]
            ));
        }
    }
    const kainjow::mustache::mustache parsed{with_held_line_ends(text)};
    if (!parsed.is_valid()) {
        return template_problem(parsed.error_message());
    }
    std::string version = storage::sha256_of(text);
    return LetterTemplate{std::move(kind), std::move(text), std::move(version)};
}

base::Outcome<LetterContent> LetterTemplate::fill(const nlohmann::json& values) const {
    kainjow::mustache::mustache mustache{with_held_line_ends(text_)};
    mustache.set_custom_escape([](const std::string& value) { return as_markup_text(value); });
    const MustacheData data = mustache_data(values);
    StrictContext context{data};
    std::string markup = mustache.render(context);
    std::replace(markup.begin(), markup.end(), held_line_end, '\n');
    if (!context.missing().empty()) {
        return base::problem(
            "letters.missing-value",
            fmt::format(
                "the letter {} asks for '{}', which has no value", kind_, context.missing().front()
            ),
            "mend the name in the template, or complete the facts of the case"
        );
    }
    return parse_markup(markup).map_error([this](const base::Problem& wrong) {
        return wrong.at(kind_);
    });
}

base::Outcome<LetterTemplates> LetterTemplates::load(
    const std::filesystem::path& folder, const std::map<std::string, nlohmann::json>& examples
) {
    LetterTemplates loaded;
    for (const auto& [kind, example] : examples) {
        const std::filesystem::path path = folder / (kind + ".nl.letter");
        const auto placed = [&path](const base::Problem& wrong) { return wrong.at(path.string()); };
        const base::Outcome<std::string> text =
            read_file(path).and_then([&folder](const std::string& read) {
                return with_parts(folder, read);
            });
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
