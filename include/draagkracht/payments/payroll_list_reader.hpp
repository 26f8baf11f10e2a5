// Reads the file of a list of payroll (docs/formats.md), strictly: the whole list, or everything
// that is wrong with it, each with its line and column.
//
//     base::ensure(stream is open);
//     ReadPayrollList read = read_payroll_list(stream, "U-2026-07.csv");
//     if (!read.problems.empty()) { ... nothing of it can be used ... }
#pragma once

#include <istream>
#include <string>
#include <vector>

#include "draagkracht/payments/payroll_list.hpp"

namespace draagkracht::payments {

inline constexpr std::size_t list_problems_max = 50;

struct ReadPayrollList {
    PayrollList list;
    std::vector<base::Problem> problems;  // at most list_problems_max
};

// `name` is what problems call the file. Problems payments.list-header, .list-fields,
// .list-encoding, .list-line-too-long, .list-too-long, .list-not-plain, .list-missing-field,
// .list-number-differs, .list-line-number, .list-amount, .list-takes-back, .list-pay-date,
// .list-count, .list-total, .list-cut-off, .list-after-end, .list-empty, .unreadable-file,
// base.not-a-month and base.not-a-date.
[[nodiscard]] ReadPayrollList read_payroll_list(std::istream& file, const std::string& name);

}  // namespace draagkracht::payments
