#include "draagkracht/payments/payout.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "draagkracht/base/enum_text.hpp"

namespace draagkracht::payments {

namespace {

constexpr std::string_view prefix = "TB-";

constexpr base::EnumTexts standings{
    "payments.not-a-standing",
    std::array{
        base::EnumText{RefundStanding::due, "due"},
        base::EnumText{RefundStanding::ordered, "ordered"},
        base::EnumText{RefundStanding::paid, "paid"},
        base::EnumText{RefundStanding::returned, "returned"}}};

std::optional<std::int64_t> number_in(std::string_view digits) {
    std::int64_t number = 0;
    const char* const end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, number);
    const bool is_number = error == std::errc{} && stop == end && number > 0;
    return is_number ? std::optional{number} : std::nullopt;
}

}  // namespace

std::string name_of(PayoutId payout) {
    return fmt::format("{}{}", prefix, payout.value());
}

std::optional<PayoutId> payout_named(std::string_view text) {
    const auto number =
        text.starts_with(prefix) ? number_in(text.substr(prefix.size())) : std::nullopt;
    return number ? std::optional{PayoutId{*number}} : std::nullopt;
}

std::string to_text(const PayoutBatch& batch) {
    return fmt::format("{}-{}", name_of(batch.payout), batch.account.value());
}

std::optional<PayoutBatch> payout_batch_named(std::string_view text) {
    const std::size_t dash = text.rfind('-');
    if (!text.starts_with(prefix) || dash < prefix.size()) {
        return std::nullopt;
    }
    const auto payout = payout_named(text.substr(0, dash));
    const auto account = number_in(text.substr(dash + 1));
    if (!payout || !account) {
        return std::nullopt;
    }
    return PayoutBatch{*payout, base::BankAccountId{*account}};
}

bool may_name_payout_order(std::string_view end_to_end_id) {
    return payout_named(end_to_end_id).has_value();  // they are written alike
}

std::string end_to_end_id_of_payout_order(std::int64_t order) {
    return fmt::format("{}{}", prefix, order);
}

std::string subject_of(const PayoutToApprove& payout) {
    return fmt::format(
        "{}|{}|{}", name_of(payout.payout), payout.orders.count, payout.orders.total.to_string()
    );
}

std::string subject_of(const PayoutToWithdraw& payout) {
    const std::string whole =
        fmt::format("{}|{}", name_of(payout.payout), payout.is_laid_out ? "laid_out" : "made");
    return payout.answered == 0 ? whole : fmt::format("{}|{}", whole, payout.answered);
}

std::optional<PayoutToApprove> payout_to_approve(std::string_view subject) {
    const std::size_t first = subject.find('|');
    const std::size_t last = subject.rfind('|');
    if (first == std::string_view::npos || first == last) {
        return std::nullopt;
    }
    const auto payout = payout_named(subject.substr(0, first));
    const auto count = number_in(subject.substr(first + 1, last - first - 1));
    const auto total = base::Money::parse(subject.substr(last + 1));
    if (!payout || !count || !total) {
        return std::nullopt;
    }
    return PayoutToApprove{*payout, {static_cast<std::size_t>(*count), *total}};
}

std::string_view to_text(RefundStanding standing) {
    return standings.text_of(standing);
}

RefundStanding refund_standing_of(std::string_view stored) {
    return standings.parse(stored).value();
}

std::optional<RefundStanding> told_by(base::Money entry, base::Money order, RefundStanding before) {
    if (before == RefundStanding::ordered && entry == -order) {
        return RefundStanding::paid;
    }
    if (before == RefundStanding::paid && entry == order) {
        return RefundStanding::returned;
    }
    return std::nullopt;
}

}  // namespace draagkracht::payments
