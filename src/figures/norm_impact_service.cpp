#include "draagkracht/figures/norm_impact_service.hpp"

#include <fmt/format.h>

#include <map>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/capacity/capacity_json.hpp"
#include "draagkracht/figures/norm_impact.hpp"
#include "draagkracht/plans/agreement.hpp"
#include "figures/norm_impact_store.hpp"

namespace draagkracht::figures {

namespace {

using base::Money;

using Codes = std::map<base::MunicipalityId, std::string>;

// The municipalities that are asked for. Problem norms.unknown-municipality.
base::Outcome<Codes> codes_asked_for(storage::Database& database, const ImpactRequest& request) {
    Codes codes;
    for (access::Municipality& known : access::AccessService{database}.municipalities()) {
        if (!request.municipality || *request.municipality == known.code) {
            codes.emplace(known.id, std::move(known.code));
        }
    }
    if (request.municipality && codes.empty()) {
        return base::problem(
            "norms.unknown-municipality",
            fmt::format("the register knows no municipality '{}'", *request.municipality),
            "look at its codes in config/policies"
        );
    }
    return codes;
}

std::vector<base::MunicipalityId> ids_of(const Codes& codes) {
    std::vector<base::MunicipalityId> ids;
    ids.reserve(codes.size());
    for (const auto& [id, code] : codes) {
        ids.push_back(id);
    }
    return ids;
}

PlanImpact impact_of(
    const RunningPlan& plan,
    const std::string& municipality,
    base::Date from,
    const norms::RuleBook& rules
) {
    PlanImpact impact{
        .plan_number = plan.plan_number,
        .version = plan.version,
        .municipality = municipality,
        .agreed_amount = plan.agreed_amount,
        .norm_before = {},
        .norm_after = {},
        .is_below_floor = false,
        .not_computable = {}};
    const base::Outcome<capacity::Household> household =
        capacity::household_from_json(*plan.household_json);
    const base::Outcome<Reassessment> reassessment =
        household ? reassess(*household, from, rules)
                  : base::Outcome<Reassessment>{tl::unexpected(household.error())};
    if (!reassessment) {
        impact.not_computable = reassessment.error();
        return impact;
    }
    const Money elsewhere = plan.agreed_in_all - plan.agreed_amount;
    const capacity::CapacityFigures after = plans::left_beside(reassessment->after, elsewhere);
    impact.norm_before = plans::left_beside(reassessment->before, elsewhere).norm_capacity;
    impact.norm_after = after.norm_capacity;
    impact.is_below_floor = after.income - plan.agreed_amount < after.protected_income;
    return impact;
}

// Counts plans in the order of person, so that each person counts once.
class Tally {
  public:
    void add(const RunningPlan& plan) {
        ++impact_.running_plans;
        impact_.assessed_plans += plan.household_json ? 1 : 0;
        if (!person_ || *person_ != plan.person) {
            person_ = plan.person;
            is_person_counted_ = false;
        }
    }
    void add(const PlanImpact& plan) {
        impact_.not_computable_plans += plan.not_computable ? 1 : 0;
        impact_.plans_below_floor += plan.is_below_floor ? 1 : 0;
        if (!plan.is_changed()) {
            return;
        }
        ++impact_.changed_plans;
        if (!is_person_counted_) {
            is_person_counted_ = true;
            ++impact_.changed_people;
            impact_.change_a_month += *plan.norm_after - *plan.norm_before;
        }
    }
    [[nodiscard]] const NormImpact& impact() const { return impact_; }

  private:
    NormImpact impact_;
    std::optional<base::PersonId> person_;
    bool is_person_counted_ = false;
};

void write_looks(
    storage::Transaction& transaction,
    const access::Occasion& occasion,
    const std::vector<RunningPlan>& plans
) {
    audit::Trail trail{transaction, occasion.author()};
    const base::PersonId* last = nullptr;
    for (const RunningPlan& plan : plans) {
        if (last == nullptr || *last != plan.person) {
            trail.record(
                {"figures.look",
                 plan.municipality,
                 plan.person,
                 fmt::format("person:{}", plan.person.value())}
            );
            last = &plan.person;
        }
    }
    trail.write();
}

}  // namespace

int NormImpactService::count_plans(const ImpactRequest& request) {
    const base::Outcome<Codes> codes = codes_asked_for(database_, request);
    if (!codes) {
        return 0;
    }
    storage::Transaction transaction{database_, "count plans", storage::Access::read};
    return count_running_plans(transaction, ids_of(*codes));
}

base::Outcome<NormImpact> NormImpactService::impact(
    const access::Occasion& occasion,
    const ImpactRequest& request,
    const std::function<void(const PlanImpact&)>& on_plan,
    const std::function<void(int plans_done)>& on_progress
) {
    const base::Outcome<Codes> codes = codes_asked_for(database_, request);
    if (!codes) {
        return tl::unexpected(codes.error());
    }
    for (const auto& [id, code] : *codes) {
        if (const base::Done allowed =
                access::require(occasion.actor, access::Right::see_figures, id);
            !allowed) {
            return tl::unexpected(allowed.error());
        }
    }
    if (const auto norms = rules_.norms.norms_on(request.from); !norms) {
        return tl::unexpected(norms.error());
    }
    Tally tally;
    base::PersonId last{0};
    while (true) {
        storage::Transaction transaction{database_, "norm impact", storage::Access::write};
        const std::vector<RunningPlan> plans =
            running_plans_after(transaction, ids_of(*codes), last, people_per_lot_);
        if (plans.empty()) {
            return tally.impact();
        }
        last = plans.back().person;
        write_looks(transaction, occasion, plans);
        transaction.commit();
        for (const RunningPlan& plan : plans) {
            tally.add(plan);
            if (!plan.household_json) {
                continue;
            }
            const auto code = codes->find(plan.municipality);
            const PlanImpact impact = impact_of(
                plan, code == codes->end() ? std::string{} : code->second, request.from, rules_
            );
            tally.add(impact);
            if (impact.is_changed() || impact.is_below_floor || impact.not_computable) {
                on_plan(impact);
            }
        }
        on_progress(tally.impact().running_plans);
    }
}

}  // namespace draagkracht::figures
