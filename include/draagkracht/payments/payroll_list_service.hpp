// Taking in a list of payroll: each line becomes a payment on the debt of its client, or waits in
// suspense with the reason. All of the list, or nothing of it; the same list again is that list.
//
//     PayrollListService lists{database};
//     ListReport report = lists.take(occasion, zandwijk, list, {.is_dry_run = true}).value();
//     report.waiting;      // the lines that a person has to look at
//     report.differences;  // from what payroll was asked to set off
//
// A list of set-offs is money by itself: no bank brings it. A list of an employer only says whose
// the money of one bank entry is, which waits in suspense; that entry is taken back onto the list,
// and the two meet to the cent (docs/decisions/0036).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/payments/reconciliation_service.hpp"
#include "draagkracht/payments/set_off_list.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::payments {

// A line of which something waits for a person; below zero where it took a line back.
struct WaitingLine {
    int line;
    base::Money amount;
    std::string code;  // stable: docs/formats.md
};

struct ListReport {
    bool is_known = false;  // it was taken in before; nothing was booked now
    CountAndAmount payments;
    base::Money allocated;
    base::Money suspended;
    std::vector<WaitingLine> waiting;
    std::vector<SetOffDifference> differences;
};

struct TakeOptions {
    bool is_dry_run = false;  // work all of it out, and write nothing but the looks
    // The bank entry by which the employer paid: for a list of withholdings, and for that alone.
    std::optional<base::EntryId> paid_by = std::nullopt;
};

class PayrollListService {
  public:
    explicit PayrollListService(storage::Database& database) : database_{database} {}

    // Right::reconcile. Problems payments.not-placed-by-a-machine (a bank entry is named by a
    // person alone), payments.other-content (a list with this number is there and says otherwise),
    // payments.in-future (a day of payment after today), payments.list-needs-entry,
    // payments.list-without-entry, payments.unknown-entry, payments.entry-differs (it is not the
    // sum of the list), payments.entry-placed (it does not wait in suspense as a whole).
    [[nodiscard]] base::Outcome<ListReport> take(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        const PayrollList& list,
        const TakeOptions& options = {}
    );

  private:
    storage::Database& database_;
};

}  // namespace draagkracht::payments
