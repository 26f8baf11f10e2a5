#include "draagkracht/capacity/protected_income.hpp"

#include "capacity/housing_increase.hpp"
#include "capacity/need.hpp"
#include "capacity/question.hpp"
#include "capacity/statutory_formula.hpp"

namespace draagkracht::capacity {

namespace {

using base::ExactMoney;
using base::Money;
using norms::Parameter;

// What there is before the deductions of art. 475db.
struct Before {
    ExactMoney amount;
    ExactMoney excess;  // Of housing costs, art. 475da lid 5.
};

// Where the debtor lives decides which article gives the amount.
enum class Ground { formula, without_address, institution };

// Empty when it is not known, or abroad.
std::optional<Ground> ground_without_address(const Household& household, Worksheet& sheet) {
    if (!household.fixed_residence) {
        sheet.hinder(question("fixed_residence"));
        return std::nullopt;
    }
    switch (*household.fixed_residence) {
        case FixedResidence::abroad:
            sheet.hinder_unknown_parameter("protected_income.country_factor");
            return std::nullopt;
        case FixedResidence::none:
            return Ground::without_address;
        case FixedResidence::netherlands:
            break;
    }
    if (!household.gives_information) {
        sheet.hinder(question("gives_information"));
        return std::nullopt;
    }
    // Art. 475e lid 1: who lives somewhere and gives insight has the formula as others have.
    return *household.gives_information ? Ground::formula : Ground::without_address;
}

std::optional<Ground> ground_of(const Household& household, Worksheet& sheet) {
    if (household.debtor.in_institution == true) {
        return Ground::institution;
    }
    if (!household.registered_address) {
        sheet.hinder(question("registered_address"));
    }
    if (!household.registered_address || !household.debtor.in_institution) {
        return std::nullopt;  // The norm asks after an institution.
    }
    return *household.registered_address ? Ground::formula
                                         : ground_without_address(household, sheet);
}

std::optional<ExactMoney> without_address(const norms::NormTable& table, Worksheet& sheet) {
    const auto* const norm = need(table.benefit_norm.couple, "benefit_norm.couple", sheet);
    const auto* const share =
        need(table.protected_income.no_address_share, "protected_income.no_address_share", sheet);
    if (norm == nullptr || share == nullptr) {
        return std::nullopt;
    }
    const ExactMoney amount = norm->value * share->value;
    sheet.note(StepKind::no_address_amount, amount, {&norm->row, &share->row});
    return amount;
}

// Art. 475e lid 2. A couple of which one lives in an institution has the amounts of a couple.
std::optional<ExactMoney> in_institution(
    const Household& household, const norms::NormTable& table, Worksheet& sheet
) {
    const bool couple = norms::is_couple(*household.living_situation);
    const norms::BenefitNorms& all = table.benefit_norm;
    const auto* const norm =
        couple ? need(all.institution_couple, "benefit_norm.institution_couple", sheet)
               : need(all.institution_single, "benefit_norm.institution_single", sheet);
    const auto* const supplement = couple ? need(
                                                all.institution_supplement_couple,
                                                "benefit_norm.institution_supplement_couple",
                                                sheet
                                            )
                                          : need(
                                                all.institution_supplement_single,
                                                "benefit_norm.institution_supplement_single",
                                                sheet
                                            );
    const auto* const part = need(
        table.protected_income.institution_norm_part,
        "protected_income.institution_norm_part",
        sheet
    );
    if (!household.debtor.care_price) {
        sheet.hinder(question("debtor.care_price"));
    }
    if (norm == nullptr || supplement == nullptr || part == nullptr ||
        !household.debtor.care_price) {
        return std::nullopt;
    }
    const ExactMoney share =
        ExactMoney{norm->value} * part->value.numerator / part->value.denominator;
    const ExactMoney amount = ExactMoney{*household.debtor.care_price} + share + supplement->value;
    sheet.note(StepKind::institution_amount, amount, {&norm->row, &part->row, &supplement->row});
    return amount;
}

std::optional<ExactMoney> amount_by(
    Ground ground, const Household& household, const norms::NormTable& table, Worksheet& sheet
) {
    switch (ground) {
        case Ground::formula:
            return statutory_formula(household, table, sheet);
        case Ground::without_address:
            return without_address(table, sheet);
        case Ground::institution:
            return in_institution(household, table, sheet);
    }
    throw base::ProgrammerFault{"unknown ground of the protected income"};
}

// The two shares that art. 475db and 475dc set.
struct Limits {
    const Parameter<base::Percentage>* partner_deduction;
    const Parameter<base::Percentage>* share_of_income;  // Null: none, in an institution.
};

// The deduction for the income of the other spouse is at most half of the amount before the raise
// for the home, and what is left of that income pays for the home first.
ExactMoney spouse_deduction(const Before& before, Money unattached, const Limits& limits) {
    return limits.partner_deduction == nullptr
               ? ExactMoney{}
               : smaller(unattached, before.amount * limits.partner_deduction->value);
}

ExactMoney housing_increase(const Before& before, Money unattached, const ExactMoney& deduction) {
    return larger(before.excess - (ExactMoney{unattached} - deduction), ExactMoney{});
}

// Art. 475db and 475dc for the debtor, line by line.
ExactMoney floor_of_debtor(
    const Before& before, const Incomes& incomes, const Limits& limits, Worksheet& sheet
) {
    const Money of_partner = incomes.partner.unattached;
    const ExactMoney deduction = spouse_deduction(before, of_partner, limits);
    if (limits.partner_deduction != nullptr) {
        sheet.note(StepKind::partner_deduction, deduction, {&limits.partner_deduction->row});
    }
    ExactMoney left = before.amount - deduction;
    if (ExactMoney{} < before.excess) {
        const ExactMoney increase = housing_increase(before, of_partner, deduction);
        sheet.note(StepKind::housing_increase, increase);
        left = left + increase;
    }
    if (!incomes.debtor.unattached.is_zero()) {
        sheet.note(StepKind::own_income_deduction, incomes.debtor.unattached);
        left = left - incomes.debtor.unattached;
    }
    if (!incomes.debtor.company_car.is_zero()) {
        sheet.note(StepKind::company_car_deduction, incomes.debtor.company_car);
        left = left - incomes.debtor.company_car;
    }
    left = larger(left, ExactMoney{});
    if (limits.share_of_income == nullptr) {
        return left;
    }
    const ExactMoney most = incomes.debtor.counted * limits.share_of_income->value;
    sheet.note(StepKind::share_of_income_limit, most, {&limits.share_of_income->row});
    return smaller(left, most);
}

// The same for a partner who repays as well, in one line: each of two people whose income is
// claimed has a protected income of their own.
ExactMoney floor_of_partner(
    const Before& before, const Incomes& incomes, const Limits& limits, Worksheet& sheet
) {
    const Money of_debtor = incomes.debtor.unattached;
    const ExactMoney deduction = spouse_deduction(before, of_debtor, limits);
    const ExactMoney left = before.amount - deduction +
                            housing_increase(before, of_debtor, deduction) -
                            incomes.partner.unattached - incomes.partner.company_car;
    const ExactMoney floor = smaller(
        larger(left, ExactMoney{}), incomes.partner.counted * limits.share_of_income->value
    );
    sheet.note(
        StepKind::partner_floor,
        floor,
        {&limits.partner_deduction->row, &limits.share_of_income->row}
    );
    return floor;
}

std::optional<Limits> limits_of(
    Ground ground, bool couple, const norms::ProtectedIncomeParameters& all, Worksheet& sheet
) {
    const auto* const half =
        couple
            ? need(all.partner_deduction_limit, "protected_income.partner_deduction_limit", sheet)
            : nullptr;
    const auto* const most =
        ground == Ground::institution
            ? nullptr
            : need(all.share_of_income_limit, "protected_income.share_of_income_limit", sheet);
    if ((couple && half == nullptr) || (ground != Ground::institution && most == nullptr)) {
        return std::nullopt;
    }
    return Limits{half, most};
}

// What can be asked and is not covered.
bool is_covered(
    Ground ground,
    const Household& household,
    const std::optional<Incomes>& incomes,
    Worksheet& sheet
) {
    const bool home = household.housing.missed_allowance_asked;
    if (home) {
        sheet.hinder(not_covered(
            "housing.missed_allowance_asked",
            "Hoe de verhoging zonder huurtoeslag wordt berekend (Rv 475da lid 7, Besluit "
            "beslagvrije voet), is hier niet bekend",
            "How the raise without rent allowance is worked out (Rv 475da lid 7, Besluit "
            "beslagvrije voet) is not known here"
        ));
    }
    const bool both = incomes && incomes->partner.repays && ground != Ground::formula;
    if (both) {
        sheet.hinder(not_covered(
            "partner.incomes.for_repayment",
            "Terugbetaling uit het inkomen van de partner wordt niet berekend als de debiteur in "
            "een inrichting verblijft of geen adres heeft",
            "Repayment from the partner's income is not worked out when the debtor lives in an "
            "institution or has no address"
        ));
    }
    return !home && !both;
}

}  // namespace

std::optional<Money> protected_income(
    const Household& household,
    const std::optional<Incomes>& incomes,
    const norms::NormTable& table,
    Worksheet& sheet
) {
    const std::optional<Ground> ground = ground_of(household, sheet);
    if (!ground || !household.living_situation) {
        return std::nullopt;
    }
    const bool covered = is_covered(*ground, household, incomes, sheet);
    const std::optional<ExactMoney> amount = amount_by(*ground, household, table, sheet);
    const std::optional<ExactMoney> excess =
        *ground == Ground::institution ? ExactMoney{} : housing_excess(household, table, sheet);
    if (!covered || !amount || !excess || !incomes) {
        return std::nullopt;
    }
    const bool couple = norms::is_couple(*household.living_situation);
    const std::optional<Limits> limits = limits_of(*ground, couple, table.protected_income, sheet);
    if (!limits) {
        return std::nullopt;
    }
    const Before before{*amount, *excess};
    ExactMoney floor = floor_of_debtor(before, *incomes, *limits, sheet);
    if (couple && incomes->partner.repays) {
        sheet.note(StepKind::debtor_floor, floor);
        floor = floor + floor_of_partner(before, *incomes, *limits, sheet);
    }
    const Money rounded = floor.rounded(base::Rounding::half_up);
    sheet.note(StepKind::protected_income, rounded);
    return rounded;
}

}  // namespace draagkracht::capacity
