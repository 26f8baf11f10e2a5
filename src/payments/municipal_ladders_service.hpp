// The match ladder of each municipality that a policy has one for.
#pragma once

#include <map>

#include "draagkracht/base/id.hpp"
#include "draagkracht/norms/match_ladder.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::payments {

[[nodiscard]] std::map<base::MunicipalityId, norms::MatchLadders> ladders_by_municipality(
    storage::Database& database, const norms::LaddersOfMunicipalities& ladders
);

}  // namespace draagkracht::payments
