// The norm book holds every norm table that is known and answers which one holds on a date.
//
//     NormBook book = NormBook::load("config/norms").value();
//     book.norms_on(Date::parse("2026-08-15").value());   // the table of 2026-07-01
//     book.norms_on(Date::parse("2022-03-01").value());   // a Problem: no norms are known then
//
// A table is never stretched over a date that its file does not claim.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "draagkracht/base/problem.hpp"
#include "draagkracht/norms/norm_table.hpp"

namespace draagkracht::norms {

class NormBook {
  public:
    // Reads every .toml file of the folder. Problems name file and line: norms.unreadable,
    // norms.not-toml, norms.unknown-key, norms.missing, norms.wrong-type, norms.not-an-amount,
    // norms.wrong-date, norms.overlap.
    [[nodiscard]] static base::Outcome<NormBook> load(const std::filesystem::path& folder);

    // Problem norms.no-norms-known when no file covers the date.
    [[nodiscard]] base::Outcome<std::shared_ptr<const NormTable>> norms_on(base::Date date) const;

    // In order of date.
    [[nodiscard]] const std::vector<std::shared_ptr<const NormTable>>& tables() const {
        return tables_;
    }

  private:
    std::vector<std::shared_ptr<const NormTable>> tables_;
};

}  // namespace draagkracht::norms
