#include "api/talk_body.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "api/body_fields.hpp"
#include "api/dutch_words.hpp"
#include "draagkracht/base/json_depth.hpp"
#include "draagkracht/capacity/capacity_json.hpp"

namespace draagkracht::api {

namespace {

using nlohmann::json;

plans::Rhythm read_rhythm(BodyFields& wish, const TalkPlace& place) {
    plans::Rhythm rhythm{
        .first_due_date = wish.needed(wish.date("eersteTermijn"), "eersteTermijn", place.today)};
    if (const std::optional<std::string> word = wish.text("ritme")) {
        const base::Outcome<plans::Frequency> frequency = frequency_of(*word);
        if (!frequency) {
            wish.complain("ritme", "choose maandelijks, vierwekelijks or wekelijks");
        }
        rhythm.frequency = frequency.value_or(plans::Frequency::monthly);
    }
    rhythm.day_of_month = wish.number("dagVanDeMaand");
    return rhythm;
}

plans::Asked read_wish(BodyFields& wish, const TalkPlace& place) {
    plans::Asked asked{.rhythm = read_rhythm(wish, place), .months = wish.number("maanden")};
    for (BodyFields& step : wish.objects("bedragen")) {
        const int from = step.needed(step.number("vanafTermijn"), "vanafTermijn", 1);
        asked.amounts.push_back({from, step.needed(step.amount("bedrag"), "bedrag", base::Money{})}
        );
        step.close();
    }
    for (BodyFields& extra : wish.objects("extraBetalingen")) {
        const base::Date day = extra.needed(extra.date("datum"), "datum", place.today);
        asked.extras.push_back({day, extra.needed(extra.amount("bedrag"), "bedrag", base::Money{})}
        );
        extra.close();
    }
    asked.holiday_pay = wish.amount("vakantiegeld");
    wish.close();
    return asked;
}

// "debtor.incomes[0].monthly" as a pointer into the body.
std::string pointer_of_household(const std::string& where) {
    std::string pointer = where.empty() ? "/huishouden" : "/huishouden/" + where;
    std::ranges::replace(pointer, '.', '/');
    std::ranges::replace(pointer, '[', '/');
    std::erase(pointer, ']');
    return pointer;
}

base::Outcome<capacity::Household> read_household(json household, const TalkPlace& place) {
    household.emplace("reference", place.client_number);
    household.emplace("date", place.today.to_string());
    household.emplace("municipality", place.municipality);
    return capacity::household_from_json(household.dump()).map_error([](base::Problem problem) {
        problem.where = pointer_of_household(problem.where);
        return problem;
    });
}

std::vector<std::string> read_claims(BodyFields& root, const std::string& name) {
    std::vector<std::string> numbers;
    const json* list = root.find(name);
    if (list == nullptr) {
        return numbers;
    }
    const bool are_texts =
        list->is_array() && !list->empty() &&
        std::ranges::all_of(*list, [](const json& item) { return item.is_string(); });
    if (!are_texts) {
        root.complain(name, "this field is no list of numbers of claims, as text");
        return numbers;
    }
    return list->get<std::vector<std::string>>();
}

void read_agreement(BodyFields& root, TalkBody& body) {
    body.contact_number = root.needed<std::string>(root.text("contactnummer"), "contactnummer", "");
    body.debtors_own_wish = root.flag("eigenWens");
    body.reason = root.text("redenVerschil").value_or("");
    body.mandate_number = root.text("machtigingsnummer").value_or("");
    body.debt_seen = root.amount("schuld");
    for (BodyFields& plan : root.objects("vervangt")) {
        body.replaces.push_back(
            {plan.needed<std::string>(plan.text("regelingnummer"), "regelingnummer", ""),
             plan.needed(plan.number("versie"), "versie", 1)}
        );
        plan.close();
    }
    if (const std::optional<std::string> word = root.text("betaalwijze")) {
        const base::Outcome<plans::Way> way = way_of(*word);
        if (!way) {
            root.complain("betaalwijze", "this word is not known here");
        }
        body.way = way.value_or(plans::Way::transfer);
    }
    if (body.asked.amounts.empty()) {
        root.complain("wens/bedragen", "this field is missing");
    }
    // Said out loud: what is usual is another when the plan is there, and the key came once more.
    if (body.claim_numbers.empty()) {
        root.complain("vorderingen", "this field is missing");
    }
}

}  // namespace

base::Outcome<TalkBody> talk_body_of(
    const Request& request, const TalkPlace& place, TalkKind kind
) {
    const json document =
        base::nests_deeper(request.body) ? json{} : json::parse(request.body, nullptr, false);
    if (!document.is_object()) {
        return base::problem("api.not-json", "the body is no JSON object");
    }
    std::optional<base::Problem> problem;
    BodyFields root{document, "", problem};
    const json nothing = json::object();
    const json* household = root.find("huishouden");
    const json* wish = root.find("wens");
    if (household == nullptr || !household->is_object()) {
        root.complain("huishouden", "the household is missing");
    }
    if (wish == nullptr) {
        root.complain("wens", "this field is missing");
    }
    TalkBody body{
        .household = {.reference = {}, .date = place.today, .municipality = {}},
        .asked = {.rhythm = {.first_due_date = place.today}}};
    body.claim_numbers = read_claims(root, "vorderingen");
    body.designated_numbers = read_claims(root, "eerst");
    BodyFields wishes{wish == nullptr ? nothing : *wish, "/wens", problem};
    body.asked = read_wish(wishes, place);
    if (kind == TalkKind::agreement) {
        read_agreement(root, body);
    }
    root.close();
    if (problem) {
        return tl::unexpected(*problem);
    }
    return read_household(*household, place).map([&](capacity::Household known) {
        body.household = std::move(known);
        return body;
    });
}

}  // namespace draagkracht::api
