#include "draagkracht/norms/match_ladder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::norms {

std::string_view name_of(MatchRule rule) {
    switch (rule) {
        case MatchRule::own_batch:
            return "own_batch";
        case MatchRule::structured_reference:
            return "structured_reference";
        case MatchRule::reference_in_free_text:
            return "reference_in_free_text";
        case MatchRule::account_and_amount:
            return "account_and_amount";
    }
    throw base::ProgrammerFault{"unknown rule of the match ladder"};
}

std::optional<MatchRule> match_rule_of(std::string_view name) {
    const std::vector<MatchRule>& all = ladder_of_the_program().rules;
    const auto found = std::ranges::find(all, name, [](MatchRule rule) { return name_of(rule); });
    return found == all.end() ? std::nullopt : std::optional{*found};
}

bool MatchLadder::has(MatchRule rule) const {
    return std::ranges::find(rules, rule) != rules.end();
}

std::string text_of(const LadderPlace& place) {
    if (place.rule == 0) {
        return {};
    }
    return fmt::format(
        "rule {} of the ladder {}",
        place.rule,
        place.from ? "from " + place.from->to_string() : "of the program"
    );
}

const MatchLadder& ladder_of_the_program() {
    static const MatchLadder ladder{
        {MatchRule::own_batch,
         MatchRule::structured_reference,
         MatchRule::reference_in_free_text,
         MatchRule::account_and_amount}};
    return ladder;
}

MatchLadders::MatchLadders(const std::vector<Parameter<std::vector<MatchRule>>>& rows) {
    std::ranges::transform(rows, std::back_inserter(ladders_), [](const auto& parameter) {
        return MatchLadder{parameter.value, parameter.row.valid_from};
    });
}

const MatchLadder& MatchLadders::on(base::Date day) const {
    const auto later = std::ranges::upper_bound(ladders_, day, {}, [](const MatchLadder& ladder) {
        return *ladder.valid_from;
    });
    return later == ladders_.begin() ? ladder_of_the_program() : *std::prev(later);
}

}  // namespace draagkracht::norms
