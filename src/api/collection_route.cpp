#include <algorithm>
#include <map>

#include "api/dutch_words.hpp"
#include "api/plan_asked.hpp"
#include "api/routes.hpp"

namespace draagkracht::api {

using Json = nlohmann::ordered_json;

namespace {

const std::string pattern = "/v1/gemeenten/{gemeentecode}/incassobestanden";

Json json_of(const payments::CountAndTotal& orders) {
    return {{"aantal", orders.count}, {"bedrag", orders.total.to_string()}};
}

Json date_or_null(const std::optional<base::Date>& date) {
    return date ? Json(date->to_string()) : Json();
}

Json json_of(const payments::ListedCollection& listed) {
    const payments::CollectionToApprove& collection = listed.collection;
    return {
        {"incassonummer", name_of(collection.collection)},
        {"stand", dutch(listed.stage)},
        {"totEnMet", collection.until.to_string()},
        {"goedTeKeuren", json_of(collection.orders)},
        {"inBestand", listed.in_file ? json_of(*listed.in_file) : Json()},
        {"betaald", json_of(listed.paid)},
        {"teruggeboekt", json_of(listed.taken_back)},
        {"klaargezetOp", listed.prepared_on.to_string()},
        {"klaargezetDoor", listed.prepared_by},
        {"uitgeleverdOp", date_or_null(listed.laid_out_on)},
        {"beeindigdOp", date_or_null(listed.ended_on)},
        {"redenEinde", listed.end_reason.empty() ? Json() : Json(listed.end_reason)}};
}

base::Outcome<Response> list(Services& services, const Request& request, const Visit& visit) {
    const auto municipality = municipality_of(services, request);
    const base::Outcome<ListPart> part = list_part_of(request);
    if (const base::Problem* wrong = base::first_problem(municipality, part)) {
        return tl::unexpected(*wrong);
    }
    return services.collections.list(visit.occasion, *municipality, {part->limit, part->offset})
        .map([](const payments::ListedCollections& collections) {
            Json items = Json::array();
            for (const payments::ListedCollection& listed : collections.items) {
                items.push_back(json_of(listed));
            }
            const Json body{
                {"totaalAantal", collections.total_count}, {"incassobestanden", std::move(items)}};
            return Response::json(200, body.dump());
        });
}

// How many are left out, by reason: which ones stands in the worklist and with each client.
Json left_out_of(const payments::CollectionProposal& proposal) {
    std::map<payments::NotCollectedReason, int> counts;
    for (const payments::SkippedInstalment& one : proposal.left_out) {
        ++counts[one.left_out.reason];
    }
    Json list = Json::array();
    for (const auto& [reason, count] : counts) {
        list.push_back({{"reden", dutch(reason)}, {"aantal", count}});
    }
    return list;
}

base::Outcome<Response> prepare(Services& services, const Request& request, const Visit& visit) {
    const auto municipality = municipality_of(services, request);
    const auto until = text_fields_of(request, {"totEnMet"}).and_then([](const Fields& fields) {
        return date_in(fields, "totEnMet");
    });
    if (const base::Problem* wrong = base::first_problem(municipality, until)) {
        return tl::unexpected(*wrong);
    }
    return services.collections.prepare(visit.occasion, *municipality, *until)
        .map([](const payments::PreparedCollection& prepared) {
            const Json body{
                {"incassonummer", name_of(prepared.id)},
                {"goedTeKeuren", json_of(prepared.proposal.total)},
                {"stondAlKlaar", prepared.is_known},
                {"nietGeincasseerd", left_out_of(prepared.proposal)}};
            return Response::json(200, body.dump());
        });
}

base::Outcome<Response> withdraw(Services& services, const Request& request, const Visit& visit) {
    const auto municipality = municipality_of(services, request);
    base::Outcome<Fields> fields = text_fields_of(request, {"reden"});
    if (const base::Problem* wrong = base::first_problem(municipality, fields)) {
        return tl::unexpected(*wrong);
    }
    const auto collection = payments::collection_named(request.path_value("incassonummer"));
    if (!collection) {
        return base::problem("payments.unknown-collection", "there is no such collection here");
    }
    return services.collections
        .withdraw(visit.occasion, *municipality, *collection, (*fields)["reden"])
        .map([&collection](payments::Withdrawal withdrawal) {
            const bool is_done = withdrawal == payments::Withdrawal::done;
            const Json body{
                {"incassonummer", name_of(*collection)},
                {"stand", is_done ? "ingetrokken" : "wacht_op_akkoord"}};
            return Response::json(200, body.dump());
        });
}

}  // namespace

Route collections_route(Services& services) {
    return {
        .method = Method::get,
        .pattern = pattern,
        .handler = [&services](const Request& request, const Visit& visit) {
            return list(services, request, visit);
        }};
}

Route new_collection_route(Services& services) {
    return {
        .method = Method::post,
        .pattern = pattern,
        .handler = [&services](const Request& request, const Visit& visit) {
            return prepare(services, request, visit);
        }};
}

Route collection_withdrawal_route(Services& services) {
    return {
        .method = Method::post,
        .pattern = pattern + "/{incassonummer}/intrekking",
        .handler = [&services](const Request& request, const Visit& visit) {
            return withdraw(services, request, visit);
        }};
}

}  // namespace draagkracht::api
