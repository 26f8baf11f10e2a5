#include "draagkracht/payments/statement_control.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace draagkracht::payments {

namespace {

base::Problem at_statement(tl::unexpected<base::Problem> problem, const Statement& statement) {
    return problem.value().at(fmt::format("statement {}", statement.number));
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

base::Done control(const Statement& statement, const Tally& tally) {
    const auto refused = [&statement](std::string code, std::string message, std::string remedy) {
        return tl::unexpected(at_statement(
            base::problem(std::move(code), std::move(message), std::move(remedy)), statement
        ));
    };
    if (statement.kind == StatementKind::notification) {
        return refused(
            "payments.notification",
            "this is a notification (camt.054): it has no balances, so it cannot be proved, and "
            "the "
            "statement of the day holds the same entries",
            "hand in the statement of that day, camt.053 or MT940"
        );
    }
    if (!statement.opening || !statement.closing) {
        return refused(
            "payments.no-balance",
            statement.opening ? "the closing balance is missing" : "the opening balance is missing",
            "ask the bank for the complete end-of-day statement"
        );
    }
    if (!statement.date()) {
        return refused(
            "payments.no-date",
            "neither the closing balance nor the statement has a date",
            "ask the bank for the complete end-of-day statement"
        );
    }
    const bool balances_in_euros =
        statement.opening->currency == "EUR" && statement.closing->currency == "EUR";
    if (!balances_in_euros) {
        return refused(
            "payments.foreign-currency",
            "a balance is not in euros",
            "only accounts in euros can be reconciled"
        );
    }
    if (tally.first_foreign_entry() != 0) {
        return refused(
            "payments.foreign-currency",
            fmt::format("entry {} is not in euros", tally.first_foreign_entry()),
            "only accounts in euros can be reconciled"
        );
    }
    const base::Money expected = statement.opening->amount + tally.credit() - tally.debit();
    const base::Money difference = statement.closing->amount - expected;
    if (!difference.is_zero()) {
        return refused(
            "payments.balance-break",
            fmt::format(
                "opening balance {} and booked entries ({} in, {} out) come to {}, but the closing "
                "balance is {}: a difference of {}",
                statement.opening->amount.to_string(),
                tally.credit().to_string(),
                tally.debit().to_string(),
                expected.to_string(),
                statement.closing->amount.to_string(),
                difference.to_string()
            ),
            "ask the bank for the statement again; nothing of it was booked"
        );
    }
    return {};
}

}  // namespace draagkracht::payments
