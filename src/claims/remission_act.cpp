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

std::string reason_on(std::string_view article, const RemissionAsked& asked) {
    return asked.finding.empty() ? std::string{article}
                                 : fmt::format("{}: {}", article, asked.finding);
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
        .reason = reason_on(found->article, asked)};
    act.decision_number = asked.decision_number;
    act.amount = remainder.total();
    return act;
}

bool says_same(const NewAct& act, const RemissionAsked& asked) {
    const std::vector<std::string_view> articles = articles_of(asked.ground);
    return act.number == asked.number && act.kind == act_on(asked.ground) &&
           act.decision_number == asked.decision_number &&
           std::ranges::any_of(articles, [&](std::string_view article) {
               return act.reason == reason_on(article, asked);
           });
}

}  // namespace draagkracht::claims
