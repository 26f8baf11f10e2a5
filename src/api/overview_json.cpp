#include "api/overview_json.hpp"

#include <algorithm>

#include "api/dutch_words.hpp"

namespace draagkracht::api {

namespace {

Json or_null(const std::optional<base::Date>& date) {
    return date ? Json(date->to_string()) : Json();
}

Json or_null(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

template <typename Value, typename ToJson>
Json list_of(const std::vector<Value>& values, ToJson to_json) {
    Json list = Json::array();
    for (const Value& value : values) {
        list.push_back(to_json(value));
    }
    return list;
}

Json address_of(const people::Address& address) {
    if (!address.is_known()) {
        return {};
    }
    return {
        {"straat", address.street},
        {"huisnummer", address.house_number},
        {"postcode", address.postal_code},
        {"plaats", address.city}};
}

Json period_of(const std::optional<claims::Period>& period) {
    if (!period) {
        return {};
    }
    return {{"van", period->from.to_string()}, {"totEnMet", period->until.to_string()}};
}

// What the norm says, what was agreed and what is left to live on, side by side (Alkmaar 4.2.2).
Json amounts_of(const plans::PlanFacts& plan) {
    const std::optional<base::Money> left = plan.left_to_live_on();
    return {
        {"volgensNorm", plan.assessed ? Json(plan.assessed->norm.to_string()) : Json()},
        {"afgesproken", plan.agreed_amount.to_string()},
        {"blijftOverOmVanTeLeven", left ? Json(left->to_string()) : Json()},
        {"beslagvrijeVoet",
         plan.assessed ? Json(plan.assessed->protected_income.to_string()) : Json()}};
}

Json change_of(const plans::EnteredChange& entered) {
    return {
        {"totEnMet", or_null(entered.change.last_day)},
        {"reden", entered.change.reason},
        {"vastgelegdOp", entered.changed_on.to_string()}};
}

Json instalment_of(const plans::InstalmentStanding& standing) {
    return {
        {"nummer", standing.instalment.number},
        {"vervaldatum", standing.instalment.due_date.to_string()},
        {"bedrag", standing.instalment.amount.to_string()},
        {"betaald", standing.paid.to_string()},
        {"openstaand", standing.open.to_string()},
        {"stand", dutch(standing.state)}};
}

// The limitation of a claim for this debtor; null where no law is known for it.
Json limitation_in(
    base::ClaimId claim, const std::vector<followup::ClaimClock>& clocks, base::BusinessDate today
) {
    const auto found = std::ranges::find(clocks, claim, &followup::ClaimClock::claim);
    return found == clocks.end() ? Json() : limitation_of(found->clock, today.date());
}

// Where the number of a ground stands.
Json rule_of(const std::optional<norms::ParameterRow>& rule) {
    if (!rule) {
        return {};
    }
    return {
        {"waarde", rule->value_text},
        {"geldtVanaf", rule->valid_from.to_string()},
        {"bron", rule->source}};
}

Json ground_of(const claims::GroundOutlook& ground) {
    return {
        {"grond", dutch(ground.ground)},
        {"artikel", ground.article},
        {"bereikt", ground.is_reached()},
        {"vanaf", or_null(ground.from)},
        {"ontbreekt",
         list_of(ground.needs, [](claims::RemissionNeed need) { return dutch(need); })},
        {"teBetalen", ground.to_pay.to_string()},
        {"vervalt", ground.remits.to_string()},
        {"regel", rule_of(ground.rule)}};
}

// When the rest of a claim may be remitted or bought off; null where no rules are known for the
// day.
Json remission_of(base::ClaimId claim, const std::vector<followup::ClaimOutlook>& outlooks) {
    const auto found = std::ranges::find(outlooks, claim, &followup::ClaimOutlook::claim);
    if (found == outlooks.end() || !found->outlook) {
        return {};
    }
    const claims::RemissionOutlook& outlook = *found->outlook;
    return {
        {"teltVanaf", or_null(outlook.record.counted_from)},
        {"termijnenOpTijd", outlook.record.in_time},
        {"termijnenTeLaat", outlook.record.late},
        {"termijnenGemist", outlook.record.missed},
        {"achterstand", outlook.record.arrears.to_string()},
        {"gronden", list_of(outlook.grounds, ground_of)},
        {"opmerkingen",
         list_of(outlook.notes, [](claims::RemissionNote note) { return dutch(note); })}};
}

}  // namespace

Json json_of(const claims::Balance& balance) {
    return {
        {"hoofdsom", balance.principal.to_string()},
        {"rente", balance.interest.to_string()},
        {"kosten", balance.costs.to_string()},
        {"totaal", balance.total().to_string()}};
}

Json limitation_of(const std::optional<claims::LimitationClock>& known, base::Date day) {
    if (!known) {
        return {};
    }
    const claims::LimitationClock& clock = *known;
    return {
        {"laatsteDag", or_null(clock.last_day())},
        {"verjaard", clock.has_lapsed(day)},
        {"termijnen", list_of(clock.terms(), [](const claims::LimitationTerm& term) {
             return Json{
                 {"vanaf", term.begins.to_string()},
                 {"laatsteDag", or_null(term.last_day)},
                 {"verlengdMetDagen", term.extended_days},
                 {"door", term.begun_by ? Json(dutch(term.begun_by->kind)) : Json()}};
         })}};
}

Json json_of(const people::Identity& identity) {
    return {
        {"debiteurnummer", identity.client_number},
        {"naam", identity.name.full()},
        {"bsnGemaskeerd", or_null(identity.masked_bsn)},
        {"geboortedatum", or_null(identity.birth_date)},
        {"adres", address_of(identity.address)},
        {"telefoon", or_null(identity.phone)},
        {"email", or_null(identity.email)}};
}

Json json_of(
    const claims::ClaimWithBalance& owed,
    const std::vector<followup::ClaimClock>& clocks,
    const std::vector<followup::ClaimOutlook>& outlooks,
    base::BusinessDate today
) {
    const claims::ClaimDecision& decision = owed.claim.decision;
    return {
        {"vorderingnummer", decision.claim_number},
        {"soort", dutch(decision.kind)},
        {"wet", people::to_text(decision.law)},
        {"grondslag", decision.legal_ground},
        {"oorzaak", dutch(decision.cause)},
        {"verwijtbaarheid", dutch(decision.culpability)},
        {"besluitnummer", decision.decision_number},
        {"besluitdatum", decision.decision_date.to_string()},
        {"vervaldatum", decision.due_date.to_string()},
        {"periode", period_of(decision.period)},
        {"betalingskenmerk", owed.claim.payment_reference.text()},
        {"aantalHoofdelijkeSchuldenaren", owed.claim.debtors.size()},
        {"oorspronkelijkBedrag", decision.amount.to_string()},
        {"openstaand", json_of(owed.balance)},
        {"verjaring", limitation_in(owed.claim.id, clocks, today)},
        {"kwijtschelding", remission_of(owed.claim.id, outlooks)}};
}

Json json_of(const claims::Posting& posting, const std::vector<claims::ClaimWithBalance>& claims) {
    const claims::Movement& movement = posting.facts.movement;
    const auto of_claim =
        std::ranges::find(claims, posting.facts.claim, [](const claims::ClaimWithBalance& owed) {
            return owed.claim.id;
        });
    base::ensure(of_claim != claims.end(), "a movement is on a claim of the overview");
    return {
        {"vorderingnummer", of_claim->claim.decision.claim_number},
        {"soort", dutch(movement.kind)},
        {"onderdeel", dutch(movement.component)},
        {"bedrag", movement.amount.to_string()},
        {"valutadatum", movement.value_date.to_string()},
        {"geboektOp", posting.booked_on.to_string()},
        {"reden", movement.reason}};
}

Json json_of(const plans::Pause& pause) {
    const std::optional<plans::Period> period = pause.in_force();
    return {
        {"pauzenummer", pause.facts.number},
        {"soort", dutch(pause.facts.kind)},
        {"vanaf", pause.facts.period.from.to_string()},
        {"totEnMet", (period ? *period : pause.facts.period).until.to_string()},
        {"reden", pause.facts.reason},
        {"ingetrokken", !period.has_value()},
        {"vastgelegdOp", pause.entered_on.to_string()},
        {"wijzigingen", list_of(pause.changes, change_of)}};
}

Json json_of(const plans::PlanStanding& standing, const std::vector<plans::Pause>& pauses) {
    const plans::Plan& plan = standing.plan;
    Json of_plan = Json::array();
    for (const plans::Pause& pause : pauses) {
        if (pause.facts.plan == plan.id) {
            of_plan.push_back(json_of(pause));
        }
    }
    return {
        {"regelingnummer", plan.facts.plan_number},
        {"versie", plan.facts.version},
        {"betalingskenmerk", plan.facts.payment_reference.text()},
        {"afgesprokenOp", plan.facts.agreed_on.to_string()},
        {"bedragPerMaand", amounts_of(plan.facts)},
        {"eigenWens", plan.facts.debtors_own_wish},
        {"redenVerschil", or_null(plan.facts.difference_reason)},
        {"betaalwijze", dutch(plan.facts.way_to_pay.way)},
        {"totaal", plan.facts.total().to_string()},
        {"betaald", plan.paid.to_string()},
        {"beeindigdOp", or_null(plan.ended_on)},
        {"uitkomst", plan.outcome ? Json(dutch(*plan.outcome)) : Json()},
        {"termijnen", list_of(standing.instalments, instalment_of)},
        {"pauzes", std::move(of_plan)}};
}

Json json_of(const followup::LoggedContact& logged) {
    const followup::Contact& contact = logged.contact;
    return {
        {"contactnummer", contact.number},
        {"datum", contact.contacted_on.to_string()},
        {"kanaal", dutch(contact.kind.channel)},
        {"richting", dutch(contact.kind.direction)},
        {"uitkomst", dutch(contact.kind.outcome)},
        {"redenNietBetaald",
         contact.nonpayment_reason ? Json(dutch(*contact.nonpayment_reason)) : Json()},
        {"vervolgstap", dutch(contact.next_step)},
        {"terugkomenOp", or_null(contact.come_back_on)},
        {"notitie", or_null(contact.notes)}};
}

Json json_of(const followup::WorklistItem& item) {
    return {
        {"taaknummer", item.task.value()},
        {"debiteurnummer", item.client_number},
        {"naam", item.name},
        {"telefoon", or_null(item.phone)},
        {"regelingnummer", item.plan_number},
        {"termijnnummer", item.instalment.number},
        {"vervaldatum", item.instalment.due_date.to_string()},
        {"termijnbedrag", item.instalment.amount.to_string()},
        {"nogTeBetalen", item.standing.left.to_string()},
        {"gemistSinds", item.standing.missed_on.to_string()},
        {"openSinds", item.opened_on.to_string()},
        {"bellenOp", item.due_on.to_string()},
        {"aantalPogingen", item.attempt_count},
        {"laatsteContact",
         item.last_contact ? Json(item.last_contact->contacted_on.to_string()) : Json()}};
}

}  // namespace draagkracht::api
