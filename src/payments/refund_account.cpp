#include "payments/refund_account.hpp"

#include <fmt/format.h>

#include "draagkracht/text/dutch.hpp"

namespace draagkracht::payments {

std::string refund_account_place(RefundId refund) {
    return fmt::format("refund.iban:{}", refund.value());
}

std::string refund_account_place(base::ApprovalId question) {
    return fmt::format("refund_question.iban:{}", question.value());
}

base::Iban refund_account(
    const storage::Sealer& sealer,
    const std::string& payer_account,
    const std::optional<std::string>& other_sealed,
    const std::string& place
) {
    if (!other_sealed) {
        return base::Iban::parse(payer_account).value();
    }
    const base::Outcome<std::string> other = sealer.unseal(*other_sealed, place);
    base::ensure(other.has_value(), "the account of a refund opens with the key of its register");
    return base::Iban::parse(*other).value();
}

std::string refund_text(base::Date paid_on) {
    return "Terugbetaling van uw betaling van " + text::date_text(paid_on);
}

}  // namespace draagkracht::payments
