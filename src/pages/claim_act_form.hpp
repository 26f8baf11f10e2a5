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

// Another claim that can be chosen, with what is open on it.
struct ClaimChoice {
    std::string claim_number;
    std::string label;
};

// What the fields of an act choose among.
struct ActChoices {
    std::vector<DebtorChoice> debtors;
    std::vector<ClaimChoice> other_claims;
};

struct ActReading {
    claims::NewAct act;  // as far as it could be read
    std::vector<FormFault> faults;
};

[[nodiscard]] ActReading read_act(
    claims::ActKind kind, const api::Fields& fields, const ActChoices& choices, base::Date today
);

// The fields of the kind, filled in with what was typed.
[[nodiscard]] Values act_fields_view(
    claims::ActKind kind, const TypedForm& form, const ActChoices& choices
);

// What a refusal says in Dutch, beside the field that it is about; the field is empty for a refusal
// about the whole act, and the text for one that this form cannot cause.
[[nodiscard]] FormFault act_fault_of(const base::Problem& refusal);

}  // namespace draagkracht::pages
