// The norm book holds every norm table that is known and answers which one holds on a date.
//
//     NormBook book = read_norms("config/norms").value();         // norms/rules_file.hpp
//     book.norms_on(Date::parse("2026-08-15").value());            // the table of 2026-07-01
//     book.norms_on(Date::parse("2022-03-01").value());            // a Problem: none is known
//
// A table is never stretched over a date that its file does not claim.
#pragma once

#include <memory>
#include <vector>

#include "draagkracht/base/problem.hpp"
#include "draagkracht/norms/norm_table.hpp"

namespace draagkracht::norms {

class NormBook {
  public:
    // Problem norms.overlap when two tables claim one date.
    [[nodiscard]] static base::Outcome<NormBook> of(std::vector<NormTable> tables);

    // Problem norms.no-norms-known when no table claims the date.
    [[nodiscard]] base::Outcome<std::shared_ptr<const NormTable>> norms_on(base::Date date) const;

    // In order of date.
    [[nodiscard]] const std::vector<std::shared_ptr<const NormTable>>& tables() const {
        return tables_;
    }

  private:
    std::vector<std::shared_ptr<const NormTable>> tables_;
};

}  // namespace draagkracht::norms
