// Closing a month: its proof is looked at first, and when everything meets its figures are frozen.
//
//     MonthCloseService months{database};
//     Outcome<MonthProof> proof = months.preview(occasion, municipality, {});
//     Outcome<ClosedMonth> june = months.close(occasion, municipality, {proof->month});
//
// From then on nothing is booked on a business date in that month (claims::keep_month_open), and
// what comes to be known of its money counts in the next one. `verify` recomputes it.
#pragma once

#include <optional>
#include <vector>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/payments/month_proof.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::payments {

struct MonthToClose {
    std::optional<Month> month = {};  // empty: the next one
    // Accounts, by IBAN, of which somebody saw at the bank that nothing moved after the last
    // statement. It says nothing of one whose statements reach the end.
    std::vector<std::string> seen_at_bank = {};
};

// A closed month with its figures as they were frozen.
struct ProvedMonth {
    claims::ClosedMonth closed;
    std::vector<AccountProof> accounts;
};

class MonthCloseService {
  public:
    explicit MonthCloseService(storage::Database& database) : database_{database} {}

    // The proof as it would be frozen now, and what stands in the way; nothing is written.
    // Right::see_figures. Problem payments.no-month-to-close when none is named and the next one is
    // not over.
    [[nodiscard]] base::Outcome<MonthProof> preview(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        const MonthToClose& asked
    );

    // It cannot be undone. Right::reconcile. Problems: the first of those that prove_month tells as
    // obstacles, and payments.no-month-to-close.
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
