// A folder of one measurement alone, gone at its end.
#pragma once

#include <filesystem>
#include <string>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::bench {

class TemporaryFolder {
  public:
    TemporaryFolder() {
        std::string name =
            (std::filesystem::temp_directory_path() / "draagkracht-bench-XXXXXX").string();
        base::ensure(mkdtemp(name.data()) != nullptr, "a folder can be made");
        folder_ = name;
    }
    ~TemporaryFolder() { std::filesystem::remove_all(folder_); }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] std::filesystem::path file(const std::string& name) const {
        return folder_ / name;
    }

  private:
    std::filesystem::path folder_;
};

}  // namespace draagkracht::bench
