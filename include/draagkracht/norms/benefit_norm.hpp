// The benefit norm (bijstandsnorm) is what the Participatiewet counts as enough for a month's
// living, by situation and age; art. 19a to 23.
//
//     NormSituation situation{.living_situation = LivingSituation::single};
//     applicable_norm(table, situation).value().amount          // EUR 1419.46, from 2026-07-01
//     situation.cost_sharing_housemates = 1;                     // a sister of 30 lives in
//     applicable_norm(table, situation).value().amount          // EUR 1013.90: 50% of the couple's
#pragma once

#include <optional>
#include <vector>

#include "draagkracht/base/problem.hpp"
#include "draagkracht/norms/living_situation.hpp"
#include "draagkracht/norms/norm_table.hpp"

namespace draagkracht::norms {

enum class AgeGroup {
    young,    // 18 to 20
    adult,    // 21 to pension age
    pension,  // pension age and over
};

struct NormSituation {
    LivingSituation living_situation = LivingSituation::single;
    AgeGroup debtor = AgeGroup::adult;
    AgeGroup partner = AgeGroup::adult;  // Of a couple.
    bool debtor_in_institution = false;
    bool partner_in_institution = false;
    int cost_sharing_housemates = 0;  // Beside debtor and partner; see counts_as_cost_sharer.
};

struct ApplicableNorm {
    base::Money amount;                     // EUR a month, net, with holiday pay in it.
    int cost_sharers = 1;                   // A of art. 22a; 1 or 2 without housemates who count.
    std::vector<const ParameterRow*> rows;  // Those it was taken from; they live in the table.
};

// Problems: norms.parameter-unknown with the row as place; norms.not-covered for somebody of 18 to
// 20 in an institution, who has no right to it (art. 13 lid 2 onder a).
[[nodiscard]] base::Outcome<ApplicableNorm> applicable_norm(
    const NormTable& table, const NormSituation& situation
);

// Art. 22a lid 1, of one person: couple_norm x (fixed share + A x share a person) / A, half-up.
// `cost_sharers` is A, at least 1. Problem norms.parameter-unknown.
[[nodiscard]] base::Outcome<base::Money> cost_sharer_norm(
    base::Money couple_norm, int cost_sharers, const CostSharerRule& rule
);

// Art. 19a lid 1: a housemate counts from the minimum age, unless a commercial tenant or boarder,
// or a student. Empty when a fact that decides it is not known.
struct HousemateFacts {
    std::optional<int> age;
    std::optional<bool> commercial;
    std::optional<bool> student;
};
[[nodiscard]] std::optional<bool> counts_as_cost_sharer(
    const HousemateFacts& housemate, int minimum_age
);

// Art. 19 lid 3: the part of the norm that is paid out each month and the part that is set aside as
// holiday pay. Together they are the norm; the first is rounded half-up.
struct HolidaySplit {
    base::Money without_holiday_pay;
    base::Money holiday_pay;
};
[[nodiscard]] HolidaySplit split_holiday_pay(base::Money norm, base::Percentage holiday_share);

}  // namespace draagkracht::norms
