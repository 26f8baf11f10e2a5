// The SQL of what a month was closed with; never changed after that.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "draagkracht/payments/month_proof.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::payments {

// The amounts of a closed month of an account, in the order of the table.
inline constexpr std::array<const char*, 13> frozen_columns{
    "opening_cents",
    "received_cents",
    "paid_out_cents",
    "closing_cents",
    "allocated_cents",
    "suspended_cents",
    "refunded_cents",
    "earlier_allocated_cents",
    "earlier_suspended_cents",
    "earlier_refunded_cents",
    "ledger_cents",
    "suspense_opening_cents",
    "suspense_closing_cents"};
[[nodiscard]] std::array<base::Money, frozen_columns.size()> frozen_amounts(
    const AccountProof& account
);

// The figures of a month that was closed, as they were frozen then.
struct FrozenMonth {
    std::int64_t close;
    base::MunicipalityId municipality;
    std::string municipality_code;
    claims::ClosedMonth closed;
    std::vector<AccountProof> accounts;
};
void freeze(storage::Transaction& transaction, std::int64_t close, const MonthProof& proof);
// Of one municipality, or of all; by municipality, the earliest first.
[[nodiscard]] std::vector<FrozenMonth> frozen_months(
    storage::Transaction& transaction, std::optional<base::MunicipalityId> municipality
);

}  // namespace draagkracht::payments
