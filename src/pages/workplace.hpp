// The municipality that an officer is working for on a page, and the addresses under it. An officer
// of a regional body has several; client numbers and tasks are of one municipality, so every
// address says which.
//
//     Workplace place{zandwijk, "zandwijk", "Zandwijk"};
//     worklist_address(place)      // "/gemeenten/zandwijk/werkvoorraad"
#pragma once

#include <string>
#include <vector>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/claims/act.hpp"

namespace draagkracht::pages {

struct Workplace {
    base::MunicipalityId municipality;
    std::string code;
    std::string name;
};

// The municipalities of which the officer may see people, by name.
[[nodiscard]] std::vector<Workplace> workplaces_of(
    const access::Actor& actor, const std::vector<access::Municipality>& municipalities
);
// Problem pages.no-such-municipality when it is not one of these.
[[nodiscard]] base::Outcome<Workplace> workplace_of(
    const std::vector<Workplace>& places, const std::string& code
);

[[nodiscard]] std::string worklist_address(const Workplace& place);
[[nodiscard]] std::string task_address(const Workplace& place, base::TaskId task);
[[nodiscard]] std::string hold_watch_address(const Workplace& place);
[[nodiscard]] std::string limitation_address(const Workplace& place);
[[nodiscard]] std::string collections_address(const Workplace& place);
// Files that pay back, and one of them by its name: "TB-4711".
[[nodiscard]] std::string payouts_address(const Workplace& place);
[[nodiscard]] std::string payout_address(const Workplace& place, const std::string& payout);
// Money that waits, and one payment of it.
[[nodiscard]] std::string suspense_address(const Workplace& place);
[[nodiscard]] std::string suspense_entry_address(const Workplace& place, base::EntryId entry);
// The same, with the form filled in: "claim" or "plan", its number, and an amount as it is typed.
[[nodiscard]] std::string filled_in_address(
    const Workplace& place,
    base::EntryId entry,
    const std::string& field,
    const std::string& number,
    const std::string& amount
);
[[nodiscard]] std::string reviews_address(const Workplace& place);
[[nodiscard]] std::string approvals_address(const Workplace& place);
[[nodiscard]] std::string year_close_address(const Workplace& place);
[[nodiscard]] std::string month_close_address(const Workplace& place);
[[nodiscard]] std::string search_address(const Workplace& place);
[[nodiscard]] std::string client_address(const Workplace& place, const std::string& client_number);
[[nodiscard]] std::string client_contact_address(
    const Workplace& place, const std::string& client_number
);
[[nodiscard]] std::string claim_address(
    const Workplace& place, const std::string& client_number, const std::string& claim_number
);
// The form in which an act on a claim is recorded; and that of the end of a hold.
[[nodiscard]] std::string claim_act_address(
    const Workplace& place,
    const std::string& client_number,
    const std::string& claim_number,
    claims::ActKind kind
);
[[nodiscard]] std::string hold_end_address(
    const Workplace& place,
    const std::string& client_number,
    const std::string& claim_number,
    const std::string& hold_number
);
// Where remission and buy-off of a claim are proposed and carried out.
[[nodiscard]] std::string remission_address(
    const Workplace& place, const std::string& client_number, const std::string& claim_number
);
// The form in which a plan is paused, and the one in which a pause is shortened or withdrawn.
[[nodiscard]] std::string pausing_address(
    const Workplace& place, const std::string& client_number, base::PlanId plan
);
[[nodiscard]] std::string pause_address(
    const Workplace& place, const std::string& client_number, base::PlanId plan, base::PauseId pause
);
// The forms in which a plan is ended by decision, and in which a review of it is noted.
[[nodiscard]] std::string plan_ending_address(
    const Workplace& place, const std::string& client_number, base::PlanId plan
);
[[nodiscard]] std::string plan_review_address(
    const Workplace& place, const std::string& client_number, base::PlanId plan
);
[[nodiscard]] std::string money_talk_address(
    const Workplace& place, const std::string& client_number
);
// Of nobody: all that is reckoned with is in what is sent.
[[nodiscard]] std::string reckoning_address(const Workplace& place);
[[nodiscard]] std::string letter_address(base::LetterId letter);

}  // namespace draagkracht::pages
