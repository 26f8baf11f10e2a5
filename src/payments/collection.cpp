#include "draagkracht/payments/collection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <variant>

#include "draagkracht/base/enum_text.hpp"
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

using base::EnumText;
using Reason = NotCollectedReason;

constexpr base::EnumTexts reason_texts{
    "payments.unknown-reason",
    std::array{
        EnumText{Reason::nothing_open, "nothing_open"},
        EnumText{Reason::mandate_ended, "mandate_ended"},
        EnumText{Reason::mandate_lapsed, "mandate_lapsed"},
        EnumText{Reason::mandate_stopped, "mandate_stopped"},
        EnumText{Reason::mandate_unfit, "mandate_unfit"},
        EnumText{Reason::under_way, "under_way"},
        EnumText{Reason::collected_before, "collected_before"},
        EnumText{Reason::taken_back, "taken_back"},
        EnumText{Reason::no_retry_left, "no_retry_left"},
        EnumText{Reason::retry_later, "retry_later"},
        EnumText{Reason::missed, "missed"},
        EnumText{Reason::quiet, "quiet"},
        EnumText{Reason::not_due, "not_due"},
        EnumText{Reason::less_now, "less_now"},
    }};

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

// Why an order that was approved falls out.
Check check_approved(
    const ToCollect& order,
    std::optional<CollectableInstalment> due,
    const SpokenFor& spoken_for,
    const DirectDebitTerms& terms,
    base::BusinessDate today,
    Date until
) {
    if (!due) {
        return Refusal{
            NotCollectedReason::not_due,
            "it is not due any more: it was paid, its plan ended, or it falls due later now"};
    }
    due->not_before = order.collect_on;
    Chosen chosen = decide(*due, spoken_for, terms, today, until);
    if (Refusal* const refused = std::get_if<Refusal>(&chosen)) {
        return std::move(*refused);
    }
    const ToCollect& now = std::get<ToCollect>(chosen);
    if (now.collect_on == order.collect_on && now.amount >= order.amount) {
        return std::nullopt;
    }
    return Refusal{
        NotCollectedReason::less_now,
        fmt::format(
            "EUR {} was approved for {}; now it is EUR {} on {}",
            order.amount.to_string(),
            order.collect_on.to_string(),
            now.amount.to_string(),
            now.collect_on.to_string()
        )};
}

}  // namespace

std::string_view to_text(NotCollectedReason reason) {
    return reason_texts.text_of(reason);
}

base::Outcome<NotCollectedReason> not_collected_reason_of(std::string_view text) {
    return reason_texts.parse(text);
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

std::vector<NotCollected> fallen_out(
    const std::vector<ApprovedOrder>& approved,
    const std::vector<OrderUnderWay>& under_way,
    const DirectDebitTerms& terms,
    base::BusinessDate today,
    base::Date until
) {
    std::vector<NotCollected> fallen;
    SpokenFor spoken_for;
    for (const OrderUnderWay& order : under_way) {
        spoken_for.add(order.plan, order.claims, order.amount);
    }
    for (const auto& [order, due] : approved) {
        if (Check refused = check_approved(order, due, spoken_for, terms, today, until)) {
            fallen.push_back(
                {order.plan,
                 order.instalment_number,
                 refused->reason,
                 std::move(refused->explanation)}
            );
        } else {
            spoken_for.add(order.plan, due->claims, order.amount);
        }
    }
    return fallen;
}

}  // namespace draagkracht::payments
