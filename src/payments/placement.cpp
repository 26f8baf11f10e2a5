#include "draagkracht/payments/placement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace draagkracht::payments {

namespace {

// A payment counts on a claim under one plan at a time: what pays it, and what the bank may take
// back of it, must be told apart in the ledger.
tl::unexpected<base::Problem> two_plans_at_once() {
    return base::problem(
        "payments.two-plans-at-once",
        "the payment would stand on one claim under two plans",
        "take it away by one act, and place all of it by a next one"
    );
}

// Works through the lines of an act; what one takes, the next can put elsewhere.
class Placing {
  public:
    explicit Placing(const PlacementFacts& facts) : facts_{facts} {
        for (const auto& [id, entry] : facts.entries) {
            suspended_.emplace(id, entry.suspended);
            shares_.emplace(id, entry.shares);
        }
        for (const auto& [number, claim] : facts.claims) {
            open_.emplace(claim.id, claim.open);
        }
    }

    [[nodiscard]] base::Done take(const AmountTaken& line) {
        const auto claim = claim_of(line.entry, line.claim_number, line.amount);
        if (!claim) {
            return tl::unexpected(claim.error());
        }
        base::Money left = line.amount;
        for (StandingShare& share : shares_.at(line.entry)) {
            const base::Money part = std::min(left, share.amount);
            if (share.claim == (*claim)->id && part.is_positive()) {
                move(line.entry, share.claim, share.plan, -part);
                share.amount -= part;
                left -= part;
            }
        }
        if (left.is_positive()) {
            return base::problem(
                "payments.more-than-placed",
                fmt::format(
                    "of this payment EUR {} stands on the claim", (line.amount - left).to_string()
                ),
                "take no more than that"
            );
        }
        return {};
    }

    [[nodiscard]] base::Done put(const AmountPut& line) {
        return line.plan_number.empty() || !line.claim_number.empty() ? put_on_claim(line)
                                                                      : put_on_plan(line);
    }

    [[nodiscard]] std::vector<HandMove> moves() && {
        std::erase_if(moves_, [](const HandMove& one) { return one.amount.is_zero(); });
        return std::move(moves_);
    }

  private:
    base::Outcome<const ClaimAtHand*> claim_of(
        base::EntryId entry, const std::string& number, base::Money amount
    ) const {
        if (!facts_.entries.contains(entry)) {
            return base::problem(
                "payments.unknown-entry", "the act does not say how it saw this payment"
            );
        }
        if (!amount.is_positive()) {
            return base::problem(
                "payments.wrong-amount", "an amount that is placed or taken is above zero"
            );
        }
        if (number.empty()) {
            return base::problem(
                "payments.no-debt-named", "the line names no claim and no plan", "name one"
            );
        }
        const auto claim = facts_.claims.find(number);
        if (claim == facts_.claims.end()) {
            return base::problem("payments.unknown-claim", "there is no claim of this number here");
        }
        return &claim->second;
    }

    base::Outcome<const PlanAtHand*> running_plan(const std::string& number) const {
        const auto plan = facts_.plans.find(number);
        if (plan == facts_.plans.end()) {
            return base::problem("payments.unknown-plan", "there is no plan of this number here");
        }
        if (plan->second.has_ended) {
            return base::problem(
                "payments.plan-ended",
                "the plan has ended, and takes no payments any more",
                "place it on a claim"
            );
        }
        return &plan->second;
    }

    base::Done put_on_claim(const AmountPut& line) {
        const auto claim = claim_of(line.entry, line.claim_number, line.amount);
        if (!claim) {
            return tl::unexpected(claim.error());
        }
        const auto plan = plan_for(line, **claim);
        if (!plan) {
            return tl::unexpected(plan.error());
        }
        if (line.amount > open_.at((*claim)->id)) {
            return more_than_open(open_.at((*claim)->id));
        }
        return spend(line.entry, {{(*claim)->id, *plan, line.amount}});
    }

    // Under which plan a payment of this claim counts.
    base::Outcome<std::optional<base::PlanId>> plan_for(
        const AmountPut& line, const ClaimAtHand& claim
    ) const {
        if (!line.plan_number.empty()) {
            return running_plan(line.plan_number)
                .and_then(
                    [&](const PlanAtHand* plan) -> base::Outcome<std::optional<base::PlanId>> {
                        if (std::ranges::find(plan->claims, line.claim_number) ==
                            plan->claims.end()) {
                            return base::problem(
                                "payments.not-of-plan", "the plan does not pay this claim"
                            );
                        }
                        return plan->id;
                    }
                );
        }
        if (claim.running_plans.size() > 1) {
            return base::problem(
                "payments.several-plans",
                fmt::format("{} debtors pay this claim by a plan each", claim.running_plans.size()),
                "name the plan too"
            );
        }
        return claim.running_plans.empty() ? std::nullopt
                                           : std::optional{claim.running_plans.front()};
    }

    base::Done put_on_plan(const AmountPut& line) {
        const auto plan = running_plan(line.plan_number);
        if (!plan) {
            return tl::unexpected(plan.error());
        }
        std::vector<StandingShare> parts;
        base::Money left = line.amount;
        for (const std::string& number : (*plan)->claims) {
            const auto claim = claim_of(line.entry, number, line.amount);
            if (!claim) {
                return tl::unexpected(claim.error());
            }
            const base::Money part = std::min(left, open_.at((*claim)->id));
            if (part.is_positive()) {
                parts.push_back({(*claim)->id, (*plan)->id, part});
                left -= part;
            }
        }
        if (left.is_positive()) {
            return more_than_open(line.amount - left);
        }
        return spend(line.entry, parts);
    }

