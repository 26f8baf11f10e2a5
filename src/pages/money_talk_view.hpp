// The page of a talk about money: which claims go along, what is known of the household, what could
// be agreed on, and the form in which two people do.
#pragma once

#include <optional>

#include "draagkracht/claims/claims_service.hpp"
#include "draagkracht/followup/contact.hpp"
#include "draagkracht/people/person.hpp"
#include "draagkracht/plans/plans_service.hpp"
#include "pages/offer_view.hpp"
#include "pages/view_parts.hpp"
#include "pages/workplace.hpp"

namespace draagkracht::pages {

struct MoneyTalkShown {
    const people::Identity& identity;
    const std::vector<claims::ClaimWithBalance>& owed;
    const std::vector<plans::Plan>& plans;
    const std::vector<plans::JointPlan>& joint_plans;
    const std::vector<followup::LoggedContact>& contacts;
    const plans::TalkGround& ground;
    const std::vector<plans::Mandate>& mandates;
    base::BusinessDate today;
    const Workplace& place;
    TypedForm form;
    std::string grown;                      // the list that shows an empty row at its end
    std::optional<base::Date> assessed_on;  // the facts filled in are of that day
    const Reckoned& reckoned;
    std::string balance_notice;  // what changed while the page stood open; empty: nothing
};

[[nodiscard]] Values money_talk_view(const MoneyTalkShown& shown);

// The talks of today that an agreement can have come from, newest first.
[[nodiscard]] std::vector<const followup::LoggedContact*> conversations_of(
    const std::vector<followup::LoggedContact>& contacts, base::BusinessDate today
);

}  // namespace draagkracht::pages
