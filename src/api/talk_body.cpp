#include "api/talk_body.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "api/dutch_words.hpp"
#include "draagkracht/base/json_depth.hpp"
#include "draagkracht/capacity/capacity_json.hpp"

namespace draagkracht::api {

namespace {

using nlohmann::json;

constexpr std::int64_t number_max = 1'000'000;

// One object of the body. Notes the first thing that is wrong, for all objects together.
class BodyFields {
  public:
    BodyFields(const json& object, std::string pointer, std::optional<base::Problem>& problem)
        : object_{object}, pointer_{std::move(pointer)}, problem_{problem} {
        if (!object_.is_object()) {
            complain("", "this is no object");
        }
    }

    [[nodiscard]] const json* find(const std::string& name) {
        known_.push_back(name);
        const bool is_told =
            object_.is_object() && object_.contains(name) && !object_.at(name).is_null();
        return is_told ? &object_.at(name) : nullptr;
    }
    [[nodiscard]] std::string pointer_of(const std::string& name) const {
        return pointer_ + "/" + name;
    }

    [[nodiscard]] std::optional<std::string> text(const std::string& name) {
        const json* value = find(name);
        if (value != nullptr && !value->is_string()) {
            complain(name, "this field is no text");
            return std::nullopt;
        }
        return value == nullptr ? std::nullopt : std::optional{value->get<std::string>()};
    }
    [[nodiscard]] std::optional<base::Money> amount(const std::string& name) {
        return parsed<base::Money>(name);
    }
    [[nodiscard]] std::optional<base::Date> date(const std::string& name) {
        return parsed<base::Date>(name);
    }
    [[nodiscard]] std::optional<int> number(const std::string& name) {
        const json* value = find(name);
        if (value == nullptr) {
            return std::nullopt;
        }
        const bool fits = value->is_number_integer() && *value >= 1 && *value <= number_max;
        if (!fits) {
            complain(name, "this field is no whole number from 1 on");
        }
        return fits ? std::optional{value->get<int>()} : std::nullopt;
    }
    [[nodiscard]] bool flag(const std::string& name) {
        const json* value = find(name);
        if (value != nullptr && !value->is_boolean()) {
            complain(name, "this field is not true or false");
        }
        return value != nullptr && value->is_boolean() && value->get<bool>();
    }
    // The objects of a list; none when it is not there.
    [[nodiscard]] std::vector<BodyFields> objects(const std::string& name) {
        std::vector<BodyFields> list;
        const json* value = find(name);
        if (value != nullptr && !value->is_array()) {
            complain(name, "this field is no list");
        } else if (value != nullptr) {
            for (const json& item : *value) {
                list.emplace_back(
                    item, fmt::format("{}/{}", pointer_of(name), list.size()), problem_
                );
            }
        }
        return list;
    }

    template <typename Value>
    [[nodiscard]] Value needed(std::optional<Value> value, const std::string& name, Value other) {
        if (!value) {
            complain(name, "this field is missing");
        }
        return value.value_or(other);
    }

    void close() const {
        if (!object_.is_object()) {
            return;
        }
        for (const auto& [name, value] : object_.items()) {
            if (std::ranges::find(known_, name) == known_.end()) {
                complain("", "there is a field here that is not known");
            }
        }
    }

    void complain(const std::string& name, std::string message) const {
        if (!problem_) {
            problem_ = base::Problem{
                "api.wrong-field",
                std::move(message),
                name.empty() ? pointer_ : pointer_of(name),
                "see /openapi.json"};
        }
    }

  private:
    template <typename Value>
    [[nodiscard]] std::optional<Value> parsed(const std::string& name) {
        const std::optional<std::string> given = text(name);
        if (!given) {
            return std::nullopt;
        }
        const base::Outcome<Value> value = Value::parse(*given);
        if (!value) {
            complain(name, value.error().message);
        }
        return value ? std::optional{*value} : std::nullopt;
    }

    const json& object_;
    std::string pointer_;
    std::optional<base::Problem>& problem_;
    std::vector<std::string> known_;
};

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
