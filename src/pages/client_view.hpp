// The page of one client: what is owed, what was agreed, what came in, who spoke with whom.
#pragma once

#include "draagkracht/claims/claims_service.hpp"
#include "draagkracht/followup/followup_service.hpp"
#include "draagkracht/followup/limitation_service.hpp"
#include "draagkracht/followup/remission_service.hpp"
#include "draagkracht/letters/letters_service.hpp"
#include "draagkracht/people/people_service.hpp"
#include "draagkracht/plans/pause.hpp"
#include "draagkracht/plans/plans_service.hpp"
#include "draagkracht/plans/review_service.hpp"
#include "pages/plan_view.hpp"
#include "pages/view_parts.hpp"
#include "pages/workplace.hpp"

namespace draagkracht::pages {

struct ClientShown {
    const people::Identity& identity;
    const claims::ClientOverview& owed;
    const std::vector<people::Identity>& joint_debtors;   // of these claims, without the client
    const std::vector<followup::ClaimClock>& clocks;      // of these claims, for the client
    const std::vector<followup::ClaimOutlook>& outlooks;  // the same, of remission
    const std::vector<plans::PlanStanding>& plans;
    const std::vector<plans::Mandate>& mandates;   // by which they are collected
    const std::vector<plans::DueReview>& reviews;  // that are due
    const std::vector<plans::Pause>& pauses;
    const std::vector<followup::LoggedContact>& contacts;
    const std::vector<followup::WorklistItem>& tasks;
    const letters::LettersOfPerson& letters;
    const OfficerNames& names;
    base::BusinessDate today;
    const Workplace& place;
    bool may_record;     // a contact
    bool may_agree;      // on a plan, and on a pause of it
    PlanActs acts;       // with a plan
    std::string notice;  // what was just done; empty for nothing
};

[[nodiscard]] Values client_view(const ClientShown& shown);

}  // namespace draagkracht::pages
