#include "draagkracht/followup/talk_points.hpp"

#include "draagkracht/followup/promise.hpp"

namespace draagkracht::followup {

namespace {

bool has_money_reason(const Contact& contact) {
    if (!contact.nonpayment_reason) {
        return false;
    }
    switch (*contact.nonpayment_reason) {
        case NonpaymentReason::income_fell:
        case NonpaymentReason::costs_rose:
        case NonpaymentReason::other_debts:
        case NonpaymentReason::other_set_off:
            return true;
        case NonpaymentReason::not_told:
        case NonpaymentReason::forgotten:
        case NonpaymentReason::thinks_paid:
        case NonpaymentReason::bank_failed:
        case NonpaymentReason::circumstances:
        case NonpaymentReason::disputes_claim:
        case NonpaymentReason::will_not_pay:
            return false;
    }
    return false;
}

bool lacks_contact_details(const TalkFacts& facts) {
    const bool last_reached_nobody =
        !facts.contacts.empty() &&
        facts.contacts.front().contact.kind.outcome == ContactOutcome::wrong_address;
    return facts.item.phone.empty() || last_reached_nobody;
}

}  // namespace

std::vector<TalkPoint> talk_points(const TalkFacts& facts) {
    const WorklistItem& item = facts.item;
    const Contact* talk = last_talk(facts.item.arrear, facts.contacts);
    std::vector<TalkPoint> points;
    const auto add_if = [&](bool holds, TalkPoint point) {
        if (holds) {
            points.push_back(point);
        }
    };
    add_if(facts.gate.conversation_count == 0, TalkPoint::why_not_paid);
    add_if(
        talk != nullptr && talk->next_step == NextStep::await_payment && !facts.promised_until,
        TalkPoint::broken_promise
    );
    add_if(item.standing.punctuality == Punctuality::partly_paid, TalkPoint::rest_of_instalment);
    add_if(
        item.instalment.cumulative - facts.plan_paid > item.instalment.amount,
        TalkPoint::earlier_instalments
    );
    add_if(talk != nullptr && has_money_reason(*talk), TalkPoint::amount_fits);
    add_if(lacks_contact_details(facts), TalkPoint::contact_details);
    return points;
}

}  // namespace draagkracht::followup
