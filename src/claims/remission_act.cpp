#include "draagkracht/claims/remission_act.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "draagkracht/base/plain_line.hpp"

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

constexpr std::string_view before_finding = ": ";
constexpr std::string_view before_decision = " (besluit ";

constexpr std::array grounds{
    RemissionGround::paid_in_full,
    RemissionGround::arrears_made_good,
    RemissionGround::nothing_paid,
    RemissionGround::buy_off,
    RemissionGround::proper_payment,
    RemissionGround::trivial,
    RemissionGround::fine_in_arrangement};

std::string reason_on(std::string_view article, const RemissionAsked& asked) {
    return asked.finding.empty() ? std::string{article}
                                 : fmt::format("{}{}{}", article, before_finding, asked.finding);
}

// The ground whose acts are of this kind and that stands in an article with which the text begins;
// what follows the article is handed back in `rest`.
std::optional<RemissionGround> ground_of(
    ActKind kind, std::string_view text, std::string_view& rest
) {
    for (const RemissionGround ground : grounds) {
        for (const std::string_view article : articles_of(ground)) {
            if (act_on(ground) == kind && text.starts_with(article)) {
                rest = text.substr(article.size());
                if (rest.empty() || rest.starts_with(before_finding)) {
                    return ground;
                }
            }
        }
    }
    return std::nullopt;
}

}  // namespace

bool can_be_proposed(const GroundOutlook& ground) {
    return std::ranges::all_of(ground.needs, is_found_by_people);
}

bool asks_finding(const GroundOutlook& ground) {
    return std::ranges::any_of(ground.needs, is_found_by_people);
}

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
    for (const RemissionNeed need : found->needs) {
        if (!is_found_by_people(need)) {
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
    // A ground that rests on what people find says what was found.
    if (asks_finding(*found) || !asked.finding.empty()) {
        if (const base::Done line = base::check_told_line(asked.finding, "finding"); !line) {
            return tl::unexpected(line.error());
        }
    }
    if (asked.seen && *asked.seen != remainder.total()) {
        return tl::unexpected(base::Problem{
            "claims.other-amount",
            fmt::format(
                "it comes to {} now, and another amount was seen", remainder.total().to_string()
            ),
            "amount",
            "look at the claim again, and decide on that amount"});
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

std::string proposal_text(const NewAct& act) {
    return act.decision_number.empty()
               ? act.reason
               : fmt::format("{}{}{})", act.reason, before_decision, act.decision_number);
}

std::optional<RemissionAsked> proposed_in(ActKind kind, std::string_view text) {
    RemissionAsked asked{.number = "", .ground = {}, .decision_number = ""};
    const std::size_t decision = text.rfind(before_decision);
    if (decision != std::string_view::npos && text.ends_with(")")) {
        const std::size_t start = decision + before_decision.size();
        asked.decision_number = text.substr(start, text.size() - start - 1);
        text = text.substr(0, decision);
    }
    std::string_view rest;
    const std::optional<RemissionGround> ground = ground_of(kind, text, rest);
    if (!ground) {
        return std::nullopt;
    }
    asked.ground = *ground;
    asked.finding = rest.empty() ? rest : rest.substr(before_finding.size());
    return asked;
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
