#include "payments/reconciliation_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/claims/closed_month_store.hpp"
#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::payments {

using soci::into;
using soci::use;
using storage::Cell;
using storage::Column;
using storage::Transaction;

namespace {

constexpr std::array<std::pair<StatementState, const char*>, 3> state_texts{{
    {StatementState::importing, "importing"},
    {StatementState::closed, "closed"},
    {StatementState::open, "open"},
}};

std::string text_of(StatementState state) {
    for (const auto& [known, text] : state_texts) {
        if (known == state) {
            return text;
        }
    }
    throw base::ProgrammerFault{"unknown state of a statement"};
}

std::string text_of(StatementFormat format) {
    return format == StatementFormat::camt ? "camt" : "mt940";
}

// All structured references in one column, as the bank gave them.
std::string joined(const std::vector<StructuredReference>& references) {
    std::string text;
    for (const StructuredReference& reference : references) {
        text += (text.empty() ? "" : " ") + reference.reference;
    }
    return text;
}

// The allocation of a payment to one claim, over its components.
struct ClaimAllocation {
    base::AllocationId id;
    base::EntryId entry;
    const PlacedPayment* placed;
    base::ClaimId claim;
    base::Money amount;
    std::vector<const claims::AllocatedPart*> parts;
};

// One allocation a claim; the parts of a claim stand together.
std::size_t claims_paid_by(const PlacedPayment& placed) {
    std::size_t count = 0;
    for (std::size_t place = 0; place < placed.parts.size(); ++place) {
        const bool is_first =
            place == 0 || placed.parts[place].claim != placed.parts[place - 1].claim;
        count += is_first ? 1U : 0U;
    }
    return count;
}

std::vector<ClaimAllocation> allocations_of(
    const PlacedPayment& placed, base::EntryId entry, storage::IdBlock& ids
) {
    std::vector<ClaimAllocation> allocations;
    for (const claims::AllocatedPart& part : placed.parts) {
        if (allocations.empty() || allocations.back().claim != part.claim) {
            allocations.push_back(
                {base::AllocationId{ids.take()}, entry, &placed, part.claim, {}, {}}
            );
        }
        allocations.back().amount += part.amount;
        allocations.back().parts.push_back(&part);
    }
    return allocations;
}

void write_entries(
    Transaction& transaction,
    const StatementOfChunk& statement,
    const std::vector<PlacedPayment>& placed,
    base::EntryId first
) {
    storage::BulkInsert rows{
        transaction,
        "bank_entry",
        {{"id", Column::number},
         {"statement_id", Column::number},
         {"entry_number", Column::number},
         {"detail_number", Column::number},
         {"amount_cents", Column::number},
         {"booking_date", Column::text},
         {"value_date", Column::text},
         {"bank_reference", Column::text},
         {"end_to_end_reference", Column::text},
         {"structured_reference", Column::text},
         {"remittance_text", Column::text},
         {"counterparty_iban", Column::text},
         {"counterparty_name", Column::text},
         {"is_reversal", Column::number},
         {"duplicate_key", Column::text},
         {"matched_claim_id", Column::number},
         {"matched_plan_id", Column::number},
         {"return_reason", Column::text},
         {"matched_by", Column::text},
         {"ladder_rule", Column::number},
         {"ladder_from", Column::text},
         {"batch_id", Column::text}}};
    std::int64_t id = first.value();
    for (const PlacedPayment& one : placed) {
        const Entry& entry = *one.payment.entry;
        const Detail& detail = *one.payment.detail;
        const std::string& bank_reference =
            detail.bank_reference.empty() ? entry.bank_reference : detail.bank_reference;
        rows.add(
            {id++,
             statement.id.value(),
             static_cast<std::int64_t>(entry.number),
             static_cast<std::int64_t>(one.payment.detail_number),
             one.payment.amount.in_cents(),
             entry.booking_date.value_or(statement.date).to_string(),
             value_date_of(entry, statement.date).to_string(),
             bank_reference,
             detail.end_to_end_id,
             joined(detail.structured_references),
             detail.free_text,
             detail.counterparty_account,
             detail.counterparty_name,
             std::int64_t{entry.is_reversal ? 1 : 0},
             fmt::format(
                 "{}|{}|{}|{}",
                 statement.duplicate_prefix,
                 bank_reference,
                 entry.number,
                 one.payment.detail_number
             ),
             storage::id_cell(one.claim),
             storage::id_cell(one.plan),
             detail.return_reason.empty() ? Cell{std::nullopt}
                                          : Cell{std::string_view{detail.return_reason}},
             one.matched_by.empty() ? Cell{std::nullopt} : Cell{std::string_view{one.matched_by}},
             one.ladder_place.rule == 0 ? Cell{std::nullopt}
                                        : Cell{std::int64_t{one.ladder_place.rule}},
             one.ladder_place.from ? Cell{one.ladder_place.from->to_string()} : Cell{std::nullopt},
             detail.batch_id.empty() ? Cell{std::nullopt} : Cell{std::string_view{detail.batch_id}}}
        );
    }
    rows.write();
}

void write_allocations(
    Transaction& transaction,
    const audit::Author& author,
    const std::vector<ClaimAllocation>& allocations
) {
    storage::BulkInsert rows{
        transaction,
        "allocation",
        {{"id", Column::number},
         {"entry_id", Column::number},
         {"claim_id", Column::number},
         {"plan_id", Column::number},
         {"amount_cents", Column::number},
         {"rung", Column::text},
         {"reason", Column::text},
         {"allocated_on", Column::text},
         {"allocated_by", Column::text}}};
    const std::string today = author.today.date().to_string();
    for (const ClaimAllocation& allocation : allocations) {
        rows.add(
            {allocation.id.value(),
             allocation.entry.value(),
             allocation.claim.value(),
             storage::id_cell(allocation.placed->plan),
             allocation.amount.in_cents(),
             allocation.placed->rung,
             allocation.placed->reason,
             today,
             author.actor}
        );
    }
    rows.write();
}

void write_postings(
    Transaction& transaction,
    const audit::Author& author,
    const StatementOfChunk& statement,
    const std::vector<ClaimAllocation>& allocations
) {
    std::vector<claims::NewPosting> postings;
    for (const ClaimAllocation& allocation : allocations) {
        const base::Date value_date =
            value_date_of(*allocation.placed->payment.entry, statement.date);
        for (const claims::AllocatedPart* const part : allocation.parts) {
            postings.push_back(claims::payment_posting(*part, allocation.id, value_date));
        }
    }
    claims::add_postings(transaction, author, postings);
}

void write_suspense(
    Transaction& transaction,
    const audit::Author& author,
    const std::vector<PlacedPayment>& placed,
    base::EntryId first_entry,
    storage::IdBlock& ids
) {
    storage::BulkInsert rows{
        transaction,
        "suspense_item",
        {{"id", Column::number},
         {"entry_id", Column::number},
         {"amount_cents", Column::number},
         {"reason_code", Column::text},
         {"reason", Column::text},
         {"opened_on", Column::text}}};
    const std::string today = author.today.date().to_string();
    std::int64_t entry = first_entry.value();
    for (const PlacedPayment& one : placed) {
        if (one.suspense) {
            rows.add(
                {ids.take(),
                 entry,
                 one.suspended.in_cents(),
                 to_text(one.suspense->code),
                 one.suspense->reason,
                 today}
            );
        }
        ++entry;
    }
    rows.write();
}

// One event for all: what each payment did stands in the rows that the trail tells with it.
void record_event(
    audit::Trail& trail, const StatementOfChunk& statement, const std::vector<PlacedPayment>& placed
) {
    base::Money amount;
    base::Money suspended;
    std::set<base::PersonId> debtors;
    for (const PlacedPayment& one : placed) {
        amount += one.payment.amount;
        suspended += one.suspended;
        debtors.insert(one.debtors.begin(), one.debtors.end());
    }
    trail.record(
        {"payments.book",
         statement.municipality,
         std::nullopt,
         fmt::format("statement:{}", statement.id.value()),
         fmt::format(
             R"({{"payments":{},"amount_cents":{},"suspended_cents":{}}})",
             placed.size(),
             amount.in_cents(),
             suspended.in_cents()
         ),
         {debtors.begin(), debtors.end()}}
    );
}

}  // namespace

