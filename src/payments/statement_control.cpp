#include "draagkracht/payments/statement_control.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace draagkracht::payments {

namespace {

base::Problem at_statement(tl::unexpected<base::Problem> problem, const Statement& statement) {
    return problem.value().at(fmt::format("statement {}", statement.number));
}

base::Done only_in_euros(bool balances_in_euros, const Tally& tally) {
    if (balances_in_euros && tally.first_foreign_entry() == 0) {
        return {};
    }
    return base::problem(
        "payments.foreign-currency",
        balances_in_euros ? fmt::format("entry {} is not in euros", tally.first_foreign_entry())
                          : "a balance is not in euros",
        "only accounts in euros can be reconciled"
    );
}

// What cannot be proved at all, whatever anybody says of it.
base::Done check_provable(const Statement& statement, const Tally& tally) {
    if (!statement.opening || !statement.closing) {
        return base::problem(
            "payments.no-balance",
            fmt::format("the {} balance is missing", statement.opening ? "closing" : "opening"),
            "ask the bank for the complete end-of-day statement, in one file"
        );
    }
    if (!statement.date()) {
        return base::problem(
            "payments.no-date",
            "neither the closing balance nor the statement has a date",
            "ask the bank for the complete end-of-day statement"
        );
    }
    const bool balances_in_euros =
        statement.opening->currency == "EUR" && statement.closing->currency == "EUR";
    return only_in_euros(balances_in_euros, tally);
}

struct CountedTotal {
    std::size_t count;
    base::Money amount;
};

// Adds to `told` what the bank says otherwise; of what it does not say, nothing.
void compare(
    std::string_view what, const StatedTotal& stated, const CountedTotal& counted, std::string& told
) {
    const auto add = [&told](std::string text) {
        told += (told.empty() ? "" : "; ") + std::move(text);
    };
    if (stated.count && *stated.count != counted.count) {
        add(fmt::format(
            "{} entries: the bank counts {}, the statement holds {}",
            what,
            *stated.count,
            counted.count
        ));
    }
    if (stated.amount && *stated.amount != counted.amount) {
        add(fmt::format(
            "{} entries: the bank says {}, the statement comes to {}",
            what,
            stated.amount->to_string(),
            counted.amount.to_string()
        ));
    }
}

}  // namespace

void DaysBooked::take_in(base::Date day) {
    first = std::min(first, day);
    last = std::max(last, day);
}

void Tally::add(const Entry& entry) {
    ++entries_;
    details_ += entry.details.size();
    if (entry.currency != "EUR" && first_foreign_entry_ == 0) {
        first_foreign_entry_ = entry.number;
    }
    if (entry.status != EntryStatus::booked) {
        ++not_booked_;
        return;
    }
    note_day(entry.booking_date);
    if (entry.amount.is_negative()) {
        ++debits_;
        debit_ -= entry.amount;
    } else {
        ++credits_;
        credit_ += entry.amount;
    }
}

void Tally::note_day(std::optional<base::Date> day) {
    if (!day) {
        some_without_day_ = true;
    } else if (days_) {
        days_->take_in(*day);
    } else {
        days_ = DaysBooked{*day, *day};
    }
}

std::optional<DaysBooked> Tally::days(base::Date statement_date) const {
    std::optional<DaysBooked> days = days_;
    if (some_without_day_) {
        days = days.value_or(DaysBooked{statement_date, statement_date});
        days->take_in(statement_date);
    }
    return days;
}

base::Money difference_of(const Statement& statement, const Tally& tally) {
    return statement.closing->amount - (statement.opening->amount + tally.credit() - tally.debit());
}

base::Outcome<std::vector<Finding>> control(const Statement& statement, const Tally& tally) {
    if (statement.kind == StatementKind::notification) {
        // It has no balances, and nothing of it is booked by itself.
        if (const base::Done euros = only_in_euros(true, tally); !euros) {
            return tl::unexpected(at_statement(tl::unexpected(euros.error()), statement));
        }
        return std::vector<Finding>{};
    }
    if (const base::Done provable = check_provable(statement, tally); !provable) {
        return tl::unexpected(at_statement(tl::unexpected(provable.error()), statement));
    }
    std::vector<Finding> findings;
    const base::Money difference = difference_of(statement, tally);
    if (!difference.is_zero()) {
        findings.push_back(
            {FindingCode::balance_break,
             fmt::format(
                 "opening balance {} and booked entries ({} in, {} out) come to {}, but the "
                 "closing "
                 "balance is {}: a difference of {}",
                 statement.opening->amount.to_string(),
                 tally.credit().to_string(),
                 tally.debit().to_string(),
                 (statement.closing->amount - difference).to_string(),
                 statement.closing->amount.to_string(),
                 difference.to_string()
             )}
        );
    }
    std::string other_totals;
    compare("credit", statement.stated.credits, {tally.credits(), tally.credit()}, other_totals);
    compare("debit", statement.stated.debits, {tally.debits(), tally.debit()}, other_totals);
    compare(
        "all",
        statement.stated.all,
        {tally.credits() + tally.debits(), tally.credit() + tally.debit()},
        other_totals
    );
    if (!other_totals.empty()) {
        findings.push_back({FindingCode::other_totals, std::move(other_totals)});
    }
    return findings;
}

}  // namespace draagkracht::payments
