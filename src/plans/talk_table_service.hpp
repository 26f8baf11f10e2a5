// What lies on the table when two people talk about money: the assessment, and what is open on the
// claims that go along, in the order in which a plan pays them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/plans/plans_service.hpp"
#include "draagkracht/plans/talk_ground.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::plans {

struct Table {
    capacity::CapacityAssessment assessment;
    TalkGround ground;
    std::vector<Plan> replaced;  // running plans of this debtor that pay one of these claims

    // What there is to repay from by this plan alone, where it can be computed.
    [[nodiscard]] std::optional<capacity::CapacityFigures> figures() const {
        return assessment.figures
                   ? std::optional{left_beside(*assessment.figures, ground.paid_elsewhere())}
                   : std::nullopt;
    }

    // The claims with their open balances, to be paid in this order.
    [[nodiscard]] std::vector<PlannedClaim> claims() const {
        std::vector<PlannedClaim> planned;
        for (const OpenClaim& open : ground.claims) {
            const int rank = static_cast<int>(planned.size()) + 1;
            planned.push_back({open.claim, rank, open.balance.total()});
        }
        return planned;
    }
};

// The paid claims of a running plan need no place in the next one.
[[nodiscard]] std::vector<Plan> without_paid_claims(
    storage::Transaction& transaction, std::vector<Plan> running
);

// Problems of PlansService::propose.
[[nodiscard]] base::Outcome<Table> lay_table(
    storage::Transaction& transaction,
    const access::Occasion& occasion,
    const PlanRequest& request,
    const std::string& municipality,
    const norms::RuleBook& rules
);

}  // namespace draagkracht::plans
