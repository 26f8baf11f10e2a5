#include "draagkracht/claims/replay.hpp"

#include <algorithm>
#include <array>

#include "draagkracht/claims/allocation.hpp"

namespace draagkracht::claims {

namespace {

// Awb art. 4:92 lid 1.
constexpr std::array order_within_a_claim{
    Component::costs, Component::interest, Component::principal};

// On one day a decision comes first, also one on a credit, then what the bank took back, then what
// it brought.
enum class Happening { charge, credit_use, taking_back, receipt };

struct Step {
    base::Date on;
    Happening happening;
    const Receipt* receipt = nullptr;
    const Charge* charge = nullptr;
    const CreditUse* credit = nullptr;
};

bool comes_first(const Step& one, const Step& other) {
    if (std::tie(one.on, one.happening) != std::tie(other.on, other.happening)) {
        return std::tie(one.on, one.happening) < std::tie(other.on, other.happening);
    }
    switch (one.happening) {
        case Happening::charge:
            return false;
        case Happening::credit_use:
            return one.credit->act < other.credit->act;
        case Happening::taking_back:
        case Happening::receipt:
            return one.receipt->place < other.receipt->place;
    }
    throw base::ProgrammerFault{"unknown happening"};
}

bool counts_as_never_made(const Receipt& receipt) {
    return receipt.taken_back && receipt.taken_back->counts_from <= receipt.value_date;
}

// The receipts, those that are taken back later than they were made, and the uses of credits, as
// steps.
std::vector<Step> steps_of(
    const std::vector<CreditUse>& credits, const std::vector<Receipt>& receipts
) {
    std::vector<Step> steps;
    for (const CreditUse& credit : credits) {
        steps.push_back({credit.value_date, Happening::credit_use, nullptr, nullptr, &credit});
    }
    for (const Receipt& receipt : receipts) {
        steps.push_back({receipt.value_date, Happening::receipt, &receipt});
        if (receipt.taken_back && !counts_as_never_made(receipt)) {
            steps.push_back({receipt.taken_back->counts_from, Happening::taking_back, &receipt});
        }
    }
    return steps;
}

class Spreading {
  public:
    void charge(const Charge& charge) { open_[charge.claim] += charge.amount; }

    void use(const CreditUse& credit) { open_[credit.claim] += credit.amount; }

    void receive(const Receipt& receipt) {
        base::Money left = receipt.amount;
        if (receipt.is_by_hand) {
            for (const auto& [claim, amount] : receipt.shares) {
                put(receipt, claim, amount);
            }
        } else {
            for (const base::ClaimId claim : receipt.in_order) {
                const base::Money part = std::min(left, open_[claim]);
                if (part.is_positive()) {
                    put(receipt, claim, part);
                    left -= part;
                }
            }
        }
        if (counts_as_never_made(receipt)) {
            take_back(receipt);
        }
    }

    void take_back(const Receipt& receipt) {
        const auto first = shares_.lower_bound({receipt.entry, base::ClaimId{0}});
        for (auto share = first; share != shares_.end() && share->first.first == receipt.entry;
             ++share) {
            const base::ClaimId claim = share->first.second;
            shares_[{receipt.taken_back->by, claim}] = -share->second;
            open_[claim] += share->second;
        }
    }

    [[nodiscard]] Shares shares() && { return std::move(shares_); }

  private:
    void put(const Receipt& receipt, base::ClaimId claim, base::Money amount) {
        shares_[{receipt.entry, claim}] = amount;
        open_[claim] -= amount;
    }

    std::map<base::ClaimId, base::Money> open_;
    Shares shares_;
};

// What is open of a claim on the day, and of all that is ever charged.
struct Standing {
    Balance open;
    Balance of_all_charges;

    void add(Component component, base::Money amount) {
        open.add(component, amount);
        of_all_charges.add(component, amount);
    }
};

class Distributing {
  public:
    explicit Distributing(const std::vector<Charge>& charges) {
        for (const Charge& charge : charges) {
            standing_[charge.claim].of_all_charges.add(charge.component, charge.amount);
        }
    }

    void charge(const Charge& charge) {
        standing_[charge.claim].open.add(charge.component, charge.amount);
    }

