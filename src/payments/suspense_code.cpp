#include "draagkracht/payments/suspense_code.hpp"

#include <array>

#include "draagkracht/base/enum_text.hpp"

namespace draagkracht::payments {

namespace {

constexpr base::EnumTexts codes{
    "payments.not-a-suspense-code",
    std::array{
        base::EnumText{SuspenseCode::details_disagree, "details_disagree"},
        base::EnumText{SuspenseCode::returned, "returned"},
        base::EnumText{SuspenseCode::money_out, "money_out"},
        base::EnumText{SuspenseCode::batch_known, "batch_known"},
        base::EnumText{SuspenseCode::batch_differs, "batch_differs"},
        base::EnumText{SuspenseCode::unknown_reference, "unknown_reference"},
        base::EnumText{SuspenseCode::several_references, "several_references"},
        base::EnumText{SuspenseCode::debt_closed, "debt_closed"},
        base::EnumText{SuspenseCode::amount_differs, "amount_differs"},
        base::EnumText{SuspenseCode::several_fit, "several_fit"},
        base::EnumText{SuspenseCode::several_plans, "several_plans"},
        base::EnumText{SuspenseCode::no_rule, "no_rule"},
        base::EnumText{SuspenseCode::unknown_payer, "unknown_payer"},
        base::EnumText{SuspenseCode::unknown_client, "unknown_client"},
        base::EnumText{SuspenseCode::unknown_plan, "unknown_plan"},
        base::EnumText{SuspenseCode::unknown_claim, "unknown_claim"},
        base::EnumText{SuspenseCode::no_plan, "no_plan"},
        base::EnumText{SuspenseCode::specified, "specified"},
        base::EnumText{SuspenseCode::overpaid, "overpaid"},
        base::EnumText{SuspenseCode::replayed, "replayed"},
        base::EnumText{SuspenseCode::placed_by_hand, "placed_by_hand"},
        base::EnumText{SuspenseCode::taken_by_hand, "taken_by_hand"},
        base::EnumText{SuspenseCode::refund_due, "refund_due"},
        base::EnumText{SuspenseCode::undone, "undone"},
        base::EnumText{SuspenseCode::paid_out, "paid_out"},
        base::EnumText{SuspenseCode::payout_returned, "payout_returned"}}};

}  // namespace

std::string_view to_text(SuspenseCode code) {
    return codes.text_of(code);
}

base::Outcome<SuspenseCode> suspense_code_of(std::string_view text) {
    return codes.parse(text);
}

}  // namespace draagkracht::payments
