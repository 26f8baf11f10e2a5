// What is laid on the table in a talk, as JSON: the figures, the questions to ask, and each
// proposal or why it cannot be.
#pragma once

#include "api/overview_json.hpp"
#include "draagkracht/plans/offer.hpp"

namespace draagkracht::api {

[[nodiscard]] Json json_of(const plans::Offer& offer);

}  // namespace draagkracht::api
