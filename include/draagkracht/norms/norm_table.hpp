// A norm table holds the amounts of one half-year: benefit norms (bijstandsnormen), the share of
// holiday pay, who shares costs, the parameters of the protected income (beslagvrije voet), and
// what of earnings and means the benefit leaves alone.
//
// Municipalities see new amounts every January and July. Each period is one file,
// config/norms/<valid-from>.toml. An amount that is not known is absent here, never zero:
//
//     if (!table.benefit_norm.institution_single) { /* say that it is unknown */ }
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "draagkracht/base/money.hpp"
#include "draagkracht/base/percentage.hpp"
#include "draagkracht/norms/parameter.hpp"

namespace draagkracht::norms {

using Amount = std::optional<Parameter<base::Money>>;
using Share = std::optional<Parameter<base::Percentage>>;
using Count = std::optional<Parameter<int>>;
using Part = std::optional<Parameter<Fraction>>;
using DecimalFactor = std::optional<Parameter<Factor>>;

// EUR per calendar month, net, with holiday pay in it (Participatiewet art. 19 lid 3).
struct BenefitNorms {
    Amount single;          // Art. 21 onder a: single or single parent, 21 to pension age.
    Amount couple;          // Art. 21 onder b.
    Amount single_pension;  // Art. 22 onder a.
    Amount couple_pension;  // Art. 22 onder b and c: one or both past pension age.

    Amount young_single;         // Art. 20 lid 1 onder a: 18 to 20.
    Amount young_couple_both;    // Art. 20 lid 1 onder b.
    Amount young_couple_one;     // Art. 20 lid 1 onder c: the other is 21 or over.
    Amount young_single_parent;  // Art. 20 lid 2 onder a.
    Amount young_parents_both;   // Art. 20 lid 2 onder b.
    Amount young_parents_one;    // Art. 20 lid 2 onder c.
    Amount young_supplement;     // Art. 20 lid 3, since 2026: who cannot turn to their parents.
    Amount young_spouse_parent;  // Art. 22a lid 3 onder a.
    Amount young_spouse;         // Art. 22a lid 3 onder b.

    Amount institution_single;             // Art. 23 lid 1 onder a.
    Amount institution_couple;             // Art. 23 lid 1 onder b.
    Amount institution_supplement_single;  // Art. 23 lid 2 onder a.
    Amount institution_supplement_couple;  // Art. 23 lid 2 onder b.
};

// The cost-sharer norm (kostendelersnorm), art. 22a: B x (fixed share + A x share a person) / A.
struct CostSharerRule {
    Count minimum_age;       // From this age a housemate counts: 27 since 2023, 21 before.
    Share fixed_share;       // 40%
    Share share_per_person;  // 30%
};

// Which text of Rv art. 475da lid 2 holds: its rent term changed on 2026-01-01.
enum class ProtectedIncomeForm { quadratic_rent_term, linear_rent_term };

[[nodiscard]] std::string_view name_of(ProtectedIncomeForm form);
[[nodiscard]] std::optional<ProtectedIncomeForm> protected_income_form_of(std::string_view name);

// Rv art. 475da to 475dc. The letters are those of art. 475da lid 2 since 2026.
//
// Until the end of 2025 the rent term was the norm rent (normhuur) of rent allowance less J, where
// the norm rent a month is square factor x C x C + factor x C, with C in EUR a year.
struct ProtectedIncomeParameters {
    std::optional<ProtectedIncomeForm> form;
    Amount cap_single;  // Lid 1, EUR a month.
    Amount cap_single_parent;
    Amount cap_couple;
    Amount cap_couple_with_children;
    Share base_share;            // 95% of norm A or B.
    Amount threshold_income;     // D, EUR a year: from here healthcare allowance falls.
    Share healthcare_taper;      // E
    Amount standard_premium;     // Lid 3, EUR a year: caps the healthcare term.
    Share rent_taper_single;     // F
    Share rent_taper_household;  // G
    DecimalFactor rent_square_factor_single;     // Until 2025: F, Wht art. 19 lid 2.
    DecimalFactor rent_factor_single;            // Until 2025: G.
    DecimalFactor rent_square_factor_household;  // Until 2025: H.
    DecimalFactor rent_factor_household;         // Until 2025: I.
    Amount maximum_rent;                         // H, EUR a month.
    Amount minimum_income_single;                // EUR a year; I = C less this.
    Amount minimum_income_household;
    Amount basic_rent_single;  // J, EUR a month; until 2025 the norm rent of Wht art. 17 lid 2.
    Amount basic_rent_household;
    Share child_budget_taper;        // K
    Amount partner_threshold_raise;  // L, EUR a year.
    Share no_address_share;          // Lid 4: 47.5% of norm B.
    Share housing_threshold_raise;   // Lid 5: housing costs count above H and 10% of H.
    Count housing_term_months;       // Lid 5: for so long at most.
    Count housing_extension_months;  // Lid 6: and so much longer when the claim is paid in it.
    Amount housing_limit_single;     // Lid 7, EUR a year.
    Amount housing_limit_household;
    Share partner_deduction_limit;  // Art. 475db lid 1 onder a: up to half of the outcome.
    Share share_of_income_limit;    // Art. 475dc lid 1: 95% of own income at most.
    Count validity_months;          // Art. 475d lid 2: then it is assessed anew.
    Part institution_norm_part;     // Art. 475e lid 2 onder a: two thirds of art. 23 lid 1.
};

// Earnings that the benefit leaves alone (vrijlating), Participatiewet art. 31 lid 2: a share of
// them, up to a limit a month, for so many months.
struct EarningsDisregard {
    Share share;
    Amount limit;  // EUR a month.
    Count months;  // Empty where the law sets no end.
};

struct EarningsDisregards {
    EarningsDisregard first_months;      // Onder n: the first earnings beside the benefit.
    EarningsDisregard single_parent;     // Onder r: after n, with a child under 12.
    EarningsDisregard limited_hours;     // Onder y: who can work few hours for medical reasons.
    EarningsDisregard subsidised;        // Onder z: after n, in work with wage-cost subsidy.
    EarningsDisregard subsidised_after;  // Onder aa: after z, when more hours are not possible.
};

// What somebody may have or be given beside the benefit.
struct MeansLimits {
    Amount gifts_a_year;   // Art. 31 lid 2 onder m, since 2026: EUR a calendar year.
    Amount assets_single;  // Art. 34 lid 3: EUR of assets.
    Amount assets_single_parent;
    Amount assets_couple;
    Amount own_home;  // Art. 34 lid 2 onder d: EUR of assets in the home.
};

struct NormTable {
    base::Date valid_from;
    base::Date valid_until;  // The last day for which these amounts are known to hold.
    std::string file;        // "2026-07-01.toml"
    std::string hash;        // SHA-256 of the file's bytes, in hexadecimals.

    BenefitNorms benefit_norm;
    Share holiday_share;  // Part of the norm that is set aside as holiday pay, art. 19 lid 3.
    CostSharerRule cost_sharers;
    ProtectedIncomeParameters protected_income;
    EarningsDisregards earnings_disregards;
    MeansLimits means;
};

}  // namespace draagkracht::norms