StatementState statement_state_of(const std::string& stored) {
    for (const auto& [state, text] : state_texts) {
        if (stored == text) {
            return state;
        }
    }
    throw base::ProgrammerFault{"the database holds an unknown state of a statement"};
}

std::map<std::string, BankAccount> lock_bank_accounts(
    Transaction& transaction, const std::vector<std::string>& ibans
) {
    std::map<std::string, BankAccount> accounts;
    const std::string keys = storage::json_list(ibans);
    std::string iban;
    long long id = 0;
    long long municipality = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT iban, id, municipality_id FROM bank_account WHERE kind = 'bank' AND iban " +
                 transaction.among_texts(":ibans") + " ORDER BY id" +
                 std::string{storage::for_update(transaction)}),
         use(keys, "ibans"),
         into(iban),
         into(id),
         into(municipality)),
        [&] {
            accounts.emplace(
                iban, BankAccount{base::BankAccountId{id}, base::MunicipalityId{municipality}}
            );
        }
    );
    return accounts;
}

std::map<std::string, base::MunicipalityId> municipalities_of_accounts(
    Transaction& transaction, const std::vector<std::string>& ibans
) {
    std::map<std::string, base::MunicipalityId> municipalities;
    const std::string keys = storage::json_list(ibans);
    std::string iban;
    long long municipality = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT iban, municipality_id FROM bank_account WHERE kind = 'bank' AND iban " +
                 transaction.among_texts(":ibans")),
         use(keys, "ibans"),
         into(iban),
         into(municipality)),
        [&] { municipalities.emplace(iban, base::MunicipalityId{municipality}); }
    );
    return municipalities;
}

