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

std::string_view name_of(AllowanceKind kind) {
    switch (kind) {
        case AllowanceKind::healthcare:
            return "healthcare";
        case AllowanceKind::rent:
            return "rent";
        case AllowanceKind::child_budget:
            return "child_budget";
    }
    throw base::ProgrammerFault{"unknown kind of allowance"};
}

std::string_view name_of(TakingWay way) {
    return way == TakingWay::attachment ? "attachment" : "set_off";
}

std::string_view name_of(Tenure tenure) {
    return tenure == Tenure::rented ? "rented" : "owned";
}

std::string_view name_of(FixedResidence residence) {
    switch (residence) {
        case FixedResidence::netherlands:
            return "netherlands";
        case FixedResidence::abroad:
            return "abroad";
        case FixedResidence::none:
            return "none";
    }
    throw base::ProgrammerFault{"unknown residence"};
}

std::string_view name_of(DebtHelp stage) {
    switch (stage) {
        case DebtHelp::none:
            return "none";
        case DebtHelp::applied:
            return "applied";
        case DebtHelp::stabilisation:
            return "stabilisation";
        case DebtHelp::arrangement:
            return "arrangement";
        case DebtHelp::statutory:
            return "statutory";
    }
    throw base::ProgrammerFault{"unknown stage of debt help"};
}

}  // namespace draagkracht::capacity
