#include "draagkracht/payments/suggestion.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "draagkracht/base/payment_reference.hpp"

namespace draagkracht::payments {

namespace {

struct SignRow {
    Sign sign;
    std::string_view text;
    int weight;  // below zero: it speaks against
};

// What is written on the payment weighs more than who sent it, and that more than the amount.
constexpr std::array<SignRow, 14> signs{{
    {Sign::reference_named, "reference_named", 60},
    {Sign::reference_near, "reference_near", 50},
    {Sign::account_known, "account_known", 40},
    {Sign::account_paid_before, "account_paid_before", 30},
    {Sign::name_equal, "name_equal", 30},
    {Sign::amount_next, "amount_next", 20},
    {Sign::amount_whole, "amount_whole", 20},
    {Sign::amount_next_two, "amount_next_two", 15},
    {Sign::nothing_open, "nothing_open", -100},
    {Sign::plan_ended, "plan_ended", -50},
    {Sign::account_of_others, "account_of_others", -20},
    {Sign::more_than_open, "more_than_open", -10},
    {Sign::other_amount, "other_amount", -5},
    {Sign::joint_debtors, "joint_debtors", -5},
}};

const SignRow& row_of(Sign sign) {
    return *std::ranges::find(signs, sign, &SignRow::sign);
}

std::set<Sign> signs_of(const WaitingPayment& payment, const Candidate& candidate) {
    std::set<Sign> found;
    const auto note = [&found](bool holds, Sign sign) {
        if (holds) {
            found.insert(sign);
        }
    };
    const auto& next = candidate.next_instalments;
    const bool is_next = !next.empty() && payment.suspended == next[0];
    const bool is_next_two = next.size() > 1 && payment.suspended == next[0] + next[1];
    const bool is_whole = candidate.open.is_positive() && payment.suspended == candidate.open;
    note(candidate.is_named, Sign::reference_named);
    note(candidate.is_nearly_named && !candidate.is_named, Sign::reference_near);
    note(candidate.account_is_known, Sign::account_known);
    note(candidate.account_paid_before, Sign::account_paid_before);
    note(candidate.name_is_equal, Sign::name_equal);
    note(is_next, Sign::amount_next);
    note(is_next_two, Sign::amount_next_two);
    note(is_whole, Sign::amount_whole);
    note(!candidate.open.is_positive(), Sign::nothing_open);
    note(candidate.has_ended, Sign::plan_ended);
    note(candidate.open.is_positive() && payment.suspended > candidate.open, Sign::more_than_open);
    note(!is_next && !is_next_two && !is_whole, Sign::other_amount);
    note(candidate.account_is_known && payment.people_of_account > 1, Sign::account_of_others);
    note(candidate.debtors.size() > 1, Sign::joint_debtors);
    return found;
}

Suggestion suggestion_of(const WaitingPayment& payment, const Candidate& candidate) {
    Suggestion suggestion{candidate, {}, {}, {}, 0};
    for (const Sign sign : signs_of(payment, candidate)) {
        suggestion.weight += row_of(sign).weight;
        (speaks_for(sign) ? suggestion.speaks_for : suggestion.speaks_against).push_back(sign);
    }
    if (!candidate.has_ended) {
        suggestion.amount = std::max(base::Money{}, std::min(payment.suspended, candidate.open));
    }
    return suggestion;
}

// An amount that fits is no reason by itself: it fits by chance too.
bool points_at(const Candidate& candidate) {
    return candidate.is_named || candidate.is_nearly_named || candidate.account_is_known ||
           candidate.account_paid_before || candidate.name_is_equal;
}

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

// Digits that stand apart by nothing but a space or a point are one run.
std::vector<std::string> digit_runs_in(std::string_view text) {
    std::vector<std::string> runs(1);
    for (const char character : text) {
        if (is_digit(character)) {
            runs.back() += character;
        } else if (character != ' ' && character != '.' && !runs.back().empty()) {
            runs.emplace_back();
        }
    }
    return runs;
}

constexpr std::size_t reference_length = 16;  // of all that this register made
constexpr std::size_t runs_max = 5;

void add_slips(const std::string& run, std::set<std::string>& near) {
    const auto keep = [&near, &run](const std::string& meant) {
        if (meant != run && base::PaymentReference::parse(meant)) {
            near.insert(meant);
        }
    };
    for (std::size_t place = 0; place < run.size(); ++place) {
        for (char digit = '0'; digit <= '9' && run.size() == reference_length; ++digit) {
            std::string meant = run;
            meant[place] = digit;
            keep(meant);
        }
        if (run.size() == reference_length && place + 1 < run.size()) {
            std::string meant = run;
            std::swap(meant[place], meant[place + 1]);
            keep(meant);
        }
        if (run.size() == reference_length + 1) {
            std::string meant = run;
            keep(meant.erase(place, 1));
        }
    }
    for (std::size_t place = 0; place <= run.size() && run.size() + 1 == reference_length;
         ++place) {
        for (char digit = '0'; digit <= '9'; ++digit) {
            std::string meant = run;
            keep(meant.insert(place, 1, digit));
        }
    }
}

}  // namespace

std::string_view to_text(Sign sign) {
    return row_of(sign).text;
}

bool speaks_for(Sign sign) {
    return row_of(sign).weight > 0;
}

std::vector<Suggestion> suggestions_of(
    const WaitingPayment& payment, const std::vector<Candidate>& candidates
) {
    std::vector<Suggestion> suggestions;
    for (const Candidate& candidate : candidates) {
        if (points_at(candidate)) {
            suggestions.push_back(suggestion_of(payment, candidate));
        }
    }
    std::ranges::stable_sort(suggestions, [](const Suggestion& one, const Suggestion& other) {
        return std::tie(other.weight, one.candidate.number) <
               std::tie(one.weight, other.candidate.number);
    });
    const auto kept = static_cast<std::ptrdiff_t>(std::min(suggestions.size(), suggestions_max));
    suggestions.erase(suggestions.begin() + kept, suggestions.end());
    return suggestions;
}

std::vector<std::string> references_near(std::string_view text) {
    std::set<std::string> near;
    std::size_t looked_at = 0;
    for (const std::string& run : digit_runs_in(text)) {
        const bool is_near_length =
            run.size() + 1 >= reference_length && run.size() <= reference_length + 1;
        if (is_near_length && ++looked_at <= runs_max) {
            add_slips(run, near);
        }
    }
    return {near.begin(), near.end()};
}

}  // namespace draagkracht::payments
