#include "draagkracht/claims/account_statement.hpp"

#include <algorithm>

namespace draagkracht::claims {

AccountStatement statement_over(std::vector<Posting> postings, const Period& period) {
    std::ranges::sort(postings, {}, [](const Posting& posting) {
        return std::pair{posting.facts.movement.value_date, posting.id};
    });
    AccountStatement statement{period, {}, {}, {}};
    for (Posting& posting : postings) {
        const Movement& movement = posting.facts.movement;
        if (movement.value_date > period.until) {
            break;
        }
        statement.closing.add(movement.component, movement.amount);
        if (movement.value_date < period.from) {
            statement.opening = statement.closing;
        } else {
            statement.lines.push_back({std::move(posting), statement.closing});
        }
    }
    return statement;
}

}  // namespace draagkracht::claims
