// Pieces that several pages show. What a page shows is its values: an object for its template, made
// by a pure function from what the rooms answered. Every key is always there; what is not there is
// `false`. A *_text is ready to read, a *_iso is for machines.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/followup/worklist.hpp"
#include "draagkracht/plans/plans_service.hpp"

namespace draagkracht::pages {

using Values = nlohmann::json;

using access::OfficerNames;

// Who acted: the name of an officer, or what a machine is called.
[[nodiscard]] std::string actor_name(const std::string& actor, const OfficerNames& names);

// due_date_iso and due_date_text for the name "due_date".
void set_date(Values& values, const std::string& name, base::Date date);
// The text, or false when it is empty.
[[nodiscard]] Values text_or_false(std::string text);

enum class Tone { success, warning, danger, neutral };
void set_badge(Values& values, Tone tone, std::string_view label);

// phone_text and phone_dial, or false.
[[nodiscard]] Values phone_view(const std::string& phone);
[[nodiscard]] Values crumb(const std::string& label, const std::string& address);
[[nodiscard]] Values last_crumb(const std::string& label);

// The way to what stands before and after a part of a long list, `shown_count` of `total_count`;
// false when everything fits on one page.
struct ListPart {
    int limit;
    int offset;
};
[[nodiscard]] Values pager_view(
    const ListPart& part, int shown_count, int total_count, const std::string& address
);

// One of what can be chosen from: choice_value, choice_label and is_chosen.
[[nodiscard]] Values choice(
    std::string_view value, std::string_view label, const std::string& chosen
);
// The last conversations with a client, newest first, to choose one from.
[[nodiscard]] Values conversation_choices(
    const std::vector<followup::LoggedContact>& contacts, const std::string& chosen
);

// "23 termijnen van € 75,00 en een laatste van € 25,00, samen € 1.750,00. De eerste is op ..."
[[nodiscard]] std::string plan_summary(const plans::PlanFacts& plan);
// The three amounts with their drawing, or false for a plan without an assessment.
[[nodiscard]] Values amounts_view(const plans::Plan& plan);
// has_contacts and contacts, newest first.
void set_contacts(
    Values& values, const std::vector<followup::LoggedContact>& contacts, const OfficerNames& names
);

}  // namespace draagkracht::pages
