#include "draagkracht/figures/proof_service.hpp"

#include <algorithm>

#include "draagkracht/audit/row_proof.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/letters/letter_proof.hpp"
#include "draagkracht/plans/pause_proof_service.hpp"
#include "draagkracht/plans/plan_proof_service.hpp"
#include "draagkracht/storage/migration.hpp"
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

Proof prove_written_rows(storage::Transaction& transaction) {
    audit::RowProof rows = audit::prove_rows(transaction);
    Proof proof{
        2,
        "rows-as-written",
        "every row that may never change is as the audit trail says it was written",
        rows.checked_count,
        static_cast<std::int64_t>(rows.violations.size()),
        std::move(rows.violations)};
    proof.violations.resize(std::min(proof.violations.size(), places_kept_max));
    return proof;
}

Proof prove_sent_letters(storage::Transaction& transaction) {
    letters::LetterProof letters = letters::prove_letters(transaction);
    Proof proof{
        9,
        "letters-stand",
        "every sent letter is as it was frozen, and its figures are those of the register",
        letters.checked_count,
        static_cast<std::int64_t>(letters.violations.size()),
        std::move(letters.violations)};
    proof.violations.resize(std::min(proof.violations.size(), places_kept_max));
    return proof;
}

Proof prove_terms(storage::Transaction& transaction) {
    plans::PlanProof plans = plans::prove_plans(transaction);
    Proof proof{
        6,
        "plan-follows-terms",
        "every schedule, and what a plan asks of a month at most, follow from the terms agreed on",
        plans.checked_count,
        static_cast<std::int64_t>(plans.violations.size()),
        std::move(plans.violations)};
    proof.violations.resize(std::min(proof.violations.size(), places_kept_max));
    return proof;
}

Proof prove_pauses(storage::Transaction& transaction) {
    plans::PauseProof pauses = plans::prove_pauses(transaction);
    Proof proof{
        8,
        "pauses-hold",
        "every instalment of a paused plan falls due on the first free date of its rhythm",
        pauses.checked_count,
        static_cast<std::int64_t>(pauses.violations.size()),
        std::move(pauses.violations)};
    proof.violations.resize(std::min(proof.violations.size(), places_kept_max));
    return proof;
}

}  // namespace

std::vector<Proof> prove_all(storage::Transaction& transaction) {
    std::vector<Proof> proofs;
    for (const ProofQuery& query : proof_queries()) {
        proofs.push_back(ask(transaction, query));
    }
    proofs.push_back(prove_terms(transaction));
    proofs.push_back(prove_guards(transaction));
    proofs.push_back(prove_written_rows(transaction));
    proofs.push_back(prove_pauses(transaction));
    proofs.push_back(prove_sent_letters(transaction));
    proofs.push_back(prove_trail(transaction));
    return proofs;
}

std::vector<Proof> ProofService::verify() {
    storage::Transaction transaction{database_, "verify", storage::Access::read};
    return prove_all(transaction);
}

}  // namespace draagkracht::figures
