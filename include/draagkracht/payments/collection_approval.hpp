// How a collection and its batches are called, and what a second person is asked about one: named
// so closely that the approval serves for nothing else.
//
//     subject_of({CollectionId{4711}, Date{2026-12-31}, {12, six_hundred}});
//     // "INC-4711|2026-12-31|12|600.00"
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "draagkracht/base/id.hpp"
#include "draagkracht/payments/payment_order.hpp"

namespace draagkracht::payments {

using CollectionId = base::Id<struct CollectionTag>;

// "INC-4711": the message, and the name of its file.
[[nodiscard]] std::string name_of(CollectionId collection);
// Nothing for the name of something else.
[[nodiscard]] std::optional<CollectionId> collection_named(std::string_view name);

// The batch of one day: "INC-4711-20261228". The bank books it as one amount, by this name.
struct BatchName {
    CollectionId collection;
    base::Date collect_on;

    friend bool operator==(const BatchName&, const BatchName&) = default;
};
[[nodiscard]] std::string to_text(const BatchName& batch);
// Nothing for the name of something else.
[[nodiscard]] std::optional<BatchName> batch_named(std::string_view text);

// access::AccessService::ask_approval(..., action, subject, ...).
inline constexpr const char* collection_approval_action = "payments.collect";

// And the withdrawal of one that may have left.
inline constexpr const char* withdrawal_approval_action = "payments.withdraw_collection";

struct CollectionToApprove {
    CollectionId collection;
    base::Date until;
    CountAndTotal orders;
};

[[nodiscard]] std::string subject_of(const CollectionToApprove& collection);

// What says that the bank does not have the file of a collection: of one that was laid out since it
// says nothing. "INC-4711|made", "INC-4711|laid_out".
struct WithdrawalToApprove {
    CollectionId collection;
    bool is_laid_out;
};
[[nodiscard]] std::string subject_of(const WithdrawalToApprove& withdrawal);

}  // namespace draagkracht::payments
