// The SQL of the proof of a month; all of it set-based.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

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
    base::Month month;
    friend auto operator<=>(const AccountAndMonth&, const AccountAndMonth&) = default;
};
using SumsByMonth = std::map<AccountAndMonth, MonthSums>;

[[nodiscard]] std::string municipality_code(
    storage::Transaction& transaction, base::MunicipalityId municipality
);

// The accounts that have closed statements with days up to the end of this month, by IBAN. What
// counts in a month before that is not closed is taken in.
[[nodiscard]] std::vector<AccountMonth> accounts_of_month(
    storage::Transaction& transaction, base::MunicipalityId municipality, base::Month month
);

// Those of all municipalities with days up to and with this one.
[[nodiscard]] std::vector<UnfinishedStatement> unfinished_statements(
    storage::Transaction& transaction, base::MunicipalityId municipality, base::Date last_day
);

// The sums of all closed months of all municipalities, from the rows themselves.
[[nodiscard]] SumsByMonth sums_of_closed_months(storage::Transaction& transaction);

}  // namespace draagkracht::payments
