// The whole ledger as a plain-text accounting journal, so that an accountant can add it up with a
// program that is not ours: hledger reads it (https://hledger.org/journal.html).
//
//     2026-06-02=2026-06-03 payment of V-2024-0017  ; posting:4711 allocation:88
//         claims:zandwijk:V-2024-0017:principal  EUR -50.00
//         unallocated:zandwijk  EUR 50.00
//
// Two accounts a booking, each with its own amount. The first date is from when it counts, the
// second when it was booked. A balance assertion says what an account must come to by then.
#pragma once

#include <string>
#include <string_view>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/money.hpp"

namespace draagkracht::figures {

struct JournalBooking {
    base::Date value_date;
    base::Date booked_on;
    std::string description;
    std::string comment;  // what it was made from, "posting:4711"
    std::string to_account;
    base::Money amount;  // goes to `to_account`, from `from_account`; may be below zero
    std::string from_account;
};

// Part of the name of an account: every character that means something to hledger, and '%' itself,
// is written as its bytes, "%20"; different texts stay different.
[[nodiscard]] std::string account_part(std::string_view text);

// The line by which a journal begins: how amounts are written.
[[nodiscard]] std::string_view journal_head();
void append_booking(const JournalBooking& booking, std::string& journal);
void append_assertion_head(base::Date date, std::string& journal);
void append_assertion(std::string_view account, base::Money balance, std::string& journal);

}  // namespace draagkracht::figures
