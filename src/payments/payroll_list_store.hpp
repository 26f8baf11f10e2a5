// The SQL of taking in lists of payroll; all of it set-based. What a list pays is written as what a
// bank statement pays (reconciliation_store.hpp).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "draagkracht/payments/payroll_list.hpp"
#include "draagkracht/storage/transaction.hpp"
#include "payments/reconciliation_store.hpp"

namespace draagkracht::payments {

// The clearing account on which lists of this kind are statements, with its name; made when it is
// not there. The caller has the turn of the lists of this municipality.
struct ClearingAccount {
    base::BankAccountId id;
    std::string name;  // "set_off:zandwijk"
};
[[nodiscard]] ClearingAccount clearing_account(
    storage::Transaction& transaction, base::MunicipalityId municipality, ListKind kind
);

struct KnownList {
    base::StatementId id;
    base::Date date;
    std::string sha256;
};
// That was taken in under this number.
[[nodiscard]] std::optional<KnownList> list_of_number(
    storage::Transaction& transaction, base::BankAccountId account, const std::string& number
);

// What the register knows of those who are on the list. The caller locks what it owes, and asks
// again.
[[nodiscard]] ListFacts list_facts_of(
    storage::Transaction& transaction, base::MunicipalityId municipality, const PayrollList& list
);

// By list and line, the name under which a line was booked.
using LineNames = std::map<std::pair<std::string, int>, std::string>;
// Of all lists of this account of which this one takes lines back.
[[nodiscard]] LineNames names_of_lines_taken_back(
    storage::Transaction& transaction, base::BankAccountId account, const PayrollList& list
);

// Whether there is such an entry of a bank statement.
[[nodiscard]] bool is_bank_entry(storage::Transaction& transaction, base::EntryId entry);

// The entry at this place of a statement.
[[nodiscard]] base::EntryId entry_at(
    storage::Transaction& transaction, base::StatementId statement, std::int64_t entry_number
);

// By the number of its line: what a list that was taken in paid on which debts.
struct TakenLine {
    base::Money amount;
    base::Money suspended;
    std::string suspense_code;  // of what waits; empty when nothing does
    std::optional<base::PlanId> plan;
};
[[nodiscard]] std::map<int, TakenLine> taken_lines_of(
    storage::Transaction& transaction, base::StatementId statement
);

}  // namespace draagkracht::payments
