// The conversion of a register from a former system: one file of JSON Lines, written whole or not
// at all.
//
//     ConversionService conversion{database, sealer, policies};
//     LoadReport done = conversion.load(occasion, lines, "register.jsonl", on_progress);
//     if (!done.problems.empty()) { ... show them, nothing was written ... }
//
// docs/formats.md shows the form of each line. The same file again, or a file that repeats part of
// another, adds nothing.
#pragma once

#include <cstddef>
#include <functional>
#include <istream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/norms/policy_book.hpp"
#include "draagkracht/storage/database.hpp"
#include "draagkracht/storage/sealer.hpp"

namespace draagkracht::conversion {

// What a line can hold, in the order in which they stand in a file: a line refers only to lines
// before it, or to what the register holds already.
enum class LineKind { municipality, person, household, claim, plan, contact, end };

[[nodiscard]] std::string_view to_text(LineKind kind);  // "person"

struct LoadCount {
    std::size_t added = 0;
    std::size_t known = 0;  // were in the register with the same content
};

struct LoadReport {
    std::size_t line_count = 0;
    std::map<LineKind, LoadCount> counts;  // of the kinds that the file holds
    // Each with file, line and field; at most problems_max. When there is one, nothing was written.
    std::vector<base::Problem> problems;
};

inline constexpr std::size_t problems_max = 50;
inline constexpr std::size_t line_bytes_max = 1U << 20U;

struct LoadProgress {
    std::size_t line_count;
    std::size_t byte_count;
};

class ConversionService {
  public:
    ConversionService(
        storage::Database& database,
        const storage::Sealer& sealer,
        const norms::PolicyBook& policies
    )
        : database_{database}, sealer_{sealer}, policies_{policies} {}

    // Reads in constant memory. `name` is what problems call the file. Each municipality in it must
    // be registered, and asks Right::load_register. Problems of the form: conversion.not-json,
    // .repeated-field, .missing-field, .unknown-field, .wrong-type, .unknown-kind,
    // .out-of-order, .unknown-municipality, .unknown-client, .unknown-claim, .unknown-plan,
    // .line-too-long, .cut-off, .after-end, .unreadable; and those of the rooms that register.
    [[nodiscard]] LoadReport load(
        const access::Occasion& occasion,
        std::istream& lines,
        const std::string& name,
        const std::function<void(const LoadProgress&)>& on_progress
    );

  private:
    storage::Database& database_;
    const storage::Sealer& sealer_;
    const norms::PolicyBook& policies_;
};

}  // namespace draagkracht::conversion
