// Whether anything is missing before a statement. The statements of an account are one line: each
// opens where the one before it closed, and many banks number them.
//
//     28 June  100.00 to 125.00
//     30 June  150.00 to 160.00    // gap: a statement from 125.00 to 150.00 is missing
//
// A statement is held against the nearest one that ended before its first day, and against those
// of the same days, as a month comes after its days and a day has a second statement. Where nothing
// was before it, it is held against the nearest one after it: a register begins in the middle, and
// what came late may stand before that.
//
// Numbers say something only where the bank counts by one, which many do not (all may be "1/1", or
// be days of a year). So they are asked when the two statements before this one follow each other
// by one in the same year and format, and then they find what balances cannot: a missing statement
// by which as much came in as went out. A bank that counts days leaves out as many numbers as days.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/payments/finding.hpp"
#include "draagkracht/payments/overlap.hpp"
#include "draagkracht/payments/statement_control.hpp"

namespace draagkracht::payments {

// A statement as a part of the line of its account.
struct Stretch {
    base::Date date;              // of the statement
    DaysBooked days;              // with the date itself
    std::string sequence_number;  // empty when the bank gives none
    BalanceLine line;  // entries are needed where days are in common with the one that is asked of

    [[nodiscard]] bool has_days_in_common_with(const Stretch& other) const {
        return days.first <= other.days.last && other.days.first <= days.last;
    }
};

// FindingCode::gap or repeat. `account`: all that is known of it beside this statement.
[[nodiscard]] std::optional<Finding> continuity(
    const Stretch& statement, const std::vector<Stretch>& account
);

// Whether the bank's numbers tell that these are two statements, however alike they are: this one
// follows by one on a statement that follows by one itself, and has another number.
[[nodiscard]] bool is_another_by_number(
    const Stretch& statement, const Stretch& other, const std::vector<Stretch>& account
);

}  // namespace draagkracht::payments
