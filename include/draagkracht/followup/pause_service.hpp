// Pausing a plan as a use case: what falls due moves, and nobody is called about it any more.
//
//     PauseService pauses{database, policies};
//     Outcome<PauseId> pause = pauses.enter(occasion, zandwijk, {"P-1", plan, ...});
//     pauses.change(occasion, zandwijk, {plan, "P-1"}, {Date{2026-07-31}, "has work again"});
//
// An open task about an instalment that is no longer missed is withdrawn with the pause; all other
// tasks of that person stay. When the pause has ended, the night finds again what is not paid.
#pragma once

#include <string>
#include <vector>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/norms/policy_book.hpp"
#include "draagkracht/plans/pause_registration_service.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::followup {

struct PauseName {
    base::PlanId plan;
    std::string number;  // NewPause::number
};

class PauseService {
  public:
    PauseService(storage::Database& database, const norms::PolicyBook& policies)
        : database_{database}, policies_{policies} {}

    // Enters a pause, also one that has begun or is over. The same number with the same contents is
    // answered with the pause that is there, and changes nothing. Problems of plans::enter_pause,
    // access.not-allowed (agree_plan), followup.no-such-plan, followup.contact-of-other-person and
    // plans.pause-number-taken (another pause of the plan has it).
    [[nodiscard]] base::Outcome<base::PauseId> enter(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        const plans::NewPause& pause
    );

    // Shortens or withdraws a pause; the very change that was made last changes nothing. Problems
    // of plans::change_pause, access.not-allowed (agree_plan), followup.no-such-plan and
    // followup.no-such-pause.
    [[nodiscard]] base::Outcome<base::PauseId> change(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        const PauseName& name,
        const plans::PauseChange& change
    );

    // Of all versions of all plans of a person, with what was withdrawn or shortened; oldest first.
    // Problems people.unknown-person, access.not-allowed (see_person).
    [[nodiscard]] base::Outcome<std::vector<plans::Pause>> pauses_of(
        const access::Occasion& occasion, base::MunicipalityId municipality, base::PersonId person
    );

  private:
    storage::Database& database_;
    const norms::PolicyBook& policies_;
};

}  // namespace draagkracht::followup
