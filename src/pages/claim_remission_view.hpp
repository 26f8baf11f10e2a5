// The page on which remission and buy-off of a claim are proposed and carried out: each ground with
// what is missing, how a proposal on it stands, and its form when it can be proposed now.
#pragma once

#include "draagkracht/followup/claim_life_service.hpp"
#include "draagkracht/followup/remission_service.hpp"
#include "draagkracht/people/people_service.hpp"
#include "pages/form_fields.hpp"
#include "pages/workplace.hpp"

namespace draagkracht::pages {

struct RemissionShown {
    const people::Identity& client;
    const followup::ClaimLife& life;
    const followup::ClaimRemission& remission;
    const Workplace& place;
    const OfficerNames& names;
    base::BusinessDate today;
    std::string officer;     // Actor::text of who looks
    std::string csrf_token;  // for the form of each ground
    bool may_act;
    std::string number;      // of the act that a form asks for
    std::string worked_out;  // what changed since the form was opened; empty for nothing
    std::string notice;
};

[[nodiscard]] Values claim_remission_view(const RemissionShown& shown, const TypedForm& form);

// What the form of a ground sent.
[[nodiscard]] claims::RemissionAsked read_remission(
    claims::RemissionGround ground, const TypedForm& form
);

// What a refusal says in Dutch, beside the field of that ground that it is about, or beside the
// ground or the claim; the text is empty for one that this form cannot cause.
[[nodiscard]] FormFault remission_fault_of(
    claims::RemissionGround ground, const base::Problem& refusal
);

}  // namespace draagkracht::pages
