// An income as it is known: of which kind, how much a month, and what others already take from it.
//
//     Income wage{.kind = IncomeKind::wage, .monthly = Money::cents(190000),
//                 .for_repayment = true, .taken_elsewhere = std::vector<Taken>{}};
//     wage.taken_elsewhere->push_back({TakingWay::attachment, Money::cents(5000),
//     "Belastingdienst"});
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/money.hpp"

namespace draagkracht::capacity {

// The kinds of Rv art. 475c lid 1, in the order of its letters a to j.
enum class IncomeKind {
    participation_benefit,
    social_security,
    war_pension,
    civil_servant_pay,
    wage,
    insurance_payment,
    pension,
    provisional_tax_refund,
    maintenance,
    allowance,
};

// Kinds a to i count for art. 475db and 475dc; allowances (j) do not.
[[nodiscard]] constexpr bool counts_as_income(IncomeKind kind) {
    return kind != IncomeKind::allowance;
}

// Toeslagen; childcare allowance is none of those of art. 475c lid 1 onder j.
enum class AllowanceKind { healthcare, rent, child_budget };

// How another creditor takes from an income: beslag, or verrekening by who pays it.
enum class TakingWay { attachment, set_off };

[[nodiscard]] std::string_view name_of(IncomeKind kind);
[[nodiscard]] std::string_view name_of(AllowanceKind kind);
[[nodiscard]] std::string_view name_of(TakingWay way);

struct Taken {
    TakingWay way = TakingWay::attachment;
    base::Money monthly;
    std::string creditor;  // Where it goes: "Belastingdienst". Empty when that is not known.
};

// A car of the employer that is also driven in private; art. 475db lid 1 onder c.
struct CompanyCar {
    base::Money monthly_wage_tax;     // On the private use alone.
    base::Date income_claimed_since;  // Attachment, or repayment, of this income began.
};

struct Income {
    IncomeKind kind;
    base::Money monthly;  // Net, with holiday pay in it, before what others take from it.
    // Whether the repayment is to come from it ("onder beslag" in the words of art. 475db). Income
    // of which it does not come lowers the protected income.
    std::optional<bool> for_repayment = {};
    std::optional<std::vector<Taken>> taken_elsewhere = {};  // Empty vector: known to be nothing.
    std::optional<AllowanceKind> allowance = {};             // Of the kind allowance.
    std::optional<CompanyCar> company_car = {};              // Of a wage, where somebody shows it.
};

}  // namespace draagkracht::capacity
