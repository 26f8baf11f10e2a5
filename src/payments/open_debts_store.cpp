// Finds what payments may concern: the debts by reference and by account and their claims, locked,
// and what is owed on them.
#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/claims/replay_store.hpp"
#include "draagkracht/people/people_store.hpp"
#include "draagkracht/storage/rows.hpp"
#include "payments/reconciliation_store.hpp"
#include "payments/running_plans_store.hpp"

namespace draagkracht::payments {

using soci::into;
using soci::use;
using storage::Transaction;

namespace {

// The debts that may be concerned, by id.
struct Concerned {
    std::multimap<std::string, DebtId> by_reference;
    std::multimap<std::string, DebtId> by_account;
    std::set<base::PlanId> plans;
    std::set<base::PlanId> plans_to_fit;  // whose next instalment counts
    std::map<base::ClaimId, PayableClaim> claims;
    std::map<base::PlanId, std::vector<base::ClaimId>> claims_of_plans;
};

std::vector<std::string> references_in(const std::vector<Payment>& payments) {
    std::set<std::string> references;
    for (const Payment& payment : payments) {
        const NamedReferences named = references_of(*payment.detail);
        references.insert(named.structured.begin(), named.structured.end());
        references.insert(named.in_free_text.begin(), named.in_free_text.end());
    }
    return {references.begin(), references.end()};
}

void find_by_reference(
    Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<std::string>& references,
    Concerned& concerned
) {
    const long long of_municipality = municipality.value();
    const std::string keys = storage::json_list(references);
    const std::string among = transaction.among_texts(":references");
    std::string reference;
    long long id = 0;
    std::map<std::string, base::PlanId> newest_versions;
    storage::for_each_row(
        (ask(transaction,
             "SELECT payment_reference, id FROM plan WHERE municipality_id = :municipality"
             " AND payment_reference " +
                 among + " ORDER BY version"),
         use(of_municipality, "municipality"),
         use(keys, "references"),
         into(reference),
         into(id)),
        [&] { newest_versions.insert_or_assign(reference, base::PlanId{id}); }
    );
    for (const auto& [of_plan, plan] : newest_versions) {
        concerned.by_reference.emplace(of_plan, plan);
        concerned.plans.insert(plan);
    }
    std::vector<base::ClaimId> claims;
    storage::for_each_row(
        (ask(transaction,
             "SELECT payment_reference, id FROM claim"
             " WHERE municipality_id = :municipality"
             " AND payment_reference " +
                 among),
         use(of_municipality, "municipality"),
         use(keys, "references"),
         into(reference),
         into(id)),
        [&] {
            concerned.by_reference.emplace(reference, base::ClaimId{id});
            concerned.claims.emplace(base::ClaimId{id}, PayableClaim{base::ClaimId{id}, {}});
            claims.emplace_back(id);
        }
    );
    for (const auto& [claim, running] : running_plans_of(transaction, claims)) {
        for (const RunningPlan& plan : running) {
            concerned.claims.at(claim).running_plans.push_back(plan.id);
            concerned.plans.insert(plan.id);
            if (running.size() > 1) {
                concerned.plans_to_fit.insert(plan.id);
            }
        }
    }
}

// Whether that is a claim that several debtors pay by a plan each.
bool has_several_plans(const Concerned& concerned, const std::string& reference) {
    const auto [first, last] = concerned.by_reference.equal_range(reference);
    return std::any_of(first, last, [&concerned](const auto& named) {
        const base::ClaimId* const claim = std::get_if<base::ClaimId>(&named.second);
        return claim != nullptr && concerned.claims.at(*claim).running_plans.size() > 1;
    });
}

// Accounts of payments that no reference of ours decides, or not alone.
std::vector<base::Iban> accounts_in(
    const std::vector<Payment>& payments, const Concerned& concerned
) {
    std::set<base::Iban> accounts;
    const auto is_known = [&concerned](const std::string& reference) {
        return concerned.by_reference.contains(reference);
    };
    const auto may_be_of_several = [&concerned](const std::string& reference) {
        return has_several_plans(concerned, reference);
    };
    for (const Payment& payment : payments) {
        const NamedReferences named = references_of(*payment.detail);
        const bool named_a_debt =
            !named.structured.empty() || std::ranges::any_of(named.in_free_text, is_known);
        const bool is_undecided = std::ranges::any_of(named.structured, may_be_of_several) ||
                                  std::ranges::any_of(named.in_free_text, may_be_of_several);
        if ((named_a_debt && !is_undecided) || !payment.amount.is_positive()) {
            continue;
        }
        if (const auto account = base::Iban::parse(payment.detail->counterparty_account)) {
            accounts.insert(*account);
        }
    }
    return {accounts.begin(), accounts.end()};
}

// What a debtor pays on a claim from an account: the own plan; without one the plans of the joint
// debtors, as partners pay for each other; and without any plan the claim.
void add_debts_of(
    base::PersonId debtor,
    base::ClaimId claim,
    std::vector<RunningPlan> plans,
    const std::string& account,
    Concerned& concerned
) {
    const auto is_own = [debtor](const RunningPlan& plan) { return plan.person == debtor; };
    if (std::ranges::any_of(plans, is_own)) {
        std::erase_if(plans, std::not_fn(is_own));
    }
    for (const RunningPlan& plan : plans) {
        concerned.plans.insert(plan.id);
        concerned.plans_to_fit.insert(plan.id);
        concerned.by_account.emplace(account, plan.id);
    }
    if (plans.empty()) {
        concerned.claims.try_emplace(claim, PayableClaim{claim, {}});
        concerned.by_account.emplace(account, claim);
    }
}

void find_by_account(
    Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<base::Iban>& accounts,
    Concerned& concerned
) {
    std::multimap<base::PersonId, std::string> accounts_of;
    std::vector<std::int64_t> people;
    for (const people::AccountUse& known :
         people::people_of_accounts(transaction, municipality, accounts)) {
        accounts_of.emplace(known.person, known.account.text());
        people.push_back(known.person.value());
    }
    if (people.empty()) {
        return;
    }
    const std::string keys = storage::json_list(people);
    long long person = 0;
    long long id = 0;
    std::vector<std::pair<base::PersonId, base::ClaimId>> owed;
    std::vector<base::ClaimId> claims;
    storage::for_each_row(
        (ask(transaction,
             "SELECT person_id, claim_id FROM claim_debtor"
             " WHERE person_id " +
                 transaction.among_numbers(":people")),
         use(keys, "people"),
         into(person),
         into(id)),
        [&] {
            owed.emplace_back(person, id);
            claims.emplace_back(id);
        }
    );
    const PlansOfClaims running = running_plans_of(transaction, claims);
    for (const auto& [debtor, claim] : owed) {
        const auto plans = running.find(claim);
        const auto [first, last] = accounts_of.equal_range(debtor);
        for (auto account = first; account != last; ++account) {
            add_debts_of(
                debtor,
                claim,
                plans == running.end() ? std::vector<RunningPlan>{} : plans->second,
                account->second,
                concerned
            );
        }
    }
}

std::string keys_of(const std::set<base::PlanId>& plans) {
    return storage::json_list(std::vector<base::PlanId>{plans.begin(), plans.end()});
}

void find_claims_of_plans(Transaction& transaction, Concerned& concerned) {
    const std::string keys = keys_of(concerned.plans);
    long long plan = 0;
    long long claim = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT plan_id, claim_id FROM plan_claim WHERE plan_id " +
                 transaction.among_numbers(":plans") + " ORDER BY plan_id, rank"),
         use(keys, "plans"),
         into(plan),
         into(claim)),
        [&] { concerned.claims_of_plans[base::PlanId{plan}].emplace_back(claim); }
    );
}

