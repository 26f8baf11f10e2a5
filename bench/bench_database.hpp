// A database of one measurement alone: a SQLite file, or a database on a PostgreSQL server. It is
// gone at the end.
//
//     BenchDatabase database{folder, "register", ""};                       // SQLite
//     BenchDatabase database{folder, "register", "postgresql://..."};       // made on that server
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "measured_run.hpp"

namespace draagkracht::bench {

// The rows of a table, or those of them that meet a condition.
struct RowsOf {
    std::string table;
    std::string condition = "true";
};

class BenchDatabase {
  public:
    BenchDatabase(const std::filesystem::path& folder, const std::string& server);
    ~BenchDatabase();
    BenchDatabase(const BenchDatabase&) = delete;
    BenchDatabase& operator=(const BenchDatabase&) = delete;

    [[nodiscard]] const std::string& address() const { return address_; }
    // Of a second one with the same schema, which is filled from the first.
    [[nodiscard]] std::string address_of_copy() const;
    // The limit: the database copies these rows, in this order, into the other schema. Nobody
    // reads a line, and nobody checks or hashes anything, but the database what it always checks.
    [[nodiscard]] MeasuredRun copy(const std::vector<RowsOf>& rows) const;

  private:
    [[nodiscard]] MeasuredRun ask(const std::string& address, const std::string& statements) const;

    std::filesystem::path folder_;
    std::string server_;  // empty: SQLite
    std::string name_;
    std::string address_;
};

}  // namespace draagkracht::bench
