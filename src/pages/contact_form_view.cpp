#include "pages/contact_form_view.hpp"

#include <algorithm>
#include <array>

#include "pages/dutch_words.hpp"
#include "pages/field_faults.hpp"

namespace draagkracht::pages {

using followup::Channel;
using followup::ContactOutcome;
using followup::Direction;
using followup::NextStep;
using followup::NonpaymentReason;

namespace {

constexpr std::array field_names{
    FieldName{ContactField::about, "about_error", "onderwerp"},
    FieldName{ContactField::direction, "direction_error", "richting"},
    FieldName{ContactField::channel, "channel_error", "kanaal"},
    FieldName{ContactField::outcome, "outcome_error", "uitkomst"},
    FieldName{ContactField::reason, "reason_error", "reden"},
    FieldName{ContactField::next_step, "next_step_error", "vervolg"},
    FieldName{ContactField::come_back_on, "come_back_on_error", "terugkomdatum"},
    FieldName{ContactField::note, "note_error", "notitie"},
};

template <typename Enum, std::size_t Count>
Values choices(const std::array<Enum, Count>& offered, const std::string& chosen) {
    Values list = Values::array();
    for (const Enum value : offered) {
        const std::string_view word = followup::to_text(value);
        list.push_back(
            {{"choice_value", word}, {"choice_label", dutch(value)}, {"is_chosen", word == chosen}}
        );
    }
    return list;
}

void set_choices(Values& values, const ContactForm& form) {
    values["directions"] =
        choices(std::array{Direction::outgoing, Direction::incoming}, form.direction);
    values["channels"] = choices(
        std::array{
            Channel::phone,
            Channel::visit,
            Channel::office_talk,
            Channel::letter,
            Channel::email,
            Channel::text_message},
        form.channel
    );
    values["outcomes"] = choices(
        std::array{
            ContactOutcome::spoken,
            ContactOutcome::no_answer,
            ContactOutcome::message_left,
            ContactOutcome::refused,
            ContactOutcome::no_show,
            ContactOutcome::sent,
            ContactOutcome::received,
            ContactOutcome::wrong_address},
        form.outcome
    );
    values["reasons"] = choices(
        std::array{
            NonpaymentReason::forgotten,
            NonpaymentReason::income_fell,
            NonpaymentReason::costs_rose,
            NonpaymentReason::other_debts,
            NonpaymentReason::other_set_off,
            NonpaymentReason::circumstances,
            NonpaymentReason::bank_failed,
            NonpaymentReason::thinks_paid,
            NonpaymentReason::disputes_claim,
            NonpaymentReason::will_not_pay,
            NonpaymentReason::not_told},
        form.reason
    );
    values["next_steps"] = choices(
        std::array{
            NextStep::none,
            NextStep::await_payment,
            NextStep::contact_again,
            NextStep::review_plan,
            NextStep::check_payment,
            NextStep::refer_to_debt_help},
        form.next_step
    );
}

void set_abouts(Values& values, const ContactFormShown& shown) {
    const bool is_asked = shown.abouts.size() > 1;
    values["about"] = is_asked ? Values(false) : Values(about_text(shown.abouts.front().arrears));
    Values list = Values::array();
    for (const AboutChoice& about : shown.abouts) {
        const std::string word = about_text(about.arrears);
        list.push_back(
            {{"choice_value", word},
             {"choice_label", about.label},
             {"is_chosen", word == shown.form.about}}
        );
    }
    values["abouts"] = std::move(list);
}

}  // namespace

void set_contact_form(Values& values, const ContactFormShown& shown) {
    values["may_record"] = shown.may_record;
    values["contact_form_address"] = shown.address;
    values["contact_number"] = shown.form.contact_number;
    values["person"] = std::to_string(shown.person.value());
    values["come_back_on"] = shown.form.come_back_on;
    values["note"] = shown.form.note;
    values["form_back_address"] = shown.back_address;
    values["form_back_label"] = shown.back_label;
    set_abouts(values, shown);
    set_choices(values, shown.form);
    set_faults(values, field_names, shown.faults);
}

}  // namespace draagkracht::pages
