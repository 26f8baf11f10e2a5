#include "cli/console.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <iostream>
#include <system_error>

namespace draagkracht::cli {

namespace {

Json json_of(const base::Problem& problem) {
    return {
        {"code", problem.code},
        {"message", problem.message},
        {"where", problem.where},
        {"remedy", problem.remedy}};
}

// A place may hold what a file is called or what stands in it: bytes that are no UTF-8 do not end
// the program, and control characters do not steer the terminal.
std::string text_of(const Json& object) {
    return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string without_control_characters(std::string text) {
    std::ranges::replace_if(
        text,
        [](char character) {
            const auto code = static_cast<unsigned char>(character);
            return code < 0x20 || code == 0x7F;
        },
        '?'
    );
    return text;
}

std::string with_thousands(std::int64_t number) {
    std::string digits = fmt::format("{}", number);
    for (std::size_t place = digits.size(); place > 3; place -= 3) {
        digits.insert(place - 3, ",");
    }
    return digits;
}

}  // namespace

void Console::result(const Json& for_machine, const std::string& for_person) const {
    if (options_.json) {
        line(text_of(for_machine));
    } else if (!options_.quiet) {
        line(for_person);
    }
}

void Console::line(const std::string& text) const {
    lines(text + "\n");
}

void Console::lines(const std::string& text) const {
    errno = 0;
    if (!(std::cout << text << std::flush)) {
        throw std::system_error{errno, std::generic_category(), "the results cannot be written"};
    }
}

void Console::note(const std::string& text) const {
    if (!options_.json && !options_.quiet) {
        std::cerr << text << '\n';
    }
}

ExitCode Console::problem(const base::Problem& problem) const {
    std::cerr << (options_.json ? text_of(json_of(problem))
                                : "draagkracht: " + without_control_characters(problem.to_line()))
              << '\n';
    return exit_code_of(problem);
}

ExitCode Console::problems(const std::vector<base::Problem>& problems) const {
    ExitCode code = ExitCode::done;
    for (const base::Problem& each : problems) {
        const ExitCode of_this = problem(each);
        code = code == ExitCode::done ? of_this : code;
    }
    return code;
}

bool Console::is_watched() const {
    return !options_.quiet && !options_.json && isatty(STDERR_FILENO) == 1;
}

Progress::Progress(const Console& console, std::string what, std::int64_t total)
    : is_shown_{console.is_watched()},
      what_{std::move(what)},
      total_{total},
      started_{Clock::now()},
      shown_{started_} {}

Progress::~Progress() {
    if (is_shown_) {
        std::cerr << "\r\033[K" << std::flush;
    }
}

void Progress::show(std::int64_t done) {
    constexpr std::chrono::milliseconds pause{100};
    const Clock::time_point now = Clock::now();
    if (!is_shown_ || now - shown_ < pause) {
        return;
    }
    shown_ = now;
    const auto passed = std::chrono::duration_cast<std::chrono::seconds>(now - started_);
    std::cerr << "\r\033[K" << progress_line(what_, done, total_, passed) << std::flush;
}

std::string counted(std::int64_t count, const std::string& one, const std::string& many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string progress_line(
    const std::string& what, std::int64_t done, std::int64_t total, std::chrono::seconds passed
) {
    if (total <= 0) {
        return fmt::format("{} {}, {} s", with_thousands(done), what, passed.count());
    }
    constexpr std::int64_t width = 30;
    const std::int64_t reached = std::clamp<std::int64_t>(done, 0, total);
    const auto filled = static_cast<std::size_t>(width * reached / total);
    std::string text = fmt::format(
        "[{}{}] {:>3}%  {} of {} {}",
        std::string(filled, '#'),
        std::string(width - filled, '.'),
        100 * reached / total,
        with_thousands(reached),
        with_thousands(total),
        what
    );
    if (reached > 0 && passed.count() > 0) {
        text += fmt::format(", {} s left", passed.count() * (total - reached) / reached);
    }
    return text;
}

}  // namespace draagkracht::cli
