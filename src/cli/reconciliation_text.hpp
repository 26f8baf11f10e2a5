// What came of a statement, and the proof of a month, as the commands of reconciling tell them.
#pragma once

#include <string>

#include "cli/console.hpp"
#include "draagkracht/access/access_service.hpp"
#include "draagkracht/payments/month_close_service.hpp"
#include "draagkracht/payments/reconciliation_service.hpp"

namespace draagkracht::cli {

[[nodiscard]] Json json_of(const std::string& file, const payments::StatementReport& report);
// For a person, who knows officers by their names; for a machine they keep their numbers.
[[nodiscard]] std::string text_of(
    const payments::StatementReport& report, const access::OfficerNames& names
);

[[nodiscard]] Json json_of(const std::string& file, const payments::NotificationReport& report);
[[nodiscard]] std::string text_of(const payments::NotificationReport& report);

[[nodiscard]] Json json_of(const payments::MonthProof& proof);
[[nodiscard]] std::string text_of(const payments::MonthProof& proof);

}  // namespace draagkracht::cli
