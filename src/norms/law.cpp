#include "draagkracht/norms/law.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/base/sha256.hpp"
#include "norms/parameter_file.hpp"

namespace draagkracht::norms {

namespace {

// The row that holds on the date: the last that began by then.
template <typename Value>
base::Outcome<Parameter<Value>> row_on(
    const std::vector<Parameter<Value>>& rows, std::string_view subject, base::Date date
) {
    const auto after = std::ranges::upper_bound(
        rows, date, {}, [](const Parameter<Value>& parameter) { return parameter.row.valid_from; }
    );
    if (after == rows.begin()) {
        return base::problem(
            "norms.no-law-known",
            fmt::format("{} is not known for {}", subject, date.to_string()),
            "add a row with an earlier valid_from to law.toml"
        );
    }
    return *std::prev(after);
}

std::chrono::year year_of(base::Date date) {
    return date.calendar().year();
}

}  // namespace

Law::Law(LawRows rows) : rows_{std::move(rows)}, pension_age_hashes_{base::sha256_of("")} {
    std::string text;
    for (const Parameter<PensionAge>& age : rows_.pension_age) {
        text += canonical_line(age.row);
        pension_age_hashes_.push_back(base::sha256_of(text));
    }
}

base::Money FormalNoticeFee::fee_for(base::Money debt) const {
    return debt < debt_threshold ? below_threshold : from_threshold;
}

base::Outcome<Parameter<base::Percentage>> Law::statutory_interest_on(base::Date date) const {
    return row_on(rows_.statutory_interest, "statutory interest", date);
}

base::Outcome<Parameter<FormalNoticeFee>> Law::formal_notice_fee_on(base::Date date) const {
    return row_on(rows_.formal_notice_fee, "the fee of a formal notice", date);
}

base::Outcome<Parameter<base::Money>> Law::interest_due_from_on(base::Date date) const {
    return row_on(rows_.interest_due_from, "the least interest", date);
}

base::Outcome<Parameter<int>> Law::payment_term_weeks_on(base::Date date) const {
    return row_on(rows_.payment_term_weeks, "the payment term", date);
}

base::Outcome<Parameter<int>> Law::formal_notice_term_weeks_on(base::Date date) const {
    return row_on(rows_.formal_notice_term_weeks, "the formal notice term", date);
}

base::Outcome<Parameter<int>> Law::limitation_years_on(base::Date date) const {
    return row_on(rows_.limitation_years, "limitation", date);
}

base::Outcome<CollectionTerms> Law::terms_on(base::Date date) const {
    const auto payment = payment_term_weeks_on(date);
    const auto notice = formal_notice_term_weeks_on(date);
    const auto limitation = limitation_years_on(date);
    const auto interest = interest_due_from_on(date);
    const auto remission = row_on(rows_.remission_years, "the remission term", date);
    const auto buy_off = row_on(rows_.buy_off_share, "the buy-off share", date);
    for (const auto* term : {&payment, &notice, &limitation, &remission}) {
        if (!*term) {
            return tl::unexpected(term->error());
        }
    }
    if (!interest) {
        return tl::unexpected(interest.error());
    }
    if (!buy_off) {
        return tl::unexpected(buy_off.error());
    }
    return CollectionTerms{
        .payment_term_weeks = *payment,
        .formal_notice_term_weeks = *notice,
        .limitation_years = *limitation,
        .interest_due_from = *interest,
        .remission_years = *remission,
        .buy_off_share = *buy_off};
}

base::Outcome<bool> Law::has_pension_age(base::Date birth_date, base::Date date) const {
    for (const Parameter<PensionAge>& age : rows_.pension_age) {
        const std::chrono::year year = year_of(age.row.valid_from);
        if (year > year_of(date)) {
            break;
        }
        const base::Date birthday = birth_date.plus_months(
            age.value.years * 12 + age.value.months, base::MonthEnd::first_of_next
        );
        const base::Date last_day{year / std::chrono::December / 31};
        if (birthday <= std::min(date, last_day)) {
            return true;
        }
        if (year == year_of(date)) {
            return false;
        }
    }
    return base::problem(
        "norms.no-law-known",
        fmt::format("the pension age of {} is not known", date.to_string().substr(0, 4)),
        "add the row of that year to law.toml"
    );
}

std::string Law::pension_age_hash_on(base::Date date) const {
    const auto after =
        std::ranges::upper_bound(rows_.pension_age, date, {}, [](const Parameter<PensionAge>& age) {
            return age.row.valid_from;
        });
    return pension_age_hashes_.at(
        static_cast<std::size_t>(std::distance(rows_.pension_age.begin(), after))
    );
}

}  // namespace draagkracht::norms
