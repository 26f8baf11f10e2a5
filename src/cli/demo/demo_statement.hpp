// The bank statement of the demo: what came in on the account of Zandwijk in October 2026, with all
// that makes reconciling hard.
#pragma once

#include <ostream>
#include <vector>

#include "cli/demo/demo_debtors.hpp"

namespace draagkracht::cli {

// What a debtor had to pay, and under which reference.
struct DemoDue {
    DemoDebtor debtor;
    std::string payment_reference;
    base::Money amount;
};

// Writes camt.053.001.08 for `account`: of each debtor what DemoPayment says, and besides that a
// payment of somebody unknown and the costs of the bank.
void write_demo_statement(
    std::ostream& out, const base::Iban& account, const std::vector<DemoDue>& dues
);

}  // namespace draagkracht::cli
