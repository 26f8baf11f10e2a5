#include <algorithm>
#include <charconv>

#include "api/dutch_words.hpp"
#include "api/list_route.hpp"
#include "draagkracht/followup/act_approval.hpp"
#include "draagkracht/followup/escalation_gate.hpp"
#include "draagkracht/payments/collection_approval.hpp"
#include "draagkracht/payments/hand_act_service.hpp"

namespace draagkracht::api {

using Json = nlohmann::ordered_json;
using access::AskedApproval;

namespace {

const std::string pattern = "/v1/gemeenten/{gemeentecode}/goedkeuringen";
const std::string one_pattern = pattern + "/{goedkeuringsnummer}";

template <typename Value, typename ToText>
Json or_null(const std::optional<Value>& value, ToText to_text) {
    return value ? Json(to_text(*value)) : Json();
}

Json or_null(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

Json moment_or_null(const std::optional<base::Timestamp>& moment) {
    return or_null(moment, [](base::Timestamp told) { return told.to_string(); });
}

std::string_view kind_of(const access::PendingApproval& asked) {
    return asked.action == followup::act_approval_action      ? "handeling"
           : asked.action == followup::gate_override_action   ? "aanmaning_zonder_gesprek"
           : asked.action == payments::refund_approval_action ? "terugbetaling_van_tussenrekening"
           : asked.action == payments::collection_approval_action ? "incassobestand"
                                                                  : "anders";
}

// The money from suspense that is to be paid back; null for something else.
Json refund_of(const access::PendingApproval& asked) {
    const auto refund = asked.action == payments::refund_approval_action
                            ? payments::refund_to_approve(asked.subject)
                            : std::nullopt;
    if (!refund) {
        return {};
    }
    return {
        {"postnummer", std::to_string(refund->entry.value())},
        {"bedrag", refund->amount.to_string()},
        {"naarAndereRekening", refund->is_to_other_account}};
}

// The act on a claim that is asked for; null for something else.
Json act_of(const access::PendingApproval& asked) {
    const std::optional<followup::ActToApprove> act = followup::act_to_approve(asked.subject);
    if (!act) {
        return {};
    }
    return {
        {"debiteurnummer", act->client_number},
        {"vorderingnummer", act->claim_number},
        {"soort", dutch(act->kind)},
        {"bedrag", or_null(act->amount, [](base::Money amount) { return amount.to_string(); })},
        {"alleenVoorDebiteurnummer", or_null(act->debtor_number)}};
}

Json json_of(const AskedApproval& approval) {
    const access::PendingApproval& asked = approval.asked;
    return {
        {"goedkeuringsnummer", std::to_string(asked.id.value())},
        {"stand", dutch(approval.state)},
        {"soort", kind_of(asked)},
        {"handeling", act_of(asked)},
        {"terugbetaling", refund_of(asked)},
        {"reden", asked.reason},
        {"gevraagdDoor", asked.requested_by},
        {"gevraagdOp", approval.asked_at.to_string()},
        {"beslistDoor", or_null(approval.decided_by.value_or(""))},
        {"beslistOp", moment_or_null(approval.decided_at)},
        {"redenNietAkkoord", or_null(approval.refusal)},
        {"geldigTot", moment_or_null(approval.serves_until)}};
}

Response answer(const AskedApproval& approval) {
    return Response::json(200, json_of(approval).dump());
}

struct ApprovalAsked {
    base::MunicipalityId municipality;
    base::ApprovalId approval;
};

// By the code and the number in the path.
base::Outcome<ApprovalAsked> approval_asked(const Services& services, const Request& request) {
    const std::string text = request.path_value("goedkeuringsnummer");
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) {
        return base::problem("access.no-such-approval", "there is no such approval here");
    }
    return municipality_of(services, request).map([number](base::MunicipalityId municipality) {
        return ApprovalAsked{municipality, base::ApprovalId{number}};
    });
}

base::Outcome<access::ApprovalDecision> decision_in(const Request& request) {
    base::Outcome<Fields> fields = text_fields_of(request, {"besluit", "reden"});
    if (!fields) {
        return tl::unexpected(fields.error());
    }
    const std::string word = (*fields)["besluit"];
    const std::string reason = (*fields)["reden"];
    if (word != "akkoord" && word != "niet_akkoord") {
        return tl::unexpected(base::Problem{
            "api.wrong-field", "this is no decision", "besluit", "write akkoord or niet_akkoord"});
    }
    if (word == "akkoord" && !reason.empty()) {
        return tl::unexpected(base::Problem{
            "api.wrong-field", "a reason is kept of a refusal alone", "reden", "leave it out"});
    }
    return access::ApprovalDecision{word == "akkoord", reason};
}

base::Outcome<Response> list(
    Services& services, const Visit& visit, base::MunicipalityId municipality
) {
    return services.approvals.open_approvals(visit.occasion, municipality)
        .map([](const std::vector<AskedApproval>& open) {
            Json list = Json::array();
            std::ranges::transform(open, std::back_inserter(list), json_of);
            return Response::json(200, Json{{"goedkeuringen", std::move(list)}}.dump());
        });
}

base::Outcome<Response> decide(Services& services, const Request& request, const Visit& visit) {
    const auto asked = approval_asked(services, request);
    const auto decision = decision_in(request);
    if (const base::Problem* wrong = base::first_problem(asked, decision)) {
        return tl::unexpected(*wrong);
    }
    return services.approvals
        .decide(visit.occasion, asked->municipality, asked->approval, *decision)
        .map(answer);
}

}  // namespace

Route approvals_route(Services& services) {
    return list_route(services, pattern, list);
}

Route approval_route(Services& services) {
    return {
        .method = Method::get,
        .pattern = one_pattern,
        .handler = [&services](const Request& request, const Visit& visit) {
            return approval_asked(services, request)
                .and_then([&](const ApprovalAsked& asked) {
                    return services.approvals.approval(
                        visit.occasion, asked.municipality, asked.approval
                    );
                })
                .map(answer);
        }};
}

Route approval_decision_route(Services& services) {
    return {
        .method = Method::post,
        .pattern = one_pattern + "/besluit",
        .handler = [&services](const Request& request, const Visit& visit) {
            return decide(services, request, visit);
        }};
}

}  // namespace draagkracht::api
