// The files of sql/migrations, built into the program in the order of their numbers.
#pragma once

#include <string>
#include <vector>

namespace draagkracht::storage {

struct MigrationFile {
    int version;       // 2 for V002__register.sql
    std::string name;  // "V002__register.sql"
    std::string sql;
};

[[nodiscard]] const std::vector<MigrationFile>& migration_files();

// The tables that a file marks as only added to, in the order of the files.
[[nodiscard]] std::vector<std::string> append_only_marks();

}  // namespace draagkracht::storage
