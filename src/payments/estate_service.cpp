#include "payments/estate_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "draagkracht/claims/act_store.hpp"
#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/claims/life.hpp"
#include "payments/return_store.hpp"

namespace draagkracht::payments {

using claims::ActKind;
using claims::HoldKind;
using storage::Transaction;

namespace {

constexpr std::string_view payer_deceased = "MD07";

std::vector<std::int64_t> entries_of_deceased(const std::vector<PlacedPayment>& placed) {
    std::vector<std::int64_t> numbers;
    for (const PlacedPayment& one : placed) {
        if (one.payment.detail->return_reason == payer_deceased) {
            numbers.push_back(static_cast<std::int64_t>(one.payment.entry->number));
        }
    }
    return numbers;
}

bool waits_for(const claims::Life& life, base::PersonId debtor) {
    return std::ranges::any_of(life.holds, [debtor](const claims::RunningHold& hold) {
        return hold.kind == HoldKind::estate && hold.debtor.value_or(debtor) == debtor;
    });
}

std::string number_of_hold(const PayerOfReturn& payer) {
    return fmt::format("bank-MD07-{}", payer.back.value());
}

// What the bank told once is told once: a person may have ended that hold since.
bool was_told(const std::vector<claims::Act>& acts, const PayerOfReturn& payer) {
    return std::ranges::any_of(acts, [&payer](const claims::Act& act) {
        return act.facts.number == number_of_hold(payer);
    });
}

// On the screen of an officer, so in Dutch.
claims::NewAct hold_of(const PayerOfReturn& payer, base::Date today) {
    claims::NewAct act{
        number_of_hold(payer),
        ActKind::held,
        today,
        "De bank boekte een betaling terug of incasseerde niet: de betaler is overleden (MD07). "
        "Zoek uit of het klopt."};
    act.hold = HoldKind::estate;
    act.review_on = today;
    act.debtor = payer.debtor;
    base::ensure(claims::check(act).has_value(), "a hold for an estate is complete");
    return act;
}

}  // namespace

void hold_for_estates(
    Transaction& transaction,
    audit::Trail& trail,
    const audit::Author& author,
    const std::vector<base::EntryId>& backs
) {
    const std::vector<PayerOfReturn> payers = payers_of_returns(transaction, backs, payer_deceased);
    if (payers.empty()) {
        return;
    }
    std::vector<base::PersonId> people;
    std::ranges::transform(payers, std::back_inserter(people), &PayerOfReturn::debtor);
    std::vector<claims::Claim> owed = claims::claims_of_people(transaction, people);
    std::vector<base::ClaimId> ids;
    std::ranges::transform(owed, std::back_inserter(ids), &claims::Claim::id);
    claims::lock_claims(transaction, ids);
    const claims::ActsByClaim acts = claims::acts_of(transaction, ids);
    const auto balances = claims::balances_of(transaction, ids);
    const base::Date today = author.today.date();
    const std::vector<claims::Act> no_acts;
    std::vector<claims::ActToAdd> holds;
    for (const PayerOfReturn& payer : payers) {
        for (const claims::Claim& claim : owed) {
            const auto known = acts.find(claim.id);
            const std::vector<claims::Act>& of_claim =
                known == acts.end() ? no_acts : known->second;
            const auto found = balances.find(claim.id);
            const claims::Balance balance =
                found == balances.end() ? claims::Balance{} : found->second;
            const claims::Life life = claims::life_of({claim, of_claim, balance, {}}, today);
            const bool owes = claim.municipality == payer.municipality &&
                              balance.total().is_positive() &&
                              std::ranges::count(life.debtors, payer.debtor) > 0;
            const bool is_known = waits_for(life, payer.debtor) || was_told(of_claim, payer);
            if (owes && claims::permitted(life, ActKind::held) && !is_known) {
                holds.push_back({claim.id, hold_of(payer, today)});
                trail.record(
                    {"claims.act",
                     claim.municipality,
                     payer.debtor,
                     fmt::format("claim:{}", claim.id.value()),
                     R"({"act":"held","amount_cents":0})"}
                );
            }
        }
    }
    claims::add_acts(transaction, author, holds);
}

void hold_for_estates_told_in(
    Transaction& transaction,
    audit::Trail& trail,
    const audit::Author& author,
    base::StatementId statement,
    const std::vector<PlacedPayment>& placed
) {
    const std::vector<std::int64_t> numbers = entries_of_deceased(placed);
    if (!numbers.empty()) {
        hold_for_estates(
            transaction, trail, author, returns_for(transaction, statement, numbers, payer_deceased)
        );
    }
}

}  // namespace draagkracht::payments
