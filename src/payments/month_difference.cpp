#include "draagkracht/payments/month_difference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace draagkracht::payments {

std::string subject_of(const DifferenceToAccept& difference) {
    return fmt::format(
        "{}|{}|{}|{}|{}",
        base::to_text(difference.month),
        difference.iban,
        difference.amount.to_string(),
        difference.bank_closing.to_string(),
        to_text(difference.closing_from)
    );
}

std::optional<DifferenceToAccept> difference_to_accept(std::string_view subject) {
    std::array<std::string_view, 5> parts;
    if (static_cast<std::size_t>(std::ranges::count(subject, '|')) + 1 != parts.size()) {
        return std::nullopt;
    }
    for (std::string_view& part : parts) {
        part = subject.substr(0, subject.find('|'));
        subject.remove_prefix(std::min(part.size() + 1, subject.size()));
    }
    const auto month = base::month_of(parts[0]);
    const auto amount = base::Money::parse(parts[2]);
    const auto bank_closing = base::Money::parse(parts[3]);
    const auto closing_from = closing_from_of(parts[4]);
    if (!month || !amount || !bank_closing || !closing_from) {
        return std::nullopt;
    }
    return DifferenceToAccept{*month, std::string{parts[1]}, *amount, *bank_closing, *closing_from};
}

}  // namespace draagkracht::payments
