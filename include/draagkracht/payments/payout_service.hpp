// Paying back what was decided (terugbetalen): which refunds, a second person, and a file for the
// bank that leaves once.
//
//     PayoutService payouts{database, sealer};
//     payouts.open_refunds(officer, zandwijk);             // decided, and not paid out
//     payouts.prepare(officer, zandwijk, message);         // kept, and a second person is asked
//     ... who grants it on the page of approvals ...
//     payouts.lay_out(officer, zandwijk, write_to_folder);
//
// Each refund was decided by two people for that amount to that account. A refund stands in one
// payout at a time, and from then on it is not undone. One of which the money may be gone already,
// as when the bank took the payment back, is left out, and holds up the file that it stands in. The
// bank tells of an order by its end-to-end id, and of all orders from one account by the name of
// their batch: that closes the refund. One that the bank sent back is open again, and is not paid
// to that account once more by itself.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "draagkracht/access/approvals_service.hpp"
#include "draagkracht/access/occasion.hpp"
#include "draagkracht/payments/hand_act.hpp"
#include "draagkracht/payments/list_range.hpp"
#include "draagkracht/payments/payout.hpp"
#include "draagkracht/payments/withdrawal.hpp"
#include "draagkracht/storage/database.hpp"
#include "draagkracht/storage/sealer.hpp"

namespace draagkracht::payments {

// A refund that was decided, and that the bank did not pay out or sent back.
struct OpenRefund {
    RefundId id;
    base::EntryId entry;  // the payment of which it is a part
    base::Money amount;
    base::Date decided_on;
    std::string decided_by;
    std::string act_number;  // by which it is undone
    std::string reason;
    base::Iban account;  // to which it goes
    std::string name;    // of the payer, as the bank wrote it
    RefundStanding standing;
    std::optional<PayoutId> payout = std::nullopt;
    std::string return_reason = {};  // "AC04"; empty when the bank told none
    // By which its money may be gone already: nobody explained it yet.
    std::optional<base::EntryId> gone_by = std::nullopt;

    // Whether the next payout has it.
    [[nodiscard]] bool can_be_ordered() const {
        return standing == RefundStanding::due && !gone_by;
    }
};

struct OpenRefunds {
    int total_count = 0;
    std::vector<OpenRefund> items;  // the part that was asked for
};

struct PreparedPayout {
    PayoutId id;
    std::vector<OpenRefund> refunds;
    CountAndTotal orders;
    bool is_known;  // the same was prepared before
};

// What is handed to whoever brings it to the bank.
struct LaidOutPayout {
    PayoutId id;
    std::string bytes;
    std::string slip;
    CountAndTotal orders;
    std::string sha256;
    std::string sha1;
};
using LayOutPayout = std::function<base::Done(const LaidOutPayout&)>;

struct WaitingPayout {
    PayoutToApprove payout;
    base::Problem reason;  // why it is not laid out now
};
struct PayoutReport {
    std::vector<PayoutId> laid_out;
    std::vector<WaitingPayout> waiting;
};

// So many are shown at once, and stand in one file, at most; the oldest first.
inline constexpr int payout_orders_max = 10'000;

class PayoutService {
  public:
    PayoutService(
        storage::Database& database,
        const storage::Sealer& sealer,
        int orders_max = payout_orders_max
    )
        : database_{database}, sealer_{sealer}, orders_max_{orders_max} {}

    // Oldest first. Right::see_suspense and see_person; the look stands in the trail.
    [[nodiscard]] base::Outcome<OpenRefunds> open_refunds(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        ListRange range = {payout_orders_max}
    );

    // The oldest so many that are due, without those of which the money may be gone already. Takes
    // the place of one that waits; the same again is the same one. A second person is asked.
    // Right::reconcile. Problems access.not-allowed, payments.nothing-to-pay-out.
    [[nodiscard]] base::Outcome<PreparedPayout> prepare(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        TransferMessage message = TransferMessage::pain_001_001_09
    );

    // Makes the file of what was approved, to be paid on this day or the next TARGET day, and hands
    // it to `lay`, which keeps it; also one that was made before and not kept, with the same bytes.
    // Right::reconcile. What waits is told with the reason: access.no-such-approval,
    // payments.withdrawal-asked, or payments.refund-in-doubt: the money of one of its refunds may
    // be gone already. Problems access.not-allowed and those of `lay`.
    [[nodiscard]] base::Outcome<PayoutReport> lay_out(
        const access::Occasion& occasion, base::MunicipalityId municipality, const LayOutPayout& lay
    );

    // The file of one payout, for whoever takes it to the bank: laid out as by `lay_out`, by the
    // one who asked for the approval; and the same bytes once more, by anybody who may, until the
    // bank tells of it. Each time it stands in the trail. Right::reconcile. Problems
    // payments.unknown-payout, payments.payout-ended, payments.payout-answered,
    // payments.refund-in-doubt, access.no-such-approval.
    [[nodiscard]] base::Outcome<LaidOutPayout> hand_out(
        const access::Occasion& occasion, base::MunicipalityId municipality, PayoutId payout
    );

    // It does not go to the bank, or the bank refused the file or some of its orders: the refunds
    // of which the bank told nothing can be paid out anew, or undone. Once its file was made it may
    // have left, so a second person is asked then, and it is told once more after the approval:
    // what was approved is the reason that is kept. Right::reconcile. Told again it is done.
    // Problems payments.unknown-payout, payments.payout-answered (the bank told of every order of
    // it), base.not-a-line, access.asked-by-another.
    [[nodiscard]] base::Outcome<Withdrawal> withdraw(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        PayoutId payout,
        const std::string& reason
    );

  private:
    storage::Database& database_;
    const storage::Sealer& sealer_;
    int orders_max_;
};

}  // namespace draagkracht::payments