std::vector<base::ClaimId> all_claims_of(const Concerned& concerned) {
    std::set<base::ClaimId> claims;
    for (const auto& [id, claim] : concerned.claims) {
        claims.insert(id);
    }
    for (const auto& [plan, of_plan] : concerned.claims_of_plans) {
        claims.insert(of_plan.begin(), of_plan.end());
    }
    return {claims.begin(), claims.end()};
}

std::map<base::PlanId, OpenPlan> plans_as_they_stand(
    Transaction& transaction, const Concerned& concerned
) {
    std::map<base::PlanId, OpenPlan> plans;
    const std::string keys = keys_of(concerned.plans);
    long long id = 0;
    long long has_ended = 0;
    long long paid = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT plan.id, CASE WHEN plan_end.plan_id IS NULL THEN 0 ELSE 1 END,"
             " CAST(COALESCE((SELECT SUM(allocation.amount_cents) FROM allocation"
             " WHERE allocation.plan_id = plan.id), 0) AS BIGINT)"
             " FROM plan LEFT JOIN plan_end ON plan_end.plan_id = plan.id WHERE plan.id " +
                 transaction.among_numbers(":plans")),
         use(keys, "plans"),
         into(id),
         into(has_ended),
         into(paid)),
        [&] {
            const base::PlanId plan{id};
            plans.emplace(
                plan,
                OpenPlan{
                    plan,
                    has_ended == 1,
                    base::Money::cents(paid),
                    concerned.claims_of_plans.at(plan),
                    {}}
            );
        }
    );
    const std::string with_schedule = keys_of(concerned.plans_to_fit);
    long long cumulative = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT plan_id, cumulative_cents FROM instalment WHERE plan_id " +
                 transaction.among_numbers(":plans") + " ORDER BY plan_id, number"),
         use(with_schedule, "plans"),
         into(id),
         into(cumulative)),
        [&] { plans.at(base::PlanId{id}).milestones.push_back(base::Money::cents(cumulative)); }
    );
    return plans;
}

