// What remission (kwijtschelding) and buy-off (afkoop) ask of a debtor, ahead of time: each ground
// with the first day on which it may be reached and what is missing until then. It decides nothing:
// that takes people, and a request.
//
//     RemissionOutlook outlook = remission_outlook(facts, rules, today);
//     outlook.grounds[0].ground;    // paid_in_full, PW art. 58 lid 7 a
//     outlook.grounds[0].from;      // 2026-07-01: ten years after the first instalment
//     outlook.grounds[0].needs;     // {arrears}: what was missed is still to be paid
//
// A claim from a breach of the duty to inform follows PW art. 58 lid 7; other claims the policy of
// the municipality; a fine art. 18a lid 13. Where the law leaves a doubt, the reading is that of
// policy, and by default the debtor's (docs/decisions/0025).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/claims/claim.hpp"
#include "draagkracht/norms/law.hpp"
#include "draagkracht/norms/policy.hpp"

namespace draagkracht::claims {

// What came in and paid an instalment, or a part of it.
struct SettlingPayment {
    base::Date on;
    base::Money amount;  // of the payment, which may also have paid others
    std::string source;  // what shows it, "entry:88"
};

// An instalment that fell due, or will, by the agreement that held then.
struct DueInstalment {
    base::Date due_date;
    base::Money open;                            // what is not paid of it
    std::optional<base::Date> settled_on;        // since when all of it is paid
    base::Money amount = {};                     // as it was asked
    std::string source = {};                     // by which agreement, "plan:12"
    std::vector<SettlingPayment> payments = {};  // oldest first
};

struct RemissionFacts {
    ClaimKind kind;
    people::BenefitLaw law;
    Culpability culpability;
    Balance remainder;
    base::Date due_date;                     // the last day to pay the claim in time
    std::vector<DueInstalment> instalments;  // by due date
    // Without an agreement while something was open; one that goes on has today as its last day.
    std::vector<Period> gaps;
    bool has_plan = false;                    // one runs now
    std::optional<base::Date> first_payment;  // since there is an agreement
    std::optional<base::Date> last_payment;
    base::Money last_paid = {};  // all that came in on that day
};

struct RemissionRules {
    norms::Parameter<int> years;                       // PW 58 lid 7 a-c
    norms::Parameter<base::Percentage> buy_off_share;  // d: at least so much of the remainder
    norms::Parameter<int> other_years;                 // the same for other claims, by policy
    norms::Parameter<base::Percentage> other_buy_off_share;
    norms::Parameter<base::Money> trivial_amount;
    norms::Parameter<bool> late_counts_as_paid;
    norms::Parameter<bool> remainder_with_costs;  // whether interest and costs are part of it
    norms::Parameter<int> missed_margin_days;
};
[[nodiscard]] RemissionRules remission_rules(
    const norms::CollectionTerms& law, const norms::PolicyRules& policy
);

enum class RemissionGround {
    paid_in_full,         // PW 58 lid 7 a: all instalments, for so many years
    arrears_made_good,    // b: not all of them, but since then with interest and costs
    nothing_paid,         // c: nothing for so many years, and it is not likely to come
    buy_off,              // d, or policy: a part of the remainder at once
    proper_payment,       // policy, Awb 4:94a
    trivial,              // policy: too little to pursue
    fine_in_arrangement,  // PW 18a lid 13: a fine, in a debt arrangement
};

enum class RemissionNeed {
    plan,                // there is no agreement now, or there never was one
    time,                // the day has not come
    keep_paying,         // each instalment until then
    arrears,             // what was missed
    interest_and_costs,  // that are open beside the arrears
    payment_at_once,
    no_prospect,  // somebody finds it not likely that the debtor will ever pay
    arrangement,  // a debt arrangement (schuldregeling) that takes this fine in
};

struct GroundOutlook {
    RemissionGround ground;
    std::optional<base::Date> from;  // the first day on which it may be reached; empty: not known
    std::vector<RemissionNeed> needs;
    base::Money to_pay;  // before it: the arrears, or the part at once
    base::Money remits;  // what would then no longer be owed
    std::string article;
    std::optional<norms::ParameterRow> rule;  // where its number stands

    // All that a program can see is there; a person still decides.
    [[nodiscard]] bool is_reached() const { return needs.empty(); }
};

enum class RemissionNote {
    compelling_reasons,   // PW 58 lid 8: the municipality may always remit for these
    disproportionate,     // Awb 4:94a: where the effects would be
    no_debt_arrangement,  // PW 60c: with a fine or a report, no part in one that remits this
    other_act,            // the grounds of this act are not known here
};

enum class InstalmentCount { in_time, late, missed, not_yet };

struct CountedInstalment {
    DueInstalment instalment;
    InstalmentCount count;
};

// How the debtor paid so far. An instalment that fell due within the margin counts for none yet.
struct PaymentRecord {
    std::optional<base::Date> counted_from;  // the first instalment, or payment before it
    int in_time = 0;
    int late = 0;
    int missed = 0;
    base::Money arrears;
    std::vector<CountedInstalment> instalments = {};  // by due date, how each was counted
};

struct RemissionOutlook {
    PaymentRecord record;
    std::vector<GroundOutlook> grounds;
    std::vector<RemissionNote> notes;
};

// Without grounds and notes when nothing is open.
[[nodiscard]] RemissionOutlook remission_outlook(
    const RemissionFacts& facts, const RemissionRules& rules, base::Date today
);

// Where the ground stands. Of a buy-off the law's own article is first, and that of policy second.
[[nodiscard]] std::vector<std::string_view> articles_of(RemissionGround ground);

[[nodiscard]] std::string_view to_text(RemissionGround ground);  // as the enumerator
[[nodiscard]] base::Outcome<RemissionGround> remission_ground_of(std::string_view text);
[[nodiscard]] std::string_view to_text(RemissionNeed need);
[[nodiscard]] std::string_view to_text(RemissionNote note);
[[nodiscard]] std::string_view to_text(InstalmentCount count);

}  // namespace draagkracht::claims
