#include <algorithm>
#include <charconv>

#include "api/dutch_words.hpp"
#include "api/list_route.hpp"
#include "draagkracht/followup/act_approval.hpp"
#include "draagkracht/followup/escalation_gate.hpp"
#include "draagkracht/payments/collection_approval.hpp"
#include "draagkracht/payments/hand_act_service.hpp"
#include "draagkracht/payments/month_difference.hpp"
#include "draagkracht/payments/payout.hpp"

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
           : asked.action == payments::withdrawal_approval_action ? "intrekking_incassobestand"
           : asked.action == payments::payout_approval_action     ? "uitbetalingsbestand"
           : asked.action == payments::payout_withdrawal_approval_action
               ? "intrekking_uitbetalingsbestand"
           : asked.action == payments::difference_approval_action ? "verschil_met_bank"
                                                                  : "anders";
}

using RefundQuestions = std::map<base::ApprovalId, payments::RefundQuestion>;

// The money from suspense that is to be paid back, and to which account; null for something else.
Json refund_of(const access::PendingApproval& asked, const RefundQuestions& questions) {
    const auto refund = asked.action == payments::refund_approval_action
                            ? payments::refund_to_approve(asked.subject)
                            : std::nullopt;
    if (!refund) {
        return {};
    }
    const auto question = questions.find(asked.id);
    const bool is_known = question != questions.end();
    return {
        {"postnummer", std::to_string(refund->entry.value())},
        {"bedrag", refund->amount.to_string()},
        {"naarAndereRekening", refund->is_to_other_account},
        {"rekening", is_known ? Json(question->second.account.text()) : Json()},
        {"naam", is_known ? or_null(question->second.name) : Json()}};
}

// The difference with the bank with which a month is to be closed; null for something else.
Json difference_of(const access::PendingApproval& asked) {
    const auto difference = asked.action == payments::difference_approval_action
                                ? payments::difference_to_accept(asked.subject)
                                : std::nullopt;
    if (!difference) {
        return {};
    }
    return {
        {"maand", base::to_text(difference->month)},
        {"rekening", difference->iban},
        {"bedrag", difference->amount.to_string()},
        {"eindsaldo", difference->bank_closing.to_string()},
        {"eindsaldoVan", dutch(difference->closing_from)}};
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

Json json_of(const AskedApproval& approval, const RefundQuestions& questions) {
    const access::PendingApproval& asked = approval.asked;
    return {
        {"goedkeuringsnummer", std::to_string(asked.id.value())},
        {"stand", dutch(approval.state)},
        {"soort", kind_of(asked)},
        {"handeling", act_of(asked)},
        {"terugbetaling", refund_of(asked, questions)},
        {"verschilMetBank", difference_of(asked)},
        {"reden", asked.reason},
        {"gevraagdDoor", asked.requested_by},
        {"gevraagdOp", approval.asked_at.to_string()},
        {"beslistDoor", or_null(approval.decided_by.value_or(""))},
        {"beslistOp", moment_or_null(approval.decided_at)},
        {"redenNietAkkoord", or_null(approval.refusal)},
        {"geldigTot", moment_or_null(approval.serves_until)}};
}

// Of those that ask for a refund, the accounts; a look at each of them.
base::Outcome<RefundQuestions> refund_questions(
    Services& services,
    const Visit& visit,
    base::MunicipalityId municipality,
    const std::vector<AskedApproval>& approvals
) {
    std::vector<base::ApprovalId> questions;
    for (const AskedApproval& approval : approvals) {
        if (approval.asked.action == payments::refund_approval_action) {
            questions.push_back(approval.asked.id);
        }
    }
    if (questions.empty()) {
        return RefundQuestions{};
    }
    return services.hand_acts.refund_questions(visit.occasion, municipality, questions);
}

base::Outcome<Response> answer(
    Services& services,
    const Visit& visit,
    base::MunicipalityId municipality,
    const AskedApproval& approval
) {
    return refund_questions(services, visit, municipality, {approval})
        .map([&](const RefundQuestions& questions) {
            return Response::json(200, json_of(approval, questions).dump());
        });
}

base::Outcome<Response> list(
    Services& services, const Visit& visit, base::MunicipalityId municipality
) {
    const auto open = services.approvals.open_approvals(visit.occasion, municipality);
    if (!open) {
        return tl::unexpected(open.error());
    }
    return refund_questions(services, visit, municipality, *open)
        .map([&](const RefundQuestions& questions) {
            Json list = Json::array();
            for (const AskedApproval& approval : *open) {
                list.push_back(json_of(approval, questions));
            }
            return Response::json(200, Json{{"goedkeuringen", std::move(list)}}.dump());
        });
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

base::Outcome<Response> decide(Services& services, const Request& request, const Visit& visit) {
    const auto asked = approval_asked(services, request);
    const auto decision = decision_in(request);
    if (const base::Problem* wrong = base::first_problem(asked, decision)) {
        return tl::unexpected(*wrong);
    }
    return services.approvals
        .decide(visit.occasion, asked->municipality, asked->approval, *decision)
        .and_then([&](const AskedApproval& approval) {
            return answer(services, visit, asked->municipality, approval);
        });
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
            return approval_asked(services, request).and_then([&](const ApprovalAsked& asked) {
                return services.approvals
                    .approval(visit.occasion, asked.municipality, asked.approval)
                    .and_then([&](const AskedApproval& approval) {
                        return answer(services, visit, asked.municipality, approval);
                    });
            });
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
