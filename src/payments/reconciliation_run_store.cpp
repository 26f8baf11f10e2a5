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
using storage::Transaction;

namespace {

CountAndAmount sum_of(long long count, long long cents) {
    return {count, base::Money::cents(cents)};
}

struct StatementRow {
    long long file = 0, statement = 0, municipality = 0, payment_count = 0, payment_cents = 0,
              known_count = 0, known_cents = 0, allocated_count = 0, allocated_cents = 0,
              suspense_count = 0, suspense_cents = 0, refunded_cents = 0, ledger_cents = 0,
              not_booked_count = 0, difference_cents = 0;
    std::string identifier, date, outcome;

    [[nodiscard]] StatementReport report() const {
        return {
            base::StatementId{statement},
            base::MunicipalityId{municipality},
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
             "SELECT run_file_id, statement_id, run.municipality_id, identifier, statement_date,"
             " outcome, payment_count,"
             " payment_cents, known_count, known_cents, allocated_count, allocated_cents,"
             " suspense_count, suspense_cents, refunded_cents, ledger_cents, not_booked_count,"
             " difference_cents"
             " FROM reconciliation_run_file file"
             " JOIN reconciliation_run_statement done ON done.run_file_id = file.id"
             " JOIN bank_statement ON bank_statement.id = statement_id"
             " JOIN reconciliation_run run ON run.id = run_id"
             " WHERE run_id = :run ORDER BY done.id"),
         use(run, "run"),
         into(row.file),
         into(row.statement),
         into(row.municipality),
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

// By id of the file.
std::map<long long, std::vector<NotificationReport>> notifications_of(
    Transaction& transaction, long long run
) {
    std::map<long long, std::vector<NotificationReport>> notifications;
    long long file = 0, id = 0, municipality = 0, kept_count = 0, kept_cents = 0, known = 0,
              spread_count = 0, spread_cents = 0, not_kept = 0;
    std::string identifier, created_on;
    for_each_row(
        (ask(transaction,
             "SELECT run_file_id, notification_id, run.municipality_id, identifier, created_on,"
             " kept_count, kept_cents, known_count, spread_count, spread_cents, not_kept_count"
             " FROM reconciliation_run_file file"
             " JOIN reconciliation_run_notification done ON done.run_file_id = file.id"
             " JOIN bank_notification ON bank_notification.id = notification_id"
             " JOIN reconciliation_run run ON run.id = run_id"
             " WHERE run_id = :run ORDER BY done.id"),
         use(run, "run"),
         into(file),
         into(id),
         into(municipality),
         into(identifier),
         into(created_on),
         into(kept_count),
         into(kept_cents),
         into(known),
         into(spread_count),
         into(spread_cents),
         into(not_kept)),
        [&] {
            notifications[file].push_back(
                {NotificationId{id},
                 base::MunicipalityId{municipality},
                 identifier,
                 created_on,
                 sum_of(kept_count, kept_cents),
                 known,
                 sum_of(spread_count, spread_cents),
                 not_kept}
            );
        }
    );
    return notifications;
}

// What holds of each file: that it was taken, and else why it was refused last.
constexpr std::string_view files_of_run = R"sql(
SELECT id, file_name, file_sha256, '' AS problem_code, '' AS problem_message,
    '' AS problem_where, '' AS problem_remedy
FROM reconciliation_run_file WHERE run_id = :run
UNION ALL
SELECT id, file_name, file_sha256, problem_code, problem_message, problem_where, problem_remedy
FROM reconciliation_run_refusal refusal WHERE run_id = :run
    AND id = (SELECT MAX(id) FROM reconciliation_run_refusal later
        WHERE later.run_id = refusal.run_id AND later.file_sha256 = refusal.file_sha256)
    AND NOT EXISTS (SELECT 1 FROM reconciliation_run_file taken
        WHERE taken.run_id = refusal.run_id AND taken.file_sha256 = refusal.file_sha256)
)sql";

std::vector<RunFile> files_of(Transaction& transaction, long long run) {
    std::vector<RunFile> files;
    auto statements = statements_of(transaction, run);
    auto notifications = notifications_of(transaction, run);
    long long id = 0;
    std::string name;
    std::string sha256;
    base::Problem problem;
    for_each_row(
        (ask(transaction,
             "SELECT * FROM (" + std::string{files_of_run} +
                 ") file ORDER BY CASE WHEN problem_code = '' THEN 0 ELSE 1 END, id"),
         use(run, "run"),
         into(id),
         into(name),
         into(sha256),
         into(problem.code),
         into(problem.message),
         into(problem.where),
         into(problem.remedy)),
        [&] {
            files.push_back(
                {name,
                 sha256,
                 problem.code.empty() ? std::nullopt : std::optional{problem},
                 std::move(statements[id]),
                 {},
                 std::move(notifications[id])}
            );
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

namespace {

constexpr int runs_max = 100;

std::vector<ReconciliationRun> runs_where(
    Transaction& transaction,
    base::MunicipalityId municipality,
    const std::string& which,
    long long number,
    int limit
) {
    std::vector<ReconciliationRun> runs;
    const long long municipality_id = municipality.value();
    long long id = 0;
    std::string begun_on;
    std::string begun_at;
    std::string begun_by;
    int is_ended = 0;
    for_each_row(
        (ask(transaction,
             "SELECT id, begun_on, begun_at, begun_by, CASE WHEN EXISTS (SELECT 1 FROM"
             " reconciliation_run_end WHERE run_id = reconciliation_run.id)"
             " THEN 1 ELSE 0 END FROM reconciliation_run WHERE municipality_id = :municipality"
             " AND " +
                 which + " ORDER BY id DESC LIMIT :limit"),
         use(municipality_id, "municipality"),
         use(number, "number"),
         use(limit, "limit"),
         into(id),
         into(begun_on),
         into(begun_at),
         into(begun_by),
         into(is_ended)),
        [&] {
            runs.push_back(
                {id,
                 base::Date::parse(begun_on).value(),
                 base::Timestamp::parse(begun_at).value(),
                 begun_by,
                 is_ended == 1}
            );
        }
    );
    return runs;
}

std::optional<ReconciliationRun> with_files(
    Transaction& transaction, std::vector<ReconciliationRun> runs
) {
    if (runs.empty()) {
        return std::nullopt;
    }
    runs.front().files = files_of(transaction, runs.front().id);
    return std::move(runs.front());
}

}  // namespace

std::optional<ReconciliationRun> latest_run(
    Transaction& transaction, base::MunicipalityId municipality
) {
    return with_files(transaction, runs_where(transaction, municipality, "id > :number", 0, 1));
}

std::vector<ReconciliationRun> runs_of(
    Transaction& transaction, base::MunicipalityId municipality
) {
    return runs_where(transaction, municipality, "id > :number", 0, runs_max);
}

std::optional<ReconciliationRun> run_numbered(
    Transaction& transaction, base::MunicipalityId municipality, std::int64_t run
) {
    return with_files(transaction, runs_where(transaction, municipality, "id = :number", run, 1));
}

std::vector<WaitingFinding> waiting_findings(
    Transaction& transaction, base::MunicipalityId municipality
) {
    std::vector<WaitingFinding> findings;
    const long long municipality_id = municipality.value();
    long long id = 0, run = 0, number = 0;
    std::string name, sha256, code, told;
    for_each_row(
        (ask(transaction,
             "SELECT refusal.id, run_id, file_name, file_sha256, statement_number, problem_code,"
             " problem_message FROM reconciliation_run_refusal refusal"
             " JOIN reconciliation_run run ON run.id = run_id"
             " WHERE municipality_id = :municipality AND statement_number IS NOT NULL"
             // The same file may have been refused for something else since, as this municipality
             // was told; what others were told of it is of their statements.
             " AND refusal.id = (SELECT MAX(later.id) FROM reconciliation_run_refusal later"
             " JOIN reconciliation_run of_later ON of_later.id = later.run_id"
             " WHERE later.file_sha256 = refusal.file_sha256"
             " AND of_later.municipality_id = run.municipality_id)"
             " AND NOT EXISTS (SELECT 1 FROM bank_statement"
             " WHERE bank_statement.file_sha256 = refusal.file_sha256)"
             " AND NOT EXISTS (SELECT 1 FROM statement_confirmation confirmed"
             " WHERE confirmed.file_sha256 = refusal.file_sha256"
             " AND confirmed.statement_number = refusal.statement_number"
             " AND confirmed.code = problem_code AND confirmed.finding = problem_message)"
             " ORDER BY refusal.id"),
         use(municipality_id, "municipality"),
         into(id),
         into(run),
         into(name),
         into(sha256),
         into(number),
         into(code),
         into(told)),
        [&] {
            findings.push_back(
                {RefusalId{id},
                 run,
                 name,
                 sha256,
                 static_cast<std::size_t>(number),
                 {read_finding_code(code).value(), told}}
            );
        }
    );
    return findings;
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

namespace {

void add_run_notifications(
    Transaction& transaction, std::int64_t file, const std::vector<NotificationReport>& reports
) {
    storage::BulkInsert rows{
        transaction,
        "reconciliation_run_notification",
        {{"id", Column::number},
         {"run_file_id", Column::number},
         {"notification_id", Column::number},
         {"kept_count", Column::number},
         {"kept_cents", Column::number},
         {"known_count", Column::number},
         {"spread_count", Column::number},
         {"spread_cents", Column::number},
         {"not_kept_count", Column::number}}};
    storage::IdBlock ids = transaction.reserve_ids(reports.size());
    for (const NotificationReport& report : reports) {
        rows.add(
            {ids.take(),
             file,
             report.id.value(),
             report.kept.count,
             report.kept.amount.in_cents(),
             report.known,
             report.spread.count,
             report.spread.amount.in_cents(),
             report.not_kept}
        );
    }
    rows.write();
}

void add_refusal(Transaction& transaction, std::int64_t run, const RunFile& file) {
    storage::BulkInsert rows{
        transaction,
        "reconciliation_run_refusal",
        {{"id", Column::number},
         {"run_id", Column::number},
         {"file_name", Column::text},
         {"file_sha256", Column::text},
         {"problem_code", Column::text},
         {"problem_message", Column::text},
         {"problem_where", Column::text},
         {"problem_remedy", Column::text},
         {"statement_number", Column::number}}};
    const storage::Cell statement =
        file.refused_statement ? storage::Cell{static_cast<std::int64_t>(*file.refused_statement)}
                               : storage::Cell{std::nullopt};
    rows.add(
        {transaction.reserve_ids(1).take(),
         run,
         file.name,
         file.sha256,
         file.problem->code,
         file.problem->message,
         file.problem->where,
         file.problem->remedy,
         statement}
    );
    rows.write();
}

}  // namespace

void add_run_file(Transaction& transaction, std::int64_t run, const RunFile& file) {
    storage::take_turn(transaction, fmt::format("reconciliation_run:{}", run));
    if (has_file(transaction, run, file.sha256)) {
        return;
    }
    if (file.problem) {
        add_refusal(transaction, run, file);
        return;
    }
    const std::int64_t id = transaction.reserve_ids(1).take();
    storage::BulkInsert rows{
        transaction,
        "reconciliation_run_file",
        {{"id", Column::number},
         {"run_id", Column::number},
         {"file_name", Column::text},
         {"file_sha256", Column::text}}};
    rows.add({id, run, file.name, file.sha256});
    rows.write();
    add_run_statements(transaction, id, file.statements);
    add_run_notifications(transaction, id, file.notifications);
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
