#include "draagkracht/access/officers_service.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "access/access_store.hpp"
#include "access/officers_store.hpp"
#include "draagkracht/audit/trail.hpp"

namespace draagkracht::access {

using storage::Transaction;

base::Outcome<std::vector<OfficerEntry>> OfficersService::officers(const Occasion& occasion) const {
    Transaction transaction{database_, "officers", storage::Access::read};
    std::set<base::MunicipalityId> kept;
    base::Done allowed;
    for (const Municipality& municipality : all_municipalities(transaction)) {
        if (const base::Done here =
                require(occasion.actor, Right::keep_officers, municipality.id)) {
            kept.insert(municipality.id);
        } else {
            allowed = here;
        }
    }
    if (kept.empty() && !allowed) {
        return tl::unexpected(allowed.error());
    }
    std::vector<OfficerEntry> officers = all_officers(transaction);
    for (OfficerEntry& officer : officers) {
        std::erase_if(officer.roles, [&](const auto& entry) {
            return !kept.contains(entry.first);
        });
    }
    return officers;
}

base::Done OfficersService::set_roles(
    const Occasion& occasion,
    const std::string& login,
    base::MunicipalityId municipality,
    const std::set<Role>& roles
) {
    if (const base::Done allowed = require(occasion.actor, Right::keep_officers, municipality);
        !allowed) {
        return allowed;
    }
    Transaction transaction{database_, "set roles", storage::Access::write};
    const std::optional<StoredOfficer> officer = officer_by_login(transaction, login);
    if (!officer) {
        return base::problem(
            "access.no-such-officer",
            "there is no officer with this log-in name",
            "look at the list of officers"
        );
    }
    hold_officer(transaction, officer->id);
    const std::set<Role> before = roles_of(transaction, officer->id)[municipality];
    std::vector<RoleChange> changes;
    for (const Role role : roles) {
        if (!before.contains(role)) {
            changes.push_back({officer->id, municipality, role, true});
        }
    }
    for (const Role role : before) {
        if (!roles.contains(role)) {
            changes.push_back({officer->id, municipality, role, false});
        }
    }
    change_roles(transaction, changes, occasion);
    audit::Trail trail{transaction, occasion.author()};
    for (const RoleChange& change : changes) {
        trail.record(
            {change.is_given ? "access.give_role" : "access.take_role",
             municipality,
             std::nullopt,
             fmt::format("officer:{}", officer->id.value()),
             fmt::format(R"({{"role":"{}"}})", to_text(change.role))}
        );
    }
    trail.write();
    transaction.commit();
    return {};
}

}  // namespace draagkracht::access
