// The SQL of reconciling: statements, entries, allocations and suspense; all of it set-based.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/payments/reconciliation_service.hpp"
#include "draagkracht/payments/statement_control.hpp"
#include "draagkracht/storage/transaction.hpp"
#include "payments/open_debts.hpp"

namespace draagkracht::payments {

struct BankAccount {
    base::BankAccountId id;
    base::MunicipalityId municipality;
};

// By IBAN; one that is not registered is absent from the answer. Nobody else receives statements of
// these accounts until the transaction ends.
[[nodiscard]] std::map<std::string, BankAccount> lock_bank_accounts(
    storage::Transaction& transaction, const std::vector<std::string>& ibans
);
// Whose each is; one that is not registered is absent from the answer.
[[nodiscard]] std::map<std::string, base::MunicipalityId> municipalities_of_accounts(
    storage::Transaction& transaction, const std::vector<std::string>& ibans
);
[[nodiscard]] base::BankAccountId add_bank_account(
    storage::Transaction& transaction, base::MunicipalityId municipality, const std::string& iban
);

enum class StatementState { importing, closed, open };
// As the register has it.
[[nodiscard]] StatementState statement_state_of(const std::string& stored);

// What tells one statement of an account from another; the identifier alone starts again each year.
struct StatementKey {
    base::BankAccountId account;
    std::string identifier;
    base::Date date;
    friend auto operator<=>(const StatementKey&, const StatementKey&) = default;
};

struct NewStatement {
    StatementKey key;
    std::optional<StatementFormat> format;  // none: a list of payroll
    std::string sequence_number;
    base::Money opening;
    base::Money closing;
    std::string file_sha256;
    base::Timestamp received_at;
    std::optional<DaysBooked> days;  // on which its entries were booked
};

// The ids are in the order of the statements.
[[nodiscard]] std::vector<base::StatementId> add_statements(
    storage::Transaction& transaction, const std::vector<NewStatement>& statements
);
struct ImportPosition {
    StatementState state;
    std::int64_t entries_done;
};
// How far the import is; nobody else books on this statement until the transaction ends.
[[nodiscard]] ImportPosition lock_statement(
    storage::Transaction& transaction, base::StatementId statement
);
void set_entries_done(
    storage::Transaction& transaction, base::StatementId statement, std::int64_t entries_done
);
void set_state(
    storage::Transaction& transaction, base::StatementId statement, StatementState state
);

// What is owed on every debt that one of these payments may concern. Locks the claims, so that what
// is read still holds when it is written.
[[nodiscard]] OpenDebts open_debts_for(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<Payment>& payments
);

// The same of a read transaction: nothing is locked, so what is found may be changed by the time it
// is used.
[[nodiscard]] OpenDebts look_up_debts(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<Payment>& payments
);

// From which day an entry counts: the value date, or else the day of booking or of the statement.
[[nodiscard]] base::Date value_date_of(const Entry& entry, base::Date statement_date);

// The statement to which a chunk belongs.
struct StatementOfChunk {
    base::StatementId id;
    base::MunicipalityId municipality;
    std::string duplicate_prefix;  // account, identifier and date
    base::Date date;               // for an entry without dates of its own
};

// Writes payments as entries, with their allocations, postings, suspense and events.
void write_placed(
    storage::Transaction& transaction,
    audit::Trail& trail,
    const audit::Author& author,
    const StatementOfChunk& statement,
    const std::vector<PlacedPayment>& placed
);

struct StatementTotals {
    CountAndAmount payments;
    CountAndAmount allocated;
    CountAndAmount suspense;
    base::Money refunded;
    base::Money ledger;  // sum of the postings; below zero: debts went down
};
// All of one moment.
[[nodiscard]] StatementTotals totals_of(
    storage::Transaction& transaction, base::StatementId statement
);

// The payments of the statement that the bank booked in a month that was closed when they came.
[[nodiscard]] std::optional<CountedLater> counted_later(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    base::StatementId statement
);

}  // namespace draagkracht::payments
