// Slows down who guesses passwords: after so many failures in a quarter of an hour no more are
// tried. It counts by name at an address, by address, and by name wherever it is tried from.
//
//     if (!throttle.may_try({login, address}, moment)) return too_many();
//
// The count by name alone does not hold at an address where that officer got in before: a stranger
// elsewhere cannot keep an officer from their own desk. It is kept in the memory of one process:
// with several instances the limits count for each, and a restart forgets the desks.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <utility>

#include "draagkracht/base/timestamp.hpp"

namespace draagkracht::api {

class LogInThrottle {
  public:
    struct Limits {
        int failures_of_name_at_address = 10;
        int failures_of_address = 50;
        int failures_of_name = 100;
        std::chrono::minutes window{15};
    };
    struct Attempt {
        std::string login;
        std::string address;

        friend auto operator<=>(const Attempt&, const Attempt&) = default;
    };

    explicit LogInThrottle(Limits limits) : limits_{limits} {}

    [[nodiscard]] bool may_try(const Attempt& attempt, base::Timestamp moment);
    void failed(const Attempt& attempt, base::Timestamp moment);
    // The name starts afresh at this address, which is one of its desks from now on.
    void succeeded(const Attempt& attempt);

    [[nodiscard]] std::chrono::minutes window() const { return limits_.window; }

  private:
    struct Count {
        base::Timestamp window_start;
        int failures = 0;
    };
    // A part that is empty stands for any.
    [[nodiscard]] int failures_of(const Attempt& counted) const;
    void forget_before(base::Timestamp moment);

    Limits limits_;
    std::mutex mutex_;
    std::map<Attempt, Count> counts_;
    std::set<Attempt> desks_;
};

}  // namespace draagkracht::api
