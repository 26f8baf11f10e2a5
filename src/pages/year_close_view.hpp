// The page on which a supervisor closes the books of a year: what that means, the year that may be
// closed next, and those that are.
#pragma once

#include "draagkracht/claims/closed_year.hpp"
#include "pages/form_fields.hpp"
#include "pages/workplace.hpp"

namespace draagkracht::pages {

struct YearCloseShown {
    const std::vector<claims::ClosedYear>& closed;  // the latest first
    base::BusinessDate today;
    const Workplace& place;
    const OfficerNames& names;
    std::string csrf_token;
    bool may_close;
    std::vector<FormFault> faults;
    std::string notice;
};

[[nodiscard]] Values year_close_view(const YearCloseShown& shown);

}  // namespace draagkracht::pages
