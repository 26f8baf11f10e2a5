// The form in which an officer records a contact: what was typed, read into a contact or told back
// with each fault beside its field.
//
//     ContactForm form = ContactForm::of(fields);
//     Outcome<ContactReading> read = read_contact(form, today);
//     read->contact                     // or nothing, and
//     read->faults                      // {{ContactField::outcome, "Kies wat de uitkomst was."}}
//
// Whom and what it is about goes along with the form, so that a contact can be recorded also when a
// payment has settled the task in the meantime.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/api/request.hpp"
#include "draagkracht/followup/contact.hpp"

namespace draagkracht::pages {

// As typed; what was not sent is empty.
struct ContactForm {
    std::string contact_number;  // made with the page: the same number again is the same contact
    std::string person;
    std::string about;  // as about_text spells it
    std::string direction;
    std::string channel;
    std::string outcome;
    std::string reason;
    std::string next_step;
    std::string come_back_on;
    std::string note;

    // With a number of its own, and nothing typed.
    [[nodiscard]] static ContactForm empty();
    [[nodiscard]] static ContactForm of(const api::Fields& fields);
};

// "40/3,40/4": the third and the fourth instalment of plan 40; "other" when there are none.
[[nodiscard]] std::string about_text(const std::vector<followup::Arrear>& arrears);

enum class ContactField {
    about,
    direction,
    channel,
    outcome,
    reason,
    next_step,
    come_back_on,
    note
};

struct FieldFault {
    ContactField field;
    std::string text;  // Dutch: what to do about it

    friend bool operator==(const FieldFault&, const FieldFault&) = default;
};

struct ContactReading {
    std::optional<followup::Contact> contact;  // nothing when there are faults
    std::vector<FieldFault> faults;
};

// Problem pages.unreadable-form when what the page put there itself does not read.
[[nodiscard]] base::Outcome<ContactReading> read_contact(
    const ContactForm& form, base::BusinessDate today
);

// What a refusal of the contact log says about a field; nothing when it is about something else.
[[nodiscard]] std::optional<FieldFault> fault_of(const base::Problem& refusal);

}  // namespace draagkracht::pages
