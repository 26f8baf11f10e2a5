#include "draagkracht/payments/continuity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace draagkracht::payments {

namespace {

using Stretches = std::vector<const Stretch*>;

template <typename Condition>
Stretches those_of(const std::vector<Stretch>& account, Condition condition) {
    Stretches found;
    for (const Stretch& other : account) {
        if (condition(other)) {
            found.push_back(&other);
        }
    }
    return found;
}

// Those that ended last before that day; several may have ended on one day.
Stretches nearest_before(const std::vector<Stretch>& account, base::Date day) {
    std::optional<base::Date> last;
    for (const Stretch& other : account) {
        if (other.days.last < day) {
            last = std::max(last.value_or(other.days.last), other.days.last);
        }
    }
    return those_of(account, [&last](const Stretch& other) { return other.days.last == last; });
}

Stretches nearest_after(const std::vector<Stretch>& account, base::Date day) {
    std::optional<base::Date> first;
    for (const Stretch& other : account) {
        if (other.days.first > day) {
            first = std::min(first.value_or(other.days.first), other.days.first);
        }
    }
    return those_of(account, [&first](const Stretch& other) { return other.days.first == first; });
}

// The line comes by this balance, or ends with it.
bool reaches(const BalanceLine& line, base::Money balance) {
    return line.closing == balance || passes(line, balance);
}

std::optional<Finding> gap(const Stretch& earlier, const Stretch& later) {
    return Finding{
        FindingCode::gap,
        fmt::format(
            "something is missing between {} and {}: the statement of {} closes with {}, and that "
            "of {} opens with {}, a difference of {}",
            earlier.days.last.to_string(),
            later.days.first.to_string(),
            earlier.date.to_string(),
            earlier.line.closing.to_string(),
            later.date.to_string(),
            later.line.opening.to_string(),
            (later.line.opening - earlier.line.closing).to_string()
        )};
}

std::optional<Finding> held_against_after(
    const Stretch& statement, const std::vector<Stretch>& account
) {
    const Stretches after = nearest_after(account, statement.days.last);
    const bool meets = std::ranges::any_of(after, [&statement](const Stretch* later) {
        return later->line.opening == statement.line.closing;
    });
    return after.empty() || meets ? std::nullopt : gap(statement, *after.front());
}

// The number of a statement in its year; none where there is no number that counts.
std::optional<long> number_of(const Stretch& statement) {
    const std::string& text = statement.sequence_number;
    const std::string digits = text.substr(0, text.find('/'));
    long number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool counts = error == std::errc{} && end == digits.data() + digits.size() && number > 0;
    return counts ? std::optional{number} : std::nullopt;
}

// By how much the number goes up; none where the two are of different series.
std::optional<long> step(const Stretch& earlier, const Stretch& later) {
    const std::optional<long> from = number_of(earlier);
    const std::optional<long> to = number_of(later);
    const bool is_one_series = earlier.line.format && earlier.line.format == later.line.format &&
                               earlier.date.calendar().year() == later.date.calendar().year();
    return from && to && is_one_series ? std::optional{*to - *from} : std::nullopt;
}

// Whether the bank counts by one, as far as can be seen: this one followed on the one before it.
bool is_counted(const Stretch& statement, const std::vector<Stretch>& account) {
    const Stretches before = nearest_before(account, statement.days.first);
    return std::ranges::any_of(before, [&statement](const Stretch* earlier) {
        return step(*earlier, statement) == 1;
    });
}

std::optional<Finding> numbers(
    const Stretch& statement, const Stretches& before, const std::vector<Stretch>& account
) {
    const Stretch* counted = nullptr;
    for (const Stretch* const earlier : before) {
        const std::optional<long> up = step(*earlier, statement);
        if (!up || !is_counted(*earlier, account)) {
            continue;
        }
        const bool counts_days = *up > 0 && *up == earlier->date.days_until(statement.date);
        if (*up == 1 || counts_days) {
            return std::nullopt;
        }
        counted = earlier;
    }
    if (counted == nullptr) {
        return std::nullopt;
    }
    const bool is_skipped = *step(*counted, statement) > 1;
    return Finding{
        is_skipped ? FindingCode::gap : FindingCode::repeat,
        fmt::format(
            "the statement of {} has number {}, and this one has number {}{}",
            counted->date.to_string(),
            counted->sequence_number,
            statement.sequence_number,
            is_skipped ? ": a statement is missing, by which as much came in as went out" : ""
        )};
}

// Those on which this one follows by one, of its first day or of days before it.
Stretches one_before(const Stretch& statement, const std::vector<Stretch>& account) {
    return those_of(account, [&statement](const Stretch& earlier) {
        return earlier.days.last <= statement.days.first && step(earlier, statement) == 1;
    });
}

}  // namespace

bool is_another_by_number(
    const Stretch& statement, const Stretch& other, const std::vector<Stretch>& account
) {
    const std::optional<long> up = step(other, statement);
    const bool is_counted =
        std::ranges::any_of(one_before(statement, account), [&account](const Stretch* earlier) {
            return !one_before(*earlier, account).empty();
        });
    return up && *up != 0 && is_counted;
}

std::optional<Finding> continuity(const Stretch& statement, const std::vector<Stretch>& account) {
    const Stretches before = nearest_before(account, statement.days.first);
    const Stretches beside = those_of(account, [&statement](const Stretch& other) {
        return other.has_days_in_common_with(statement);
    });
    const base::Money opening = statement.line.opening;
    const auto closes_here = [opening](const Stretch* earlier) {
        return earlier->line.closing == opening;
    };
    const bool goes_on = std::ranges::any_of(before, closes_here);
    const bool is_within = std::ranges::any_of(beside, [opening](const Stretch* other) {
        return reaches(other->line, opening);
    });
    if (before.empty()) {
        // It may come before all that is there, or before the other ones of its first day.
        const bool comes_first = std::ranges::any_of(beside, [&statement](const Stretch* other) {
            return reaches(statement.line, other->line.opening);
        });
        if (beside.empty()) {
            return held_against_after(statement, account);
        }
        return is_within || comes_first ? std::nullopt : gap(*beside.front(), statement);
    }
    if (!goes_on && !is_within) {
        return gap(*before.front(), statement);
    }
    return beside.empty() ? numbers(statement, before, account) : std::nullopt;
}

}  // namespace draagkracht::payments
