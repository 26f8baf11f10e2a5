#include "draagkracht/claims/remission.hpp"

#include <algorithm>

#include "draagkracht/base/enum_text.hpp"
#include "draagkracht/base/exact_money.hpp"

namespace draagkracht::claims {

namespace {

using base::Date;
using base::EnumText;
using base::Money;
using enum RemissionGround;
using enum RemissionNeed;
using enum RemissionNote;

constexpr const char* paid_in_full_article = "PW 58 lid 7 a";
constexpr const char* made_good_article = "PW 58 lid 7 b";
constexpr const char* nothing_paid_article = "PW 58 lid 7 c";
constexpr const char* buy_off_article = "PW 58 lid 7 d";
constexpr const char* fine_article = "PW 18a lid 13";
constexpr const char* policy_article = "Awb 4:94a";

constexpr base::EnumTexts ground_texts{
    "claims.unknown-ground",
    std::array{
        EnumText{paid_in_full, "paid_in_full"},
        EnumText{arrears_made_good, "arrears_made_good"},
        EnumText{nothing_paid, "nothing_paid"},
        EnumText{buy_off, "buy_off"},
        EnumText{proper_payment, "proper_payment"},
        EnumText{trivial, "trivial"},
        EnumText{fine_in_arrangement, "fine_in_arrangement"},
    }};

constexpr base::EnumTexts need_texts{
    "claims.unknown-need",
    std::array{
        EnumText{plan, "plan"},
        EnumText{time, "time"},
        EnumText{keep_paying, "keep_paying"},
        EnumText{arrears, "arrears"},
        EnumText{interest_and_costs, "interest_and_costs"},
        EnumText{payment_at_once, "payment_at_once"},
        EnumText{no_prospect, "no_prospect"},
        EnumText{arrangement, "arrangement"},
    }};

constexpr base::EnumTexts note_texts{
    "claims.unknown-note",
    std::array{
        EnumText{compelling_reasons, "compelling_reasons"},
        EnumText{disproportionate, "disproportionate"},
        EnumText{no_debt_arrangement, "no_debt_arrangement"},
        EnumText{other_act, "other_act"},
    }};

constexpr base::EnumTexts count_texts{
    "claims.unknown-count",
    std::array{
        EnumText{InstalmentCount::in_time, "in_time"},
        EnumText{InstalmentCount::late, "late"},
        EnumText{InstalmentCount::missed, "missed"},
        EnumText{InstalmentCount::not_yet, "not_yet"},
    }};

// Works out the grounds of one claim.
class Outlook {
  public:
    Outlook(const RemissionFacts& facts, const RemissionRules& rules, Date today)
        : facts_{facts}, rules_{rules}, today_{today}, record_{record()} {}

    [[nodiscard]] RemissionOutlook result() const {
        RemissionOutlook outlook{record_, {}, {}};
        if (!facts_.remainder.total().is_positive()) {
            return outlook;
        }
        outlook.notes = notes();
        if (facts_.kind == ClaimKind::fine) {
            if (!is_grave()) {
                outlook.grounds.push_back(of_fine());
            }
        } else if (facts_.kind == ClaimKind::information_duty) {
            if (!is_of_other_act()) {
                outlook.grounds = {by_payment(), nothing_was_paid(), at_once()};
            }
        } else {
            outlook.grounds = {by_policy(), at_once()};
            if (is_trivial()) {
                outlook.grounds.insert(outlook.grounds.begin(), of_trivial());
            }
        }
        return outlook;
    }

  private:
    [[nodiscard]] bool is_information_duty() const {
        return facts_.kind == ClaimKind::information_duty;
    }
    [[nodiscard]] bool is_grave() const {
        return facts_.culpability == Culpability::intent ||
               facts_.culpability == Culpability::gross_negligence;
    }
    [[nodiscard]] bool is_of_other_act() const {
        return facts_.law == people::BenefitLaw::ioaw || facts_.law == people::BenefitLaw::ioaz;
    }
    [[nodiscard]] bool is_trivial() const {
        return facts_.culpability == Culpability::none &&
               facts_.remainder.total() <= rules_.trivial_amount.value;
    }
    [[nodiscard]] Date last_day_in_time(const DueInstalment& instalment) const {
        return instalment.due_date.plus_days(rules_.missed_margin_days.value);
    }
    [[nodiscard]] bool is_missed(const DueInstalment& instalment) const {
        return !instalment.settled_on && last_day_in_time(instalment) < today_;
    }
    [[nodiscard]] bool is_late(const DueInstalment& instalment) const {
        return instalment.settled_on && *instalment.settled_on > last_day_in_time(instalment);
    }

