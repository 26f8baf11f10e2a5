#include "pages/worklist_view.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/text/dutch.hpp"
#include "pages/dutch_words.hpp"

namespace draagkracht::pages {

using followup::Punctuality;
using followup::WorklistItem;

namespace {

std::string days_text(int days) {
    return days == 0 ? "vandaag" : text::count_text(days, "dag", "dagen");
}

std::string reason_text(const WorklistItem& item) {
    return item.standing.punctuality == Punctuality::partly_paid
               ? fmt::format(
                     "Termijn {} deels betaald, nog {}",
                     item.instalment.number,
                     text::amount_text(item.standing.left)
                 )
               : fmt::format("Termijn {} niet betaald", item.instalment.number);
}

Values task_view(const WorklistItem& item, base::BusinessDate today, const Workplace& place) {
    Values values{
        {"task_address", task_address(place, item.task)},
        {"client_name", item.name.empty() ? "Naam niet bekend" : item.name},
        {"client_number", item.client_number},
        {"phone", phone_view(item.phone)},
        {"reason_text", reason_text(item)},
        {"reason_detail",
         fmt::format(
             "{}, te betalen op {}",
             text::amount_text(item.instalment.amount),
             text::date_text(item.instalment.due_date)
         )},
        {"waiting_text", days_text(item.instalment.due_date.days_until(today.date()))},
        {"overdue_text", text::amount_text(item.standing.left)},
        {"last_contact", false}};
    set_date(values, "since", item.instalment.due_date);
    if (item.last_contact) {
        Values contact{{"last_contact_outcome", dutch(item.last_contact->kind.outcome)}};
        set_date(contact, "last_contact_date", item.last_contact->contacted_on);
        values["last_contact"] = std::move(contact);
    }
    return values;
}

Values places_view(const WorklistShown& shown) {
    Values list = Values::array();
    for (const Workplace& place : shown.places) {
        list.push_back(
            {{"place_name", place.name},
             {"place_address", worklist_address(place)},
             {"is_current", place.code == shown.place.code}}
        );
    }
    return list;
}

}  // namespace

Values worklist_view(const WorklistShown& shown) {
    const followup::Worklist& worklist = shown.worklist;
    Values tasks = Values::array();
    for (const WorklistItem& item : worklist.items) {
        tasks.push_back(task_view(item, shown.today, shown.place));
    }
    const base::Date oldest = worklist.oldest_opened_on.value_or(shown.today.date());
    Values values{
        {"notice", text_or_false(shown.notice)},
        {"limitation_address", limitation_address(shown.place)},
        {"hold_watch_address", hold_watch_address(shown.place)},
        {"holds_to_review", std::to_string(shown.holds_to_review)},
        {"has_holds_to_review", shown.holds_to_review > 0},
        {"suspense_address",
         shown.may_see_suspense ? Values(suspense_address(shown.place)) : Values(false)},
        {"year_close_address",
         shown.may_close_year ? Values(year_close_address(shown.place)) : Values(false)},
        {"collections_address",
         shown.may_see_figures ? Values(collections_address(shown.place)) : Values(false)},
        {"payouts_address",
         shown.may_see_suspense ? Values(payouts_address(shown.place)) : Values(false)},
        {"month_close_address",
         shown.may_see_figures ? Values(month_close_address(shown.place)) : Values(false)},
        {"has_places", shown.places.size() > 1},
        {"places", places_view(shown)},
        {"has_tasks", worklist.total_count > 0},
        {"task_count", std::to_string(worklist.total_count)},
        {"overdue_total_text", text::amount_text(worklist.left_total)},
        {"oldest_days_text", days_text(oldest.days_until(shown.today.date()))},
        {"tasks", std::move(tasks)},
        {"pager",
         pager_view(
             {shown.page.limit, shown.page.offset},
             static_cast<int>(worklist.items.size()),
             worklist.total_count,
             worklist_address(shown.place)
         )}};
    set_date(values, "business_date", shown.today.date());
    return values;
}

}  // namespace draagkracht::pages
