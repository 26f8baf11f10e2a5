// The version of the REST interface, in the header API-Version of every answer and in the contract.
#pragma once

#include <string_view>

namespace draagkracht::api {

inline constexpr std::string_view api_version = "1.0.0";

}  // namespace draagkracht::api
