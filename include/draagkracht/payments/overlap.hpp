// Statements that overlap: a month after its days, a day in MT940 after the same day in camt.053.
// An entry that is in both is money that moved once, so it is booked once.
//
//     booked:        opening 100.00; 28 June +25.00 ref A, 28 June +25.00 ref B
//     of the month:  opening 100.00; the same two, and 30 June +40.00 ref C
//     booked_before(of_month, {booked})     // true, true, false
//
// Two entries are *certainly* one when the day, the amount and the reference of the bank are the
// same; as often as both have it, so that two real equal payments stay two. They are *certainly
// two* when a statement of the same format gives them two references. They are *likely* one when
// day and amount are the same and the references say nothing, as another format has others. What is
// likely counts only where the balances meet, as the money of an account is one line: one of the
// two opens where the other passes. And then only where the whole fits: all that is booked on these
// days is in the statement, or all of the statement is booked. Where balances and references
// contradict each other, nothing is told: a stretch of the line of balances that is booked under
// other references, and a statement that goes on where a booked one ends with a reference of that
// one. Two statements that run alike from one balance on are one, unless the one may follow the
// other (an account that is emptied each day begins and ends with nothing) and the bank's numbers
// of the two tell that it does.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/base/problem.hpp"
#include "draagkracht/payments/statement.hpp"

namespace draagkracht::payments {

// What tells an entry in every format.
struct EntryPrint {
    base::Date booked_on;
    base::Money amount;          // not zero
    std::string bank_reference;  // as the bank wrote it (bank_reference.hpp)
    // Of an entry in the register: it is booked with another statement, and only known to this one.
    bool is_booked_elsewhere = false;
};

// `statement_date` is that of an entry without a day of its own.
[[nodiscard]] EntryPrint print_of(const Entry& entry, base::Date statement_date);

// Entries in the order of the bank, between two balances.
struct BalanceLine {
    base::Money opening;
    base::Money closing;
    std::vector<EntryPrint> entries;
    // None: received before formats were kept. Then one reference that is the same tells that both
    // have the same format.
    std::optional<StatementFormat> format = std::nullopt;
    // Of a booked one: the number of the statement that is asked of tells that it is another one.
    bool is_another_by_number = false;
};

// Whether the line has this balance before one of its entries.
[[nodiscard]] bool passes(const BalanceLine& line, base::Money balance);

// Which entries of the statement were booked before, by their place. `booked` are the other
// statements of the account that have entries on its days. Problem payments.overlap-unclear when
// the balances meet, and entries that look the same are neither all that is booked nor all of the
// statement, or may as well be other payments that follow; and when a booked one goes between the
// same balances with other entries.
[[nodiscard]] base::Outcome<std::vector<bool>> booked_before(
    const BalanceLine& statement, const std::vector<BalanceLine>& booked
);

}  // namespace draagkracht::payments
