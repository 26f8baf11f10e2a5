#include "draagkracht/claims/allocation.hpp"

#include <algorithm>
#include <array>
#include <ranges>
#include <tuple>

namespace draagkracht::claims {

namespace {

// Awb art. 4:92 lid 1.
constexpr std::array order_within_a_claim{
    Component::costs, Component::interest, Component::principal};

std::size_t place_among(const std::vector<base::ClaimId>& designated, base::ClaimId claim) {
    const auto found = std::ranges::find(designated, claim);
    return static_cast<std::size_t>(found - designated.begin());
}

bool comes_first(const OpenClaim& one, const OpenClaim& other, norms::ClaimOrder policy_order) {
    if (policy_order == norms::ClaimOrder::smallest_balance) {
        return std::tuple{one.balance.total(), one.claim} <
               std::tuple{other.balance.total(), other.claim};
    }
    return std::tuple{one.due_date, one.claim} < std::tuple{other.due_date, other.claim};
}

}  // namespace

std::vector<OpenClaim> ordered(
    std::vector<OpenClaim> claims,
    const std::vector<base::ClaimId>& designated,
    norms::ClaimOrder policy_order
) {
    std::ranges::sort(claims, [&](const OpenClaim& one, const OpenClaim& other) {
        const std::size_t place_of_one = place_among(designated, one.claim);
        const std::size_t place_of_other = place_among(designated, other.claim);
        // Those that are not designated share the place after the last one.
        return place_of_one == place_of_other ? comes_first(one, other, policy_order)
                                              : place_of_one < place_of_other;
    });
    return claims;
}

Allocation allocate(base::Money amount, const std::vector<OpenClaim>& in_order) {
    base::ensure(!amount.is_negative(), "an amount to allocate is not below zero");
    Allocation allocation{{}, amount};
    for (const OpenClaim& open : in_order) {
        // A credit on one component counts for the others.
        base::Money left_of_claim = open.balance.total();
        for (const Component component : order_within_a_claim) {
            const base::Money part =
                std::min({allocation.unallocated, open.balance.of(component), left_of_claim});
            if (part.is_positive()) {
                allocation.parts.push_back({open.claim, component, part});
                allocation.unallocated -= part;
                left_of_claim -= part;
            }
        }
    }
    return allocation;
}

Balance taken_from_credit(const Balance& balance, base::Money amount) {
    Balance taken;
    for (const Component component : order_within_a_claim | std::views::reverse) {
        const base::Money part = std::min(amount, -balance.of(component));
        if (part.is_positive()) {
            taken.add(component, part);
            amount -= part;
        }
    }
    taken.add(Component::principal, amount);
    return taken;
}

NewPosting payment_posting(
    const AllocatedPart& part, base::AllocationId allocation, base::Date value_date
) {
    return {
        part.claim,
        {part.component, PostingKind::payment, -part.amount, value_date, "payment"},
        allocation,
        std::nullopt};
}

}  // namespace draagkracht::claims
