#include "letters/letter_draft.hpp"

#include <charconv>
#include <nlohmann/json.hpp>

namespace draagkracht::letters {

namespace {

tl::unexpected<base::Problem> unknown_order() {
    return base::problem(
        "letters.unknown-order",
        "a letter was asked for of a kind, or about something, that is not known",
        "find out what asked for it"
    );
}

std::string officer_of(const std::string& actor, const LetterSources& sources) {
    const auto found = sources.officers.find(actor);
    return found == sources.officers.end() ? std::string{} : found->second;
}

base::Outcome<LetterDraft> draft_confirmation(
    const plans::Plan& plan, const LetterSources& sources
) {
    PlanConfirmation confirmation{plan.facts, {}, plan.last_move()};
    confirmation.plan.schedule = plan.schedule();
    for (const plans::PlannedClaim& planned : plan.facts.claims) {
        confirmation.decisions.push_back(sources.decisions.at(planned.claim));
    }
    return LetterDraft{
        plan.facts.plan_number, officer_of(plan.facts.agreed_by, sources), std::move(confirmation)};
}

base::Outcome<LetterDraft> draft_reminder(
    const LetterOrder& order, const plans::Plan& plan, const LetterSources& sources
) {
    const std::optional<std::size_t> number = instalment_in(order.subject);
    if (!number || *number < 1 || *number > plan.facts.schedule.size()) {
        return unknown_order();
    }
    const auto bookings = sources.bookings.find(plan.id);
    const CountedPayments counted = bookings == sources.bookings.end()
                                        ? CountedPayments{}
                                        : count_payments(bookings->second, sources.today.date());
    FriendlyReminder reminder =
        reminder_about(plan, *number, counted, sources.today, plan.last_move());
    if (!reminder.missed.open.is_positive()) {
        return base::problem(
            "letters.nothing-open", "the instalment was paid since the reminder was asked for"
        );
    }
    // Moves and orders are numbered in the order in which they came.
    const std::vector<plans::Instalment> as_asked =
        plan.schedule_after(base::InstalmentMoveId{order.id});
    if (sources.quiet.contains(plan.id) ||
        reminder.missed.instalment.due_date != as_asked.at(*number - 1).due_date) {
        return base::problem(
            "letters.paused",
            "the plan was paused, or a claim of it held up, since the reminder was asked for"
        );
    }
    // Less is open on the claims than the letter would ask: somebody talks about that, by the task.
    const plans::Instalment& missed = reminder.missed.instalment;
    const base::Money paid = std::max(counted.paid, base::Money{});
    if (plans::still_asked(missed, paid, sources.open_on_claims.at(plan.id)) != missed) {
        return base::problem(
            "letters.nothing-open", "a joint debtor paid since, and less is open than is asked"
        );
    }
    reminder.payments_known_until = sources.payments_known_until;
    // Who tried to call is whom to call back; else who made the agreement.
    const auto caller = sources.callers.find(order.id);
    const bool is_called = caller != sources.callers.end();
    std::string officer = is_called ? officer_of(caller->second, sources) : std::string{};
    if (officer.empty()) {
        officer = officer_of(plan.facts.agreed_by, sources);
    }
    return LetterDraft{plan.facts.plan_number, std::move(officer), std::move(reminder)};
}

}  // namespace

base::Outcome<LetterDraft> draft_letter(const LetterOrder& order, const LetterSources& sources) {
    if (!order.plan || !sources.plans.contains(*order.plan)) {
        return unknown_order();
    }
    const plans::Plan& plan = sources.plans.at(*order.plan);
    if (plan.ended_on && *plan.ended_on <= sources.today.date()) {
        return base::problem(
            "letters.plan-ended", "the plan has ended since the letter was asked for"
        );
    }
    if (order.kind == plan_confirmation_kind) {
        return draft_confirmation(plan, sources);
    }
    return order.kind == friendly_reminder_kind ? draft_reminder(order, plan, sources)
                                                : unknown_order();
}

nlohmann::json values_of(
    const LetterDraft& draft, const LetterFacts& letter, const norms::Letterhead& letterhead
) {
    if (const auto* confirmation = std::get_if<PlanConfirmation>(&draft.about)) {
        return plan_confirmation_values(letter, *confirmation, letterhead);
    }
    return friendly_reminder_values(letter, std::get<FriendlyReminder>(draft.about), letterhead);
}

nlohmann::json figures_of(const LetterDraft& draft) {
    if (const auto* confirmation = std::get_if<PlanConfirmation>(&draft.about)) {
        return plan_confirmation_figures(*confirmation);
    }
    return friendly_reminder_figures(std::get<FriendlyReminder>(draft.about));
}

FriendlyReminder reminder_about(
    const plans::Plan& plan,
    std::size_t instalment_number,
    const CountedPayments& counted,
    base::BusinessDate today,
    const std::optional<base::InstalmentMoveId>& last_move
) {
    // More may have been taken back than came in by that date; then nothing is paid.
    const base::Money paid = std::max(counted.paid, base::Money{});
    return {
        .missed = plans::standing_of(plan.schedule_after(last_move), paid, today)
                      .at(instalment_number - 1),
        .instalment_count = static_cast<int>(plan.facts.schedule.size()),
        .payment_reference = plan.facts.payment_reference,
        .counted = counted,
        .last_move = last_move,
        .payments_known_until = std::nullopt,
    };
}

std::optional<std::size_t> instalment_in(const std::string& subject) {
    constexpr std::string_view before = "/instalment:";
    const std::size_t found = subject.find(before);
    if (found == std::string::npos) {
        return std::nullopt;
    }
    const char* const end = subject.data() + subject.size();
    std::size_t number = 0;
    const auto [stopped, error] =
        std::from_chars(subject.data() + found + before.size(), end, number);
    return error == std::errc{} && stopped == end ? std::optional{number} : std::nullopt;
}

}  // namespace draagkracht::letters
