# Writes the files of sql/migrations into a source file, so that program and schema stay together.
file(GLOB migration_paths CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/sql/migrations/V*.sql")
list(SORT migration_paths)
set(rows "")
foreach(path IN LISTS migration_paths)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${path}")
    get_filename_component(name "${path}" NAME)
    string(REGEX REPLACE "^V0*([0-9]+)__.*$" "\\1" version "${name}")
    file(READ "${path}" sql)
    string(APPEND rows "        {${version}, \"${name}\", R\"sql(${sql})sql\"},\n")
endforeach()
set(migration_source "${CMAKE_BINARY_DIR}/generated/migration_files.cpp")
file(CONFIGURE OUTPUT "${migration_source}" @ONLY CONTENT [=[
// Made by cmake/DraagkrachtMigrations.cmake from sql/migrations.
#include "storage/migration_files.hpp"

namespace draagkracht::storage {

const std::vector<MigrationFile>& migration_files() {
    static const std::vector<MigrationFile> files{
@rows@    };
    return files;
}

}  // namespace draagkracht::storage
]=])
