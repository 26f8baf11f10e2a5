// Policy is what the law leaves to the municipality: what share of the norm it asks, how long it
// waits before an instalment counts as missed, how it seeks contact, in which order it steps up.
//
// config/policies/<key>.toml holds one body's rules, each dated and each with the line of the
// policy document that it comes from. A body may serve several municipalities:
//
//     std::shared_ptr<const PolicyRules> rules = policy.rules_on(date).value();
//     rules->missed_margin_days.value    // 5
//
// Policy can be stricter than the hard gate in front of force, never weaker: see hard_gate.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/iban.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/base/percentage.hpp"
#include "draagkracht/norms/parameter.hpp"

namespace draagkracht::norms {

// The steps of the ladder, in rising weight. From formal_notice upward a step is one towards force.
enum class EscalationStep {
    personal_contact,
    friendly_reminder,
    formal_notice,
    enforcement_order,
    bailiff,
};

// Over several claims of one debtor who designates none (Awb art. 4:92 leaves it to the creditor).
enum class ClaimOrder { oldest_due_date, smallest_balance };

// Whether an instalment may hold cents, or is brought down to whole euros; the last one is exact.
enum class InstalmentRounding { cents, whole_euros };

// What a second person must approve.
enum class FourEyesAction { gate_override, remission, write_off, refund, enforcement_order };

[[nodiscard]] std::string_view name_of(EscalationStep step);
[[nodiscard]] std::string_view name_of(ClaimOrder order);
[[nodiscard]] std::string_view name_of(InstalmentRounding rounding);
[[nodiscard]] std::string_view name_of(FourEyesAction action);

// The recorded attempts without which no step towards force is taken when no real conversation was
// had. The one rule that is code and not data: a policy file that asks less is refused.
struct ContactGate {
    int attempts = 0;
    int channels = 0;
    int days = 0;  // On how many different days.
};
inline constexpr ContactGate hard_gate{.attempts = 2, .channels = 2, .days = 2};

// Finds rules that stood together again.
struct RulesName {
    base::Date valid_from;  // Since when exactly they stand together.
    std::string hash;       // SHA-256 over them; one that begins later does not change it.

    friend bool operator==(const RulesName&, const RulesName&) = default;
};

// All rules of one body as they stand on one date.
struct PolicyRules {
    std::string key;
    RulesName all;
    RulesName of_capacity;  // The five below, which are all that an assessment may take.

    Parameter<base::Percentage> benefit_norm_share;   // Of the norm, from benefit recipients.
    Parameter<base::Percentage> other_norm_share;     // Of the norm, from others.
    Parameter<base::Percentage> other_surplus_share;  // Of the income above the norm, from others.
    Parameter<base::Money> minimum_amount;            // A month, as far as capacity allows.
    Parameter<bool> set_off_from_benefit;             // Benefit recipients repay by set-off.

    Parameter<InstalmentRounding> instalment_rounding;
    Parameter<int> review_interval_months;  // A plan is looked at anew at least this often.
    Parameter<int> longest_term_months;     // A plan that would take longer is talked about first.

    Parameter<int> missed_margin_days;     // After the due date, before it counts as missed.
    Parameter<base::Money> missed_margin;  // Up to this short does not count as missed.
    Parameter<int> unpaid_talk_days;       // After a talk; then what is not paid is a task again.
    Parameter<int> talk_interval_months;   // Every debtor is spoken to at least this often.
    Parameter<int> contact_attempts;       // Before a step towards force ...
    Parameter<int> contact_channels;       // ... over so many channels ...
    Parameter<int> contact_days;           // ... on so many different days.
    Parameter<std::vector<EscalationStep>> escalation_ladder;

    Parameter<ClaimOrder> claim_order;
    Parameter<base::Money> trivial_amount;     // A remainder up to this is not pursued.
    Parameter<int> limitation_warning_months;  // Before the last day of a limitation clock.

    Parameter<int> other_remission_years;  // Of proper payment, for claims outside PW 58 lid 1.
    Parameter<base::Percentage> other_buy_off_share;  // Of the remainder, for the same.
    Parameter<bool> late_counts_as_paid;   // In the years of payment that remission asks.
    Parameter<bool> remainder_with_costs;  // Whether it takes in interest and costs.

    Parameter<std::vector<FourEyesAction>> four_eyes;

    [[nodiscard]] ContactGate contact_gate() const;
    [[nodiscard]] bool needs_second_person(FourEyesAction action) const;
};

// What stands on top of a letter.
struct Letterhead {
    std::string name;
    std::string desk;  // "Team Debiteuren"
    std::string street;
    std::string postcode;
    std::string town;
    std::string phone;
    std::string email;
    base::Iban iban;  // On which debtors pay.
};

struct Municipality {
    std::string code;  // "zandwijk", as in the register of municipalities.
    std::string name;
};

}  // namespace draagkracht::norms
