// Officers as the administrator keeps them: who there are, and what each may do where.
//
//     OfficersService officers{database};
//     officers.set_roles(occasion, "j.bakker", zandwijk, {Role::debt_officer});
//
// A new officer is added by AccessService::add_officer. Nobody is removed: what they did stands in
// the trail; who has left has no role any more.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::access {

struct OfficerEntry {
    base::OfficerId id;
    std::string login;
    std::string display_name;
    RolesByMunicipality roles;  // in the municipalities whose officers the actor keeps
};

class OfficersService {
  public:
    explicit OfficersService(storage::Database& database) : database_{database} {}

    // By log-in name. Problem access.not-allowed when the actor keeps officers nowhere.
    [[nodiscard]] base::Outcome<std::vector<OfficerEntry>> officers(const Occasion& occasion) const;

    // From now on these are the roles of the officer in this municipality; none takes all away. It
    // holds at the next request of a session that runs. Right::keep_officers; problems
    // access.not-allowed, access.no-such-officer.
    [[nodiscard]] base::Done set_roles(
        const Occasion& occasion,
        const std::string& login,
        base::MunicipalityId municipality,
        const std::set<Role>& roles
    );

  private:
    storage::Database& database_;
};

}  // namespace draagkracht::access