    [[nodiscard]] InstalmentCount count_of(const DueInstalment& instalment) const;
    [[nodiscard]] PaymentRecord record() const;
    [[nodiscard]] std::vector<RemissionNote> notes() const;

    // The first day after so many years that count; empty when nothing was agreed on yet.
    [[nodiscard]] std::optional<Date> day_after(int years) const;
    [[nodiscard]] bool was_made_good_after(Date day) const;
    [[nodiscard]] Money open_beside() const {
        return facts_.remainder.interest + facts_.remainder.costs;
    }
    // What is the same for the grounds that go by how was paid.
    [[nodiscard]] GroundOutlook counting(
        RemissionGround ground, const norms::Parameter<int>& years, std::string article
    ) const;

    [[nodiscard]] GroundOutlook by_payment() const;
    [[nodiscard]] GroundOutlook nothing_was_paid() const;
    [[nodiscard]] GroundOutlook at_once() const;
    [[nodiscard]] GroundOutlook by_policy() const;
    [[nodiscard]] GroundOutlook of_trivial() const;
    [[nodiscard]] GroundOutlook of_fine() const;

    const RemissionFacts& facts_;
    const RemissionRules& rules_;
    Date today_;
    PaymentRecord record_;
};

InstalmentCount Outlook::count_of(const DueInstalment& instalment) const {
    if (is_missed(instalment)) {
        return InstalmentCount::missed;
    }
    if (is_late(instalment)) {
        return InstalmentCount::late;
    }
    return instalment.settled_on ? InstalmentCount::in_time : InstalmentCount::not_yet;
}

PaymentRecord Outlook::record() const {
    PaymentRecord record{.counted_from = facts_.first_payment};
    for (const DueInstalment& instalment : facts_.instalments) {
        record.counted_from =
            std::min(record.counted_from.value_or(instalment.due_date), instalment.due_date);
        const InstalmentCount count = count_of(instalment);
        record.instalments.push_back({instalment, count});
        record.missed += count == InstalmentCount::missed ? 1 : 0;
        record.late += count == InstalmentCount::late ? 1 : 0;
        record.in_time += count == InstalmentCount::in_time ? 1 : 0;
        if (count == InstalmentCount::missed) {
            record.arrears += instalment.open;
        }
    }
    return record;
}

std::vector<RemissionNote> Outlook::notes() const {
    std::vector<RemissionNote> notes;
    if (is_information_duty() && is_of_other_act()) {
        notes.push_back(other_act);
    } else if (facts_.kind != ClaimKind::fine) {
        notes.push_back(is_information_duty() ? compelling_reasons : disproportionate);
    }
    const bool was_blamed = is_information_duty() || facts_.kind == ClaimKind::fine;
    if (was_blamed && is_grave()) {
        notes.push_back(no_debt_arrangement);
    }
    return notes;
}

// Years in which nothing was agreed on do not count, and do not break what counts. Under the strict
// reading the years begin anew when an instalment came late.
std::optional<Date> Outlook::day_after(int years) const {
    if (!record_.counted_from) {
        return std::nullopt;
    }
    Date begins = *record_.counted_from;
    if (!rules_.late_counts_as_paid.value) {
        for (const DueInstalment& instalment : facts_.instalments) {
            if (is_late(instalment)) {
                begins = std::max(begins, *instalment.settled_on);
            }
        }
        if (record_.missed > 0) {
            begins = today_;
        }
    }
    Date day = begins.plus_months(12 * years, base::MonthEnd::last_day);
    for (const Period& gap : facts_.gaps) {
        const Date from = std::max(gap.from, begins);
        if (from <= gap.until && from < day) {
            day = day.plus_days(from.days_until(gap.until) + 1);
        }
    }
    return day;
}

bool Outlook::was_made_good_after(Date day) const {
    return std::ranges::any_of(facts_.instalments, [day](const DueInstalment& instalment) {
        return instalment.due_date < day && instalment.settled_on && *instalment.settled_on > day;
    });
}

GroundOutlook Outlook::counting(
    RemissionGround ground, const norms::Parameter<int>& years, std::string article
) const {
    GroundOutlook outlook{
        ground, day_after(years.value), {}, record_.arrears, {}, std::move(article), years.row};
    outlook.remits = facts_.remainder.total() - outlook.to_pay;
    if (!outlook.from || (!facts_.has_plan && *outlook.from > today_)) {
        outlook.needs.push_back(plan);
    }
    if (outlook.from && *outlook.from > today_) {
        outlook.needs.insert(outlook.needs.end(), {time, keep_paying});
    }
    if (record_.missed > 0) {
        outlook.needs.push_back(arrears);
    }
    return outlook;
}

GroundOutlook Outlook::by_payment() const {
    GroundOutlook outlook = counting(paid_in_full, rules_.years, paid_in_full_article);
    const bool is_over = outlook.from && *outlook.from <= today_;
    if (!is_over || (record_.missed == 0 && !was_made_good_after(*outlook.from))) {
        return outlook;
    }
    outlook.ground = arrears_made_good;
    outlook.article = made_good_article;
    if (open_beside().is_positive()) {
        outlook.needs.push_back(interest_and_costs);
        outlook.to_pay += open_beside();
    }
    outlook.remits = facts_.remainder.total() - std::min(outlook.to_pay, facts_.remainder.total());
    return outlook;
}

GroundOutlook Outlook::nothing_was_paid() const {
    const Date since = std::max(facts_.due_date, facts_.last_payment.value_or(facts_.due_date));
    const Date day = since.plus_months(12 * rules_.years.value, base::MonthEnd::last_day);
    GroundOutlook outlook{
        nothing_paid,
        day,
        {},
        Money{},
        facts_.remainder.total(),
        nothing_paid_article,
        rules_.years.row};
    if (day > today_) {
        outlook.needs.push_back(time);
    }
    outlook.needs.push_back(no_prospect);
    return outlook;
}

GroundOutlook Outlook::at_once() const {
    const norms::Parameter<base::Percentage>& share =
        is_information_duty() ? rules_.buy_off_share : rules_.other_buy_off_share;
    const Money of =
        rules_.remainder_with_costs.value ? facts_.remainder.total() : facts_.remainder.principal;
    // At least that share, so a part of a cent is rounded up.
    const auto least = [&share](Money remainder) {
        return (base::ExactMoney{remainder} * share.value).rounded(base::Rounding::up);
    };
    const std::string article{is_information_duty() ? buy_off_article : policy_article};
    const Money total = facts_.remainder.total();
    if (facts_.last_paid.is_positive() && facts_.last_paid >= least(of + facts_.last_paid)) {
        return {buy_off, facts_.last_payment, {}, Money{}, total, article, share.row};
    }
    const Money pays = least(of);
    return {buy_off, today_, {payment_at_once}, pays, total - pays, article, share.row};
}

GroundOutlook Outlook::by_policy() const {
    GroundOutlook outlook = counting(proper_payment, rules_.other_years, policy_article);
    outlook.remits = facts_.remainder.total() - std::min(outlook.to_pay, facts_.remainder.total());
    return outlook;
}

GroundOutlook Outlook::of_trivial() const {
    return {
        trivial,
        today_,
        {},
        Money{},
        facts_.remainder.total(),
        policy_article,
        rules_.trivial_amount.row};
}

GroundOutlook Outlook::of_fine() const {
    return {
        fine_in_arrangement,
        std::nullopt,
        {arrangement},
        Money{},
        facts_.remainder.total(),
        fine_article,
        std::nullopt};
}

}  // namespace

std::vector<std::string_view> articles_of(RemissionGround ground) {
    switch (ground) {
        case paid_in_full:
            return {paid_in_full_article};
        case arrears_made_good:
            return {made_good_article};
        case nothing_paid:
            return {nothing_paid_article};
        case buy_off:
            return {buy_off_article, policy_article};
        case proper_payment:
        case trivial:
            return {policy_article};
        case fine_in_arrangement:
            break;
    }
    return {fine_article};
}

RemissionRules remission_rules(
    const norms::CollectionTerms& law, const norms::PolicyRules& policy
) {
    return {
        .years = law.remission_years,
        .buy_off_share = law.buy_off_share,
        .other_years = policy.other_remission_years,
        .other_buy_off_share = policy.other_buy_off_share,
        .trivial_amount = policy.trivial_amount,
        .late_counts_as_paid = policy.late_counts_as_paid,
        .remainder_with_costs = policy.remainder_with_costs,
        .missed_margin_days = policy.missed_margin_days};
}

RemissionOutlook remission_outlook(
    const RemissionFacts& facts, const RemissionRules& rules, Date today
) {
    return Outlook{facts, rules, today}.result();
}

std::string_view to_text(RemissionGround ground) {
    return ground_texts.text_of(ground);
}

std::string_view to_text(RemissionNeed need) {
    return need_texts.text_of(need);
}

std::string_view to_text(RemissionNote note) {
    return note_texts.text_of(note);
}

std::string_view to_text(InstalmentCount count) {
    return count_texts.text_of(count);
}

base::Outcome<RemissionGround> remission_ground_of(std::string_view text) {
    return ground_texts.parse(text);
}

}  // namespace draagkracht::claims
