// How the instalments come in, as fields of the talk about money: one of the ways, and for a direct
// debit the mandate, which is known or taken over from the form that the client signed.
//
//     WayReading read = read_way_to_pay(fields, known);
//     read.way_to_pay        // {Way::direct_debit, mandate 7}
//     read.new_mandate       // or the form, to be recorded first
//     read.faults            // {{"mandate.iban", "Dit rekeningnummer klopt niet. Kijk het na."}}
#pragma once

#include <optional>
#include <vector>

#include "draagkracht/plans/way_to_pay.hpp"
#include "pages/form_fields.hpp"

namespace draagkracht::pages {

struct WayReading {
    plans::WayToPay way_to_pay;
    std::optional<plans::NewMandate> new_mandate;
    std::vector<FormFault> faults;
};
// Nothing said is a transfer.
[[nodiscard]] WayReading read_way_to_pay(
    const api::Fields& fields, const std::vector<plans::Mandate>& known
);

// The fields filled in with what was agreed on before.
[[nodiscard]] api::Fields fields_of(const plans::WayToPay& way_to_pay);
// The form is known now, and what was typed of it is not needed any more.
void set_recorded(api::Fields& fields, plans::MandateId mandate);

[[nodiscard]] Values way_to_pay_view(
    const TypedForm& form, const std::vector<plans::Mandate>& known
);

// "De cliënt maakt het over", or with the mandate by which it is collected.
[[nodiscard]] std::string way_to_pay_text(
    const plans::WayToPay& way_to_pay, const std::vector<plans::Mandate>& known
);

// What a refusal of a mandate says about a field; nothing when it is about something else.
[[nodiscard]] std::optional<FormFault> fault_of_mandate(const base::Problem& refusal);

}  // namespace draagkracht::pages
