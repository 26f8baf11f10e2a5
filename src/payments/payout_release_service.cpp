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
    const auto asked = access::ApprovalsService{here.database}.approvals_about(
        here.occasion, payout.municipality, payout_approval_action, subject_of(to_approve(payout))
    );
    if (asked && !asked->empty()) {
        approved_by = name_of_officer(asked->back().decided_by.value_or(""));
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

// Of a released one, as it stands now; nothing when somebody else laid it out, or withdrew it.
std::optional<StoredPayout> still_open(
    Transaction& transaction, base::MunicipalityId municipality, PayoutId payout
) {
    const std::vector<StoredPayout> open = open_payouts(transaction, municipality);
    const auto still = std::ranges::find(open, payout, &StoredPayout::id);
    return still == open.end() || !still->sha256 ? std::nullopt : std::optional{*still};
}

// Marked as laid out after it was: cut off between the two, the same file is laid once more.
base::Outcome<bool> hand_over(
    const Laying& here,
    base::MunicipalityId municipality,
    PayoutId payout_id,
    const LayOutPayout& lay
) {
    LaidOutPayout file{payout_id, {}, {}, {}, {}, {}};
    std::optional<StoredPayout> payout;
    std::vector<PayoutOrder> orders;
    {
        Transaction transaction{here.database, "make payout file", storage::Access::read};
        payout = still_open(transaction, municipality, payout_id);
        orders = orders_of(transaction, here.sealer, payout_id);
    }
    if (!payout) {
        return false;
    }
    file.bytes = bytes_of(*payout, *payout->pay_on, orders);
    file.orders = payout->orders;
    file.sha256 = base::sha256_of(file.bytes);
    file.sha1 = sha1_of(file.bytes);
    base::ensure(*payout->sha256 == file.sha256, "a file that was released is always the same");
    file.slip = slip_of(here, *payout, orders, file);
    Transaction transaction{here.database, "lay out payout", storage::Access::write};
    take_payout_turn(transaction, municipality);
    if (!still_open(transaction, municipality, payout_id)) {
        return false;
    }
    if (const base::Done laid = lay(file); !laid) {
        return tl::unexpected(laid.error());
    }
    add_laid_out(transaction, here.occasion.author(), payout_id);
    audit::Trail trail{transaction, here.occasion.author()};
    for (const PayoutOrder& order : orders) {
        trail.record(
            {"payments.pay_out",
             municipality,
             std::nullopt,
             fmt::format("entry:{}", order.entry.value()),
             fmt::format(
                 R"({{"payout":{},"order":{},"amount_cents":{}}})",
                 payout_id.value(),
                 order.id,
                 order.amount.in_cents()
             )}
        );
    }
    trail.write();
    transaction.commit();
    return true;
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
    for (const StoredPayout& payout : open) {
        if (!payout.sha256) {
            if (const base::Done released = release(here, payout); !released) {
                report.waiting.push_back({to_approve(payout), released.error()});
                continue;
            }
        }
        const base::Outcome<bool> laid = hand_over(here, municipality, payout.id, lay);
        if (!laid) {
            return tl::unexpected(laid.error());
        }
        if (*laid) {
            report.laid_out.push_back(payout.id);
        }
    }
    return report;
}

}  // namespace draagkracht::payments
