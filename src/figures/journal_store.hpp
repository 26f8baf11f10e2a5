// Reads what a journal is made of, in pages: a register may hold millions of postings.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/claims/ledger.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::figures {

// An account of the municipality itself: at a bank, or the one to which the lists of payroll go.
struct AccountOfJournal {
    std::string kind;  // "bank", or the kind of list
    std::string iban;  // of one at a bank
};

struct EntryOfJournal {
    std::int64_t id = 0;
    std::string municipality;  // its code
    AccountOfJournal account;
    std::string statement;  // the bank's identifier of it
    base::Money amount;
    base::Date value_date;
    base::Date booking_date;
};

struct PostingOfJournal {
    std::int64_t id = 0;
    std::string municipality;
    std::string claim_number;
    claims::Component component;
    claims::PostingKind kind;
    base::Money amount;
    base::Date value_date;
    base::Date booked_on;
    std::int64_t allocation = 0;  // 0: moved before the register, or no payment
};

// A claim with the sum of what was posted on it.
struct OpenOfJournal {
    std::int64_t id = 0;
    std::string municipality;
    std::string claim_number;
    claims::Balance balance;
};

// What came in on one account of the municipality.
struct BankOfJournal {
    std::string municipality;
    AccountOfJournal account;
    base::Money total;
};

struct SuspenseOfJournal {
    std::string municipality;
    base::Money total;
};

// In the order of their ids, each page after the last id of the one before; empty at the end.
[[nodiscard]] std::vector<EntryOfJournal> entries_after(
    storage::Transaction& transaction, std::int64_t id
);
[[nodiscard]] std::vector<PostingOfJournal> postings_after(
    storage::Transaction& transaction, std::int64_t id
);
[[nodiscard]] std::vector<OpenOfJournal> open_claims_after(
    storage::Transaction& transaction, std::int64_t id
);
[[nodiscard]] std::vector<BankOfJournal> bank_totals(storage::Transaction& transaction);
// What came in and stands on no claim: it waits, or it is to be paid back.
[[nodiscard]] std::vector<SuspenseOfJournal> suspense_totals(storage::Transaction& transaction);

// The last day on which anything counts; empty when nothing does.
[[nodiscard]] std::string last_day(storage::Transaction& transaction);

}  // namespace draagkracht::figures
