#include "draagkracht/payments/payroll_list.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/base/enum_text.hpp"
#include "draagkracht/base/plain_line.hpp"
#include "payments/payroll_list_columns.hpp"

namespace draagkracht::payments {

namespace {

using base::EnumText;

constexpr base::EnumTexts kind_texts{
    "payments.unknown-list",
    std::array{
        EnumText<ListKind>{ListKind::set_off, "set_off"},
        EnumText<ListKind>{ListKind::withholding, "withholding"},
    }};

std::string comma_text(base::Money amount) {
    std::string text = amount.to_string();
    std::ranges::replace(text, '.', ',');
    return text;
}

// A rule of this file, as it stands with the allocation.
constexpr std::string_view rung = "payroll_list";

Match matched(DebtId debt, std::optional<base::PlanId> plan, std::string reason) {
    return {debt, plan, std::string{rung}, std::move(reason)};
}

// The client's own plan that pays this claim now.
std::optional<base::PlanId> running_plan_on(const ListedClient& client, base::ClaimId claim) {
    for (const ListedPlan& plan : client.plans) {
        if (!plan.has_ended && std::ranges::find(plan.claims, claim) != plan.claims.end()) {
            return plan.id;
        }
    }
    return std::nullopt;
}

Decision debt_of_plan(const PayrollLine& line, const ListedClient& client, const ListFacts& facts) {
    const auto plan = std::ranges::find(client.plans, line.plan_number, &ListedPlan::plan_number);
    if (plan == client.plans.end()) {
        return Suspense{
            SuspenseCode::unknown_plan, "the client has no plan with the number that is named"};
    }
    if (plan->has_ended) {
        return Suspense{
            SuspenseCode::debt_closed,
            fmt::format("the line names plan {}, which ended", plan->id.value())};
    }
    if (line.claim_number.empty()) {
        return matched(plan->id, plan->id, fmt::format("the line names plan {}", plan->id.value()));
    }
    const auto claim = facts.claims.find(line.claim_number);
    if (claim == facts.claims.end() ||
        std::ranges::find(plan->claims, claim->second.id) == plan->claims.end()) {
        return Suspense{
            SuspenseCode::unknown_claim, "the plan that is named pays no claim with that number"};
    }
    return matched(
        claim->second.id,
        plan->id,
        fmt::format(
            "the line names claim {} of plan {}", claim->second.id.value(), plan->id.value()
        )
    );
}

Decision debt_of_claim(
    const PayrollLine& line, const ListedClient& client, const ListFacts& facts
) {
    const auto claim = facts.claims.find(line.claim_number);
    if (claim == facts.claims.end() || !client.owes.contains(claim->second.id)) {
        return Suspense{
            SuspenseCode::unknown_claim, "the client owes no claim with the number that is named"};
    }
    return matched(
        claim->second.id,
        running_plan_on(client, claim->second.id),
        fmt::format("the line names claim {}", claim->second.id.value())
    );
}

Decision debt_of_client(const ListedClient& client, plans::Way way) {
    std::vector<base::PlanId> plans;
    for (const ListedPlan& plan : client.plans) {
        if (plan.way == way && !plan.has_ended) {
            plans.push_back(plan.id);
        }
    }
    if (plans.empty()) {
        return Suspense{
            SuspenseCode::no_plan,
            "the client has no plan that is paid this way, and no claim is named"};
    }
    if (plans.size() > 1) {
        return Suspense{
            SuspenseCode::several_plans,
            fmt::format("the client has {} plans that are paid this way", plans.size())};
    }
    return matched(
        plans.front(),
        plans.front(),
        fmt::format("plan {} is the only one that the client pays this way", plans.front().value())
    );
}

}  // namespace

std::string_view to_text(ListKind kind) {
    return kind_texts.text_of(kind);
}

plans::Way way_of(ListKind kind) {
    return kind == ListKind::set_off ? plans::Way::set_off : plans::Way::withholding;
}

std::string PlaceInList::text() const {
    return fmt::format("{}/{}", list_number, line);
}

base::Money PayrollList::total() const {
    base::Money total;
    for (const PayrollLine& line : lines) {
        total += line.amount;
    }
    return total;
}

bool is_plain_in_list(std::string_view number) {
    constexpr std::string_view begins_a_formula = "=+-@";
    return !number.empty() && base::check_plain_line(number) && number.front() != ' ' &&
           number.back() != ' ' &&
           begins_a_formula.find(number.front()) == std::string_view::npos &&
           number.find_first_of(";\"") == std::string_view::npos;
}

std::string file_text(const PayrollList& list) {
    std::string text = header_of(list.kind) + "\n";
    for (const PayrollLine& line : list.lines) {
        text += fmt::format(
            "{};{};{};{};{};{};{};{};{}\n",
            list.number,
            line.number,
            base::to_text(line.period),
            line.pay_date ? line.pay_date->to_string() : "",
            line.client_number,
            line.plan_number,
            line.claim_number,
            comma_text(line.amount),
            line.takes_back ? line.takes_back->text() : ""
        );
    }
    return text +
           fmt::format("{};{};;;;;;{};\n", end_mark, list.lines.size(), comma_text(list.total()));
}

Decision debt_of(const PayrollLine& line, const PayrollList& list, const ListFacts& facts) {
    if (line.takes_back) {
        return Suspense{SuspenseCode::returned, "payroll takes back a line of a list"};
    }
    const auto client = facts.clients.find(line.client_number);
    if (client == facts.clients.end()) {
        return Suspense{
            SuspenseCode::unknown_client, "no client of this municipality has this number"};
    }
    if (!line.plan_number.empty()) {
        return debt_of_plan(line, client->second, facts);
    }
    if (!line.claim_number.empty()) {
        return debt_of_claim(line, client->second, facts);
    }
    return debt_of_client(client->second, way_of(list.kind));
}

std::string reference_of(
    const Decision& decision, const PayrollLine& line, const ListFacts& facts
) {
    const Match* const match = std::get_if<Match>(&decision);
    if (match == nullptr) {
        return {};
    }
    if (std::holds_alternative<base::ClaimId>(match->debt)) {
        return facts.claims.at(line.claim_number).payment_reference;
    }
    const std::vector<ListedPlan>& plans = facts.clients.at(line.client_number).plans;
    return std::ranges::find(plans, *match->plan, &ListedPlan::id)->payment_reference;
}

}  // namespace draagkracht::payments
