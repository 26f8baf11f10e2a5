#include "draagkracht/followup/arrear.hpp"

#include <fmt/format.h>

namespace draagkracht::followup {

std::string to_text(const Arrear& arrear) {
    return fmt::format("plan:{}/instalment:{}", arrear.plan.value(), arrear.instalment_number);
}

}  // namespace draagkracht::followup
