// A moment in UTC, to the second, for what a log or a receipt must know: when it really happened.
//
// Rules never ask for it; the faces read the clock once per request and hand the moment in.
#pragma once

#include <chrono>
#include <compare>
#include <string>
#include <string_view>

#include "draagkracht/base/date.hpp"

namespace draagkracht::base {

class Timestamp {
  public:
    explicit constexpr Timestamp(std::chrono::sys_seconds moment) : moment_{moment} {}

    // Reads "2026-07-01T12:30:00Z"; Problem base.not-a-moment for all else.
    [[nodiscard]] static Outcome<Timestamp> parse(std::string_view text);

    [[nodiscard]] std::string to_string() const;  // "2026-07-01T12:30:00Z"
    [[nodiscard]] constexpr std::chrono::sys_seconds in_seconds() const { return moment_; }
    [[nodiscard]] Date utc_date() const;

    friend constexpr auto operator<=>(Timestamp, Timestamp) = default;

  private:
    std::chrono::sys_seconds moment_;
};

// The only place of the program where the clock is read.
[[nodiscard]] Timestamp clock_now();
// The day it is in Amsterdam at that moment: the business date when nobody names another.
[[nodiscard]] Date amsterdam_date(Timestamp moment);

}  // namespace draagkracht::base
