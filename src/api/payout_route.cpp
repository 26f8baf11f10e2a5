#include "api/dutch_words.hpp"
#include "api/routes.hpp"
#include "draagkracht/payments/payout.hpp"

namespace draagkracht::api {

using Json = nlohmann::ordered_json;

namespace {

const std::string pattern = "/v1/gemeenten/{gemeentecode}/uitbetalingen";

Json or_null(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

Json json_of(const payments::OpenRefund& refund) {
    return {
        {"postnummer", std::to_string(refund.entry.value())},
        {"handelingsnummer", refund.act_number},
        {"bedrag", refund.amount.to_string()},
        {"rekening", refund.account.text()},
        {"naam", or_null(refund.name)},
        {"reden", refund.reason},
        {"beslotenOp", refund.decided_on.to_string()},
        {"vastgelegdDoor", refund.decided_by},
        {"stand", dutch(refund.standing)},
        {"uitbetaling", refund.payout ? Json(name_of(*refund.payout)) : Json()},
        {"redencodeBank", or_null(refund.return_reason)},
        {"misschienWegDoor",
         refund.gone_by ? Json(std::to_string(refund.gone_by->value())) : Json()}};
}

Json json_of(const std::vector<payments::OpenRefund>& refunds) {
    Json list = Json::array();
    for (const payments::OpenRefund& refund : refunds) {
        list.push_back(json_of(refund));
    }
    return list;
}

base::Outcome<Response> list(Services& services, const Request& request, const Visit& visit) {
    const base::Outcome<base::MunicipalityId> municipality = municipality_of(services, request);
    const base::Outcome<ListPart> part = list_part_of(request);
    if (const base::Problem* wrong = base::first_problem(municipality, part)) {
        return tl::unexpected(*wrong);
    }
    return services.payouts.open_refunds(visit.occasion, *municipality, {part->limit, part->offset})
        .map([](const payments::OpenRefunds& refunds) {
            const Json body{
                {"totaalAantal", refunds.total_count}, {"terugbetalingen", json_of(refunds.items)}};
            return Response::json(200, body.dump());
        });
}

base::Outcome<payments::TransferMessage> message_in(const std::string& text) {
    if (text.empty()) {
        return payments::TransferMessage::pain_001_001_09;
    }
    if (const auto message = payments::transfer_message_of(text)) {
        return *message;
    }
    return tl::unexpected(base::Problem{
        "api.wrong-field",
        "this is no message that is made here",
        "bericht",
        "write pain.001.001.03 or pain.001.001.09"});
}

base::Outcome<Response> prepare(Services& services, const Request& request, const Visit& visit) {
    const base::Outcome<base::MunicipalityId> municipality = municipality_of(services, request);
    base::Outcome<Fields> fields = text_fields_of(request, {"bericht"});
    if (const base::Problem* wrong = base::first_problem(municipality, fields)) {
        return tl::unexpected(*wrong);
    }
    return message_in((*fields)["bericht"])
        .and_then([&](payments::TransferMessage message) {
            return services.payouts.prepare(visit.occasion, *municipality, message);
        })
        .map([](const payments::PreparedPayout& prepared) {
            const Json body{
                {"uitbetaling", name_of(prepared.id)},
                {"aantal", prepared.orders.count},
                {"bedrag", prepared.orders.total.to_string()},
                {"wasErAl", prepared.is_known},
                {"terugbetalingen", json_of(prepared.refunds)}};
            return Response::json(200, body.dump());
        });
}

base::Outcome<payments::PayoutId> payout_in(const Request& request) {
    const std::optional<payments::PayoutId> payout =
        payments::payout_named(request.path_value("uitbetaling"));
    if (!payout) {
        return base::problem("payments.unknown-payout", "there is no such payout here");
    }
    return *payout;
}

base::Outcome<Response> withdraw(Services& services, const Request& request, const Visit& visit) {
    const base::Outcome<base::MunicipalityId> municipality = municipality_of(services, request);
    const base::Outcome<payments::PayoutId> payout = payout_in(request);
    base::Outcome<Fields> fields = text_fields_of(request, {"reden"});
    if (const base::Problem* wrong = base::first_problem(municipality, payout, fields)) {
        return tl::unexpected(*wrong);
    }
    return services.payouts.withdraw(visit.occasion, *municipality, *payout, (*fields)["reden"])
        .map([&payout](payments::Withdrawal withdrawal) {
            const bool is_done = withdrawal == payments::Withdrawal::done;
            const Json body{
                {"uitbetaling", name_of(*payout)},
                {"stand", is_done ? "ingetrokken" : "wacht_op_akkoord"}};
            return Response::json(200, body.dump());
        });
}

}  // namespace

Route open_refunds_route(Services& services) {
    return {
        .method = Method::get,
        .pattern = pattern,
        .handler = [&services](const Request& request, const Visit& visit) {
            return list(services, request, visit);
        }};
}

Route payout_route(Services& services) {
    return {
        .method = Method::post,
        .pattern = pattern,
        .handler = [&services](const Request& request, const Visit& visit) {
            return prepare(services, request, visit);
        }};
}

Route payout_withdrawal_route(Services& services) {
    return {
        .method = Method::post,
        .pattern = pattern + "/{uitbetaling}/intrekking",
        .handler = [&services](const Request& request, const Visit& visit) {
            return withdraw(services, request, visit);
        }};
}

}  // namespace draagkracht::api
