#include "draagkracht/payments/pain001_writer.hpp"

#include <fmt/ostream.h>

#include "draagkracht/payments/sepa_text.hpp"
#include "payments/pain_text.hpp"
#include "payments/xml_text.hpp"

namespace draagkracht::payments {

namespace {

constexpr std::size_t free_text_length_max = 140;

// A reference of ours goes along as a structured one; anything else as text.
std::string remittance_of(const Refund& refund) {
    if (const auto reference = base::PaymentReference::parse(refund.reference)) {
        return structured_remittance(*reference);
    }
    return "<RmtInf>" + element("Ustrd", sepa_text(refund.reference, free_text_length_max)) +
           "</RmtInf>";
}

}  // namespace

Pain001Writer::Pain001Writer(
    std::ostream& out, TransferMessage version, const OrderMessage& message
)
    : out_{out}, version_{version}, of_message_{message.orders} {
    out_ << opening_of(to_text(version), "CstmrCdtTrfInitn", message);
}

void Pain001Writer::begin(const RefundBatch& batch) {
    of_batch_ = batch.orders;
    written_of_batch_ = {};
    const std::string day = batch.pay_on.to_string();
    const bool is_choice = version_ == TransferMessage::pain_001_001_09;
    fmt::print(
        out_,
        "<PmtInf>{}<PmtMtd>TRF</PmtMtd><BtchBookg>true</BtchBookg>{}"
        "<PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl></PmtTpInf><ReqdExctnDt>{}</ReqdExctnDt>"
        "{}{}{}<ChrgBr>SLEV</ChrgBr>\n",
        element("PmtInfId", batch.id),
        totals_of(batch.orders),
        is_choice ? element("Dt", day) : day,
        party_of("Dbtr", batch.payer),
        account_of("Dbtr", batch.account),
        agent_of("Dbtr")
    );
}

void Pain001Writer::write(const Refund& refund) {
    base::ensure(
        is_sepa_identifier(refund.id) && refund.amount.is_positive(),
        "an order has an id and an amount that a bank takes"
    );
    written_of_batch_.add(refund.amount);
    written_.add(refund.amount);
    fmt::print(
        out_,
        "<CdtTrfTxInf><PmtId>{}</PmtId><Amt>{}</Amt>{}{}{}</CdtTrfTxInf>\n",
        element("EndToEndId", refund.id),
        amount_of(refund.amount),
        party_of("Cdtr", refund.name),
        account_of("Cdtr", refund.account),
        remittance_of(refund)
    );
}

void Pain001Writer::end() {
    base::ensure(written_of_batch_ == of_batch_, "a batch holds the orders that it tells");
    out_ << "</PmtInf>\n";
}

void Pain001Writer::finish() {
    base::ensure(written_ == of_message_, "a message holds the orders that it tells");
    out_ << "</CstmrCdtTrfInitn>\n</Document>\n";
}

}  // namespace draagkracht::payments
