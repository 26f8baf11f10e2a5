#include "draagkracht/followup/remission_service.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/followup/act_approval.hpp"
#include "draagkracht/followup/claim_life_service.hpp"
#include "draagkracht/followup/policy_service.hpp"
#include "draagkracht/people/people_store.hpp"
#include "draagkracht/plans/plan_store.hpp"
#include "draagkracht/plans/standing.hpp"
#include "followup/person_service.hpp"
#include "followup/remission_outlooks_service.hpp"
#include "followup/remission_store.hpp"

namespace draagkracht::followup {

using base::Date;
using base::Money;
using storage::Transaction;

namespace {

using Payments = std::vector<DayPayment>;

// Since when so much had come in and stayed; empty when it has not. What was taken back counts as
// never paid.
std::optional<Date> settled_on(const Payments& payments, Money needed) {
    Money paid;
    std::optional<Date> since;
    for (const DayPayment& payment : payments) {
        paid += payment.amount;
        if (paid < needed) {
            since.reset();
        } else if (!since) {
            since = payment.on;
        }
    }
    return since;
}

// What came in and was not taken back.
Payments kept_of(const Payments& payments) {
    Payments kept;
    for (const DayPayment& payment : payments) {
        if (payment.amount.is_positive()) {
            kept.push_back(payment);
            continue;
        }
        const auto taken = std::find_if(kept.rbegin(), kept.rend(), [&](const DayPayment& former) {
            return former.amount == -payment.amount;
        });
        if (taken != kept.rend()) {
            kept.erase(std::next(taken).base());
        }
    }
    return kept;
}

// What of these payments went to the instalment that stands between the two sums; the bank entries
// fill the instalments in their order.
std::vector<claims::SettlingPayment> settling(
    const Payments& kept, const plans::Instalment& instalment
) {
    std::vector<claims::SettlingPayment> settling;
    const Money begins = instalment.cumulative - instalment.amount;
    Money paid;
    for (const DayPayment& day : kept) {
        for (const EntryPayment& payment : day.entries) {
            const Money before = paid;
            paid += payment.amount;
            if (payment.amount.is_positive() && paid > begins && before < instalment.cumulative) {
                settling.push_back(
                    {day.on, payment.amount, fmt::format("entry:{}", payment.entry.value())}
                );
            }
        }
    }
    return settling;
}

bool pays(const plans::Plan& plan, base::ClaimId claim) {
    return std::ranges::any_of(plan.facts.claims, [claim](const plans::PlannedClaim& planned) {
        return planned.claim == claim;
    });
}

// What fell due by one agreement, or will while it runs. What was not paid when another took its
// place is what that one is about, and no arrear any more; nor is what a joint debtor paid.
void add_instalments(
    const plans::Plan& plan,
    const Payments& payments,
    bool has_next,
    base::BusinessDate today,
    std::vector<claims::DueInstalment>& due
) {
    const Payments kept = kept_of(payments);
    for (const plans::InstalmentStanding& standing : plans::standing_of(plan, today)) {
        const plans::Instalment& instalment = standing.instalment;
        if (plan.ended_on && instalment.due_date > *plan.ended_on) {
            continue;
        }
        const std::optional<Date> settled = settled_on(payments, instalment.cumulative);
        const bool fell_away = has_next || standing.state == plans::InstalmentState::fallen_away;
        if (settled || !fell_away) {
            due.push_back(
                {instalment.due_date,
                 settled ? Money{} : standing.open,
                 settled,
                 instalment.amount,
                 fmt::format("plan:{}", plan.id.value()),
                 settling(kept, instalment)}
            );
        }
    }
}

struct Known {
    std::vector<plans::Plan> plans;  // of the person, the oldest first
    std::map<base::PlanId, Payments> on_plans;
    std::map<base::ClaimId, Payments> on_claims;
    std::unordered_map<base::ClaimId, claims::Balance> balances;
};

claims::RemissionFacts facts_of(
    const claims::Claim& claim, const Known& known, base::BusinessDate today
) {
    const claims::ClaimDecision& decision = claim.decision;
    claims::RemissionFacts facts{
        .kind = decision.kind,
        .law = decision.law,
        .culpability = decision.culpability,
        .remainder = {},
        .due_date = decision.due_date,
        .instalments = {},
        .gaps = {}};
    if (const auto balance = known.balances.find(claim.id); balance != known.balances.end()) {
        facts.remainder = balance->second;
    }
    std::vector<const plans::Plan*> plans;
    for (const plans::Plan& plan : known.plans) {
        if (pays(plan, claim.id)) {
            plans.push_back(&plan);
        }
    }
    for (std::size_t place = 0; place < plans.size(); ++place) {
        const plans::Plan& plan = *plans[place];
        const bool has_next = place + 1 < plans.size();
        const auto payments = known.on_plans.find(plan.id);
        add_instalments(
            plan,
            payments == known.on_plans.end() ? Payments{} : payments->second,
            has_next,
            today,
            facts.instalments
        );
        facts.has_plan |= !plan.ended_on;
        if (plan.ended_on) {
            const Date from = plan.ended_on->plus_days(1);
            const Date until =
                has_next ? plans[place + 1]->facts.agreed_on.plus_days(-1) : today.date();
            if (from <= until) {
                facts.gaps.push_back({from, until});
            }
        }
    }
    std::ranges::stable_sort(facts.instalments, {}, &claims::DueInstalment::due_date);
    if (const auto payments = known.on_claims.find(claim.id); payments != known.on_claims.end()) {
        for (const DayPayment& payment : kept_of(payments->second)) {
            if (!facts.first_payment && !plans.empty() &&
                payment.on >= plans.front()->facts.agreed_on) {
                facts.first_payment = payment.on;
            }
            const bool is_same_day = facts.last_payment == payment.on;
            facts.last_paid = is_same_day ? facts.last_paid + payment.amount : payment.amount;
            facts.last_payment = payment.on;
        }
    }
    return facts;
}

// The claims of a person, with what remission asks to know of each.
struct ClaimAhead {
    claims::Claim claim;
    claims::RemissionFacts facts;
};

std::vector<ClaimAhead> ahead_of(
    Transaction& transaction,
    base::PersonId person,
    std::vector<claims::Claim> owed,
    base::BusinessDate today
) {
    std::vector<base::ClaimId> ids;
    std::ranges::transform(owed, std::back_inserter(ids), &claims::Claim::id);
    Known known{
        plans::plans_of_person(transaction, person),
        payments_on_plans(transaction, person),
        payments_on_claims(transaction, person),
        claims::balances_of(transaction, ids)};
    std::ranges::sort(known.plans, {}, &plans::Plan::id);
    std::vector<ClaimAhead> ahead;
    for (claims::Claim& claim : owed) {
        claims::RemissionFacts facts = facts_of(claim, known, today);
        ahead.push_back({std::move(claim), std::move(facts)});
    }
    return ahead;
}

// Nothing when no law or policy is known for the day.
std::optional<claims::RemissionRules> rules_on(
    storage::Database& database,
    const norms::Law& law,
    const norms::PolicyBook& policies,
    base::MunicipalityId municipality,
    Date day
) {
    const base::Outcome<RulesOfDay> policy = rules_of(database, policies, municipality, day);
    const base::Outcome<norms::CollectionTerms> terms = law.terms_on(day);
    return policy && terms ? std::optional{claims::remission_rules(*terms, **policy)}
                           : std::nullopt;
}

// The last proposal on each ground among what was asked about a claim.
std::vector<RemissionProposal> proposals_in(const std::vector<access::AskedApproval>& asked) {
    std::vector<RemissionProposal> proposals;
    for (const access::AskedApproval& approval : asked) {
        const std::optional<ActToApprove> act = act_to_approve(approval.asked.subject);
        std::optional<claims::RemissionAsked> proposed =
            act ? claims::proposed_in(act->kind, approval.asked.reason) : std::nullopt;
        if (!proposed) {
            continue;
        }
        proposed->seen = act->amount;
        std::erase_if(proposals, [&](const RemissionProposal& before) {
            return before.asked.ground == proposed->ground;
        });
        proposals.push_back({std::move(*proposed), approval});
    }
    return proposals;
}

}  // namespace

std::vector<ClaimOutlook> outlooks_of(
    Transaction& transaction,
    base::PersonId person,
    const std::optional<claims::RemissionRules>& rules,
    base::BusinessDate today
) {
    std::vector<ClaimOutlook> outlooks;
    const auto owed = claims::claims_of_people(transaction, {person});
    for (const ClaimAhead& ahead : ahead_of(transaction, person, owed, today)) {
        ClaimOutlook& next = outlooks.emplace_back(ClaimOutlook{ahead.claim.id, std::nullopt});
        if (rules) {
            next.outlook = claims::remission_outlook(ahead.facts, *rules, today.date());
        }
    }
    return outlooks;
}

base::Outcome<std::vector<ClaimOutlook>> RemissionService::outlooks_of(
    const access::Occasion& occasion, base::MunicipalityId municipality, base::PersonId person
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_person, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    const std::optional<claims::RemissionRules> rules =
        rules_on(database_, law_, policies_, municipality, occasion.today.date());
    Transaction transaction{database_, "remission outlooks", storage::Access::write};
    if (const base::Done home = check_home(transaction, municipality, person); !home) {
        return tl::unexpected(home.error());
    }
    std::vector<ClaimOutlook> outlooks =
        followup::outlooks_of(transaction, person, rules, occasion.today);
    audit::Trail trail{transaction, occasion.author()};
    trail.record({"followup.look", municipality, person, "remission"});
    trail.write();
    transaction.commit();
    return outlooks;
}

base::Outcome<ClaimRemission> RemissionService::remission_of(
    const access::Occasion& occasion, const claims::NamedClaim& named
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_person, named.municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    const Date today = occasion.today.date();
    const std::optional<claims::RemissionRules> rules =
        rules_on(database_, law_, policies_, named.municipality, today);
    ClaimRemission remission;
    std::string client_number;
    {
        Transaction transaction{database_, "remission of a claim", storage::Access::write};
        if (const base::Done home = check_home(transaction, named.municipality, named.debtor);
            !home) {
            return tl::unexpected(home.error());
        }
        base::Outcome<claims::Claim> claim = claims::find_claim(transaction, named);
        if (!claim) {
            return tl::unexpected(claim.error());
        }
        const ClaimAhead ahead =
            ahead_of(transaction, named.debtor, {std::move(*claim)}, occasion.today).front();
        remission.open = ahead.facts.remainder.total();
        if (rules) {
            remission.outlook = claims::remission_outlook(ahead.facts, *rules, today);
        }
        client_number = people::client_numbers_of(transaction, {named.debtor})[named.debtor];
        audit::Trail trail{transaction, occasion.author()};
        trail.record({"followup.look", named.municipality, named.debtor, "remission"});
        trail.write();
        transaction.commit();
    }
    return access::ApprovalsService{database_}
        .approvals_about(
            occasion,
            named.municipality,
            act_approval_action,
            subject_start(client_number, named.claim_number)
        )
        .map([&](const std::vector<access::AskedApproval>& asked) {
            remission.proposals = proposals_in(asked);
            return remission;
        });
}

base::Outcome<claims::NewAct> RemissionService::act_for(
    const access::Occasion& occasion,
    const claims::NamedClaim& named,
    const claims::RemissionAsked& asked
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::act_on_claim, named.municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    const Date today = occasion.today.date();
    const std::optional<claims::RemissionRules> rules =
        rules_on(database_, law_, policies_, named.municipality, today);
    Transaction transaction{database_, "proposed remission", storage::Access::read};
    if (const base::Done home = check_home(transaction, named.municipality, named.debtor); !home) {
        return tl::unexpected(home.error());
    }
    base::Outcome<claims::Claim> claim = claims::find_claim(transaction, named);
    if (!claim) {
        return tl::unexpected(claim.error());
    }
    const ClaimAhead ahead =
        ahead_of(transaction, named.debtor, {std::move(*claim)}, occasion.today).front();
    return claims::remission_act(
        rules ? claims::remission_outlook(ahead.facts, *rules, today) : claims::RemissionOutlook{},
        ahead.facts.remainder,
        asked,
        today
    );
}

base::Outcome<base::ApprovalId> RemissionService::propose(
    const access::Occasion& occasion,
    const claims::NamedClaim& named,
    const claims::RemissionAsked& asked
) {
    base::Outcome<claims::NewAct> act = act_for(occasion, named, asked);
    if (!act) {
        return tl::unexpected(act.error());
    }
    act->reason = claims::proposal_text(*act);
    const auto approval = ClaimLifeService{database_, law_}.prepare(occasion, named, *act);
    if (!approval) {
        return approval;
    }
    // An open question about this amount is not asked twice, so it may be one in other words.
    return access::ApprovalsService{database_}
        .approval(occasion, named.municipality, *approval)
        .and_then([&](const access::AskedApproval& open) -> base::Outcome<base::ApprovalId> {
            if (open.asked.reason == act->reason) {
                return open.asked.id;
            }
            return base::problem(
                "claims.proposed-otherwise",
                "this amount was put before a second person with another ground, decision or "
                "finding",
                "wait for what is decided on that, or have it refused first"
            );
        });
}

base::Outcome<base::ActId> RemissionService::carry_out(
    const access::Occasion& occasion,
    const claims::NamedClaim& named,
    const claims::RemissionAsked& asked
) {
    ClaimLifeService lives{database_, law_};
    const Date today = occasion.today.date();
    const base::Outcome<ClaimLife> life = lives.life_on(occasion, named, {today, today});
    if (!life) {
        return tl::unexpected(life.error());
    }
    for (const claims::Act& act : life->acts) {
        if (act.facts.number == asked.number) {
            return claims::says_same(act.facts, asked) ? base::Outcome<base::ActId>{act.id}
                                                       : act_number_taken();
        }
    }
    const base::Outcome<claims::NewAct> act = act_for(occasion, named, asked);
    if (!act) {
        return tl::unexpected(act.error());
    }
    return lives.record(occasion, named, *act);
}

}  // namespace draagkracht::followup
