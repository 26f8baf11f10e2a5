// What the bank says that stood on an account, read off the balances of its statements.
//
//     EndStatement{july_1, 1480.00, 1505.00, 25.00}    // its 25.00 came after 30 June
//     balance_at_end(june_30, {that}, 1480.00)          // 1480.00
//
// A bank tells balances at the ends of statements alone, and sends none for a day without
// movements. Nothing tells of a statement of the last day whether it holds all of that day: it may
// be that of the morning. So the end of a month is read off the first statement of a later day,
// which opens where the bank closed.
#pragma once

#include <string_view>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/money.hpp"

namespace draagkracht::payments {

// What tells what stood there.
enum class ClosingFrom {
    statement,  // the first one of a day after the month
    officer,    // somebody looked at the bank
};
[[nodiscard]] std::string_view to_text(ClosingFrom from);
[[nodiscard]] base::Outcome<ClosingFrom> closing_from_of(std::string_view text);

struct EndStatement {
    base::Date date;
    base::Money opening;
    base::Money closing;
    base::Money after_month = {};  // of its entries, what the bank booked after the month
    base::Money untold = {};       // of the way from balance to balance, what no entry tells
};

// The opening balance of the statements with the earliest days: of several the one that no other
// of them closes at. There is at least one.
[[nodiscard]] base::Money first_opening(const std::vector<EndStatement>& earliest);

// What stood on the account at the end of its month. `end`: the statements of one day, the first
// after the last day of the month or else the last up to it; at least one. Of several the one
// counts that ends the line of balances of that day, or begins it when that day lies after the
// month; where that is not told by the balances, one that gives what was `expected`. What a
// statement of after the month does not tell of its own way is a difference of after the month.
[[nodiscard]] base::Money balance_at_end(
    base::Date last_day, const std::vector<EndStatement>& end, base::Money expected
);

}  // namespace draagkracht::payments
