// Spreads entries that a statement has as one amount over the payments that the bank told of them
// in notifications: those that are being booked, and those that wait since they were.
#pragma once

#include <string>
#include <vector>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/norms/match_ladder.hpp"
#include "draagkracht/payments/notification_report.hpp"
#include "draagkracht/storage/transaction.hpp"
#include "payments/notified_batch_store.hpp"
#include "payments/own_batch_store.hpp"

namespace draagkracht::payments {

// What is told of entries that are about to be booked. Has the turn of the account from the
// beginning when there is one that tells no payment by itself, so that no notification is kept
// between the look and the booking.
class NotifiedForEntries {
  public:
    // `entries` are of the statement, and stay where they are until this is gone.
    NotifiedForEntries(
        storage::Transaction& transaction,
        base::StatementId statement,
        base::Date statement_date,
        const std::vector<Entry*>& entries
    );

    // Of an order of ours that pays back.
    [[nodiscard]] bool may_tell_of_payouts() const;
    // Puts the payments in the place of the one amount, where these come to it, and else tells the
    // entry by how much they do not. After our own batches: `unspread` are those that are not what
    // the bank booked; one of them that was paid before is not paid once more.
    void spread(const BatchTotals& unspread);
    [[nodiscard]] bool spread_any() const { return !uses_.empty(); }
    // Once they are booked.
    void write_uses(
        audit::Trail& trail, const audit::Author& author, base::MunicipalityId municipality
    ) const;

  private:
    void spread_one(Entry& entry);

    storage::Transaction& transaction_;
    base::StatementId statement_;
    base::Date statement_date_;
    StatementFormat format_ = StatementFormat::camt;
    std::vector<Entry*> entries_;  // that tell no payment
    std::vector<NotifiedBatch> batches_;
    DetailsOfBatches details_;
    std::vector<BatchUse> uses_;
};

// Of which account, and by which ladders its payments find their debts.
struct NotifiedAccount {
    base::BankAccountId id;
    base::MunicipalityId municipality;
    norms::MatchLadders ladders;
};

// Spreads what waits of these batches as one amount, when entry and batch have nothing else that
// they could be of. The amount is booked against, and its payments are booked beside it in the same
// statement, so that this still comes to its balances. What an act by hand stands on stays as it
// is. Answers with what was spread. The caller has the turn of the account. Problem
// storage.collision when somebody laid hands on it meanwhile.
[[nodiscard]] base::Outcome<CountAndAmount> spread_what_waits(
    storage::Transaction& transaction,
    audit::Trail& trail,
    const audit::Author& author,
    const NotifiedAccount& account,
    const std::vector<NotifiedBatchId>& batches
);

}  // namespace draagkracht::payments
