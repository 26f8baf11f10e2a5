// The spelling of the contact log's words, in one table each.
#include "draagkracht/base/enum_text.hpp"
#include "draagkracht/followup/contact.hpp"

namespace draagkracht::followup {

namespace {

using base::EnumText;

constexpr base::EnumTexts channels{
    "followup.not-a-channel",
    std::array{
        EnumText{Channel::phone, "phone"},
        EnumText{Channel::visit, "visit"},
        EnumText{Channel::office_talk, "office_talk"},
        EnumText{Channel::letter, "letter"},
        EnumText{Channel::email, "email"},
        EnumText{Channel::text_message, "text_message"}}};

constexpr base::EnumTexts directions{
    "followup.not-a-direction",
    std::array{
        EnumText{Direction::outgoing, "outgoing"}, EnumText{Direction::incoming, "incoming"}}};

constexpr base::EnumTexts outcomes{
    "followup.not-a-outcome",
    std::array{
        EnumText{ContactOutcome::spoken, "spoken"},
        EnumText{ContactOutcome::refused, "refused"},
        EnumText{ContactOutcome::no_answer, "no_answer"},
        EnumText{ContactOutcome::message_left, "message_left"},
        EnumText{ContactOutcome::no_show, "no_show"},
        EnumText{ContactOutcome::sent, "sent"},
        EnumText{ContactOutcome::received, "received"},
        EnumText{ContactOutcome::wrong_address, "wrong_address"}}};

constexpr base::EnumTexts reasons{
    "followup.not-a-reason",
    std::array{
        EnumText{NonpaymentReason::not_told, "not_told"},
        EnumText{NonpaymentReason::forgotten, "forgotten"},
        EnumText{NonpaymentReason::thinks_paid, "thinks_paid"},
        EnumText{NonpaymentReason::bank_failed, "bank_failed"},
        EnumText{NonpaymentReason::income_fell, "income_fell"},
        EnumText{NonpaymentReason::costs_rose, "costs_rose"},
        EnumText{NonpaymentReason::other_debts, "other_debts"},
        EnumText{NonpaymentReason::other_set_off, "other_set_off"},
        EnumText{NonpaymentReason::circumstances, "circumstances"},
        // The word of former versions, which told of illness: read as the neutral one, and never
        // written any more.
        EnumText{NonpaymentReason::circumstances, "ill_or_in_care"},
        EnumText{NonpaymentReason::disputes_claim, "disputes_claim"},
        EnumText{NonpaymentReason::will_not_pay, "will_not_pay"}}};

constexpr base::EnumTexts next_steps{
    "followup.not-a-next-step",
    std::array{
        EnumText{NextStep::none, "none"},
        EnumText{NextStep::await_payment, "await_payment"},
        EnumText{NextStep::contact_again, "contact_again"},
        EnumText{NextStep::review_plan, "review_plan"},
        EnumText{NextStep::refer_to_debt_help, "refer_to_debt_help"},
        EnumText{NextStep::check_payment, "check_payment"}}};

constexpr base::EnumTexts weights{
    "followup.not-a-weight",
    std::array{
        EnumText{ContactWeight::conversation, "conversation"},
        EnumText{ContactWeight::attempt, "attempt"},
        EnumText{ContactWeight::neither, "neither"}}};

}  // namespace

std::string_view to_text(Channel channel) {
    return channels.text_of(channel);
}
std::string_view to_text(Direction direction) {
    return directions.text_of(direction);
}
std::string_view to_text(ContactOutcome outcome) {
    return outcomes.text_of(outcome);
}
std::string_view to_text(NonpaymentReason reason) {
    return reasons.text_of(reason);
}
std::string_view to_text(NextStep step) {
    return next_steps.text_of(step);
}
std::string_view to_text(ContactWeight weight) {
    return weights.text_of(weight);
}

base::Outcome<Channel> channel_of(std::string_view text) {
    return channels.parse(text);
}
base::Outcome<Direction> direction_of(std::string_view text) {
    return directions.parse(text);
}
base::Outcome<ContactOutcome> contact_outcome_of(std::string_view text) {
    return outcomes.parse(text);
}
base::Outcome<NonpaymentReason> nonpayment_reason_of(std::string_view text) {
    return reasons.parse(text);
}
base::Outcome<NextStep> next_step_of(std::string_view text) {
    return next_steps.parse(text);
}

}  // namespace draagkracht::followup
