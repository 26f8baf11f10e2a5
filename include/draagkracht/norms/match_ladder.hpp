// The ladder of rules by which a payment finds its debt: which rules a municipality lets decide,
// in which order, and since when. A payment goes by the ladder of the day from which it counts, so
// that it makes no difference when its statement comes in.
//
//     const MatchLadder& ladder = ladders.at("zandwijk").on(value_date);
//     ladder.rules[1]      // MatchRule::structured_reference
//     ladder.valid_from    // 2021-07-01
//
// The set of rules is closed. In none of them an account (IBAN) decides by itself: a guardian
// (bewindvoerder) pays for many people from one account. A rule that a ladder leaves out is off.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/norms/parameter.hpp"

namespace draagkracht::norms {

// What each asks of a payment is told in payments/matching.hpp.
enum class MatchRule {
    own_batch,
    structured_reference,
    reference_in_free_text,
    account_and_amount,
};

[[nodiscard]] std::string_view name_of(MatchRule rule);
// Of a name that name_of gives; none for another one.
[[nodiscard]] std::optional<MatchRule> match_rule_of(std::string_view name);

struct MatchLadder {
    std::vector<MatchRule> rules;  // the first that can say something decides
    std::optional<base::Date> valid_from = std::nullopt;  // none: the ladder of the program

    [[nodiscard]] bool has(MatchRule rule) const;
};

// Where in which ladder a rule stands.
struct LadderPlace {
    int rule = 0;  // from 1; 0: no ladder was asked, the sender said whose the payment is
    std::optional<base::Date> from = std::nullopt;  // of the ladder; none: that of the program

    friend bool operator==(const LadderPlace&, const LadderPlace&) = default;
};

// "rule 2 of the ladder from 2026-01-01"; empty where no ladder was asked.
[[nodiscard]] std::string text_of(const LadderPlace& place);

// The ladder where policy says nothing: every rule, in the order above.
[[nodiscard]] const MatchLadder& ladder_of_the_program();

// The ladders of one policy over time.
class MatchLadders {
  public:
    MatchLadders() = default;
    // In order of date.
    explicit MatchLadders(const std::vector<Parameter<std::vector<MatchRule>>>& rows);

    // The ladder of the program before the first.
    [[nodiscard]] const MatchLadder& on(base::Date day) const;

  private:
    std::vector<MatchLadder> ladders_;
};

// By code of the municipality.
using LaddersOfMunicipalities = std::map<std::string, MatchLadders, std::less<>>;

}  // namespace draagkracht::norms
