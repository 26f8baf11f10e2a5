#include "draagkracht/payments/month_close_service.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/base/sha256.hpp"
#include "draagkracht/claims/act_store.hpp"
#include "draagkracht/claims/closed_month_store.hpp"
#include "payments/month_store.hpp"

namespace draagkracht::payments {

using storage::Transaction;

namespace {

base::Outcome<MonthProof> proof_of(
    Transaction& transaction,
    base::Date today,
    base::MunicipalityId municipality,
    const MonthToClose& asked
) {
    std::vector<claims::ClosedMonth> closed = claims::closed_months(transaction, municipality);
    const std::optional<Month> month =
        asked.month ? asked.month : claims::next_month_to_close(closed, today);
    if (!month) {
        return base::problem(
            "payments.no-month-to-close",
            "all months that are over are closed",
            "name a month to see how it stands"
        );
    }
    const base::Date last_day = claims::last_day_of(*month);
    return prove_month(
        {*month,
         today,
         std::move(closed),
         accounts_of_month(transaction, municipality, *month),
         unfinished_statements(transaction, municipality, last_day),
         asked.seen_at_bank}
    );
}

// Those of the accounts without a statement that reaches the end.
std::vector<std::int64_t> seen_at_bank(const MonthProof& proof) {
    std::vector<std::int64_t> accounts;
    for (const AccountProof& account : proof.accounts) {
        if (account.closing_from == ClosingFrom::officer) {
            accounts.push_back(account.figures.account.value());
        }
    }
    return accounts;
}

}  // namespace

base::Outcome<MonthProof> MonthCloseService::preview(
    const access::Occasion& occasion, base::MunicipalityId municipality, const MonthToClose& asked
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_figures, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    Transaction transaction{database_, "preview month close", storage::Access::read};
    return proof_of(transaction, occasion.today.date(), municipality, asked);
}

base::Outcome<claims::ClosedMonth> MonthCloseService::close(
    const access::Occasion& occasion, base::MunicipalityId municipality, const MonthToClose& asked
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::reconcile, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    if (!asked.seen_at_bank.empty() && occasion.actor.roles().empty()) {
        return base::problem(
            "payments.not-seen-by-a-machine",
            "that nothing moved at the bank is said by a person who looked",
            "an officer closes this month, or the next statement of the account is handed in"
        );
    }
    Transaction transaction{database_, "close month", storage::Access::write};
    claims::take_books(transaction, municipality);
    const base::Outcome<MonthProof> proof =
        proof_of(transaction, occasion.today.date(), municipality, asked);
    if (!proof) {
        return tl::unexpected(proof.error());
    }
    if (!proof->can_be_closed()) {
        return tl::unexpected(proof->obstacles.front());
    }
    const std::vector<claims::ClosedMonth> before =
        claims::closed_months(transaction, municipality);
    const std::string sha256 = base::sha256_of(canonical_text(
        municipality_code(transaction, municipality),
        *proof,
        before.empty() ? std::string{} : before.front().proof_sha256
    ));
    freeze(
        transaction,
        claims::close_month(transaction, occasion.author(), municipality, proof->month, sha256),
        *proof
    );
    audit::Trail trail{transaction, occasion.author()};
    trail.record(
        {"payments.close_month",
         municipality,
         std::nullopt,
         "month:" + claims::to_text(proof->month),
         fmt::format(
             R"({{"proof_sha256":"{}","seen_at_bank":[{}]}})",
             sha256,
             fmt::join(seen_at_bank(*proof), ",")
         )}
    );
    trail.write();
    transaction.commit();
    return claims::ClosedMonth{proof->month, occasion.today.date(), occasion.actor.text(), sha256};
}

base::Outcome<std::vector<ProvedMonth>> MonthCloseService::closed_months(
    const access::Occasion& occasion, base::MunicipalityId municipality
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_figures, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    Transaction transaction{database_, "closed months", storage::Access::read};
    std::vector<ProvedMonth> months;
    for (FrozenMonth& frozen : frozen_months(transaction, municipality)) {
        months.push_back({std::move(frozen.closed), std::move(frozen.accounts)});
    }
    std::ranges::reverse(months);
    return months;
}

}  // namespace draagkracht::payments
