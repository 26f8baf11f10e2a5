#include "draagkracht/payments/overlap.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "draagkracht/payments/bank_reference.hpp"

namespace draagkracht::payments {

namespace {

bool has_reference(const EntryPrint& print) {
    return is_reference(print.bank_reference);
}

std::string reference_of(const EntryPrint& print) {
    return has_reference(print) ? print.bank_reference : std::string{};
}

using DayAndAmount = std::pair<base::Date, base::Money>;
using WithReference = std::tuple<base::Date, base::Money, std::string>;
using Amounts = std::map<DayAndAmount, std::size_t>;  // how often each; never zero times

// The booked entries that have found no pair yet.
class Unpaired {
  public:
    void add(const EntryPrint& print) {
        ++by_reference_[{print.booked_on, print.amount, reference_of(print)}];
        ++by_amount_[{print.booked_on, print.amount}];
    }

    // One with the same reference; none when there is no reference.
    [[nodiscard]] bool take_same(const EntryPrint& print) {
        return has_reference(print) && take(print, print.bank_reference);
    }
    // One that gives no reference.
    [[nodiscard]] bool take_without_reference(const EntryPrint& print) { return take(print, ""); }
    // Any of that day and amount.
    [[nodiscard]] bool take_any(const EntryPrint& print) {
        const auto found = by_amount_.find({print.booked_on, print.amount});
        if (found == by_amount_.end()) {
            return false;
        }
        if (--found->second == 0) {
            by_amount_.erase(found);
        }
        return true;
    }

