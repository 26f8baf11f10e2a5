#include "draagkracht/api/claim_life_json.hpp"

#include <algorithm>

#include "api/dutch_words.hpp"
#include "api/overview_json.hpp"

namespace draagkracht::api {

namespace {

using followup::ClaimLife;

Json or_null(const std::optional<base::Date>& date) {
    return date ? Json(date->to_string()) : Json();
}

Json client_of(const ClaimLife& life, const std::optional<base::PersonId>& person) {
    return person ? Json(life.client_numbers.at(*person)) : Json();
}

Json hold_of(const ClaimLife& life, const claims::RunningHold& hold) {
    return {
        {"handelingsnummer", hold.number},
        {"opschorting", dutch(hold.kind)},
        {"vanaf", hold.first_day.to_string()},
        {"totEnMet", or_null(hold.last_day)},
        {"opnieuwBekijkenOp", or_null(hold.review_on)},
        {"renteLooptDoor", hold.interest_runs},
        {"debiteurnummer", client_of(life, hold.debtor)}};
}

Json act_of(const ClaimLife& life, const claims::Act& act) {
    const claims::NewAct& facts = act.facts;
    return {
        {"handelingsnummer", facts.number},
        {"soort", dutch(facts.kind)},
        {"perDatum", facts.on.to_string()},
        {"reden", facts.reason},
        {"besluitnummer", facts.decision_number.empty() ? Json() : Json(facts.decision_number)},
        {"bedrag", facts.amount ? Json(facts.amount->to_string()) : Json()},
        {"onderdeel", facts.component ? Json(dutch(*facts.component)) : Json()},
        {"factor", facts.factor ? Json(facts.factor->to_string()) : Json()},
        {"opschorting", facts.hold ? Json(dutch(*facts.hold)) : Json()},
        {"totEnMet", or_null(facts.last_day)},
        {"opnieuwBekijkenOp", or_null(facts.review_on)},
        {"beeindigt", facts.ends ? Json(*facts.ends) : Json()},
        {"stuiting", facts.interruption ? Json(dutch(*facts.interruption)) : Json()},
        {"debiteurnummer", client_of(life, facts.debtor)},
        {"andereVordering", facts.other_claim ? Json(*facts.other_claim) : Json()},
        {"vanVordering", act.from_claim ? Json(*act.from_claim) : Json()},
        {"doorTweePersonen", act.approval.has_value()},
        {"vastgelegdOp", act.recorded_on.to_string()},
        {"vastgelegdDoor", act.recorded_by}};
}

Json movement_of(const claims::Posting& posting) {
    const claims::Movement& movement = posting.facts.movement;
    return {
        {"soort", dutch(movement.kind)},
        {"onderdeel", dutch(movement.component)},
        {"bedrag", movement.amount.to_string()},
        {"valutadatum", movement.value_date.to_string()},
        {"geboektOp", posting.booked_on.to_string()},
        {"geboektDoor", posting.posted_by},
        {"reden", movement.reason}};
}

// The act that made a movement, by its number; null for a payment and for what was registered.
Json act_behind(const ClaimLife& life, const claims::Posting& posting) {
    for (const claims::Act& act : life.acts) {
        if (posting.facts.act == act.id) {
            return act.facts.number;
        }
    }
    return {};
}

}  // namespace

Json json_of(const ClaimLife& life, const followup::Vantage& vantage) {
    Json debtors = Json::array();
    for (const base::PersonId debtor : life.life.debtors) {
        const auto clock = std::ranges::find(life.clocks, debtor, &followup::ClaimClock::debtor);
        debtors.push_back(
            {{"debiteurnummer", life.client_numbers.at(debtor)},
             {"verjaring",
              clock == life.clocks.end() ? Json() : limitation_of(clock->clock, vantage.day)}}
        );
    }
    Json holds = Json::array();
    for (const claims::RunningHold& hold : life.life.holds) {
        holds.push_back(hold_of(life, hold));
    }
    Json acts = Json::array();
    for (const claims::Act& act : life.acts) {
        acts.push_back(act_of(life, act));
    }
    Json movements = Json::array();
    for (const claims::Posting& posting : life.postings) {
        movements.push_back(movement_of(posting));
        movements.back()["handelingsnummer"] = act_behind(life, posting);
    }
    return {
        {"vorderingnummer", life.claim.decision.claim_number},
        {"op", vantage.day.to_string()},
        {"bekendOp", vantage.known_on.to_string()},
        {"stand", dutch(life.life.stage)},
        {"openstaand", json_of(life.balance)},
        {"opschortingen", std::move(holds)},
        {"schuldenaren", std::move(debtors)},
        {"handelingen", std::move(acts)},
        {"mutaties", std::move(movements)}};
}

Json json_of(const claims::AccountStatement& statement) {
    Json lines = Json::array();
    for (const claims::StatementLine& line : statement.lines) {
        lines.push_back(movement_of(line.posting));
        lines.back()["daarnaOpenstaand"] = line.after.total().to_string();
    }
    return {
        {"van", statement.period.from.to_string()},
        {"totEnMet", statement.period.until.to_string()},
        {"beginsaldo", json_of(statement.opening)},
        {"regels", std::move(lines)},
        {"eindsaldo", json_of(statement.closing)}};
}

}  // namespace draagkracht::api
