// The proof of a month: of each bank account every cent of the month is followed from the bank to
// the ledger, and what does not meet is named with the difference.
//
//     bank        opening 1000.00 + received 500.00 - paid out 20.00   = closing 1480.00
//                 (and a difference that was accepted: month_difference.hpp)
//     its money   480.00 = allocated 430.00 + suspense 50.00 + refunded 0.00
//     of before   suspense went down 30.00 = allocated 30.00 + refunded 0.00
//     ledger      460.00 = allocated 430.00 + 30.00
//     suspense    opening 200.00 + 50.00 - 30.00                       = closing 220.00
//
// Money counts in the month in which the bank booked it, and what is done with it counts there too,
// also when it is done later, until that month is closed; from then on all counts in the first
// month that is open. The first month that is closed takes in all that came before it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "draagkracht/base/id.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/claims/closed_month.hpp"
#include "draagkracht/payments/month_difference.hpp"
#include "draagkracht/payments/month_end.hpp"

namespace draagkracht::payments {

// Where money of the bank went, or what was moved between these; below zero: it left there.
struct Whereabouts {
    base::Money allocated;
    base::Money suspended;
    base::Money refunded;

    [[nodiscard]] base::Money total() const { return allocated + suspended + refunded; }
    friend bool operator==(const Whereabouts&, const Whereabouts&) = default;
};

// What the register holds of one account in one month.
struct AccountMonth {
    base::BankAccountId account;
    std::string iban;
    base::Money opening;  // of the bank: as the month before closed, or the first statement opened
    base::Money received;
    base::Money paid_out;
    Whereabouts own = {};      // of what counts in this month
    Whereabouts earlier = {};  // what was moved of what counts in a month before
    base::Money ledger = {};   // above zero: debts went down
    base::Money suspense_opening = {};
    base::Money suspense_closing = {};
    base::Money difference_opening = {};  // with the bank, accepted in the months before
    std::optional<AcceptedDifference> accepted = {};  // in this month
    std::vector<EndStatement> end = {};               // see balance_at_end

    [[nodiscard]] base::Money moved() const { return received - paid_out; }
    [[nodiscard]] base::Money difference() const {
        return accepted ? accepted->amount : base::Money{};
    }
    [[nodiscard]] base::Money difference_closing() const {
        return difference_opening + difference();
    }
    [[nodiscard]] base::Money closing() const { return opening + moved() + difference(); }
};

enum class MonthEquation { bank, own, earlier, ledger, suspense };
[[nodiscard]] std::string_view to_text(MonthEquation equation);

// A line of the proof: what is added up, and what it must come to.
struct MonthLine {
    MonthEquation equation;
    base::Money sum;
    base::Money must_be;

    [[nodiscard]] base::Money difference() const { return sum - must_be; }
};

struct AccountProof {
    AccountMonth figures;
    base::Money bank_closing;                 // as statements or officer have it
    std::optional<ClosingFrom> closing_from;  // empty: nothing tells what stood there at the end

    // One for each equation, in their order.
    [[nodiscard]] std::vector<MonthLine> lines() const;
    // By how much the bank has more than opening balance and entries come to, accepted or not.
    [[nodiscard]] base::Money difference_with_bank() const;
};

// A statement that was begun and not ended, or whose money is not all in the books. Balances that
// an officer confirmed although they do not meet are a difference of the month instead.
struct UnfinishedStatement {
    std::string identifier;
    base::Date date;
    bool is_left_open;
};

struct MonthFacts {
    base::Month month;
    base::Date today;
    std::vector<claims::ClosedMonth> closed = {};          // the latest first
    std::vector<AccountMonth> accounts = {};               // that have statements
    std::vector<UnfinishedStatement> unfinished = {};      // that hold days of this month or before
    std::map<std::string, base::Money> seen_at_bank = {};  // see MonthToClose
    std::map<std::string, AcceptedDifference> accepted = {};  // by IBAN
};

struct MonthProof {
    base::Month month;
    std::vector<AccountProof> accounts = {};
    std::vector<base::Problem> obstacles = {};       // the month can be closed when there is none
    std::optional<claims::ClosedMonth> closed = {};  // these are its figures as it was closed

    [[nodiscard]] bool can_be_closed() const { return obstacles.empty(); }
};

// Obstacles: payments.month-not-over, payments.month-closed, payments.other-month-first,
// payments.unfinished-statement and payments.statement-left-open (at the statement),
// payments.month-not-covered (nothing tells what stood on an account at its end) and
// payments.month-differs (a line does not hold; with the difference), both at the account.
[[nodiscard]] MonthProof prove_month(const MonthFacts& facts);

// The figures as text, line by line, in a form that never changes: what the SHA-256 of a closed
// month is taken over. `previous_sha256` is that of the month before; empty for the first.
[[nodiscard]] std::string canonical_text(
    std::string_view municipality_code, const MonthProof& proof, std::string_view previous_sha256
);

}  // namespace draagkracht::payments
