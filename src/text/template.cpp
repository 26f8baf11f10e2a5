#include "draagkracht/text/template.hpp"

#include <fmt/format.h>

#include <kainjow/mustache.hpp>
#include <nlohmann/json.hpp>
#include <optional>
#include <ranges>
#include <vector>

namespace draagkracht::text {

namespace {

using MustacheData = kainjow::mustache::data;

constexpr int part_depth_max = 8;

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// Knows the innermost list item or group only, and remembers what it was asked for in vain.
class StrictContext : public kainjow::mustache::basic_context<std::string> {
  public:
    StrictContext(const MustacheData& values, EmptyText empty_text) : empty_text_{empty_text} {
        frames_.push_back(&values);
    }

    void push(const MustacheData* data) override { frames_.push_back(data); }
    void pop() override { frames_.pop_back(); }

    const MustacheData* get(const std::string& name) const override {
        const MustacheData* found = lookup(name);
        const bool is_empty = found != nullptr && empty_text_ == EmptyText::is_missing &&
                              found->is_string() && is_blank(found->string_value());
        if ((found == nullptr || is_empty) && missing_.empty()) {
            missing_ = name;
        }
        return found;
    }
    const MustacheData* get_partial(const std::string& /*name*/) const override { return nullptr; }

    // The first name that had no value; empty when all had one.
    [[nodiscard]] const std::string& missing() const { return missing_; }

  private:
    [[nodiscard]] const MustacheData* lookup(const std::string& name) const {
        if (name == ".") {
            return frames_.back();
        }
        for (const MustacheData* frame : std::views::reverse(frames_)) {
            if (frame->is_object()) {
                return frame->get(name);
            }
        }
        return nullptr;
    }

    EmptyText empty_text_;
    std::vector<const MustacheData*> frames_;
    mutable std::string missing_;
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
    base::ensure(value.is_object(), "a value is a text, a yes-or-no, a list or a group");
    MustacheData group{MustacheData::type::object};
    for (const auto& [name, item] : value.items()) {
        group.set(name, mustache_data(item));
    }
    return group;
}

tl::unexpected<base::Problem> wrong_syntax(std::string message) {
    return base::problem("text.template-syntax", std::move(message), "mend the template");
}

// A tag {{> name}} with the places before and after it.
struct PartTag {
    std::string name;
    std::size_t begin;
    std::size_t end;
};

std::optional<PartTag> next_part(const std::string& text, std::size_t from) {
    const std::size_t begin = text.find("{{>", from);
    const std::size_t end = text.find("}}", begin);
    if (begin == std::string::npos || end == std::string::npos) {
        return std::nullopt;
    }
    std::string name = text.substr(begin + 3, end - begin - 3);
    name.erase(0, name.find_first_not_of(' '));
    name.erase(name.find_last_not_of(' ') + 1);
    return PartTag{std::move(name), begin, end + 2};
}

// The tag with the blanks and the line end around it, when nothing else stands on its line.
PartTag with_whole_line(const std::string& text, PartTag tag) {
    const std::size_t before = tag.begin == 0 ? std::string::npos : text.rfind('\n', tag.begin - 1);
    const std::size_t line_begin = before == std::string::npos ? 0 : before + 1;
    const std::size_t line_end = std::min(text.find('\n', tag.end), text.size());
    const std::string_view line{text};
    if (is_blank(line.substr(line_begin, tag.begin - line_begin)) &&
        is_blank(line.substr(tag.end, line_end - tag.end))) {
        tag.begin = line_begin;
        tag.end = std::min(line_end + 1, text.size());
    }
    return tag;
}

base::Outcome<std::string> with_parts_to_depth(
    const std::string& text, const PartOf& part_of, int depth
) {
    if (depth > part_depth_max) {
        return wrong_syntax("a part of this template takes over itself");
    }
    std::string whole;
    std::size_t place = 0;
    for (std::optional<PartTag> tag = next_part(text, 0); tag; tag = next_part(text, tag->end)) {
        *tag = with_whole_line(text, std::move(*tag));
        const base::Outcome<std::string> part =
            part_of(tag->name).and_then([&](const std::string& inside) {
                return with_parts_to_depth(inside, part_of, depth + 1);
            });
        if (!part) {
            return part;
        }
        whole.append(text, place, tag->begin - place).append(*part);
        place = tag->end;
    }
    return whole.append(text, place);
}

}  // namespace

Template::Template(std::string text, Options options)
    : text_{std::move(text)}, options_{std::move(options)} {}

base::Outcome<Template> Template::parse(std::string text, Options options) {
    for (std::size_t open = text.find("{{"); open != std::string::npos;
         open = text.find("{{", open + 2)) {
        const std::size_t first = text.find_first_not_of(" \t\r\n", open + 2);
        if (first != std::string::npos &&
            std::string_view{"{&=>"}.find(text[first]) != std::string_view::npos) {
            return wrong_syntax(fmt::format(
                "a tag that begins with '{}' is not allowed here: values are always text",
                text[first]
            ));
        }
    }
    const kainjow::mustache::mustache parsed{text};
    if (!parsed.is_valid()) {
        return wrong_syntax(parsed.error_message());
    }
    return Template{std::move(text), std::move(options)};
}

base::Outcome<std::string> Template::fill(const nlohmann::json& values) const {
    kainjow::mustache::mustache mustache{text_};
    mustache.set_custom_escape(options_.escape);
    const MustacheData data = mustache_data(values);
    StrictContext context{data, options_.empty_text};
    std::string filled = mustache.render(context);
    if (!context.missing().empty()) {
        return base::problem(
            "text.missing-value",
            fmt::format("the template asks for '{}', which has no value", context.missing()),
            "mend the name in the template, or complete the facts of the case"
        );
    }
    return filled;
}

base::Outcome<std::string> with_parts(const std::string& text, const PartOf& part_of) {
    return with_parts_to_depth(text, part_of, 0);
}

std::string html_escaped(const std::string& text) {
    return kainjow::mustache::html_escape(text);
}

}  // namespace draagkracht::text
