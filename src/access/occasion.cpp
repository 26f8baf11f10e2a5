#include "draagkracht/access/occasion.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace draagkracht::access {

namespace {

std::string_view name_of(Machine machine) {
    switch (machine) {
        case Machine::reconciliation:
            return "reconciliation";
        case Machine::night_run:
            return "night_run";
        case Machine::conversion:
            return "conversion";
        case Machine::letter_room:
            return "letter_room";
        case Machine::report:
            return "report";
        case Machine::explanation:
            return "explanation";
        case Machine::payroll:
            return "payroll";
    }
    return "unknown";
}

const std::set<Right>& rights_of(Machine machine) {
    static const std::set<Right> of_reconciliation{Right::reconcile, Right::see_figures};
    static const std::set<Right> of_night_run{Right::run_business_day, Right::see_figures};
    static const std::set<Right> of_conversion{Right::load_register, Right::keep_officers};
    // A letter shows a name and an address, so the letter room must be able to look them up.
    static const std::set<Right> of_letter_room{Right::send_letters, Right::see_person};
    static const std::set<Right> of_report{Right::see_figures};
    // On the command line of the installation: a look that the trail tells.
    static const std::set<Right> of_explanation{Right::see_person};
    // Grosses up from the list of payroll; who starts it has the register in hand.
    static const std::set<Right> of_payroll{Right::act_on_claim};
    switch (machine) {
        case Machine::reconciliation:
            return of_reconciliation;
        case Machine::night_run:
            return of_night_run;
        case Machine::conversion:
            return of_conversion;
        case Machine::letter_room:
            return of_letter_room;
        case Machine::report:
            return of_report;
        case Machine::explanation:
            return of_explanation;
        case Machine::payroll:
            return of_payroll;
    }
    static const std::set<Right> none;
    return none;
}

}  // namespace

Actor Actor::machine(Machine machine) {
    return Actor{machine};
}

Actor Actor::officer(base::OfficerId officer, std::string display_name, RolesByMunicipality roles) {
    Actor actor{officer};
    actor.display_name_ = std::move(display_name);
    actor.roles_ = std::move(roles);
    return actor;
}

bool Actor::may(Right right, base::MunicipalityId municipality) const {
    if (const Machine* machine = std::get_if<Machine>(&who_)) {
        return rights_of(*machine).contains(right);
    }
    const auto found = roles_.find(municipality);
    return found != roles_.end() &&
           std::any_of(found->second.begin(), found->second.end(), [right](Role role) {
               return role_gives(role, right);
           });
}

std::string Actor::text() const {
    if (const Machine* machine = std::get_if<Machine>(&who_)) {
        return fmt::format("machine:{}", name_of(*machine));
    }
    return fmt::format("officer:{}", std::get<base::OfficerId>(who_).value());
}

base::Done require(const Actor& actor, Right right, base::MunicipalityId municipality) {
    if (actor.may(right, municipality)) {
        return {};
    }
    return base::problem(
        "access.not-allowed",
        fmt::format("this needs the right '{}' for this municipality", to_text(right)),
        "ask the administrator, or somebody who has the role"
    );
}

}  // namespace draagkracht::access
