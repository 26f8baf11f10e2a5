#include "draagkracht/claims/remission_act.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace draagkracht::claims {

namespace {

// Of these a program knows nothing; a person finds that they are there.
bool is_found_by_people(RemissionNeed need) {
    return need == RemissionNeed::no_prospect || need == RemissionNeed::arrangement;
}

ActKind act_on(RemissionGround ground) {
    return ground == RemissionGround::buy_off   ? ActKind::bought_off
           : ground == RemissionGround::trivial ? ActKind::written_off
                                                : ActKind::remitted;
}

}  // namespace

base::Outcome<NewAct> remission_act(
    const RemissionOutlook& outlook,
    const Balance& remainder,
    const RemissionAsked& asked,
    base::Date today
) {
    const auto found = std::ranges::find(outlook.grounds, asked.ground, &GroundOutlook::ground);
    if (found == outlook.grounds.end()) {
        return base::problem(
            "claims.no-such-ground",
            "this claim cannot be remitted on that ground now",
            "choose from the grounds of the look-ahead"
        );
    }
    std::string missing;
    bool asks_finding = false;
    for (const RemissionNeed need : found->needs) {
        if (is_found_by_people(need)) {
            asks_finding = true;
        } else {
            missing += fmt::format("{}{}", missing.empty() ? "" : ", ", to_text(need));
        }
    }
    if (!missing.empty()) {
        return base::problem(
            "claims.ground-not-reached",
            "the ground is not reached: " + missing,
            found->from ? "it may be reached from " + found->from->to_string()
                        : "look at what is missing first"
        );
    }
    if (asks_finding && asked.finding.empty()) {
        return base::problem(
            "claims.needs-finding",
            "this ground rests on what people find, and nothing is written down",
            "write in a few words what was found"
        );
    }
    NewAct act{
        .number = asked.number,
        .kind = act_on(asked.ground),
        .on = today,
        .reason = asked.finding.empty() ? found->article
                                        : fmt::format("{}: {}", found->article, asked.finding)};
    act.decision_number = asked.decision_number;
    act.amount = remainder.total();
    return act;
}

}  // namespace draagkracht::claims
