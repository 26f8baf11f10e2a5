#include "draagkracht/claims/act.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "draagkracht/base/enum_text.hpp"
#include "draagkracht/base/plain_line.hpp"

namespace draagkracht::claims {

namespace {

using base::EnumText;

constexpr base::EnumTexts act_kind_texts{
    "claims.not-an-act",
    std::array{
        EnumText{ActKind::changed, "changed"},
        EnumText{ActKind::corrected, "corrected"},
        EnumText{ActKind::interest_set, "interest_set"},
        EnumText{ActKind::grossed_up, "grossed_up"},
        EnumText{ActKind::held, "held"},
        EnumText{ActKind::hold_ended, "hold_ended"},
        EnumText{ActKind::debtor_released, "debtor_released"},
        EnumText{ActKind::interrupted, "interrupted"},
        EnumText{ActKind::remitted, "remitted"},
        EnumText{ActKind::bought_off, "bought_off"},
        EnumText{ActKind::written_off, "written_off"},
        EnumText{ActKind::revived, "revived"},
        EnumText{ActKind::transferred, "transferred"},
        EnumText{ActKind::annulled, "annulled"},
        EnumText{ActKind::credit_refunded, "credit_refunded"},
        EnumText{ActKind::credit_moved, "credit_moved"}}};

constexpr base::EnumTexts hold_kind_texts{
    "claims.not-a-hold",
    std::array{
        EnumText{HoldKind::objection, "objection"},
        EnumText{HoldKind::appeal, "appeal"},
        EnumText{HoldKind::suspension, "suspension"},
        EnumText{HoldKind::deferral, "deferral"},
        EnumText{HoldKind::dispute, "dispute"},
        EnumText{HoldKind::debt_help, "debt_help"},
        EnumText{HoldKind::bankruptcy, "bankruptcy"},
        EnumText{HoldKind::debt_arrangement, "debt_arrangement"},
        EnumText{HoldKind::estate, "estate"}}};

// The fields that depend on the kind of act.
enum class Field {
    decision_number,
    amount,
    component,
    factor,
    hold,
    last_day,
    review_on,
    ends,
    debtor,
    interruption,
    other_claim,
};

struct FieldOfAct {
    Field field;
    std::string_view name;
    bool (*is_told)(const NewAct&);
};

constexpr std::array fields{
    FieldOfAct{
        Field::decision_number,
        "decision_number",
        [](const NewAct& act) { return !act.decision_number.empty(); }},
    FieldOfAct{Field::amount, "amount", [](const NewAct& act) { return act.amount.has_value(); }},
    FieldOfAct{
        Field::component, "component", [](const NewAct& act) { return act.component.has_value(); }},
    FieldOfAct{Field::factor, "factor", [](const NewAct& act) { return act.factor.has_value(); }},
    FieldOfAct{Field::hold, "hold", [](const NewAct& act) { return act.hold.has_value(); }},
    FieldOfAct{
        Field::last_day, "last_day", [](const NewAct& act) { return act.last_day.has_value(); }},
    FieldOfAct{
        Field::review_on, "review_on", [](const NewAct& act) { return act.review_on.has_value(); }},
    FieldOfAct{Field::ends, "ends", [](const NewAct& act) { return act.ends.has_value(); }},
    FieldOfAct{Field::debtor, "debtor", [](const NewAct& act) { return act.debtor.has_value(); }},
    FieldOfAct{
        Field::interruption,
        "interruption",
        [](const NewAct& act) { return act.interruption.has_value(); }},
    FieldOfAct{Field::other_claim, "other_claim", [](const NewAct& act) {
                   return act.other_claim.has_value();
               }}};

struct FieldRule {
    ActKind kind;
    std::vector<Field> needed;
    std::vector<Field> possible;  // beside the needed ones
};

const FieldRule& rule_of(ActKind kind) {
    using enum Field;
    static const std::vector<FieldRule> rules{
        {ActKind::changed, {decision_number, amount}, {}},
        {ActKind::corrected, {component, amount}, {}},
        {ActKind::interest_set, {decision_number, amount, last_day}, {}},
        {ActKind::grossed_up, {decision_number, amount}, {factor}},
        {ActKind::held, {hold}, {last_day, review_on, debtor, decision_number}},
        {ActKind::hold_ended, {ends, last_day}, {}},
        {ActKind::debtor_released, {debtor, decision_number}, {}},
        {ActKind::interrupted, {debtor, interruption}, {}},
        {ActKind::remitted, {decision_number, amount}, {}},
        {ActKind::bought_off, {decision_number, amount}, {}},
        {ActKind::written_off, {amount}, {decision_number}},
        {ActKind::revived, {amount}, {decision_number}},
        {ActKind::transferred, {decision_number, amount}, {}},
        {ActKind::annulled, {decision_number}, {}},
        {ActKind::credit_refunded, {amount}, {decision_number}},
        {ActKind::credit_moved, {amount, other_claim}, {decision_number}}};
    return *std::ranges::find(rules, kind, &FieldRule::kind);
}

base::Done refusal(const char* code, std::string message, std::string_view field) {
    return tl::unexpected(base::Problem{code, std::move(message), std::string{field}, {}});
}

base::Done check_fields(const NewAct& act) {
    const FieldRule& rule = rule_of(act.kind);
    for (const FieldOfAct& field : fields) {
        const bool is_needed = std::ranges::count(rule.needed, field.field) > 0;
        const bool is_possible = is_needed || std::ranges::count(rule.possible, field.field) > 0;
        if (is_needed && !field.is_told(act)) {
            return refusal("claims.act-needs", "an act of this kind has to tell this", field.name);
        }
        if (!is_possible && field.is_told(act)) {
            return refusal(
                "claims.act-does-not-take", "an act of this kind does not tell this", field.name
            );
        }
    }
    return {};
}

base::Done check_hold(const NewAct& act) {
    if (!act.last_day && !act.review_on) {
        return refusal(
            "claims.act-needs",
            "a hold has a last day, or a day on which somebody looks again",
            "review_on"
        );
    }
    for (const auto& [day, field] :
         {std::pair{act.last_day, "last_day"}, std::pair{act.review_on, "review_on"}}) {
        if (day && *day < act.on) {
            return refusal("claims.wrong-period", "this day lies before the hold begins", field);
        }
    }
    return {};
}

}  // namespace

base::Done check(const NewAct& act) {
    for (const auto& [text, field] :
         {std::pair{&act.number, "number"},
          std::pair{&act.reason, "reason"},
          std::pair{&act.decision_number, "decision_number"}}) {
        const bool may_be_empty = text == &act.decision_number;
        if (text->empty() && may_be_empty) {
            continue;
        }
        if (const base::Done line = base::check_told_line(*text, field); !line) {
            return line;
        }
    }
    if (const base::Done told = check_fields(act); !told) {
        return told;
    }
    if (act.amount && act.amount->is_zero()) {
        return refusal("claims.act-needs", "an amount of nothing changes nothing", "amount");
    }
    if (act.amount && (*act.amount > amount_max || *act.amount < -amount_max)) {
        return refusal(
            "claims.amount-too-large", "the amount is above EUR 10,000,000.00", "amount"
        );
    }
    return act.kind == ActKind::held ? check_hold(act) : base::Done{};
}

bool needs_second_person(ActKind kind) {
    return kind == ActKind::remitted || kind == ActKind::bought_off ||
           kind == ActKind::written_off || kind == ActKind::debtor_released ||
           kind == ActKind::credit_refunded;
}

bool uses_credit(ActKind kind) {
    return kind == ActKind::credit_refunded || kind == ActKind::credit_moved;
}

std::string_view to_text(ActKind kind) {
    return act_kind_texts.text_of(kind);
}

std::string_view to_text(HoldKind kind) {
    return hold_kind_texts.text_of(kind);
}

base::Outcome<ActKind> act_kind_of(std::string_view text) {
    return act_kind_texts.parse(text);
}

base::Outcome<HoldKind> hold_kind_of(std::string_view text) {
    return hold_kind_texts.parse(text);
}

const std::vector<ActKind>& act_kinds() {
    using enum ActKind;
    static const std::vector<ActKind> kinds{
        changed,
        corrected,
        interest_set,
        grossed_up,
        held,
        hold_ended,
        debtor_released,
        interrupted,
        remitted,
        bought_off,
        written_off,
        revived,
        transferred,
        annulled,
        credit_refunded,
        credit_moved};
    return kinds;
}

const std::vector<HoldKind>& hold_kinds() {
    using enum HoldKind;
    static const std::vector<HoldKind> kinds{
        objection,
        appeal,
        suspension,
        deferral,
        dispute,
        debt_help,
        bankruptcy,
        debt_arrangement,
        estate};
    return kinds;
}

}  // namespace draagkracht::claims
