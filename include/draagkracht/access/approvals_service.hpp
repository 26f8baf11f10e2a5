// Approvals after they were asked for: what waits for a second person, what that person decides,
// how one stands, and how the one who asked takes it up.
//
//     ApprovalsService approvals{database};
//     approvals.decide(occasion, zandwijk, asked, {.is_granted = false, .reason = "bel eerst"});
//     Outcome<GrantedApproval> mine = approvals.recall(occasion, zandwijk, action, subject);
//
// One is asked for by ask_once, or by AccessService where nothing else is written with it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/access/approval.hpp"
#include "draagkracht/storage/database.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::access {

// An approval that is not taken up within this term has to be asked for anew: what it was about may
// have changed. A rule of this program; no law sets it.
inline constexpr std::chrono::days approval_term{14};

enum class ApprovalState {
    waits,    // for a second person
    granted,  // and can be used
    refused,
    used,
    lapsed,  // granted, and not used within the term
};

struct AskedApproval {
    PendingApproval asked;
    base::Timestamp asked_at;
    ApprovalState state;
    std::optional<std::string> decided_by;  // Actor::text of the second person
    std::optional<base::Timestamp> decided_at;
    std::string refusal;                          // why not, of one that was refused
    std::optional<base::Timestamp> serves_until;  // of one that was granted
};

struct ApprovalDecision {
    bool is_granted;
    std::string reason = {};  // of a refusal
};

class ApprovalsService {
  public:
    explicit ApprovalsService(storage::Database& database) : database_{database} {}

    // Oldest first. Right::see_person; problem access.not-allowed.
    [[nodiscard]] base::Outcome<std::vector<AskedApproval>> open_approvals(
        const Occasion& occasion, base::MunicipalityId municipality
    ) const;
    // Whatever became of it. Right::see_person; problems access.not-allowed,
    // access.no-such-approval (also for one of another municipality).
    [[nodiscard]] base::Outcome<AskedApproval> approval(
        const Occasion& occasion, base::MunicipalityId municipality, base::ApprovalId approval
    ) const;
    // All of an act whose subject begins so, oldest first. Right::see_person.
    [[nodiscard]] base::Outcome<std::vector<AskedApproval>> approvals_about(
        const Occasion& occasion,
        base::MunicipalityId municipality,
        const std::string& action,
        const std::string& subject_start
    ) const;

    // By a second person. The same decision again by the same person is one decision. Problems of
    // approval, of granting (access.same-person) and of refuse; access.decided-already.
    [[nodiscard]] base::Outcome<AskedApproval> decide(
        const Occasion& occasion,
        base::MunicipalityId municipality,
        base::ApprovalId approval,
        const ApprovalDecision& decision
    );

    // By a second person, with a reason that the one who asked can read: a line. Problems as of
    // granting, and base.not-a-line.
    [[nodiscard]] base::Done refuse(
        const Occasion& occasion, base::ApprovalId approval, const std::string& reason
    );

    // The approval that the actor asked for this act, granted within the term by somebody who may
    // still grant it. Problem access.no-such-approval.
    [[nodiscard]] base::Outcome<GrantedApproval> recall(
        const Occasion& occasion,
        base::MunicipalityId municipality,
        const std::string& action,
        const std::string& subject,
        const std::optional<std::string>& reason = std::nullopt
    ) const;

  private:
    storage::Database& database_;
};

// The question that stands about this act, whoever asked it: it waits, or was granted and still
// serves. For use inside the transaction of what it stands in the way of.
[[nodiscard]] std::optional<PendingApproval> standing_question(
    storage::Transaction& transaction,
    base::Timestamp moment,
    base::MunicipalityId municipality,
    const std::string& action,
    const std::string& subject
);

struct ApprovalQuestion {
    base::MunicipalityId municipality;
    std::string action;
    std::string subject;
    std::string reason;
};

// Of one act one question stands at a time, whoever asks it and in whichever words: the one that
// waits, or was granted and still serves; else this one, which is new. Who asks at the same moment
// waits until the other's transaction ends, so two questions cannot come of it. For use inside the
// transaction of what is asked about; look in the answer who asked, and why.
//
//     ask_once(transaction, occasion, {zandwijk, "payments.refund", "entry:12|50.00", "dubbel"});
//
// The caller has checked that the reason says something. Right::see_person; problem
// access.not-allowed.
[[nodiscard]] base::Outcome<PendingApproval> ask_once(
    storage::Transaction& transaction, const Occasion& occasion, const ApprovalQuestion& question
);

}  // namespace draagkracht::access
