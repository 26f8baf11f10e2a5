#include "pages/year_close_view.hpp"

#include "pages/dutch_words.hpp"

namespace draagkracht::pages {

namespace {

Values years_view(const YearCloseShown& shown) {
    Values list = Values::array();
    for (const claims::ClosedYear& closed : shown.closed) {
        const auto name = shown.names.find(closed.closed_by);
        Values row{
            {"year", std::to_string(closed.year)},
            {"closed_by_text",
             name == shown.names.end() ? std::string{dutch_machine(closed.closed_by)}
                                       : name->second}};
        set_date(row, "closed_date", closed.closed_on);
        list.push_back(std::move(row));
    }
    return list;
}

}  // namespace

Values year_close_view(const YearCloseShown& shown) {
    const std::optional<int> next = claims::next_year_to_close(shown.closed, shown.today.date());
    Values form = false;
    if (next && shown.may_close) {
        const TypedForm typed{{}, shown.faults};
        form = {
            {"year", std::to_string(*next)},
            {"form_address", year_close_address(shown.place)},
            {"worklist_address", worklist_address(shown.place)},
            {"csrf_token", shown.csrf_token},
            {"confirmed_error", typed.fault("bevestigd")}};
    }
    Values errors = Values::array();
    for (const FormFault& fault : shown.faults) {
        errors.push_back({{"error_field", fault.name}, {"error_text", fault.text}});
    }
    return {
        {"notice", text_or_false(shown.notice)},
        {"breadcrumbs",
         {crumb("Werkvoorraad", worklist_address(shown.place)), last_crumb("Jaar afsluiten")}},
        {"next", std::move(form)},
        {"no_next_text",
         next ? "Een leidinggevende sluit een jaar af."
              : "Een jaar kan worden afgesloten als het voorbij is."},
        {"has_years", !shown.closed.empty()},
        {"years", years_view(shown)},
        {"has_errors", !errors.empty()},
        {"errors", std::move(errors)}};
}

}  // namespace draagkracht::pages
