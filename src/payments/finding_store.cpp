#include "payments/finding_store.hpp"

#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::payments {

using soci::into;
using soci::use;
using storage::Column;
using storage::Transaction;

namespace {

FindingCode code_of(const std::string& stored) {
    const base::Outcome<FindingCode> code = read_finding_code(stored);
    base::ensure(code.has_value(), "the database holds known findings");
    return *code;
}

}  // namespace

std::vector<Confirmation> confirmations_of(
    Transaction& transaction, const std::string& file_sha256
) {
    std::vector<Confirmation> confirmations;
    long long id = 0;
    long long number = 0;
    std::string code;
    std::string finding;
    storage::for_each_row(
        (ask(transaction,
             "SELECT id, statement_number, code, finding FROM statement_confirmation"
             " WHERE file_sha256 = :sha256 ORDER BY id"),
         use(file_sha256, "sha256"),
         into(id),
         into(number),
         into(code),
         into(finding)),
        [&] {
            confirmations.push_back(
                {ConfirmationId{id}, static_cast<std::size_t>(number), {code_of(code), finding}}
            );
        }
    );
    return confirmations;
}

ConfirmationId add_confirmation(
    Transaction& transaction, const audit::Author& author, const NewConfirmation& confirmation
) {
    storage::BulkInsert rows{
        transaction,
        "statement_confirmation",
        {{"id", Column::number},
         {"municipality_id", Column::number},
         {"file_sha256", Column::text},
         {"statement_number", Column::number},
         {"code", Column::text},
         {"finding", Column::text},
         {"reason", Column::text},
         {"confirmed_on", Column::text},
         {"confirmed_by", Column::text}}};
    const std::int64_t id = transaction.reserve_ids(1).take();
    rows.add(
        {id,
         confirmation.municipality.value(),
         confirmation.file_sha256,
         static_cast<std::int64_t>(confirmation.statement_number),
         to_text(confirmation.finding.code),
         confirmation.finding.told,
         confirmation.reason,
         author.today.date().to_string(),
         author.actor}
    );
    rows.write();
    return ConfirmationId{id};
}

void add_findings(Transaction& transaction, const std::vector<FindingOfStatement>& findings) {
    storage::IdBlock ids = transaction.reserve_ids(findings.size());
    storage::BulkInsert rows{
        transaction,
        "statement_finding",
        {{"id", Column::number},
         {"statement_id", Column::number},
         {"code", Column::text},
         {"finding", Column::text},
         {"confirmation_id", Column::number}}};
    for (const FindingOfStatement& one : findings) {
        rows.add(
            {ids.take(),
             one.statement.value(),
             to_text(one.finding.code),
             one.finding.told,
             storage::id_cell(one.confirmation)}
        );
    }
    rows.write();
}

FindingsOfStatements findings_of(
    Transaction& transaction, const std::vector<base::StatementId>& statements
) {
    FindingsOfStatements found;
    const std::string keys = storage::json_list(statements);
    long long statement = 0;
    std::string code;
    std::string finding;
    long long confirmation = 0;
    std::string confirmed_by;
    storage::for_each_row(
        (ask(transaction,
             "SELECT statement_id, statement_finding.code, statement_finding.finding,"
             " COALESCE(confirmation_id, 0), COALESCE(confirmed_by, '') FROM statement_finding"
             " LEFT JOIN statement_confirmation ON statement_confirmation.id = confirmation_id"
             " WHERE statement_id " +
                 transaction.among_numbers(":statements") + " ORDER BY statement_finding.id"),
         use(keys, "statements"),
         into(statement),
         into(code),
         into(finding),
         into(confirmation),
         into(confirmed_by)),
        [&] {
            found[base::StatementId{statement}].push_back(
                {{code_of(code), finding},
                 confirmation == 0 ? std::nullopt : std::optional{ConfirmationId{confirmation}},
                 confirmed_by}
            );
        }
    );
    return found;
}

}  // namespace draagkracht::payments
