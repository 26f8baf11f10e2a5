#include "payments/camt053_elements.hpp"

#include <algorithm>
#include <span>

namespace draagkracht::payments {

namespace {

using Content = Camt053Content;
using Done = base::Done;

// Stores what `read` makes of the text in `target`, or hands on the problem.
template <typename Target, typename Value>
Done store(Target& target, base::Outcome<Value> read) {
    if (!read) {
        return tl::unexpected(std::move(read.error()));
    }
    target = std::move(*read);
    return {};
}

Done keep_in_entry(Content& content, std::string& target, std::string text) {
    target = std::move(text);
    return content.keep_bytes(target.size());
}

template <auto Field>
Done statement_text(Content& content, ElementText element) {
    content.statement.*Field = element.text;
    return {};
}

template <auto Field>
Done detail_text(Content& content, ElementText element) {
    return keep_in_entry(content, content.detail().detail.*Field, std::string{element.text});
}

template <auto Party, auto Field>
Done party_text(Content& content, ElementText element) {
    return keep_in_entry(content, content.detail().*Party.*Field, std::string{element.text});
}

template <auto Party>
Done party_account(Content& content, ElementText element) {
    return keep_in_entry(content, (content.detail().*Party).account, read_account(element.text));
}

Done statement_account(Content& content, ElementText element) {
    content.statement.account = read_account(element.text);
    return {};
}

Done free_text_line(Content& content, ElementText element) {
    std::string& text = content.detail().detail.free_text;
    if (!text.empty()) {
        text += ' ';
    }
    text += element.text;
    return content.keep_bytes(element.text.size());
}

template <auto Side>
Done stated_count(Content& content, ElementText element) {
    (content.statement.stated.*Side).count = read_count(element.text);
    return {};
}

// It is only a check, so what cannot be read says nothing.
template <auto Side>
Done stated_amount(Content& content, ElementText element) {
    if (const base::Outcome<StatedAmount> amount = read_amount(element)) {
        (content.statement.stated.*Side).amount = amount->amount;
    }
    return {};
}

enum class In { v02, v08, both };

struct Row {
    std::string_view path;
    ElementRule rule;
    In versions = In::both;
};

constexpr ElementRule text(Done (*take)(Content&, ElementText)) {
    return {nullptr, take, nullptr};
}

// Of the message, before its statements. A message on one page is no page of anything.
constexpr Row page_rows[] = {
    {"PgNb", text([](Content& content, ElementText element) {
         content.page = read_count(element.text);
         return Done{};
     })},
    {"LastPgInd", text([](Content& content, ElementText element) {
         const bool is_last = element.text == "true" || element.text == "1";
         if (is_last && content.page == 1) {
             content.page.reset();
         }
         return Done{};
     })},
};

// The rows, from the outside in. A path begins where the row of its group stands.
constexpr Row statement_rows[] = {
    {"Id", text(statement_text<&Statement::identifier>)},
    {"ElctrncSeqNb", text(statement_text<&Statement::sequence_number>)},
    {"CreDtTm", text([](Content& content, ElementText element) {
         return store(content.statement.created_on, read_date(element.text));
     })},
    {"Acct/Id/IBAN", text(statement_account)},
    {"Acct/Id/Othr/Id", text(statement_account)},
    {"Acct/Ccy", text(statement_text<&Statement::currency>)},
    {"TxsSummry/TtlNtries/NbOfNtries", text(stated_count<&StatedTotals::all>)},
    {"TxsSummry/TtlNtries/Sum", text(stated_amount<&StatedTotals::all>)},
    {"TxsSummry/TtlCdtNtries/NbOfNtries", text(stated_count<&StatedTotals::credits>)},
    {"TxsSummry/TtlCdtNtries/Sum", text(stated_amount<&StatedTotals::credits>)},
    {"TxsSummry/TtlDbtNtries/NbOfNtries", text(stated_count<&StatedTotals::debits>)},
    {"TxsSummry/TtlDbtNtries/Sum", text(stated_amount<&StatedTotals::debits>)},
};

constexpr Row balance_rows[] = {
    {"Tp/CdOrPrtry/Cd", text([](Content& content, ElementText element) {
         content.balance.code = element.text;
         return Done{};
     })},
    {"Amt", text([](Content& content, ElementText element) {
         return store(content.balance.amount, read_amount(element));
     })},
    {"CdtDbtInd", text([](Content& content, ElementText element) {
         return store(content.balance.side, read_side(element.text));
     })},
    {"Dt/Dt", text([](Content& content, ElementText element) {
         return store(content.balance.date, read_date(element.text));
     })},
    {"Dt/DtTm", text([](Content& content, ElementText element) {
         return store(content.balance.date, read_date(element.text));
     })},
};

Done entry_status(Content& content, ElementText element) {
    return store(content.entry.status, read_status(element.text));
}

Done booking_date(Content& content, ElementText element) {
    return store(content.entry.entry.booking_date, read_date(element.text));
}

Done value_date(Content& content, ElementText element) {
    return store(content.entry.entry.value_date, read_date(element.text));
}

constexpr Row entry_rows[] = {
    {"Amt", text([](Content& content, ElementText element) {
         return store(content.entry.amount, read_amount(element));
     })},
    {"CdtDbtInd", text([](Content& content, ElementText element) {
         return store(content.entry.side, read_side(element.text));
     })},
    {"RvslInd", text([](Content& content, ElementText element) {
         return store(content.entry.entry.is_reversal, read_mark(element.text));
     })},
    {"Sts", text(entry_status), In::v02},
    {"Sts/Cd", text(entry_status), In::v08},
    {"BookgDt/Dt", text(booking_date)},
    {"BookgDt/DtTm", text(booking_date)},
    {"ValDt/Dt", text(value_date)},
    {"ValDt/DtTm", text(value_date)},
    {"AcctSvcrRef", text([](Content& content, ElementText element) {
         return keep_in_entry(
             content, content.entry.entry.bank_reference, std::string{element.text}
         );
     })},
    {"NtryDtls/Btch/PmtInfId", text([](Content& content, ElementText element) {
         return keep_in_entry(content, content.entry.batch_id, std::string{element.text});
     })},
    {"AddtlNtryInf", text([](Content& content, ElementText element) {
         return keep_in_entry(content, content.entry.additional_text, std::string{element.text});
     })},
};

constexpr Row detail_rows[] = {
    {"Refs/AcctSvcrRef", text(detail_text<&Detail::bank_reference>)},
    {"Refs/PmtInfId", text(detail_text<&Detail::batch_id>)},
    {"Refs/EndToEndId", text(detail_text<&Detail::end_to_end_id>)},
    {"Amt", text([](Content& content, ElementText element) {
         return store(content.detail().transaction_amount, read_amount(element));
     })},
    {"CdtDbtInd", text([](Content& content, ElementText element) {
         return store(content.detail().side, read_side(element.text));
     })},
    {"AmtDtls/TxAmt/Amt", text([](Content& content, ElementText element) {
         return store(content.detail().detailed_amount, read_amount(element));
     })},
    {"RltdPties/Dbtr/Nm", text(party_text<&StatedDetail::debtor, &Party::name>), In::v02},
    {"RltdPties/Cdtr/Nm", text(party_text<&StatedDetail::creditor, &Party::name>), In::v02},
    {"RltdPties/Dbtr/Pty/Nm", text(party_text<&StatedDetail::debtor, &Party::name>), In::v08},
    {"RltdPties/Cdtr/Pty/Nm", text(party_text<&StatedDetail::creditor, &Party::name>), In::v08},
    {"RltdPties/DbtrAcct/Id/IBAN", text(party_account<&StatedDetail::debtor>)},
    {"RltdPties/DbtrAcct/Id/Othr/Id", text(party_account<&StatedDetail::debtor>)},
    {"RltdPties/CdtrAcct/Id/IBAN", text(party_account<&StatedDetail::creditor>)},
    {"RltdPties/CdtrAcct/Id/Othr/Id", text(party_account<&StatedDetail::creditor>)},
    {"RmtInf/Ustrd", text(free_text_line)},
    {"RtrInf/Rsn/Cd", text(detail_text<&Detail::return_reason>)},
    {"AddtlTxInf", text([](Content& content, ElementText element) {
         return keep_in_entry(content, content.detail().additional_text, std::string{element.text});
     })},
};

constexpr Row reference_rows[] = {
    {"CdtrRefInf/Tp/CdOrPrtry/Cd", text([](Content& content, ElementText element) {
         content.reference.code = element.text;
         return Done{};
     })},
    {"CdtrRefInf/Tp/Issr", text([](Content& content, ElementText element) {
         return keep_in_entry(
             content, content.reference.reference.issuer, std::string{element.text}
         );
     })},
    {"CdtrRefInf/Ref", text([](Content& content, ElementText element) {
         return keep_in_entry(
             content, content.reference.reference.reference, std::string{element.text}
         );
     })},
};

// A group of rows and what its own element does.
struct Group {
    std::string_view path;  // from the element of a statement
    ElementRule rule;
    std::span<const Row> rows;
};

template <auto Step>
Done call(Content& content) {
    if constexpr (std::is_void_v<decltype((content.*Step)())>) {
        (content.*Step)();
        return {};
    } else {
        return (content.*Step)();
    }
}

constexpr Group groups[] = {
    {"", {call<&Content::begin_statement>, nullptr, call<&Content::end_statement>}, statement_rows},
    {"Bal", {call<&Content::begin_balance>, nullptr, call<&Content::end_balance>}, balance_rows},
    {"Ntry", {call<&Content::begin_entry>, nullptr, call<&Content::end_entry>}, entry_rows},
    {"Ntry/NtryDtls/TxDtls", {call<&Content::begin_detail>, nullptr, nullptr}, detail_rows},
    {"Ntry/NtryDtls/TxDtls/RmtInf/Strd",
     {call<&Content::begin_reference>, nullptr, call<&Content::end_reference>},
     reference_rows},
};

}  // namespace

const ElementTree& ElementTree::of(Camt053Version version, StatementKind kind) {
    using enum Camt053Version;
    using enum StatementKind;
    static const ElementTree statement_02{v02, statement};
    static const ElementTree statement_08{v08, statement};
    static const ElementTree notification_02{v02, notification};
    static const ElementTree notification_08{v08, notification};
    if (kind == statement) {
        return version == v02 ? statement_02 : statement_08;
    }
    return version == v02 ? notification_02 : notification_08;
}

ElementTree::ElementTree(Camt053Version version, StatementKind kind) : nodes_(1) {
    const In wanted = version == Camt053Version::v02 ? In::v02 : In::v08;
    const bool is_statement = kind == StatementKind::statement;
    const std::size_t message = add(root, is_statement ? "BkToCstmrStmt" : "BkToCstmrDbtCdtNtfctn");
    const std::size_t page = add(message, "GrpHdr/MsgPgntn");
    for (const Row& row : page_rows) {
        const std::size_t leaf = add(page, row.path);
        nodes_[leaf].rule = row.rule;
    }
    const std::size_t top = add(message, is_statement ? "Stmt" : "Ntfctn");
    for (const Group& group : groups) {
        const std::size_t element = add(top, group.path);
        nodes_[element].rule = group.rule;
        for (const Row& row : group.rows) {
            if (row.versions == In::both || row.versions == wanted) {
                const std::size_t leaf = add(element, row.path);
                nodes_[leaf].rule = row.rule;
            }
        }
    }
}

std::size_t ElementTree::add(std::size_t from, std::string_view path) {
    std::size_t element = from;
    while (!path.empty()) {
        const std::size_t slash = std::min(path.find('/'), path.size());
        const std::string_view name = path.substr(0, slash);
        std::size_t child = child_of(element, name);
        if (child == unknown) {
            child = nodes_.size();
            nodes_.push_back({name, {}, {}});
            nodes_[element].children.push_back(child);
        }
        element = child;
        path.remove_prefix(std::min(slash + 1, path.size()));
    }
    return element;
}

std::size_t ElementTree::child_of(std::size_t parent, std::string_view name) const {
    for (const std::size_t child : nodes_[parent].children) {
        if (nodes_[child].name == name) {
            return child;
        }
    }
    return unknown;
}

}  // namespace draagkracht::payments
