// An explanation (uitleg) of a claim for who has to follow it, such as an objection committee: its
// balance, its dates, its stage, the rights on it and the agreements, each line with what it says,
// the records that made it with who and when, and the rows of law or policy that it took.
//
//     Explanation told = explain(facts);
//     told.sections[0].answer        // open, "550.00"
//     told.sections[0].lines[1]      // payment principal, 2026-06-02, "-50.00": entry:88, by whom
//     told.sections[1].lines[2]      // due_date, 2026-04-13: payment_term_weeks 6, Awb 4:87 lid 1
//
// Where a date was given by a person or came from a former system, it says so; what is not known is
// said to be unknown. Nothing is worked out anew that a record holds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/problem.hpp"
#include "draagkracht/followup/vantage.hpp"
#include "draagkracht/norms/parameter.hpp"

namespace draagkracht::followup {

enum class Topic {
    balance,
    dates,
    state,
    collection,     // the right to collect it from this debtor
    formal_notice,  // the right to send one (aanmaning)
    remission,      // how was paid, and each ground of remission or buy-off
    agreement,      // what two people agreed on, and what that rests on
};

// A record that made something, and who recorded it when.
struct MadeBy {
    std::string record;  // "posting:4711", "act:A-1", "plan:R-1/2", "decision:B-7"
    std::string who;     // Actor::text; empty when it is not known
    std::optional<base::Date> on;

    friend bool operator==(const MadeBy&, const MadeBy&) = default;
};

struct ExplainedLine {
    std::string what;  // in the words of the enumerators: "due_date", "payment principal"
    std::optional<base::Date> date = std::nullopt;
    std::string value = {};            // an amount in euros, or a count
    std::vector<MadeBy> made_by = {};  // the maker first, and what that rests on
    std::string article = {};          // of law
    std::vector<norms::ParameterRow> rules = {};
    std::string why = {};  // in words, without personal data

    friend bool operator==(const ExplainedLine&, const ExplainedLine&) = default;
};

struct ExplainedSection {
    Topic topic;
    ExplainedLine answer;
    std::vector<ExplainedLine> lines;
};

struct Explanation {
    std::string claim_number;
    Vantage vantage;
    std::vector<ExplainedSection> sections;
};

[[nodiscard]] std::string_view to_text(Topic topic);  // as the enumerator
[[nodiscard]] base::Outcome<Topic> topic_of(std::string_view text);

}  // namespace draagkracht::followup
