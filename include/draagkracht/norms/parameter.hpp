// A parameter is one number of law or policy together with where it stands and since when.
//
//     Parameter<Money> single;          // value 1419.46
//     single.row.name                   // "benefit_norm.single"
//     single.row.article                // "Participatiewet art. 21 onder a"
//
// A worksheet shows the row beside every value that it took from it, so that an objection committee
// can look the number up.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/problem.hpp"

namespace draagkracht::norms {

// How sure a value is.
enum class Basis {
    confirmed,    // Read in the source that is named.
    derived,      // Arithmetic on confirmed values; the source says which.
    unconfirmed,  // Common knowledge for which no source could be read.
    policy,       // Chosen by the municipality within what the law leaves to it.
};

[[nodiscard]] std::string_view name_of(Basis basis);
[[nodiscard]] base::Outcome<Basis> basis_of(std::string_view text);

struct ParameterRow {
    std::string name;        // "protected_income.base_share": section and key in its file.
    std::string value_text;  // The value as the file has it: "95", "1419.46".
    base::Date valid_from;
    std::string article;  // Article of law; empty for a rule of policy.
    std::string source;   // Address of the act or page, or the line of the policy document.
    Basis basis = Basis::confirmed;

    friend bool operator==(const ParameterRow&, const ParameterRow&) = default;
};

// A part that no percentage says exactly: two thirds. Both are above zero.
struct Fraction {
    int numerator = 1;
    int denominator = 1;

    friend bool operator==(const Fraction&, const Fraction&) = default;
};

// A factor with more decimals than a percentage: 0.000000438698 of the square of an income.
struct Factor {
    static constexpr std::int64_t one = 1'000'000'000'000;
    std::int64_t trillionths = 0;  // Of one: at most twelve decimals.

    friend bool operator==(const Factor&, const Factor&) = default;
};

template <typename Value>
struct Parameter {
    Value value;
    ParameterRow row;

    friend bool operator==(const Parameter&, const Parameter&) = default;
};

}  // namespace draagkracht::norms
