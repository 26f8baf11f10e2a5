#include "draagkracht/payments/camt053_writer.hpp"

#include <fmt/ostream.h>

#include "payments/xml_text.hpp"

namespace draagkracht::payments {

namespace {

const char* side_of(base::Money amount) {
    return amount.is_negative() ? "DBIT" : "CRDT";
}

std::string without_sign(base::Money amount) {
    return (amount.is_negative() ? -amount : amount).to_string();
}

std::string dated(std::string_view name, const std::optional<base::Date>& date) {
    return date ? fmt::format("<{0}><Dt>{1}</Dt></{0}>", name, date->to_string()) : std::string{};
}

const char* status_code(EntryStatus status) {
    switch (status) {
        case EntryStatus::booked:
            return "BOOK";
        case EntryStatus::pending:
            return "PDNG";
        case EntryStatus::information:
            return "INFO";
    }
    throw base::ProgrammerFault{"unknown entry status"};
}

bool looks_like_iban(std::string_view account) {
    return account.size() > 2 && account[0] >= 'A' && account[0] <= 'Z' && account[1] >= 'A' &&
           account[1] <= 'Z';
}

std::string account_id(std::string_view account) {
    return looks_like_iban(account) ? "<Id>" + element("IBAN", account) + "</Id>"
                                    : "<Id><Othr>" + element("Id", account) + "</Othr></Id>";
}

}  // namespace

Camt053Writer::Camt053Writer(std::ostream& out, Camt053Version version)
    : out_{out}, version_{version} {
    fmt::print(
        out_,
        R"(<?xml version="1.0" encoding="UTF-8"?>)"
        "\n"
        R"(<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{}">)"
        "\n<BkToCstmrStmt>\n",
        version == Camt053Version::v02 ? "02" : "08"
    );
}

void Camt053Writer::begin(const Statement& statement) {
    base::ensure(
        statement.opening && statement.closing && statement.created_on,
        "a statement that is written has two balances and a day"
    );
    const std::string created = statement.created_on->to_string() + "T00:00:00";
    if (statement.number <= 1) {
        fmt::print(
            out_,
            "<GrpHdr>{}<CreDtTm>{}</CreDtTm></GrpHdr>\n",
            element("MsgId", statement.identifier),
            created
        );
    }
    fmt::print(
        out_,
        "<Stmt>{}{}<CreDtTm>{}</CreDtTm><Acct>{}{}</Acct>\n",
        element("Id", statement.identifier),
        element("ElctrncSeqNb", statement.sequence_number),
        created,
        account_id(statement.account),
        element("Ccy", statement.currency)
    );
    write_balance("OPBD", *statement.opening);
    write_balance("CLBD", *statement.closing);
}

void Camt053Writer::write_balance(const char* code, const Balance& balance) {
    base::ensure(balance.date.has_value(), "a balance that is written has a day");
    fmt::print(
        out_,
        "<Bal><Tp><CdOrPrtry><Cd>{}</Cd></CdOrPrtry></Tp><Amt Ccy=\"{}\">{}</Amt>"
        "<CdtDbtInd>{}</CdtDbtInd>{}</Bal>\n",
        code,
        balance.currency,
        without_sign(balance.amount),
        side_of(balance.amount),
        dated("Dt", balance.date)
    );
}

void Camt053Writer::write(const Entry& entry) {
    const std::string status = version_ == Camt053Version::v02
                                   ? element("Sts", status_code(entry.status))
                                   : "<Sts>" + element("Cd", status_code(entry.status)) + "</Sts>";
    fmt::print(
        out_,
        "<Ntry><Amt Ccy=\"{}\">{}</Amt><CdtDbtInd>{}</CdtDbtInd>{}{}{}{}{}"
        "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>{}</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn>"
        "</BkTxCd><NtryDtls>",
        entry.currency,
        without_sign(entry.amount),
        side_of(entry.amount),
        entry.is_reversal ? "<RvslInd>true</RvslInd>" : "",
        status,
        dated("BookgDt", entry.booking_date),
        dated("ValDt", entry.value_date),
        element("AcctSvcrRef", entry.bank_reference),
        entry.amount.is_negative() ? "ICDT" : "RCDT"
    );
    if (!entry.details.empty() && !entry.details.front().batch_id.empty()) {
        out_ << "<Btch>" << element("PmtInfId", entry.details.front().batch_id) << "</Btch>";
    }
    for (const Detail& detail : entry.details) {
        write_detail(entry, detail);
    }
    out_ << "</NtryDtls></Ntry>\n";
}

void Camt053Writer::write_detail(const Entry& entry, const Detail& detail) {
    const base::Money amount = detail.amount.value_or(entry.amount);
    out_ << "<TxDtls><Refs>" << element("AcctSvcrRef", detail.bank_reference)
         << element("EndToEndId", detail.end_to_end_id) << "</Refs>";
    if (detail.amount) {
        const std::string written =
            fmt::format("<Amt Ccy=\"{}\">{}</Amt>", entry.currency, without_sign(amount));
        if (version_ == Camt053Version::v02) {
            out_ << "<AmtDtls><TxAmt>" << written << "</TxAmt></AmtDtls>";
        } else {
            out_ << written << "<CdtDbtInd>" << side_of(amount) << "</CdtDbtInd>";
        }
    }
    write_parties(detail, !amount.is_negative());
    write_remittance(detail);
    if (!detail.return_reason.empty()) {
        out_ << "<RtrInf><Rsn>" << element("Cd", detail.return_reason) << "</Rsn></RtrInf>";
    }
    out_ << "</TxDtls>";
}

void Camt053Writer::write_parties(const Detail& detail, bool came_in) {
    const bool nobody = detail.counterparty_name.empty() && detail.counterparty_account.empty();
    if (nobody) {
        return;
    }
    const std::string_view role = came_in ? "Dbtr" : "Cdtr";
    out_ << "<RltdPties>";
    if (!detail.counterparty_name.empty()) {
        const std::string name = element("Nm", detail.counterparty_name);
        const bool nested = version_ == Camt053Version::v08;
        fmt::print(out_, "<{0}>{1}</{0}>", role, nested ? "<Pty>" + name + "</Pty>" : name);
    }
    if (!detail.counterparty_account.empty()) {
        fmt::print(out_, "<{0}Acct>{1}</{0}Acct>", role, account_id(detail.counterparty_account));
    }
    out_ << "</RltdPties>";
}

void Camt053Writer::write_remittance(const Detail& detail) {
    if (detail.free_text.empty() && detail.structured_references.empty()) {
        return;
    }
    out_ << "<RmtInf>" << element("Ustrd", detail.free_text);
    for (const StructuredReference& structured : detail.structured_references) {
        out_ << "<Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry>"
             << element("Issr", structured.issuer) << "</Tp>"
             << element("Ref", structured.reference) << "</CdtrRefInf></Strd>";
    }
    out_ << "</RmtInf>";
}

void Camt053Writer::end() {
    out_ << "</Stmt>\n";
}

void Camt053Writer::finish() {
    out_ << "</BkToCstmrStmt>\n</Document>\n";
}

}  // namespace draagkracht::payments
