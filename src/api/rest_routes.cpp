#include "draagkracht/api/rest_routes.hpp"

#include <algorithm>
#include <charconv>

#include "api/routes.hpp"
#include "draagkracht/base/json_depth.hpp"

namespace draagkracht::api {

namespace {

// A number from `least` to `most` in the query, or `usual` when it is not there.
base::Outcome<int> number_of(
    const Request& request, const std::string& name, int usual, int least, int most
) {
    const auto given = request.query.find(name);
    if (given == request.query.end()) {
        return usual;
    }
    const std::string& text = given->second;
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < least ||
        number > most) {
        return tl::unexpected(base::Problem{
            "api.wrong-field",
            "this is no number that can be asked for",
            name,
            "give a number from " + std::to_string(least) + " to " + std::to_string(most)});
    }
    return number;
}

}  // namespace

void add_rest_routes(Router& router, Gate& gate, Services& services) {
    router.add(contract_route());
    router.add(session_route(gate));
    router.add(search_route(services));
    router.add(overview_route(services));
    router.add(interest_route(services));
    router.add(claim_life_route(services));
    router.add(account_statement_route(services));
    router.add(refunds_route(services));
    router.add(claim_act_route(services));
    router.add(act_proposal_route(services));
    router.add(remission_proposal_route(services));
    router.add(remission_route(services));
    router.add(approvals_route(services));
    router.add(approval_route(services));
    router.add(approval_decision_route(services));
    router.add(pausing_route(services));
    router.add(pause_change_route(services));
    router.add(ending_route(services));
    router.add(reviews_route(services));
    router.add(review_route(services));
    router.add(mandates_route(services));
    router.add(new_mandate_route(services));
    router.add(mandate_withdrawal_route(services));
    router.add(closed_years_route(services));
    router.add(year_close_route(services));
    router.add(suspense_route(services));
    router.add(placement_route(services));
    router.add(undo_route(services));
    router.add(refund_proposal_route(services));
    router.add(refund_decision_route(services));
    router.add(suspense_entry_route(services));
    router.add(suspense_owner_route(services));
    router.add(return_route(services));
    router.add(closed_months_route(services));
    router.add(month_proof_route(services));
    router.add(month_difference_route(services));
    router.add(month_close_route(services));
    router.add(collections_route(services));
    router.add(new_collection_route(services));
    router.add(collection_withdrawal_route(services));
    router.add(open_refunds_route(services));
    router.add(payout_route(services));
    router.add(payout_withdrawal_route(services));
    router.add(statement_runs_route(services));
    router.add(statement_run_route(services));
    router.add(statement_findings_route(services));
    router.add(finding_confirmation_route(services));
    router.add(worklist_route(services));
    router.add(hold_watch_route(services));
    router.add(limitation_route(services));
    router.add(proposals_route(services));
    router.add(agreement_route(services));
    router.dress_refusals("/v1/", [](const Request&, int status, const base::Problem& problem) {
        return problem_json(status, problem);
    });
}

base::Outcome<base::MunicipalityId> municipality_of(
    const Services& services, const Request& request
) {
    const std::vector<access::Municipality> all = services.access.municipalities();
    const auto found =
        std::ranges::find(all, request.path_value("gemeentecode"), &access::Municipality::code);
    if (found == all.end()) {
        return base::problem("api.no-such-municipality", "there is no such municipality here");
    }
    return found->id;
}

base::Outcome<ClientAsked> client_of(
    Services& services, const Request& request, const Visit& visit
) {
    const base::Outcome<base::MunicipalityId> municipality = municipality_of(services, request);
    if (!municipality) {
        return tl::unexpected(municipality.error());
    }
    const base::Outcome<std::optional<base::PersonId>> person =
        services.people.find_by_client_number(
            visit.occasion, *municipality, request.path_value("debiteurnummer")
        );
    if (!person) {
        return tl::unexpected(person.error());
    }
    if (!*person) {
        return base::problem("api.no-such-client", "there is no client with this number");
    }
    return ClientAsked{*municipality, **person};
}

base::Outcome<ListPart> list_part_of(const Request& request) {
    const base::Outcome<int> limit = number_of(request, "limiet", 50, 1, 200);
    const base::Outcome<int> offset = number_of(request, "vanaf", 0, 0, 1'000'000);
    if (const base::Problem* wrong = base::first_problem(limit, offset)) {
        return tl::unexpected(*wrong);
    }
    return ListPart{*limit, *offset};
}

base::Outcome<std::optional<base::ContactId>> contact_numbered(
    Services& services, const Visit& visit, const ClientAsked& client, const std::string& number
) {
    return services.followup.contacts_of(visit.occasion, client.municipality, client.person)
        .map([&number](const std::vector<followup::LoggedContact>& contacts) {
            const auto found =
                std::ranges::find(contacts, number, [](const followup::LoggedContact& logged) {
                    return logged.contact.number;
                });
            return found == contacts.end() ? std::nullopt : std::optional{found->id};
        });
}

base::Outcome<Fields> text_fields_of(
    const Request& request, const std::vector<std::string>& names
) {
    const nlohmann::json body = base::nests_deeper(request.body)
                                    ? nlohmann::json{}
                                    : nlohmann::json::parse(request.body, nullptr, false);
    if (!body.is_object()) {
        return base::problem("api.not-json", "the body is no JSON object");
    }
    Fields fields;
    for (const auto& [name, value] : body.items()) {
        if (std::ranges::find(names, name) == names.end()) {
            return base::problem("api.wrong-field", "the body holds a field that is not known");
        }
        if (!value.is_string()) {
            return tl::unexpected(base::Problem{
                "api.wrong-field", "this field is no text", name, "put the value in quotes"});
        }
        // PostgreSQL holds no such text.
        if (value.get_ref<const std::string&>().find('\0') != std::string::npos) {
            return tl::unexpected(base::Problem{
                "api.wrong-field", "this field holds a NUL character", name, "leave it out"});
        }
        fields.emplace(name, value.get<std::string>());
    }
    return fields;
}

}  // namespace draagkracht::api
