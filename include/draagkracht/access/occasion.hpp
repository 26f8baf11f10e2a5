// The occasion of an act: who acts, on which business date, at which moment. Every use case takes
// one, so that no service asks the clock or guesses who is there.
//
//     Occasion night{Actor::machine(Machine::night_run), BusinessDate{date}, clock_now()};
//     base::Done allowed = require(night.actor, Right::run_business_day, municipality);
#pragma once

#include <map>
#include <set>
#include <string>
#include <variant>

#include "draagkracht/access/right.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/base/date.hpp"
#include "draagkracht/base/id.hpp"
#include "draagkracht/base/problem.hpp"
#include "draagkracht/base/timestamp.hpp"

namespace draagkracht::access {

// A program that acts by itself; each has the rights of its one job, for every municipality.
enum class Machine {
    reconciliation,
    night_run,
    conversion,
    letter_room,
    report,
    explanation,
    payroll,
};

using RolesByMunicipality = std::map<base::MunicipalityId, std::set<Role>>;

class Actor {
  public:
    [[nodiscard]] static Actor machine(Machine machine);
    [[nodiscard]] static Actor officer(
        base::OfficerId officer, std::string display_name, RolesByMunicipality roles
    );

    [[nodiscard]] bool may(Right right, base::MunicipalityId municipality) const;
    // "officer:12" or "machine:night_run": for the audit trail and the books.
    [[nodiscard]] std::string text() const;
    // The name that a letter or page may show; empty for a machine.
    [[nodiscard]] const std::string& display_name() const { return display_name_; }
    [[nodiscard]] const RolesByMunicipality& roles() const { return roles_; }

  private:
    using Who = std::variant<Machine, base::OfficerId>;
    explicit Actor(Who who) : who_{who} {}
    Who who_;
    std::string display_name_;
    RolesByMunicipality roles_;
};

struct Occasion {
    Actor actor;
    base::BusinessDate today;
    base::Timestamp moment;

    [[nodiscard]] audit::Author author() const { return {actor.text(), today, moment}; }
};

// Problem access.not-allowed when the actor does not have the right for that municipality.
[[nodiscard]] base::Done require(
    const Actor& actor, Right right, base::MunicipalityId municipality
);

}  // namespace draagkracht::access
