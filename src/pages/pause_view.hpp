// Pauses as they are shown: in a line each with the plan that they are of, and the page with the
// form.
#pragma once

#include <optional>

#include "draagkracht/plans/pause.hpp"
#include "pages/pause_form.hpp"
#include "pages/view_parts.hpp"
#include "pages/workplace.hpp"

namespace draagkracht::pages {

// The pauses of a client, beside what a line about them needs.
struct PausesShown {
    const std::vector<plans::Pause>& pauses;
    base::BusinessDate today;
    const Workplace& place;
    const std::string& client_number;
    bool may_pause;  // who only looks gets no form
};

// "Pauze van 1 juli 2026 tot en met 31 augustus 2026"
[[nodiscard]] std::string pause_text(const plans::Pause& pause);

// Sets has_pauses, pauses and pausing_address of one plan.
void set_pauses(Values& values, const plans::Plan& plan, const PausesShown& shown);

// The page with the form: a new pause, or with `pause` a change to that one.
struct PausePage {
    const plans::Plan& plan;
    const std::optional<plans::Pause>& pause;
    const std::vector<followup::LoggedContact>& contacts;
    const Workplace& place;
    const std::string& client_number;
    const std::string& client_name;
    const PauseForm& form;
    const std::vector<PauseFault>& faults;
};
[[nodiscard]] Values pause_view(const PausePage& page);

}  // namespace draagkracht::pages
