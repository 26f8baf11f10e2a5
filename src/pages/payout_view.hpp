// The pages of money that is paid back: what is decided and what became of each file for the bank;
// and one file with its orders, its order slip and what can be done with it.
#pragma once

#include <vector>

#include "draagkracht/payments/payout_list_service.hpp"
#include "draagkracht/payments/payout_service.hpp"
#include "pages/form_fields.hpp"
#include "pages/workplace.hpp"

namespace draagkracht::pages {

// Who looks, where, and what was just sent.
struct PayoutVisit {
    const Workplace& place;
    const OfficerNames& names;
    std::string officer;  // Actor::text
    bool may_act;
    std::string csrf_token;
    const TypedForm& form;
    std::string notice;
};

struct PayoutsShown {
    const std::vector<payments::OpenRefund>& refunds;
    const payments::ListedPayouts& payouts;
    payments::ListRange range;
    const PayoutVisit& visit;
};
[[nodiscard]] Values payouts_view(const PayoutsShown& shown);

struct PayoutShown {
    const payments::PayoutLook& look;
    payments::ListRange range;
    const PayoutVisit& visit;
};
[[nodiscard]] Values payout_view(const PayoutShown& shown);

// At which field of the forms a refusal belongs, in words; nothing for one that is of none.
[[nodiscard]] std::optional<FormFault> payout_fault_of(const base::Problem& refusal);

}  // namespace draagkracht::pages
