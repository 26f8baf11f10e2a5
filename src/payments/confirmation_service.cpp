#include "payments/confirmation_service.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/base/plain_line.hpp"
#include "payments/examination_service.hpp"

namespace draagkracht::payments {

using storage::Transaction;

namespace {

struct FoundOf {
    const ExaminedStatement* statement;
    const Finding* finding;
};

base::Outcome<FoundOf> found_in(
    const std::vector<ExaminedStatement>& statements, const FindingToConfirm& told
) {
    std::vector<FoundOf> found;
    for (const ExaminedStatement& statement : statements) {
        for (const Finding& finding : statement.findings) {
            const bool is_asked = !told.statement || *told.statement == statement.number();
            if (is_asked && finding.code == told.code) {
                found.push_back({&statement, &finding});
            }
        }
    }
    if (found.empty()) {
        return base::problem(
            "payments.nothing-to-confirm",
            "this is not found of a statement in the file that is not taken yet",
            "hand the file in, and confirm what it is refused for"
        );
    }
    if (found.size() > 1) {
        return base::problem(
            "payments.which-statement",
            fmt::format("this is found of {} statements in the file", found.size()),
            "say which statement, by its place in the file; each is confirmed by itself"
        );
    }
    return found.front();
}

base::Done check_asked(const access::Occasion& occasion, const FindingToConfirm& told) {
    if (!needs_confirmation(told.code)) {
        return base::problem(
            "payments.nothing-to-confirm", "this is only told, and keeps no statement out"
        );
    }
    return check_confirming(occasion, told.reason);
}

}  // namespace

base::Done check_confirming(const access::Occasion& occasion, const std::string& reason) {
    if (occasion.actor.roles().empty()) {
        return base::problem(
            "payments.not-confirmed-by-a-machine",
            "what was found of a statement is confirmed by a person",
            "an officer who may reconcile confirms it"
        );
    }
    return base::check_told_line(reason, "reason");
}

ConfirmationId write_confirmation(
    Transaction& transaction, const access::Occasion& occasion, const NewConfirmation& confirmation
) {
    const ConfirmationId id = add_confirmation(transaction, occasion.author(), confirmation);
    audit::Trail trail{transaction, occasion.author()};
    trail.record(
        {"payments.confirm_statement",
         confirmation.municipality,
         std::nullopt,
         fmt::format("statement_confirmation:{}", id.value()),
         fmt::format(
             R"({{"file_sha256":"{}","statement":{},"finding":"{}"}})",
             confirmation.file_sha256,
             confirmation.statement_number,
             to_text(confirmation.finding.code)
         )}
    );
    trail.write();
    return id;
}

base::Outcome<ConfirmedFinding> confirm_finding(
    storage::Database& database,
    const access::Occasion& occasion,
    const CheckedFile& file,
    StatementFile& source,
    const FindingToConfirm& told
) {
    if (const base::Done asked = check_asked(occasion, told); !asked) {
        return tl::unexpected(asked.error());
    }
    return with_examined(
        database,
        occasion,
        file,
        source,
        [&](Transaction& transaction,
            std::vector<ExaminedStatement>& statements) -> base::Outcome<ConfirmedFinding> {
            const base::Outcome<FoundOf> found = found_in(statements, told);
            if (!found) {
                return tl::unexpected(found.error());
            }
            const ExaminedStatement& statement = *found->statement;
            for (const Confirmation& known : confirmations_of(transaction, file.sha256)) {
                if (known.is_of(statement.number(), *found->finding)) {
                    return ConfirmedFinding{known.id, statement.number(), *found->finding};
                }
            }
            const ConfirmationId id = write_confirmation(
                transaction,
                occasion,
                {statement.municipality,
                 file.sha256,
                 statement.number(),
                 *found->finding,
                 told.reason}
            );
            transaction.commit();
            return ConfirmedFinding{id, statement.number(), *found->finding};
        }
    );
}

}  // namespace draagkracht::payments
