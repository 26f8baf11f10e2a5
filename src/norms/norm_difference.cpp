#include "draagkracht/norms/norm_difference.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "draagkracht/base/exact_money.hpp"
#include "norms/norm_parameters.hpp"

namespace draagkracht::norms {

namespace {

using base::Money;
using base::Percentage;

// One row as a table knows it. Only amounts and percentages have a size to compare.
struct KnownRow {
    std::string name;
    std::string value_text;  // Empty: not known.
    std::variant<std::monostate, Money, Percentage> size;
};

template <typename Value>
void take_size(const Value& value, KnownRow& row) {
    if constexpr (std::is_same_v<Value, Money> || std::is_same_v<Value, Percentage>) {
        row.size = value;
    }
}

std::vector<KnownRow> rows_of(const NormTable& table) {
    const std::optional<ProtectedIncomeForm> form = table.protected_income.form;
    std::vector<KnownRow> rows{
        {"protected_income.form", form ? std::string{name_of(*form)} : "", {}}};
    for_each_parameter(
        table,
        [&rows](std::string_view section, std::string_view key, const auto& parameter) {
            KnownRow row{std::string{section} + "." + std::string{key}, {}, {}};
            if (parameter) {
                row.value_text = parameter->row.value_text;
                take_size(parameter->value, row);
            }
            rows.push_back(std::move(row));
        }
    );
    return rows;
}

// (new - old) / old, in percent; there is none of nothing.
std::optional<Percentage> percent_of(Money old_amount, Money difference) {
    if (!old_amount.is_positive()) {
        return std::nullopt;
    }
    // As if it were money: so many hundredths of a percent are so many cents.
    const Money hundredths = (base::ExactMoney{difference} * 10'000 / old_amount.in_cents())
                                 .rounded(base::Rounding::half_up);
    return Percentage::thousandths(hundredths.in_cents() * 10);
}

RowChange change_of(const KnownRow& old_row, const KnownRow& new_row) {
    if (old_row.value_text.empty()) {
        return new_row.value_text.empty() ? RowChange::unknown : RowChange::added;
    }
    if (new_row.value_text.empty()) {
        return RowChange::removed;
    }
    return old_row.value_text == new_row.value_text ? RowChange::same : RowChange::changed;
}

RowDifference difference_of_rows(const KnownRow& old_row, const KnownRow& new_row) {
    RowDifference difference{
        .name = new_row.name,
        .change = change_of(old_row, new_row),
        .old_value = old_row.value_text,
        .new_value = new_row.value_text,
        .euros = {},
        .percent = {},
        .points = {}};
    if (const auto* former = std::get_if<Money>(&old_row.size)) {
        if (const auto* next = std::get_if<Money>(&new_row.size)) {
            difference.euros = *next - *former;
            difference.percent = percent_of(*former, *difference.euros);
        }
    }
    if (const auto* former = std::get_if<Percentage>(&old_row.size)) {
        if (const auto* next = std::get_if<Percentage>(&new_row.size)) {
            difference.points =
                Percentage::thousandths(next->in_thousandths() - former->in_thousandths());
        }
    }
    return difference;
}

}  // namespace

std::string_view name_of(RowChange change) {
    switch (change) {
        case RowChange::same:
            return "same";
        case RowChange::changed:
            return "changed";
        case RowChange::added:
            return "added";
        case RowChange::removed:
            return "removed";
        case RowChange::unknown:
            return "unknown";
    }
    throw base::ProgrammerFault{"unknown change of a row"};
}

int NormDifference::count_of(RowChange change) const {
    return static_cast<int>(std::ranges::count(rows, change, &RowDifference::change));
}

NormDifference difference_of(const NormTable& old_table, const NormTable& new_table) {
    const std::vector<KnownRow> old_rows = rows_of(old_table);
    const std::vector<KnownRow> new_rows = rows_of(new_table);
    NormDifference difference;
    for (std::size_t place = 0; place < new_rows.size(); ++place) {
        difference.rows.push_back(difference_of_rows(old_rows[place], new_rows[place]));
    }
    return difference;
}

}  // namespace draagkracht::norms
