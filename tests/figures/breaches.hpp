// What somebody with a hand in the database could do to a register, and which proof finds it. The
// names in the acts ($claim1, $plan1, ...) are of the register of the test.
#pragma once

#include <string>
#include <vector>

namespace draagkracht::figures {

inline constexpr const char* new_step =
    "INSERT INTO escalation_step (id, municipality_id, person_id, plan_id, instalment_number, step,"
    " taken_on, missed_on, basis, approval_id, lighter_step_note, taken_by) ";

struct Breach {
    std::string proof;
    std::vector<std::string> acts;
};

[[nodiscard]] std::vector<Breach> breaches();

}  // namespace draagkracht::figures
