#include "draagkracht/payments/month_close_service.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/access/approvals_service.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/base/plain_line.hpp"
#include "draagkracht/base/sha256.hpp"
#include "draagkracht/claims/act_store.hpp"
#include "draagkracht/claims/closed_month_store.hpp"
#include "payments/frozen_month_store.hpp"
#include "payments/month_store.hpp"

namespace draagkracht::payments {

using storage::Transaction;

namespace {

using Differences = std::map<std::string, AcceptedDifference>;

// A month that is closed, with the figures that were frozen. One that lies before the first that
// was closed counts in that one.
MonthProof as_closed(
    Transaction& transaction, base::MunicipalityId municipality, const MonthFacts& facts
) {
    MonthProof proof = prove_month(facts);
    for (FrozenMonth& frozen : frozen_months(transaction, municipality)) {
        if (frozen.closed.month == facts.month) {
            proof.accounts = std::move(frozen.accounts);
            proof.closed = std::move(frozen.closed);
        }
    }
    return proof;
}

base::Outcome<MonthProof> proof_of(
    Transaction& transaction,
    base::Date today,
    base::MunicipalityId municipality,
    const MonthToClose& asked,
    const Differences& accepted
) {
    std::vector<claims::ClosedMonth> closed = claims::closed_months(transaction, municipality);
    const std::optional<base::Month> month =
        asked.month ? asked.month : claims::next_month_to_close(closed, today);
    if (!month) {
        return base::problem(
            "payments.no-month-to-close",
            "all months that are over are closed",
            "name a month to see how it stands"
        );
    }
    MonthFacts facts{*month, today, std::move(closed)};
    if (!facts.closed.empty() && *month <= facts.closed.front().month) {
        return as_closed(transaction, municipality, facts);
    }
    facts.accounts = accounts_of_month(transaction, municipality, *month);
    facts.unfinished = unfinished_statements(transaction, municipality, base::last_day_of(*month));
    facts.seen_at_bank = asked.seen_at_bank;
    facts.accepted = accepted;
    return prove_month(facts);
}

// The difference of an account with what it rests on; nothing where there is none.
std::optional<DifferenceToAccept> difference_of(const MonthProof& proof, const AccountProof& one) {
    const base::Money difference = one.difference_with_bank();
    if (difference.is_zero() || !one.closing_from) {
        return std::nullopt;
    }
    return DifferenceToAccept{
        proof.month, one.figures.iban, difference, one.bank_closing, *one.closing_from};
}

// Whether all that was approved is of differences as they stand here.
bool are_of(
    const std::vector<access::GrantedApproval>& approvals,
    base::MunicipalityId municipality,
    const MonthProof& proof
) {
    return std::ranges::all_of(approvals, [&](const access::GrantedApproval& approval) {
        return std::ranges::any_of(proof.accounts, [&](const AccountProof& account) {
            const auto difference = difference_of(proof, account);
            return difference &&
                   approval.covers(
                       municipality, difference_approval_action, subject_of(*difference)
                   );
        });
    });
}

base::Problem other_difference(std::string place) {
    return {
        "payments.other-difference",
        "the proof of this month has not this difference on this account",
        std::move(place),
        "look at the proof of the month, and name account and difference as they stand there"};
}

// The proof with the differences that were approved for the actor, and those approvals.
struct ProofToClose {
    MonthProof proof;
    Differences accepted = {};
    std::vector<access::GrantedApproval> approvals = {};
};

base::Outcome<ProofToClose> proof_to_close(
    storage::Database& database,
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const MonthToClose& asked
) {
    const base::Date today = occasion.today.date();
    const auto prove = [&](const Differences& accepted) {
        Transaction transaction{database, "proof of a month", storage::Access::read};
        return proof_of(transaction, today, municipality, asked, accepted);
    };
    base::Outcome<MonthProof> proof = prove({});
    if (!proof) {
        return tl::unexpected(proof.error());
    }
    ProofToClose found{std::move(*proof)};
    if (found.proof.closed) {
        return found;
    }
    for (const AccountProof& account : found.proof.accounts) {
        const auto difference = difference_of(found.proof, account);
        if (!difference) {
            continue;
        }
        const auto approval = access::ApprovalsService{database}.recall(
            occasion, municipality, difference_approval_action, subject_of(*difference)
        );
        if (approval) {
            found.accepted.emplace(
                difference->iban,
                AcceptedDifference{
                    difference->amount,
                    approval->reason(),
                    occasion.actor.text(),
                    approval->granted_by(),
                    approval->id()}
            );
            found.approvals.push_back(*approval);
        }
    }
    if (!found.accepted.empty()) {
        proof = prove(found.accepted);
        if (!proof) {
            return tl::unexpected(proof.error());
        }
        found.proof = std::move(*proof);
    }
    return found;
}

// What the trail tells of a close, beside its print.
std::string details_of(const MonthProof& proof, const std::string& sha256) {
    std::vector<std::int64_t> seen;
    std::vector<std::int64_t> approvals;
    for (const AccountProof& account : proof.accounts) {
        if (account.closing_from == ClosingFrom::officer) {
            seen.push_back(account.figures.account.value());
        }
        if (account.figures.accepted) {
            approvals.push_back(account.figures.accepted->approval.value());
        }
    }
    return fmt::format(
        R"({{"proof_sha256":"{}","seen_at_bank":[{}],"approvals":[{}]}})",
        sha256,
        fmt::join(seen, ","),
        fmt::join(approvals, ",")
    );
}

base::Done require_person(const access::Occasion& occasion, const char* code, std::string what) {
    if (!occasion.actor.roles().empty()) {
        return {};
    }
    return base::problem(
        code,
        std::move(what),
        "an officer closes this month, or the next statement of the account is handed in"
    );
}

// Freezes what was proved, under the print of it and of the month before.
claims::ClosedMonth write_close(
    Transaction& transaction,
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const MonthProof& proof
) {
    const std::vector<claims::ClosedMonth> before =
        claims::closed_months(transaction, municipality);
    const std::string sha256 = base::sha256_of(canonical_text(
        municipality_code(transaction, municipality),
        proof,
        before.empty() ? std::string{} : before.front().proof_sha256
    ));
    const audit::Author author = occasion.author();
    freeze(
        transaction,
        claims::close_month(transaction, author, municipality, proof.month, sha256),
        proof
    );
    audit::Trail trail{transaction, author};
    trail.record(
        {"payments.close_month",
         municipality,
         std::nullopt,
         "month:" + base::to_text(proof.month),
         details_of(proof, sha256)}
    );
    trail.write();
    return {proof.month, occasion.today.date(), occasion.actor.text(), sha256};
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
    return proof_to_close(database_, occasion, municipality, asked).map([](ProofToClose found) {
        return std::move(found.proof);
    });
}

base::Outcome<base::ApprovalId> MonthCloseService::ask_difference(
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const MonthToClose& month,
    const DifferenceAsked& asked
) {
    if (const base::Done may =
            access::require(occasion.actor, access::Right::reconcile, municipality)
                .and_then([&] {
                    return require_person(
                        occasion,
                        "payments.not-accepted-by-a-machine",
                        "a difference with the bank is accepted by people"
                    );
                })
                .and_then([&] { return base::check_told_line(asked.reason, "reason"); });
        !may) {
        return tl::unexpected(may.error());
    }
    const auto found = proof_to_close(database_, occasion, municipality, month);
    if (!found) {
        return tl::unexpected(found.error());
    }
    const auto account =
        std::ranges::find_if(found->proof.accounts, [&asked](const AccountProof& one) {
            return one.figures.iban == asked.iban;
        });
    const bool is_open = !found->proof.closed && account != found->proof.accounts.end();
    const auto difference = is_open ? difference_of(found->proof, *account) : std::nullopt;
    if (!difference || difference->amount != asked.amount) {
        return tl::unexpected(other_difference(asked.iban));
    }
    return access::AccessService{database_}.ask_approval(
        occasion, municipality, difference_approval_action, subject_of(*difference), asked.reason
    );
}

base::Outcome<claims::ClosedMonth> MonthCloseService::close(
    const access::Occasion& occasion, base::MunicipalityId municipality, const MonthToClose& asked
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::reconcile, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    if (!asked.seen_at_bank.empty()) {
        const base::Done seen = require_person(
            occasion,
            "payments.not-seen-by-a-machine",
            "what stood at the bank is said by a person who looked"
        );
        if (!seen) {
            return tl::unexpected(seen.error());
        }
    }
    const auto found = proof_to_close(database_, occasion, municipality, asked);
    if (!found) {
        return tl::unexpected(found.error());
    }
    Transaction transaction{database_, "close month", storage::Access::write};
    claims::take_books(transaction, municipality);
    // Once more, as nobody books any more: what was approved is of just that difference.
    const base::Outcome<MonthProof> proof =
        proof_of(transaction, occasion.today.date(), municipality, asked, found->accepted);
    if (!proof) {
        return tl::unexpected(proof.error());
    }
    if (!proof->can_be_closed()) {
        return tl::unexpected(proof->obstacles.front());
    }
    if (!are_of(found->approvals, municipality, *proof)) {
        return tl::unexpected(other_difference({}));
    }
    for (const access::GrantedApproval& approval : found->approvals) {
        if (const base::Done used = access::use_approval(transaction, approval, occasion.moment);
            !used) {
            return tl::unexpected(used.error());
        }
    }
    claims::ClosedMonth closed = write_close(transaction, occasion, municipality, *proof);
    transaction.commit();
    return closed;
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
