#include "pages/plan_ending_view.hpp"

#include <array>
#include <string_view>

#include "pages/field_faults.hpp"

namespace draagkracht::pages {

using plans::PlanOutcome;

namespace {

struct EndText {
    PlanOutcome outcome;
    access::Right right;
    std::string_view label;
    std::string_view meaning;
};
constexpr std::array ends{
    EndText{
        PlanOutcome::broken,
        access::Right::agree_plan,
        "De afspraken zijn niet nagekomen",
        "De termijnen vervallen, de schuld blijft. Daarna volgt eerst een persoonlijk gesprek: wat "
        "lukt wel? De cliënt komt daarvoor op de lijst Herbeoordelingen. Er gaat niets naar de "
        "deurwaarder zonder dat gesprek."},
    EndText{
        PlanOutcome::remitted,
        access::Right::decide_approval,
        "De cliënt hoeft de regeling niet verder te betalen",
        "De termijnen vervallen, en er volgt geen gesprek, herinnering of aanmaning over. Wat op "
        "de "
        "vordering zelf openstaat, verandert hier niet door."},
};

Values ends_view(const AskedPlan& asked, const std::string& chosen) {
    Values list = Values::array();
    for (const EndText& end : ends) {
        if (!asked.may(end.right)) {
            continue;
        }
        Values option = choice(plans::to_text(end.outcome), end.label, chosen);
        option["choice_meaning"] = end.meaning;
        list.push_back(std::move(option));
    }
    return list;
}

constexpr std::array field_names{
    FieldName{PlanEndingField::outcome, "outcome_error", "uitkomst"},
    FieldName{PlanEndingField::reason, "reason_error", "reden"},
};

}  // namespace

std::vector<PlanOutcome> ends_offered(const AskedPlan& asked) {
    std::vector<PlanOutcome> offered;
    for (const EndText& end : ends) {
        if (asked.may(end.right)) {
            offered.push_back(end.outcome);
        }
    }
    return offered;
}

std::optional<PlanEndingFault> ending_fault_of(const base::Problem& refusal) {
    if (refusal.code == "base.not-a-line") {
        return PlanEndingFault{
            PlanEndingField::reason, "Schrijf op waarom, op een regel, in ten hoogste 200 tekens."};
    }
    return std::nullopt;
}

Values plan_ending_view(
    const AskedPlan& asked, const PlanEndingForm& form, const std::vector<PlanEndingFault>& faults
) {
    Values values{
        {"breadcrumbs",
         {crumb("Cliënten", search_address(asked.place)),
          crumb("Overzicht", asked.client_page()),
          last_crumb("Beëindigen")}},
        {"client_name", asked.client.name.full()},
        {"client_number", asked.client.client_number},
        {"client_address", asked.client_page()},
        {"plan_number", asked.plan.facts.plan_number},
        {"plan_summary_text", plan_summary(asked.plan.facts)},
        {"form_address",
         plan_ending_address(asked.place, asked.client.client_number, asked.plan.id)},
        {"ends", ends_view(asked, form.outcome)},
        {"reason", form.reason}};
    set_faults(values, field_names, faults);
    return values;
}

}  // namespace draagkracht::pages
