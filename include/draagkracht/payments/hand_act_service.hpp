// Acts by hand on money that came in: where it goes, that it is paid back, and the undoing of both.
//
//     HandActService acts{database, sealer};
//     acts.place(occasion, zandwijk, {.number = "2026-17", .reason = "told by telephone",
//                                     .seen = {{entry, 1}},
//                                     .put = {{entry, "V-501", "", sixty}}});
//     acts.undo(occasion, zandwijk, {"2026-18", "2026-17", "it was a namesake"});
//
// An act is written whole or not at all, with its counter-allocations and counter-postings. The
// same act told again is one act. What was placed by hand stays where it is, whatever comes to be
// known.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/base/iban.hpp"
#include "draagkracht/payments/hand_act.hpp"
#include "draagkracht/storage/database.hpp"
#include "draagkracht/storage/sealer.hpp"

namespace draagkracht::payments {

struct UndoAsked {
    std::string number;
    std::string undoes;  // the number of the act
    std::string reason;
};

struct RefundAsked {
    std::string number;
    std::string reason;
    SeenEntry seen;
    base::Money amount;
    std::optional<base::Iban> other_account = std::nullopt;  // empty: from which it was paid
};

// access::AccessService::ask_approval(..., action, subject, ...).
inline constexpr const char* refund_approval_action = "payments.refund";

// What a second person is asked, without the account: "entry:12|50.00|" and a print of the account
// when it is another one than that of the payer.
struct RefundToApprove {
    base::EntryId entry;
    base::Money amount;
    bool is_to_other_account;
};
// Nothing for a subject of something else.
[[nodiscard]] std::optional<RefundToApprove> refund_to_approve(std::string_view subject);

// To whom the money goes that a second person is asked about: the approval is for this account
// alone.
struct RefundQuestion {
    base::EntryId entry;
    base::Iban account;
    bool is_other_account;  // than that from which it was paid
    std::string name;       // of the payer, as the bank wrote it
};

class HandActService {
  public:
    HandActService(storage::Database& database, const storage::Sealer& sealer)
        : database_{database}, sealer_{sealer} {}

    // All: Right::reconcile, and payments.act-number-taken when the number says something else; of
    // the number and the reason the problems of base::check_told_line.

    // Problems of placement_of.
    [[nodiscard]] base::Outcome<HandActId> place(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        const PlacementAsked& asked
    );
    // Problems of undoing_of, payments.unknown-act.
    [[nodiscard]] base::Outcome<HandActId> undo(
        const access::Occasion& occasion, base::MunicipalityId municipality, const UndoAsked& asked
    );

    // Asks a second person; asked twice it is asked once, whoever asks. Problems of check_refund,
    // payments.unknown-entry, payments.no-account (the payer's is unknown, and no other is given),
    // access.asked-by-another, payments.refund-asked-otherwise (with another reason).
    [[nodiscard]] base::Outcome<base::ApprovalId> ask_refund(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        const RefundAsked& asked
    );
    // Of these questions that ask for a refund, for whoever decides on them; others are left out.
    // Right::see_person; the looks stand in the trail.
    [[nodiscard]] base::Outcome<std::map<base::ApprovalId, RefundQuestion>> refund_questions(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        const std::vector<base::ApprovalId>& questions
    );
    // After the approval, in the same words. The same problems, and payments.needs-second-person.
    [[nodiscard]] base::Outcome<HandActId> refund(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        const RefundAsked& asked
    );

  private:
    [[nodiscard]] std::string subject_of(const RefundAsked& asked) const;

    storage::Database& database_;
    const storage::Sealer& sealer_;
};

}  // namespace draagkracht::payments
