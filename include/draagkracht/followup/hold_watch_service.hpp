// Holds to look at again: what holds up the collection of an open claim, and the day has come on
// which somebody looks whether it still does.
//
//     HoldWatchService watch{database};
//     for (const HoldToReview& hold : watch.to_review(occasion, zandwijk, {}).value().items)
//         hold.review_on;   // 2026-10-01: since then it waits for a person
//
// It is a duty of a person and changes nothing: a hold ends by an act alone. First come those that
// the program recorded because the bank said that the payer has died (MD07): nobody has spoken to
// the family yet, and whether it is so is not known. A hold is off the list when it is ended, when
// its last day is over, and when nothing is open on the claim; who waits longer ends it and records
// one with a later day.
#pragma once

#include <string>
#include <vector>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/claims/act.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::followup {

struct HoldToReview {
    base::PersonId debtor;  // whom it concerns; of joint debtors who are all concerned, the first
    base::ClaimId claim;
    std::string claim_number;
    base::Money open;
    claims::HoldKind kind;
    std::string act_number;  // by which it is ended
    std::string reason;
    base::Date first_day;
    base::Date review_on;
    bool is_told_by_bank;  // nobody but the program recorded it
};

// Which of them are asked for.
struct HoldPage {
    int limit = 50;  // at most 200
    int offset = 0;
};

struct HoldsToReview {
    std::vector<HoldToReview> items;  // what the bank told first, then the longest waiting
    int total_count;                  // of all pages

    [[nodiscard]] std::vector<base::PersonId> people() const;  // each once
};

class HoldWatchService {
  public:
    explicit HoldWatchService(storage::Database& database) : database_{database} {}

    // Each person on the page is looked at, in the trail. Problem access.not-allowed (see_person).
    [[nodiscard]] base::Outcome<HoldsToReview> to_review(
        const access::Occasion& occasion, base::MunicipalityId municipality, const HoldPage& page
    );

    // How many there are; nobody is looked at. Problem access.not-allowed (see_person).
    [[nodiscard]] base::Outcome<int> count(
        const access::Occasion& occasion, base::MunicipalityId municipality
    );

  private:
    storage::Database& database_;
};

}  // namespace draagkracht::followup
