#include "payments/camt053_content.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>

namespace draagkracht::payments {

namespace {

constexpr std::size_t megabyte = 1024UL * 1024;
constexpr std::size_t entry_bytes_max = 32 * megabyte;
// No account of a municipality holds more. It keeps the sum of millions of entries within reach.
constexpr base::Money amount_max = base::Money::cents(100'000'000'000'00);

base::Money signed_amount(base::Money amount, Side side) {
    return side == Side::credit ? amount : -amount;
}

tl::unexpected<base::Problem> unknown_value(std::string_view text, std::string_view known) {
    return base::problem(
        "payments.unknown-value",
        fmt::format("'{}' is none of {}", text.substr(0, 20), known),
        "ask the bank for the statement again"
    );
}

tl::unexpected<base::Problem> incomplete(std::string_view what) {
    return base::problem(
        "payments.incomplete",
        fmt::format("{} is missing", what),
        "ask the bank for the statement again"
    );
}

}  // namespace

void Camt053Content::begin_statement() {
    statement = {};
    statement.kind = kind;
    statement.number = ++statement_count_;
    entry_count_ = 0;
    opening_.reset();
    previously_closed_.reset();
    inside_statement_ = true;
}

base::Done Camt053Content::end_statement() {
    // Some banks give the closing balance of the day before in place of an opening balance.
    statement.opening = opening_ ? opening_ : previously_closed_;
    // Of the statements of a page only the last goes on, and only the first follows on another.
    // A notification has no balances: each of its pages stands by itself, under a name of its own.
    if (page && kind == StatementKind::notification) {
        statement.identifier += fmt::format(" page {}", *page);
    } else if (page && (!statement.opening || !statement.closing)) {
        statement.page = Page{*page, *page};
        statement.stated = {};  // what a page comes to is not told apart from all
    }
    pieces.emplace_back(std::move(statement));
    inside_statement_ = false;
    return {};
}

base::Done Camt053Content::end_balance() {
    const bool needed = balance.code == "OPBD" || balance.code == "CLBD" || balance.code == "PRCD";
    if (!needed) {
        return {};
    }
    if (!balance.amount || !balance.side) {
        return incomplete("the amount of a balance or its CdtDbtInd");
    }
    Balance read{
        signed_amount(balance.amount->amount, *balance.side),
        std::move(balance.amount->currency),
        balance.date};
    if (balance.code == "CLBD") {
        statement.closing = std::move(read);
    } else if (balance.code == "PRCD") {
        previously_closed_ = std::move(read);
    } else if (!opening_) {
        opening_ = std::move(read);
    }
    return {};
}

void Camt053Content::begin_entry() {
    entry = {};
    entry.entry.number = ++entry_count_;
    entry.entry.statement_number = statement.number;
    inside_entry_ = true;
}

base::Done Camt053Content::begin_detail() {
    entry.details.emplace_back();
    return keep_bytes(sizeof(StatedDetail));
}

base::Done Camt053Content::end_reference() {
    const bool is_creditor_reference = reference.code.empty() || reference.code == "SCOR";
    if (is_creditor_reference && !reference.reference.reference.empty()) {
        detail().detail.structured_references.push_back(std::move(reference.reference));
    }
    return keep_bytes(sizeof(StructuredReference));
}

base::Done Camt053Content::keep_bytes(std::size_t bytes) {
    entry.bytes += bytes;
    if (entry.bytes > entry_bytes_max) {
        return base::problem(
            "payments.too-large",
            fmt::format("one entry is over {} megabytes", entry_bytes_max / megabyte)
        );
    }
    return {};
}

base::Done Camt053Content::end_entry() {
    if (!entry.amount || !entry.side) {
        return incomplete("the amount of the entry or its CdtDbtInd");
    }
    if (!entry.status) {
        return incomplete("the status of the entry (Sts)");
    }
    Entry read = std::move(entry.entry);
    read.amount = signed_amount(entry.amount->amount, *entry.side);
    read.currency = entry.amount->currency;
    read.status = *entry.status;
    if (entry.details.empty()) {
        entry.details.emplace_back();
    }
    std::vector<StatedDetail> details = std::move(entry.details);
    const bool only_one = details.size() == 1;
    for (StatedDetail& stated : details) {
        Detail detail = finished(std::move(stated), entry);
        if (detail.batch_id.empty()) {
            detail.batch_id = entry.batch_id;
        }
        if (only_one) {
            // The only payment inside an entry is the entry, unless the bank says otherwise.
            detail.amount = detail.amount.value_or(read.amount);
            if (detail.free_text.empty()) {
                detail.free_text = entry.additional_text;
            }
        }
        read.details.push_back(std::move(detail));
    }
    pieces.emplace_back(std::move(read));
    inside_entry_ = false;
    return {};
}

Detail Camt053Content::finished(StatedDetail stated, const StatedEntry& within) const {
    Detail detail = std::move(stated.detail);
    const Side side = stated.side.value_or(*within.side);
    // An amount in another currency says nothing about what was booked here.
    for (const auto& amount : {stated.transaction_amount, stated.detailed_amount}) {
        if (!detail.amount && amount && amount->currency == within.amount->currency) {
            detail.amount = signed_amount(amount->amount, side);
        }
    }
    Party& other_side = side == Side::credit ? stated.debtor : stated.creditor;
    detail.counterparty_name = std::move(other_side.name);
    detail.counterparty_account = std::move(other_side.account);
    if (detail.free_text.empty()) {
        detail.free_text = std::move(stated.additional_text);
    }
    return detail;
}

std::string Camt053Content::place() const {
    if (!inside_statement_) {
        return {};
    }
    return inside_entry_ ? fmt::format("statement {}, entry {}", statement.number, entry_count_)
                         : fmt::format("statement {}", statement.number);
}

base::Outcome<StatedAmount> read_amount(ElementText element) {
    const base::Outcome<base::Money> amount = base::Money::parse(element.text);
    if (!amount) {
        return tl::unexpected(amount.error());
    }
    const bool has_sign = element.text.starts_with('-');
    if (has_sign || *amount > amount_max) {
        return base::problem(
            "base.not-an-amount",
            has_sign ? "an amount in a bank statement has no sign; CdtDbtInd tells the side"
                     : "an amount is over a hundred billion euros",
            "ask the bank for the statement again"
        );
    }
    return StatedAmount{*amount, std::string{element.currency}};
}

base::Outcome<base::Date> read_date(std::string_view text) {
    constexpr std::size_t date_length = 10;
    const bool has_time_or_zone =
        text.size() > date_length &&
        std::string_view{"T+-Z"}.find(text[date_length]) != std::string_view::npos;
    return base::Date::parse(has_time_or_zone ? text.substr(0, date_length) : text);
}

base::Outcome<Side> read_side(std::string_view text) {
    if (text == "CRDT") {
        return Side::credit;
    }
    if (text == "DBIT") {
        return Side::debit;
    }
    return unknown_value(text, "CRDT and DBIT");
}

base::Outcome<EntryStatus> read_status(std::string_view text) {
    if (text == "BOOK") {
        return EntryStatus::booked;
    }
    if (text == "PDNG" || text == "FUTR") {
        return EntryStatus::pending;
    }
    if (text == "INFO") {
        return EntryStatus::information;
    }
    return unknown_value(text, "BOOK, PDNG, FUTR and INFO");
}

base::Outcome<bool> read_mark(std::string_view text) {
    if (text == "true" || text == "1") {
        return true;
    }
    if (text == "false" || text == "0") {
        return false;
    }
    return unknown_value(text, "true and false");
}

std::optional<std::size_t> read_count(std::string_view text) {
    std::size_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    const bool is_number = error == std::errc{} && end == text.data() + text.size();
    return is_number ? std::optional{count} : std::nullopt;
}

std::string read_account(std::string_view text) {
    std::string account;
    std::copy_if(text.begin(), text.end(), std::back_inserter(account), [](char character) {
        return character != ' ';
    });
    return account;
}

}  // namespace draagkracht::payments
