// The gross-up (brutering) of a municipality at the turn of a year, from a list of payroll: which
// claims it may be about, what a list would book, and the acts themselves.
//
//     GrossUpService gross_up{database, rules.law};
//     gross_up.candidates(occasion, zandwijk, 2026, [](const auto& claims) { ... print ... });
//     GrossUpReport dry = gross_up.work_out(occasion, zandwijk, 2026, next_lines, on_line).value();
//     GrossUpReport done = gross_up.record(occasion, zandwijk, 2026, next_lines).value();
//     if (!done.problems.empty()) { ... show them, nothing was written ... }
//
// The act of a claim is numbered BRUTERING-2026, so that the same list again is the same acts.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/claims/claim.hpp"
#include "draagkracht/claims/gross_up.hpp"
#include "draagkracht/norms/law.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::followup {

// A claim of which principal was open net on 31 December, for payroll to fill in.
struct GrossUpCandidate {
    claims::ClaimDecision decision;
    std::string client_number;                 // the first who still owes it
    std::vector<std::string> joint_debtors{};  // the client numbers of the others who do
    base::Money open_net;
    std::vector<claims::GrossUpQuestion> questions;
};

struct GrossUpLine {
    std::string claim_number;
    std::string client_number;  // of a debtor who still owes it
    claims::PayrollGrossUp told;
    std::string decision_number;  // the decision by which the claim is grossed up
    std::string where;            // the place it was read from, "payroll.jsonl:12"
};

// The next lines of a list, in bounded number, and what is wrong with those that are none; nothing
// of both at its end.
struct GrossUpLines {
    std::vector<GrossUpLine> lines;
    std::vector<base::Problem> problems;
};
using NextGrossUpLines = std::function<GrossUpLines()>;

// What a line books, or has booked before.
struct GrossedUp {
    std::string claim_number;
    base::Money open_net;
    base::Money amount;
    bool is_known;
    std::string where;
};

struct GrossUpReport {
    std::size_t line_count = 0;  // that could be read
    std::size_t added_count = 0;
    std::size_t known_count = 0;  // were recorded before, with the same content
    base::Money open_net;         // of those that are added
    base::Money amount;
    // Each with line and field; at most gross_up_problems_max. When there is one, nothing was
    // written.
    std::vector<base::Problem> problems;
};

inline constexpr std::size_t gross_up_problems_max = 50;
// All acts of a list are one transaction, and what it takes in memory is bounded by this.
inline constexpr std::size_t gross_up_lines_max = 50'000;

class GrossUpService {
  public:
    GrossUpService(storage::Database& database, const norms::Law& law)
        : database_{database}, law_{law} {}

    // Each claim of which the register knows that it was net in that year, with its open principal
    // on 31 December, in pieces; how many they are. The look is in the trail, for each debtor.
    // Right::act_on_claim. Problems access.not-allowed, claims.in-future (the year is not over).
    [[nodiscard]] base::Outcome<std::size_t> candidates(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        int year,
        const std::function<void(const std::vector<GrossUpCandidate>&)>& on_candidates
    );

    // What `record` would do; writes nothing. Right and problems as of record.
    [[nodiscard]] base::Outcome<GrossUpReport> work_out(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        int year,
        const NextGrossUpLines& next_lines,
        const std::function<void(const GrossedUp&)>& on_line
    );

    // Records the acts of all lines, or of none when one is refused. Right::act_on_claim. Problems
    // as of candidates; in the report those of claims::gross_up_of and claims::effect_of,
    // claims.unknown-claim, claims.unknown-debtor, claims.act-number-taken (the claim was grossed
    // up for that year with another content), followup.repeated-claim, followup.list-too-long.
    [[nodiscard]] base::Outcome<GrossUpReport> record(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        int year,
        const NextGrossUpLines& next_lines
    );

  private:
    storage::Database& database_;
    const norms::Law& law_;
};

}  // namespace draagkracht::followup
