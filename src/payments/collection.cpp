#include "draagkracht/payments/collection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <variant>

#include "draagkracht/payments/sepa_text.hpp"
#include "draagkracht/payments/target_day.hpp"
#include "draagkracht/plans/standing.hpp"
#include "payments/spoken_for.hpp"

namespace draagkracht::payments {

using base::Date;
using base::Money;

namespace {

// EPC016, SEPA Core rulebook 4.1: a mandate that was not used for so long is cancelled.
constexpr int mandate_months_unused = 36;

// Lack of money, or an administrative reason: banks give any of the three for it, so they are one.
constexpr std::array<std::string_view, 3> worth_a_retry{"AM04", "MS03", "SL01"};
// The account or the mandate is no good any more, or the payer has died.
constexpr std::array<std::string_view, 5> ends_mandate{"AC01", "AC04", "AC06", "MD01", "MD07"};

template <std::size_t Count>
bool is_among(const std::array<std::string_view, Count>& codes, std::string_view code) {
    return std::ranges::find(codes, code) != codes.end();
}

// What leaves an instalment out, in words.
struct Refusal {
    NotCollectedReason reason;
    std::string explanation;
};
using Check = std::optional<Refusal>;

// The rest of the instalment, as far as it is open on the claims and no other order asks it.
Money amount_to_ask(const CollectableInstalment& due, const SpokenFor& spoken_for) {
    const Money paid = due.paid_on_plan + spoken_for.on_plan(due.plan);
    const Money open = due.open_on_claims - spoken_for.on_claims(due.claims);
    const plans::Instalment asked = plans::still_asked(due.agreed, paid, open);
    const Money before = due.agreed.cumulative - due.agreed.amount;
    const Money paid_of_it = std::clamp(paid - before, Money{}, asked.amount);
    return asked.amount - paid_of_it;
}

Check check_mandate(const MandateFacts& mandate) {
    if (mandate.ended_on) {
        return Refusal{
            NotCollectedReason::mandate_ended,
            fmt::format("the debtor withdrew the mandate on {}", mandate.ended_on->to_string())};
    }
    for (const std::string& code : mandate.return_reasons) {
        if (is_among(ends_mandate, code)) {
            return Refusal{
                NotCollectedReason::mandate_stopped,
                fmt::format("the bank took a collection by this mandate back with {}", code)};
        }
    }
    if (!is_sepa_identifier(mandate.number)) {
        return Refusal{
            NotCollectedReason::mandate_unfit,
            "the number of the mandate is longer than 35 characters, or holds one that banks do not"
            " take"};
    }
    return std::nullopt;
}

Check check_lapse(const MandateFacts& mandate, Date collect_on) {
    const Date used =
        mandate.last_used ? std::max(*mandate.last_used, mandate.signed_on) : mandate.signed_on;
    if (collect_on <= used.plus_months(mandate_months_unused, base::MonthEnd::last_day)) {
        return std::nullopt;
    }
    return Refusal{
        NotCollectedReason::mandate_lapsed,
        fmt::format(
            "the mandate was not used since {}, and lapsed after {} months",
            used.to_string(),
            mandate_months_unused
        )};
}

// From when an instalment may be collected, or why not, by what became of its earlier orders.
struct Begin {
    Date from;
    bool is_retry = false;
};
using BeginOrRefusal = std::variant<Begin, Refusal>;

BeginOrRefusal after_return(
    const CollectableInstalment& due, const EarlierOrder& last, const DirectDebitTerms& terms
) {
    const std::string_view told = last.return_reason.empty() ? "no reason" : last.return_reason;
    if (!is_among(worth_a_retry, last.return_reason)) {
        return Refusal{
            NotCollectedReason::taken_back,
            fmt::format("the bank took it back with {}: somebody calls first", told)};
    }
    if (static_cast<int>(due.earlier.size()) > terms.retries) {
        return Refusal{
            NotCollectedReason::no_retry_left,
            fmt::format(
                "the bank took it back {} times, the last with {}: somebody calls first",
                due.earlier.size(),
                told
            )};
    }
    return Begin{
        last.answered_on.value_or(last.collect_on).plus_days(terms.retry_after_days), true};
}

BeginOrRefusal begin_of(
    const CollectableInstalment& due, const DirectDebitTerms& terms, base::BusinessDate today
) {
    if (!due.earlier.empty()) {
        const EarlierOrder& last = due.earlier.back();
        const std::string day = last.collect_on.to_string();
        switch (last.answer) {
            case BankAnswer::none:
                return Refusal{
                    NotCollectedReason::under_way,
                    fmt::format("it is collected on {}, and the bank has not answered", day)};
            case BankAnswer::paid:
                return Refusal{
                    NotCollectedReason::collected_before,
                    fmt::format(
                        "it was collected on {} and went to what was open before it: somebody calls"
                        " first",
                        day
                    )};
            case BankAnswer::taken_back:
                return after_return(due, last, terms);
        }
    }
    if (due.agreed.due_date.plus_days(terms.missed_margin_days) < today.date()) {
        return Refusal{
            NotCollectedReason::missed,
            fmt::format(
                "it fell due on {} and counts as missed: somebody calls first",
                due.agreed.due_date.to_string()
            )};
    }
    return Begin{std::max(due.agreed.due_date, due.plan_agreed_on.plus_days(terms.notice_days))};
}

Check check_quiet(const CollectableInstalment& due, Date from, Date until) {
    for (const plans::Period& quiet : due.quiet) {
        if (quiet.from <= until && quiet.until >= from) {
            return Refusal{
                NotCollectedReason::quiet,
                fmt::format(
                    "a pause or a hold covers it from {} until {}",
                    quiet.from.to_string(),
                    quiet.until.to_string()
                )};
        }
    }
    return std::nullopt;
}

using Chosen = std::variant<ToCollect, Refusal>;

Chosen decide(
    const CollectableInstalment& due,
    const SpokenFor& spoken_for,
    const DirectDebitTerms& terms,
    base::BusinessDate today,
    Date until
) {
    if (Check refused = check_mandate(due.mandate)) {
        return std::move(*refused);
    }
    BeginOrRefusal begins = begin_of(due, terms, today);
    if (Refusal* const refused = std::get_if<Refusal>(&begins)) {
        return std::move(*refused);
    }
    const Begin& begin = std::get<Begin>(begins);
    if (begin.is_retry && begin.from > until) {
        return Refusal{
            NotCollectedReason::retry_later,
            fmt::format("it is tried again from {}", begin.from.to_string())};
    }
    const Date earliest = target_days_after(today.date(), terms.lead_days);
    const Date collect_on =
        std::max({earliest, next_target_day(begin.from), due.not_before.value_or(begin.from)});
    if (Check refused = check_quiet(due, today.date(), collect_on)) {
        return std::move(*refused);
    }
    if (Check refused = check_lapse(due.mandate, collect_on)) {
        return std::move(*refused);
    }
    const Money amount = amount_to_ask(due, spoken_for);
    if (!amount.is_positive()) {
        return Refusal{
            NotCollectedReason::nothing_open,
            "nothing of it is open, or other orders ask all that is open on the claims"};
    }
    return ToCollect{due.plan, due.agreed.number, collect_on, amount, begin.is_retry};
}

}  // namespace

std::string_view to_text(NotCollectedReason reason) {
    switch (reason) {
        case NotCollectedReason::nothing_open:
            return "nothing_open";
        case NotCollectedReason::mandate_ended:
            return "mandate_ended";
        case NotCollectedReason::mandate_lapsed:
            return "mandate_lapsed";
        case NotCollectedReason::mandate_stopped:
            return "mandate_stopped";
        case NotCollectedReason::mandate_unfit:
            return "mandate_unfit";
        case NotCollectedReason::under_way:
            return "under_way";
        case NotCollectedReason::collected_before:
            return "collected_before";
        case NotCollectedReason::taken_back:
            return "taken_back";
        case NotCollectedReason::no_retry_left:
            return "no_retry_left";
        case NotCollectedReason::retry_later:
            return "retry_later";
        case NotCollectedReason::missed:
            return "missed";
        case NotCollectedReason::quiet:
            return "quiet";
    }
    throw base::ProgrammerFault{"unknown reason to leave an instalment out"};
}

CollectionChoice choose(
    const std::vector<CollectableInstalment>& due,
    const std::vector<OrderUnderWay>& under_way,
    const DirectDebitTerms& terms,
    base::BusinessDate today,
    base::Date until
) {
    CollectionChoice choice;
    SpokenFor spoken_for;
    for (const OrderUnderWay& order : under_way) {
        spoken_for.add(order.plan, order.claims, order.amount);
    }
    for (const CollectableInstalment& one : due) {
        Chosen chosen = decide(one, spoken_for, terms, today, until);
        if (ToCollect* const collected = std::get_if<ToCollect>(&chosen)) {
            spoken_for.add(one.plan, one.claims, collected->amount);
            choice.collected.push_back(*collected);
        } else {
            Refusal& refused = std::get<Refusal>(chosen);
            choice.left_out.push_back(
                {one.plan, one.agreed.number, refused.reason, std::move(refused.explanation)}
            );
        }
    }
    return choice;
}

}  // namespace draagkracht::payments
