// A batch of our own direct debits or refunds, which most banks book as one amount: by the name of
// the batch it is spread over its orders, so that each is a payment of its own.
//
//     entry   +80.00  batch INC-4711-20261228
//     spread(entry, batch)   // true: two details, 50.00 of INC-4712 and 30.00 of INC-4713
//
// Of refunds the amounts are below zero: the money leaves.
//
// Only when the bank names no single order, and the amount is that of all orders to the cent.
#pragma once

#include <string>
#include <vector>

#include "draagkracht/payments/payment_order.hpp"
#include "draagkracht/payments/statement.hpp"

namespace draagkracht::payments {

struct BatchOrder {
    std::string end_to_end_id;
    base::Money amount;
    std::string reference;  // the payment reference of its plan; empty: of a refund
};

struct OwnBatch {
    std::vector<BatchOrder> orders;
    CountAndTotal total;
    bool is_paid = false;  // the bank told of one of its orders before
};

// Whether the bank booked a batch of ours by its name alone.
[[nodiscard]] bool is_whole_batch(const Entry& entry);

// Puts the orders in the place of the one detail, when they are what came in; else nothing changes.
[[nodiscard]] bool spread(Entry& entry, const OwnBatch& batch);

}  // namespace draagkracht::payments
