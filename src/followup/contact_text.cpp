// The spelling of the contact log's words, in one table each.
#include <algorithm>
#include <array>
#include <utility>

#include "draagkracht/followup/contact.hpp"

namespace draagkracht::followup {

namespace {

template <typename Word, std::size_t size>
using Spelling = std::array<std::pair<Word, std::string_view>, size>;

constexpr Spelling<Channel, 6> channels{{
    {Channel::phone, "phone"},
    {Channel::visit, "visit"},
    {Channel::office_talk, "office_talk"},
    {Channel::letter, "letter"},
    {Channel::email, "email"},
    {Channel::text_message, "text_message"},
}};

constexpr Spelling<Direction, 2> directions{{
    {Direction::outgoing, "outgoing"},
    {Direction::incoming, "incoming"},
}};

constexpr Spelling<ContactOutcome, 8> outcomes{{
    {ContactOutcome::spoken, "spoken"},
    {ContactOutcome::refused, "refused"},
    {ContactOutcome::no_answer, "no_answer"},
    {ContactOutcome::message_left, "message_left"},
    {ContactOutcome::no_show, "no_show"},
    {ContactOutcome::sent, "sent"},
    {ContactOutcome::received, "received"},
    {ContactOutcome::wrong_address, "wrong_address"},
}};

constexpr Spelling<NonpaymentReason, 11> reasons{{
    {NonpaymentReason::not_told, "not_told"},
    {NonpaymentReason::forgotten, "forgotten"},
    {NonpaymentReason::thinks_paid, "thinks_paid"},
    {NonpaymentReason::bank_failed, "bank_failed"},
    {NonpaymentReason::income_fell, "income_fell"},
    {NonpaymentReason::costs_rose, "costs_rose"},
    {NonpaymentReason::other_debts, "other_debts"},
    {NonpaymentReason::other_set_off, "other_set_off"},
    {NonpaymentReason::ill_or_in_care, "ill_or_in_care"},
    {NonpaymentReason::disputes_claim, "disputes_claim"},
    {NonpaymentReason::will_not_pay, "will_not_pay"},
}};

constexpr Spelling<NextStep, 6> next_steps{{
    {NextStep::none, "none"},
    {NextStep::await_payment, "await_payment"},
    {NextStep::contact_again, "contact_again"},
    {NextStep::review_plan, "review_plan"},
    {NextStep::refer_to_debt_help, "refer_to_debt_help"},
    {NextStep::check_payment, "check_payment"},
}};

constexpr Spelling<ContactWeight, 3> weights{{
    {ContactWeight::conversation, "conversation"},
    {ContactWeight::attempt, "attempt"},
    {ContactWeight::neither, "neither"},
}};

template <typename Word, std::size_t size>
std::string_view spelled(const Spelling<Word, size>& spelling, Word word) {
    const auto found = std::ranges::find(spelling, word, [](const auto& row) { return row.first; });
    base::ensure(found != spelling.end(), "every word has a spelling");
    return found->second;
}

template <typename Word, std::size_t size>
std::optional<Word> read(const Spelling<Word, size>& spelling, std::string_view text) {
    const auto found =
        std::ranges::find(spelling, text, [](const auto& row) { return row.second; });
    return found == spelling.end() ? std::nullopt : std::optional<Word>{found->first};
}

}  // namespace

std::string_view to_text(Channel channel) {
    return spelled(channels, channel);
}
std::string_view to_text(Direction direction) {
    return spelled(directions, direction);
}
std::string_view to_text(ContactOutcome outcome) {
    return spelled(outcomes, outcome);
}
std::string_view to_text(NonpaymentReason reason) {
    return spelled(reasons, reason);
}
std::string_view to_text(NextStep step) {
    return spelled(next_steps, step);
}
std::string_view to_text(ContactWeight weight) {
    return spelled(weights, weight);
}

std::optional<Channel> channel_of(std::string_view text) {
    return read(channels, text);
}
std::optional<Direction> direction_of(std::string_view text) {
    return read(directions, text);
}
std::optional<ContactOutcome> contact_outcome_of(std::string_view text) {
    return read(outcomes, text);
}
std::optional<NonpaymentReason> nonpayment_reason_of(std::string_view text) {
    return read(reasons, text);
}
std::optional<NextStep> next_step_of(std::string_view text) {
    return read(next_steps, text);
}

}  // namespace draagkracht::followup
