#include "draagkracht/payments/overlap.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace draagkracht::payments {

namespace {

// SWIFT's word for no reference at all.
constexpr std::string_view no_reference = "NONREF";

bool has_reference(const EntryPrint& print) {
    return !print.bank_reference.empty() && print.bank_reference != no_reference;
}

std::string reference_of(const EntryPrint& print) {
    return has_reference(print) ? print.bank_reference : std::string{};
}

using DayAndAmount = std::pair<base::Date, base::Money>;
using WithReference = std::tuple<base::Date, base::Money, std::string>;

// The booked entries that have found no pair yet.
class Unpaired {
  public:
    void add(const EntryPrint& print) {
        ++by_reference_[{print.booked_on, print.amount, reference_of(print)}];
        ++by_amount_[{print.booked_on, print.amount}];
        ++count_;
    }

    // One with the same reference; none when there is no reference.
    [[nodiscard]] bool take_same(const EntryPrint& print) {
        return has_reference(print) && take(print, print.bank_reference);
    }
    // One that gives no reference.
    [[nodiscard]] bool take_without_reference(const EntryPrint& print) { return take(print, ""); }
    // Any of that day and amount.
    [[nodiscard]] bool take_any(const EntryPrint& print) {
        std::size_t& left = by_amount_[{print.booked_on, print.amount}];
        if (left == 0) {
            return false;
        }
        --left;
        --count_;
        return true;
    }

    [[nodiscard]] bool is_empty() const { return count_ == 0; }

  private:
    bool take(const EntryPrint& print, const std::string& reference) {
        const auto found = by_reference_.find({print.booked_on, print.amount, reference});
        if (found == by_reference_.end() || found->second == 0 || !take_any(print)) {
            return false;
        }
        --found->second;
        return true;
    }

    std::map<WithReference, std::size_t> by_reference_;
    std::map<DayAndAmount, std::size_t> by_amount_;
    std::size_t count_ = 0;
};

// Whether the line has this balance somewhere, before the first entry, between two or at its end.
bool passes(const BalanceLine& line, base::Money balance) {
    base::Money now = line.opening;
    for (const EntryPrint& entry : line.entries) {
        if (now == balance) {
            return true;
        }
        now += entry.amount;
    }
    return now == balance || line.closing == balance;
}

bool meets(const BalanceLine& statement, const std::vector<BalanceLine>& booked) {
    return std::ranges::any_of(booked, [&statement](const BalanceLine& other) {
        return passes(statement, other.opening) || passes(other, statement.opening);
    });
}

// What is booked on the days of the statement.
Unpaired booked_on_its_days(const BalanceLine& statement, const std::vector<BalanceLine>& booked) {
    const auto [first, last] = std::ranges::minmax(statement.entries, {}, &EntryPrint::booked_on);
    Unpaired unpaired;
    for (const BalanceLine& other : booked) {
        for (const EntryPrint& entry : other.entries) {
            if (!entry.is_booked_elsewhere && first.booked_on <= entry.booked_on &&
                entry.booked_on <= last.booked_on) {
                unpaired.add(entry);
            }
        }
    }
    return unpaired;
}

base::Money sum_of(const std::vector<EntryPrint>& entries, const std::vector<bool>& chosen) {
    base::Money sum;
    for (std::size_t place = 0; place < entries.size(); ++place) {
        sum += chosen[place] ? entries[place].amount : base::Money{};
    }
    return sum;
}

}  // namespace

// Of a batch the least of its references, as the register can tell that one again.
EntryPrint print_of(const Entry& entry, base::Date statement_date) {
    const auto reference_of = [&entry](const Detail& detail) {
        return detail.bank_reference.empty() ? entry.bank_reference : detail.bank_reference;
    };
    std::string least = reference_of(entry.details.front());
    for (const Detail& detail : entry.details) {
        least = std::min(least, reference_of(detail));
    }
    return {entry.booking_date.value_or(statement_date), entry.amount, std::move(least)};
}

base::Outcome<std::vector<bool>> booked_before(
    const BalanceLine& statement, const std::vector<BalanceLine>& booked
) {
    const std::vector<EntryPrint>& entries = statement.entries;
    std::vector<bool> certain(entries.size());
    if (entries.empty()) {
        return certain;
    }
    Unpaired unpaired = booked_on_its_days(statement, booked);
    for (std::size_t place = 0; place < entries.size(); ++place) {
        certain[place] = unpaired.take_same(entries[place]);
    }
    // Where one reference is the same the bank numbers both alike, and another number is another
    // payment.
    const bool are_numbered_alike = std::ranges::find(certain, true) != certain.end();
    std::vector<bool> known = certain;
    for (std::size_t place = 0; place < entries.size(); ++place) {
        const EntryPrint& print = entries[place];
        if (!known[place]) {
            known[place] = are_numbered_alike && has_reference(print)
                               ? unpaired.take_without_reference(print)
                               : unpaired.take_any(print);
        }
    }
    if (known == certain || !meets(statement, booked)) {
        return certain;
    }
    // The second statement of a day opens where the first closes; were it the same money, that
    // would come to nothing. Where one also opens at that balance, as on an account that is emptied
    // each day, it tells neither.
    const bool follows =
        std::ranges::find(booked, statement.opening, &BalanceLine::closing) != booked.end() &&
        std::ranges::find(booked, statement.opening, &BalanceLine::opening) == booked.end();
    if (follows && !sum_of(entries, known).is_zero()) {
        return certain;
    }
    const bool is_all_known = std::ranges::find(known, false) == known.end();
    if (!follows && (unpaired.is_empty() || is_all_known)) {
        return known;
    }
    return base::problem(
        "payments.overlap-unclear",
        "some entries have the day and the amount of entries that are booked, and neither "
        "references nor balances tell whether they are the same payments",
        "hand in a statement of the days that are not booked yet"
    );
}

}  // namespace draagkracht::payments
