// What a new half-year changes: two norm tables side by side, row by row.
//
//     NormDifference july = difference_of(*january_table, *july_table);
//     july.rows.front().name          // "benefit_norm.single"
//     july.rows.front().euros         // EUR 17.96: from 1401.50 to 1419.46
//     july.rows.front().percent       // 1.28
//
// A row that neither table knows is told too: unknown is not the same as unchanged.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/norms/norm_table.hpp"

namespace draagkracht::norms {

enum class RowChange {
    same,
    changed,
    added,    // Known from the new table on.
    removed,  // Known in the old table, no longer in the new one.
    unknown,  // Known in neither.
};

[[nodiscard]] std::string_view name_of(RowChange change);

struct RowDifference {
    std::string name;  // "protected_income.base_share"
    RowChange change;
    std::string old_value;  // As its file has it; empty: not known.
    std::string new_value;
    std::optional<base::Money> euros;         // New less old, where both are amounts.
    std::optional<base::Percentage> percent;  // Of the old amount; two decimals, half-up.
    std::optional<base::Percentage> points;   // New less old, where both are percentages.
};

struct NormDifference {
    std::vector<RowDifference> rows;  // Every row that a norm file can have.

    [[nodiscard]] int count_of(RowChange change) const;
};

[[nodiscard]] NormDifference difference_of(const NormTable& old_table, const NormTable& new_table);

}  // namespace draagkracht::norms
