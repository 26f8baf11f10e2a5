#include "draagkracht/norms/norm_table.hpp"

#include "draagkracht/base/problem.hpp"

namespace draagkracht::norms {

std::string_view name_of(ProtectedIncomeForm form) {
    switch (form) {
        case ProtectedIncomeForm::quadratic_rent_term:
            return "quadratic_rent_term";
        case ProtectedIncomeForm::linear_rent_term:
            return "linear_rent_term";
    }
    throw base::ProgrammerFault{"unknown form of the protected income"};
}

std::optional<ProtectedIncomeForm> protected_income_form_of(std::string_view name) {
    for (const ProtectedIncomeForm form :
         {ProtectedIncomeForm::quadratic_rent_term, ProtectedIncomeForm::linear_rent_term}) {
        if (name_of(form) == name) {
            return form;
        }
    }
    return std::nullopt;
}

}  // namespace draagkracht::norms
