#include "draagkracht/letters/letterhead.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <array>
#include <cmath>
#include <fstream>
#include <set>
#include <sstream>

namespace draagkracht::letters {

namespace {

tl::unexpected<base::Problem> letterhead_problem(
    const std::filesystem::path& path, std::string message, std::string remedy
) {
    return tl::unexpected(base::Problem{
        "letters.letterhead", std::move(message), path.string(), std::move(remedy)
    });
}

// The share of light that a colour channel gives, as WCAG 2.2 defines relative luminance.
double linear_light(int channel) {
    const double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

bool is_colour(const std::string& text) {
    return text.size() == 7 && text[0] == '#' &&
           text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos;
}

bool reads_well_on_white(const std::string& colour) {
    const auto channel = [&colour](std::size_t place) {
        return linear_light(std::stoi(colour.substr(place, 2), nullptr, 16));
    };
    const double luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
    constexpr double contrast_min = 4.5;
    return 1.05 / (luminance + 0.05) >= contrast_min;
}

// Takes the keys one by one out of the file, and remembers the first that is not as it should be.
class LetterheadReader {
  public:
    LetterheadReader(const std::filesystem::path& path, const toml::table& file)
        : path_{path}, file_{file} {}

    std::string text(const std::string& key) {
        known_.insert(key);
        const std::string value = file_[key].value_or(std::string{});
        if (value.empty()) {
            fail(fmt::format("the key '{}' is absent or empty", key));
        }
        return value;
    }

    std::vector<std::string> texts(const std::string& key) {
        known_.insert(key);
        std::vector<std::string> values;
        if (const toml::array* list = file_[key].as_array()) {
            for (const toml::node& item : *list) {
                values.push_back(item.value_or(std::string{}));
            }
        }
        if (values.empty()) {
            fail(fmt::format("the key '{}' is absent or empty", key));
        }
        return values;
    }

    base::Done finish() {
        for (const auto& [key, value] : file_) {
            if (!known_.contains(std::string{key.str()})) {
                fail(fmt::format("the key '{}' is not known", key.str()));
            }
        }
        if (!wrong_.empty()) {
            return letterhead_problem(path_, wrong_, "see another letterhead for the keys");
        }
        return {};
    }

  private:
    void fail(std::string message) {
        if (wrong_.empty()) {
            wrong_ = std::move(message);
        }
    }

    const std::filesystem::path& path_;
    const toml::table& file_;
    std::set<std::string> known_;
    std::string wrong_;
};

base::Outcome<std::string> read_logo(const std::filesystem::path& path) {
    const std::ifstream file{path, std::ios::binary};
    if (!file) {
        return letterhead_problem(path, "the logo is not there", "put an SVG file in its place");
    }
    std::ostringstream svg;
    svg << file.rdbuf();
    return svg.str();
}

}  // namespace

base::Outcome<Letterhead> load_letterhead(
    const std::filesystem::path& folder, std::string_view municipality_code
) {
    const std::filesystem::path path = folder / fmt::format("{}.toml", municipality_code);
    toml::table file;
    try {
        file = toml::parse_file(path.string());
    } catch (const toml::parse_error& wrong) {
        return letterhead_problem(
            path,
            fmt::format("line {}: {}", wrong.source().begin.line, wrong.description()),
            "a municipality that sends letters needs a letterhead"
        );
    }
    LetterheadReader reader{path, file};
    Letterhead letterhead{
        .municipality = reader.text("municipality"),
        .return_address = reader.text("return_address"),
        .contact_lines = reader.texts("contact_lines"),
        .phone = reader.text("phone"),
        .website = reader.text("website"),
        .opening_hours = reader.text("opening_hours"),
        .objection_address = reader.text("objection_address"),
        .signed_for = reader.text("signed_for"),
        .account_holder = reader.text("account_holder"),
        .accent_colour = reader.text("accent_colour"),
        .logo_svg = {},
    };
    if (const base::Done finished = reader.finish(); !finished) {
        return tl::unexpected(finished.error());
    }
    if (!is_colour(letterhead.accent_colour) || !reads_well_on_white(letterhead.accent_colour)) {
        return letterhead_problem(
            path,
            "accent_colour is no colour like #154273, or too light to read on white paper",
            "take a darker one: a contrast of at least 4.5 to 1"
        );
    }
    base::Outcome<std::string> logo = read_logo(folder / fmt::format("{}.svg", municipality_code));
    if (!logo) {
        return tl::unexpected(logo.error());
    }
    letterhead.logo_svg = std::move(*logo);
    return letterhead;
}

}  // namespace draagkracht::letters
