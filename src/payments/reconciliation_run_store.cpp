#include "payments/reconciliation_run_store.hpp"

#include <fmt/format.h>

#include <map>

#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"
#include "draagkracht/storage/turn.hpp"

namespace draagkracht::payments {

using soci::into;
using soci::use;
using storage::Column;
using storage::for_each_row;
using storage::Nullable;
using storage::Transaction;

namespace {

CountAndAmount sum_of(long long count, long long cents) {
    return {count, base::Money::cents(cents)};
}

struct StatementRow {
    long long file = 0, statement = 0, payment_count = 0, payment_cents = 0, known_count = 0,
              known_cents = 0, allocated_count = 0, allocated_cents = 0, suspense_count = 0,
              suspense_cents = 0, refunded_cents = 0, ledger_cents = 0, not_booked_count = 0,
              difference_cents = 0;
    std::string identifier, date, outcome;

    [[nodiscard]] StatementReport report() const {
        return {
            base::StatementId{statement},
            identifier,
            base::Date::parse(date).value(),
            statement_outcome_of(outcome).value(),
            sum_of(payment_count, payment_cents),
            sum_of(known_count, known_cents),
            sum_of(allocated_count, allocated_cents),
            sum_of(suspense_count, suspense_cents),
            base::Money::cents(refunded_cents),
            base::Money::cents(ledger_cents),
            not_booked_count,
            base::Money::cents(difference_cents)};
    }
};

// By id of the file.
std::map<long long, std::vector<StatementReport>> statements_of(
    Transaction& transaction, long long run
) {
    std::map<long long, std::vector<StatementReport>> statements;
    StatementRow row;
    for_each_row(
        (ask(transaction,
             "SELECT run_file_id, statement_id, identifier, statement_date, outcome, payment_count,"
             " payment_cents, known_count, known_cents, allocated_count, allocated_cents,"
             " suspense_count, suspense_cents, refunded_cents, ledger_cents, not_booked_count,"
             " difference_cents"
             " FROM reconciliation_run_file file"
             " JOIN reconciliation_run_statement done ON done.run_file_id = file.id"
             " JOIN bank_statement ON bank_statement.id = statement_id"
             " WHERE run_id = :run ORDER BY done.id"),
         use(run, "run"),
         into(row.file),
         into(row.statement),
         into(row.identifier),
         into(row.date),
         into(row.outcome),
         into(row.payment_count),
         into(row.payment_cents),
         into(row.known_count),
         into(row.known_cents),
         into(row.allocated_count),
         into(row.allocated_cents),
         into(row.suspense_count),
         into(row.suspense_cents),
         into(row.refunded_cents),
         into(row.ledger_cents),
         into(row.not_booked_count),
         into(row.difference_cents)),
        [&] { statements[row.file].push_back(row.report()); }
    );
    return statements;
}

std::vector<RunFile> files_of(Transaction& transaction, long long run) {
    std::vector<RunFile> files;
    auto statements = statements_of(transaction, run);
    long long id = 0;
    std::string name;
    std::string sha256;
    Nullable<std::string> code, message, where;
    for_each_row(
        (ask(transaction,
             "SELECT id, file_name, file_sha256, problem_code, problem_message, problem_where"
             " FROM reconciliation_run_file WHERE run_id = :run ORDER BY id"),
         use(run, "run"),
         into(id),
         into(name),
         into(sha256),
         into(code.value, code.indicator),
         into(message.value, message.indicator),
         into(where.value, where.indicator)),
        [&] {
            RunFile file{name, sha256, std::nullopt, std::move(statements[id])};
            if (const auto told = code.get()) {
                file.problem =
                    base::Problem{*told, message.get().value_or(""), where.get().value_or(""), {}};
            }
            files.push_back(std::move(file));
        }
    );
    return files;
}

bool has_file(Transaction& transaction, long long run, const std::string& sha256) {
    int count = 0;
    transaction.sql() << "SELECT COUNT(*) FROM reconciliation_run_file"
                         " WHERE run_id = :run AND file_sha256 = :sha256",
        use(run, "run"), use(sha256, "sha256"), into(count);
    return count > 0;
}

void add_run_statements(
    Transaction& transaction, std::int64_t file, const std::vector<StatementReport>& statements
) {
    storage::BulkInsert rows{
        transaction,
        "reconciliation_run_statement",
        {{"id", Column::number},
         {"run_file_id", Column::number},
         {"statement_id", Column::number},
         {"outcome", Column::text},
         {"payment_count", Column::number},
         {"payment_cents", Column::number},
         {"known_count", Column::number},
         {"known_cents", Column::number},
         {"allocated_count", Column::number},
         {"allocated_cents", Column::number},
         {"suspense_count", Column::number},
         {"suspense_cents", Column::number},
         {"refunded_cents", Column::number},
         {"ledger_cents", Column::number},
         {"not_booked_count", Column::number},
         {"difference_cents", Column::number}}};
    storage::IdBlock ids = transaction.reserve_ids(statements.size());
    for (const StatementReport& statement : statements) {
        rows.add(
            {ids.take(),
             file,
             statement.id.value(),
             to_text(statement.outcome),
             statement.payments.count,
             statement.payments.amount.in_cents(),
             statement.known_before.count,
             statement.known_before.amount.in_cents(),
             statement.allocated.count,
             statement.allocated.amount.in_cents(),
             statement.suspense.count,
             statement.suspense.amount.in_cents(),
             statement.refunded.in_cents(),
             statement.ledger_amount.in_cents(),
             statement.not_booked,
             statement.difference.in_cents()}
        );
    }
    rows.write();
}

}  // namespace

std::optional<ReconciliationRun> latest_run(
    Transaction& transaction, base::MunicipalityId municipality
) {
    const long long municipality_id = municipality.value();
    long long id = 0;
    std::string begun_on;
    std::string begun_at;
    std::string begun_by;
    int is_ended = 0;
    transaction.sql() << "SELECT id, begun_on, begun_at, begun_by, CASE WHEN EXISTS (SELECT 1 FROM"
                         " reconciliation_run_end WHERE run_id = reconciliation_run.id)"
                         " THEN 1 ELSE 0 END FROM reconciliation_run"
                         " WHERE municipality_id = :municipality ORDER BY id DESC LIMIT 1",
        use(municipality_id, "municipality"), into(id), into(begun_on), into(begun_at),
        into(begun_by), into(is_ended);
    if (!transaction.sql().got_data()) {
        return std::nullopt;
    }
    return ReconciliationRun{
        id,
        base::Date::parse(begun_on).value(),
        base::Timestamp::parse(begun_at).value(),
        begun_by,
        is_ended == 1,
        files_of(transaction, id)};
}

std::int64_t add_run(
    Transaction& transaction, const audit::Author& author, base::MunicipalityId municipality
) {
    const std::int64_t id = transaction.reserve_ids(1).take();
    storage::BulkInsert rows{
        transaction,
        "reconciliation_run",
        {{"id", Column::number},
         {"municipality_id", Column::number},
         {"begun_on", Column::text},
         {"begun_at", Column::text},
         {"begun_by", Column::text}}};
    rows.add(
        {id,
         municipality.value(),
         author.today.date().to_string(),
         author.moment.to_string(),
         author.actor}
    );
    rows.write();
    return id;
}

void add_run_file(Transaction& transaction, std::int64_t run, const RunFile& file) {
    storage::take_turn(transaction, fmt::format("reconciliation_run:{}", run));
    if (has_file(transaction, run, file.sha256)) {
        return;
    }
    const std::int64_t id = transaction.reserve_ids(1).take();
    storage::BulkInsert rows{
        transaction,
        "reconciliation_run_file",
        {{"id", Column::number},
         {"run_id", Column::number},
         {"file_name", Column::text},
         {"file_sha256", Column::text},
         {"problem_code", Column::text},
         {"problem_message", Column::text},
         {"problem_where", Column::text}}};
    const base::Problem none;
    const base::Problem& told = file.problem ? *file.problem : none;
    const auto cell = [&file](const std::string& text) {
        return file.problem ? storage::Cell{std::string_view{text}} : storage::Cell{std::nullopt};
    };
    rows.add(
        {id, run, file.name, file.sha256, cell(told.code), cell(told.message), cell(told.where)}
    );
    rows.write();
    add_run_statements(transaction, id, file.statements);
}

void end_run(Transaction& transaction, const audit::Author& author, std::int64_t run) {
    storage::BulkInsert rows{
        transaction,
        "reconciliation_run_end",
        {{"run_id", Column::number}, {"ended_by", Column::text}},
        storage::OnConflict::skip};
    rows.add({run, author.actor});
    rows.write();
}

}  // namespace draagkracht::payments
