#include "draagkracht/payments/matching.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "draagkracht/base/creditor_reference.hpp"
#include "draagkracht/base/payment_reference.hpp"

namespace draagkracht::payments {

using norms::MatchRule;

namespace {

std::int64_t number_of(DebtId id) {
    return std::visit([](auto typed) { return typed.value(); }, id);
}

std::string name_of(DebtId id) {
    const bool is_plan = std::holds_alternative<base::PlanId>(id);
    return fmt::format("{} {}", is_plan ? "plan" : "claim", number_of(id));
}

// What a rule looks at.
struct Question {
    const Payment& payment;
    const DebtBook& debts;
    NamedReferences references;
};

using Verdict = std::optional<Decision>;  // empty: this rule has nothing to say

Verdict details_disagree(const Question& question) {
    const Entry& entry = *question.payment.entry;
    if (!entry.notified_otherwise.empty()) {
        return Suspense{SuspenseCode::details_disagree, entry.notified_otherwise};
    }
    if (question.payment.details_agree) {
        return std::nullopt;
    }
    const std::optional<base::Money> total = total_of_details(entry);
    const std::string told = total ? "come to " + total->to_string() : "have no amount each";
    return Suspense{
        SuspenseCode::details_disagree,
        fmt::format(
            "the entry is {}, but its {} details {}",
            entry.amount.to_string(),
            entry.details.size(),
            told
        )};
}

Verdict came_back(const Question& question) {
    const std::string& reason = question.payment.detail->return_reason;
    if (!question.payment.entry->is_reversal && reason.empty()) {
        return std::nullopt;
    }
    return Suspense{
        SuspenseCode::returned,
        reason.empty()
            ? "the bank undid an earlier entry, without a reason"
            : fmt::format("the bank undid an earlier entry, reason {}", reason.substr(0, 4))};
}

// What the bank booked under the name of a batch of ours, and is not what its orders come to.
Verdict batch_as_a_whole(const Question& question) {
    const Entry& entry = *question.payment.entry;
    const CountAndTotal* const batch = question.debts.batch(question.payment.detail->batch_id);
    if (batch == nullptr || !question.references.structured.empty()) {
        return std::nullopt;
    }
    if (entry.amount == batch->total) {
        return Suspense{
            SuspenseCode::batch_known, "the entry names a batch of ours that was paid before"};
    }
    return Suspense{
        SuspenseCode::batch_differs,
        fmt::format(
            "the entry names a batch of ours, whose {} orders come to {}",
            batch->count,
            batch->total.to_string()
        )};
}

Verdict went_out(const Question& question) {
    if (question.payment.amount.is_positive()) {
        return std::nullopt;
    }
    if (Verdict payout = batch_as_a_whole(question)) {
        return payout;
    }
    return Suspense{SuspenseCode::money_out, "money left the account; it pays no debt"};
}

// The debts that these references name, each once.
std::vector<const Debt*> named_debts(
    const std::vector<std::string>& references, const DebtBook& debts
) {
    std::vector<const Debt*> named;
    for (const std::string& reference : references) {
        for (const Debt* const debt : debts.of_reference(reference)) {
            if (std::find(named.begin(), named.end(), debt) == named.end()) {
                named.push_back(debt);
            }
        }
    }
    return named;
}

// What these point at, unless they all point elsewhere.
template <typename Points>
void narrow(std::vector<const Debt*>& debts, const Points& points) {
    if (std::any_of(debts.begin(), debts.end(), points)) {
        std::erase_if(debts, [&points](const Debt* debt) { return !points(debt); });
    }
}

// The plans of joint debtors under which a payment of this claim may count, as far as account and
// amount tell them apart.
std::vector<const Debt*> plans_of_payer(const Question& question, const Debt& claim) {
    std::vector<const Debt*> plans;
    for (const base::PlanId plan : claim.plans) {
        plans.push_back(&question.debts.of_plan(plan));
    }
    const std::vector<const Debt*> known =
        question.debts.of_account(question.payment.detail->counterparty_account);
    narrow(plans, [&known](const Debt* plan) {
        return std::find(known.begin(), known.end(), plan) != known.end();
    });
    narrow(plans, [&question](const Debt* plan) { return plan->fits(question.payment.amount); });
    return plans;
}

// The debt that a rule found, and the plan under which the payment counts.
Decision decided(
    const Question& question, const Debt& debt, std::string_view rung, std::string reason
) {
    if (const base::PlanId* const plan = std::get_if<base::PlanId>(&debt.id)) {
        return Match{debt.id, *plan, std::string{rung}, std::move(reason)};
    }
    if (debt.plans.empty()) {
        return Match{debt.id, std::nullopt, std::string{rung}, std::move(reason)};
    }
    const std::vector<const Debt*> plans = plans_of_payer(question, debt);
    if (plans.size() > 1) {
        return Suspense{
            SuspenseCode::several_plans,
            fmt::format(
                "{}, which {} debtors pay by a plan each, and neither account nor amount tells"
                " whose payment it is",
                reason,
                debt.plans.size()
            )};
    }
    return Match{
        debt.id, std::get<base::PlanId>(plans.front()->id), std::string{rung}, std::move(reason)};
}

Decision decided_by_reference(
    const Question& question,
    const std::vector<const Debt*>& named,
    std::string_view rung,
    std::string_view where
) {
    if (named.size() > 1) {
        return Suspense{
            SuspenseCode::several_references,
            fmt::format(
                "the references {} name {} different debts: {} and {}",
                where,
                named.size(),
                name_of(named[0]->id),
                name_of(named[1]->id)
            )};
    }
    const Debt& debt = *named[0];
    Decision decision = decided(
        question, debt, rung, fmt::format("the reference {} is that of {}", where, name_of(debt.id))
    );
    Match* const match = std::get_if<Match>(&decision);
    // What the debtor pays on a claim that is paid goes on with its plan.
    const bool plan_is_open =
        match != nullptr && match->plan && question.debts.of_plan(*match->plan).is_open;
    if (debt.is_open || plan_is_open) {
        return decision;
    }
    Suspense closed{
        SuspenseCode::debt_closed,
        fmt::format("the reference is that of {}, on which nothing is open", name_of(debt.id))};
    if (match != nullptr && !debt.has_ended) {
        closed.named = std::move(*match);
    }
    return closed;
}

Verdict by_structured_reference(const Question& question, MatchRule rule, std::string_view where) {
    if (question.references.structured.empty()) {
        return std::nullopt;
    }
    const std::vector<const Debt*> named =
        named_debts(question.references.structured, question.debts);
    if (named.empty()) {
        // The payer named a debt, and it is none of ours: to guess another would be wrong.
        return Suspense{
            SuspenseCode::unknown_reference,
            "the structured reference is valid, but is that of no debt here"};
    }
    return decided_by_reference(question, named, name_of(rule), where);
}

Verdict own_batch(const Question& question) {
    return question.payment.entry->details_are_orders
               ? by_structured_reference(
                     question, MatchRule::own_batch, "of the order in our batch"
                 )
               : batch_as_a_whole(question);
}

Verdict structured_reference(const Question& question) {
    return question.payment.entry->details_are_orders
               ? std::nullopt
               : by_structured_reference(
                     question, MatchRule::structured_reference, "in the structured field"
                 );
}

Verdict reference_in_free_text(const Question& question) {
    // A number that passes the check by chance names nothing, so an unknown one says nothing.
    const std::vector<const Debt*> named =
        named_debts(question.references.in_free_text, question.debts);
    if (named.empty()) {
        return std::nullopt;
    }
    return decided_by_reference(
        question, named, name_of(MatchRule::reference_in_free_text), "in the free text"
    );
}

// Whether the payer wrote a reference that a rule may go by: then an account says nothing.
bool names_something(const Question& question) {
    return !question.references.structured.empty() ||
           !named_debts(question.references.in_free_text, question.debts).empty();
}

Verdict account_and_amount(const Question& question) {
    const std::vector<const Debt*> known =
        question.debts.of_account(question.payment.detail->counterparty_account);
    if (known.empty() || names_something(question)) {
        return std::nullopt;
    }
    std::vector<const Debt*> fitting;
    std::copy_if(known.begin(), known.end(), std::back_inserter(fitting), [&](const Debt* debt) {
        return debt->fits(question.payment.amount);
    });
    if (fitting.empty()) {
        return Suspense{
            SuspenseCode::amount_differs,
            fmt::format(
                "the account is known to pay for {}, but the amount is not the next one of any",
                known.size() == 1 ? name_of(known[0]->id) : fmt::format("{} debts", known.size())
            )};
    }
    if (fitting.size() > 1) {
        return Suspense{
            SuspenseCode::several_fit,
            fmt::format("account and amount fit {} debts, so neither decides", fitting.size())};
    }
    return decided(
        question,
        *fitting[0],
        name_of(MatchRule::account_and_amount),
        fmt::format(
            "a known account paid exactly the next amount of {}, and no other debt fits",
            name_of(fitting[0]->id)
        )
    );
}

Decision nobody_knows(const Question& question) {
    const bool is_known =
        names_something(question) ||
        !question.debts.of_account(question.payment.detail->counterparty_account).empty();
    if (is_known) {
        return Suspense{
            SuspenseCode::no_rule,
            "the payment tells something that is known here, and no rule goes by it"};
    }
    return Suspense{SuspenseCode::unknown_payer, "no reference and no account that is known here"};
}

Verdict ask(MatchRule rule, const Question& question) {
    switch (rule) {
        case MatchRule::own_batch:
            return own_batch(question);
        case MatchRule::structured_reference:
            return structured_reference(question);
        case MatchRule::reference_in_free_text:
            return reference_in_free_text(question);
        case MatchRule::account_and_amount:
            return account_and_amount(question);
    }
    throw base::ProgrammerFault{"unknown rule of the match ladder"};
}

// What is no payment of a debt to begin with.
Verdict not_to_be_matched(const Question& question) {
    for (const auto rule : {details_disagree, came_back, went_out}) {
        if (Verdict verdict = rule(question)) {
            return verdict;
        }
    }
    return std::nullopt;
}

// Tells by which rule of the ladder a debt was found, also where nothing is open on it.
Decision at_place(Decision decision, const norms::LadderPlace& place) {
    if (Match* const match = std::get_if<Match>(&decision)) {
        match->place = place;
    } else if (std::optional<Match>& named = std::get<Suspense>(decision).named) {
        named->place = place;
    }
    return decision;
}

// The number inside one structured reference as the register writes it.
std::optional<std::string> reference_of(const StructuredReference& structured) {
    const bool may_be_dutch = structured.issuer.empty() || structured.issuer == "CUR";
    if (may_be_dutch) {
        if (const auto reference = base::PaymentReference::parse(structured.reference)) {
            return reference->text();
        }
    }
    // Our own RF reference holds the payment reference as its body.
    if (const auto international = base::CreditorReference::parse(structured.reference)) {
        return std::string{international->body()};
    }
    return std::nullopt;
}

}  // namespace

std::vector<Payment> payments_of(const Entry& entry) {
    std::vector<Payment> payments;
    if (total_of_details(entry) != entry.amount) {
        if (!entry.amount.is_zero()) {
            payments.push_back({&entry, &entry.details.front(), 1, entry.amount, false});
        }
        return payments;
    }
    std::size_t number = 0;
    for (const Detail& detail : entry.details) {
        ++number;
        if (!detail.amount->is_zero()) {
            payments.push_back({&entry, &detail, number, *detail.amount, true});
        }
    }
    return payments;
}

void DebtBook::put(const Debt& debt) {
    const auto [found, is_new] = places_.try_emplace(number_of(debt.id), debts_.size());
    if (is_new) {
        debts_.push_back(debt);
    } else {
        debts_[found->second] = debt;
    }
}

void DebtBook::put_reference(std::string reference, DebtId debt) {
    put(references_, std::move(reference), debt);
}

void DebtBook::put_account(std::string account, DebtId debt) {
    put(accounts_, std::move(account), debt);
}

void DebtBook::put_batch(std::string batch_id, const CountAndTotal& orders) {
    batches_.insert_or_assign(std::move(batch_id), orders);
}

const CountAndTotal* DebtBook::batch(const std::string& batch_id) const {
    const auto found = batches_.find(batch_id);
    return found == batches_.end() ? nullptr : &found->second;
}

void DebtBook::put(Index& index, std::string key, DebtId debt) {
    Ids& known = index[std::move(key)];
    if (std::find(known.begin(), known.end(), number_of(debt)) == known.end()) {
        known.push_back(number_of(debt));
    }
}

std::vector<const Debt*> DebtBook::of_reference(const std::string& reference) const {
    return found_in(references_, reference);
}

std::vector<const Debt*> DebtBook::of_account(const std::string& account) const {
    std::vector<const Debt*> debts = found_in(accounts_, account);
    std::erase_if(debts, [](const Debt* debt) { return !debt->is_open; });
    return debts;
}

const Debt& DebtBook::of_plan(base::PlanId plan) const {
    return debts_[places_.at(plan.value())];
}

std::vector<const Debt*> DebtBook::found_in(const Index& index, const std::string& key) const {
    std::vector<const Debt*> debts;
    if (const auto found = index.find(key); found != index.end()) {
        for (const std::int64_t number : found->second) {
            debts.push_back(&debts_[places_.at(number)]);
        }
    }
    return debts;
}

NamedReferences references_of(const Detail& detail) {
    NamedReferences named;
    for (const StructuredReference& structured : detail.structured_references) {
        if (std::optional<std::string> reference = reference_of(structured)) {
            named.structured.push_back(std::move(*reference));
        }
    }
    for (const base::PaymentReference& reference :
         base::PaymentReference::found_in(detail.free_text)) {
        named.in_free_text.push_back(reference.text());
    }
    return named;
}

Decision match(const Payment& payment, const DebtBook& debts, const norms::MatchLadder& ladder) {
    const Question question{payment, debts, references_of(*payment.detail)};
    if (Verdict verdict = not_to_be_matched(question)) {
        return std::move(*verdict);
    }
    int number = 0;
    for (const MatchRule rule : ladder.rules) {
        ++number;
        if (Verdict verdict = ask(rule, question)) {
            return at_place(std::move(*verdict), {number, ladder.valid_from});
        }
    }
    return nobody_knows(question);
}

}  // namespace draagkracht::payments
