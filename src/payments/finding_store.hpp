// The SQL of what was noticed about statements, and of what officers confirmed of it.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/payments/reconciliation_service.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::payments {

// That a statement is to be taken as it is, although this was found.
struct Confirmation {
    ConfirmationId id;
    std::size_t statement_number;  // place in the file, from 1
    Finding finding;

    [[nodiscard]] bool is_of(std::size_t number, const Finding& other) const {
        return number == statement_number && finding.code == other.code &&
               finding.told == other.told;
    }
};

// All of the file with this hash, the oldest first.
[[nodiscard]] std::vector<Confirmation> confirmations_of(
    storage::Transaction& transaction, const std::string& file_sha256
);

struct NewConfirmation {
    base::MunicipalityId municipality;
    std::string file_sha256;
    std::size_t statement_number;
    Finding finding;
    std::string reason;
};
[[nodiscard]] ConfirmationId add_confirmation(
    storage::Transaction& transaction,
    const audit::Author& author,
    const NewConfirmation& confirmation
);

struct FindingOfStatement {
    base::StatementId statement;
    Finding finding;
    std::optional<ConfirmationId> confirmation;
};
void add_findings(
    storage::Transaction& transaction, const std::vector<FindingOfStatement>& findings
);

// What was noticed when each of these statements came, in the order in which it was found.
using FindingsOfStatements = std::unordered_map<base::StatementId, std::vector<ToldFinding>>;
[[nodiscard]] FindingsOfStatements findings_of(
    storage::Transaction& transaction, const std::vector<base::StatementId>& statements
);

}  // namespace draagkracht::payments
