#include "norms/parameter_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

namespace draagkracht::norms {

namespace {

base::Money read_amount(TomlTable& row, std::string_view key) {
    const std::string text = row.text(key);
    const base::Outcome<base::Money> amount = base::Money::parse(text);
    if (!amount || amount->is_negative()) {
        row.complain(
            key,
            "norms.not-a-value",
            fmt::format("'{}' is not an amount: '{}'", row.path_of(key), text),
            "write it as \"1419.46\", in quotation marks"
        );
        return {};
    }
    return *amount;
}

// The entry of a list of names that has this name; complains and answers the first when none has.
template <typename Name, std::size_t Size>
Name named(const TomlTable& row, const std::string& text, const std::array<Name, Size>& names) {
    const auto* const found =
        std::ranges::find(names, text, [](Name name) { return name_of(name); });
    if (found != names.end()) {
        return *found;
    }
    std::array<std::string_view, Size> known;
    std::ranges::transform(names, known.begin(), [](Name name) { return name_of(name); });
    row.complain(
        "value",
        "norms.not-a-value",
        fmt::format("'{}' is not known here", text),
        fmt::format("choose from {}", fmt::join(known, ", "))
    );
    return names.front();
}

constexpr std::array basis_names{Basis::confirmed, Basis::derived, Basis::unconfirmed};
constexpr std::array claim_order_names{ClaimOrder::oldest_due_date, ClaimOrder::smallest_balance};
constexpr std::array rounding_names{InstalmentRounding::cents, InstalmentRounding::whole_euros};
constexpr std::array step_names{
    EscalationStep::personal_contact,
    EscalationStep::friendly_reminder,
    EscalationStep::formal_notice,
    EscalationStep::enforcement_order,
    EscalationStep::bailiff,
};
constexpr std::array action_names{
    FourEyesAction::gate_override,
    FourEyesAction::remission,
    FourEyesAction::write_off,
    FourEyesAction::refund,
    FourEyesAction::enforcement_order,
};

constexpr std::array match_rule_names{
    MatchRule::own_batch,
    MatchRule::structured_reference,
    MatchRule::reference_in_free_text,
    MatchRule::account_and_amount,
};

template <typename Name, std::size_t Size>
std::vector<Name> read_names(TomlTable& row, const std::array<Name, Size>& names) {
    std::vector<Name> values;
    for (const std::string& text : row.texts("value")) {
        values.push_back(named(row, text, names));
    }
    return values;
}

template <typename Name>
std::string joined(const std::vector<Name>& values) {
    std::vector<std::string_view> names;
    std::ranges::transform(values, std::back_inserter(names), [](Name name) {
        return name_of(name);
    });
    return fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

template <>
base::Money read_value(TomlTable& row) {
    return read_amount(row, "value");
}

template <>
base::Percentage read_value(TomlTable& row) {
    const std::string text = row.text("value");
    const base::Outcome<base::Percentage> share = base::Percentage::parse(text);
    if (!share || *share < base::Percentage{} || *share > base::Percentage::whole(100)) {
        row.complain(
            "value",
            "norms.not-a-value",
            fmt::format("'{}' is not a percentage from 0 to 100: '{}'", row.path_of("value"), text),
            "write it as \"13.73\", in quotation marks and without the sign"
        );
        return {};
    }
    return *share;
}

template <>
int read_value(TomlTable& row) {
    return row.whole("value");
}

template <>
Fraction read_value(TomlTable& row) {
    const std::string text = row.text("value");
    Fraction part;
    const char* const end = text.data() + text.size();
    const auto [slash, first_error] = std::from_chars(text.data(), end, part.numerator);
    if (first_error == std::errc{} && slash != end && *slash == '/') {
        const auto [rest, error] = std::from_chars(slash + 1, end, part.denominator);
        if (error == std::errc{} && rest == end && part.numerator > 0 && part.denominator > 0) {
            return part;
        }
    }
    row.complain(
        "value",
        "norms.not-a-value",
        fmt::format("'{}' is not a fraction: '{}'", row.path_of("value"), text),
        "write it as \"2/3\", in quotation marks"
    );
    return {};
}

// Digits with a point and at most twelve decimals, perhaps with a sign.
std::optional<Factor> factor_of(std::string_view text) {
    constexpr std::size_t decimals_max = 12;
    const bool is_negative = text.starts_with('-');
    const std::string_view digits = text.substr(is_negative ? 1 : 0);
    const std::size_t point = digits.find('.');
    if (point == std::string_view::npos || point == 0 || digits.size() - point - 1 > decimals_max) {
        return std::nullopt;
    }
    std::string scaled{digits.substr(0, point)};
    scaled += digits.substr(point + 1);
    scaled.append(decimals_max - (digits.size() - point - 1), '0');
    std::int64_t trillionths = 0;
    const char* const end = scaled.data() + scaled.size();
    const auto [rest, error] = std::from_chars(scaled.data(), end, trillionths);
    if (error != std::errc{} || rest != end || scaled.starts_with('-')) {
        return std::nullopt;
    }
    return Factor{is_negative ? -trillionths : trillionths};
}

template <>
Factor read_value(TomlTable& row) {
    const std::string text = row.text("value");
    const std::optional<Factor> factor = factor_of(text);
    if (!factor) {
        row.complain(
            "value",
            "norms.not-a-value",
            fmt::format("'{}' is not a factor: '{}'", row.path_of("value"), text),
            "write it as \"0.000000438698\", in quotation marks, with at most twelve decimals"
        );
    }
    return factor.value_or(Factor{});
}

template <>
bool read_value(TomlTable& row) {
    return row.flag("value");
}

template <>
FormalNoticeFee read_value(TomlTable& row) {
    return {
        .debt_threshold = read_amount(row, "debt_threshold"),
        .below_threshold = read_amount(row, "below_threshold"),
        .from_threshold = read_amount(row, "from_threshold")};
}

template <>
PensionAge read_value(TomlTable& row) {
    return {.years = row.whole("years"), .months = row.whole("months")};
}

template <>
ClaimOrder read_value(TomlTable& row) {
    const std::string text = row.text("value");
    return named(row, text, claim_order_names);
}

template <>
InstalmentRounding read_value(TomlTable& row) {
    const std::string text = row.text("value");
    return named(row, text, rounding_names);
}

template <>
std::vector<EscalationStep> read_value(TomlTable& row) {
    return read_names(row, step_names);
}

template <>
std::vector<FourEyesAction> read_value(TomlTable& row) {
    return read_names(row, action_names);
}

template <>
std::vector<MatchRule> read_value(TomlTable& row) {
    return read_names(row, match_rule_names);
}

std::string value_text_of(base::Money value) {
    return value.to_string();
}

std::string value_text_of(base::Percentage value) {
    return value.to_string();
}

std::string value_text_of(int value) {
    return std::to_string(value);
}

std::string value_text_of(Fraction value) {
    return fmt::format("{}/{}", value.numerator, value.denominator);
}

std::string value_text_of(Factor value) {
    const std::int64_t size = std::abs(value.trillionths);
    return fmt::format(
        "{}{}.{:012}", value.trillionths < 0 ? "-" : "", size / Factor::one, size % Factor::one
    );
}

std::string value_text_of(bool value) {
    return value ? "true" : "false";
}

std::string value_text_of(const FormalNoticeFee& value) {
    return fmt::format(
        "{} below {}, else {}",
        value.below_threshold.to_string(),
        value.debt_threshold.to_string(),
        value.from_threshold.to_string()
    );
}

std::string value_text_of(PensionAge value) {
    return fmt::format("{} years and {} months", value.years, value.months);
}

std::string value_text_of(ClaimOrder value) {
    return std::string{name_of(value)};
}

std::string value_text_of(InstalmentRounding value) {
    return std::string{name_of(value)};
}

std::string value_text_of(const std::vector<EscalationStep>& value) {
    return joined(value);
}

std::string value_text_of(const std::vector<FourEyesAction>& value) {
    return joined(value);
}

std::string value_text_of(const std::vector<MatchRule>& value) {
    return joined(value);
}

Basis read_basis(TomlTable& row) {
    const std::string text = row.text("basis");
    for (const Basis basis : basis_names) {
        if (text == name_of(basis)) {
            return basis;
        }
    }
    row.complain(
        "basis",
        "norms.not-a-value",
        fmt::format("the basis '{}' is not known", text),
        "choose from confirmed, derived, unconfirmed"
    );
    return Basis::unconfirmed;
}

std::string canonical_line(const ParameterRow& row) {
    return fmt::format(
        "{}\t{}\t{}\t{}\n", row.name, row.valid_from.to_string(), row.value_text, row.source
    );
}

std::string read_source(TomlTable& row, const NormPeriod& period) {
    const std::string key = row.text("source");
    const auto found = period.sources.find(key);
    if (found == period.sources.end()) {
        row.complain(
            "source",
            "norms.no-source",
            fmt::format("the source '{}' does not stand under [sources]", key),
            "name where the value was read"
        );
        return {};
    }
    return found->second;
}

}  // namespace draagkracht::norms
