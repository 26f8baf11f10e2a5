#include "draagkracht/payments/finding.hpp"

#include "draagkracht/base/enum_text.hpp"

namespace draagkracht::payments {

namespace {

using base::EnumText;

constexpr base::EnumTexts finding_texts{
    "payments.not-a-finding",
    std::array{
        EnumText{FindingCode::balance_break, "payments.balance-break"},
        EnumText{FindingCode::gap, "payments.gap"},
        EnumText{FindingCode::repeat, "payments.repeat"},
        EnumText{FindingCode::other_totals, "payments.other-totals"}}};

}  // namespace

bool needs_confirmation(FindingCode code) {
    return code != FindingCode::other_totals;
}

std::string_view to_text(FindingCode code) {
    return finding_texts.text_of(code);
}

base::Outcome<FindingCode> read_finding_code(std::string_view text) {
    return finding_texts.parse(text);
}

}  // namespace draagkracht::payments
