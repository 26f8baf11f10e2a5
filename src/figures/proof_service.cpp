#include "draagkracht/figures/proof_service.hpp"

#include <algorithm>

#include "draagkracht/audit/row_proof.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/letters/letter_proof.hpp"
#include "draagkracht/payments/month_proof_service.hpp"
#include "draagkracht/plans/pause_proof_service.hpp"
#include "draagkracht/plans/plan_proof_service.hpp"
#include "draagkracht/storage/migration.hpp"
#include "figures/assessment_proof_service.hpp"
#include "figures/proof_store.hpp"

namespace draagkracht::figures {

namespace {

Proof prove_guards(storage::Transaction& transaction) {
    const storage::AppendOnlyTables tables = storage::append_only_tables(transaction);
    Proof proof{
        2,
        "never-changed",
        "the database refuses to change or remove what was written in these tables",
        static_cast<std::int64_t>(tables.all.size()),
        static_cast<std::int64_t>(tables.unguarded.size()),
        {}};
    for (const std::string& table : tables.unguarded) {
        proof.violations.push_back("table:" + table);
    }
    return proof;
}

Proof prove_trail(storage::Transaction& transaction) {
    Proof proof{11, "trail-whole", "no event of the audit trail was changed or removed", 0, 0, {}};
    const base::Outcome<std::int64_t> events = audit::verify_chain(transaction);
    if (events) {
        proof.checked_count = *events;
    } else {
        proof.violation_count = 1;
        proof.violations.push_back(events.error().message);
    }
    return proof;
}

// What a room below proved of its own, as one proof: it tells how many it looked at, and what does
// not hold.
template <typename OfRoom>
Proof proof_of(int guarantee, const char* name, const char* statement, OfRoom proved) {
    Proof proof{
        guarantee,
        name,
        statement,
        proved.checked_count,
        static_cast<std::int64_t>(proved.violations.size()),
        std::move(proved.violations)};
    proof.violations.resize(std::min(proof.violations.size(), places_kept_max));
    return proof;
}

}  // namespace

std::vector<Proof> prove_all(storage::Transaction& transaction, const norms::RuleBook& rules) {
    std::vector<Proof> proofs;
    for (const ProofQuery& query : proof_queries()) {
        proofs.push_back(ask(transaction, query));
    }
    proofs.push_back(proof_of(
        6,
        "plan-follows-terms",
        "every schedule, and what a plan asks of a month at most, follow from the terms agreed on",
        plans::prove_plans(transaction)
    ));
    proofs.push_back(prove_assessments(transaction, rules));
    proofs.push_back(proof_of(
        1,
        "months-stand",
        "every closed month comes out of the register as it was proved when it was closed",
        payments::prove_closed_months(transaction)
    ));
    proofs.push_back(prove_guards(transaction));
    proofs.push_back(proof_of(
        2,
        "rows-as-written",
        "every row that may never change is as the audit trail says it was written",
        audit::prove_rows(transaction)
    ));
    proofs.push_back(proof_of(
        8,
        "pauses-hold",
        "every instalment of a paused plan falls due on the first free date of its rhythm",
        plans::prove_pauses(transaction)
    ));
    proofs.push_back(proof_of(
        9,
        "letters-stand",
        "every sent letter is as it was frozen, and its figures are those of the register",
        letters::prove_letters(transaction)
    ));
    proofs.push_back(prove_trail(transaction));
    return proofs;
}

std::vector<Proof> ProofService::verify() {
    storage::Transaction transaction{database_, "verify", storage::Access::read};
    return prove_all(transaction, rules_);
}

}  // namespace draagkracht::figures
