// Why money came into suspense, or left it (docs/formats.md). Its text stands in the register, in
// the REST interface and on the command line, and stays what it is.
//
//     to_text(SuspenseCode::unknown_payer)      // "unknown_payer"
#pragma once

#include <string_view>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::payments {

enum class SuspenseCode {
    // No rule of the ladder placed it.
    details_disagree,
    returned,
    money_out,
    batch_known,
    batch_differs,
    unknown_reference,
    several_references,
    debt_closed,
    amount_differs,
    several_fit,
    several_plans,
    no_rule,
    unknown_payer,
    // A line of a list of payroll, and the bank entry that such a list breaks down.
    unknown_client,
    unknown_plan,
    unknown_claim,
    no_plan,
    specified,
    // What is left when all is paid, and what a replay placed after all.
    overpaid,
    replayed,
    // A person did it.
    placed_by_hand,
    taken_by_hand,
    refund_due,
    undone,
    // The bank paid an order of ours that pays back, or sent it back.
    paid_out,
    payout_returned,
};

[[nodiscard]] std::string_view to_text(SuspenseCode code);
// Problem payments.not-a-suspense-code.
[[nodiscard]] base::Outcome<SuspenseCode> suspense_code_of(std::string_view text);

}  // namespace draagkracht::payments
