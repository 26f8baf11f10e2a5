// The page of one conversation: why to call, what there is to talk about, and the form in which it
// is recorded.
#pragma once

#include "draagkracht/followup/followup_service.hpp"
#include "draagkracht/plans/plans_service.hpp"
#include "pages/contact_form.hpp"
#include "pages/view_parts.hpp"
#include "pages/workplace.hpp"

namespace draagkracht::pages {

struct TaskShown {
    const followup::TalkFacts& talk;
    const std::vector<plans::PlanStanding>& plans;  // of this person
    const OfficerNames& names;
    base::BusinessDate today;
    const Workplace& place;
    const ContactForm& form;
    const std::vector<FieldFault>& faults;
    bool may_record;  // an auditor looks, and records nothing
    bool may_agree;   // on a plan, and on a pause of it
};

[[nodiscard]] Values task_view(const TaskShown& shown);

}  // namespace draagkracht::pages
