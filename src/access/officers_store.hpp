// The SQL of officers and of what each may do where.
#pragma once

#include <vector>

#include "draagkracht/access/officers_service.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::access {

// By log-in name, with all their roles.
[[nodiscard]] std::vector<OfficerEntry> all_officers(storage::Transaction& transaction);

// Keeps other writers from this officer until the transaction ends.
void hold_officer(storage::Transaction& transaction, base::OfficerId officer);

struct RoleChange {
    base::OfficerId officer;
    base::MunicipalityId municipality;
    Role role;
    bool is_given;  // else taken away
};
// What the officer may do, and how it came about.
void change_roles(
    storage::Transaction& transaction,
    const std::vector<RoleChange>& changes,
    const Occasion& occasion
);

}  // namespace draagkracht::access
