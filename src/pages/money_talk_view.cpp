#include "pages/money_talk_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "draagkracht/text/dutch.hpp"
#include "pages/dutch_words.hpp"
#include "pages/household_form.hpp"
#include "pages/terms_form.hpp"
#include "pages/way_to_pay_form.hpp"

namespace draagkracht::pages {

using followup::Channel;
using followup::Direction;
using text::amount_text;
using text::date_text;

namespace {

std::string plan_of_claim(base::ClaimId claim, const std::vector<plans::Plan>& plans) {
    for (const plans::Plan& plan : plans) {
        const bool pays =
            std::ranges::any_of(plan.facts.claims, [claim](const plans::PlannedClaim& planned) {
                return planned.claim == claim;
            });
        if (!plan.ended_on && pays) {
            return plan.facts.plan_number;
        }
    }
    return "";
}

// What others who owe it pay on it, as far as that is for this client to know.
std::string joint_plans_text(base::ClaimId claim, const std::vector<plans::JointPlan>& plans) {
    std::string text;
    for (const plans::JointPlan& plan : plans) {
        if (std::ranges::find(plan.claims, claim) != plan.claims.end()) {
            text += text.empty() ? "" : "; ";
            text += plan.agreed_amount ? fmt::format(
                                             "een ander betaalt hierop hoogstens {} per maand",
                                             amount_text(*plan.agreed_amount)
                                         )
                                       : "een ander betaalt hier ook op";
        }
    }
    return text;
}

Values claims_view(const MoneyTalkShown& shown) {
    Values list = Values::array();
    for (const claims::ClaimWithBalance& entry : shown.owed) {
        if (!entry.balance.total().is_positive()) {
            continue;
        }
        const std::string box = claim_box(entry.claim.id);
        list.push_back(
            {{"claim_box", box},
             {"claim_kind", dutch(entry.claim.decision.kind)},
             {"claim_number", entry.claim.decision.claim_number},
             {"claim_plan", text_or_false(plan_of_claim(entry.claim.id, shown.plans))},
             {"claim_joint_plans",
              text_or_false(joint_plans_text(entry.claim.id, shown.joint_plans))},
             {"claim_open_text", amount_text(entry.balance.total())},
             {"is_chosen", !shown.form.text(box).empty()}}
        );
    }
    return list;
}

// Which claim can be paid first: a question when there are several.
Values first_view(const MoneyTalkShown& shown) {
    const std::string chosen = shown.form.text("pay_first");
    Values list = Values::array();
    list.push_back(choice("", "Nee, in de volgorde van het beleid", chosen));
    for (const claims::ClaimWithBalance& entry : shown.owed) {
        if (entry.balance.total().is_positive()) {
            list.push_back(choice(
                std::to_string(entry.claim.id.value()),
                fmt::format(
                    "{} {}", dutch(entry.claim.decision.kind), entry.claim.decision.claim_number
                ),
                chosen
            ));
        }
    }
    return list;
}

Values conversations_view(const MoneyTalkShown& shown) {
    const std::string chosen = shown.form.text("contact");
    Values list = Values::array();
    for (const followup::LoggedContact* logged : conversations_of(shown.contacts, shown.today)) {
        const followup::Contact& contact = logged->contact;
        list.push_back(choice(
            std::to_string(logged->id.value()),
            fmt::format("Het gesprek van vandaag, {}", dutch_way_of(contact.kind)),
            chosen
        ));
    }
    list.push_back(choice("nieuw", "Dit gesprek, ik leg het nu vast", chosen));
    return list;
}

void set_contact(Values& values, const MoneyTalkShown& shown) {
    const std::string channel = shown.form.text("contact_channel");
    const std::string direction = shown.form.text("contact_direction");
    Values channels = Values::array();
    for (const Channel offered : {Channel::phone, Channel::office_talk, Channel::visit}) {
        channels.push_back(choice(followup::to_text(offered), dutch(offered), channel));
    }
    Values directions = Values::array();
    for (const Direction offered : {Direction::outgoing, Direction::incoming}) {
        directions.push_back(choice(followup::to_text(offered), dutch(offered), direction));
    }
    values["conversations"] = conversations_view(shown);
    values["contact_error"] = shown.form.fault("contact");
    values["channels"] = std::move(channels);
    values["channel_error"] = shown.form.fault("contact_channel");
    values["directions"] = std::move(directions);
    values["direction_error"] = shown.form.fault("contact_direction");
    values["contact_note"] = shown.form.text("contact_note");
    values["note_error"] = shown.form.fault("contact_note");
}

}  // namespace

std::vector<const followup::LoggedContact*> conversations_of(
    const std::vector<followup::LoggedContact>& contacts, base::BusinessDate today
) {
    std::vector<const followup::LoggedContact*> conversations;
    for (const followup::LoggedContact& logged : contacts) {
        if (logged.contact.contacted_on == today.date() &&
            followup::weight_of(logged.contact.kind) == followup::ContactWeight::conversation) {
            conversations.push_back(&logged);
        }
    }
    return conversations;
}

Values money_talk_view(const MoneyTalkShown& shown) {
    const std::string client = client_address(shown.place, shown.identity.client_number);
    Values values{
        {"breadcrumbs",
         {crumb("Cliënten", search_address(shown.place)),
          crumb("Overzicht", client),
          last_crumb("Gesprek over betalen")}},
        {"client_name", shown.identity.name.full()},
        {"client_number", shown.identity.client_number},
        {"client_address", client},
        {"phone", phone_view(shown.identity.phone)},
        {"nothing_open", shown.ground.claims.empty()},
        {"talk_address", money_talk_address(shown.place, shown.identity.client_number)},
        {"reckoning_address", reckoning_address(shown.place)},
        {"ground", text_of(shown.ground)},
        {"talk_number", shown.form.text("talk_number")},
        {"claims", claims_view(shown)},
        {"claims_error", shown.form.fault("claims")},
        {"has_several_claims", shown.ground.claims.size() > 1},
        {"pay_first", first_view(shown)},
        {"pay_first_error", shown.form.fault("pay_first")},
        {"facts_notice",
         shown.assessed_on ? Values(
                                 "Ingevuld zoals bekend op " + date_text(*shown.assessed_on) +
                                 ". Loop het samen na."
                             )
                           : Values(false)},
        {"household", household_view(shown.form, shown.grown)},
        {"terms", terms_view(shown.form, shown.grown)},
        {"way_fields", way_to_pay_view(shown.form, shown.mandates)},
        {"balance_notice", text_or_false(shown.balance_notice)},
        {"reason", shown.form.text("reason")},
        {"reason_error", shown.form.fault("reason")},
        {"own_wish", shown.form.text("own_wish") == "ja"},
        {"own_wish_error", shown.form.fault("own_wish")}};
    set_contact(values, shown);
    set_errors(values, shown.form);
    set_outcome(values, shown.reckoned);
    return values;
}

}  // namespace draagkracht::pages
