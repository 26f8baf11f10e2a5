#include "draagkracht/plans/schedule.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/base/exact_money.hpp"
#include "draagkracht/claims/ledger.hpp"

namespace draagkracht::plans {

using base::Date;
using base::Money;

namespace {

base::Done check_amount(Money amount) {
    if (!amount.is_positive()) {
        return base::problem(
            "plans.amount-not-positive",
            "an amount of the plan is not above zero",
            "agree on an amount, or on a deferral when there is no room to pay"
        );
    }
    if (amount > claims::amount_max) {
        return base::problem(
            "plans.amount-too-large",
            "an amount of the plan is larger than any claim can be",
            "check the amount"
        );
    }
    return {};
}

base::Done check_steps(const std::vector<AmountStep>& steps) {
    int previous = 0;
    bool rises = !steps.empty() && steps.front().from_number == 1;
    for (const AmountStep& step : steps) {
        if (const base::Done sound = check_amount(step.amount); !sound) {
            return sound;
        }
        rises = rises && step.from_number > previous;
        previous = step.from_number;
    }
    if (!rises) {
        return base::problem(
            "plans.bad-steps",
            "the amounts do not begin at the first instalment, or not in rising order",
            "give the amount from instalment 1 on, and from which instalment it changes"
        );
    }
    return {};
}

base::Done check_amounts_beside(const ScheduleTerms& terms) {
    if (terms.holiday_pay) {
        if (const base::Done sound = check_amount(*terms.holiday_pay); !sound) {
            return sound;
        }
    }
    for (std::size_t place = 0; place < terms.extras.size(); ++place) {
        if (const base::Done sound = check_amount(terms.extras[place].amount); !sound) {
            return sound;
        }
        if (place > 0 && terms.extras[place].due_date <= terms.extras[place - 1].due_date) {
            return base::problem(
                "plans.bad-extras",
                "the extra payments are not in the order of their days, or two are on one day",
                "give one amount a day, the earliest day first"
            );
        }
    }
    return {};
}

bool is_in_may(Date date) {
    return date.calendar().month() == std::chrono::May;
}

// Gives the amounts of the instalments one by one, as if nothing were paused.
class Amounts {
  public:
    Amounts(Money total, const ScheduleTerms& terms)
        : terms_{terms}, rest_{total}, step_{terms.amounts.begin()}, extra_{terms.extras.begin()} {}

    [[nodiscard]] bool is_done() const { return rest_.is_zero(); }

    Money next() {
        ++number_;
        const auto next_step = std::next(step_);
        if (next_step != terms_.amounts.end() && next_step->from_number <= number_) {
            step_ = next_step;
        }
        const Date date = date_without_pauses(terms_.rhythm, number_);
        Money amount = take(step_->amount);
        for (; extra_ != terms_.extras.end() && extra_->due_date <= date; ++extra_) {
            amount += take(extra_->amount);
        }
        if (terms_.holiday_pay && takes_holiday_pay(terms_.rhythm, number_)) {
            amount += take(*terms_.holiday_pay);
        }
        return amount;
    }

  private:
    // No more than is still to be paid: the last instalment is exact.
    Money take(Money wanted) {
        const Money taken = std::min(wanted, rest_);
        rest_ -= taken;
        return taken;
    }

    const ScheduleTerms& terms_;
    Money rest_;
    std::vector<AmountStep>::const_iterator step_;
    std::vector<ExtraPayment>::const_iterator extra_;
    int number_ = 0;
};

tl::unexpected<base::Problem> too_long() {
    return base::problem(
        "plans.too-long",
        fmt::format("at this amount the plan takes more than {} years", years_max),
        "agree on a higher amount, or talk about remission, buy-off or debt help"
    );
}

}  // namespace

bool takes_holiday_pay(const Rhythm& rhythm, int number) {
    return is_in_may(date_without_pauses(rhythm, number)) &&
           !is_in_may(date_without_pauses(rhythm, number + 1));
}

ScheduleTerms monthly(Money amount, Date first_due_date) {
    return {.rhythm = {Frequency::monthly, first_due_date}, .amounts = {{1, amount}}};
}

base::Done check(const ScheduleTerms& terms) {
    return check(terms.rhythm).and_then([&] { return check_steps(terms.amounts); }).and_then([&] {
        return check_amounts_beside(terms);
    });
}

base::Outcome<std::vector<Instalment>> schedule_of(
    Money total, const ScheduleTerms& terms, const std::vector<Period>& pauses
) {
    if (!total.is_positive()) {
        return base::problem(
            "plans.nothing-to-pay", "there is nothing open to pay", "check the claims of the plan"
        );
    }
    if (const base::Done sound = check(terms); !sound) {
        return tl::unexpected(sound.error());
    }
    std::vector<Money> amounts;
    for (Amounts next{total, terms}; !next.is_done();) {
        if (static_cast<int>(amounts.size()) == instalments_max(terms.rhythm.frequency)) {
            return too_long();
        }
        amounts.push_back(next.next());
    }
    const base::Outcome<std::vector<Date>> dates =
        due_dates(terms.rhythm, static_cast<int>(amounts.size()), pauses);
    if (!dates) {
        return tl::unexpected(dates.error());
    }
    std::vector<Instalment> schedule;
    schedule.reserve(amounts.size());
    Money cumulative;
    for (std::size_t place = 0; place < amounts.size(); ++place) {
        cumulative += amounts[place];
        schedule.push_back(
            {static_cast<int>(place) + 1, (*dates)[place], amounts[place], cumulative}
        );
    }
    return schedule;
}

base::Done check_extras(const ScheduleTerms& terms, const std::vector<Instalment>& schedule) {
    if (terms.extras.empty()) {
        return {};
    }
    // They come in the order of their days: where the last has an effect, all have.
    ScheduleTerms without_last = terms;
    without_last.extras.pop_back();
    const bool begins_early = terms.extras.front().due_date < schedule.front().due_date;
    if (begins_early || schedule_of(schedule.back().cumulative, without_last) == schedule) {
        return base::problem(
            "plans.bad-extras",
            "an extra payment is on a day before the first instalment, or when all is paid",
            "choose a day from the first instalment to the last"
        );
    }
    return {};
}

int months_of(const std::vector<Instalment>& schedule) {
    const Date first = schedule.front().due_date;
    const Date last = schedule.back().due_date;
    const std::chrono::year_month_day from = first.calendar();
    const std::chrono::year_month_day until = last.calendar();
    const int months =
        static_cast<int>((until.year() / until.month() - from.year() / from.month()).count());
    return first.plus_months(months, base::MonthEnd::last_day) <= last ? months + 1 : months;
}

base::Outcome<Money> amount_for(Money total, int instalments, Frequency frequency, Money unit) {
    base::ensure(unit.is_positive(), "amounts are rounded to something above zero");
    if (instalments < 1 || instalments > instalments_max(frequency)) {
        return base::problem(
            "plans.no-instalments",
            fmt::format("a plan of {} instalments is not possible", instalments),
            fmt::format("choose from 1 to {}", instalments_max(frequency))
        );
    }
    const Money exact = (total / instalments).rounded(base::Rounding::up);
    const Money above = Money::cents(exact.in_cents() % unit.in_cents());
    return above.is_zero() ? exact : exact - above + unit;
}

}  // namespace draagkracht::plans
