// The facts of a household as fields of a form: what is known is filled in, what is not stays open,
// and each can be left unknown.
//
//     HouseholdReading read = read_household(fields, {"100001", today, "zandwijk"});
//     read.household          // or nothing, and
//     read.faults             // {{"household.assets", "Vul een bedrag in, zoals 1.234,56."}}
//
// The names are those of docs/formats.md, so that what the reader of a household refuses, and what
// an assessment asks for, is found on the page.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/capacity/household.hpp"
#include "pages/form_fields.hpp"

namespace draagkracht::pages {

// What the page knows by itself.
struct HouseholdPlace {
    std::string reference;
    base::Date date;
    std::string municipality;  // its code
};

struct HouseholdReading {
    std::optional<capacity::Household> household;  // nothing when there are faults
    std::vector<FormFault> faults;
};

[[nodiscard]] HouseholdReading read_household(
    const api::Fields& fields, const HouseholdPlace& place
);

[[nodiscard]] api::Fields fields_of(const capacity::Household& household);

// The groups of the form. `grown`: the list that shows an empty row at its end.
[[nodiscard]] Values household_view(const TypedForm& form, const std::string& grown);

// Where on the page a fact stands that an assessment names: "household-debtor-incomes".
[[nodiscard]] std::string anchor_of(const std::string& subject);

}  // namespace draagkracht::pages
