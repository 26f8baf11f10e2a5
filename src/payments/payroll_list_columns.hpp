// The columns of the file of a list of payroll, for who reads and who writes one.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "draagkracht/payments/payroll_list.hpp"

namespace draagkracht::payments {

// The first one is "set_off_list" or "withholding_list", and holds the number of the list.
inline constexpr std::array<std::string_view, 8> list_columns_after_first{
    "line",
    "period",
    "pay_date",
    "client_number",
    "plan_number",
    "claim_number",
    "amount",
    "takes_back"};
inline constexpr std::size_t list_columns = list_columns_after_first.size() + 1;

// In the first column of the last line.
inline constexpr std::string_view end_mark = "end";

[[nodiscard]] inline std::string header_of(ListKind kind) {
    std::string header = std::string{to_text(kind)} + "_list";
    for (const std::string_view column : list_columns_after_first) {
        header += ";" + std::string{column};
    }
    return header;
}

}  // namespace draagkracht::payments
