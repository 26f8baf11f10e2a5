// The file of a payout: made when a second person approved it, and handed over once.
#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/base/sha256.hpp"
#include "draagkracht/payments/order_slip.hpp"
#include "draagkracht/payments/target_day.hpp"
#include "payments/collection_file.hpp"
#include "payments/paying_out_service.hpp"
#include "payments/payout_file.hpp"

namespace draagkracht::payments {

using access::Occasion;
using storage::Transaction;

namespace {

// Who lays out, and where.
struct Laying {
    storage::Database& database;
    const storage::Sealer& sealer;
    const Occasion& occasion;
};

// Why it stays here: a bank that took a payment back does not pay it back as well. Nothing when
// there is no such reason.
std::optional<base::Problem> doubt_about(Transaction& transaction, PayoutId payout) {
    const std::optional<RefundInDoubt> doubt = refund_in_doubt_of(transaction, payout);
    if (!doubt) {
        return std::nullopt;
    }
    return base::Problem{
        "payments.refund-in-doubt",
        fmt::format(
            "a part of entry {} is paid back by it, and entry {}, which nobody explained, says that"
            " the money may be gone already",
            doubt->paid_by.value(),
            doubt->gone_by.value()
        ),
        {},
        "look at that entry; when the money is gone, withdraw the payout and undo that refund"};
}

// Of one that was approved: its file is as it is from then on.
base::Done release(const Laying& here, const StoredPayout& payout) {
    const auto approval = access::ApprovalsService{here.database}.recall(
        here.occasion, payout.municipality, payout_approval_action, subject_of(to_approve(payout))
    );
    if (!approval) {
        return tl::unexpected(approval.error());
    }
    Transaction transaction{here.database, "release payout", storage::Access::write};
    take_payout_turn(transaction, payout.municipality);
    const auto state = payout_by_id(transaction, payout.municipality, payout.id);
    if (state->has_ended || state->payout.sha256) {
        return {};  // by somebody else, meanwhile
    }
    if (const auto doubt = doubt_about(transaction, payout.id)) {
        return tl::unexpected(*doubt);
    }
    const base::Date pay_on = next_target_day(here.occasion.today.date());
    const std::string bytes =
        bytes_of(payout, pay_on, orders_of(transaction, here.sealer, payout.id));
    const ReleasedPayout file{
        payout.id, approval->id(), pay_on, base::sha256_of(bytes), sha1_of(bytes), bytes.size()};
    if (const base::Done used = access::use_approval(transaction, *approval, here.occasion.moment);
        !used) {
        return used;
    }
    add_file(transaction, here.occasion.author(), file);
    audit::Trail trail{transaction, here.occasion.author()};
    trail.record(
        {"payments.release_payout",
         payout.municipality,
         std::nullopt,
         trail_subject(payout.id),
         fmt::format(R"({{"sha256":"{}","approval":{}}})", file.sha256, file.approval.value())}
    );
    trail.write();
    transaction.commit();
    return {};
}

std::string slip_of(
    const Laying& here,
    const StoredPayout& payout,
    const std::vector<PayoutOrder>& orders,
    const LaidOutPayout& file
) {
    const access::OfficerNames names = access::AccessService{here.database}.officer_names();
    const auto name_of_officer = [&names](const std::string& actor) {
        const auto name = names.find(actor);
        return name == names.end() ? actor : name->second;
    };
    std::string approved_by;
    const auto approval = access::ApprovalsService{here.database}.approval(
        here.occasion, payout.municipality, payout.approval.value()
    );
    if (approval) {
        approved_by = name_of_officer(approval->decided_by.value_or(""));
    }
    PayoutSlip slip{
        name_of(payout.id),
        std::string{to_text(payout.message)},
        payout.payer_name,
        *payout.pay_on,
        {},
        payout.orders,
        name_of_officer(payout.prepared_by),
        approved_by,
        file.sha256,
        file.sha1};
    for (const auto& [account, totals] : batches_of(orders)) {
        const auto first = std::ranges::find(orders, account, &PayoutOrder::pays_from);
        slip.batches.push_back(
            {to_text(PayoutBatch{payout.id, account}), first->own_account, totals}
        );
    }
    return text_of(slip);
}

// Marked as laid out after it was: cut off between the two, the same file is laid once more.
class HandingOver {
  public:
    HandingOver(const Laying& here, const StoredPayout& payout)
        : here_{here}, payout_{payout}, file_{payout.id, {}, {}, payout.orders, {}, {}} {
        Transaction transaction{here.database, "make payout file", storage::Access::read};
        orders_ = orders_of(transaction, here.sealer, payout.id);
        file_.bytes = bytes_of(payout, payout.pay_on.value(), orders_);
        file_.sha256 = base::sha256_of(file_.bytes);
        file_.sha1 = sha1_of(file_.bytes);
    }

