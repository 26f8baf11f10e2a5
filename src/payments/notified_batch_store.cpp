#include "payments/notified_batch_store.hpp"

#include <fmt/format.h>

#include "draagkracht/payments/suspense_code.hpp"
#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"
#include "draagkracht/storage/turn.hpp"
#include "payments/bank_reference_store.hpp"
#include "payments/hand_act_store.hpp"

namespace draagkracht::payments {

using soci::into;
using soci::use;
using storage::Cell;
using storage::Column;
using storage::for_each_row;
using storage::Nullable;
using storage::Transaction;

namespace {

// Structured references as one text. No text of a bank holds these characters.
constexpr char after_issuer = '\x1f';
constexpr char after_reference = '\x1e';

std::string joined(const std::vector<StructuredReference>& references) {
    std::string text;
    for (const StructuredReference& structured : references) {
        text += structured.issuer + after_issuer + structured.reference + after_reference;
    }
    return text;
}

std::vector<StructuredReference> parted(std::string_view text) {
    std::vector<StructuredReference> references;
    while (!text.empty()) {
        const std::size_t issuer = text.find(after_issuer);
        const std::size_t end = text.find(after_reference);
        references.push_back(
            {std::string{text.substr(issuer + 1, end - issuer - 1)},
             std::string{text.substr(0, issuer)}}
        );
        text.remove_prefix(end + 1);
    }
    return references;
}

base::Date date_of(const std::string& text) {
    return base::Date::parse(text).value();
}

Cell amount_cell(const std::optional<base::Money>& amount) {
    return amount ? Cell{amount->in_cents()} : Cell{std::nullopt};
}

}  // namespace

std::map<NotificationKey, StoredNotification> notifications_named(
    Transaction& transaction, const std::vector<NotificationKey>& keys
) {
    std::vector<base::BankAccountId> accounts;
    std::vector<std::string> identifiers;
    for (const NotificationKey& key : keys) {
        accounts.push_back(key.account);
        identifiers.push_back(key.identifier);
    }
    const std::string of_accounts = storage::json_list(accounts);
    const std::string named = storage::json_list(identifiers);
    std::map<NotificationKey, StoredNotification> found;
    long long id = 0;
    long long account = 0;
    std::string identifier, created_on, content;
    for_each_row(
        (ask(transaction,
             "SELECT id, bank_account_id, identifier, created_on, content_sha256"
             " FROM bank_notification WHERE bank_account_id " +
                 transaction.among_numbers(":accounts") + " AND identifier " +
                 transaction.among_texts(":identifiers")),
         use(of_accounts, "accounts"),
         use(named, "identifiers"),
         into(id),
         into(account),
         into(identifier),
         into(created_on),
         into(content)),
        [&] {
            found.insert_or_assign(
                NotificationKey{base::BankAccountId{account}, identifier, created_on},
                StoredNotification{NotificationId{id}, content}
            );
        }
    );
    return found;
}

std::vector<NotificationId> add_notifications(
    Transaction& transaction, const std::vector<NewNotification>& notifications
) {
    storage::IdBlock block = transaction.reserve_ids(notifications.size());
    std::vector<NotificationId> ids;
    storage::BulkInsert rows{
        transaction,
        "bank_notification",
        {{"id", Column::number},
         {"bank_account_id", Column::number},
         {"identifier", Column::text},
         {"created_on", Column::text},
         {"content_sha256", Column::text},
         {"file_sha256", Column::text},
         {"received_at", Column::text}}};
    for (const NewNotification& one : notifications) {
        ids.emplace_back(block.take());
        rows.add(
            {ids.back().value(),
             one.key.account.value(),
             one.key.identifier,
             one.key.created_on,
             one.content_sha256,
             one.file_sha256,
             one.received_at.to_string()}
        );
    }
    rows.write();
    return ids;
}

void take_notification_turn(Transaction& transaction, base::BankAccountId account) {
    storage::take_turn(transaction, fmt::format("notifications:{}", account.value()));
}

std::map<std::string, NotifiedBatchId> batches_of_content(
    Transaction& transaction,
    base::BankAccountId account,
    const std::vector<std::string>& content_keys
) {
    const long long of_account = account.value();
    const std::string keys = storage::json_list(content_keys);
    std::map<std::string, NotifiedBatchId> found;
    long long id = 0;
    std::string key;
    for_each_row(
        (ask(transaction,
             "SELECT id, content_key FROM notified_batch WHERE bank_account_id = :account"
             " AND content_key " +
                 transaction.among_texts(":keys")),
         use(of_account, "account"),
         use(keys, "keys"),
         into(id),
         into(key)),
        [&] { found.emplace(key, NotifiedBatchId{id}); }
    );
    return found;
}

namespace {

void add_details(
    Transaction& transaction,
    const std::vector<const NewNotifiedBatch*>& batches,
    const std::vector<NotifiedBatchId>& ids
) {
    std::size_t count = 0;
    for (const NewNotifiedBatch* const one : batches) {
        count += one->details.size();
    }
    storage::IdBlock block = transaction.reserve_ids(count);
    storage::BulkInsert rows{
        transaction,
        "notified_detail",
        {{"id", Column::number},
         {"notified_batch_id", Column::number},
         {"detail_number", Column::number},
         {"amount_cents", Column::number},
         {"bank_reference", Column::text},
         {"end_to_end_reference", Column::text},
         {"counterparty_name", Column::text},
         {"counterparty_account", Column::text},
         {"structured_references", Column::text},
         {"remittance_text", Column::text},
         {"return_reason", Column::text}}};
    for (std::size_t place = 0; place < batches.size(); ++place) {
        std::int64_t number = 0;
        for (const Detail& detail : batches[place]->details) {
            const std::string references = joined(detail.structured_references);
            rows.add(
                {block.take(),
                 ids[place].value(),
                 ++number,
                 amount_cell(detail.amount),
                 detail.bank_reference,
                 detail.end_to_end_id,
                 detail.counterparty_name,
                 detail.counterparty_account,
                 references,
                 detail.free_text,
                 detail.return_reason}
            );
        }
    }
    rows.write();
}

}  // namespace

std::vector<NotifiedBatchId> add_notified_batches(
    Transaction& transaction,
    NotificationId notification,
    base::BankAccountId account,
    const std::vector<const NewNotifiedBatch*>& batches
) {
    storage::IdBlock block = transaction.reserve_ids(batches.size());
    std::vector<NotifiedBatchId> ids;
    storage::BulkInsert rows{
        transaction,
        "notified_batch",
        {{"id", Column::number},
         {"notification_id", Column::number},
         {"bank_account_id", Column::number},
         {"entry_number", Column::number},
         {"booked_on", Column::text},
         {"amount_cents", Column::number},
         {"batch_id", Column::text},
         {"bank_reference", Column::text},
         {"is_reversal", Column::number},
         {"detail_count", Column::number},
         {"detail_cents", Column::number},
         {"content_key", Column::text}}};
    for (const NewNotifiedBatch* const one : batches) {
        ids.emplace_back(block.take());
        const std::string booked_on = one->batch.booked_on.to_string();
        rows.add(
            {ids.back().value(),
             notification.value(),
             account.value(),
             one->entry_number,
             booked_on,
             one->batch.amount.in_cents(),
             one->batch.batch_id,
             one->batch.bank_reference,
             std::int64_t{one->batch.is_reversal ? 1 : 0},
             one->batch.details,
             amount_cell(one->batch.total),
             one->content_key}
        );
    }
    rows.write();
    add_details(transaction, batches, ids);
    return ids;
}

std::map<NotificationId, DoneSince> done_since(
    Transaction& transaction, std::int64_t id, const std::vector<NotificationId>& notifications
) {
    const std::string among = transaction.among_numbers(":notifications");
    const std::string keys = storage::json_list(notifications);
    const long long since = id;
    std::map<NotificationId, DoneSince> done;
    long long notification = 0, count = 0, cents = 0;
    const auto read = [&](const std::string& query, CountAndAmount DoneSince::*sum) {
        for_each_row(
            (ask(transaction, query + among + " GROUP BY notification_id"),
             use(since, "since"),
             use(keys, "notifications"),
             into(notification),
             into(count),
             into(cents)),
            [&] {
                done[NotificationId{notification}].*sum = {count, base::Money::cents(cents)};
            }
        );
    };
    read(
        "SELECT notification_id, COUNT(*), CAST(SUM(amount_cents) AS BIGINT) FROM notified_batch"
        " WHERE id > :since AND notification_id ",
        &DoneSince::kept
    );
    // What waited as one amount has another entry in the same place, that takes it back.
    read(
        "SELECT notification_id, COUNT(*), CAST(SUM(waited.amount_cents) AS BIGINT)"
        " FROM notified_batch batch JOIN notified_batch_use used"
        " ON used.notified_batch_id = batch.id"
        " JOIN bank_entry waited ON waited.statement_id = used.statement_id"
        " AND waited.entry_number = used.entry_number"
        " JOIN entry_return pair ON pair.returned_entry_id = waited.id"
        " JOIN bank_entry counter ON counter.id = pair.entry_id"
        " AND counter.statement_id = used.statement_id"
        " AND counter.entry_number = used.entry_number"
        " WHERE counter.id > :since AND notification_id ",
        &DoneSince::spread
    );
    return done;
}

std::vector<NotifiedBatch> unused_batches(
    Transaction& transaction, base::BankAccountId account, const std::vector<EntryAsOne>& entries
) {
    std::vector<std::string> all_days, all_names, all_references;
    for (const EntryAsOne& entry : entries) {
        all_days.push_back(entry.booked_on.to_string());
        if (!entry.batch_id.empty()) {
            all_names.push_back(entry.batch_id);
        }
        if (!entry.bank_reference.empty()) {
            all_references.push_back(entry.bank_reference);
        }
    }
    const long long of_account = account.value();
    const std::string days = storage::json_list(all_days);
    const std::string names = storage::json_list(all_names);
    const std::string references = storage::json_list(all_references);
    std::vector<NotifiedBatch> batches;
    long long id = 0, cents = 0, details = 0;
    int is_reversal = 0;
    std::string booked_on, batch_id, bank_reference;
    Nullable<long long> total;
    for_each_row(
        (ask(transaction,
             "SELECT id, booked_on, amount_cents, batch_id, bank_reference, is_reversal,"
             " detail_count, detail_cents FROM notified_batch"
             " WHERE bank_account_id = :account AND booked_on " +
                 transaction.among_texts(":days") + " AND (batch_id " +
                 transaction.among_texts(":names") + " OR bank_reference " +
                 transaction.among_texts(":references") +
                 ") AND NOT EXISTS (SELECT 1 FROM notified_batch_use used"
                 " WHERE used.notified_batch_id = notified_batch.id) ORDER BY id"),
         use(of_account, "account"),
         use(days, "days"),
         use(names, "names"),
         use(references, "references"),
         into(id),
         into(booked_on),
         into(cents),
         into(batch_id),
         into(bank_reference),
         into(is_reversal),
         into(details),
         into(total.value, total.indicator)),
        [&] {
            const std::optional<long long> known = total.get();
            batches.push_back(
                {NotifiedBatchId{id},
                 date_of(booked_on),
                 base::Money::cents(cents),
                 batch_id,
                 bank_reference,
                 is_reversal == 1,
                 details,
                 known ? std::optional{base::Money::cents(*known)} : std::nullopt}
            );
        }
    );
    return batches;
}

DetailsOfBatches details_of(Transaction& transaction, const std::vector<NotifiedBatchId>& batches) {
    DetailsOfBatches found;
    const std::string keys = storage::json_list(batches);
    long long batch = 0;
    Nullable<long long> cents;
    std::string references;
    Detail detail;
    for_each_row(
        (ask(transaction,
             "SELECT notified_batch_id, amount_cents, bank_reference, end_to_end_reference,"
             " counterparty_name, counterparty_account, structured_references, remittance_text,"
             " return_reason FROM notified_detail WHERE notified_batch_id " +
                 transaction.among_numbers(":batches") +
                 " ORDER BY notified_batch_id, detail_number"),
         use(keys, "batches"),
         into(batch),
         into(cents.value, cents.indicator),
         into(detail.bank_reference),
         into(detail.end_to_end_id),
         into(detail.counterparty_name),
         into(detail.counterparty_account),
         into(references),
         into(detail.free_text),
         into(detail.return_reason)),
        [&] {
            Detail& told = found[NotifiedBatchId{batch}].emplace_back(detail);
            if (const auto known = cents.get()) {
                told.amount = base::Money::cents(*known);
            }
            told.structured_references = parted(references);
        }
    );
    return found;
}

void add_uses(
    Transaction& transaction, const audit::Author& author, const std::vector<BatchUse>& uses
) {
    storage::BulkInsert rows{
        transaction,
        "notified_batch_use",
        {{"notified_batch_id", Column::number},
         {"statement_id", Column::number},
         {"entry_number", Column::number},
         {"used_on", Column::text},
         {"used_by", Column::text}}};
    const std::string today = author.today.date().to_string();
    for (const BatchUse& one : uses) {
        rows.add({one.batch.value(), one.statement.value(), one.entry_number, today, author.actor});
    }
    rows.write();
}

AccountOfStatement account_of(Transaction& transaction, base::StatementId statement) {
    const long long id = statement.value();
    long long account = 0;
    std::string format;
    transaction.sql() << "SELECT bank_account_id, COALESCE(format, '') FROM bank_statement"
                         " WHERE id = :id",
        use(id, "id"), into(account), into(format);
    return {
        base::BankAccountId{account},
        format == "camt" ? StatementFormat::camt : StatementFormat::mt940};
}

namespace {

// What waits as one amount, and tells no payment by itself (notified_batch.hpp).
constexpr std::string_view as_one_and_waiting = R"sql(
WHERE bank_account.id = :account AND bank_account.kind = 'bank' AND bank_entry.detail_number = 1
    AND bank_entry.amount_cents = (SELECT COALESCE(SUM(item.amount_cents), 0)
        FROM suspense_item item WHERE item.entry_id = bank_entry.id)
    AND NOT EXISTS (SELECT 1 FROM suspense_item item WHERE item.entry_id = bank_entry.id
        AND item.reason_code = '{batch_known}')
    AND NOT EXISTS (SELECT 1 FROM entry_return pair
        WHERE pair.entry_id = bank_entry.id OR pair.returned_entry_id = bank_entry.id)
    AND NOT EXISTS (SELECT 1 FROM bank_entry other WHERE other.id <> bank_entry.id
        AND other.statement_id = bank_entry.statement_id
        AND other.entry_number = bank_entry.entry_number)
    AND matched_claim_id IS NULL AND matched_plan_id IS NULL
    AND (EXISTS (SELECT 1 FROM suspense_item item WHERE item.entry_id = bank_entry.id
            AND item.reason_code = '{details_disagree}')
        OR (end_to_end_reference IN {no_references} AND structured_reference = ''
            AND return_reason IS NULL
            AND (bank_entry.batch_id IS NOT NULL OR counterparty_iban = '')))
    AND NOT {is_by_hand})sql";

std::string waiting_condition() {
    return fmt::format(
        as_one_and_waiting,
        fmt::arg("batch_known", to_text(SuspenseCode::batch_known)),
        fmt::arg("details_disagree", to_text(SuspenseCode::details_disagree)),
        fmt::arg("no_references", no_references_sql),
        fmt::arg("is_by_hand", entry_is_by_hand)
    );
}

struct WaitingRow {
    long long id = 0, statement = 0, number = 0, cents = 0;
    int is_reversal = 0;
    std::string booked_on, value_date, bank_reference, batch_id, format, identifier, date, iban;

