// A bank statement as this house knows it, whatever the format in which the bank sent it.
//
// A bank tells its day with one account in three layers. A *statement* goes from an opening to a
// closing balance. An *entry* is one line of it: an amount that moved. A *detail* is a payment
// inside that line; most entries hold one, a batch holds many:
//
//     statement 12312 of NL26..., opening 18.15, closing 447.71
//       entry 1   +429.56
//         detail  +329.56  reference 5000 0567 8901 2345
//         detail  +100.00  from NL91..., "aflossing mei"
//
// Money is booked on the entry, as the bank does, and matched on the detail, as only there the
// debtor is named. Amounts are positive when money came onto the account and negative when it left.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/money.hpp"

namespace draagkracht::payments {

// A reference that the bank passed on apart from the free text.
struct StructuredReference {
    std::string reference;
    std::string issuer;  // "CUR" for a Dutch payment reference; empty when the bank names none
};

// One payment inside an entry.
struct Detail {
    std::optional<base::Money> amount;  // empty when the bank does not say, inside a batch
    std::string bank_reference;
    std::string end_to_end_id;  // what the payer, or we in a direct debit, called it
    std::string batch_id;       // of our own orders: in which batch they were
    // The other side: who paid when money came in, who was paid when it left. So the debtor whose
    // direct debit came back stands here too. The account is an IBAN without spaces, or what the
    // bank writes in its place.
    std::string counterparty_name;
    std::string counterparty_account;
    std::vector<StructuredReference> structured_references;
    std::string free_text;      // all lines, joined by spaces
    std::string return_reason;  // such as "MD06"; empty when nothing was returned
};

enum class EntryStatus {
    booked,
    pending,      // announced by the bank; shown, never booked
    information,  // money did not move and will not
};

// One line of a statement; it has at least one detail, made from the entry itself when the bank
// gives none.
struct Entry {
    std::size_t statement_number = 0;  // from 1, in the order of the file
    std::size_t number = 0;            // from 1, in the order of the statement
    base::Money amount;
    std::string currency;
    EntryStatus status = EntryStatus::booked;
    // The entry undoes an earlier one. It never changes the sign: a returned direct debit is a
    // negative amount with this mark (Dutch camt.053 guideline, item 2.80).
    bool is_reversal = false;
    std::optional<base::Date> booking_date;
    std::optional<base::Date> value_date;
    std::string bank_reference;
    std::vector<Detail> details;
    // The bank booked a batch of ours as one amount, and these are its orders (own_batch.hpp).
    bool details_are_orders = false;
    // What a notification tells of this entry, and why that does not stand in its place, in words;
    // empty: nothing (notified_batch.hpp).
    std::string notified_otherwise = {};
};

struct Balance {
    base::Money amount;
    std::string currency;
    std::optional<base::Date> date;
};

enum class StatementKind {
    statement,     // camt.053, MT940
    notification,  // camt.054: what moved, without balances to prove it by
};

// Entries have references of their own in each format.
enum class StatementFormat { camt, mt940 };

// What the bank says that entries come to, as far as it says so: a check that costs nothing.
struct StatedTotal {
    std::optional<std::size_t> count;
    std::optional<base::Money> amount;  // above zero
};

struct StatedTotals {
    StatedTotal all;  // whatever their sign
    StatedTotal credits;
    StatedTotal debits;
};

// Where the bank split a statement, what this part of it is: it lacks the balance at one end or at
// both, and the other parts may be in other files.
struct Page {
    std::size_t first = 0;  // its number; 0 when the bank gives none
    std::size_t last = 0;   // of several that were read as one
    // The balances at which it follows on another and goes on in another, where they are told.
    std::optional<Balance> follows_at = std::nullopt;
    std::optional<Balance> goes_on_at = std::nullopt;
};

// What holds for the entries of one account between two balances.
struct Statement {
    StatementKind kind = StatementKind::statement;
    StatementFormat format = StatementFormat::camt;
    std::size_t number = 0;       // from 1, in the order of the file
    std::string account;          // IBAN without spaces, or what the bank writes in its place
    std::string currency;         // of the account; empty when the bank does not say
    std::string identifier;       // starts again every year at some banks: not unique by itself
    std::string sequence_number;  // empty when the bank gives none
    std::optional<base::Date> created_on;
    std::optional<Balance> opening;
    std::optional<Balance> closing;
    StatedTotals stated;
    std::optional<Page> page;  // none: this is all of it

    // The day that the statement closes; with account and identifier it tells statements apart.
    [[nodiscard]] std::optional<base::Date> date() const;
};

// The amounts of the details together, or nothing when one of them is not known.
[[nodiscard]] std::optional<base::Money> total_of_details(const Entry& entry);

}  // namespace draagkracht::payments
