#include "draagkracht/payments/month_end.hpp"

#include <algorithm>
#include <iterator>

#include "draagkracht/base/enum_text.hpp"

namespace draagkracht::payments {

namespace {

constexpr base::EnumTexts closings_from{
    "payments.unknown-closing",
    std::array{
        base::EnumText{ClosingFrom::statement, "statement"},
        base::EnumText{ClosingFrom::officer, "officer"},
    }};

using BalanceOf = base::Money EndStatement::*;

// Whether the line of balances goes on from another of these at `own`.
bool another_meets(
    const std::vector<EndStatement>& all, const EndStatement& one, BalanceOf own, BalanceOf of_other
) {
    return std::ranges::any_of(all, [&](const EndStatement& other) {
        return &other != &one && other.*of_other == one.*own;
    });
}

}  // namespace

std::string_view to_text(ClosingFrom from) {
    return closings_from.text_of(from);
}

base::Outcome<ClosingFrom> closing_from_of(std::string_view text) {
    return closings_from.parse(text);
}

base::Money first_opening(const std::vector<EndStatement>& earliest) {
    const auto first = std::ranges::find_if(earliest, [&earliest](const EndStatement& one) {
        return !another_meets(earliest, one, &EndStatement::opening, &EndStatement::closing);
    });
    // An account that is emptied each day opens and closes at the same balance.
    return first == earliest.end() ? earliest.front().opening : first->opening;
}

base::Money balance_at_end(
    base::Date last_day, const std::vector<EndStatement>& end, base::Money expected
) {
    const bool is_after = end.front().date > last_day;
    const BalanceOf own = is_after ? &EndStatement::opening : &EndStatement::closing;
    const BalanceOf of_other = is_after ? &EndStatement::closing : &EndStatement::opening;
    std::vector<base::Money> balances;
    const auto balance_of = [is_after](const EndStatement& statement) {
        return statement.closing - statement.after_month -
               (is_after ? statement.untold : base::Money{});
    };
    for (const EndStatement& statement : end) {
        if (!another_meets(end, statement, own, of_other)) {
            balances.push_back(balance_of(statement));
        }
    }
    if (balances.empty()) {
        std::ranges::transform(end, std::back_inserter(balances), balance_of);
    }
    const bool one_meets = std::ranges::find(balances, expected) != balances.end();
    return one_meets ? expected : balances.front();
}

}  // namespace draagkracht::payments