    [[nodiscard]] WaitingEntry entry() const {
        return {
            base::EntryId{id},
            base::StatementId{statement},
            fmt::format("{}|{}|{}", iban, identifier, date),
            date_of(date),
            number,
            date_of(value_date),
            is_reversal == 1,
            {date_of(booked_on),
             base::Money::cents(cents),
             batch_id,
             bank_reference,
             format == "camt" ? StatementFormat::camt : StatementFormat::mt940}};
    }
};

}  // namespace

std::vector<WaitingEntry> entries_waiting_for(
    Transaction& transaction,
    base::BankAccountId account,
    const std::vector<NotifiedBatchId>& batches
) {
    // Entries are found by what they bear, and never by going through all of a day.
    const auto bearing = [&transaction](std::string_view column, std::string_view is_given) {
        return fmt::format(
            "SELECT same.id FROM notified_batch batch JOIN bank_entry same"
            " ON same.{0} = batch.{0} AND same.{0} {2}"
            " WHERE batch.id {1} AND same.amount_cents = batch.detail_cents"
            " AND same.booking_date = batch.booked_on",
            column,
            transaction.among_numbers(":batches"),
            is_given
        );
    };
    const std::string keys = storage::json_list(batches);
    const long long of_account = account.value();
    std::vector<WaitingEntry> entries;
    WaitingRow row;
    for_each_row(
        (ask(transaction,
             "SELECT bank_entry.id, statement_id, entry_number, amount_cents, is_reversal,"
             " booking_date, value_date, bank_reference, COALESCE(batch_id, ''),"
             " COALESCE(format, ''), identifier, statement_date, iban FROM (" +
                 bearing("batch_id", "<> ''") + " UNION " +
                 bearing("bank_reference", "NOT IN " + std::string{no_references_sql}) +
                 ") found JOIN bank_entry ON bank_entry.id = found.id"
                 " JOIN bank_statement ON bank_statement.id = statement_id"
                 " JOIN bank_account ON bank_account.id = bank_account_id" +
                 waiting_condition() + " ORDER BY statement_id, entry_number"),
         use(keys, "batches"),
         use(of_account, "account"),
         into(row.id),
         into(row.statement),
         into(row.number),
         into(row.cents),
         into(row.is_reversal),
         into(row.booked_on),
         into(row.value_date),
         into(row.bank_reference),
         into(row.batch_id),
         into(row.format),
         into(row.identifier),
         into(row.date),
         into(row.iban)),
        [&] { entries.push_back(row.entry()); }
    );
    return entries;
}

std::map<std::int64_t, base::EntryId> last_details_of(
    Transaction& transaction,
    base::StatementId statement,
    const std::vector<std::int64_t>& entry_numbers
) {
    std::map<std::int64_t, base::EntryId> last;
    const std::string numbers = storage::json_list(entry_numbers);
    const long long of_statement = statement.value();
    long long number = 0;
    long long id = 0;
    for_each_row(
        (ask(transaction,
             "SELECT entry_number, id FROM bank_entry WHERE statement_id = :statement"
             " AND entry_number " +
                 transaction.among_numbers(":numbers") + " ORDER BY entry_number, detail_number"),
         use(of_statement, "statement"),
         use(numbers, "numbers"),
         into(number),
         into(id)),
        [&] { last.insert_or_assign(number, base::EntryId{id}); }
    );
    return last;
}

}  // namespace draagkracht::payments
