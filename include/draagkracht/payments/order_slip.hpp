// The order slip (opdrachtbon): what the treasurer holds beside the bank's screen when a payment
// file is handed in. Count, total and prints of the file must be those that the bank shows.
//
//     OrderSlip slip{.name = "INC-4711", .batches = {...}, .sha256 = ..., .sha1 = ...};
//     text_of(slip);    // in Dutch, lines of text for a printer
//
// BNG asks the last five characters of SHA-1, so they stand apart.
#pragma once

#include <string>
#include <vector>

#include "draagkracht/payments/payment_order.hpp"

namespace draagkracht::payments {

struct SlipBatch {
    std::string id;
    base::Date collect_on;
    CountAndTotal orders;
};

struct OrderSlip {
    std::string name;  // of the file, without its ending
    std::string message;
    Collector collector;
    std::vector<SlipBatch> batches;
    CountAndTotal orders;     // in the file
    CountAndTotal approved;   // with those that fell out since
    std::string prepared_by;  // as people know them
    std::string approved_by;
    std::string sha256;
    std::string sha1;
};

[[nodiscard]] std::string text_of(const OrderSlip& slip);

// Of a payout: each batch is paid from an account of its own.
struct PayoutSlipBatch {
    std::string id;
    base::Iban account;
    CountAndTotal orders;
};

struct PayoutSlip {
    std::string name;  // of the file, without its ending
    std::string message;
    std::string payer;
    base::Date pay_on;
    std::vector<PayoutSlipBatch> batches;
    CountAndTotal orders;
    std::string prepared_by;
    std::string approved_by;
    std::string sha256;
    std::string sha1;
};

[[nodiscard]] std::string text_of(const PayoutSlip& slip);

}  // namespace draagkracht::payments