    void receive(const Receipt& receipt) {
        for (const auto& [claim, amount] : receipt.shares) {
            receive(receipt.entry, claim, amount);
        }
        if (counts_as_never_made(receipt)) {
            take_back(receipt);
        }
    }

    void take_back(const Receipt& receipt) {
        for (const auto& [claim, amount] : receipt.shares) {
            for (const Component component : order_within_a_claim) {
                const auto part = parts_.find({receipt.entry, claim, component});
                if (part != parts_.end()) {
                    const base::Money taken = part->second;
                    parts_[{receipt.taken_back->by, claim, component}] = -taken;
                    standing_[claim].add(component, taken);
                }
            }
        }
    }

    void use(const CreditUse& credit) {
        Standing& standing = standing_[credit.claim];
        if (credit.amount.is_negative()) {
            const Balance covered = cover(standing, -credit.amount);
            put(credits_, std::pair{credit.act, credit.claim}, covered, -1);
            return;
        }
        const Balance taken = taken_from_credit(standing.open, credit.amount);
        for (const Component component : order_within_a_claim) {
            standing.add(component, taken.of(component));
        }
        put(credits_, std::pair{credit.act, credit.claim}, taken, 1);
    }

    [[nodiscard]] Distribution distribution() && {
        return {std::move(parts_), std::move(credits_)};
    }

  private:
    void receive(base::EntryId entry, base::ClaimId claim, base::Money amount) {
        put(parts_, std::pair{entry, claim}, cover(standing_[claim], amount), 1);
    }

    // Which components an amount covers.
    static Balance cover(Standing& standing, base::Money left) {
        Balance covered;
        const auto put = [&](Component component, base::Money part) {
            if (part.is_positive()) {
                covered.add(component, part);
                standing.add(component, -part);
                left -= part;
            }
        };
        for (const Balance* const bound : {&standing.open, &standing.of_all_charges}) {
            for (const Component component : order_within_a_claim) {
                put(component, std::min(left, bound->of(component)));
            }
        }
        put(Component::principal, left);
        return covered;
    }

    template <typename AllParts, typename Key>
    static void put(AllParts& parts, const Key& key, const Balance& amounts, int sign) {
        for (const Component component : order_within_a_claim) {
            if (const base::Money amount = amounts.of(component); !amount.is_zero()) {
                parts[std::tuple_cat(key, std::tuple{component})] += sign > 0 ? amount : -amount;
            }
        }
    }

    std::map<base::ClaimId, Standing> standing_;
    Parts parts_;
    CreditParts credits_;
};

template <typename Books>
void live_through(std::vector<Step> steps, Books& books) {
    std::ranges::stable_sort(steps, comes_first);
    for (const Step& step : steps) {
        switch (step.happening) {
            case Happening::charge:
                books.charge(*step.charge);
                break;
            case Happening::credit_use:
                books.use(*step.credit);
                break;
            case Happening::taking_back:
                books.take_back(*step.receipt);
                break;
            case Happening::receipt:
                books.receive(*step.receipt);
                break;
        }
    }
}

}  // namespace

Shares spread(
    const std::vector<Charge>& charges,
    const std::vector<CreditUse>& credits,
    const std::vector<Receipt>& receipts
) {
    Spreading spreading;
    std::vector<Step> steps = steps_of(credits, receipts);
    for (const Charge& charge : charges) {
        if (charge.decided_on) {
            steps.push_back({*charge.decided_on, Happening::charge, nullptr, &charge});
        } else {
            spreading.charge(charge);
        }
    }
    live_through(std::move(steps), spreading);
    return std::move(spreading).shares();
}

Distribution distribute(
    const std::vector<Charge>& charges,
    const std::vector<CreditUse>& credits,
    const std::vector<Receipt>& receipts
) {
    Distributing distributing{charges};
    std::vector<Step> steps = steps_of(credits, receipts);
    for (const Charge& charge : charges) {
        steps.push_back({charge.value_date, Happening::charge, nullptr, &charge});
    }
    live_through(std::move(steps), distributing);
    return std::move(distributing).distribution();
}

}  // namespace draagkracht::claims
