// A household: who lives on one benefit together. Its members can be jointly liable for what was
// paid to it (Participatiewet art. 59).
//
//     HouseholdFacts facts{"H-17", {{person, HouseholdRole::applicant, from, {}}}, "x.jsonl:3"};
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/id.hpp"
#include "draagkracht/base/problem.hpp"

namespace draagkracht::people {

enum class HouseholdRole { applicant, partner, child };

// From the first to the last day, both included.
struct HouseholdMember {
    base::PersonId person;
    HouseholdRole role;
    base::Date from;
    std::optional<base::Date> until;
};

struct HouseholdFacts {
    std::string household_number;  // unique in the municipality
    std::vector<HouseholdMember> members;
    std::string where;  // the place it was read from; for problems alone
};

// Problems people.missing, people.no-applicant, people.wrong-membership.
[[nodiscard]] std::vector<base::Problem> check(const HouseholdFacts& facts);

[[nodiscard]] std::string_view to_text(HouseholdRole role);  // "applicant", "partner", "child"
[[nodiscard]] base::Outcome<HouseholdRole> household_role_of(std::string_view text);

}  // namespace draagkracht::people
