// Random statements whose balances meet, with all that a camt.053 can say.
#pragma once

#include <string>
#include <vector>

#include "draagkracht/payments/statement.hpp"
#include "support/random.hpp"

namespace draagkracht::payments {

struct MadeStatement {
    Statement statement;
    std::vector<Entry> entries;
};

inline std::string random_text(test_support::Random& random, std::int64_t length_max) {
    // With what XML must escape, two-byte and three-byte characters and a space inside.
    static const std::vector<std::string> pieces{
        "a", "B", "7", "&", "<", ">", "\"", "'", "\xc3\xa9", "\xe2\x82\xac", "/", "]]>", "- x"};
    std::string text;
    for (std::int64_t length = random.between(0, length_max); length > 0; --length) {
        text += random.one_of(pieces);
    }
    return text;
}

inline Detail random_detail(test_support::Random& random, base::Money amount) {
    static const std::vector<std::string> accounts{
        "", "NL91ABNA0417164300", "DE89370400440532013000", "12345"};
    Detail detail;
    detail.amount = amount;
    detail.bank_reference = random_text(random, 10);
    detail.end_to_end_id = random_text(random, 10);
    detail.counterparty_name = random_text(random, 20);
    detail.counterparty_account = random.one_of(accounts);
    if (random.chance(40)) {
        detail.structured_references.push_back({"5000056789012345", random.chance(50) ? "CUR" : ""}
        );
    } else {
        detail.free_text = random_text(random, 60);
    }
    detail.return_reason = random.chance(10) ? "MD06" : "";
    return detail;
}

inline Entry random_entry(test_support::Random& random, std::size_t number, base::Date day) {
    Entry entry;
    entry.number = number;
    entry.currency = "EUR";
    entry.status = random.chance(5) ? EntryStatus::pending : EntryStatus::booked;
    entry.is_reversal = random.chance(10);
    entry.booking_date = day;
    entry.value_date = day.plus_days(static_cast<int>(random.between(-2, 2)));
    entry.bank_reference = random_text(random, 10);
    const bool comes_in = random.chance(80);
    for (std::int64_t details = random.chance(10) ? random.between(2, 5) : 1; details > 0;
         --details) {
        const auto cents = base::Money::cents(random.between(1, 100'000));
        const base::Money amount = comes_in ? cents : -cents;
        entry.details.push_back(random_detail(random, amount));
        entry.amount += amount;
    }
    if (random.chance(20)) {
        for (Detail& detail : entry.details) {
            detail.batch_id = "INC-4711-20261228";
        }
    }
    return entry;
}

inline MadeStatement random_statement(test_support::Random& random, std::size_t number) {
    const base::Date first = base::Date::parse("2026-01-01").value();
    const base::Date day = first.plus_days(static_cast<int>(random.between(0, 364)));
    MadeStatement made;
    made.statement.number = number;
    made.statement.account = "NL26VAYB8060476890";
    made.statement.currency = "EUR";
    made.statement.identifier = "S" + std::to_string(random.between(1, 999'999));
    made.statement.sequence_number = random.chance(50) ? std::to_string(number) : "";
    made.statement.created_on = day;
    const base::Money opening = base::Money::cents(random.between(-1'000'000, 100'000'000));
    base::Money closing = opening;
    for (std::int64_t count = random.between(0, 40); count > 0; --count) {
        made.entries.push_back(random_entry(random, made.entries.size() + 1, day));
        made.entries.back().statement_number = number;
        const bool booked = made.entries.back().status == EntryStatus::booked;
        closing += booked ? made.entries.back().amount : base::Money{};
    }
    made.statement.opening = Balance{opening, "EUR", day.plus_days(-1)};
    made.statement.closing = Balance{closing, "EUR", day};
    return made;
}

}  // namespace draagkracht::payments
