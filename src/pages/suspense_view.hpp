// The pages of money that waits: the list, and one payment with suggestions and what was done.
#pragma once

#include <vector>

#include "draagkracht/payments/hand_act_service.hpp"
#include "draagkracht/payments/suspense_service.hpp"
#include "pages/form_fields.hpp"
#include "pages/refund_form.hpp"
#include "pages/workplace.hpp"

namespace draagkracht::pages {

struct SuspenseShown {
    const payments::SuspenseList& list;
    payments::SuspensePart part;
    const Workplace& place;
    const OfficerNames& names;
};
[[nodiscard]] Values suspense_view(const SuspenseShown& shown);

// How many lines the form of a placement has.
inline constexpr int placement_rows = 3;

struct SuspenseEntryShown {
    const payments::SuspenseLook& look;
    const std::vector<StandingRefund>& refunds;
    const Workplace& place;
    const OfficerNames& names;
    base::OfficerId officer;  // who looks
    bool may_act;
    const TypedForm& form;
    std::string csrf_token;
    std::string notice;
};
[[nodiscard]] Values suspense_entry_view(const SuspenseEntryShown& shown);

// Of the form, as it was filled in: rows in which nothing stands are left out. `faults` gets what
// is no amount.
[[nodiscard]] payments::PlacementAsked placement_in(
    const payments::SuspenseLook& look, const TypedForm& form, std::vector<FormFault>& faults
);
// At which field of the form a refusal belongs, in words; nothing for one that is of no field.
[[nodiscard]] std::optional<FormFault> placement_fault_of(
    const base::Problem& refusal, const TypedForm& form
);

}  // namespace draagkracht::pages
