#include "draagkracht/followup/contact.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/base/plain_line.hpp"

namespace draagkracht::followup {

std::vector<ContactOutcome> outcomes_for(Channel channel, Direction direction) {
    using enum ContactOutcome;
    if (!is_personal(channel)) {
        return direction == Direction::outgoing ? std::vector<ContactOutcome>{sent, wrong_address}
                                                : std::vector<ContactOutcome>{received};
    }
    if (direction == Direction::incoming) {
        return {spoken};
    }
    if (channel == Channel::office_talk) {
        return {spoken, refused, no_show};
    }
    return {spoken, refused, no_answer, message_left, wrong_address};
}

bool is_personal(Channel channel) {
    return channel == Channel::phone || channel == Channel::visit ||
           channel == Channel::office_talk;
}

ContactWeight weight_of(const ContactKind& kind) {
    switch (kind.outcome) {
        case ContactOutcome::spoken:
            return ContactWeight::conversation;
        case ContactOutcome::refused:
        case ContactOutcome::no_answer:
        case ContactOutcome::message_left:
        case ContactOutcome::no_show:
        case ContactOutcome::sent:
            return ContactWeight::attempt;
        case ContactOutcome::received:
        case ContactOutcome::wrong_address:
            return ContactWeight::neither;
    }
    return ContactWeight::neither;
}

base::Done check(const Contact& contact, base::BusinessDate today) {
    if (contact.number.empty()) {
        return base::problem(
            "followup.no-contact-number",
            "a contact needs a number",
            "give it one of your own, so that handing it in twice makes one contact"
        );
    }
    if (const base::Done line = base::check_told_line(contact.number, "contact number"); !line) {
        return line;
    }
    if (const base::Done text = base::check_plain_text(contact.notes, notes_bytes_max); !text) {
        return base::problem("followup.bad-notes", text.error().message, text.error().remedy);
    }
    if (contact.contacted_on > today.date()) {
        return base::problem(
            "followup.contact-in-future",
            fmt::format(
                "a contact on {} lies after today, {}",
                contact.contacted_on.to_string(),
                today.date().to_string()
            ),
            "record a contact when it has been"
        );
    }
    const std::vector<ContactOutcome> possible =
        outcomes_for(contact.kind.channel, contact.kind.direction);
    if (std::ranges::find(possible, contact.kind.outcome) == possible.end()) {
        return base::problem(
            "followup.outcome-does-not-fit",
            fmt::format(
                "the outcome {} does not go with an {} {}",
                to_text(contact.kind.outcome),
                to_text(contact.kind.direction),
                to_text(contact.kind.channel)
            )
        );
    }
    if (weight_of(contact.kind) == ContactWeight::conversation && !contact.arrears.empty() &&
        !contact.nonpayment_reason) {
        return base::problem(
            "followup.no-reason-asked",
            "a talk about an arrear has the reason for not paying",
            "ask for it, and record not_told when the debtor does not say"
        );
    }
    if (contact.come_back_on && *contact.come_back_on <= contact.contacted_on) {
        return base::problem(
            "followup.comes-back-too-early", "the date to come back on lies after the contact"
        );
    }
    return {};
}

std::optional<base::Date> task_due_after(const Contact& contact, base::BusinessDate today) {
    if (contact.come_back_on) {
        return contact.come_back_on;
    }
    if (weight_of(contact.kind) == ContactWeight::conversation) {
        return std::nullopt;
    }
    return today.date().plus_days(1);
}

}  // namespace draagkracht::followup
