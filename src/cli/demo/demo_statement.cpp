#include "cli/demo/demo_statement.hpp"

#include <fmt/format.h>

#include "draagkracht/payments/camt053_writer.hpp"

namespace draagkracht::cli {

using base::Date;
using base::Money;

namespace {

const Date first_day{std::chrono::year{2026} / 10 / 1};
const Date due_day{std::chrono::year{2026} / 10 / 28};
const Date last_day{std::chrono::year{2026} / 10 / 31};

constexpr int unknown_account_number = 950;

payments::Entry entry_of(Money amount, payments::Detail detail) {
    payments::Entry entry;
    entry.amount = amount;
    entry.currency = "EUR";
    entry.booking_date = due_day;
    entry.value_date = due_day;
    detail.amount = amount;
    entry.details.push_back(std::move(detail));
    return entry;
}

payments::Detail detail_from(const DemoDebtor& debtor) {
    payments::Detail detail;
    detail.counterparty_name = debtor.initials + " " + debtor.surname;
    detail.counterparty_account = debtor.account.text();
    return detail;
}

std::string with_wrong_last_digit(std::string reference) {
    reference.back() = reference.back() == '9' ? '0' : static_cast<char>(reference.back() + 1);
    return reference;
}

payments::Entry payment_of(const DemoDue& due) {
    payments::Detail detail = detail_from(due.debtor);
    Money amount = due.amount;
    switch (due.debtor.payment) {
        case DemoPayment::reference_in_text:
            detail.free_text = "aflossing betalingskenm. " + due.payment_reference;
            return entry_of(amount, detail);
        case DemoPayment::account_and_amount:
            detail.free_text = "aflossing oktober";
            return entry_of(amount, detail);
        case DemoPayment::same_guardian:
            detail.counterparty_name = "Bewindvoering De Brug";
            detail.free_text = "aflossing namens client";
            return entry_of(amount, detail);
        case DemoPayment::reference_with_typo:
            detail.counterparty_account = demo_account(unknown_account_number).text();
            detail.free_text = "kenmerk " + with_wrong_last_digit(due.payment_reference);
            return entry_of(amount, detail);
        case DemoPayment::half:
            amount = Money::cents(due.amount.in_cents() / 2);
            break;
        case DemoPayment::double_amount:
            amount = due.amount * 2;
            break;
        case DemoPayment::with_reference:
        case DemoPayment::part_of_claim:
        case DemoPayment::missed:
        case DemoPayment::nothing_due:
            break;
    }
    detail.structured_references.push_back({due.payment_reference, "CUR"});
    return entry_of(amount, detail);
}

std::vector<payments::Entry> entries_of(const std::vector<DemoDue>& dues) {
    std::vector<payments::Entry> entries;
    for (const DemoDue& due : dues) {
        const bool pays = due.debtor.payment != DemoPayment::missed &&
                          due.debtor.payment != DemoPayment::nothing_due;
        if (pays) {
            entries.push_back(payment_of(due));
        }
    }
    payments::Detail unknown;
    unknown.counterparty_name = "Stichting Onbekend";
    unknown.counterparty_account = demo_account(unknown_account_number + 1).text();
    unknown.free_text = "zoals besproken";
    entries.push_back(entry_of(Money::cents(3'500), unknown));
    payments::Detail costs;
    costs.free_text = "kosten rekening oktober";
    entries.push_back(entry_of(Money::cents(-1'245), costs));
    std::size_t number = 0;
    for (payments::Entry& entry : entries) {
        entry.statement_number = 1;
        entry.number = ++number;
        entry.bank_reference = fmt::format("DEMO2026103100{:04}", number);
        entry.details.front().bank_reference = entry.bank_reference;
    }
    return entries;
}

}  // namespace

void write_demo_statement(
    std::ostream& out, const base::Iban& account, const std::vector<DemoDue>& dues
) {
    const std::vector<payments::Entry> entries = entries_of(dues);
    const Money opening = Money::cents(1'284'310);
    Money closing = opening;
    for (const payments::Entry& entry : entries) {
        closing += entry.amount;
    }
    payments::Statement statement;
    statement.number = 1;
    statement.account = account.text();
    statement.currency = "EUR";
    statement.identifier = "2026-10";
    statement.sequence_number = "10";
    statement.created_on = last_day;
    statement.opening = payments::Balance{opening, "EUR", first_day};
    statement.closing = payments::Balance{closing, "EUR", last_day};
    payments::Camt053Writer writer{out, payments::Camt053Version::v08};
    writer.begin(statement);
    for (const payments::Entry& entry : entries) {
        writer.write(entry);
    }
    writer.end();
    writer.finish();
}

}  // namespace draagkracht::cli
