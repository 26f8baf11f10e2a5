#include "statement_lines.hpp"

#include <fmt/format.h>

#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "draagkracht/payments/camt053_writer.hpp"
#include "register_lines.hpp"

namespace draagkracht::bench {

namespace {

using base::Date;
using base::Money;
using payments::Detail;
using payments::Entry;

const Date first_day{std::chrono::year{2026} / 6 / 28};
constexpr const char* our_account = "NL91ABNA0417164300";  // of the policy of Zandwijk
constexpr Money first_opening = Money::cents(1'000'000'00);

Detail detail_of(std::int64_t debtor, Money amount) {
    Detail detail;
    detail.amount = amount;
    detail.end_to_end_id = fmt::format("E2E-{:012}", debtor);
    detail.counterparty_name = fmt::format("Naam van betaler {}", debtor);
    detail.counterparty_account = account_of(debtor);
    return detail;
}

Detail with_reference(Detail detail, std::int64_t debtor) {
    detail.structured_references.push_back({plan_reference_of(debtor), "CUR"});
    return detail;
}

// What a debtor sends; `lot` says how, out of a hundred.
std::vector<Detail> details_of(std::int64_t debtor, std::uint64_t lot) {
    Detail detail = detail_of(debtor, instalment_of_plan);
    if (lot < 72) {
        return {with_reference(std::move(detail), debtor)};
    }
    if (lot < 82) {
        detail.free_text = "aflossing kenmerk " + plan_reference_of(debtor) + " met dank";
        return {detail};
    }
    if (lot < 88) {
        detail.free_text = "aflossing juni";
        return {detail};
    }
    if (lot < 92) {
        detail.free_text = "aflossing juni";
        detail.amount = instalment_of_plan + Money::cents(2'50);
        return {detail};
    }
    if (lot < 95) {
        detail.counterparty_account = "NL69INGB0123456789";
        detail.free_text = "factuur 2026";
        return {detail};
    }
    if (lot < 97) {
        detail.amount = -instalment_of_plan;
        detail.return_reason = "MS03";
        return {with_reference(std::move(detail), debtor)};
    }
    const Detail paid = with_reference(std::move(detail), debtor);
    return lot < 99 ? std::vector{paid, paid, paid} : std::vector{paid};
}

Entry entry_of(Date day, std::int64_t number, std::vector<Detail> details) {
    Entry entry;
    entry.number = static_cast<std::size_t>(number);
    entry.currency = "EUR";
    entry.booking_date = day;
    entry.value_date = day;
    entry.bank_reference = fmt::format("{}-{:08}", day.to_string(), number);
    for (const Detail& detail : details) {
        entry.amount += *detail.amount;
    }
    entry.is_reversal = entry.amount.is_negative();
    entry.details = std::move(details);
    return entry;
}

// The entries one by one; they are drawn twice, as the balances come first in the file.
template <typename Take>
void for_each_entry(const StatementSize& size, Take take) {
    std::mt19937_64 engine{size.seed};
    const Date day = first_day.plus_days(size.days_later);
    std::int64_t number = 0;
    for (std::int64_t debtor = 0; number < size.entries; ++debtor) {
        const std::uint64_t lot = engine() % 100;
        const Entry entry = entry_of(day, ++number, details_of(debtor, lot));
        take(entry);
        if (lot == 99 && number < size.entries) {
            take(entry_of(day, ++number, entry.details));
        }
    }
}

void put_behind(std::string& text, std::string_view mark, std::string_view what) {
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
        at += mark.size();
        text.insert(at, what);
        at += what.size();
    }
}

// With what a bank tells beside all that is read here, so that the file is as large as theirs: its
// own code of the entry, the number of the order at the bank of the payer, and which bank that is.
std::string as_banks_write(std::string entry, std::size_t number) {
    put_behind(entry, "</Domn>", "<Prtry><Cd>0541</Cd><Issr>BANKNL2A</Issr></Prtry>");
    put_behind(entry, "<Refs>", fmt::format("<InstrId>OPDRACHT-2026-{:012}</InstrId>", number));
    put_behind(
        entry,
        "</RltdPties>",
        "<RltdAgts><DbtrAgt><FinInstnId><BIC>BANKNL2A</BIC></FinInstnId></DbtrAgt></RltdAgts>"
    );
    return entry;
}

}  // namespace

void write_statement(std::ostream& out, const StatementSize& size) {
    const Date day = first_day.plus_days(size.days_later);
    Money of_a_day;
    for_each_entry(size, [&](const Entry& entry) { of_a_day += entry.amount; });
    Money opening = first_opening;
    for (int passed = 0; passed < size.days_later; ++passed) {
        opening += of_a_day;
    }
    const Money closing = opening + of_a_day;
    payments::Statement statement;
    statement.number = 1;
    statement.account = our_account;
    statement.currency = "EUR";
    statement.identifier = "DAG-" + day.to_string();
    statement.created_on = day;
    statement.opening = payments::Balance{opening, "EUR", day.plus_days(-1)};
    statement.closing = payments::Balance{closing, "EUR", day};
    std::ostringstream written;
    payments::Camt053Writer writer{written, payments::Camt053Version::v02};
    const auto hand_on = [&](std::size_t number) {
        out << as_banks_write(written.str(), number);
        written.str({});
    };
    writer.begin(statement);
    for_each_entry(size, [&](const Entry& entry) {
        writer.write(entry);
        hand_on(entry.number);
    });
    writer.end();
    writer.finish();
    hand_on(0);
}

}  // namespace draagkracht::bench
