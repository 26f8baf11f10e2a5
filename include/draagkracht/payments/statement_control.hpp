// The control that a bank statement must pass before anything of it is booked: opening balance plus
// booked entries is closing balance, in euros.
//
//     Tally tally;
//     tally.add(entry);                             // for every entry of the statement
//     Outcome<...> found = control(statement, tally);   // a balance break names the difference
#pragma once

#include <optional>
#include <vector>

#include "draagkracht/base/problem.hpp"
#include "draagkracht/payments/finding.hpp"
#include "draagkracht/payments/statement.hpp"

namespace draagkracht::payments {

// From the first to the last day on which something was booked.
struct DaysBooked {
    base::Date first;
    base::Date last;

    void take_in(base::Date day);
};

// What the entries of one statement come to. Only booked ones count in the sums.
class Tally {
  public:
    void add(const Entry& entry);

    [[nodiscard]] base::Money credit() const { return credit_; }  // what came in
    [[nodiscard]] base::Money debit() const { return debit_; }    // what left, above zero
    [[nodiscard]] std::size_t credits() const { return credits_; }
    [[nodiscard]] std::size_t debits() const { return debits_; }
    [[nodiscard]] std::size_t entries() const { return entries_; }
    [[nodiscard]] std::size_t not_booked() const { return not_booked_; }
    [[nodiscard]] std::size_t details() const { return details_; }
    // Number of the first entry in another currency than the euro; 0 when there is none.
    [[nodiscard]] std::size_t first_foreign_entry() const { return first_foreign_entry_; }
    // On which days entries were booked, `statement_date` being that of those without a day; none
    // when nothing was booked.
    [[nodiscard]] std::optional<DaysBooked> days(base::Date statement_date) const;

  private:
    void note_day(std::optional<base::Date> day);

    base::Money credit_;
    base::Money debit_;
    std::size_t credits_ = 0;
    std::size_t debits_ = 0;
    std::size_t entries_ = 0;
    std::size_t not_booked_ = 0;
    std::size_t details_ = 0;
    std::size_t first_foreign_entry_ = 0;
    std::optional<DaysBooked> days_;  // of the entries with a day
    bool some_without_day_ = false;
};

// What booked entries move too little to come from the opening to the closing balance; zero when
// they meet. Both balances are there.
[[nodiscard]] base::Money difference_of(const Statement& statement, const Tally& tally);

// What is noticed: FindingCode::balance_break, with the difference, and other_totals. Problems, at
// the statement: payments.no-date (nothing tells which day this is), payments.no-balance (opening
// or closing is missing), payments.foreign-currency. A notification (camt.054) has no balances, so
// only its currency is looked at.
[[nodiscard]] base::Outcome<std::vector<Finding>> control(
    const Statement& statement, const Tally& tally
);

}  // namespace draagkracht::payments
