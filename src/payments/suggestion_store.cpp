#include "payments/suggestion_store.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "draagkracht/base/iban.hpp"
#include "draagkracht/people/people_store.hpp"
#include "draagkracht/storage/rows.hpp"
#include "payments/hand_act_store.hpp"
#include "payments/running_plans_store.hpp"

namespace draagkracht::payments {

using soci::into;
using soci::use;
using storage::for_each_row;
using storage::Transaction;

namespace {

// A guardian pays for many; of whom are not among the first, nothing is suggested.
constexpr std::size_t people_max = 100;
constexpr int claims_max = 300;

struct Named {
    std::set<base::ClaimId> claims;
    std::set<base::PlanId> plans;
};

Named debts_of_references(
    Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<std::string>& references
) {
    Named named;
    const std::string keys = storage::json_list(references);
    const long long of_municipality = municipality.value();
    const std::string among = transaction.among_texts(":references");
    long long id = 0;
    for_each_row(
        (ask(transaction,
             "SELECT id FROM claim WHERE municipality_id = :municipality"
             " AND payment_reference " +
                 among),
         use(of_municipality, "municipality"),
         use(keys, "references"),
         into(id)),
        [&] { named.claims.emplace(id); }
    );
    for_each_row(
        (ask(transaction,
             "SELECT MAX(id) FROM plan WHERE municipality_id = :municipality"
             " AND payment_reference " +
                 among + " GROUP BY payment_reference"),
         use(of_municipality, "municipality"),
         use(keys, "references"),
         into(id)),
        [&] { named.plans.emplace(id); }
    );
    return named;
}

std::vector<base::ClaimId> claims_of_people(
    Transaction& transaction, const std::set<base::PersonId>& people
) {
    std::vector<base::ClaimId> claims;
    const std::string keys =
        storage::json_list(std::vector<base::PersonId>{people.begin(), people.end()});
    long long id = 0;
    for_each_row(
        (ask(transaction,
             "SELECT DISTINCT claim_id FROM claim_debtor WHERE person_id " +
                 transaction.among_numbers(":people") + " ORDER BY claim_id LIMIT :most"),
         use(keys, "people"),
         use(claims_max, "most"),
         into(id)),
        [&] { claims.emplace_back(id); }
    );
    return claims;
}

// A debt while it is put together.
struct Found {
    Candidate candidate;
    std::vector<base::ClaimId> claims;
};
using FoundDebts = std::map<DebtId, Found>;

template <typename Id>
std::string keys_of(const FoundDebts& debts) {
    std::vector<Id> ids;
    for (const auto& [debt, found] : debts) {
        if (const Id* const id = std::get_if<Id>(&debt)) {
            ids.push_back(*id);
        }
    }
    return storage::json_list(ids);
}

void read_claims(Transaction& transaction, FoundDebts& debts) {
    const std::string keys = keys_of<base::ClaimId>(debts);
    const std::string among = transaction.among_numbers(":claims");
    long long claim = 0;
    long long person = 0;
    std::string number;
    for_each_row(
        (ask(transaction,
             "SELECT claim.id, claim_number, person_id FROM claim"
             " JOIN claim_debtor ON claim_debtor.claim_id = claim.id WHERE claim.id " +
                 among + " ORDER BY claim.id, person_id"),
         use(keys, "claims"),
         into(claim),
         into(number),
         into(person)),
        [&] {
            Found& found = debts.at(base::ClaimId{claim});
            found.candidate.number = number;
            found.candidate.debtors.emplace_back(person);
            found.claims = {base::ClaimId{claim}};
        }
    );
}

void read_plans(Transaction& transaction, FoundDebts& debts) {
    const std::string keys = keys_of<base::PlanId>(debts);
    const std::string among = transaction.among_numbers(":plans");
    long long plan = 0;
    long long other = 0;
    int has_ended = 0;
    std::string number;
    for_each_row(
        (ask(transaction,
             "SELECT plan.id, plan_number, person_id,"
             " CASE WHEN plan_end.plan_id IS NULL THEN 0 ELSE 1 END FROM plan"
             " LEFT JOIN plan_end ON plan_end.plan_id = plan.id WHERE plan.id " +
                 among),
         use(keys, "plans"),
         into(plan),
         into(number),
         into(other),
         into(has_ended)),
        [&] {
            Candidate& candidate = debts.at(base::PlanId{plan}).candidate;
            candidate.number = number;
            candidate.debtors = {base::PersonId{other}};
            candidate.has_ended = has_ended == 1;
        }
    );
    for_each_row(
        (ask(transaction,
             "SELECT plan_id, claim_id FROM plan_claim WHERE plan_id " + among +
                 " ORDER BY plan_id, rank"),
         use(keys, "plans"),
         into(plan),
         into(other)),
        [&] { debts.at(base::PlanId{plan}).claims.emplace_back(other); }
    );
}

// What comes next on each plan: the rest of the instalment that is begun, and the one after it.
void read_next_instalments(Transaction& transaction, FoundDebts& debts) {
    const std::string keys = keys_of<base::PlanId>(debts);
    long long plan = 0;
    long long rest = 0;
    for_each_row(
        (ask(transaction,
             "SELECT plan_id, CAST(cumulative_cents - paid.cents AS BIGINT) AS rest"
             " FROM instalment JOIN (SELECT plan.id, COALESCE((SELECT SUM(amount_cents)"
             " FROM allocation WHERE allocation.plan_id = plan.id), 0) AS cents FROM plan"
             " WHERE plan.id " +
                 transaction.among_numbers(":plans") +
                 ") paid ON paid.id = plan_id"
                 " WHERE cumulative_cents > paid.cents ORDER BY plan_id, number"),
         use(keys, "plans"),
         into(plan),
         into(rest)),
        [&] {
            auto& next = debts.at(base::PlanId{plan}).candidate.next_instalments;
            const base::Money amount = base::Money::cents(rest);
            if (next.size() < 2) {
                next.push_back(next.empty() ? amount : amount - next[0]);
            }
        }
    );
}

std::vector<base::ClaimId> all_claims_of(const FoundDebts& debts) {
    std::set<base::ClaimId> claims;
    for (const auto& [debt, found] : debts) {
        claims.insert(found.claims.begin(), found.claims.end());
    }
    return {claims.begin(), claims.end()};
}

// The claims on which other money of this account stands.
std::set<base::ClaimId> paid_before_from(
    Transaction& transaction,
    const std::vector<base::ClaimId>& claims,
    base::EntryId entry,
    const std::string& account
) {
    std::set<base::ClaimId> paid;
    const std::string keys = storage::json_list(claims);
    const long long id = entry.value();
    long long claim = 0;
    for_each_row(
        (ask(transaction,
             "SELECT claim_id FROM allocation JOIN bank_entry ON bank_entry.id = entry_id"
             " WHERE claim_id " +
                 transaction.among_numbers(":claims") +
                 " AND counterparty_iban = :account AND counterparty_iban <> ''"
                 " AND bank_entry.id <> :entry GROUP BY claim_id"
                 " HAVING SUM(allocation.amount_cents) > 0"),
         use(keys, "claims"),
         use(account, "account"),
         use(id, "entry"),
         into(claim)),
        [&] { paid.emplace(claim); }
    );
    return paid;
}

std::set<base::PersonId> known_payers(
    Transaction& transaction, base::MunicipalityId municipality, const std::string& account
) {
    std::set<base::PersonId> payers;
    if (const auto iban = base::Iban::parse(account)) {
        for (const people::AccountUse& known :
             people::people_of_accounts(transaction, municipality, {*iban})) {
            payers.insert(known.person);
        }
    }
    return payers;
}

// A claim that plans pay is suggested by those plans.
FoundDebts found_among(
    Transaction& transaction, const Named& named, const std::vector<base::ClaimId>& claims
) {
    FoundDebts debts;
    const auto add = [&debts](DebtId debt) {
        debts.try_emplace(debt, Found{Candidate{debt, {}, {}, {}}, {}});
    };
    for (const base::PlanId plan : named.plans) {
        add(plan);
    }
    for (const base::ClaimId claim : named.claims) {
        add(claim);
    }
    const PlansOfClaims running = running_plans_of(transaction, claims);
    for (const base::ClaimId claim : claims) {
        const auto plans = running.find(claim);
        if (plans == running.end()) {
            add(claim);
            continue;
        }
        for (const RunningPlan& plan : plans->second) {
            add(plan.id);
        }
    }
    return debts;
}

NamedReferences references_in(const PaymentAsTold& told) {
    Detail detail;
    detail.structured_references.push_back({told.structured_reference, ""});
    detail.free_text = told.text + " | " + told.structured_reference;
    return references_of(detail);
}

bool is_any_of(const std::vector<base::PersonId>& debtors, const std::set<base::PersonId>& people) {
    return std::ranges::any_of(debtors, [&people](base::PersonId debtor) {
        return people.contains(debtor);
    });
}

}  // namespace

PointedAt pointed_at(
    Transaction& transaction,
    base::MunicipalityId municipality,
    base::EntryId entry,
    const PaymentAsTold& told
) {
    const NamedReferences references = references_in(told);
    std::vector<std::string> exact = references.structured;
    exact.insert(exact.end(), references.in_free_text.begin(), references.in_free_text.end());
    const std::string text =
        told.structured_reference + " | " + told.text + " | " + told.end_to_end_reference;
    const Named named = debts_of_references(transaction, municipality, exact);
    const Named near = debts_of_references(transaction, municipality, references_near(text));

    const std::set<base::PersonId> payers =
        known_payers(transaction, municipality, told.payer_account);
    std::set<base::PersonId> people;
    for (const base::PersonId person : payers) {
        if (people.size() < people_max) {
            people.insert(person);
        }
    }
    const std::vector<base::PersonId> called = people::people_called(
        transaction, municipality, told.payer_name, {people.begin(), people.end()}
    );
    const std::set<base::PersonId> namesakes{called.begin(), called.end()};
    people.insert(called.begin(), called.end());

    Named all = named;
    all.claims.insert(near.claims.begin(), near.claims.end());
    all.plans.insert(near.plans.begin(), near.plans.end());
    FoundDebts debts = found_among(transaction, all, claims_of_people(transaction, people));
    read_claims(transaction, debts);
    read_plans(transaction, debts);
    read_next_instalments(transaction, debts);
    const std::vector<base::ClaimId> claims = all_claims_of(debts);
    const auto open = open_on(transaction, claims);
    const std::set<base::ClaimId> paid =
        paid_before_from(transaction, claims, entry, told.payer_account);

    PointedAt pointed{{}, payers.size()};
    for (auto& [debt, found] : debts) {
        Candidate& candidate = found.candidate;
        for (const base::ClaimId claim : found.claims) {
            candidate.open += std::max(open.at(claim), base::Money{});
            candidate.account_paid_before |= paid.contains(claim);
        }
        const auto* const claim = std::get_if<base::ClaimId>(&debt);
        const auto* const plan = std::get_if<base::PlanId>(&debt);
        const auto is_in = [&](const Named& some) {
            return claim != nullptr ? some.claims.contains(*claim) : some.plans.contains(*plan);
        };
        candidate.is_named = is_in(named);
        candidate.is_nearly_named = is_in(near);
        candidate.account_is_known = is_any_of(candidate.debtors, payers);
        candidate.name_is_equal = is_any_of(candidate.debtors, namesakes);
        pointed.candidates.push_back(std::move(candidate));
    }
    return pointed;
}

}  // namespace draagkracht::payments
