// The schemas of ISO 20022, which are not part of this project: set DRAAGKRACHT_BANK_SCHEMAS to
// their folder, or the tests that need them are skipped.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

namespace draagkracht::payments {

// Nothing where there are none, or no program to hold a file against them.
[[nodiscard]] inline std::optional<std::filesystem::path> schemas_folder() {
    namespace fs = std::filesystem;
    const char* const given = std::getenv("DRAAGKRACHT_BANK_SCHEMAS");
    const fs::path schemas = given != nullptr
                                 ? fs::path{given}
                                 : fs::path{DRAAGKRACHT_SOURCE_DIR} / "../shared/bank/xsd";
    const bool is_there =
        fs::is_directory(schemas) && std::system("xmllint --version 2>/dev/null") == 0;
    return is_there ? std::optional{schemas} : std::nullopt;
}

// `message`: "pain.008.001.08".
inline void expect_valid(
    const std::filesystem::path& schemas, const std::string& message, const std::string& text
) {
    const std::filesystem::path file =
        std::filesystem::path{testing::TempDir()} / ("written." + message + ".xml");
    std::ofstream{file} << text;
    const std::string command = "xmllint --noout --schema '" +
                                (schemas / (message + ".xsd")).string() + "' '" + file.string() +
                                "' 2>&1";
    EXPECT_EQ(std::system(command.c_str()), 0) << text;
}

}  // namespace draagkracht::payments
