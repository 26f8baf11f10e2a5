#include "draagkracht/access/right.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace draagkracht::access {

namespace {

const std::set<Right>& rights_of(Role role) {
    static const std::set<Right> of_debt_officer{
        Right::see_person,
        Right::record_contact,
        Right::register_claim,
        Right::act_on_claim,
        Right::agree_plan,
        Right::take_escalation_step,
        Right::reconcile,
        Right::see_suspense,
        Right::send_letters,
        Right::see_figures};
    static const std::set<Right> of_caseworker{Right::see_person, Right::record_contact};
    static const std::set<Right> of_supervisor{
        Right::see_person,
        Right::see_suspense,
        Right::decide_approval,
        Right::read_audit,
        Right::see_figures};
    static const std::set<Right> of_auditor{
        Right::see_person, Right::see_suspense, Right::read_audit, Right::see_figures};
    static const std::set<Right> of_administrator{Right::keep_officers};
    switch (role) {
        case Role::debt_officer:
            return of_debt_officer;
        case Role::caseworker:
            return of_caseworker;
        case Role::supervisor:
            return of_supervisor;
        case Role::auditor:
            return of_auditor;
        case Role::administrator:
            return of_administrator;
    }
    static const std::set<Right> none;
    return none;
}

constexpr std::array<std::pair<Role, std::string_view>, 5> role_texts{{
    {Role::debt_officer, "debt_officer"},
    {Role::caseworker, "caseworker"},
    {Role::supervisor, "supervisor"},
    {Role::auditor, "auditor"},
    {Role::administrator, "administrator"},
}};

constexpr std::array<std::pair<Right, std::string_view>, 15> right_texts{{
    {Right::see_person, "see_person"},
    {Right::record_contact, "record_contact"},
    {Right::register_claim, "register_claim"},
    {Right::act_on_claim, "act_on_claim"},
    {Right::agree_plan, "agree_plan"},
    {Right::take_escalation_step, "take_escalation_step"},
    {Right::decide_approval, "decide_approval"},
    {Right::reconcile, "reconcile"},
    {Right::see_suspense, "see_suspense"},
    {Right::send_letters, "send_letters"},
    {Right::run_business_day, "run_business_day"},
    {Right::load_register, "load_register"},
    {Right::read_audit, "read_audit"},
    {Right::see_figures, "see_figures"},
    {Right::keep_officers, "keep_officers"},
}};

template <typename Table, typename Key>
std::string_view text_in(const Table& table, Key key) {
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const auto& row) { return row.first == key; });
    return found == table.end() ? std::string_view{} : found->second;
}

}  // namespace

bool role_gives(Role role, Right right) {
    return rights_of(role).contains(right);
}

std::string_view to_text(Role role) {
    return text_in(role_texts, role);
}

std::string_view to_text(Right right) {
    return text_in(right_texts, right);
}

std::optional<Role> role_of(std::string_view text) {
    for (const auto& [role, spelling] : role_texts) {
        if (spelling == text) {
            return role;
        }
    }
    return std::nullopt;
}

}  // namespace draagkracht::access
