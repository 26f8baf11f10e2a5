#include "draagkracht/payments/pain008_writer.hpp"

#include <fmt/ostream.h>

#include "draagkracht/payments/sepa_text.hpp"
#include "payments/pain_text.hpp"
#include "payments/xml_text.hpp"

namespace draagkracht::payments {

namespace {

std::string scheme_of(const Collector& collector) {
    return "<CdtrSchmeId><Id><PrvtId><Othr>" + element("Id", collector.identifier) +
           "<SchmeNm><Prtry>SEPA</Prtry></SchmeNm></Othr></PrvtId></Id></CdtrSchmeId>";
}

}  // namespace

// The two versions differ in what is left out here alone: addresses, and the codes of banks. Since
// November 2016 the rulebook of SEPA Core asks no mark of the first collection by a mandate: all go
// as recurring, so that it does not matter whether an earlier first one ever went through.
Pain008Writer::Pain008Writer(
    std::ostream& out, DirectDebitMessage version, const OrderMessage& message
)
    : out_{out}, of_message_{message.orders} {
    out_ << opening_of(to_text(version), "CstmrDrctDbtInitn", message);
}

void Pain008Writer::begin(const CollectionBatch& batch) {
    of_batch_ = batch.orders;
    written_of_batch_ = {};
    fmt::print(
        out_,
        "<PmtInf>{}<PmtMtd>DD</PmtMtd><BtchBookg>true</BtchBookg>{}"
        "<PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl><LclInstrm><Cd>CORE</Cd></LclInstrm>"
        "<SeqTp>RCUR</SeqTp></PmtTpInf>{}{}{}{}<ChrgBr>SLEV</ChrgBr>{}\n",
        element("PmtInfId", batch.id),
        totals_of(batch.orders),
        element("ReqdColltnDt", batch.collect_on.to_string()),
        party_of("Cdtr", batch.collector.name),
        account_of("Cdtr", batch.collector.account),
        agent_of("Cdtr"),
        scheme_of(batch.collector)
    );
}

void Pain008Writer::write(const CollectionOrder& order) {
    base::ensure(
        is_sepa_identifier(order.id) && is_sepa_identifier(order.mandate_number) &&
            order.amount.is_positive(),
        "an order has an id, a mandate and an amount that a bank takes"
    );
    written_of_batch_.add(order.amount);
    written_.add(order.amount);
    fmt::print(
        out_,
        "<DrctDbtTxInf><PmtId>{}</PmtId>{}<DrctDbtTx><MndtRltdInf>{}{}</MndtRltdInf></DrctDbtTx>"
        "{}{}{}{}</DrctDbtTxInf>\n",
        element("EndToEndId", order.id),
        amount_of(order.amount),
        element("MndtId", order.mandate_number),
        element("DtOfSgntr", order.mandate_signed_on.to_string()),
        agent_of("Dbtr"),
        party_of("Dbtr", order.debtor),
        account_of("Dbtr", order.debtor_account),
        structured_remittance(order.reference)
    );
}

void Pain008Writer::end() {
    base::ensure(written_of_batch_ == of_batch_, "a batch holds the orders that it tells");
    out_ << "</PmtInf>\n";
}

void Pain008Writer::finish() {
    base::ensure(written_ == of_message_, "a message holds the orders that it tells");
    out_ << "</CstmrDrctDbtInitn>\n</Document>\n";
}

}  // namespace draagkracht::payments
