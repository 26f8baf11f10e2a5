#include "draagkracht/capacity/incomes.hpp"

#include "capacity/question.hpp"

namespace draagkracht::capacity {

namespace {

using base::Money;

struct Role {
    std::string_view incomes_field;
    std::string_view taken_field;
};
constexpr Role as_debtor{"debtor.incomes", "debtor.incomes.taken_elsewhere"};
constexpr Role as_partner{"partner.incomes", "partner.incomes.taken_elsewhere"};

struct TakenSums {
    Money total;
    bool attached = false;
};

TakenSums taken_from(const Income& income) {
    TakenSums sums;
    for (const Taken& taken : *income.taken_elsewhere) {
        sums.total += taken.monthly;
        sums.attached = sums.attached || taken.way == TakingWay::attachment;
    }
    return sums;
}

// Art. 475db lid 1 onder c: the debtor has until the next 1 January to give the car back.
Money car_deduction(const Income& income, base::Date date) {
    if (!income.company_car) {
        return {};
    }
    const std::chrono::year year = income.company_car->income_claimed_since.calendar().year();
    const base::Date next_january{(year + std::chrono::years{1}) / std::chrono::January / 1};
    return date < next_january ? Money{} : income.company_car->monthly_wage_tax;
}

void add(const Income& income, bool for_repayment, base::Date date, IncomeSums& sums) {
    const bool counts = counts_as_income(income.kind);
    const TakenSums taken = income.taken_elsewhere ? taken_from(income) : TakenSums{};
    if (counts) {
        sums.counted += income.monthly;
        sums.taken += taken.total;
    }
    if (for_repayment) {
        sums.for_repayment += income.monthly - taken.total;
        sums.repays = true;
    } else if (counts && !taken.attached) {
        sums.unattached += income.monthly - taken.total;
    }
    sums.company_car += car_deduction(income, date);
    const bool is_benefit =
        income.kind == IncomeKind::participation_benefit && income.monthly.is_positive();
    sums.participation_benefit = sums.participation_benefit || is_benefit;
    sums.repays_from_benefit = sums.repays_from_benefit || (is_benefit && for_repayment);
}

// What others take from an allowance that is not for the repayment changes nothing.
bool needs_taken(const Income& income, bool for_repayment) {
    return !income.taken_elsewhere && (for_repayment || counts_as_income(income.kind));
}

// Answers whether all is known.
bool add_debtor(const Household& household, IncomeSums& sums, Worksheet& sheet) {
    if (!household.debtor.incomes) {
        sheet.hinder(question(as_debtor.incomes_field));
        return false;
    }
    bool complete = true;
    for (const Income& income : *household.debtor.incomes) {
        if (!income.for_repayment) {
            sheet.hinder(question("debtor.incomes.for_repayment"));
            complete = false;
        }
        if (needs_taken(income, income.for_repayment.value_or(false))) {
            sheet.hinder(question(as_debtor.taken_field));
            complete = false;
        }
        add(income, income.for_repayment.value_or(false), household.date, sums);
    }
    return complete;
}

// Likewise. A partner repays only where that is said: who owes nothing is not asked.
bool add_partner(const Household& household, IncomeSums& sums, Worksheet& sheet) {
    if (!household.partner->incomes) {
        sheet.hinder(question(as_partner.incomes_field));
        return false;
    }
    bool complete = true;
    for (const Income& income : *household.partner->incomes) {
        const bool for_repayment = income.for_repayment.value_or(false);
        if (needs_taken(income, for_repayment)) {
            sheet.hinder(question(as_partner.taken_field));
            complete = false;
        }
        add(income, for_repayment, household.date, sums);
    }
    return complete;
}

}  // namespace

Money Incomes::household() const {
    return debtor.counted + partner.counted - debtor.taken - partner.taken;
}

std::optional<Incomes> incomes_of(const Household& household, Worksheet& sheet) {
    Incomes incomes;
    const bool debtor_known = add_debtor(household, incomes.debtor, sheet);
    const bool partner_known = !household.partner || add_partner(household, incomes.partner, sheet);
    return debtor_known && partner_known ? std::optional{incomes} : std::nullopt;
}

}  // namespace draagkracht::capacity
