#include "draagkracht/capacity/household.hpp"

#include "draagkracht/base/problem.hpp"

namespace draagkracht::capacity {

std::string_view name_of(IncomeKind kind) {
    switch (kind) {
        case IncomeKind::participation_benefit:
            return "participation_benefit";
        case IncomeKind::social_security:
            return "social_security";
        case IncomeKind::war_pension:
            return "war_pension";
        case IncomeKind::civil_servant_pay:
            return "civil_servant_pay";
        case IncomeKind::wage:
            return "wage";
        case IncomeKind::insurance_payment:
            return "insurance_payment";
        case IncomeKind::pension:
            return "pension";
        case IncomeKind::provisional_tax_refund:
            return "provisional_tax_refund";
        case IncomeKind::maintenance:
            return "maintenance";
        case IncomeKind::allowance:
            return "allowance";
    }
    throw base::ProgrammerFault{"unknown kind of income"};
}

}  // namespace draagkracht::capacity
