// The contract of the REST interface, src/api/openapi.json, as it was built into the program.
#pragma once

#include <string_view>

namespace draagkracht::api {

[[nodiscard]] std::string_view contract_text();

}  // namespace draagkracht::api
