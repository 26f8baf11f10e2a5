// What two people talk about, as fields of a form: the claims that go along, an amount or a term,
// its rhythm, and what else an agreement says.
//
//     TermsReading read = read_terms(fields, today);
//     read.asked.amounts       // {{1, EUR 75.00}}; empty as long as no amount was named
//     read.faults              // {{"terms.amount", "Vul een bedrag in, zoals 75,00."}}
#pragma once

#include <string>
#include <vector>

#include "draagkracht/plans/proposals.hpp"
#include "draagkracht/plans/talk_ground.hpp"
#include "pages/form_fields.hpp"

namespace draagkracht::pages {

struct TermsReading {
    plans::Asked asked;
    std::vector<FormFault> faults;
};

// A talk that begins: by the month, from the first of next month on.
[[nodiscard]] api::Fields usual_terms(base::BusinessDate today);

[[nodiscard]] TermsReading read_terms(const api::Fields& fields, base::BusinessDate today);

// The ground of the talk travels with the form, so that a calculation needs no look at a person.
[[nodiscard]] std::string text_of(const plans::TalkGround& ground);
// Problem pages.unreadable-form.
[[nodiscard]] base::Outcome<plans::TalkGround> ground_of_text(const std::string& text);

// Each claim has a box of its own: "claim.20".
[[nodiscard]] std::string claim_box(base::ClaimId claim);
[[nodiscard]] std::vector<base::ClaimId> chosen_claims(
    const api::Fields& fields, const plans::TalkGround& ground
);

// The claim that the debtor wants to be paid first: none, or one of those that are open.
[[nodiscard]] std::vector<base::ClaimId> designated_claims(
    const api::Fields& fields, const plans::TalkGround& ground
);

[[nodiscard]] plans::Wish wish_of(
    const api::Fields& fields, const plans::Asked& asked, const plans::WayToPay& way_to_pay
);

// The fields for the amount and its rhythm, and what is rarely needed of them.
[[nodiscard]] Values terms_view(const TypedForm& form, const std::string& grown);

// What a refusal of an agreement says about a field of the form; nothing when it is about something
// else.
[[nodiscard]] std::optional<FormFault> fault_of_terms(const base::Problem& refusal);

}  // namespace draagkracht::pages
