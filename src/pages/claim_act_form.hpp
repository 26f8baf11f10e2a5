// The form of an act on a claim: which fields an act of a kind asks, and what was typed in them.
#pragma once

#include <vector>

#include "draagkracht/claims/act.hpp"
#include "pages/form_fields.hpp"

namespace draagkracht::pages {

// A debtor who can be chosen: client number and person.
struct DebtorChoice {
    base::PersonId person;
    std::string client_number;
};

struct ActReading {
    claims::NewAct act;  // as far as it could be read
    std::vector<FormFault> faults;
};

[[nodiscard]] ActReading read_act(
    claims::ActKind kind,
    const api::Fields& fields,
    const std::vector<DebtorChoice>& debtors,
    base::Date today
);

// The fields of the kind, filled in with what was typed.
[[nodiscard]] Values act_fields_view(
    claims::ActKind kind, const TypedForm& form, const std::vector<DebtorChoice>& debtors
);

// What a refusal says in Dutch, beside the field that it is about; the field is empty for a refusal
// about the whole act, and the text for one that this form cannot cause.
[[nodiscard]] FormFault act_fault_of(const base::Problem& refusal);

}  // namespace draagkracht::pages
