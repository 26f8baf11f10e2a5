// A problem is an expected failure told to a person: what is wrong, where, and what to do.
//
// Reading "31-02-2026" as a date is not a fault of the program; the answer is a Problem:
//
//     Outcome<Date> due = Date::parse(text);
//     if (!due) return tl::unexpected(due.error().at("plans.jsonl:12"));
//
// Exceptions are kept for what ends an operation: a database that is gone, or a programmer fault.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace draagkracht::base {

struct Problem {
    std::string code;     // Stable and for machines: "<room>.<what>", such as "base.not-a-date".
    std::string message;  // What is wrong, in one English sentence without personal data.
    std::string where;    // File and line, entry number or field; empty when there is no place.
    std::string remedy;   // What the reader can do about it; empty when that is plain.

    // The same problem at a place that the caller knows: "statement.xml, entry 3".
    [[nodiscard]] Problem at(std::string_view place) const;
    // One line for a log or a terminal: "where: message (remedy)".
    [[nodiscard]] std::string to_line() const;

    friend bool operator==(const Problem&, const Problem&) = default;
};

template <typename Value>
using Outcome = tl::expected<Value, Problem>;
using Done = Outcome<void>;

[[nodiscard]] tl::unexpected<Problem> problem(
    std::string code, std::string message, std::string remedy = {}
);

// Of several outcomes the first that is a Problem; null when all of them have a value.
template <typename... Outcomes>
[[nodiscard]] const Problem* first_problem(const Outcomes&... outcomes) {
    const Problem* first = nullptr;
    ((first = first == nullptr && !outcomes ? &outcomes.error() : first), ...);
    return first;
}

// A broken promise between two pieces of this program; never caused by what a user typed.
class ProgrammerFault : public std::logic_error {
  public:
    using std::logic_error::logic_error;
};

// States what must hold at this point. Throws ProgrammerFault when it does not.
void ensure(bool holds, std::string_view what_must_hold);

}  // namespace draagkracht::base
