// The SQL of notifications: what the bank tells of batches, which entries wait for it, and which of
// them it was put in the place of. All of it set-based.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/payments/notification_report.hpp"
#include "draagkracht/storage/transaction.hpp"
#include "payments/notified_batch.hpp"

namespace draagkracht::payments {

// What tells one notification of an account from another.
struct NotificationKey {
    base::BankAccountId account;
    std::string identifier;
    std::string created_on;
    friend auto operator<=>(const NotificationKey&, const NotificationKey&) = default;
};
struct StoredNotification {
    NotificationId id;
    std::string content_sha256;
};
[[nodiscard]] std::map<NotificationKey, StoredNotification> notifications_named(
    storage::Transaction& transaction, const std::vector<NotificationKey>& keys
);

struct NewNotification {
    NotificationKey key;
    std::string content_sha256;
    std::string file_sha256;
    base::Timestamp received_at;
};
// The ids are in their order.
[[nodiscard]] std::vector<NotificationId> add_notifications(
    storage::Transaction& transaction, const std::vector<NewNotification>& notifications
);

// One keeps what is told of an account, or puts it in the place of what waits or is booked, at a
// time. Before the locks on claims.
void take_notification_turn(storage::Transaction& transaction, base::BankAccountId account);

// By their content keys; one that is not there is absent.
[[nodiscard]] std::map<std::string, NotifiedBatchId> batches_of_content(
    storage::Transaction& transaction,
    base::BankAccountId account,
    const std::vector<std::string>& content_keys
);

struct NewNotifiedBatch {
    NotifiedBatch batch;  // without its id
    std::int64_t entry_number;
    std::string content_key;
    std::vector<Detail> details;
};
// The ids are in their order.
[[nodiscard]] std::vector<NotifiedBatchId> add_notified_batches(
    storage::Transaction& transaction,
    NotificationId notification,
    base::BankAccountId account,
    const std::vector<const NewNotifiedBatch*>& batches
);

// What came of a notification from some moment on.
struct DoneSince {
    CountAndAmount kept;
    CountAndAmount spread;  // of what waited as one amount
};
// What was written under ids above this one; a notification of which nothing was is absent.
[[nodiscard]] std::map<NotificationId, DoneSince> done_since(
    storage::Transaction& transaction,
    std::int64_t id,
    const std::vector<NotificationId>& notifications
);

// Those that stand in no place yet and may be about one of these entries, in the order in which
// they were kept.
[[nodiscard]] std::vector<NotifiedBatch> unused_batches(
    storage::Transaction& transaction,
    base::BankAccountId account,
    const std::vector<EntryAsOne>& entries
);
using DetailsOfBatches = std::map<NotifiedBatchId, std::vector<Detail>>;
[[nodiscard]] DetailsOfBatches details_of(
    storage::Transaction& transaction, const std::vector<NotifiedBatchId>& batches
);

struct BatchUse {
    NotifiedBatchId batch;
    base::StatementId statement;
    std::int64_t entry_number;
};
void add_uses(
    storage::Transaction& transaction,
    const audit::Author& author,
    const std::vector<BatchUse>& uses
);

struct AccountOfStatement {
    base::BankAccountId id;
    StatementFormat format;
};
// Of a bank statement.
[[nodiscard]] AccountOfStatement account_of(
    storage::Transaction& transaction, base::StatementId statement
);

// An entry that is booked as one amount, all of which waits, and on which no act by hand stands.
struct WaitingEntry {
    base::EntryId id;
    base::StatementId statement;
    std::string duplicate_prefix;  // account, identifier and date of the statement
    base::Date statement_date;
    std::int64_t number;
    base::Date value_date;
    bool is_reversal;
    EntryAsOne told;
    friend bool operator==(const WaitingEntry&, const WaitingEntry&) = default;
};
// Those that may be of one of these batches, in the order of statement and entry.
[[nodiscard]] std::vector<WaitingEntry> entries_waiting_for(
    storage::Transaction& transaction,
    base::BankAccountId account,
    const std::vector<NotifiedBatchId>& batches
);

// By the number of the entry: the last detail of each.
[[nodiscard]] std::map<std::int64_t, base::EntryId> last_details_of(
    storage::Transaction& transaction,
    base::StatementId statement,
    const std::vector<std::int64_t>& entry_numbers
);

}  // namespace draagkracht::payments
