// What a newcomer reads after the demo: what is owed, what came in and where it went, and whom a
// person calls today.
#pragma once

#include <string>

#include "cli/demo/demo_talks.hpp"

namespace draagkracht::cli {

[[nodiscard]] base::Outcome<std::string> demo_summary(
    const DemoOffice& office, const OpenRegister& reg, base::Date day
);

}  // namespace draagkracht::cli
