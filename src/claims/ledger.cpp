#include "draagkracht/claims/ledger.hpp"

#include <algorithm>
#include <map>
#include <utility>

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
        EnumText{PostingKind::correction, "correction"},
        EnumText{PostingKind::gross_up, "gross_up"},
        EnumText{PostingKind::remission, "remission"},
        EnumText{PostingKind::buy_off, "buy_off"},
        EnumText{PostingKind::write_off, "write_off"},
        EnumText{PostingKind::transfer, "transfer"},
        EnumText{PostingKind::refund, "refund"},
        EnumText{PostingKind::set_off, "set_off"}}};

bool component_fits(const Movement& movement) {
    switch (movement.kind) {
        case PostingKind::claim:
        case PostingKind::gross_up:
            return movement.component == Component::principal;
        case PostingKind::interest:
            return movement.component == Component::interest;
        case PostingKind::fee:
            return movement.component == Component::costs;
        case PostingKind::payment:
        case PostingKind::correction:
        case PostingKind::remission:
        case PostingKind::buy_off:
        case PostingKind::write_off:
        case PostingKind::transfer:
        case PostingKind::refund:
        case PostingKind::set_off:
            return true;
    }
    return false;
}

// What is asked makes the debt larger, and only a correction of it smaller; what is given up makes
// it smaller. A payment that the bank takes back is above zero, and so is what revives. What leaves
// or comes as a credit can go from one component to another when payments are worked out anew.
bool sign_fits(const Movement& movement) {
    switch (movement.kind) {
        case PostingKind::claim:
        case PostingKind::interest:
        case PostingKind::fee:
        case PostingKind::gross_up:
            return movement.amount.is_positive();
        case PostingKind::remission:
        case PostingKind::buy_off:
        case PostingKind::transfer:
            return movement.amount.is_negative();
        case PostingKind::payment:
        case PostingKind::correction:
        case PostingKind::write_off:
        case PostingKind::refund:
        case PostingKind::set_off:
            return !movement.amount.is_zero();
    }
    return false;
}

}  // namespace

bool is_charge(PostingKind kind) {
    switch (kind) {
        case PostingKind::claim:
        case PostingKind::interest:
        case PostingKind::fee:
        case PostingKind::correction:
        case PostingKind::gross_up:
            return true;
        case PostingKind::payment:
        case PostingKind::remission:
        case PostingKind::buy_off:
        case PostingKind::write_off:
        case PostingKind::transfer:
        case PostingKind::refund:
        case PostingKind::set_off:
            return false;
    }
    return false;
}

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
            "a claim and its gross-up move the principal, interest the interest, a fee the costs"
        );
    }
    if (!sign_fits(movement)) {
        return base::problem(
            "claims.wrong-movement",
            "a movement of this kind cannot have this amount",
            "no movement is zero; what is asked is above zero, and what is given up below"
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

std::optional<LastPayment> last_payment_of(std::span<const Posting> postings) {
    std::map<base::Date, base::Money> owed_by_payments;  // below zero: paid
    for (const Posting& posting : postings) {
        const Movement& movement = posting.facts.movement;
        if (movement.kind == PostingKind::payment) {
            owed_by_payments[movement.value_date] += movement.amount;
        }
    }
    for (auto day = owed_by_payments.rbegin(); day != owed_by_payments.rend(); ++day) {
        if (day->second.is_negative()) {
            return LastPayment{day->first, -day->second};
        }
    }
    return std::nullopt;
}

std::vector<Posting> last_of(std::vector<Posting> postings, std::size_t most) {
    std::ranges::sort(postings, std::ranges::greater{}, [](const Posting& posting) {
        return std::pair{posting.facts.movement.value_date, posting.id};
    });
    if (postings.size() > most) {
        postings.erase(postings.begin() + static_cast<std::ptrdiff_t>(most), postings.end());
    }
    return postings;
}

}  // namespace draagkracht::claims
