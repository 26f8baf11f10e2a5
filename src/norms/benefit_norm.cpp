#include "draagkracht/norms/benefit_norm.hpp"

#include <fmt/format.h>

#include "draagkracht/base/exact_money.hpp"

namespace draagkracht::norms {

namespace {

using base::Money;
using base::Outcome;
using base::Rounding;

template <typename Value>
Outcome<const Parameter<Value>*> known(
    const std::optional<Parameter<Value>>& parameter, std::string_view name
) {
    if (!parameter) {
        return tl::unexpected(base::Problem{
            "norms.parameter-unknown",
            fmt::format("'{}' is not known for this date", name),
            std::string{name},
            "add it, with its source, to the norm file of that half-year"});
    }
    return &*parameter;
}

ApplicableNorm norm_of(const Parameter<Money>& parameter, int cost_sharers) {
    return {.amount = parameter.value, .cost_sharers = cost_sharers, .rows = {&parameter.row}};
}

Outcome<ApplicableNorm> taken(const Amount& amount, std::string_view name, int cost_sharers) {
    return known(amount, name).map([&](const Parameter<Money>* parameter) {
        return norm_of(*parameter, cost_sharers);
    });
}

Outcome<ApplicableNorm> added(Outcome<ApplicableNorm> one, Outcome<ApplicableNorm> other) {
    if (!one || !other) {
        return one ? other : one;
    }
    one->amount += other->amount;
    one->rows.insert(one->rows.end(), other->rows.begin(), other->rows.end());
    return one;
}

// Art. 22a lid 1, of one person of 21 or over beside housemates who share costs.
Outcome<ApplicableNorm> per_person(const NormTable& table, bool pension, int cost_sharers) {
    const BenefitNorms& norms = table.benefit_norm;
    Outcome<ApplicableNorm> couple =
        pension ? taken(norms.couple_pension, "benefit_norm.couple_pension", cost_sharers)
                : taken(norms.couple, "benefit_norm.couple", cost_sharers);
    if (!couple) {
        return couple;
    }
    const Outcome<Money> share = cost_sharer_norm(couple->amount, cost_sharers, table.cost_sharers);
    if (!share) {
        return tl::unexpected(share.error());
    }
    couple->amount = *share;
    couple->rows.push_back(&table.cost_sharers.fixed_share->row);
    couple->rows.push_back(&table.cost_sharers.share_per_person->row);
    return couple;
}

Outcome<ApplicableNorm> single_norm(
    const NormTable& table, AgeGroup age, bool has_children, bool institution, int housemates
) {
    const BenefitNorms& norms = table.benefit_norm;
    if (institution && age == AgeGroup::young) {
        return base::problem(
            "norms.not-covered",
            "somebody of 18 to 20 in an institution has no right to a norm",
            "Participatiewet art. 13 lid 2 onder a"
        );
    }
    if (institution) {
        return added(
            taken(norms.institution_single, "benefit_norm.institution_single", 1),
            taken(
                norms.institution_supplement_single, "benefit_norm.institution_supplement_single", 1
            )
        );
    }
    if (age == AgeGroup::young) {
        return has_children
                   ? taken(norms.young_single_parent, "benefit_norm.young_single_parent", 1)
                   : taken(norms.young_single, "benefit_norm.young_single", 1);
    }
    const bool pension = age == AgeGroup::pension;
    if (housemates > 0) {
        return per_person(table, pension, 1 + housemates);
    }
    return pension ? taken(norms.single_pension, "benefit_norm.single_pension", 1)
                   : taken(norms.single, "benefit_norm.single", 1);
}

Outcome<ApplicableNorm> young_couple_norm(const NormTable& table, const NormSituation& situation) {
    const BenefitNorms& norms = table.benefit_norm;
    const bool children = has_children(situation.living_situation);
    if (situation.debtor == situation.partner) {
        return children ? taken(norms.young_parents_both, "benefit_norm.young_parents_both", 1)
                        : taken(norms.young_couple_both, "benefit_norm.young_couple_both", 1);
    }
    if (situation.cost_sharing_housemates == 0) {
        return children ? taken(norms.young_parents_one, "benefit_norm.young_parents_one", 1)
                        : taken(norms.young_couple_one, "benefit_norm.young_couple_one", 1);
    }
    // Art. 22a lid 3: the part of the young spouse, who does not count in A, and the norm of the
    // other.
    const bool pension =
        situation.debtor == AgeGroup::pension || situation.partner == AgeGroup::pension;
    return added(
        per_person(table, pension, 1 + situation.cost_sharing_housemates),
        children ? taken(norms.young_spouse_parent, "benefit_norm.young_spouse_parent", 1)
                 : taken(norms.young_spouse, "benefit_norm.young_spouse", 1)
    );
}

Outcome<ApplicableNorm> couple_norm(const NormTable& table, const NormSituation& situation) {
    const BenefitNorms& norms = table.benefit_norm;
    const int housemates = situation.cost_sharing_housemates;
    if (situation.debtor_in_institution && situation.partner_in_institution) {
        return added(
            taken(norms.institution_couple, "benefit_norm.institution_couple", 2),
            taken(
                norms.institution_supplement_couple, "benefit_norm.institution_supplement_couple", 2
            )
        );
    }
    if (situation.debtor_in_institution || situation.partner_in_institution) {
        // Art. 23 lid 3: the norms that each would have alone.
        const bool children = has_children(situation.living_situation);
        return added(
            single_norm(
                table, situation.debtor, children, situation.debtor_in_institution, housemates
            ),
            single_norm(
                table, situation.partner, children, situation.partner_in_institution, housemates
            )
        );
    }
    if (situation.debtor == AgeGroup::young || situation.partner == AgeGroup::young) {
        return young_couple_norm(table, situation);
    }
    const bool pension =
        situation.debtor == AgeGroup::pension || situation.partner == AgeGroup::pension;
    if (housemates > 0) {  // Art. 22a lid 2: the sum of both.
        Outcome<ApplicableNorm> each = per_person(table, pension, 2 + housemates);
        if (each) {
            each->amount = each->amount * 2;
        }
        return each;
    }
    return pension ? taken(norms.couple_pension, "benefit_norm.couple_pension", 2)
                   : taken(norms.couple, "benefit_norm.couple", 2);
}

}  // namespace

Outcome<ApplicableNorm> applicable_norm(const NormTable& table, const NormSituation& situation) {
    if (is_couple(situation.living_situation)) {
        return couple_norm(table, situation);
    }
    return single_norm(
        table,
        situation.debtor,
        has_children(situation.living_situation),
        situation.debtor_in_institution,
        situation.cost_sharing_housemates
    );
}

Outcome<Money> cost_sharer_norm(Money couple_norm, int cost_sharers, const CostSharerRule& rule) {
    base::ensure(cost_sharers >= 1, "the debtor counts among the cost sharers");
    const auto fixed = known(rule.fixed_share, "cost_sharers.fixed_share");
    if (!fixed) {
        return tl::unexpected(fixed.error());
    }
    const auto each = known(rule.share_per_person, "cost_sharers.share_per_person");
    if (!each) {
        return tl::unexpected(each.error());
    }
    const base::ExactMoney together =
        couple_norm * (*fixed)->value + couple_norm * (*each)->value * cost_sharers;
    return (together / cost_sharers).rounded(Rounding::half_up);
}

std::optional<bool> counts_as_cost_sharer(const HousemateFacts& housemate, int minimum_age) {
    if (housemate.age && *housemate.age < minimum_age) {
        return false;
    }
    if (housemate.commercial.value_or(false) || housemate.student.value_or(false)) {
        return false;
    }
    if (!housemate.age || !housemate.commercial || !housemate.student) {
        return std::nullopt;
    }
    return true;
}

HolidaySplit split_holiday_pay(Money norm, base::Percentage holiday_share) {
    const Money without =
        (base::ExactMoney{norm} - norm * holiday_share).rounded(Rounding::half_up);
    return {.without_holiday_pay = without, .holiday_pay = norm - without};
}

}  // namespace draagkracht::norms
