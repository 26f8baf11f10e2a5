// The SQL of the proof of a month and of its close; all of it set-based.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/payments/month_proof.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::payments {

// What counts in one month of an account, as the register has it now.
struct MonthSums {
    base::Money received;
    base::Money paid_out;
    Whereabouts own;
    Whereabouts earlier;
    base::Money ledger;
};
struct AccountAndMonth {
    base::BankAccountId account;
    Month month;
    friend auto operator<=>(const AccountAndMonth&, const AccountAndMonth&) = default;
};
using SumsByMonth = std::map<AccountAndMonth, MonthSums>;

[[nodiscard]] std::string municipality_code(
    storage::Transaction& transaction, base::MunicipalityId municipality
);

// The accounts that have closed statements with days up to the end of this month, by IBAN. What
// counts in a month before that is not closed is taken in.
[[nodiscard]] std::vector<AccountMonth> accounts_of_month(
    storage::Transaction& transaction, base::MunicipalityId municipality, Month month
);

// Those of all municipalities with days up to and with this one.
[[nodiscard]] std::vector<UnfinishedStatement> unfinished_statements(
    storage::Transaction& transaction, base::MunicipalityId municipality, base::Date last_day
);

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
// The sums of all closed months of all municipalities, from the rows themselves.
[[nodiscard]] SumsByMonth sums_of_closed_months(storage::Transaction& transaction);

}  // namespace draagkracht::payments
