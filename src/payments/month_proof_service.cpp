#include "draagkracht/payments/month_proof_service.hpp"

#include <fmt/format.h>

#include <map>

#include "draagkracht/base/sha256.hpp"
#include "payments/frozen_month_store.hpp"
#include "payments/month_store.hpp"

namespace draagkracht::payments {

namespace {

// The months of one municipality after each other.
class Recomputation {
  public:
    Recomputation(storage::Transaction& transaction, MonthsProof& proof)
        : sums_{sums_of_closed_months(transaction)}, proof_{proof} {}

    void take(const FrozenMonth& frozen) {
        if (frozen.municipality != municipality_) {
            municipality_ = frozen.municipality;
            previous_sha256_.clear();
            closed_.clear();
        }
        for (const AccountProof& account : frozen.accounts) {
            compare(frozen.closed.month, account);
        }
        const MonthProof told{frozen.closed.month, frozen.accounts};
        if (base::sha256_of(canonical_text(frozen.municipality_code, told, previous_sha256_)) !=
            frozen.closed.proof_sha256) {
            proof_.violations.push_back(fmt::format(
                "municipality:{} month:{} print",
                frozen.municipality_code,
                base::to_text(frozen.closed.month)
            ));
        }
        previous_sha256_ = frozen.closed.proof_sha256;
    }

    // What counts in a closed month on an account that the close knew nothing of.
    void tell_the_rest() {
        for (const auto& [key, sums] : sums_) {
            AccountProof none{{key.account, "", {}, {}, {}}, {}, ClosingFrom::statement};
            tell(key.month, none, recomputed(none, sums));
        }
    }

  private:
    void compare(base::Month month, const AccountProof& frozen) {
        ++proof_.checked_count;
        const auto found = sums_.find({frozen.figures.account, month});
        AccountProof now = recomputed(frozen, found == sums_.end() ? MonthSums{} : found->second);
        if (found != sums_.end()) {
            sums_.erase(found);
        }
        const auto before = closed_.find(frozen.figures.account);
        if (before != closed_.end()) {
            now.figures.opening = before->second.bank_closing;
            now.figures.suspense_opening = before->second.figures.suspense_closing;
        }
        const AccountMonth& figures = now.figures;
        now.bank_closing = figures.closing();
        now.figures.suspense_closing =
            figures.suspense_opening + figures.own.suspended + figures.earlier.suspended;
        tell(month, frozen, now);
        closed_.insert_or_assign(frozen.figures.account, frozen);
    }

    static AccountProof recomputed(const AccountProof& frozen, const MonthSums& sums) {
        AccountProof now = frozen;
        now.figures.received = sums.received;
        now.figures.paid_out = sums.paid_out;
        now.figures.own = sums.own;
        now.figures.earlier = sums.earlier;
        now.figures.ledger = sums.ledger;
        return now;
    }

    void tell(base::Month month, const AccountProof& frozen, const AccountProof& now) {
        const auto was = frozen_amounts(frozen);
        const auto is = frozen_amounts(now);
        for (std::size_t place = 0; place < is.size(); ++place) {
            if (is.at(place) != was.at(place)) {
                proof_.violations.push_back(fmt::format(
                    "month:{} bank_account:{} {}:{}",
                    base::to_text(month),
                    frozen.figures.account.value(),
                    frozen_columns.at(place),
                    (is.at(place) - was.at(place)).in_cents()
                ));
            }
        }
    }

    SumsByMonth sums_;
    MonthsProof& proof_;
    std::optional<base::MunicipalityId> municipality_;
    std::string previous_sha256_;
    std::map<base::BankAccountId, AccountProof> closed_;  // as each closed last
};

}  // namespace

MonthsProof prove_closed_months(storage::Transaction& transaction) {
    MonthsProof proof;
    const std::vector<FrozenMonth> frozen = frozen_months(transaction, std::nullopt);
    if (frozen.empty()) {
        return proof;
    }
    Recomputation recomputation{transaction, proof};
    for (const FrozenMonth& month : frozen) {
        recomputation.take(month);
    }
    recomputation.tell_the_rest();
    return proof;
}

}  // namespace draagkracht::payments
