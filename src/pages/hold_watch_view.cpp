#include "pages/hold_watch_view.hpp"

#include <algorithm>

#include "draagkracht/text/dutch.hpp"
#include "pages/dutch_words.hpp"

namespace draagkracht::pages {

using followup::HoldToReview;

namespace {

std::string_view advice_text(const HoldToReview& hold) {
    return hold.is_told_by_bank
               ? "Zoek op in de BRP of de cliënt is overleden. Klopt het niet, beëindig dan de "
                 "opschorting."
               : "Beëindig de opschorting als de reden weg is. Anders: leg een nieuwe vast met een "
                 "latere dag.";
}

Values hold_view(const HoldToReview& hold, const HoldWatchShown& shown) {
    const auto person = std::ranges::find(shown.people, hold.debtor, &people::Identity::person);
    base::ensure(person != shown.people.end(), "who is on the list was looked up");
    const std::string& client_number = person->client_number;
    const int days = hold.review_on.days_until(shown.today.date());
    Values values{
        {"client_name", person->name.full()},
        {"client_number", client_number},
        {"client_address", client_address(shown.place, client_number)},
        {"claim_number", hold.claim_number},
        {"claim_address", claim_address(shown.place, client_number, hold.claim_number)},
        {"open_text", text::amount_text(hold.open)},
        {"hold_text", std::string{dutch(hold.kind)}},
        {"is_told_by_bank", hold.is_told_by_bank},
        {"reason_text", hold.reason},
        {"waiting_text",
         days == 0 ? "vandaag" : text::count_text(days, "dag", "dagen") + " geleden"},
        {"advice_text", std::string{advice_text(hold)}}};
    set_date(values, "review", hold.review_on);
    set_date(values, "first_day", hold.first_day);
    return values;
}

}  // namespace

Values hold_watch_view(const HoldWatchShown& shown) {
    Values list = Values::array();
    for (const HoldToReview& hold : shown.holds.items) {
        list.push_back(hold_view(hold, shown));
    }
    return {
        {"breadcrumbs",
         {crumb("Werkvoorraad", worklist_address(shown.place)),
          last_crumb("Opschortingen bekijken")}},
        {"has_holds", shown.holds.total_count > 0},
        {"hold_count", std::to_string(shown.holds.total_count)},
        {"holds", std::move(list)},
        {"pager",
         pager_view(
             {shown.page.limit, shown.page.offset},
             static_cast<int>(shown.holds.items.size()),
             shown.holds.total_count,
             hold_watch_address(shown.place)
         )}};
}

}  // namespace draagkracht::pages
