#include "draagkracht/base/problem.hpp"

namespace draagkracht::base {

Problem Problem::at(std::string_view place) const {
    Problem placed = *this;
    placed.where = where.empty() ? std::string{place} : std::string{place} + ", " + where;
    return placed;
}

std::string Problem::to_line() const {
    std::string line = where.empty() ? message : where + ": " + message;
    if (!remedy.empty()) {
        line += " (" + remedy + ")";
    }
    return line;
}

tl::unexpected<Problem> problem(std::string code, std::string message, std::string remedy) {
    return tl::unexpected(Problem{std::move(code), std::move(message), {}, std::move(remedy)});
}

void ensure(bool holds, std::string_view what_must_hold) {
    if (!holds) {
        throw ProgrammerFault{"does not hold: " + std::string{what_must_hold}};
    }
}

}  // namespace draagkracht::base
