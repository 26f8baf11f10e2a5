// One line of a conversion file, read and checked for its form. Numbers of the former system stand
// for people, claims and plans until they are looked up.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "conversion/json_fields.hpp"
#include "draagkracht/claims/claim.hpp"
#include "draagkracht/conversion/conversion_service.hpp"
#include "draagkracht/followup/contact.hpp"
#include "draagkracht/people/household.hpp"
#include "draagkracht/people/person.hpp"
#include "draagkracht/plans/registration_service.hpp"

namespace draagkracht::conversion {

struct MunicipalityLine {
    std::string code;
};

using PersonLine = people::PersonFacts;

struct MemberLine {
    std::string client_number;
    people::HouseholdRole role;
    base::Date from;
    std::optional<base::Date> until;
};
struct HouseholdLine {
    std::string household_number;
    std::vector<MemberLine> members;
    std::string where;
};

struct DebtorLine {
    std::string client_number;
    base::Date liable_from;
};
struct ClaimLine {
    claims::NewClaim claim;  // without its debtors
    std::vector<DebtorLine> debtors;
};

struct PlannedClaimLine {
    std::string claim_number;
    base::Money amount;
};
struct PlanLine {
    std::string client_number;
    std::vector<PlannedClaimLine> claims;
    std::string plan_number;
    base::Date agreed_on;
    base::Money instalment_amount;
    plans::Rhythm rhythm;
    std::optional<base::PaymentReference> payment_reference;
    std::string where;
};

struct InstalmentLine {
    std::string plan_number;
    int number;
};
struct ContactLine {
    std::string client_number;
    std::vector<InstalmentLine> instalments;
    std::string contact_number;
    base::Date contacted_on;
    followup::ContactKind kind;
    std::optional<followup::NonpaymentReason> nonpayment_reason;
    std::string notes;
    followup::NextStep next_step;
    std::optional<base::Date> come_back_on;
    std::string where;
};

struct EndLine {
    std::int64_t line_count;
};

// In the order of LineKind.
using LoadLine = std::
    variant<MunicipalityLine, PersonLine, HouseholdLine, ClaimLine, PlanLine, ContactLine, EndLine>;

[[nodiscard]] LineKind kind_of(const LoadLine& line);

// Reads the line; empty, with the reasons in `problems`, when its form is wrong. `json` takes the
// place of the line before.
[[nodiscard]] std::optional<LoadLine> read_line(
    JsonLine& json,
    const std::string& text,
    const std::string& where,
    std::vector<base::Problem>& problems
);

}  // namespace draagkracht::conversion
