// Steps towards force as use cases: each goes through the gate, and none over a claim that is past
// its limitation.
//
//     EscalationService escalation{database, policies, law};
//     Outcome<GivenNotice> notice = escalation.give_formal_notice(occasion, zandwijk, request);
//     notice->fee;           // 9.00: charged on the first open claim of the plan (Awb art. 4:113)
//     notice->order_from;    // the day after the term to pay (Awb art. 4:112)
#pragma once

#include <optional>
#include <string>

#include "draagkracht/access/approval.hpp"
#include "draagkracht/access/occasion.hpp"
#include "draagkracht/followup/worklist.hpp"
#include "draagkracht/norms/law.hpp"
#include "draagkracht/norms/policy_book.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::followup {

struct FormalNotice {
    Arrear arrear;
    std::string lighter_step_note;  // why a lighter step does not fit
};

struct GivenNotice {
    StepId step;
    base::Date order_from;  // the first day on which an order may be made
    // Charged now, by the sum that was demanded. Empty when the notice was given before, when no
    // fee of that day is known, or when all was paid meanwhile: then none is charged.
    std::optional<base::Money> fee;
};

class EscalationService {
  public:
    EscalationService(
        storage::Database& database, const norms::PolicyBook& policies, const norms::Law& law
    )
        : database_{database}, policies_{policies}, law_{law} {}

    // A formal notice (aanmaning, Awb 4:112) about a missed instalment, through the gate; the only
    // way round is `approval`. The fee is posted with it. Asked again for the same arrear it
    // answers with the step that is there. Problems of open_gate and open_gate_by_approval,
    // access.not-allowed (take_escalation_step), access.approval-used, followup.no-such-arrear (or
    // its plan has ended), followup.paused (today lies in a pause of the plan), followup.not-missed
    // (paid, moved by a pause, or within the margin), followup.not-on-ladder and followup.lapsed (a
    // claim of the plan is past its limitation: Awb art. 4:104 lid 2 takes away the power to give
    // notice) and followup.limitation-unknown; norms.no-law-known of the term.
    [[nodiscard]] base::Outcome<GivenNotice> give_formal_notice(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        const FormalNotice& notice,
        const std::optional<access::GrantedApproval>& approval = std::nullopt
    );

  private:
    storage::Database& database_;
    const norms::PolicyBook& policies_;
    const norms::Law& law_;
};

}  // namespace draagkracht::followup
