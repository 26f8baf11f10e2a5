#include "pages/limitation_view.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/text/dutch.hpp"
#include "pages/dutch_words.hpp"

namespace draagkracht::pages {

using followup::LapsingDebt;

namespace {

std::string began_text(const claims::LimitationTerm& term) {
    return term.begun_by
               ? fmt::format(
                     "{} op {}", dutch(term.begun_by->kind), text::date_text(term.begun_by->on)
                 )
               : "Einde van de betaaltermijn";
}

std::string time_left_text(base::Date last_day, base::Date today) {
    const int days = today.days_until(last_day);
    return days < 0    ? "voorbij"
           : days == 0 ? "vandaag"
                       : fmt::format("nog {}", text::count_text(days, "dag", "dagen"));
}

// The last day and what began the term, or false where no law is known.
Values term_view(const LapsingDebt& debt, base::Date today) {
    if (!debt.clock) {
        return false;
    }
    const base::Date last_day = debt.clock->last_day().value();
    Values values{
        {"time_left_text", time_left_text(last_day, today)},
        {"began_text", began_text(debt.clock->terms().back())}};
    set_date(values, "last_day", last_day);
    return values;
}

std::string_view advice_text(const LapsingDebt& debt, base::Date today) {
    if (!debt.clock) {
        return "Zoek in het dossier op of de verjaring is gestuit. Leg dat vast bij de vordering.";
    }
    return debt.clock->has_lapsed(today)
               ? "Aanmanen en dwang mogen niet meer. Kijk of u de vordering kunt laten afboeken."
               : "Bel en maak een afspraak. Lukt dat niet, kijk dan of u kunt aanmanen.";
}

Values debt_view(const LapsingDebt& debt, const LimitationShown& shown) {
    const auto person = std::ranges::find(shown.people, debt.debtor, &people::Identity::person);
    base::ensure(person != shown.people.end(), "who is on the list was looked up");
    const std::string& client_number = person->client_number;
    const base::Date today = shown.today.date();
    return {
        {"client_name", person->name.full()},
        {"client_number", client_number},
        {"client_address", client_address(shown.place, client_number)},
        {"phone", phone_view(person->phone)},
        {"claim_number", debt.claim_number},
        {"claim_address", claim_address(shown.place, client_number, debt.claim_number)},
        {"open_text", text::amount_text(debt.open)},
        {"term", term_view(debt, today)},
        {"advice_text", advice_text(debt, today)}};
}

}  // namespace

Values limitation_view(const LimitationShown& shown) {
    Values list = Values::array();
    for (const LapsingDebt& debt : shown.lapsing.items) {
        list.push_back(debt_view(debt, shown));
    }
    return {
        {"breadcrumbs",
         {crumb("Werkvoorraad", worklist_address(shown.place)), last_crumb("Verjaring nadert")}},
        {"has_debts", shown.lapsing.total_count > 0},
        {"debt_count", std::to_string(shown.lapsing.total_count)},
        {"debts", std::move(list)},
        {"pager",
         pager_view(
             {shown.page.limit, shown.page.offset},
             static_cast<int>(shown.lapsing.items.size()),
             shown.lapsing.total_count,
             limitation_address(shown.place)
         )}};
}

}  // namespace draagkracht::pages
