// Whose claims lapse soon (verjaring nadert): a warning while there is still time to call, to agree
// or to give notice.
//
//     LimitationWatchService watch{database, rules.law, rules.policies};
//     for (const LapsingDebt& debt : watch.lapsing(occasion, zandwijk, {}).value().items)
//         debt.clock->last_day();   // 2031-06-01, on the list since 2030-12-01
//
// It is a duty of a person and changes nothing: no notice, no letter and no write-off follows from
// it by itself. It is worked out when it is asked, so a payment or an agreement that begins a new
// term takes a debt off the list at once, and the end of that term brings it back.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/claims/limitation.hpp"
#include "draagkracht/norms/law.hpp"
#include "draagkracht/norms/policy_book.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::followup {

// An open claim for one of the debtors who still owe it; joint debtors have a clock each.
struct LapsingDebt {
    base::PersonId debtor;
    base::ClaimId claim;
    std::string claim_number;
    base::Money open;
    // Empty: no law of limitation is known for the day on which the term to pay ended.
    std::optional<claims::LimitationClock> clock;
};

// Which of them are asked for.
struct LimitationPage {
    int limit = 50;  // at most 200
    int offset = 0;
};

struct LapsingDebts {
    std::vector<LapsingDebt> items;
    int total_count;  // of all pages

    [[nodiscard]] std::vector<base::PersonId> people() const;  // each once
};

class LimitationWatchService {
  public:
    LimitationWatchService(
        storage::Database& database, const norms::Law& law, const norms::PolicyBook& policies
    )
        : database_{database}, law_{law}, policies_{policies} {}

    // What has lapsed, or will within the months of policy (limitation_warning_months), or of which
    // that is not known: those first, then by last day. A term that is extended without a known end
    // does not lapse, and is not on it. Each person on the page is looked at, in the trail.
    // Problems access.not-allowed (see_person) and those of the policy book.
    [[nodiscard]] base::Outcome<LapsingDebts> lapsing(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        const LimitationPage& page
    );

  private:
    storage::Database& database_;
    const norms::Law& law_;
    const norms::PolicyBook& policies_;
};

}  // namespace draagkracht::followup
