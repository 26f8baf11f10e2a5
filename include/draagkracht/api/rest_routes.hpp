// The REST interface, /v1/... and /openapi.json, in Dutch as the NLgov API Design Rules ask
// (docs/decisions/0010). The contract is src/api/openapi.json.
//
//     add_rest_routes(router, gate, services);
#pragma once

#include "draagkracht/api/router.hpp"
#include "draagkracht/api/services.hpp"

namespace draagkracht::api {

// The three must outlive the router.
void add_rest_routes(Router& router, Gate& gate, Services& services);

}  // namespace draagkracht::api
