#include "followup/loaded_claim_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/claims/act_store.hpp"
#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/claims/replay_store.hpp"
#include "draagkracht/followup/claim_life_service.hpp"
#include "followup/course_store.hpp"
#include "followup/limitation_clocks_service.hpp"

namespace draagkracht::followup {

using claims::Act;
using claims::Claim;
using claims::Movement;
using claims::NewAct;
using claims::Posting;
using storage::Transaction;

namespace {

std::vector<base::ClaimId> ids_of(const std::vector<Claim>& claims) {
    std::vector<base::ClaimId> ids;
    for (const Claim& claim : claims) {
        ids.push_back(claim.id);
    }
    return ids;
}

std::unordered_map<base::ClaimId, std::vector<Posting>> postings_by_claim(
    Transaction& transaction, const std::vector<base::ClaimId>& claims, const Vantage& vantage
) {
    std::unordered_map<base::ClaimId, std::vector<Posting>> by_claim;
    for (Posting& posting : claims::postings_of(transaction, claims)) {
        if (posting.booked_on <= vantage.known_on &&
            posting.facts.movement.value_date <= vantage.day) {
            by_claim[posting.facts.claim].push_back(std::move(posting));
        }
    }
    return by_claim;
}

// Limitation of each claim for every debtor who still owes it.
void load_clocks(
    Transaction& transaction,
    const norms::Law& law,
    const Vantage& vantage,
    std::vector<LoadedClaim>& loaded
) {
    std::set<base::PersonId> people;
    std::unordered_map<base::ClaimId, std::set<base::PersonId>> who_owe;
    for (const LoadedClaim& claim : loaded) {
        const std::vector<base::PersonId> debtors = claim.life(vantage.day).debtors;
        people.insert(debtors.begin(), debtors.end());
        who_owe.emplace(claim.claim.id, std::set(debtors.begin(), debtors.end()));
    }
    std::unordered_map<base::ClaimId, std::vector<ClaimClock>> clocks;
    for (ClaimClock& clock : clocks_of(transaction, {people.begin(), people.end()}, law, vantage)) {
        const auto owed_by = who_owe.find(clock.claim);
        if (owed_by != who_owe.end() && owed_by->second.contains(clock.debtor)) {
            clocks[clock.claim].push_back(std::move(clock));
        }
    }
    for (LoadedClaim& claim : loaded) {
        claim.clocks = std::move(clocks[claim.claim.id]);
        claim.course.has_lapsed =
            !claim.clocks.empty() && std::ranges::all_of(claim.clocks, [&](const ClaimClock& of) {
                return of.clock && of.clock->has_lapsed(vantage.day);
            });
    }
}

void tell(
    audit::Trail& trail,
    const LoadedClaim& loaded,
    const NewAct& act,
    const std::vector<Movement>& effect
) {
    const std::string details = fmt::format(
        R"({{"act":"{}","amount_cents":{}}})",
        to_text(act.kind),
        claims::balance_of(effect).total().in_cents()
    );
    for (const claims::Debtor& debtor : loaded.claim.debtors) {
        trail.record(
            {"claims.act",
             loaded.claim.municipality,
             debtor.person,
             subject_of(loaded.claim.id),
             details}
        );
    }
}

}  // namespace

std::vector<Movement> LoadedClaim::movements() const {
    std::vector<Movement> movements;
    for (const Posting& posting : postings) {
        movements.push_back(posting.facts.movement);
    }
    return movements;
}

claims::Balance LoadedClaim::balance() const {
    return claims::balance_of(movements());
}

claims::Life LoadedClaim::life(base::Date day) const {
    return claims::life_of({claim, acts, balance(), course}, day);
}

std::vector<LoadedClaim> load_claims(
    Transaction& transaction,
    std::vector<Claim> claims,
    const norms::Law& law,
    const Vantage& vantage
) {
    const std::vector<base::ClaimId> ids = ids_of(claims);
    claims::ActsByClaim acts = claims::acts_of(transaction, ids);
    auto postings = postings_by_claim(transaction, ids, vantage);
    auto courses = courses_on(transaction, ids, std::min(vantage.day, vantage.known_on));
    std::vector<LoadedClaim> loaded;
    for (Claim& claim : claims) {
        const base::ClaimId id = claim.id;
        LoadedClaim& next = loaded.emplace_back(LoadedClaim{
            std::move(claim), std::move(acts[id]), std::move(postings[id]), {}, courses[id]});
        std::erase_if(next.acts, [&vantage](const Act& act) {
            return act.recorded_on > vantage.known_on;
        });
    }
    load_clocks(transaction, law, vantage, loaded);
    return loaded;
}

claims::ActCase case_of(
    const LoadedClaim& loaded,
    const std::vector<Movement>& movements,
    const norms::Law& law,
    base::BusinessDate today,
    const std::optional<base::Date>& closed_until
) {
    return {loaded.claim, loaded.acts, movements, loaded.course, law, today, closed_until};
}

std::optional<base::Outcome<base::ActId>> repeated(const LoadedClaim& loaded, const NewAct& act) {
    const auto known = std::ranges::find_if(loaded.acts, [&act](const Act& before) {
        return before.facts.number == act.number && !before.from_claim;
    });
    if (known == loaded.acts.end()) {
        return std::nullopt;
    }
    if (known->facts == act) {
        return known->id;
    }
    return act_number_taken();
}

std::string subject_of(base::ClaimId claim) {
    return fmt::format("claim:{}", claim.value());
}

std::vector<base::ActId> write_acts(
    Transaction& transaction,
    audit::Trail& trail,
    const access::Occasion& occasion,
    const std::vector<ActToWrite>& acts
) {
    std::vector<claims::ActToAdd> rows;
    for (const ActToWrite& write : acts) {
        rows.push_back({write.on->claim.id, write.act, write.approval});
    }
    const std::vector<base::ActId> ids = claims::add_acts(transaction, occasion.author(), rows);
    std::vector<base::ClaimId> touched;
    std::vector<claims::NewPosting> postings;
    const auto book = [&](const LoadedClaim& on,
                          const NewAct& act,
                          const std::vector<Movement>& effect,
                          base::ActId id) {
        touched.push_back(on.claim.id);
        for (const Movement& movement : effect) {
            postings.push_back({on.claim.id, movement, std::nullopt, std::nullopt, id});
        }
        tell(trail, on, act, effect);
    };
    for (std::size_t number = 0; number < acts.size(); ++number) {
        const ActToWrite& write = acts[number];
        book(*write.on, write.act, write.effect, ids[number]);
        if (write.other != nullptr) {
            book(*write.other, write.act, write.effect_on_other, ids[number]);
        }
    }
    claims::add_postings(transaction, occasion.author(), postings);
    // What counts from before a payment changes what that payment paid.
    claims::settle(transaction, occasion.author(), touched);
    return ids;
}

}  // namespace draagkracht::followup
