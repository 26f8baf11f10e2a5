// The life of a claim as the REST interface tells it: all that makes its stage and its balance.
#pragma once

#include <nlohmann/json.hpp>

#include "draagkracht/claims/account_statement.hpp"
#include "draagkracht/followup/claim_life_service.hpp"

namespace draagkracht::api {

using Json = nlohmann::ordered_json;

[[nodiscard]] Json json_of(const followup::ClaimLife& life, const followup::Vantage& vantage);
[[nodiscard]] Json json_of(const claims::AccountStatement& statement);

}  // namespace draagkracht::api
