// What a person may do with money that came in: say where it goes, take it away from where it went,
// or both at once. The rule answers with what moves, or with what stands in the way.
//
//     // 100.00 waits: 60.00 of it is for V-501, the rest for the plan R-901
//     placement_of({.put = {{entry, "V-501", "", sixty}, {entry, "", "R-901", forty}}}, facts)
//     // 100.00 went to V-501, and is for V-502
//     placement_of({.take = {{entry, "V-501", hundred}},
//                   .put = {{entry, "V-502", "", hundred}}}, facts)
//
// Never more than waits of a payment, and on no claim more than is open there: what is too much
// stays in suspense. What went out, and what the bank took back, is placed nowhere.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "draagkracht/base/id.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/base/problem.hpp"

namespace draagkracht::payments {

// A payment as the person saw it. Whatever is booked on it since makes another number of it.
struct SeenEntry {
    base::EntryId entry;
    std::int64_t revision;
    friend bool operator==(const SeenEntry&, const SeenEntry&) = default;
};

struct AmountTaken {
    base::EntryId entry;
    std::string claim_number;
    base::Money amount;
};

// On a claim, on a plan, or on a claim under a plan that pays it.
struct AmountPut {
    base::EntryId entry;
    std::string claim_number;
    std::string plan_number;
    base::Money amount;
};

struct PlacementAsked {
    std::string number;  // given by who asks, so that a repeat is one act
    std::string reason;  // in words, without personal data
    std::vector<SeenEntry> seen = {};
    std::vector<AmountTaken> take = {};
    std::vector<AmountPut> put = {};
};

// How many lines one act may have, and how many payments it may concern.
inline constexpr std::size_t lines_of_an_act_max = 200;

// What of a payment stands on a claim; above zero.
struct StandingShare {
    base::ClaimId claim;
    std::optional<base::PlanId> plan;  // under which it counts
    base::Money amount;
};

struct EntryAtHand {
    base::EntryId id;
    base::MunicipalityId municipality;
    base::Money amount;
    base::Money suspended;
    bool takes_back = false;     // another payment
    bool is_taken_back = false;  // by another entry
    std::int64_t revision = 0;
    std::vector<StandingShare> shares = {};
};

struct ClaimAtHand {
    base::ClaimId id;
    base::Money open;
    std::vector<base::PlanId> running_plans = {};  // that pay it
};

struct PlanAtHand {
    base::PlanId id;
    bool has_ended = false;
    std::vector<std::string> claims = {};  // their numbers, in the order in which it pays them
};

// All of one municipality: what another has is not there.
struct PlacementFacts {
    std::map<base::EntryId, EntryAtHand> entries;
    std::map<std::string, ClaimAtHand> claims;  // those of the plans too
    std::map<std::string, PlanAtHand> plans;
};

// Above zero: to the claim; below zero: away from it.
struct HandMove {
    base::EntryId entry;
    base::ClaimId claim;
    std::optional<base::PlanId> plan;
    base::Money amount;
    friend bool operator==(const HandMove&, const HandMove&) = default;
};

// Whether an act can be laid on this payment at all. Problems payments.changed-meanwhile,
// payments.money-out, payments.entry-taken-back.
[[nodiscard]] base::Done check_at_hand(const EntryAtHand& entry, const SeenEntry& seen);

// Before anything is looked up. Problems payments.nothing-to-place, payments.too-many-lines.
[[nodiscard]] base::Done check_lines(const PlacementAsked& asked);

// Of lines that passed. Problems of check_at_hand, payments.two-plans-at-once,
// payments.nothing-to-place, and with the line at which it is found: payments.unknown-entry,
// payments.unknown-claim, payments.unknown-plan, payments.no-debt-named, payments.wrong-amount,
// payments.more-than-placed, payments.more-than-suspended, payments.more-than-open,
// payments.several-plans, payments.not-of-plan, payments.plan-ended, payments.two-plans-at-once.
[[nodiscard]] base::Outcome<std::vector<HandMove>> placement_of(
    const PlacementAsked& asked, const PlacementFacts& facts
);

}  // namespace draagkracht::payments
