// The values of the form in which a contact is recorded, as parts/contact_form.mustache shows it:
// beside a task, or from the page of a client.
#pragma once

#include <string>
#include <vector>

#include "pages/contact_form.hpp"
#include "pages/view_parts.hpp"

namespace draagkracht::pages {

// What a contact can be about, as the form offers it.
struct AboutChoice {
    std::vector<followup::Arrear> arrears;  // none: something else
    std::string label;
};

struct ContactFormShown {
    const ContactForm& form;
    const std::vector<FieldFault>& faults;
    std::string address;  // where it is posted to
    base::PersonId person;
    std::vector<AboutChoice> abouts;  // when there is one, it is not asked
    bool may_record;                  // an auditor looks, and records nothing
    std::string back_address;
    std::string back_label;
};

void set_contact_form(Values& values, const ContactFormShown& shown);

}  // namespace draagkracht::pages
