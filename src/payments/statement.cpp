#include "draagkracht/payments/statement.hpp"

namespace draagkracht::payments {

std::optional<base::Date> Statement::date() const {
    if (closing && closing->date) {
        return closing->date;
    }
    return created_on;
}

std::optional<base::Money> total_of_details(const Entry& entry) {
    base::Money total;
    for (const Detail& detail : entry.details) {
        if (!detail.amount) {
            return std::nullopt;
        }
        total += *detail.amount;
    }
    return total;
}

}  // namespace draagkracht::payments
