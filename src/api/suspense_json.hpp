// What waits in suspense, as the REST interface tells it.
#pragma once

#include <nlohmann/json.hpp>

#include "draagkracht/payments/suspense_service.hpp"

namespace draagkracht::api {

[[nodiscard]] nlohmann::ordered_json json_of(const payments::WaitingItem& item);
[[nodiscard]] nlohmann::ordered_json json_of(const payments::SuspenseLook& look);

}  // namespace draagkracht::api
