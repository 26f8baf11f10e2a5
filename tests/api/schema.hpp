// Holds an answer against a schema of the contract: the part of OpenAPI 3.0.3 that our contract
// uses. A keyword that it does not know is a fault, so that nothing is taken for checked.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace draagkracht::api {

// What does not fit, each with its place ("/vorderingen/0/soort: ..."); empty when all fits.
[[nodiscard]] std::vector<std::string> misfits(
    const nlohmann::json& contract, const nlohmann::json& schema, const nlohmann::json& value
);

}  // namespace draagkracht::api
