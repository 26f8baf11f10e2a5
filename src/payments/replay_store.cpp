#include "payments/replay_store.hpp"

#include <algorithm>

#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/claims/replay_store.hpp"
#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"
#include "payments/hand_act_store.hpp"
#include "payments/open_debts.hpp"

namespace draagkracht::payments {

using soci::into;
using soci::use;
using storage::Column;
using storage::for_each_row;
using storage::Nullable;
using storage::Transaction;

namespace {

base::Date date_of(const std::string& text) {
    return base::Date::parse(text).value();
}

std::string keys_of(const std::set<base::ClaimId>& claims) {
    return storage::json_list(std::vector<base::ClaimId>{claims.begin(), claims.end()});
}

// The debts of a payment, as it was matched or else as it was allocated first.
struct Target {
    std::optional<base::ClaimId> claim;
    std::optional<base::PlanId> plan;
};
using Targets = std::map<base::EntryId, Target>;

struct EntryRow {
    long long entry = 0, amount_cents = 0, entry_number = 0, detail_number = 0;
    std::string value_date, statement;
    Nullable<long long> claim, plan, taken_back_by;
    Nullable<std::string> counts_from;
    int is_by_hand = 0;

    [[nodiscard]] MatchedEntry matched() const {
        MatchedEntry matched{
            {.entry = base::EntryId{entry},
             .value_date = date_of(value_date),
             .place = {statement, entry_number, detail_number},
             .amount = base::Money::cents(amount_cents),
             .in_order = {},
             .shares = {},
             .is_by_hand = is_by_hand == 1},
            std::nullopt};
        if (const auto by = taken_back_by.get()) {
            matched.receipt.taken_back =
                claims::TakenBack{base::EntryId{*by}, date_of(counts_from.value)};
        }
        return matched;
    }
    [[nodiscard]] Target target() const {
        Target target;
        if (const auto id = claim.get()) {
            target.claim = base::ClaimId{*id};
        }
        if (const auto id = plan.get()) {
            target.plan = base::PlanId{*id};
        }
        return target;
    }
};

// The payments that stand on one of these claims, or that may come to stand on it.
Targets read_entries(
    Transaction& transaction,
    const std::string& keys,
    std::map<base::EntryId, MatchedEntry>& entries
) {
    const std::string among = transaction.among_numbers(":claims");
    Targets targets;
    EntryRow row;
    for_each_row(
        (ask(transaction,
             "SELECT bank_entry.id, bank_entry.amount_cents, value_date, entry_number,"
             " detail_number, bank_account.iban || '|' || bank_statement.identifier || '|'"
             " || bank_statement.statement_date, matched_claim_id, matched_plan_id,"
             " taken.entry_id, taken.counts_from, CASE WHEN " +
                 std::string{entry_is_by_hand} +
                 " THEN 1 ELSE 0 END FROM bank_entry"
                 " JOIN bank_statement ON bank_statement.id = bank_entry.statement_id"
                 " JOIN bank_account ON bank_account.id = bank_statement.bank_account_id"
                 " LEFT JOIN entry_return taken ON taken.returned_entry_id = bank_entry.id"
                 " WHERE bank_entry.amount_cents > 0 AND bank_entry.id IN ("
                 "SELECT entry_id FROM allocation WHERE claim_id " +
                 among +
                 " UNION SELECT matched.id FROM bank_entry matched"
                 " WHERE matched.matched_claim_id " +
                 among +
                 " UNION SELECT matched.id FROM plan_claim JOIN bank_entry matched"
                 " ON matched.matched_plan_id = plan_claim.plan_id"
                 " WHERE plan_claim.claim_id " +
                 among + ") ORDER BY bank_entry.id"),
         use(keys, "claims"),
         into(row.entry),
         into(row.amount_cents),
         into(row.value_date),
         into(row.entry_number),
         into(row.detail_number),
         into(row.statement),
         into(row.claim.value, row.claim.indicator),
         into(row.plan.value, row.plan.indicator),
         into(row.taken_back_by.value, row.taken_back_by.indicator),
         into(row.counts_from.value, row.counts_from.indicator),
         into(row.is_by_hand)),
        [&] {
            entries.emplace(base::EntryId{row.entry}, row.matched());
            targets.emplace(base::EntryId{row.entry}, row.target());
        }
    );
    return targets;
}

// Fills in what was allocated before the register kept with what a payment was matched; where a
// person placed it, that is no match, but the plan under which it stands there. Answers with all
// claims on which these entries stand.
std::set<base::ClaimId> read_allocated(
    Transaction& transaction, Targets& targets, std::map<base::EntryId, MatchedEntry>& matched
) {
    std::vector<base::EntryId> entries;
    std::set<base::EntryId> unmatched;
    for (const auto& [entry, target] : targets) {
        entries.push_back(entry);
        if (!target.claim && !target.plan) {
            unmatched.insert(entry);
        }
    }
    std::set<base::ClaimId> claims;
    // In the order of the ids alone PostgreSQL walks through all allocations there are.
    const std::string keys = storage::json_list(entries);
    long long entry = 0;
    long long claim = 0;
    Nullable<long long> plan;
    std::string rung;
    for_each_row(
        (ask(transaction,
             "SELECT entry_id, claim_id, plan_id, rung FROM allocation WHERE entry_id " +
                 transaction.among_numbers(":entries") + " ORDER BY entry_id, id"),
         use(keys, "entries"),
         into(entry),
         into(claim),
         into(plan.value, plan.indicator),
         into(rung)),
        [&] {
            claims.insert(base::ClaimId{claim});
            const auto id = plan.get();
            const auto under = id ? std::optional{base::PlanId{*id}} : std::nullopt;
            if (rung == claims::by_hand_rung) {
                // The newest row tells it: a payment stands on a claim under one plan at a time.
                matched.at(base::EntryId{entry})
                    .plans_by_hand.insert_or_assign(base::ClaimId{claim}, under);
            } else if (unmatched.erase(base::EntryId{entry}) > 0) {
                targets.at(base::EntryId{entry}) = {base::ClaimId{claim}, under};
            }
        }
    );
    return claims;
}

std::map<base::PlanId, std::vector<base::ClaimId>> read_plans(
    Transaction& transaction, const Targets& targets
) {
    std::set<base::PlanId> wanted;
    for (const auto& [entry, target] : targets) {
        if (target.plan) {
            wanted.insert(*target.plan);
        }
    }
    std::map<base::PlanId, std::vector<base::ClaimId>> plans;
    const std::string keys =
        storage::json_list(std::vector<base::PlanId>{wanted.begin(), wanted.end()});
    long long plan = 0;
    long long claim = 0;
    for_each_row(
        (ask(transaction,
             "SELECT plan_id, claim_id FROM plan_claim WHERE plan_id " +
                 transaction.among_numbers(":plans") + " ORDER BY plan_id, rank"),
         use(keys, "plans"),
         into(plan),
         into(claim)),
        [&] { plans[base::PlanId{plan}].emplace_back(claim); }
    );
    return plans;
}

// The payments on these claims, and all claims that they cover.
std::set<base::ClaimId> read_round(
    Transaction& transaction, const std::set<base::ClaimId>& claims, ReplayScope& scope
) {
    scope.entries.clear();
    Targets targets = read_entries(transaction, keys_of(claims), scope.entries);
    std::set<base::ClaimId> covered = read_allocated(transaction, targets, scope.entries);
    const auto plans = read_plans(transaction, targets);
    for (auto& [entry, matched] : scope.entries) {
        const Target& target = targets.at(entry);
        const auto plan = target.plan ? plans.find(*target.plan) : plans.end();
        matched.plan = target.plan;
        matched.receipt.in_order = claims_in_order(
            target.claim, plan == plans.end() ? std::vector<base::ClaimId>{} : plan->second
        );
        covered.insert(matched.receipt.in_order.begin(), matched.receipt.in_order.end());
    }
    return covered;
}

// Without a lock.
ReplayScope scope_as_it_stands(Transaction& transaction, std::set<base::ClaimId> claims) {
    ReplayScope scope;
    while (true) {
        const std::set<base::ClaimId> covered = read_round(transaction, claims, scope);
        if (std::ranges::includes(claims, covered)) {
            scope.claims = {claims.begin(), claims.end()};
            return scope;
        }
        claims.insert(covered.begin(), covered.end());
    }
}

// Under which plan a share of an entry counts, or of the one that it takes back. A person may have
// placed it under another plan than that of its match.
using Sources = std::map<base::EntryId, const MatchedEntry*>;

Sources sources_of(const ReplayScope& scope) {
    Sources sources;
    for (const auto& [entry, matched] : scope.entries) {
        sources.emplace(entry, &matched);
        if (matched.receipt.taken_back) {
            sources.emplace(matched.receipt.taken_back->by, &matched);
        }
    }
    return sources;
}

std::optional<base::PlanId> plan_of(const MatchedEntry& matched, base::ClaimId claim) {
    const auto by_hand = matched.plans_by_hand.find(claim);
    const bool is_by_hand = matched.receipt.is_by_hand && by_hand != matched.plans_by_hand.end();
    return is_by_hand ? by_hand->second : matched.plan;
}

void write_suspense(
    Transaction& transaction,
    const std::map<base::EntryId, base::Money>& to_suspense,
    const ReplayScope& scope,
    const std::string& today
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
    storage::IdBlock ids = transaction.reserve_ids(to_suspense.size());
    for (const auto& [entry, amount] : to_suspense) {
        const bool is_payment = scope.entries.contains(entry);
        const bool is_overpaid = is_payment && amount.is_positive();
        rows.add(
            {ids.take(),
             entry.value(),
             amount.in_cents(),
             to_text(
                 is_overpaid  ? SuspenseCode::overpaid
                 : is_payment ? SuspenseCode::replayed
                              : SuspenseCode::returned
             ),
             is_overpaid  ? "more was paid than is owed on this debt"
             : is_payment ? "placed, as an earlier payment came late or was taken back"
                          : "follows the payment that the bank took back",
             today}
        );
    }
    rows.write();
}

}  // namespace

// What is found is locked at once, in the order of the ids: who locked a part of it and then the
// rest could wait for somebody who does so the other way round. Waiting lets somebody tie yet
// another claim to these, so it is found again until all of it is locked.
ReplayScope replay_scope_of(Transaction& transaction, const std::set<base::ClaimId>& claims) {
    std::vector<base::ClaimId> locked;
    std::set<base::ClaimId> known = claims;
    while (true) {
        ReplayScope scope = scope_as_it_stands(transaction, known);
        const bool has_one_writer = transaction.engine() == storage::Engine::sqlite;
        if (has_one_writer || scope.claims == locked) {
            return scope;
        }
        claims::lock_claims(transaction, scope.claims);
        locked = std::move(scope.claims);
        known = {locked.begin(), locked.end()};
    }
}

void write_moves(
    Transaction& transaction,
    const audit::Author& author,
    const ReplayScope& scope,
    const claims::Shares& moves
) {
    const Sources sources = sources_of(scope);
    const std::string today = author.today.date().to_string();
    std::map<base::EntryId, base::Money> to_suspense;
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
    storage::IdBlock ids = transaction.reserve_ids(moves.size());
    for (const auto& [key, amount] : moves) {
        const auto& [entry, claim] = key;
        rows.add(
            {ids.take(),
             entry.value(),
             claim.value(),
             storage::id_cell(plan_of(*sources.at(entry), claim)),
             amount.in_cents(),
             "replayed",
             "worked out anew in the order of the days of the money",
             today,
             author.actor}
        );
        to_suspense[entry] -= amount;
    }
    rows.write();
    std::erase_if(to_suspense, [](const auto& one) { return one.second.is_zero(); });
    write_suspense(transaction, to_suspense, scope, today);
}

std::vector<std::pair<base::ClaimId, base::PersonId>> debtors_of(
    Transaction& transaction, const std::set<base::ClaimId>& claims
) {
    std::vector<std::pair<base::ClaimId, base::PersonId>> debtors;
    const std::string keys = keys_of(claims);
    long long claim = 0;
    long long person = 0;
    for_each_row(
        (ask(transaction,
             "SELECT claim_id, person_id FROM claim_debtor WHERE claim_id " +
                 transaction.among_numbers(":claims") + " ORDER BY claim_id, person_id"),
         use(keys, "claims"),
         into(claim),
         into(person)),
        [&] { debtors.emplace_back(base::ClaimId{claim}, base::PersonId{person}); }
    );
    return debtors;
}

}  // namespace draagkracht::payments
