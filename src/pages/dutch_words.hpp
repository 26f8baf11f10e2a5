// What the pages call things in Dutch: the catalogue of one language. Plain words (B1), as an
// officer says them to a client on the telephone.
#pragma once

#include <string>
#include <string_view>

#include "draagkracht/access/approvals_service.hpp"
#include "draagkracht/access/right.hpp"
#include "draagkracht/claims/life.hpp"
#include "draagkracht/claims/remission.hpp"
#include "draagkracht/followup/contact.hpp"
#include "draagkracht/plans/pause.hpp"
#include "draagkracht/plans/plan.hpp"
#include "draagkracht/plans/standing.hpp"

namespace draagkracht::pages {

[[nodiscard]] std::string_view dutch(access::Role role);
[[nodiscard]] std::string_view dutch(access::ApprovalState state);
[[nodiscard]] std::string_view dutch(people::BenefitLaw law);
[[nodiscard]] std::string_view dutch(claims::ClaimKind kind);
[[nodiscard]] std::string_view dutch(claims::Component component);
[[nodiscard]] std::string_view dutch(claims::PostingKind kind);
[[nodiscard]] std::string_view dutch(claims::ActKind kind);
[[nodiscard]] std::string_view dutch(claims::HoldKind kind);
[[nodiscard]] std::string_view dutch(claims::InterruptionKind kind);
[[nodiscard]] std::string_view dutch(claims::RemissionGround ground);
[[nodiscard]] std::string_view dutch(claims::Stage stage);
// Of an act in an address: "kwijtschelding".
[[nodiscard]] std::string_view address_word(claims::ActKind kind);
[[nodiscard]] base::Outcome<claims::ActKind> act_kind_at(std::string_view word);
[[nodiscard]] std::string_view dutch(plans::InstalmentState state);
[[nodiscard]] std::string_view dutch(plans::PlanOutcome outcome);
[[nodiscard]] std::string_view dutch(plans::PauseKind kind);
[[nodiscard]] std::string_view dutch(followup::Channel channel);
[[nodiscard]] std::string_view dutch(followup::Direction direction);
[[nodiscard]] std::string_view dutch(followup::ContactOutcome outcome);
[[nodiscard]] std::string_view dutch(followup::NonpaymentReason reason);
[[nodiscard]] std::string_view dutch(followup::NextStep step);

// "per telefoon", or "per brief, de cliënt zocht contact".
[[nodiscard]] std::string dutch_way_of(const followup::ContactKind& kind);
// Who acted when it was no officer: "Vorig systeem" for what came over from there.
[[nodiscard]] std::string_view dutch_machine(std::string_view actor);

}  // namespace draagkracht::pages
