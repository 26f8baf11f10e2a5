// The page of one claim: its stage and what holds it up, what is open, the statement of account of
// a period, every act on it with who and why, and until when each debtor can be held to it.
#pragma once

#include "draagkracht/claims/account_statement.hpp"
#include "draagkracht/followup/claim_life_service.hpp"
#include "draagkracht/people/people_service.hpp"
#include "pages/view_parts.hpp"
#include "pages/workplace.hpp"

namespace draagkracht::pages {

struct ClaimShown {
    const people::Identity& client;
    const followup::ClaimLife& life;
    followup::Vantage vantage;
    claims::Period period;  // of the statement
    const Workplace& place;
    const OfficerNames& names;
    bool may_act;
    std::string notice;
};

[[nodiscard]] Values claim_view(const ClaimShown& shown);

}  // namespace draagkracht::pages