void add_debtors(
    Transaction& transaction, const std::vector<base::ClaimId>& claims, OpenDebts& debts
) {
    const std::string keys = storage::json_list(claims);
    long long claim = 0;
    long long person = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT claim_id, person_id FROM claim_debtor WHERE claim_id " +
                 transaction.among_numbers(":claims") + " ORDER BY claim_id, person_id"),
         use(keys, "claims"),
         into(claim),
         into(person)),
        [&] { debts.add_debtor(base::ClaimId{claim}, base::PersonId{person}); }
    );
}

Concerned concerned_by(
    Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<Payment>& payments,
    const std::vector<std::string>& references
) {
    Concerned concerned;
    find_by_reference(transaction, municipality, references, concerned);
    find_by_account(transaction, municipality, accounts_in(payments, concerned), concerned);
    find_claims_of_plans(transaction, concerned);
    return concerned;
}

// Waiting for a lock lets somebody else make or end a plan on the same claims. So what was found
// before the lock only says what to lock, until all that is found is locked.
Concerned locked_debts_of(
    Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<Payment>& payments
) {
    const std::vector<std::string> references = references_in(payments);
    std::vector<base::ClaimId> locked;
    while (true) {
        Concerned concerned = concerned_by(transaction, municipality, payments, references);
        const std::vector<base::ClaimId> found = all_claims_of(concerned);
        const bool has_one_writer = transaction.engine() == storage::Engine::sqlite;
        if (has_one_writer || std::ranges::includes(locked, found)) {
            return concerned;
        }
        claims::lock_claims(transaction, found);
        locked = found;
    }
}

OpenDebts debts_as_they_stand(Transaction& transaction, const Concerned& concerned) {
    const std::vector<base::ClaimId> all_claims = all_claims_of(concerned);

    OpenDebts debts;
    for (const auto& [open, last] : claims::standing_claims(transaction, all_claims)) {
        debts.add_balance(open);
        if (last) {
            debts.add_last_move(open.claim, *last);
        }
    }
    add_debtors(transaction, all_claims, debts);
    for (auto& [id, plan] : plans_as_they_stand(transaction, concerned)) {
        debts.add_plan(std::move(plan));
    }
    for (const auto& [id, claim] : concerned.claims) {
        debts.add_claim(claim);
    }
    for (const auto& [reference, debt] : concerned.by_reference) {
        debts.put_reference(reference, debt);
    }
    for (const auto& [account, debt] : concerned.by_account) {
        debts.put_account(account, debt);
    }
    return debts;
}

}  // namespace

OpenDebts open_debts_for(
    Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<Payment>& payments
) {
    return debts_as_they_stand(transaction, locked_debts_of(transaction, municipality, payments));
}

OpenDebts look_up_debts(
    Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<Payment>& payments
) {
    return debts_as_they_stand(
        transaction, concerned_by(transaction, municipality, payments, references_in(payments))
    );
}

}  // namespace draagkracht::payments
