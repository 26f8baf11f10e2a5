// Keeping what the bank tells of batches in notifications (camt.054), and spreading what waits of
// them.
#pragma once

#include <vector>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/norms/match_ladder.hpp"
#include "draagkracht/payments/notification_report.hpp"
#include "payments/statement_file.hpp"

namespace draagkracht::payments {

struct NotificationOptions {
    std::size_t payments_per_chunk;  // about so many are kept in one transaction
    const norms::LaddersOfMunicipalities& ladders;
    const ProgressListener& progress;
};

// The notifications of a file that was checked, in its order. Handed in again, and after it was cut
// off, what was kept stays as it is, and the rest is kept. Problems: those of a notification in
// ReconciliationService::reconcile, storage.collision.
[[nodiscard]] base::Outcome<std::vector<NotificationReport>> take_in_notifications(
    storage::Database& database,
    const access::Occasion& occasion,
    const CheckedFile& file,
    StatementFile& source,
    const NotificationOptions& options
);

}  // namespace draagkracht::payments
