// A copy of the project's config folder that a test may spoil; it is gone after the test.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::norms {

class ConfigCopy {
  public:
    ConfigCopy() {
        std::string name = (std::filesystem::temp_directory_path() / "draagkracht-XXXXXX").string();
        root_ = mkdtemp(name.data());
        std::filesystem::copy(
            DRAAGKRACHT_SOURCE_DIR "/config", root_, std::filesystem::copy_options::recursive
        );
    }
    ~ConfigCopy() { std::filesystem::remove_all(root_); }
    ConfigCopy(const ConfigCopy&) = delete;
    ConfigCopy& operator=(const ConfigCopy&) = delete;

    [[nodiscard]] std::filesystem::path path(const std::string& name) const { return root_ / name; }

    [[nodiscard]] std::string text(const std::string& name) const {
        std::ostringstream text;
        text << std::ifstream{path(name)}.rdbuf();
        return text.str();
    }

    void write(const std::string& name, const std::string& text) const {
        std::ofstream{path(name)} << text;
    }

    // Replaces the first occurrence, which must be there.
    void replace(const std::string& name, const std::string& former, const std::string& by) const {
        std::string changed = text(name);
        const std::size_t place = changed.find(former);
        ASSERT_NE(place, std::string::npos) << former;
        changed.replace(place, former.size(), by);
        write(name, changed);
    }

    // The line of the file that the problem names; empty when it names a file alone.
    [[nodiscard]] std::string line_named(const base::Problem& problem) const {
        const std::size_t colon = problem.where.rfind(".toml:");
        if (colon == std::string::npos) {
            return "";
        }
        std::ifstream file{problem.where.substr(0, colon + 5)};
        std::string line;
        for (int left = std::stoi(problem.where.substr(colon + 6)); left > 0; --left) {
            std::getline(file, line);
        }
        return line;
    }

  private:
    std::filesystem::path root_;
};

}  // namespace draagkracht::norms
