// Notifications of the bank (camt.054) for tests, and the statements that hold their batches as one
// amount.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/bank_register.hpp"

namespace draagkracht::test_support {

// A batch that the bank tells: its own name or reference of it, and its payments.
struct BatchText {
    std::string batch_id = {};
    std::string bank_reference = {};
    std::vector<std::pair<std::string, PaymentText>> payments = {};
    bool is_reversal = false;
    std::string amount = {};  // of the entry; empty: what the payments come to
    payments::EntryStatus status = payments::EntryStatus::booked;
};

inline payments::Entry entry_of(const BatchText& batch) {
    payments::Entry entry;
    for (const auto& [amount, told] : batch.payments) {
        const payments::Entry one = StatementText{}.paid(amount, told).entries().front();
        entry.details.push_back(one.details.front());
        entry.details.back().batch_id = batch.batch_id;
        entry.details.back().bank_reference = told.bank_reference;
        entry.amount += one.amount;
    }
    if (!batch.amount.empty()) {
        entry.amount = base::Money::parse(batch.amount).value();
    }
    entry.bank_reference = batch.bank_reference;
    entry.is_reversal = batch.is_reversal;
    entry.status = batch.status;
    return entry;
}

// The same elements in another root, and no balances.
inline std::string as_notification(std::string text) {
    const auto replace_all = [&text](std::string_view from, std::string_view to) {
        for (std::size_t at = text.find(from); at != std::string::npos;
             at = text.find(from, at + to.size())) {
            text.replace(at, from.size(), to);
        }
    };
    replace_all("camt.053.", "camt.054.");
    replace_all("BkToCstmrStmt>", "BkToCstmrDbtCdtNtfctn>");
    replace_all("<Stmt>", "<Ntfctn>");
    replace_all("</Stmt>", "</Ntfctn>");
    for (std::size_t at = text.find("<Bal>"); at != std::string::npos; at = text.find("<Bal>")) {
        text.erase(at, text.find("</Bal>", at) + 6 - at);
    }
    return text;
}

inline std::string notification_text(
    const std::string& identifier,
    const std::string& date,
    const std::vector<BatchText>& batches,
    payments::Camt053Version version = payments::Camt053Version::v02
) {
    StatementText statement{identifier, date};
    for (const BatchText& batch : batches) {
        statement.add(entry_of(batch));
    }
    return as_notification(text_of({statement}, version));
}

}  // namespace draagkracht::test_support
