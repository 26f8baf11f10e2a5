#include "draagkracht/payments/month_difference.hpp"

#include <fmt/format.h>

namespace draagkracht::payments {

std::string subject_of(const DifferenceToAccept& difference) {
    return fmt::format(
        "{}|{}|{}", base::to_text(difference.month), difference.iban, difference.amount.to_string()
    );
}

std::optional<DifferenceToAccept> difference_to_accept(std::string_view subject) {
    const std::size_t iban_at = subject.find('|');
    const std::size_t amount_at = subject.rfind('|');
    if (iban_at == std::string_view::npos || amount_at == iban_at) {
        return std::nullopt;
    }
    const auto month = base::month_of(subject.substr(0, iban_at));
    const auto amount = base::Money::parse(subject.substr(amount_at + 1));
    if (!month || !amount) {
        return std::nullopt;
    }
    return DifferenceToAccept{
        *month, std::string{subject.substr(iban_at + 1, amount_at - iban_at - 1)}, *amount};
}

}  // namespace draagkracht::payments
