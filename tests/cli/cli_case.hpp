// The program as a real process, on a register of its own for each test.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "support/process.hpp"
#include "support/test_database.hpp"

namespace draagkracht::cli {

class ProgramCase : public testing::Test {
  protected:
    void SetUp() override;
    void TearDown() override;

    // The arguments, and after them the database and key of this test.
    [[nodiscard]] test_support::Ended run(
        std::vector<std::string> arguments, const std::string& input = {}
    ) const;
    [[nodiscard]] std::vector<std::string> command(std::vector<std::string> arguments) const;
    [[nodiscard]] static std::string program();

    // A file in the folder of this test.
    std::string write_file(const std::string& name, const std::string& content) const;
    // The settings as they are shipped, with words changed; answers with the path of the file.
    struct Change {
        std::string former;
        std::string by;
    };
    std::string write_config(const std::vector<Change>& changes) const;
    [[nodiscard]] static std::string read_project_file(const std::string& name);
    // The text between the fences after `begin` in docs/formats.md; `opening` is "```json\n".
    [[nodiscard]] static std::string example_in_formats(
        const std::string& begin, const std::string& opening
    );
    [[nodiscard]] std::string path(const std::string& name) const;
    // Everything that stands in the register, but for moments of the clock.
    [[nodiscard]] std::string content_of_register() const;

    // As somebody does who has the file in his hands.
    void change_register(const std::string& statement) const;

    std::filesystem::path folder_;
    std::string database_;
};

}  // namespace draagkracht::cli
