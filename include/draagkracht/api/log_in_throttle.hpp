// Slows down who guesses passwords: after so many failures in a quarter of an hour no more are
// tried, by name and by address.
//
//     if (!throttle.may_try(login, address, moment)) return too_many();
//
// It is kept in the memory of one process: with several instances the limits count for each.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <string>

#include "draagkracht/base/timestamp.hpp"

namespace draagkracht::api {

class LogInThrottle {
  public:
    struct Limits {
        int failures_of_name = 10;
        int failures_of_address = 50;
        std::chrono::minutes window{15};
    };

    explicit LogInThrottle(Limits limits) : limits_{limits} {}

    [[nodiscard]] bool may_try(
        const std::string& login, const std::string& address, base::Timestamp moment
    );
    void failed(const std::string& login, const std::string& address, base::Timestamp moment);
    // A name that got in starts afresh; its address does not.
    void succeeded(const std::string& login);

    [[nodiscard]] std::chrono::minutes window() const { return limits_.window; }

  private:
    struct Count {
        base::Timestamp window_start;
        int failures = 0;
    };
    void forget_before(base::Timestamp moment);

    Limits limits_;
    std::mutex mutex_;
    std::map<std::string, Count> counts_;  // by "name:..." and "address:..."
};

}  // namespace draagkracht::api
