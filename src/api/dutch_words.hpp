// The Dutch words of the REST interface for what the code calls otherwise. They are part of the
// contract: a word that is there stays.
#pragma once

#include <string_view>

#include "draagkracht/access/approvals_service.hpp"
#include "draagkracht/claims/claim.hpp"
#include "draagkracht/claims/life.hpp"
#include "draagkracht/claims/limitation.hpp"
#include "draagkracht/claims/remission.hpp"
#include "draagkracht/followup/contact.hpp"
#include "draagkracht/norms/match_ladder.hpp"
#include "draagkracht/payments/collection_service.hpp"
#include "draagkracht/payments/hand_act.hpp"
#include "draagkracht/payments/month_end.hpp"
#include "draagkracht/payments/payout.hpp"
#include "draagkracht/payments/suggestion.hpp"
#include "draagkracht/plans/pause.hpp"
#include "draagkracht/plans/plan.hpp"
#include "draagkracht/plans/review_service.hpp"
#include "draagkracht/plans/standing.hpp"

namespace draagkracht::api {

[[nodiscard]] std::string_view dutch(access::ApprovalState state);
[[nodiscard]] std::string_view dutch(claims::ClaimKind kind);
[[nodiscard]] std::string_view dutch(claims::Cause cause);
[[nodiscard]] std::string_view dutch(claims::Culpability culpability);
[[nodiscard]] std::string_view dutch(claims::Component component);
[[nodiscard]] std::string_view dutch(claims::PostingKind kind);
[[nodiscard]] base::Outcome<claims::Component> component_of(std::string_view word);
[[nodiscard]] std::string_view dutch(claims::InterruptionKind kind);
[[nodiscard]] std::string_view dutch(claims::RemissionGround ground);
[[nodiscard]] base::Outcome<claims::RemissionGround> remission_ground_of(std::string_view word);
[[nodiscard]] std::string_view dutch(claims::RemissionNeed need);
[[nodiscard]] std::string_view dutch(claims::RemissionNote note);
[[nodiscard]] base::Outcome<claims::InterruptionKind> interruption_kind_of(std::string_view word);
[[nodiscard]] std::string_view dutch(claims::ActKind kind);
[[nodiscard]] base::Outcome<claims::ActKind> act_kind_of(std::string_view word);
[[nodiscard]] std::string_view dutch(claims::HoldKind kind);
[[nodiscard]] std::string_view dutch(norms::MatchRule rule);
[[nodiscard]] base::Outcome<claims::HoldKind> hold_kind_of(std::string_view word);
[[nodiscard]] std::string_view dutch(claims::Stage stage);
[[nodiscard]] std::string_view dutch(plans::InstalmentState state);
[[nodiscard]] std::string_view dutch(plans::PlanOutcome outcome);
[[nodiscard]] base::Outcome<plans::PlanOutcome> plan_outcome_of(std::string_view word);
[[nodiscard]] std::string_view dutch(plans::Way way);
[[nodiscard]] base::Outcome<plans::Way> way_of(std::string_view word);
[[nodiscard]] std::string_view dutch(plans::ReviewCause cause);
[[nodiscard]] std::string_view dutch(plans::PauseKind kind);
[[nodiscard]] base::Outcome<plans::PauseKind> pause_kind_of(std::string_view text);
[[nodiscard]] std::string_view dutch(plans::Frequency frequency);
[[nodiscard]] base::Outcome<plans::Frequency> frequency_of(std::string_view word);
[[nodiscard]] std::string_view dutch(payments::Sign sign);
[[nodiscard]] std::string_view dutch(payments::HandActKind kind);
[[nodiscard]] std::string_view dutch(payments::OrderFileStage stage);
[[nodiscard]] std::string_view dutch(payments::NotCollectedReason reason);
[[nodiscard]] std::string_view dutch(payments::RefundStanding standing);
[[nodiscard]] std::string_view dutch(payments::ClosingFrom from);
[[nodiscard]] std::string_view dutch(followup::Channel channel);
[[nodiscard]] std::string_view dutch(followup::Direction direction);
[[nodiscard]] std::string_view dutch(followup::ContactOutcome outcome);
[[nodiscard]] std::string_view dutch(followup::NonpaymentReason reason);
[[nodiscard]] std::string_view dutch(followup::NextStep step);

}  // namespace draagkracht::api