    [[nodiscard]] const Amounts& amounts() const { return by_amount_; }

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
    Amounts by_amount_;
};

// A statement that is booked and has entries on the days of this one.
struct Beside {
    const BalanceLine* line;
    Unpaired unpaired;
    bool is_numbered_alike;  // so that another reference is another payment
    bool has_certain = false;
};

std::vector<Beside> beside(const BalanceLine& statement, const std::vector<BalanceLine>& booked) {
    std::vector<Beside> lines;
    const auto [first, last] = std::ranges::minmax(statement.entries, {}, &EntryPrint::booked_on);
    for (const BalanceLine& other : booked) {
        Beside next{&other, {}, statement.format && statement.format == other.format};
        bool has_days_in_common = false;
        for (const EntryPrint& entry : other.entries) {
            if (first.booked_on <= entry.booked_on && entry.booked_on <= last.booked_on) {
                has_days_in_common = true;
                if (!entry.is_booked_elsewhere) {
                    next.unpaired.add(entry);
                }
            }
        }
        if (has_days_in_common) {
            lines.push_back(std::move(next));
        }
    }
    return lines;
}

bool ends_at(const Beside& other, base::Money balance) {
    return other.line->closing == balance;
}

// Where the statement can be the same money as one that is booked: one opens where the other
// passes.
bool meets(const BalanceLine& statement, const std::vector<Beside>& lines) {
    return std::ranges::any_of(lines, [&statement](const Beside& other) {
        return passes(statement, other.line->opening) || passes(*other.line, statement.opening);
    });
}

// How many entries `later` begins with that `earlier` has from this place on, to the end of one of
// the two: by the same days and amounts, in this order. None where they differ before.
std::size_t alike_from(const BalanceLine& earlier, std::size_t place, const BalanceLine& later) {
    const auto is_same = [](const EntryPrint& one, const EntryPrint& other) {
        return one.booked_on == other.booked_on && one.amount == other.amount;
    };
    const std::size_t count = std::min(earlier.entries.size() - place, later.entries.size());
    const auto from = earlier.entries.begin() + static_cast<std::ptrdiff_t>(place);
    const auto end = from + static_cast<std::ptrdiff_t>(count);
    return std::equal(from, end, later.entries.begin(), is_same) ? count : 0;
}

// A stretch of the statement, by the places of its entries.
struct PartOfStatement {
    std::size_t first;
    std::size_t count;
};

// The stretches over which the statement and a booked one run alike: from one balance on, the same
// days and amounts in the same order. An account has one line of balances, so that is the same
// money, whatever the references say. Where it comes by one balance more than once, as an account
// that is emptied does, there may be several, and one may be other money.
std::vector<PartOfStatement> running_alike(
    const BalanceLine& statement, const BalanceLine& booked
) {
    std::vector<PartOfStatement> parts;
    base::Money now = booked.opening;
    for (std::size_t place = 0; place < booked.entries.size(); ++place) {
        if (now == statement.opening) {
            parts.push_back({0, alike_from(booked, place, statement)});
        }
        now += booked.entries[place].amount;
    }
    now = statement.opening;
    for (std::size_t place = 0; place < statement.entries.size(); ++place) {
        if (now == booked.opening) {
            parts.push_back({place, alike_from(statement, place, booked)});
        }
        now += statement.entries[place].amount;
    }
    return parts;
}

// The balances tell that entries are booked, and no pair was found for them: as where a bank gives
// other references each time that it is asked for a day. The second statement of a day opens where
// the first closes, so there it may be other money, and the bank's numbers tell.
bool runs_alike_without_pairs(
    const BalanceLine& statement,
    const std::vector<bool>& known,
    const std::vector<Beside>& lines,
    bool follows
) {
    const auto is_unpaired = [&known](const PartOfStatement& part) {
        const auto from = known.begin() + static_cast<std::ptrdiff_t>(part.first);
        const auto end = from + static_cast<std::ptrdiff_t>(part.count);
        return std::find(from, end, false) != end;
    };
    return std::ranges::any_of(lines, [&](const Beside& other) {
        return !(follows && other.line->is_another_by_number) &&
               std::ranges::any_of(running_alike(statement, *other.line), is_unpaired);
    });
}

// One goes on where the other ends, and still an entry of the one has the reference of one of the
// other: as where a bank begins to number anew within a day.
bool goes_on_with_pairs(const BalanceLine& statement, const std::vector<Beside>& lines) {
    return std::ranges::any_of(lines, [&statement](const Beside& other) {
        const bool goes_on =
            other.line->closing == statement.opening || statement.closing == other.line->opening;
        const bool meets =
            passes(statement, other.line->opening) || passes(*other.line, statement.opening);
        return other.has_certain && goes_on && !meets;
    });
}

// From the same balance to the same balance by other amounts: as a batch is in one format and its
// payments in the other.
bool is_told_otherwise(
    const BalanceLine& statement, const std::vector<bool>& known, const std::vector<Beside>& lines
) {
    Amounts left;
    for (std::size_t place = 0; place < known.size(); ++place) {
        if (!known[place]) {
            ++left[{statement.entries[place].booked_on, statement.entries[place].amount}];
        }
    }
    return statement.opening != statement.closing && !left.empty() &&
           std::ranges::any_of(lines, [&](const Beside& other) {
               return !other.unpaired.amounts().empty() && other.unpaired.amounts() != left &&
                      other.line->opening == statement.opening &&
                      other.line->closing == statement.closing;
           });
}

// Gives each entry a booked one that is the same, from the first statement that has it.
template <typename Take>
void pair_entries(
    const BalanceLine& statement, std::vector<Beside>& lines, std::vector<bool>& known, Take take
) {
    for (std::size_t place = 0; place < statement.entries.size(); ++place) {
        for (auto other = lines.begin(); !known[place] && other != lines.end(); ++other) {
            known[place] = take(*other, statement.entries[place]);
        }
    }
}

// Where one number is the same, the bank numbers both alike, whatever their format.
bool take_certain(Beside& other, const EntryPrint& print) {
    const bool is_taken = other.unpaired.take_same(print);
    other.is_numbered_alike = other.is_numbered_alike || is_taken;
    other.has_certain = other.has_certain || is_taken;
    return is_taken;
}

bool take_likely(Beside& other, const EntryPrint& print) {
    return other.is_numbered_alike && has_reference(print)
               ? other.unpaired.take_without_reference(print)
               : other.unpaired.take_any(print);
}

tl::unexpected<base::Problem> unclear() {
    return base::problem(
        "payments.overlap-unclear",
        "another statement of these days is booked, and neither references nor balances tell which "
        "payments are the same",
        "hand in a statement of the days that are not booked yet"
    );
}

}  // namespace

bool passes(const BalanceLine& line, base::Money balance) {
    base::Money now = line.opening;
    for (const EntryPrint& entry : line.entries) {
        if (now == balance) {
            return true;
        }
        now += entry.amount;
    }
    return false;
}

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
    std::vector<bool> certain(statement.entries.size());
    if (statement.entries.empty()) {
        return certain;
    }
    std::vector<Beside> lines = beside(statement, booked);
    pair_entries(statement, lines, certain, take_certain);
    std::vector<bool> known = certain;
    pair_entries(statement, lines, known, take_likely);
    // The second statement of a day opens where the first closes, and is other money; where a
    // booked one passes that balance as well, both may be.
    const bool follows = std::ranges::any_of(lines, [&statement](const Beside& other) {
        return ends_at(other, statement.opening);
    });
    if (is_told_otherwise(statement, known, lines) ||
        runs_alike_without_pairs(statement, known, lines, follows) ||
        goes_on_with_pairs(statement, lines)) {
        return unclear();
    }
    if (known == certain) {
        return certain;
    }
    if (!meets(statement, lines)) {
        return certain;
    }
    const bool is_all_known = std::ranges::find(known, false) == known.end();
    const bool is_all_booked = std::ranges::all_of(lines, [](const Beside& other) {
        return other.unpaired.amounts().empty();
    });
    if (!follows && (is_all_known || is_all_booked)) {
        return known;
    }
    return unclear();
}

}  // namespace draagkracht::payments
