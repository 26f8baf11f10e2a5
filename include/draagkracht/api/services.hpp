// The use cases that the faces of the web stand on, over one register. They keep nothing between
// two calls, so all threads share them.
//
//     Services services{database, sealer, rules};
//     services.people.identity_of(visit.occasion, person);
#pragma once

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/access/approvals_service.hpp"
#include "draagkracht/claims/claims_service.hpp"
#include "draagkracht/claims/interest_service.hpp"
#include "draagkracht/followup/claim_life_service.hpp"
#include "draagkracht/followup/followup_service.hpp"
#include "draagkracht/followup/hold_watch_service.hpp"
#include "draagkracht/followup/limitation_service.hpp"
#include "draagkracht/followup/limitation_watch_service.hpp"
#include "draagkracht/followup/pause_service.hpp"
#include "draagkracht/followup/remission_service.hpp"
#include "draagkracht/norms/rule_book.hpp"
#include "draagkracht/payments/collection_service.hpp"
#include "draagkracht/payments/hand_act_service.hpp"
#include "draagkracht/payments/month_close_service.hpp"
#include "draagkracht/payments/payout_list_service.hpp"
#include "draagkracht/payments/payout_service.hpp"
#include "draagkracht/payments/reconciliation_run_service.hpp"
#include "draagkracht/payments/return_service.hpp"
#include "draagkracht/payments/suspense_service.hpp"
#include "draagkracht/payments/waiting_findings_service.hpp"
#include "draagkracht/people/people_service.hpp"
#include "draagkracht/plans/ending_service.hpp"
#include "draagkracht/plans/mandate_service.hpp"
#include "draagkracht/plans/plans_service.hpp"
#include "draagkracht/plans/review_service.hpp"
#include "draagkracht/plans/talk_service.hpp"

namespace draagkracht::api {

struct Services {
    Services(
        storage::Database& database, const storage::Sealer& sealer, const norms::RuleBook& rules
    )
        : access{database},
          approvals{database},
          people{database, sealer},
          claims{database},
          interest{database, rules.law},
          plans{database, rules},
          talks{database, rules},
          endings{database},
          reviews{database, rules.policies},
          mandates{database, sealer},
          suspense{database},
          hand_acts{database, sealer},
          payouts{database, sealer},
          payout_list{database, sealer},
          returns{database},
          months{database},
          collections{database, sealer, rules.policies, rules.direct_debit},
          runs{database},
          findings{database},
          followup{database, sealer, rules.policies},
          pauses{database, rules.policies},
          hold_watch{database},
          limitation{database, rules.law},
          limitation_watch{database, rules.law, rules.policies},
          remission{database, rules.law, rules.policies},
          lives{database, rules.law} {}

    access::AccessService access;
    access::ApprovalsService approvals;
    people::PeopleService people;
    claims::ClaimsService claims;
    claims::InterestService interest;
    plans::PlansService plans;
    plans::TalkService talks;
    plans::EndingService endings;
    plans::ReviewService reviews;
    plans::MandateService mandates;
    payments::SuspenseService suspense;
    payments::HandActService hand_acts;
    payments::PayoutService payouts;
    payments::PayoutListService payout_list;
    payments::ReturnService returns;
    payments::MonthCloseService months;
    payments::CollectionService collections;
    payments::ReconciliationRunService runs;
    payments::WaitingFindingsService findings;
    followup::FollowupService followup;
    followup::PauseService pauses;
    followup::HoldWatchService hold_watch;
    followup::LimitationService limitation;
    followup::LimitationWatchService limitation_watch;
    followup::RemissionService remission;
    followup::ClaimLifeService lives;
};

}  // namespace draagkracht::api
