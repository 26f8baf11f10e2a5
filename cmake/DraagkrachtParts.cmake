# The parts of others that the house stands on; all from Debian 12.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(date REQUIRED)
find_package(tl-expected REQUIRED)
find_package(Boost 1.74 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(simdjson REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(Poco REQUIRED COMPONENTS Foundation Net)
find_package(CLI11 REQUIRED)
find_package(OpenSSL REQUIRED)
if(DRAAGKRACHT_TESTS)
    find_package(GTest REQUIRED)
endif()
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(LIBXML2 REQUIRED IMPORTED_TARGET libxml-2.0)

# For the letters: text layout, drawing, the logo, and the finishing of a PDF. Mustache is one header.
pkg_check_modules(PANGOCAIRO REQUIRED IMPORTED_TARGET pangocairo cairo-pdf)
pkg_check_modules(RSVG REQUIRED IMPORTED_TARGET librsvg-2.0)
pkg_check_modules(QPDF REQUIRED IMPORTED_TARGET libqpdf)
# Its headers ask which generation of pointers we use: only std::shared_ptr.
target_compile_definitions(PkgConfig::QPDF INTERFACE POINTERHOLDER_TRANSITION=4)

# Debian's SOCI brings no CMake files of its own.
find_path(SOCI_INCLUDE_DIR soci/soci.h REQUIRED)
find_library(SOCI_CORE_LIBRARY soci_core REQUIRED)
find_library(SOCI_SQLITE3_LIBRARY soci_sqlite3 REQUIRED)
find_library(SOCI_POSTGRESQL_LIBRARY soci_postgresql REQUIRED)
find_library(SQLITE3_LIBRARY sqlite3 REQUIRED)
find_library(POSTGRESQL_LIBRARY pq REQUIRED)
find_path(POSTGRESQL_INCLUDE_DIR libpq-fe.h PATH_SUFFIXES postgresql REQUIRED)
add_library(draagkracht_soci INTERFACE)
target_include_directories(draagkracht_soci SYSTEM INTERFACE
    "${SOCI_INCLUDE_DIR}" "${SOCI_INCLUDE_DIR}/soci" "${POSTGRESQL_INCLUDE_DIR}")
target_link_libraries(draagkracht_soci INTERFACE
    "${SOCI_CORE_LIBRARY}" "${SOCI_SQLITE3_LIBRARY}" "${SOCI_POSTGRESQL_LIBRARY}"
    "${SQLITE3_LIBRARY}" "${POSTGRESQL_LIBRARY}")