base::BankAccountId add_bank_account(
    Transaction& transaction, base::MunicipalityId municipality, const std::string& iban
) {
    const long long id = transaction.reserve_ids(1).take();
    const long long of_municipality = municipality.value();
    transaction.sql() << "INSERT INTO bank_account (id, municipality_id, iban)"
                         " VALUES (:id, :municipality, :iban)",
        use(id, "id"), use(of_municipality, "municipality"), use(iban, "iban");
    return base::BankAccountId{id};
}

std::vector<base::StatementId> add_statements(
    Transaction& transaction, const std::vector<NewStatement>& statements
) {
    std::vector<base::StatementId> ids;
    storage::IdBlock block = transaction.reserve_ids(statements.size());
    storage::BulkInsert rows{
        transaction,
        "bank_statement",
        {{"id", Column::number},
         {"bank_account_id", Column::number},
         {"identifier", Column::text},
         {"format", Column::text},
         {"sequence_number", Column::text},
         {"statement_date", Column::text},
         {"opening_cents", Column::number},
         {"closing_cents", Column::number},
         {"file_sha256", Column::text},
         {"state", Column::text},
         {"entries_done", Column::number},
         {"received_at", Column::text},
         {"first_booked_on", Column::text},
         {"last_booked_on", Column::text}}};
    for (const NewStatement& statement : statements) {
        ids.emplace_back(block.take());
        std::optional<std::string> format;
        if (statement.format) {
            format = text_of(*statement.format);
        }
        std::optional<std::string> first_booked_on;
        std::optional<std::string> last_booked_on;
        if (statement.days) {
            first_booked_on = statement.days->first.to_string();
            last_booked_on = statement.days->last.to_string();
        }
        rows.add(
            {ids.back().value(),
             statement.key.account.value(),
             statement.key.identifier,
             storage::text_cell(format),
             statement.sequence_number,
             statement.key.date.to_string(),
             statement.opening.in_cents(),
             statement.closing.in_cents(),
             statement.file_sha256,
             text_of(StatementState::importing),
             std::int64_t{0},
             statement.received_at.to_string(),
             storage::text_cell(first_booked_on),
             storage::text_cell(last_booked_on)}
        );
    }
    rows.write();
    return ids;
}

ImportPosition lock_statement(Transaction& transaction, base::StatementId statement) {
    const long long id = statement.value();
    std::string state;
    long long entries_done = 0;
    transaction.sql(
    ) << std::string{"SELECT state, entries_done FROM bank_statement WHERE id = :id"} +
             std::string{storage::for_update(transaction)},
        use(id, "id"), into(state), into(entries_done);
    return {statement_state_of(state), entries_done};
}

void set_entries_done(
    Transaction& transaction, base::StatementId statement, std::int64_t entries_done
) {
    const long long id = statement.value();
    const long long done = entries_done;
    transaction.sql() << "UPDATE bank_statement SET entries_done = :done WHERE id = :id",
        use(done, "done"), use(id, "id");
}

void set_state(Transaction& transaction, base::StatementId statement, StatementState state) {
    const long long id = statement.value();
    const std::string text = text_of(state);
    transaction.sql() << "UPDATE bank_statement SET state = :state WHERE id = :id",
        use(text, "state"), use(id, "id");
}

void write_placed(
    Transaction& transaction,
    audit::Trail& trail,
    const audit::Author& author,
    const StatementOfChunk& statement,
    const std::vector<PlacedPayment>& placed
) {
    std::size_t others = 0;
    for (const PlacedPayment& one : placed) {
        others += claims_paid_by(one) + (one.suspense ? 1U : 0U);
    }
    storage::IdBlock entry_ids = transaction.reserve_ids(placed.size());
    storage::IdBlock other_ids = transaction.reserve_ids(others);
    const base::EntryId first{entry_ids.next};
    std::vector<ClaimAllocation> allocations;
    for (const PlacedPayment& one : placed) {
        const base::EntryId entry{entry_ids.take()};
        std::vector<ClaimAllocation> of_one = allocations_of(one, entry, other_ids);
        std::move(of_one.begin(), of_one.end(), std::back_inserter(allocations));
    }
    write_entries(transaction, statement, placed, first);
    write_allocations(transaction, author, allocations);
    write_postings(transaction, author, statement, allocations);
    write_suspense(transaction, author, placed, first, other_ids);
    record_event(trail, statement, placed);
}

