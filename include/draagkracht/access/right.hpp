// Rights and the roles that give them: least right by default.
//
//     role_gives(Role::caseworker, Right::see_person)   // true
//     role_gives(Role::caseworker, Right::agree_plan)   // false: a debt officer does that
#pragma once

#include <optional>
#include <string_view>

namespace draagkracht::access {

enum class Role {
    debt_officer,   // medewerker debiteurenbeheer: negotiates plans and contacts debtors
    caseworker,     // klantmanager: looks up what a client owes, records a conversation
    supervisor,     // decides what needs a second person
    auditor,        // reads everything, changes nothing
    administrator,  // keeps officers and settings; sees no person
};

enum class Right {
    see_person,
    record_contact,
    register_claim,
    act_on_claim,
    agree_plan,
    take_escalation_step,
    decide_approval,
    reconcile,
    see_suspense,
    send_letters,
    run_business_day,
    load_register,
    read_audit,
    see_figures,
    keep_officers,
};

[[nodiscard]] bool role_gives(Role role, Right right);

// The spelling in the database and in messages: "debt_officer".
[[nodiscard]] std::string_view to_text(Role role);
[[nodiscard]] std::optional<Role> role_of(std::string_view text);
[[nodiscard]] std::string_view to_text(Right right);

}  // namespace draagkracht::access
