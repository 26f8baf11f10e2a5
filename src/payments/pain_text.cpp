#include "payments/pain_text.hpp"

#include <fmt/format.h>

#include "draagkracht/payments/sepa_text.hpp"
#include "payments/xml_text.hpp"

namespace draagkracht::payments {

std::string opening_of(
    std::string_view message_name, std::string_view root, const OrderMessage& message
) {
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:{}\">\n<{}>\n"
        "<GrpHdr>{}{}{}<InitgPty>{}</InitgPty></GrpHdr>\n",
        message_name,
        root,
        element("MsgId", message.id),
        element("CreDtTm", message.created_at.to_string()),
        totals_of(message.orders),
        element("Nm", sepa_text(message.sender, sepa_name_length_max))
    );
}

std::string totals_of(const CountAndTotal& orders) {
    return element("NbOfTxs", std::to_string(orders.count)) +
           element("CtrlSum", orders.total.to_string());
}

std::string party_of(std::string_view role, std::string_view name) {
    return fmt::format(
        "<{0}>{1}</{0}>", role, element("Nm", sepa_text(name, sepa_name_length_max))
    );
}

std::string account_of(std::string_view role, const base::Iban& account) {
    return fmt::format("<{0}Acct><Id>{1}</Id></{0}Acct>", role, element("IBAN", account.text()));
}

std::string agent_of(std::string_view role) {
    return fmt::format(
        "<{0}Agt><FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId></{0}Agt>", role
    );
}

std::string amount_of(base::Money amount) {
    return fmt::format("<InstdAmt Ccy=\"EUR\">{}</InstdAmt>", amount.to_string());
}

std::string structured_remittance(const base::PaymentReference& reference) {
    return "<RmtInf><Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry><Issr>CUR</Issr></"
           "Tp>" +
           element("Ref", reference.text()) + "</CdtrRefInf></Strd></RmtInf>";
}

}  // namespace draagkracht::payments
