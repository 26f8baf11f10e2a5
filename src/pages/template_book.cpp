#include "pages/template_book.hpp"

#include <array>

#include "pages/file_text.hpp"

namespace draagkracht::pages {

namespace {

constexpr std::array page_names{"approvals",  "claim",          "claim_act",     "claim_remission",
                                "client",     "client_contact", "client_search", "collections",
                                "error",      "hold_watch",     "limitation",    "login",
                                "money_talk", "month_close",    "pause",         "payout",
                                "payouts",    "plan_ending",    "plan_review",   "reviews",
                                "suspense",   "suspense_entry", "talk_reckoned", "task",
                                "worklist",   "year_close"};

base::Outcome<std::string> read_template(const std::filesystem::path& path) {
    return file_text(path).map_error([](const base::Problem& problem) {
        return base::Problem{
            "pages.no-template",
            problem.message,
            problem.where,
            "put it back, or name the right folder of templates in the settings"};
    });
}

base::Outcome<text::Template> parsed(const std::filesystem::path& folder, const std::string& name) {
    const std::filesystem::path path = folder / (name + ".mustache");
    return read_template(path)
        .and_then([&](const std::string& text) {
            return text::with_parts(text, [&](const std::string& part) {
                return read_template(folder / "parts" / (part + ".mustache"));
            });
        })
        .and_then([](std::string text) {
            return text::Template::parse(
                std::move(text), {text::html_escaped, text::EmptyText::is_a_value}
            );
        })
        .map_error([&](const base::Problem& problem) {
            return problem.where.empty() ? problem.at(path.string()) : problem;
        });
}

}  // namespace

base::Outcome<TemplateBook> TemplateBook::read(const std::filesystem::path& folder) {
    TemplateBook book;
    for (const std::string name : page_names) {
        base::Outcome<text::Template> page = parsed(folder, name);
        if (!page) {
            return tl::unexpected(page.error());
        }
        book.templates_.emplace(name, std::move(*page));
    }
    return book;
}

std::string TemplateBook::page(const std::string& name, const Values& values) const {
    const auto page = templates_.find(name);
    base::ensure(page != templates_.end(), "a page is asked for that was read at start");
    const base::Outcome<std::string> filled = page->second.fill(values);
    if (!filled) {
        throw base::ProgrammerFault{name + ": " + filled.error().message};
    }
    return *filled;
}

}  // namespace draagkracht::pages
