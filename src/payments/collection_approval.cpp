#include "draagkracht/payments/collection_approval.hpp"

#include <fmt/format.h>

#include <charconv>

namespace draagkracht::payments {

namespace {

constexpr std::string_view prefix = "INC-";
constexpr std::size_t day_length = 8;  // "20261228"

}  // namespace

std::string name_of(CollectionId collection) {
    return fmt::format("{}{}", prefix, collection.value());
}

std::optional<CollectionId> collection_named(std::string_view name) {
    if (!name.starts_with(prefix)) {
        return std::nullopt;
    }
    const std::string_view digits = name.substr(prefix.size());
    std::int64_t number = 0;
    const char* const end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, number);
    const bool is_number = error == std::errc{} && stop == end && number > 0;
    return is_number ? std::optional{CollectionId{number}} : std::nullopt;
}

std::string to_text(const BatchName& batch) {
    std::string day = batch.collect_on.to_string();
    std::erase(day, '-');
    return fmt::format("{}-{}", name_of(batch.collection), day);
}

std::optional<BatchName> batch_named(std::string_view text) {
    const std::size_t dash = text.rfind('-');
    if (dash == std::string_view::npos || text.size() - dash - 1 != day_length) {
        return std::nullopt;
    }
    const std::string_view day = text.substr(dash + 1);
    const auto collect_on = base::Date::parse(
        fmt::format("{}-{}-{}", day.substr(0, 4), day.substr(4, 2), day.substr(6, 2))
    );
    const auto collection = collection_named(text.substr(0, dash));
    if (!collect_on || !collection) {
        return std::nullopt;
    }
    return BatchName{*collection, *collect_on};
}

std::string subject_of(const CollectionToApprove& collection) {
    return fmt::format(
        "{}|{}|{}|{}",
        name_of(collection.collection),
        collection.until.to_string(),
        collection.orders.count,
        collection.orders.total.to_string()
    );
}

std::string subject_of(const WithdrawalToApprove& withdrawal) {
    return fmt::format(
        "{}|{}", name_of(withdrawal.collection), withdrawal.is_laid_out ? "laid_out" : "made"
    );
}

}  // namespace draagkracht::payments
