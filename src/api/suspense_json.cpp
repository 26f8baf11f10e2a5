#include "api/suspense_json.hpp"

#include <algorithm>

#include "api/dutch_words.hpp"

namespace draagkracht::api {

using Json = nlohmann::ordered_json;

namespace {

Json or_null(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

Json json_of(const payments::PlacedShare& share) {
    return {
        {"vorderingnummer", share.claim_number},
        {"regelingnummer", or_null(share.plan_number)},
        {"bedrag", share.amount.to_string()},
        {"metDeHand", share.is_by_hand}};
}

Json json_of(const payments::FoundBy& found) {
    return {
        {"regel", dutch(found.rule)},
        {"nummer", found.place.rule},
        {"koppelregelsVan", found.place.from ? Json(found.place.from->to_string()) : Json()}};
}

Json words_of(const std::vector<payments::Sign>& signs) {
    Json words = Json::array();
    for (const payments::Sign sign : signs) {
        words.push_back(dutch(sign));
    }
    return words;
}

Json json_of(const payments::Suggestion& suggestion, const payments::SuspenseLook& look) {
    const payments::Candidate& candidate = suggestion.candidate;
    Json numbers = Json::array();
    for (const base::PersonId debtor : candidate.debtors) {
        numbers.push_back(look.client_numbers.at(debtor));
    }
    const bool is_plan = std::holds_alternative<base::PlanId>(candidate.debt);
    return {
        {"soort", is_plan ? "regeling" : "vordering"},
        {"nummer", candidate.number},
        {"debiteurnummers", std::move(numbers)},
        {"openstaand", candidate.open.to_string()},
        {"bedrag", suggestion.amount.to_string()},
        {"voor", words_of(suggestion.speaks_for)},
        {"tegen", words_of(suggestion.speaks_against)}};
}

Json json_of(const payments::HandAct& act, const std::vector<payments::HandAct>& all) {
    const auto undone = std::ranges::find_if(all, [&act](const payments::HandAct& other) {
        return act.undoes == other.id;
    });
    return {
        {"handelingsnummer", act.number},
        {"soort", dutch(act.kind)},
        {"reden", act.reason},
        {"maaktOngedaan", undone == all.end() ? Json() : Json(undone->number)},
        {"isOngedaanGemaakt", act.is_undone},
        {"vastgelegdOp", act.recorded_on.to_string()},
        {"vastgelegdDoor", act.recorded_by}};
}

}  // namespace

Json json_of(const payments::WaitingItem& item) {
    return {
        {"postnummer", std::to_string(item.entry.value())},
        {"wachtend", item.suspended.to_string()},
        {"bedrag", item.amount.to_string()},
        {"valutadatum", item.value_date.to_string()},
        {"dagenOud", item.age_days},
        {"redencode", item.reason_code ? Json(to_text(*item.reason_code)) : Json()},
        {"reden", or_null(item.reason)},
        {"behandelaar", item.owner ? Json(std::to_string(item.owner->value())) : Json()}};
}

Json json_of(const payments::SuspenseLook& look) {
    Json body = json_of(look.item);
    body["versie"] = look.revision;
    body["boekdatum"] = look.told.booking_date.to_string();
    body["betaler"] = Json{
        {"naam", or_null(look.told.payer_name)}, {"rekening", or_null(look.told.payer_account)}};
    body["betalingskenmerk"] = or_null(look.told.structured_reference);
    body["omschrijving"] = or_null(look.told.text);
    body["bankkenmerk"] = or_null(look.told.bank_reference);
    body["kenmerkVanBetaler"] = or_null(look.told.end_to_end_reference);
    body["isTeruggeboekt"] = look.is_taken_back;
    body["terugTeBetalen"] = look.refunds.due.to_string();
    body["terugbetalingInOpdracht"] = look.refunds.ordered.to_string();
    body["terugbetaald"] = look.refunds.paid.to_string();
    body["gevondenDoor"] = look.found_by ? json_of(*look.found_by) : Json();
    body["geplaatst"] = Json::array();
    for (const payments::PlacedShare& share : look.shares) {
        body["geplaatst"].push_back(json_of(share));
    }
    body["handelingen"] = Json::array();
    for (const payments::HandAct& act : look.acts) {
        body["handelingen"].push_back(json_of(act, look.acts));
    }
    body["suggesties"] = Json::array();
    for (const payments::Suggestion& suggestion : look.suggestions) {
        body["suggesties"].push_back(json_of(suggestion, look));
    }
    return body;
}

}  // namespace draagkracht::api
