// Orders to the bank as this house knows them, whatever the message in which they leave: direct
// debits (incasso's) that collect instalments, and transfers that pay back.
//
//     message INC-4711 of Gemeente Zandwijk, 3 orders, 130.00
//       batch INC-4711-20261228, collected on 2026-12-28, 2 orders, 80.00
//         INC-4712   50.00 by mandate M-17 from NL70...
//
// The bank books a batch as one amount, and names it by its id.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/iban.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/base/payment_reference.hpp"
#include "draagkracht/base/timestamp.hpp"

namespace draagkracht::payments {

struct CountAndTotal {
    std::size_t count = 0;
    base::Money total;

    void add(base::Money amount) {
        ++count;
        total += amount;
    }
    friend bool operator==(const CountAndTotal&, const CountAndTotal&) = default;
};

struct OrderMessage {
    std::string id;
    base::Timestamp created_at;
    std::string sender;  // the municipality
    CountAndTotal orders;
};

// Who collects.
struct Collector {
    std::string name;
    std::string identifier;  // the creditor identifier (incassant-id) that the bank gave
    base::Iban account;
};

struct CollectionBatch {
    std::string id;
    base::Date collect_on;
    Collector collector;
    CountAndTotal orders;
};

struct CollectionOrder {
    std::string id;  // comes back with a return, as the end-to-end id
    base::Money amount;
    std::string mandate_number;
    base::Date mandate_signed_on;
    std::string debtor;
    base::Iban debtor_account;
    base::PaymentReference reference;
};

// Money that goes back to somebody.
struct Refund {
    std::string id;  // comes back when the bank cannot place it, as the end-to-end id
    base::Money amount;
    base::Iban account;
    std::string name;
    std::string reference;  // what the receiver reads
};

struct RefundBatch {
    std::string id;
    base::Date pay_on;
    std::string payer;
    base::Iban account;  // from which it is paid
    CountAndTotal orders;
};

// The messages of ISO 20022 that Dutch banks take: an older and a newer one of each.
enum class DirectDebitMessage { pain_008_001_02, pain_008_001_08 };
enum class TransferMessage { pain_001_001_03, pain_001_001_09 };

[[nodiscard]] std::string_view to_text(DirectDebitMessage message);  // "pain.008.001.02"
[[nodiscard]] std::string_view to_text(TransferMessage message);
[[nodiscard]] std::optional<DirectDebitMessage> direct_debit_message_of(std::string_view text);
[[nodiscard]] std::optional<TransferMessage> transfer_message_of(std::string_view text);

}  // namespace draagkracht::payments
