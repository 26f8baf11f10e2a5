#include "api/claim_asked.hpp"
#include "api/dutch_words.hpp"
#include "draagkracht/api/claim_life_json.hpp"

namespace draagkracht::api {

namespace {

const std::vector<std::string> act_fields{
    "handelingsnummer",
    "soort",
    "perDatum",
    "reden",
    "besluitnummer",
    "bedrag",
    "onderdeel",
    "factor",
    "opschorting",
    "renteLooptDoor",
    "totEnMet",
    "opnieuwBekijkenOp",
    "beeindigt",
    "debiteurnummer",
    "stuiting",
    "andereVordering"};

// Reads the fields of an act and keeps the first fault.
class ActBody {
  public:
    explicit ActBody(const Fields& fields) : fields_{fields} {}

    // Empty when the field is not there, and when it does not read.
    template <typename Parse>
    auto read(const std::string& name, Parse parse)
        -> std::optional<typename decltype(parse(std::string_view{}))::value_type> {
        const auto given = fields_.find(name);
        if (given == fields_.end()) {
            return std::nullopt;
        }
        const auto value = parse(std::string_view{given->second});
        if (!value) {
            if (!fault_) {
                fault_ = value.error().at(name);
            }
            return std::nullopt;
        }
        return *value;
    }
    [[nodiscard]] std::string text(const std::string& name) const {
        const auto given = fields_.find(name);
        return given == fields_.end() ? std::string{} : given->second;
    }
    [[nodiscard]] const std::optional<base::Problem>& fault() const { return fault_; }

  private:
    const Fields& fields_;
    std::optional<base::Problem> fault_;
};

base::Outcome<bool> yes_or_no(std::string_view word) {
    if (word == "ja" || word == "nee") {
        return word == "ja";
    }
    return base::problem("api.wrong-field", "this is neither yes nor no", "write ja or nee");
}

base::Outcome<std::string> as_text(std::string_view text) {
    return std::string{text};
}

// A debtor by client number.
base::Outcome<std::optional<base::PersonId>> debtor_in(
    Services& services,
    const Visit& visit,
    const claims::NamedClaim& named,
    const std::string& client_number
) {
    if (client_number.empty()) {
        return std::optional<base::PersonId>{};
    }
    auto found =
        services.people.find_by_client_number(visit.occasion, named.municipality, client_number);
    if (found && !*found) {
        return base::problem("api.no-such-client", "there is no client with this number");
    }
    return found;
}

base::Outcome<claims::NewAct> act_in(
    Services& services, const Request& request, const Visit& visit, const claims::NamedClaim& named
) {
    const base::Outcome<Fields> fields = text_fields_of(request, act_fields);
    if (!fields) {
        return tl::unexpected(fields.error());
    }
    ActBody body{*fields};
    const auto kind = act_kind_of(body.text("soort"));
    const auto debtor = debtor_in(services, visit, named, body.text("debiteurnummer"));
    if (const base::Problem* wrong = base::first_problem(kind, debtor)) {
        return tl::unexpected(*wrong);
    }
    claims::NewAct act{
        body.text("handelingsnummer"),
        *kind,
        body.read("perDatum", base::Date::parse).value_or(visit.occasion.today.date()),
        body.text("reden"),
        body.text("besluitnummer")};
    act.amount = body.read("bedrag", base::Money::parse);
    act.component = body.read("onderdeel", component_of);
    act.factor = body.read("factor", base::Percentage::parse);
    act.hold = body.read("opschorting", hold_kind_of);
    act.interest_runs = body.read("renteLooptDoor", yes_or_no).value_or(true);
    act.last_day = body.read("totEnMet", base::Date::parse);
    act.review_on = body.read("opnieuwBekijkenOp", base::Date::parse);
    act.ends = body.read("beeindigt", as_text);
    act.debtor = *debtor;
    act.interruption = body.read("stuiting", interruption_kind_of);
    act.other_claim = body.read("andereVordering", as_text);
    if (body.fault()) {
        return tl::unexpected(*body.fault());
    }
    return act;
}

struct ActAsked {
    claims::NamedClaim named;
    claims::NewAct act;
};

base::Outcome<ActAsked> act_asked(Services& services, const Request& request, const Visit& visit) {
    return claim_asked(services, request, visit).and_then([&](const claims::NamedClaim& named) {
        return act_in(services, request, visit, named).map([&named](const claims::NewAct& act) {
            return ActAsked{named, act};
        });
    });
}

base::Outcome<Response> record(Services& services, const Request& request, const Visit& visit) {
    const base::Outcome<ActAsked> asked = act_asked(services, request, visit);
    if (!asked) {
        return tl::unexpected(asked.error());
    }
    const base::Date today = visit.occasion.today.date();
    return services.lives.record(visit.occasion, asked->named, asked->act)
        .and_then([&](base::ActId) {
            return services.lives.life_on(visit.occasion, asked->named, {today, today});
        })
        .map([today](const followup::ClaimLife& life) {
            return Response::json(200, json_of(life, {today, today}).dump());
        });
}

base::Outcome<Response> prepare(Services& services, const Request& request, const Visit& visit) {
    return act_asked(services, request, visit)
        .and_then([&](const ActAsked& asked) {
            return services.lives.prepare(visit.occasion, asked.named, asked.act);
        })
        .map([](base::ApprovalId approval) {
            return Response::json(
                200, Json{{"goedkeuringsnummer", std::to_string(approval.value())}}.dump()
            );
        });
}

}  // namespace

Route claim_act_route(Services& services) {
    return {
        .method = Method::post,
        .pattern = claim_pattern + "/handelingen",
        .handler = [&services](const Request& request, const Visit& visit) {
            return record(services, request, visit);
        }};
}

Route act_proposal_route(Services& services) {
    return {
        .method = Method::post,
        .pattern = claim_pattern + "/handelingsvoorstellen",
        .handler = [&services](const Request& request, const Visit& visit) {
            return prepare(services, request, visit);
        }};
}

}  // namespace draagkracht::api
