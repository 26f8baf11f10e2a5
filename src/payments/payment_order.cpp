#include "draagkracht/payments/payment_order.hpp"

namespace draagkracht::payments {

std::string_view to_text(DirectDebitMessage message) {
    return message == DirectDebitMessage::pain_008_001_02 ? "pain.008.001.02" : "pain.008.001.08";
}

std::string_view to_text(TransferMessage message) {
    return message == TransferMessage::pain_001_001_03 ? "pain.001.001.03" : "pain.001.001.09";
}

std::optional<DirectDebitMessage> direct_debit_message_of(std::string_view text) {
    for (const DirectDebitMessage message :
         {DirectDebitMessage::pain_008_001_02, DirectDebitMessage::pain_008_001_08}) {
        if (text == to_text(message)) {
            return message;
        }
    }
    return std::nullopt;
}

std::optional<TransferMessage> transfer_message_of(std::string_view text) {
    for (const TransferMessage message :
         {TransferMessage::pain_001_001_03, TransferMessage::pain_001_001_09}) {
        if (text == to_text(message)) {
            return message;
        }
    }
    return std::nullopt;
}

}  // namespace draagkracht::payments