base::Date value_date_of(const Entry& entry, base::Date statement_date) {
    return entry.value_date.value_or(entry.booking_date.value_or(statement_date));
}

// One question, so that all is of one moment: who places by hand what waits, while the statement is
// being closed, moves money from one of these sums to another. Each is added up by the indexes, as
// it would be by itself.
//
// Each entry of which something waits counts once: one that was settled has rows, and waits no
// more.
constexpr const char* totals_of_statement = R"sql(
WITH entry AS NOT MATERIALIZED (
    SELECT id, amount_cents FROM bank_entry WHERE statement_id = :statement)
SELECT paid.number, CAST(COALESCE(paid.cents, 0) AS BIGINT),
    allocated.number, CAST(COALESCE(allocated.cents, 0) AS BIGINT),
    waiting.number, CAST(COALESCE(waiting.cents, 0) AS BIGINT),
    CAST(COALESCE(refunded.cents, 0) AS BIGINT), CAST(COALESCE(posted.cents, 0) AS BIGINT)
FROM (SELECT COUNT(*) AS number, SUM(amount_cents) AS cents FROM entry) paid
CROSS JOIN (SELECT COUNT(*) AS number, SUM(allocation.amount_cents) AS cents
    FROM entry JOIN allocation ON allocation.entry_id = entry.id) allocated
CROSS JOIN (SELECT COUNT(*) AS number, SUM(waits.cents) AS cents
    FROM (SELECT SUM(suspense_item.amount_cents) AS cents
        FROM entry JOIN suspense_item ON suspense_item.entry_id = entry.id
        GROUP BY suspense_item.entry_id) waits
    WHERE waits.cents <> 0) waiting
CROSS JOIN (SELECT SUM(refunded_money.amount_cents) AS cents
    FROM entry JOIN refunded_money ON refunded_money.entry_id = entry.id) refunded
CROSS JOIN (SELECT SUM(posting.amount_cents) AS cents
    FROM entry JOIN allocation ON allocation.entry_id = entry.id
    JOIN posting ON posting.allocation_id = allocation.id) posted)sql";

StatementTotals totals_of(Transaction& transaction, base::StatementId statement) {
    const long long id = statement.value();
    long long payments = 0, payments_cents = 0, allocations = 0, allocated_cents = 0, waiting = 0,
              waiting_cents = 0, refunded_cents = 0, ledger_cents = 0;
    transaction.sql() << totals_of_statement, use(id, "statement"), into(payments),
        into(payments_cents), into(allocations), into(allocated_cents), into(waiting),
        into(waiting_cents), into(refunded_cents), into(ledger_cents);
    return {
        {payments, base::Money::cents(payments_cents)},
        {allocations, base::Money::cents(allocated_cents)},
        {waiting, base::Money::cents(waiting_cents)},
        base::Money::cents(refunded_cents),
        base::Money::cents(ledger_cents)};
}

std::optional<CountedLater> counted_later(
    Transaction& transaction, base::MunicipalityId municipality, base::StatementId statement
) {
    const auto last_closed = claims::last_closed_month(transaction, municipality);
    if (!last_closed) {
        return std::nullopt;
    }
    const long long id = statement.value();
    const long long municipality_id = municipality.value();
    const std::string last_day = base::last_day_of(*last_closed).to_string();
    long long count = 0;
    long long cents = 0;
    storage::Nullable<std::string> closed;
    transaction.sql() << "SELECT COUNT(*), CAST(COALESCE(SUM(amount_cents), 0) AS BIGINT),"
                         " MAX(closed) FROM (SELECT amount_cents, booking_date,"
                         " (SELECT MAX(month) FROM month_close"
                         " WHERE municipality_id = :municipality"
                         " AND month_close.id < bank_entry.id) AS closed FROM bank_entry"
                         " WHERE statement_id = :statement AND booking_date <= :last_day) booked"
                         " WHERE closed >= SUBSTR(booking_date, 1, 7)",
        use(municipality_id, "municipality"), use(id, "statement"), use(last_day, "last_day"),
        into(count), into(cents), into(closed.value, closed.indicator);
    const std::optional<std::string> month = closed.get();
    if (!month) {
        return std::nullopt;
    }
    return CountedLater{
        {count, base::Money::cents(cents)},
        base::month_of(*month).value() + std::chrono::months{1}};
}

}  // namespace draagkracht::payments
