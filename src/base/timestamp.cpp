#include "draagkracht/base/timestamp.hpp"

#include <date/tz.h>
#include <fmt/format.h>

#include "base/decimal_text.hpp"

namespace draagkracht::base {

Outcome<Timestamp> Timestamp::parse(std::string_view text) {
    const auto not_a_moment = [text] {
        return problem(
            "base.not-a-moment",
            fmt::format("'{}' is not a moment in UTC", shown(text)),
            "write it as 2026-07-01T12:30:00Z"
        );
    };
    if (text.size() != 20 || text[10] != 'T' || text[19] != 'Z' || text[13] != ':' ||
        text[16] != ':') {
        return not_a_moment();
    }
    const Outcome<Date> date = Date::parse(text.substr(0, 10));
    const auto hours = digits_at(text, 11, 2);
    const auto minutes = digits_at(text, 14, 2);
    const auto seconds = digits_at(text, 17, 2);
    const auto below = [](std::optional<int> part, int end) { return part && *part < end; };
    if (!date || !below(hours, 24) || !below(minutes, 60) || !below(seconds, 60)) {
        return not_a_moment();
    }
    return Timestamp{
        date->in_days() + std::chrono::hours{*hours} + std::chrono::minutes{*minutes} +
        std::chrono::seconds{*seconds}};
}

std::string Timestamp::to_string() const {
    const auto day = std::chrono::floor<std::chrono::days>(moment_);
    const std::chrono::hh_mm_ss time{moment_ - day};
    return fmt::format(
        "{}T{:02}:{:02}:{:02}Z",
        Date{day}.to_string(),
        time.hours().count(),
        time.minutes().count(),
        time.seconds().count()
    );
}

Date Timestamp::utc_date() const {
    return Date{std::chrono::floor<std::chrono::days>(moment_)};
}

Timestamp clock_now() {
    return Timestamp{std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())};
}

Date amsterdam_date(Timestamp moment) {
    const auto local = date::locate_zone("Europe/Amsterdam")->to_local(moment.in_seconds());
    const auto day = std::chrono::floor<std::chrono::days>(local.time_since_epoch());
    return Date{std::chrono::sys_days{day}};
}

}  // namespace draagkracht::base
