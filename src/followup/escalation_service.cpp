#include "draagkracht/followup/escalation_service.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/claims/closed_month_store.hpp"
#include "draagkracht/claims/replay_store.hpp"
#include "draagkracht/claims/terms.hpp"
#include "draagkracht/followup/escalation_gate.hpp"
#include "draagkracht/followup/policy_service.hpp"
#include "followup/contact_store.hpp"
#include "followup/limitation_clocks_service.hpp"
#include "followup/limitation_store.hpp"
#include "followup/notice_case_service.hpp"
#include "followup/step_store.hpp"
#include "followup/worklist_store.hpp"

namespace draagkracht::followup {

using norms::EscalationStep;
using storage::Transaction;

namespace {

// No claim on which the plan still has to pay is past its limitation for this debtor, as far as is
// known: where no law is known for a claim, nobody is forced.
base::Done check_limitation(
    Transaction& transaction,
    const InstalmentFacts& facts,
    const norms::Law& law,
    base::BusinessDate today
) {
    const std::vector<base::ClaimId> open = open_claims_of(transaction, facts.arrear.plan);
    for (const ClaimClock& of_claim :
         clocks_of(transaction, {facts.person}, law, {today.date(), today.date()})) {
        if (std::ranges::find(open, of_claim.claim) == open.end()) {
            continue;
        }
        if (!of_claim.clock) {
            return base::problem(
                "followup.limitation-unknown",
                "of a claim that this plan pays it is not known whether it is past its limitation",
                "have it looked up, and agree on a plan without that claim until then"
            );
        }
        if (of_claim.clock->has_lapsed(today.date())) {
            return base::problem(
                "followup.lapsed",
                "a claim that this plan pays is past its limitation: it cannot be forced any more",
                "what the debtor pays all the same is theirs to pay; agree on a plan without it"
            );
        }
    }
    return {};
}

base::Outcome<OpenedGate> gate_of(
    Transaction& transaction,
    base::MunicipalityId municipality,
    const FormalNotice& notice,
    const NoticeCase& given,
    const std::optional<access::GrantedApproval>& approval
) {
    if (const base::Done possible = check_notice(transaction, given); !possible) {
        return tl::unexpected(possible.error());
    }
    const GateRequest request{
        {notice.arrear, given.standing().missed_on, given.today},
        EscalationStep::formal_notice,
        notice.lighter_step_note};
    return approval
               ? open_gate_by_approval(request, municipality, *approval)
               : open_gate(
                     request, contacts_about(transaction, notice.arrear), given.rules.contact_gate()
                 );
}

// The books and the claims on which a fee may be booked. Problem claims.month-closed.
base::Done keep_open_for_fee(
    Transaction& transaction,
    base::MunicipalityId municipality,
    const FormalNotice& notice,
    base::BusinessDate today
) {
    return claims::keep_month_open(transaction, municipality, today).map([&] {
        claims::lock_claims(transaction, open_claims_of(transaction, notice.arrear.plan));
    });
}

// Of the sum that the notice demands: all of the plan that is due up to this instalment. It goes on
// the first claim that is still open, so that it is paid first (Awb art. 4:92).
std::optional<base::Money> charge_fee(
    Transaction& transaction,
    const audit::Author& author,
    const InstalmentFacts& facts,
    const norms::Law& law
) {
    const base::Date today = author.today.date();
    const auto fees = law.formal_notice_fee_on(today);
    const std::vector<base::ClaimId> open = open_claims_of(transaction, facts.arrear.plan);
    if (!fees || open.empty()) {
        return std::nullopt;
    }
    const base::Money fee = fees->value.fee_for(facts.instalment.cumulative - facts.paid_total);
    claims::add_postings(
        transaction,
        author,
        {{open.front(),
          {claims::Component::costs,
           claims::PostingKind::fee,
           fee,
           today,
           fmt::format("formal notice, {}", fees->row.article)},
          std::nullopt,
          std::nullopt}}
    );
    claims::settle(transaction, author, {open.front()});
    return fee;
}

std::string details_of(const OpenedGate& gate, const std::optional<base::Money>& fee) {
    return fmt::format(
        R"({{"basis":"{}","fee_cents":{}}})",
        to_text(gate.basis()),
        fee ? std::to_string(fee->in_cents()) : "null"
    );
}

}  // namespace

ArrearStanding NoticeCase::standing() const {
    return arrear_standing(facts.instalment, facts.paid_total, missed_margin(rules), today);
}

base::Done check_notice(Transaction& transaction, const NoticeCase& given) {
    if (!std::ranges::count(given.rules.escalation_ladder.value, EscalationStep::formal_notice)) {
        return base::problem("followup.not-on-ladder", "policy has no formal notice on its ladder");
    }
    if (given.plan_is_quiet) {
        return base::problem(
            "followup.paused",
            "the plan is paused today, or a hold covers a claim that it pays, and no step is taken "
            "then",
            "wait until that has ended, or end it first when that was decided"
        );
    }
    if (given.standing().punctuality == Punctuality::on_time) {
        return base::problem(
            "followup.not-missed",
            "this instalment is paid, moved by a pause, or still within the margin of policy",
            "look at the payments of today and at the pauses of the plan"
        );
    }
    return check_limitation(transaction, given.facts, given.law, given.today);
}

base::Outcome<GivenNotice> EscalationService::give_formal_notice(
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const FormalNotice& notice,
    const std::optional<access::GrantedApproval>& approval
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::take_escalation_step, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    const base::Outcome<RulesOfDay> rules =
        rules_of(database_, policies_, municipality, occasion.today.date());
    if (!rules) {
        return tl::unexpected(rules.error());
    }
    const auto weeks = law_.formal_notice_term_weeks_on(occasion.today.date());
    if (!weeks) {
        return tl::unexpected(weeks.error());
    }
    Transaction transaction{database_, "formal notice", storage::Access::write};
    const std::optional<LockedInstalment> locked =
        lock_instalment(transaction, municipality, notice.arrear, occasion.today);
    if (!locked) {
        return base::problem(
            "followup.no-such-arrear",
            "there is no such instalment of a running plan in this municipality"
        );
    }
    for (const TakenStep& step : steps_about(transaction, notice.arrear)) {
        if (step.step == EscalationStep::formal_notice) {
            const base::Date order_from = claims::first_day_of_order(step.taken_on, *weeks);
            return GivenNotice{step.id, order_from, std::nullopt};
        }
    }
    const base::Done open = keep_open_for_fee(transaction, municipality, notice, occasion.today);
    base::Outcome<OpenedGate> gate = gate_of(
        transaction,
        municipality,
        notice,
        {locked->facts, locked->plan_is_quiet, **rules, law_, occasion.today},
        approval
    );
    if (const base::Problem* first = base::first_problem(open, gate)) {
        return tl::unexpected(*first);
    }
    if (approval) {
        if (const base::Done used = access::use_approval(transaction, *approval, occasion.moment);
            !used) {
            return tl::unexpected(used.error());
        }
    }
    const std::optional<base::Money> fee =
        charge_fee(transaction, occasion.author(), locked->facts, law_);
    const std::string details = details_of(*gate, fee);
    const StepId step = add_step_towards_force(
        transaction,
        {municipality, occasion.today, occasion.actor.text()},
        locked->facts.person,
        std::move(*gate)
    );
    audit::Trail trail{transaction, occasion.author()};
    trail.record(
        {"followup.formal_notice",
         municipality,
         locked->facts.person,
         to_text(notice.arrear),
         details}
    );
    trail.write();
    transaction.commit();
    return GivenNotice{step, claims::first_day_of_order(occasion.today.date(), *weeks), fee};
}

}  // namespace draagkracht::followup
