#include "draagkracht/base/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace draagkracht::base {

namespace {

spdlog::level::level_enum spdlog_level_of(Level level) {
    switch (level) {
        case Level::debug:
            return spdlog::level::debug;
        case Level::info:
            return spdlog::level::info;
        case Level::warning:
            return spdlog::level::warn;
        case Level::error:
            return spdlog::level::err;
    }
    return spdlog::level::err;
}

}  // namespace

void start_log(Level least) {
    auto logger = std::make_shared<spdlog::logger>(
        "draagkracht", std::make_shared<spdlog::sinks::stderr_sink_mt>()
    );
    logger->set_pattern("%Y-%m-%dT%H:%M:%SZ %l %v", spdlog::pattern_time_type::utc);
    logger->set_level(spdlog_level_of(least));
    spdlog::set_default_logger(std::move(logger));
}

void log_line(Level level, std::string_view room, std::string_view message) {
    spdlog::log(spdlog_level_of(level), "{}: {}", room, message);
}

}  // namespace draagkracht::base
