// A variable of the environment with another value, until this is gone.
//
//     const Environment nowhere{"TMPDIR", "/proc/nothing"};
#pragma once

#include <cstdlib>
#include <optional>
#include <string>

namespace draagkracht::test_support {

class Environment {
  public:
    Environment(std::string name, const char* value) : name_{std::move(name)} {
        if (const char* const before = std::getenv(name_.c_str())) {
            before_ = before;
        }
        setenv(name_.c_str(), value, 1);
    }
    ~Environment() {
        if (before_) {
            setenv(name_.c_str(), before_->c_str(), 1);
        } else {
            unsetenv(name_.c_str());
        }
    }
    Environment(const Environment&) = delete;
    Environment& operator=(const Environment&) = delete;

  private:
    std::string name_;
    std::optional<std::string> before_;
};

}  // namespace draagkracht::test_support
