#include "draagkracht/claims/ledger.hpp"

#include "draagkracht/base/enum_text.hpp"
#include "draagkracht/base/plain_line.hpp"

namespace draagkracht::claims {

namespace {

using base::EnumText;

constexpr base::EnumTexts component_texts{
    "claims.not-a-component",
    std::array{
        EnumText{Component::costs, "costs"},
        EnumText{Component::interest, "interest"},
        EnumText{Component::principal, "principal"}}};

constexpr base::EnumTexts posting_kind_texts{
    "claims.not-a-posting-kind",
    std::array{
        EnumText{PostingKind::claim, "claim"},
        EnumText{PostingKind::payment, "payment"},
        EnumText{PostingKind::interest, "interest"},
        EnumText{PostingKind::fee, "fee"},
        EnumText{PostingKind::correction, "correction"}}};

bool component_fits(const Movement& movement) {
    switch (movement.kind) {
        case PostingKind::claim:
            return movement.component == Component::principal;
        case PostingKind::interest:
            return movement.component == Component::interest;
        case PostingKind::fee:
            return movement.component == Component::costs;
        case PostingKind::payment:
        case PostingKind::correction:
            return true;
    }
    return false;
}

// A decision, interest and a fee always make the debt larger; what makes it smaller again is a
// correction. A payment that the bank takes back is above zero.
bool sign_fits(const Movement& movement) {
    const bool only_adds = movement.kind == PostingKind::claim ||
                           movement.kind == PostingKind::interest ||
                           movement.kind == PostingKind::fee;
    return only_adds ? movement.amount.is_positive() : !movement.amount.is_zero();
}

}  // namespace

base::Money Balance::of(Component component) const {
    switch (component) {
        case Component::costs:
            return costs;
        case Component::interest:
            return interest;
        case Component::principal:
            return principal;
    }
    throw base::ProgrammerFault{"there are three components"};
}

void Balance::add(Component component, base::Money amount) {
    switch (component) {
        case Component::costs:
            costs += amount;
            return;
        case Component::interest:
            interest += amount;
            return;
        case Component::principal:
            principal += amount;
            return;
    }
}

Balance balance_of(std::span<const Movement> movements) {
    Balance balance;
    for (const Movement& movement : movements) {
        balance.add(movement.component, movement.amount);
    }
    return balance;
}

base::Done check(const Movement& movement) {
    if (!component_fits(movement)) {
        return base::problem(
            "claims.wrong-movement",
            "a movement of this kind cannot stand under this component",
            "a claim moves the principal, interest the interest, a fee the costs"
        );
    }
    if (!sign_fits(movement)) {
        return base::problem(
            "claims.wrong-movement",
            "a movement of this kind cannot have this amount",
            "no movement is zero; a claim, interest and a fee are above zero"
        );
    }
    if (movement.amount > amount_max || movement.amount < -amount_max) {
        return base::problem(
            "claims.amount-too-large",
            "the amount is above EUR 10,000,000.00",
            "check the decimal point"
        );
    }
    return base::check_plain_line(movement.reason);
}

std::string_view to_text(Component component) {
    return component_texts.text_of(component);
}

std::string_view to_text(PostingKind kind) {
    return posting_kind_texts.text_of(kind);
}

base::Outcome<Component> component_of(std::string_view text) {
    return component_texts.parse(text);
}

base::Outcome<PostingKind> posting_kind_of(std::string_view text) {
    return posting_kind_texts.parse(text);
}

}  // namespace draagkracht::claims
