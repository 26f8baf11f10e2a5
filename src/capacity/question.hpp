// The questions to ask for facts that are not known, in Dutch and English.
//
//     sheet.hinder(question("debtor.birth_date"));
#pragma once

#include <string_view>

#include "draagkracht/capacity/worksheet.hpp"

namespace draagkracht::capacity {

// `field` as in docs/formats.md: "living_situation", "partner.incomes", "housemates.student".
[[nodiscard]] Obstacle question(std::string_view field);

// Facts that cannot hold together.
[[nodiscard]] Obstacle contradiction(
    std::string_view field, std::string_view dutch, std::string_view english
);

[[nodiscard]] Obstacle not_covered(
    std::string_view subject, std::string_view dutch, std::string_view english
);

}  // namespace draagkracht::capacity
