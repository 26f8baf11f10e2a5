// Examining the statements of a file, before anything is decided: which are known, of which a part
// came with other statements of the same days, and what is noticed about the rest.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/storage/transaction.hpp"
#include "payments/overlap_store.hpp"
#include "payments/statement_file.hpp"
#include "payments/stored_statement_store.hpp"

namespace draagkracht::payments {

struct ExaminedStatement {
    const CheckedStatement* checked;
    StatementKey key;
    base::MunicipalityId municipality;
    std::optional<StoredStatement> stored = std::nullopt;  // it came before
    std::vector<KnownEntry> known = {};  // with other statements; of a new one without its id
    std::vector<Finding> findings = {};  // of a new one

    [[nodiscard]] std::size_t number() const { return checked->statement.number; }
};

struct ExaminedFile {
    std::vector<ExaminedStatement> statements;  // in the order of the file
    std::set<std::size_t> unread;  // whose entries must be read first; then nothing else counts
};

using Accounts = std::map<std::string, BankAccount>;

// The accounts of the file, locked, when all are ours and the actor may reconcile them.
[[nodiscard]] base::Outcome<Accounts> accounts_of(
    storage::Transaction& transaction, const access::Occasion& occasion, const CheckedFile& file
);

// Locks the accounts. Problems of ReconciliationService::reconcile but for findings.
[[nodiscard]] base::Outcome<ExaminedFile> examine(
    storage::Transaction& transaction,
    const access::Occasion& occasion,
    const CheckedFile& file,
    const PrintsOfFile& prints
);

// Examines the file and hands it to `decide`, which commits, in one transaction. Where entries of
// the file are needed they are read outside of it, so that nobody waits for a disk, and all is
// examined once more.
template <typename Decide>
[[nodiscard]] auto with_examined(
    storage::Database& database,
    const access::Occasion& occasion,
    const CheckedFile& file,
    StatementFile& source,
    Decide decide
) -> std::invoke_result_t<Decide, storage::Transaction&, std::vector<ExaminedStatement>&> {
    PrintsOfFile& prints = source.prints();
    while (true) {
        std::set<std::size_t> unread;
        {
            storage::Transaction transaction{
                database, "receive bank statements", storage::Access::write};
            base::Outcome<ExaminedFile> examined = examine(transaction, occasion, file, prints);
            if (!examined) {
                return tl::unexpected(examined.error());
            }
            if (examined->unread.empty()) {
                return decide(transaction, examined->statements);
            }
            unread = std::move(examined->unread);
        }
        if (const base::Done read = source.read_prints(file, unread, prints); !read) {
            return tl::unexpected(read.error());
        }
    }
}

}  // namespace draagkracht::payments
