// A claim (vordering): what the municipality has decided that one or more debtors owe it.
//
//     ClaimDecision decision{.claim_number = "V-2024-0017", .kind = ClaimKind::overpayment, ...};
//
// How it arose (cause) and how far the debtor can be blamed for it (culpability) are two facts:
// a claim by an unreported change may be nobody's fault, and most claims come from late processing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/id.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/base/payment_reference.hpp"
#include "draagkracht/claims/ledger.hpp"
#include "draagkracht/norms/law.hpp"
#include "draagkracht/people/benefit_law.hpp"

namespace draagkracht::claims {

enum class ClaimKind {
    information_duty,      // breach of the duty to inform, Participatiewet art. 58 lid 1
    overpayment,           // paid too much otherwise, art. 58 lid 2
    loan,                  // leenbijstand, Bbz loan
    fine,                  // bestuurlijke boete, art. 18a
    advance,               // voorschot
    maintenance_recourse,  // verhaal, art. 61-62
    costs,                 // costs claimed on their own
};

enum class Cause {
    late_processing,     // the municipality was late with what it knew
    municipality_error,  // the municipality made a mistake
    income_settled,      // income that varies, settled afterwards
    unreported_change,   // a change that was not, or too late, reported
    fraud,
    later_means,  // means that came later for the same period
    loan,         // money lent
    maintenance,  // somebody else had to pay for the household
    other,
    unknown,  // the former system does not tell
};

// The steps of the Boetebesluit socialezekerheidswetten.
enum class Culpability { none, reduced, ordinary, gross_negligence, intent, not_assessed };

// First and last day that a claim is about.
struct Period {
    base::Date from;
    base::Date until;
    friend bool operator==(const Period&, const Period&) = default;
};

// What the decision says.
struct ClaimDecision {
    std::string claim_number;  // unique in the municipality
    ClaimKind kind;
    people::BenefitLaw law;
    std::string legal_ground;  // the article: "PW 58 lid 1"
    Cause cause;
    Culpability culpability;
    std::string decision_number;
    base::Date decision_date;
    base::Date notified_date;  // bekendgemaakt; the term to pay runs from here (Awb 4:87)
    base::Date due_date;       // the last day to pay in time
    std::optional<Period> period;
    base::Money amount;  // principal as decided
};

// Each debtor of a claim owes the whole of it (hoofdelijk); there is one balance.
struct Debtor {
    base::PersonId person;
    base::Date liable_from;
    friend bool operator==(const Debtor&, const Debtor&) = default;
};

struct NewClaim {
    ClaimDecision decision;
    std::vector<Debtor> debtors;
    // As printed on letters of a former system; empty: one is made.
    std::optional<base::PaymentReference> payment_reference;
    std::vector<Movement> movements;  // what moved before it was registered here
    std::string where;  // the place it was read from, "register.jsonl:12"; for problems alone
};

// A claim as people point at it: by its number, among those of a debtor.
struct NamedClaim {
    base::MunicipalityId municipality;
    base::PersonId debtor;
    std::string claim_number;
};

struct Claim {
    base::ClaimId id;
    base::MunicipalityId municipality;
    ClaimDecision decision;
    base::PaymentReference payment_reference;
    std::vector<Debtor> debtors;
};

// Problems claims.missing, claims.no-debtor, claims.repeated-debtor, claims.amount-not-positive,
// claims.amount-too-large (above amount_max), claims.wrong-period, claims.decision-in-period,
// claims.notified-before-decision, claims.due-before-decision, claims.in-future, and of the
// movements claims.wrong-movement and claims.below-zero.
[[nodiscard]] std::vector<base::Problem> check(const NewClaim& claim, base::Date today);

// Of a decision that is registered one by one; a load takes what a former system decided as it was.
// Problem claims.due-too-early: the debtor has at least the term of Awb art. 4:87, or a later day
// that the decision states. Of a day before the first row of law no term is known, and none asked.
[[nodiscard]] base::Done check_term(const ClaimDecision& decision, const norms::Law& law);

// The words of the database and of the JSON forms: the enumerator's own, "late_processing".
[[nodiscard]] std::string_view to_text(ClaimKind kind);
[[nodiscard]] std::string_view to_text(Cause cause);
[[nodiscard]] std::string_view to_text(Culpability culpability);
[[nodiscard]] base::Outcome<ClaimKind> claim_kind_of(std::string_view text);
[[nodiscard]] base::Outcome<Cause> cause_of(std::string_view text);
[[nodiscard]] base::Outcome<Culpability> culpability_of(std::string_view text);

}  // namespace draagkracht::claims
