// Closing a month: its proof is looked at first, and when everything meets its figures are frozen.
//
//     MonthCloseService months{database};
//     Outcome<MonthProof> proof = months.preview(occasion, municipality, {});
//     Outcome<ClosedMonth> june = months.close(occasion, municipality, {proof->month});
//
// Where a difference with the bank stays (month_difference.hpp), an officer asks a second person
// for it, and after the approval the same officer closes the month with it.
//
// From then on nothing is booked on a business date in that month (claims::keep_month_open), and
// what comes to be known of its money counts in the next one. `verify` recomputes it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/payments/month_proof.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::payments {

struct MonthToClose {
    std::optional<base::Month> month = {};  // empty: the next one
    // By IBAN the balance that somebody saw at the bank for the end of the last day. It says
    // nothing of an account of which a statement of a later day is here.
    std::map<std::string, base::Money> seen_at_bank = {};
};

struct DifferenceAsked {
    std::string iban;
    base::Money amount;  // as the proof has it
    std::string reason;  // without personal data
};

// A closed month with its figures as they were frozen.
struct ProvedMonth {
    claims::ClosedMonth closed;
    std::vector<AccountProof> accounts;
};

class MonthCloseService {
  public:
    explicit MonthCloseService(storage::Database& database) : database_{database} {}

    // The proof as it would be frozen now, and what stands in the way; nothing is written. Of a
    // month that is closed: as it was. What was approved for the actor counts as accepted.
    // Right::see_figures. Problem payments.no-month-to-close when none is named and the next one is
    // not over.
    [[nodiscard]] base::Outcome<MonthProof> preview(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        const MonthToClose& asked
    );

    // Asks a second person to accept a difference with the bank, with the balance on which it
    // rests; asked again it is one question. Right::reconcile, and no machine. Problems
    // payments.not-accepted-by-a-machine, payments.other-difference (the proof has not this
    // difference), access.asked-by-another, of preview, and of base::check_told_line for the
    // reason.
    [[nodiscard]] base::Outcome<base::ApprovalId> ask_difference(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        const MonthToClose& month,
        const DifferenceAsked& asked
    );

    // It cannot be undone. Right::reconcile. Problems: the first of those that prove_month tells as
    // obstacles, payments.no-month-to-close, payments.not-seen-by-a-machine, and
    // payments.other-difference when what was approved changed at that moment.
    [[nodiscard]] base::Outcome<claims::ClosedMonth> close(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        const MonthToClose& asked
    );

    // The latest first. Right::see_figures.
    [[nodiscard]] base::Outcome<std::vector<ProvedMonth>> closed_months(
        const access::Occasion& occasion, base::MunicipalityId municipality
    );

  private:
    storage::Database& database_;
};

}  // namespace draagkracht::payments
