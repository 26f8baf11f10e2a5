// A contact (klantcontact): one time that the municipality and a debtor spoke, or that one of them
// tried to. It is written once in the contact log and never changed.
//
//     weight_of({Channel::phone, Direction::outgoing, ContactOutcome::spoken})     // conversation
//     weight_of({Channel::phone, Direction::outgoing, ContactOutcome::no_answer})  // attempt
//
// When somebody does not pay, a person calls first, to learn why (Alkmaar, Beleidskader Handhaving
// 4.2.2). So the log tells a conversation from an attempt, and both from what reached nobody.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/id.hpp"
#include "draagkracht/base/problem.hpp"
#include "draagkracht/followup/arrear.hpp"

namespace draagkracht::followup {

enum class Channel { phone, visit, office_talk, letter, email, text_message };
enum class Direction { outgoing, incoming };  // outgoing: the municipality sought the debtor

enum class ContactOutcome {
    spoken,         // a talk with the debtor
    refused,        // the debtor was reached and did not want to talk
    no_answer,      // nobody picked up or opened
    message_left,   // voicemail, or a note through the door
    no_show,        // invited to the office, and did not come
    sent,           // a letter, e-mail or text message left
    received,       // a letter, e-mail or text message came in
    wrong_address,  // wrong number, moved away, returned or bounced: it reached nobody
};

enum class NonpaymentReason {
    not_told,        // asked, and the debtor did not say
    forgotten,       // or got the date wrong
    thinks_paid,     // says that it was paid
    bank_failed,     // a standing order that stopped, an account that was closed
    income_fell,     // less work, end of a benefit, a benefit that comes late
    costs_rose,      // a broken washing machine, a higher rent
    other_debts,     // other creditors were paid first
    other_set_off,   // another creditor takes it from the income
    circumstances,   // cannot pay now; which circumstances is not ours to keep (GDPR 9 and 10)
    disputes_claim,  // does not agree with the claim
    will_not_pay,
};

// What was agreed on at the end.
enum class NextStep {
    none,
    await_payment,  // the debtor pays the instalment
    contact_again,
    review_plan,         // the amount a month does not fit any more
    refer_to_debt_help,  // to schuldhulpverlening
    check_payment,       // find the payment that the debtor says was made
};

// How a contact went.
struct ContactKind {
    Channel channel;
    Direction direction;
    ContactOutcome outcome;

    friend bool operator==(const ContactKind&, const ContactKind&) = default;
};

// What a contact is worth before a step towards force (guarantee 5).
enum class ContactWeight {
    conversation,  // personal contact: a talk by telephone, at the door or in the office
    attempt,       // the municipality sought the debtor where the debtor could be reached
    neither,       // it reached nobody, or the debtor wrote to us: neither a talk nor our attempt
};

[[nodiscard]] ContactWeight weight_of(const ContactKind& kind);
// Telephone, visit and office: where two people can talk.
[[nodiscard]] bool is_personal(Channel channel);

// The outcomes that can go with a channel and direction, for a form that offers no others.
[[nodiscard]] std::vector<ContactOutcome> outcomes_for(Channel channel, Direction direction);

// Room for some pages of text, and none for a file.
inline constexpr std::size_t notes_bytes_max = 10'000;

struct Contact {
    std::string number;  // given by who records it: the same number again is the same contact
    base::PersonId person;
    base::Date contacted_on;
    ContactKind kind;
    std::vector<Arrear> arrears;  // what it was about; empty for another subject
    std::optional<NonpaymentReason> nonpayment_reason;
    std::string notes;  // free text, kept sealed
    NextStep next_step = NextStep::none;
    std::optional<base::Date> come_back_on;  // until then the task waits, and stays open
    std::string where;                       // the place it was read from; for problems alone

    friend bool operator==(const Contact&, const Contact&) = default;
};

// A contact as it stands in the log.
struct LoggedContact {
    base::ContactId id;
    Contact contact;
    std::string recorded_by;  // Actor::text
};

// Problems followup.no-contact-number, base.not-a-line, followup.bad-notes (over notes_bytes_max,
// or control characters), followup.contact-in-future, followup.outcome-does-not-fit,
// followup.no-reason-asked (a talk about an arrear without the reason for not paying, of which
// not_told is one) and followup.comes-back-too-early (not after the contact).
[[nodiscard]] base::Done check(const Contact& contact, base::BusinessDate today);

// When a task about one of the arrears is due again after this contact; empty when the task is
// done. A talk ends it unless a date to come back was agreed; after anything else the next try is
// on that date, or else the day after `today`: attempts count on different days.
[[nodiscard]] std::optional<base::Date> task_due_after(
    const Contact& contact, base::BusinessDate today
);

// The words of the database and of the JSON forms: the enumerator's own, "office_talk".
[[nodiscard]] std::string_view to_text(Channel channel);
[[nodiscard]] std::string_view to_text(Direction direction);
[[nodiscard]] std::string_view to_text(ContactOutcome outcome);
[[nodiscard]] std::string_view to_text(NonpaymentReason reason);
[[nodiscard]] std::string_view to_text(NextStep step);
[[nodiscard]] std::string_view to_text(ContactWeight weight);
[[nodiscard]] base::Outcome<Channel> channel_of(std::string_view text);
[[nodiscard]] base::Outcome<Direction> direction_of(std::string_view text);
[[nodiscard]] base::Outcome<ContactOutcome> contact_outcome_of(std::string_view text);
[[nodiscard]] base::Outcome<NonpaymentReason> nonpayment_reason_of(std::string_view text);
[[nodiscard]] base::Outcome<NextStep> next_step_of(std::string_view text);

}  // namespace draagkracht::followup
