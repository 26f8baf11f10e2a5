#include "draagkracht/plans/plans_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/base/sha256.hpp"
#include "draagkracht/capacity/capacity_json.hpp"
#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/people/people_store.hpp"
#include "draagkracht/plans/pause_registration_service.hpp"
#include "draagkracht/plans/plan_store.hpp"
#include "draagkracht/storage/outbox.hpp"
#include "draagkracht/storage/transaction.hpp"
#include "plans/mandate_store.hpp"
#include "plans/person_service.hpp"
#include "plans/talk_store.hpp"
#include "plans/talk_table_service.hpp"

namespace draagkracht::plans {

using base::Money;
using storage::Transaction;

namespace {

// Read before the transaction of the talk, as it takes a connection of its own.
std::map<base::MunicipalityId, std::string> municipality_codes(storage::Database& database) {
    std::map<base::MunicipalityId, std::string> codes;
    for (access::Municipality& known : access::AccessService{database}.municipalities()) {
        codes.emplace(known.id, std::move(known.code));
    }
    return codes;
}

// People agree on the debt that they looked at, and not on what it became while they talked.
base::Done check_debt_seen(const PlanRequest& request, const Table& table) {
    if (!request.debt_seen || *request.debt_seen == table.ground.debt().total()) {
        return {};
    }
    return base::problem(
        "plans.debt-changed",
        "what is open on these claims is not what was seen",
        "look at the proposals again, and agree on what is open now"
    );
}

// Of two talks at once the second would end what the first agreed on, without a word.
base::Done check_plans_seen(const PlanRequest& request, const Table& table) {
    std::vector<PlanVersion> seen = request.replaces;
    std::ranges::sort(seen);
    if (seen == table.ground.replaced()) {
        return {};
    }
    return base::problem(
        "plans.other-plan-seen",
        "another plan runs on these claims than the one that was seen",
        "look at what was agreed on meanwhile, and name the plan that is to be replaced"
    );
}

// A direct debit goes by a mandate of this debtor.
base::Done check_way_to_pay(
    Transaction& transaction, const PlanRequest& request, const WayToPay& way_to_pay
) {
    if (const base::Done sound = check(way_to_pay); !sound || !way_to_pay.mandate) {
        return sound;
    }
    const std::optional<MandateRow> mandate = mandate_by_id(transaction, *way_to_pay.mandate);
    if (mandate && mandate->person == request.person) {
        return has_ended(transaction, mandate->id)
                   ? base::problem(
                         "plans.mandate-withdrawn",
                         "the debtor withdrew this mandate",
                         "record the new mandate that this debtor signed, and name it"
                     )
                   : base::Done{};
    }
    return base::problem(
        "plans.mandate-of-other",
        "the mandate is not one of this person",
        "record the mandate that this debtor signed, and name it"
    );
}

// A plan of this debtor that pays some of these claims now is replaced; what else it pays must come
// along, or it would be left without a plan by accident.
base::Done check_replaced(const std::vector<Plan>& running, const std::vector<PlannedClaim>& kept) {
    for (const Plan& plan : running) {
        for (const PlannedClaim& planned : plan.facts.claims) {
            const bool comes_along =
                std::any_of(kept.begin(), kept.end(), [&planned](const PlannedClaim& claim) {
                    return claim.claim == planned.claim;
                });
            if (!comes_along) {
                return base::problem(
                    "plans.claim-left-out",
                    "the running plan also pays another claim that is still open",
                    "take that claim into the new plan too"
                );
            }
        }
    }
    return {};
}

// Number, version and payment reference: those of the plan it replaces, so that a debtor's
// standing order stays right; else new ones.
void give_identity(PlanFacts& facts, const std::vector<Plan>& running, std::int64_t new_number) {
    if (running.empty()) {
        const int year = static_cast<int>(facts.agreed_on.calendar().year());
        facts.plan_number = fmt::format("R-{}-{:06}", year, new_number);
        facts.payment_reference = base::PaymentReference::for_id(new_number);
        return;
    }
    const PlanFacts& former = running.front().facts;
    facts.plan_number = former.plan_number;
    facts.version = former.version + 1;
    facts.payment_reference = former.payment_reference;
}

std::string details_of(const PlanFacts& facts) {
    return fmt::format(
        R"({{"agreed_cents":{},"norm_cents":{},"instalments":{}}})",
        facts.agreed_amount.in_cents(),
        facts.assessed.value().norm.in_cents(),
        facts.schedule.size()
    );
}

std::string subject_of(base::PlanId plan) {
    return fmt::format("plan:{}", plan.value());
}

// The plan as the two people agreed on it, but for its number; everything that must hold of it
// does.
base::Outcome<PlanFacts> agreed_facts(
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const PlanRequest& request,
    const Table& table,
    const Wish& wish
) {
    const std::optional<capacity::CapacityFigures> figures = table.figures();
    if (!figures) {
        return not_computable(table.assessment);
    }
    const base::Outcome<ThreeAmounts> amounts =
        plans::agree(wish, *figures, instalment_unit(table.assessment));
    if (!amounts) {
        return tl::unexpected(amounts.error());
    }
    const base::Outcome<std::vector<Instalment>> schedule =
        schedule_of(table.ground.debt().total(), wish.terms);
    if (!schedule) {
        return tl::unexpected(schedule.error());
    }
    if (const base::Done in_time =
            check_begin(wish.terms.rhythm, occasion.today.date()).and_then([&] {
                return check_extras(wish.terms, *schedule);
            });
        !in_time) {
        return tl::unexpected(in_time.error());
    }
    PlanFacts facts{
        .municipality = municipality,
        .person = request.person,
        .plan_number = {},
        .version = 1,
        .payment_reference = base::PaymentReference::for_number(0),
        .agreed_on = occasion.today.date(),
        .agreed_by = occasion.actor.text(),
        .assessed =
            AssessedAmounts{
                figures->norm_capacity,
                figures->protected_income,
                figures->income,
                table.ground.paid_elsewhere()},
        .agreed_amount = amounts->agreed,
        .debtors_own_wish = wish.debtors_own_wish,
        .difference_reason = wish.reason,
        .contact = request.contact,
        .assessment = std::nullopt,
        .claims = table.claims(),
        .terms = wish.terms,
        .schedule = *schedule,
        .way_to_pay = wish.way_to_pay};
    if (const base::Done sound = check(facts); !sound) {
        return tl::unexpected(sound.error());
    }
    return facts;
}

// All that was asked, so that the same number with something else is not taken for the same. The
// day of the household is that of the talk and not asked: the same request after midnight is still
// the same.
std::string fingerprint_of(const PlanRequest& request, const Wish& wish) {
    const ScheduleTerms& terms = wish.terms;
    capacity::Household household = request.household;
    household.date = base::Date{std::chrono::sys_days{}};
    std::string text = fmt::format(
        "{}|{}|{}|{}|{}|{}|{}|{}|{}|{}",
        capacity::to_json(household),
        request.debt_seen ? request.debt_seen->to_string() : "",
        to_text(wish.way_to_pay.way),
        wish.way_to_pay.mandate ? wish.way_to_pay.mandate->value() : 0,
        request.contact ? request.contact->value() : 0,
        static_cast<int>(terms.rhythm.frequency),
        terms.rhythm.first_due_date.to_string(),
        terms.rhythm.day_of_month.value_or(0),
        terms.holiday_pay.value_or(Money{}).in_cents(),
        wish.debtors_own_wish
    );
    for (const base::ClaimId claim : request.claims) {
        text += fmt::format("|claim {}", claim.value());
    }
    for (const base::ClaimId claim : request.designated) {
        text += fmt::format("|first {}", claim.value());
    }
    for (const PlanVersion& plan : request.replaces) {
        text += fmt::format("|replaces {} {}", plan.plan_number, plan.version);
    }
    for (const AmountStep& step : terms.amounts) {
        text += fmt::format("|step {} {}", step.from_number, step.amount.in_cents());
    }
    for (const ExtraPayment& extra : terms.extras) {
        text += fmt::format("|extra {} {}", extra.due_date.to_string(), extra.amount.in_cents());
    }
    return base::sha256_of(text + "|" + wish.reason);
}

// The plan that this very request made before.
base::Outcome<std::optional<base::PlanId>> made_before(
    Transaction& transaction, const PlanRequest& request, const Wish& wish
) {
    if (request.request_number.empty()) {
        return std::nullopt;
    }
    const std::optional<StoredRequest> stored =
        request_of(transaction, request.person, request.request_number);
    if (!stored) {
        return std::nullopt;
    }
    if (stored->fingerprint != fingerprint_of(request, wish)) {
        return base::problem(
            "plans.request-number-taken",
            "another agreement was made under this number",
            "look at the plans of this person, and begin again with a new number"
        );
    }
    return stored->plan;
}

// Ends what is replaced, with its pauses going on, adds the plan and asks for its letter.
base::Outcome<base::PlanId> write_agreement(
    Transaction& transaction,
    const access::Occasion& occasion,
    const PlanFacts& facts,
    const std::vector<Plan>& replaced
) {
    const base::Date today = occasion.today.date();
    const std::string actor = occasion.actor.text();
    std::vector<base::PlanId> ended;
    std::ranges::transform(replaced, std::back_inserter(ended), &Plan::id);
    end_plans(
        transaction,
        ended,
        {today,
         PlanOutcome::replaced,
         fmt::format("replaced by {} version {}", facts.plan_number, facts.version),
         actor}
    );
    const base::PlanId plan = add_plans(transaction, {facts}).front();
    storage::request_letters(
        transaction,
        {{facts.municipality,
          facts.person,
          "plan_confirmation",
          subject_of(plan),
          plan,
          today,
          actor}}
    );
    return take_over_pauses(transaction, occasion, replaced, plan).map([plan](int) {
        return plan;
    });
}

}  // namespace

std::optional<JointPlan> as_seen_by_joint_debtor(
    const Plan& plan, const std::vector<base::ClaimId>& owed
) {
    JointPlan seen{{}, plan.facts.agreed_amount};
    for (const PlannedClaim& planned : plan.facts.claims) {
        if (std::ranges::find(owed, planned.claim) != owed.end()) {
            seen.claims.push_back(planned.claim);
        } else {
            seen.agreed_amount.reset();
        }
    }
    return seen.claims.empty() ? std::nullopt : std::optional{std::move(seen)};
}

base::Outcome<Offer> PlansService::propose(
    const access::Occasion& occasion, const PlanRequest& request, const Asked& asked
) {
    const std::map<base::MunicipalityId, std::string> codes = municipality_codes(database_);
    Transaction transaction{database_, "propose plan", storage::Access::write};
    const base::Outcome<base::MunicipalityId> municipality =
        municipality_for(transaction, occasion, access::Right::agree_plan, request.person);
    if (!municipality) {
        return tl::unexpected(municipality.error());
    }
    base::Outcome<Table> table =
        lay_table(transaction, occasion, request, codes.at(*municipality), rules_);
    if (!table) {
        return tl::unexpected(table.error());
    }
    if (const base::Done begins = check_begin(asked.rhythm, occasion.today.date()); !begins) {
        return tl::unexpected(begins.error());
    }
    audit::Trail trail{transaction, occasion.author()};
    trail.record(
        {"plans.propose",
         *municipality,
         request.person,
         fmt::format("person:{}", request.person.value())}
    );
    trail.write();
    transaction.commit();
    return offer_for(
        std::move(table->assessment), table->ground.debt(), table->ground.paid_elsewhere(), asked
    );
}

base::Outcome<base::PlanId> PlansService::agree(
    const access::Occasion& occasion, const PlanRequest& request, const Wish& wish
) {
    const std::map<base::MunicipalityId, std::string> codes = municipality_codes(database_);
    Transaction transaction{database_, "agree plan", storage::Access::write};
    const base::Outcome<base::MunicipalityId> municipality =
        municipality_for(transaction, occasion, access::Right::agree_plan, request.person);
    if (!municipality) {
        return tl::unexpected(municipality.error());
    }
    // Two talks with one debtor take turns, or each would promise what the other has promised.
    people::hold_person(transaction, request.person);
    const base::Outcome<std::optional<base::PlanId>> made = made_before(transaction, request, wish);
    if (!made || *made) {
        return made.map([](const std::optional<base::PlanId>& plan) { return *plan; });
    }
    claims::lock_claims(transaction, request.claims);
    const base::Outcome<Table> table =
        lay_table(transaction, occasion, request, codes.at(*municipality), rules_);
    if (!table) {
        return tl::unexpected(table.error());
    }
    if (const base::Done found =
            check_debt_seen(request, *table)
                .and_then([&] { return check_plans_seen(request, *table); })
                .and_then([&] {
                    return check_contact(transaction, request.contact, request.person);
                })
                .and_then([&] { return check_way_to_pay(transaction, request, wish.way_to_pay); });
        !found) {
        return tl::unexpected(found.error());
    }
    if (const base::Done replaced = check_replaced(table->replaced, table->claims()); !replaced) {
        return tl::unexpected(replaced.error());
    }
    base::Outcome<PlanFacts> facts = agreed_facts(occasion, *municipality, request, *table, wish);
    if (!facts) {
        return tl::unexpected(facts.error());
    }
    give_identity(*facts, table->replaced, transaction.reserve_ids(1).take());
    facts->assessment = add_assessment(
        transaction,
        {*municipality,
         request.person,
         occasion.today.date(),
         capacity::to_json(request.household),
         capacity::to_json(request.household, table->assessment)}
    );
    const base::Outcome<base::PlanId> plan =
        write_agreement(transaction, occasion, *facts, table->replaced);
    if (!plan) {
        return plan;
    }
    if (!request.request_number.empty()) {
        add_request(
            transaction,
            request.person,
            request.request_number,
            {fingerprint_of(request, wish), *plan}
        );
    }
    audit::Trail trail{transaction, occasion.author()};
    trail.record(
        {"plans.agree", *municipality, request.person, subject_of(*plan), details_of(*facts)}
    );
    trail.write();
    transaction.commit();
    return plan;
}

base::Outcome<std::vector<JointPlan>> PlansService::joint_plans_of(
    const access::Occasion& occasion, base::PersonId person
) {
    Transaction transaction{database_, "joint plans of person", storage::Access::write};
    const base::Outcome<base::MunicipalityId> municipality =
        municipality_for(transaction, occasion, access::Right::see_person, person);
    if (!municipality) {
        return tl::unexpected(municipality.error());
    }
    std::vector<base::ClaimId> owed;
    for (const claims::Claim& claim : claims::claims_of_people(transaction, {person})) {
        owed.push_back(claim.id);
    }
    std::vector<JointPlan> joint;
    audit::Trail trail{transaction, occasion.author()};
    for (const Plan& plan :
         without_paid_claims(transaction, running_plans_of_claims(transaction, owed))) {
        if (plan.facts.person == person) {
            continue;
        }
        if (std::optional<JointPlan> seen = as_seen_by_joint_debtor(plan, owed)) {
            joint.push_back(std::move(*seen));
            trail.record({"plans.look", *municipality, plan.facts.person, subject_of(plan.id)});
        }
    }
    trail.write();
    transaction.commit();
    return joint;
}

base::Outcome<std::vector<PlanStanding>> PlansService::plans_of(
    const access::Occasion& occasion, base::PersonId person
) {
    Transaction transaction{database_, "plans of person", storage::Access::write};
    const base::Outcome<base::MunicipalityId> municipality =
        municipality_for(transaction, occasion, access::Right::see_person, person);
    if (!municipality) {
        return tl::unexpected(municipality.error());
    }
    std::vector<PlanStanding> standing;
    std::vector<base::PlanId> ids;
    for (Plan& plan : plans_of_person(transaction, person)) {
        ids.push_back(plan.id);
        std::vector<InstalmentStanding> instalments = standing_of(plan, occasion.today);
        standing.push_back({std::move(plan), std::move(instalments)});
    }
    for (const base::PlanId held : held_plans(transaction, ids, occasion.today.date())) {
        const auto of_plan =
            std::ranges::find(standing, held, [](const PlanStanding& one) { return one.plan.id; });
        of_plan->is_held = true;
        of_plan->instalments = as_held(std::move(of_plan->instalments));
    }
    audit::Trail trail{transaction, occasion.author()};
    trail.record({"plans.look", *municipality, person, fmt::format("person:{}", person.value())});
    trail.write();
    transaction.commit();
    return standing;
}

}  // namespace draagkracht::plans
