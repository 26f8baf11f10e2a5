#include "draagkracht/people/household.hpp"

#include <algorithm>

#include "draagkracht/base/enum_text.hpp"
#include "draagkracht/base/plain_line.hpp"

namespace draagkracht::people {

namespace {

using base::EnumText;

constexpr base::EnumTexts role_texts{
    "people.not-a-role",
    std::array{
        EnumText{HouseholdRole::applicant, "applicant"},
        EnumText{HouseholdRole::partner, "partner"},
        EnumText{HouseholdRole::child, "child"}}};

bool overlap(const HouseholdMember& one, const HouseholdMember& other) {
    return (!one.until || *one.until >= other.from) && (!other.until || *other.until >= one.from);
}

// In the household once at a time, and not gone before they came.
bool is_wrong(const std::vector<HouseholdMember>& members, std::size_t index) {
    const HouseholdMember& member = members[index];
    if (member.until && *member.until < member.from) {
        return true;
    }
    return std::any_of(
        members.begin(),
        members.begin() + static_cast<std::ptrdiff_t>(index),
        [&](const HouseholdMember& other) {
            return other.person == member.person && overlap(other, member);
        }
    );
}

}  // namespace

std::vector<base::Problem> check(const HouseholdFacts& facts) {
    std::vector<base::Problem> problems;
    if (facts.household_number.empty()) {
        problems.push_back({"people.missing", "this is not filled in", "household_number", ""});
    }
    if (const base::Done done = base::check_plain_line(facts.household_number); !done) {
        problems.push_back(done.error().at("household_number"));
    }
    if (std::ranges::none_of(facts.members, [](const HouseholdMember& member) {
            return member.role == HouseholdRole::applicant;
        })) {
        problems.push_back(
            {"people.no-applicant",
             "nobody in this household applied for the benefit",
             "members",
             "give one member the role applicant"}
        );
    }
    for (std::size_t index = 0; index < facts.members.size(); ++index) {
        if (is_wrong(facts.members, index)) {
            problems.push_back(
                {"people.wrong-membership",
                 "this member leaves before coming, or is in the household twice at a time",
                 "member " + std::to_string(index + 1),
                 "correct the dates"}
            );
        }
    }
    for (base::Problem& problem : problems) {
        problem = problem.at(facts.where);
    }
    return problems;
}

std::string_view to_text(HouseholdRole role) {
    return role_texts.text_of(role);
}

base::Outcome<HouseholdRole> household_role_of(std::string_view text) {
    return role_texts.parse(text);
}

}  // namespace draagkracht::people