    static base::Done more_than_open(base::Money open) {
        return base::problem(
            "payments.more-than-open",
            fmt::format("EUR {} is open there", std::max(open, base::Money{}).to_string()),
            "place no more than that: what is paid too much stays in suspense, or is paid back"
        );
    }

    base::Done spend(base::EntryId entry, const std::vector<StandingShare>& parts) {
        base::Money amount;
        for (const StandingShare& part : parts) {
            amount += part.amount;
            if (stands_under_another_plan(entry, part)) {
                return two_plans_at_once();
            }
        }
        if (amount > suspended_.at(entry)) {
            return base::problem(
                "payments.more-than-suspended",
                fmt::format("of this payment EUR {} waits", suspended_.at(entry).to_string()),
                "place no more than that, or take it first from where it was placed"
            );
        }
        for (const StandingShare& part : parts) {
            move(entry, part.claim, part.plan, part.amount);
        }
        return {};
    }

    [[nodiscard]] bool stands_under_another_plan(base::EntryId entry, const StandingShare& part)
        const {
        return std::ranges::any_of(shares_.at(entry), [&part](const StandingShare& share) {
            return share.claim == part.claim && share.plan != part.plan &&
                   share.amount.is_positive();
        });
    }

    void move(
        base::EntryId entry,
        base::ClaimId claim,
        std::optional<base::PlanId> plan,
        base::Money amount
    ) {
        suspended_.at(entry) -= amount;
        open_.at(claim) -= amount;
        const auto same = std::ranges::find_if(moves_, [&](const HandMove& one) {
            return one.entry == entry && one.claim == claim && one.plan == plan;
        });
        if (same == moves_.end()) {
            moves_.push_back({entry, claim, plan, amount});
        } else {
            same->amount += amount;
        }
    }

    const PlacementFacts& facts_;
    std::map<base::EntryId, base::Money> suspended_;
    std::map<base::EntryId, std::vector<StandingShare>> shares_;
    std::map<base::ClaimId, base::Money> open_;
    std::vector<HandMove> moves_;
};

bool moves_twice_on_a_claim(const std::vector<HandMove>& moves) {
    std::set<std::pair<base::EntryId, base::ClaimId>> seen;
    return std::ranges::any_of(moves, [&seen](const HandMove& one) {
        return !seen.emplace(one.entry, one.claim).second;
    });
}

tl::unexpected<base::Problem> at_line(const base::Problem& problem, std::size_t number) {
    return tl::unexpected(problem.at(fmt::format("line {}", number)));
}

}  // namespace

base::Done check_at_hand(const EntryAtHand& entry, const SeenEntry& seen) {
    if (entry.takes_back || entry.is_taken_back) {
        return base::problem(
            "payments.entry-taken-back", "the bank took this payment back, so it pays nothing"
        );
    }
    if (!entry.amount.is_positive()) {
        return base::problem(
            "payments.money-out",
            "money left the account by this entry",
            "say which payment it takes back"
        );
    }
    if (entry.revision != seen.revision) {
        return base::problem(
            "payments.changed-meanwhile",
            "something was booked on this payment since you looked",
            "look how it stands now, and do what is still needed"
        );
    }
    return {};
}

base::Done check_lines(const PlacementAsked& asked) {
    if (asked.take.empty() && asked.put.empty()) {
        return base::problem("payments.nothing-to-place", "the act moves nothing");
    }
    if (asked.take.size() + asked.put.size() > lines_of_an_act_max ||
        asked.seen.size() > lines_of_an_act_max) {
        return base::problem(
            "payments.too-many-lines",
            fmt::format("an act has {} lines at most", lines_of_an_act_max),
            "do it in several acts"
        );
    }
    return {};
}

base::Outcome<std::vector<HandMove>> placement_of(
    const PlacementAsked& asked, const PlacementFacts& facts
) {
    for (const SeenEntry& seen : asked.seen) {
        const auto entry = facts.entries.find(seen.entry);
        if (entry == facts.entries.end()) {
            return base::problem("payments.unknown-entry", "there is no such bank entry here");
        }
        if (const base::Done free = check_at_hand(entry->second, seen); !free) {
            return tl::unexpected(free.error());
        }
    }
    Placing placing{facts};
    std::size_t line = 0;
    for (const AmountTaken& taken : asked.take) {
        ++line;
        if (const base::Done done = placing.take(taken); !done) {
            return at_line(done.error(), line);
        }
    }
    for (const AmountPut& put : asked.put) {
        ++line;
        if (const base::Done done = placing.put(put); !done) {
            return at_line(done.error(), line);
        }
    }
    std::vector<HandMove> moves = std::move(placing).moves();
    if (moves.empty()) {
        return base::problem("payments.nothing-to-place", "the act moves nothing");
    }
    if (moves_twice_on_a_claim(moves)) {
        return two_plans_at_once();
    }
    return moves;
}

}  // namespace draagkracht::payments
