#include "draagkracht/plans/registration_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

#include "draagkracht/base/plain_line.hpp"
#include "draagkracht/base/sha256.hpp"
#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/plans/burden.hpp"
#include "draagkracht/plans/plan_store.hpp"
#include "plans/registration_store.hpp"

namespace draagkracht::plans {

using storage::Transaction;

namespace {

std::string hash_of(const FormerPlan& plan) {
    base::ContentText content;
    content.add(plan.plan_number)
        .add(std::to_string(plan.person.value()))
        .add(plan.agreed_on.to_string())
        .add(plan.instalment_amount.to_string())
        .add(plan.rhythm.first_due_date.to_string())
        .add(plan.payment_reference ? plan.payment_reference->text() : "");
    for (const PlannedClaim& planned : plan.claims) {
        content.add(std::to_string(planned.claim.value())).add(planned.amount.to_string());
    }
    // The plainest rhythm adds nothing, as before there were others: the same plan is still known.
    if (plan.rhythm.frequency != Frequency::monthly) {
        content.add(to_text(plan.rhythm.frequency));
    }
    if (plan.rhythm.day_of_month) {
        content.add(std::to_string(*plan.rhythm.day_of_month));
    }
    return base::sha256_of(content.text());
}

base::Problem refusal(std::string code, std::string message, std::string remedy) {
    return {std::move(code), std::move(message), {}, std::move(remedy)};
}

// What the register holds about the claims of a set of plans.
struct KnownClaims {
    std::unordered_map<base::ClaimId, claims::Claim> by_id;
    std::unordered_map<base::ClaimId, claims::Balance> balances;
    std::set<std::pair<base::ClaimId, base::PersonId>> in_a_plan;  // of that debtor
};

// Held to the end of the transaction: what is open on them now is what the plans are to pay.
KnownClaims hold_claims(
    Transaction& transaction, const std::vector<base::Fresh<FormerPlan>>& plans
) {
    std::vector<base::ClaimId> ids;
    for (const base::Fresh<FormerPlan>& plan : plans) {
        for (const PlannedClaim& planned : plan.facts->claims) {
            ids.push_back(planned.claim);
        }
    }
    claims::lock_claims(transaction, ids);
    KnownClaims known;
    for (claims::Claim& claim : claims::claims_by_id(transaction, ids)) {
        const base::ClaimId id = claim.id;
        known.by_id.emplace(id, std::move(claim));
    }
    known.balances = claims::balances_of(transaction, ids);
    for (const Plan& plan : running_plans_of_claims(transaction, ids)) {
        for (const PlannedClaim& planned : plan.facts.claims) {
            known.in_a_plan.insert({planned.claim, plan.facts.person});
        }
    }
    return known;
}

bool is_owed_by(const claims::Claim& claim, base::PersonId person) {
    return std::ranges::any_of(claim.debtors, [person](const claims::Debtor& debtor) {
        return debtor.person == person;
    });
}

// The claims of a plan are those of its debtor, each in one running plan of that debtor, for no
// more than is open. Joint debtors each have a plan of their own.
base::Done check_claims(const FormerPlan& plan, KnownClaims& known) {
    for (const PlannedClaim& planned : plan.claims) {
        const auto claim = known.by_id.find(planned.claim);
        if (claim == known.by_id.end() || !is_owed_by(claim->second, plan.person)) {
            return tl::unexpected(refusal(
                "plans.claim-not-of-person",
                "one of the claims is not owed by this person",
                "choose from the claims of this person"
            ));
        }
        if (planned.amount > known.balances[planned.claim].total()) {
            return tl::unexpected(refusal(
                "plans.more-than-open",
                "the plan is to pay more of a claim than is open on it",
                "give what is left to pay, not what the plan began with"
            ));
        }
        if (!known.in_a_plan.insert({planned.claim, plan.person}).second) {
            return tl::unexpected(refusal(
                "plans.claim-in-other-plan",
                "one of the claims is in a running plan of this debtor already",
                "a debtor pays a claim by one plan at a time"
            ));
        }
    }
    return {};
}

base::Done check_words(const FormerPlan& plan, base::BusinessDate today) {
    if (plan.plan_number.empty()) {
        return tl::unexpected(refusal("plans.no-number", "the plan has no number", ""));
    }
    if (plan.agreed_on > today.date()) {
        return tl::unexpected(refusal(
            "plans.agreed-in-future",
            "the plan is agreed on after the business date",
            "correct the date"
        ));
    }
    // What was agreed on long ago may begin now; what is still to begin does so within the time of
    // a plan.
    const bool is_to_begin = plan.rhythm.first_due_date > today.date();
    const base::Done begins = is_to_begin ? check_begin(plan.rhythm, today.date()) : base::Done{};
    return begins ? base::check_plain_line(plan.plan_number) : begins;
}

// The facts of a plan as the register holds them, when they add up.
base::Outcome<PlanFacts> facts_of(
    const FormerPlan& plan,
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const base::PaymentReference& reference
) {
    const ScheduleTerms terms{.rhythm = plan.rhythm, .amounts = {{1, plan.instalment_amount}}};
    if (const base::Done sound = check(terms); !sound) {
        return tl::unexpected(sound.error());
    }
    PlanFacts facts{
        .municipality = municipality,
        .person = plan.person,
        .plan_number = plan.plan_number,
        .version = 1,
        .payment_reference = reference,
        .agreed_on = plan.agreed_on,
        .agreed_by = occasion.actor.text(),
        .assessed = std::nullopt,
        .agreed_amount = burden_of(terms),
        .debtors_own_wish = false,
        .difference_reason = {},
        .contact = std::nullopt,
        .assessment = std::nullopt,
        .claims = plan.claims,
        .terms = terms,
        .schedule = {}};
    base::Outcome<std::vector<Instalment>> schedule = schedule_of(facts.total(), facts.terms);
    if (!schedule) {
        return tl::unexpected(schedule.error());
    }
    facts.schedule = std::move(*schedule);
    if (const base::Done sound = check(facts); !sound) {
        return tl::unexpected(sound.error());
    }
    return facts;
}

// The references that are given and that a plan or claim has already, in the register.
std::set<std::string> taken_references(
    Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<base::Fresh<FormerPlan>>& plans
) {
    std::vector<base::PaymentReference> given;
    for (const base::Fresh<FormerPlan>& plan : plans) {
        if (plan.facts->payment_reference) {
            given.push_back(*plan.facts->payment_reference);
        }
    }
    std::set<std::string> taken = references_of_plans(transaction, given);
    for (const auto& [reference, claim] :
         claims::claims_of_references(transaction, municipality, given)) {
        taken.insert(reference);
    }
    return taken;
}

base::Done check_reference(const FormerPlan& plan, std::set<std::string>& taken) {
    if (plan.payment_reference && !taken.insert(plan.payment_reference->text()).second) {
        return tl::unexpected(refusal(
            "plans.reference-taken",
            "another plan or a claim has this payment reference",
            "leave it out, and one is made"
        ));
    }
    return {};
}

// Sorts out the new ones and turns them into facts; each problem goes into `result`.
struct Prepared {
    std::vector<PlanFacts> facts;
    std::vector<std::string> hashes;
};

Prepared prepare(
    Transaction& transaction,
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const std::vector<base::Fresh<FormerPlan>>& fresh,
    base::Registration& result
) {
    KnownClaims known = hold_claims(transaction, fresh);
    std::set<std::string> taken = taken_references(transaction, municipality, fresh);
    storage::IdBlock numbers = transaction.reserve_ids(fresh.size());
    Prepared prepared;
    for (const base::Fresh<FormerPlan>& plan : fresh) {
        const FormerPlan& former = *plan.facts;
        const base::PaymentReference reference =
            former.payment_reference.value_or(base::PaymentReference::for_id(numbers.take()));
        base::Outcome<PlanFacts> facts =
            check_words(former, occasion.today)
                .and_then([&] { return check_claims(former, known); })
                .and_then([&] { return check_reference(former, taken); })
                .and_then([&] { return facts_of(former, occasion, municipality, reference); });
        if (!facts) {
            result.problems.push_back(facts.error().at(former.where));
            continue;
        }
        prepared.facts.push_back(std::move(*facts));
        prepared.hashes.push_back(plan.hash);
    }
    return prepared;
}

}  // namespace

base::Registration register_plans(
    Transaction& transaction,
    audit::Trail& trail,
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const std::vector<FormerPlan>& plans
) {
    base::Registration result;
    const auto number_of = [](const FormerPlan& plan) { return plan.plan_number; };
    std::vector<std::string> numbers;
    std::ranges::transform(plans, std::back_inserter(numbers), number_of);
    const std::vector<base::Fresh<FormerPlan>> fresh = base::fresh_ones(
        plans,
        base::KnownContent{registered_hashes(transaction, municipality, numbers)},
        number_of,
        hash_of,
        "plans.other-content",
        result
    );
    const Prepared prepared = prepare(transaction, occasion, municipality, fresh, result);
    if (!result.problems.empty()) {
        return result;
    }
    const std::vector<base::PlanId> ids = add_plans(transaction, prepared.facts);
    std::vector<FormerPlanRow> former;
    for (std::size_t place = 0; place < ids.size(); ++place) {
        former.push_back({ids[place], prepared.hashes[place]});
        trail.record(
            {"plans.register",
             municipality,
             prepared.facts[place].person,
             fmt::format("plan:{}", ids[place].value()),
             fmt::format(
                 R"({{"amount_cents":{}}})", prepared.facts[place].agreed_amount.in_cents()
             )}
        );
    }
    add_former_plans(transaction, former);
    result.added_count = fresh.size();
    return result;
}

}  // namespace draagkracht::plans
