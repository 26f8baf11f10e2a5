#include "pages/recorded_notice.hpp"

#include "draagkracht/text/dutch.hpp"

namespace draagkracht::pages {

std::string recorded_query(const followup::Contact& contact, base::BusinessDate today) {
    const std::optional<base::Date> due = followup::task_due_after(contact, today);
    return due ? "?melding=terug&op=" + due->to_string() : "?melding=klaar";
}

std::string recorded_notice(const api::Request& request) {
    const auto word_of = [&](const std::string& name) {
        const auto word = request.query.find(name);
        return word == request.query.end() ? std::string{} : word->second;
    };
    const std::string word = word_of("melding");
    const base::Outcome<base::Date> day = base::Date::parse(word_of("op"));
    if (word == "terug" && day) {
        return "Het contact is vastgelegd. De taak komt terug op " + text::date_text(*day) + ".";
    }
    if (word == "klaar") {
        return "Het contact is vastgelegd. De taak is klaar.";
    }
    if (word == "afgesproken") {
        return "De afspraak staat vast. De brief met de bevestiging is aangevraagd.";
    }
    return word == "vastgelegd" ? "Het contact is vastgelegd." : "";
}

}  // namespace draagkracht::pages
