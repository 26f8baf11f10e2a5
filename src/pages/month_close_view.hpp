// The page on which the books of a month are closed: the proof of each bank account with the
// difference beside every line, what stands in the way, and the months that are closed.
#pragma once

#include "draagkracht/payments/month_close_service.hpp"
#include "pages/form_fields.hpp"
#include "pages/workplace.hpp"

namespace draagkracht::pages {

struct MonthCloseShown {
    const std::vector<payments::ProvedMonth>& closed;  // the latest first
    const std::optional<payments::MonthProof>& next;   // empty when the next one is not over
    const payments::ProvedMonth* chosen;               // a closed one to look at, or null
    const Workplace& place;
    const OfficerNames& names;
    std::string csrf_token;
    bool may_close;
    const api::Fields& typed;  // in the form, when it was sent
    std::vector<FormFault> faults;
    std::string notice;
};

[[nodiscard]] Values month_close_view(const MonthCloseShown& shown);

// The field for the balance of this account that an officer saw at the bank.
[[nodiscard]] std::string seen_field(const std::string& iban);

}  // namespace draagkracht::pages
