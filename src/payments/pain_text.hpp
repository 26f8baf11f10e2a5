// What pain.001 and pain.008 write alike.
#pragma once

#include <string>

#include "draagkracht/payments/payment_order.hpp"

namespace draagkracht::payments {

// Document, the element of the message and its header.
[[nodiscard]] std::string opening_of(
    std::string_view message_name, std::string_view root, const OrderMessage& message
);

// "<NbOfTxs>2</NbOfTxs><CtrlSum>80.00</CtrlSum>"
[[nodiscard]] std::string totals_of(const CountAndTotal& orders);

// "<Dbtr><Nm>J. Bakker</Nm></Dbtr>"
[[nodiscard]] std::string party_of(std::string_view role, std::string_view name);
// "<DbtrAcct><Id><IBAN>NL91...</IBAN></Id></DbtrAcct>"
[[nodiscard]] std::string account_of(std::string_view role, const base::Iban& account);
// "<DbtrAgt>...NOTPROVIDED...": the bank knows its own by the account.
[[nodiscard]] std::string agent_of(std::string_view role);
// "<InstdAmt Ccy="EUR">50.00</InstdAmt>"
[[nodiscard]] std::string amount_of(base::Money amount);
// A payment reference as a structured one that its check digit guards.
[[nodiscard]] std::string structured_remittance(const base::PaymentReference& reference);

}  // namespace draagkracht::payments
