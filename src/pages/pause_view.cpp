#include "pages/pause_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "draagkracht/text/dutch.hpp"
#include "pages/dutch_words.hpp"
#include "pages/field_faults.hpp"

namespace draagkracht::pages {

using text::date_text;

namespace {

// How a pause stands today; of one that was withdrawn there is nothing left.
void set_standing(Values& values, const plans::Pause& pause, base::Date today) {
    const std::optional<plans::Period> period = pause.in_force();
    if (!period) {
        set_badge(values, Tone::neutral, "Ingetrokken");
    } else if (period->until < today) {
        set_badge(values, Tone::neutral, "Voorbij");
    } else if (period->from > today) {
        set_badge(values, Tone::neutral, "Komt nog");
    } else {
        set_badge(values, Tone::warning, "Loopt nu");
    }
}

Values changes_view(const plans::Pause& pause) {
    Values list = Values::array();
    for (const plans::EnteredChange& entered : pause.changes) {
        const std::string what =
            entered.change.last_day
                ? fmt::format("Ingekort tot en met {}", date_text(*entered.change.last_day))
                : "Ingetrokken";
        list.push_back(
            {{"change_text",
              fmt::format(
                  "{} op {}: {}", what, date_text(entered.changed_on), entered.change.reason
              )}}
        );
    }
    return list;
}

Values kinds_view(const PausePage& page) {
    if (page.pause) {
        return {
            choice("shorten", "De pauze eindigt eerder", page.form.kind),
            choice("withdraw", "De pauze was een vergissing en vervalt", page.form.kind)};
    }
    Values list = Values::array();
    for (const plans::PauseKind kind : {plans::PauseKind::pause, plans::PauseKind::deferral}) {
        list.push_back(choice(plans::to_text(kind), dutch(kind), page.form.kind));
    }
    return list;
}

constexpr std::array field_names{
    FieldName{PauseField::kind, "kind_error", "soort"},
    FieldName{PauseField::first_day, "first_day_error", "eerste-dag"},
    FieldName{PauseField::last_day, "last_day_error", "laatste-dag"},
    FieldName{PauseField::reason, "reason_error", "reden"},
};

}  // namespace

std::string pause_text(const plans::Pause& pause) {
    const plans::Period period = pause.in_force().value_or(pause.facts.period);
    return fmt::format(
        "{} van {} tot en met {}",
        dutch(pause.facts.kind),
        date_text(period.from),
        date_text(period.until)
    );
}

void set_pauses(Values& values, const plans::Plan& plan, const PausesShown& shown) {
    Values list = Values::array();
    for (const plans::Pause& pause : shown.pauses) {
        if (pause.facts.plan != plan.id) {
            continue;
        }
        const std::optional<plans::Period> period = pause.in_force();
        const bool can_change =
            shown.may_pause && !plan.ended_on && period && period->until >= shown.today.date();
        Values row{
            {"pause_text", pause_text(pause)},
            {"pause_reason", pause.facts.reason},
            {"pause_entered_text", "Vastgelegd op " + date_text(pause.entered_on)},
            {"pause_changes", changes_view(pause)},
            {"pause_address",
             can_change ? Values(pause_address(shown.place, shown.client_number, plan.id, pause.id))
                        : Values(false)}};
        set_standing(row, pause, shown.today.date());
        list.push_back(std::move(row));
    }
    values["has_pauses"] = !list.empty();
    values["pauses"] = std::move(list);
    values["pausing_address"] =
        shown.may_pause ? Values(pausing_address(shown.place, shown.client_number, plan.id))
                        : Values(false);
}

Values pause_view(const PausePage& page) {
    const std::string client = client_address(page.place, page.client_number);
    Values conversations = conversation_choices(page.contacts, page.form.conversation);
    Values values{
        {"breadcrumbs",
         {crumb("Cliënten", search_address(page.place)),
          crumb("Overzicht", client),
          last_crumb(page.pause ? "Pauze wijzigen" : "Pauzeren")}},
        {"client_name", page.client_name},
        {"client_number", page.client_number},
        {"client_address", client},
        {"plan_number", page.plan.facts.plan_number},
        {"plan_summary_text", plan_summary(page.plan.facts)},
        {"pause_page_title", page.pause ? "Pauze inkorten of intrekken" : "Regeling pauzeren"},
        {"is_new", !page.pause.has_value()},
        {"pause_text", page.pause ? Values(pause_text(*page.pause)) : Values(false)},
        {"pause_form_address",
         page.pause ? pause_address(page.place, page.client_number, page.plan.id, page.pause->id)
                    : pausing_address(page.place, page.client_number, page.plan.id)},
        {"pause_number", page.form.pause_number},
        {"kinds", kinds_view(page)},
        {"first_day", page.form.first_day},
        {"last_day", page.form.last_day},
        {"reason", page.form.reason},
        {"has_conversations", !conversations.empty()},
        {"conversations", std::move(conversations)}};
    set_faults(values, field_names, page.faults);
    return values;
}

}  // namespace draagkracht::pages
