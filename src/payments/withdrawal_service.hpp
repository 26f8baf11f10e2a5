// Withdrawing a file for the bank, which collections and payouts share. It is free until the file
// is made. From then on it may have left, and it takes a second person to say that the bank does
// not have it.
#pragma once

#include <optional>
#include <string>

#include "draagkracht/access/approvals_service.hpp"
#include "draagkracht/access/occasion.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::payments {

struct FileToWithdraw {
    base::MunicipalityId municipality;
    std::string action;   // of which a second person is asked
    std::string subject;  // what is approved, as it stands now
    std::string told;     // the same in words, as "INC-4711, nog niet klaargezet"
    std::string reason;
};

// Right::reconcile; problems access.not-allowed, base.not-a-line.
[[nodiscard]] base::Done check_withdrawal(
    const access::Occasion& occasion, base::MunicipalityId municipality, const std::string& reason
);

// What this officer was granted. Problem access.no-such-approval.
[[nodiscard]] base::Outcome<access::GrantedApproval> granted_withdrawal(
    storage::Database& database, const access::Occasion& occasion, const FileToWithdraw& file
);

// On which something is withdrawn.
struct WithdrawalGround {
    std::string reason;
    std::optional<base::ApprovalId> approval;  // of one that may have left
};

// Of one that may have left: in the words that were approved, and the approval is used with it.
// Nothing when a second person is asked now, also when what was granted is of something else.
// Problems access.asked-by-another, access.approval-used.
[[nodiscard]] base::Outcome<std::optional<WithdrawalGround>> ground_of_withdrawal(
    storage::Transaction& transaction,
    const access::Occasion& occasion,
    const FileToWithdraw& file,
    bool may_have_left,
    const base::Outcome<access::GrantedApproval>& granted
);

// Why a file is not laid out while somebody asks or was granted that it does not go to the bank.
[[nodiscard]] base::Problem withdrawal_asked();

}  // namespace draagkracht::payments
