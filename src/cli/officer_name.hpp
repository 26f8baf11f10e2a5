// An officer as a person knows one: by name.
//
//     name_of(names, "officer:12")            // "J. Bakker"
//     name_of(names, "machine:night_run")     // "machine:night_run"
#pragma once

#include <string>

#include "draagkracht/access/access_service.hpp"

namespace draagkracht::cli {

// Of anybody else than an officer, the text by which the books know it.
[[nodiscard]] const std::string& name_of(const access::OfficerNames& names, const std::string& who);

}  // namespace draagkracht::cli