    // Into the report: as laid out, as what waits, or not at all when somebody else did it.
    base::Done hand_over(const LayOutPayout& lay, PayoutReport& report) {
        file_.slip = slip_of(here_, payout_, orders_, file_);
        Transaction transaction{here_.database, "lay out payout", storage::Access::write};
        take_payout_turn(transaction, payout_.municipality);
        const auto now = payout_by_id(transaction, payout_.municipality, payout_.id);
        if (now->has_ended || now->is_laid_out) {
            return {};
        }
        base::ensure(
            now->payout.sha256 == file_.sha256, "a file that was released is always the same"
        );
        // What the bank told of it did leave, and is not laid once more.
        if (!now->is_answered) {
            if (const auto doubt = doubt_about(transaction, payout_.id)) {
                report.waiting.push_back({to_approve(payout_), *doubt});
                return {};
            }
            if (const base::Done laid = lay(file_); !laid) {
                return laid;
            }
            report.laid_out.push_back(payout_.id);
        }
        mark(transaction);
        transaction.commit();
        return {};
    }

  private:
    void mark(Transaction& transaction) const {
        add_laid_out(transaction, here_.occasion.author(), payout_.id);
        audit::Trail trail{transaction, here_.occasion.author()};
        for (const PayoutOrder& order : orders_) {
            trail.record(
                {"payments.pay_out",
                 payout_.municipality,
                 std::nullopt,
                 fmt::format("entry:{}", order.entry.value()),
                 fmt::format(
                     R"({{"payout":{},"order":{},"amount_cents":{}}})",
                     payout_.id.value(),
                     order.id,
                     order.amount.in_cents()
                 )}
            );
        }
        trail.write();
    }

    const Laying& here_;
    const StoredPayout& payout_;
    LaidOutPayout file_;
    std::vector<PayoutOrder> orders_;
};

// As it stands now.
StoredPayout read_again(const Laying& here, base::MunicipalityId municipality, PayoutId payout) {
    Transaction transaction{here.database, "payout", storage::Access::read};
    return payout_by_id(transaction, municipality, payout)->payout;
}

}  // namespace

base::Outcome<PayoutReport> PayoutService::lay_out(
    const Occasion& occasion, base::MunicipalityId municipality, const LayOutPayout& lay
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::reconcile, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    const Laying here{database_, sealer_, occasion};
    std::vector<StoredPayout> open;
    {
        Transaction transaction{database_, "open payouts", storage::Access::read};
        open = open_payouts(transaction, municipality);
    }
    PayoutReport report;
    for (StoredPayout& payout : open) {
        if (!payout.sha256) {
            if (const base::Done released = release(here, payout); !released) {
                report.waiting.push_back({to_approve(payout), released.error()});
                continue;
            }
            payout = read_again(here, municipality, payout.id);
        }
        if (!payout.sha256) {
            continue;  // it ended meanwhile
        }
        if (const base::Done laid = HandingOver{here, payout}.hand_over(lay, report); !laid) {
            return tl::unexpected(laid.error());
        }
    }
    return report;
}

}  // namespace draagkracht::payments
