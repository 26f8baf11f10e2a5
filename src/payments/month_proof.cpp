#include "draagkracht/payments/month_proof.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace draagkracht::payments {

namespace {

void require_order(const MonthFacts& facts, MonthProof& proof) {
    const auto refuse = [&proof](
                            const char* code,
                            std::string message,
                            std::string remedy,
                            std::string where = {}
                        ) {
        proof.obstacles.push_back({code, std::move(message), std::move(where), std::move(remedy)});
    };
    const std::string month = base::to_text(facts.month);
    if (facts.today <= base::last_day_of(facts.month)) {
        refuse(
            "payments.month-not-over",
            month + " is not over",
            "close it after " + base::last_day_of(facts.month).to_string()
        );
        return;
    }
    if (!facts.closed.empty() && facts.month <= facts.closed.front().month) {
        refuse("payments.month-closed", month + " is closed already", {});
        return;
    }
    const std::optional<base::Month> next = claims::next_month_to_close(facts.closed, facts.today);
    if (next && *next != facts.month) {
        refuse(
            "payments.other-month-first",
            "months are closed one after another, and it cannot be undone",
            fmt::format("close {} first", base::to_text(*next)),
            base::to_text(*next)
        );
    }
}

void require_finished(const MonthFacts& facts, MonthProof& proof) {
    for (const UnfinishedStatement& statement : facts.unfinished) {
        const std::string where =
            fmt::format("{}, {}", statement.identifier, statement.date.to_string());
        proof.obstacles.push_back(
            statement.is_left_open
                ? base::Problem{
                      "payments.statement-left-open",
                      "what this statement brought was not all in the books",
                      where,
                      "hand in the same file once more; where that does not close it, `verify` "
                      "names the entry, the allocation or the posting"}
                : base::Problem{
                      "payments.unfinished-statement",
                      "this statement was begun and not ended",
                      where,
                      "hand in the same file once more"}
        );
    }
}

// What stood there at the end, and who says so. Where a statement tells, nobody needs to look.
AccountProof with_closing(const MonthFacts& facts, AccountMonth account) {
    const base::Date last_day = base::last_day_of(facts.month);
    const base::Money told = balance_at_end(last_day, account.end, account.closing());
    if (account.end.front().date > last_day) {
        return {std::move(account), told, ClosingFrom::statement};
    }
    const auto seen = facts.seen_at_bank.find(account.iban);
    if (seen != facts.seen_at_bank.end()) {
        return {std::move(account), seen->second, ClosingFrom::officer};
    }
    return {std::move(account), told, std::nullopt};
}

base::Problem obstacle_of(const MonthLine& found, const std::string& iban) {
    const std::string difference = found.difference().to_string();
    const auto differs = [&](std::string message, std::string remedy) {
        return base::Problem{
            "payments.month-differs",
            fmt::format("{}: EUR {}", std::move(message), difference),
            iban,
            std::move(remedy)};
    };
    const char* const by_verify = "run `verify`: it names the entry, the allocation or the posting";
    switch (found.equation) {
        case MonthEquation::bank:
            return differs(
                "opening balance and entries do not make the closing balance of the bank",
                "a statement is missing: hand it in; or the bank never tells, and two people "
                "accept the difference"
            );
        case MonthEquation::own:
            return differs(
                "what the bank booked is not what was allocated, refunded and waits", by_verify
            );
        case MonthEquation::earlier:
            return differs(
                "what left the suspense of before is not what was allocated and refunded", by_verify
            );
        case MonthEquation::ledger:
            return differs("the ledger has not what was allocated", by_verify);
        case MonthEquation::suspense:
            return differs("what waits is not what waited, less what went", by_verify);
    }
    throw base::ProgrammerFault{"unknown equation of a month"};
}

AccountProof prove_account(
    const MonthFacts& facts, AccountMonth account, std::vector<base::Problem>& obstacles
) {
    if (const auto accepted = facts.accepted.find(account.iban); accepted != facts.accepted.end()) {
        account.accepted = accepted->second;
    }
    AccountProof proof = with_closing(facts, std::move(account));
    const std::string& iban = proof.figures.iban;
    if (!proof.closing_from) {
        obstacles.push_back(
            {"payments.month-not-covered",
             fmt::format(
                 "the last statement is of {}, and none of after the month tells whether more was "
                 "booked in it",
                 proof.figures.end.front().date.to_string()
             ),
             iban,
             "hand in the next statement, or look at the bank what stood there at the end of the "
             "month"}
        );
    }
    for (const MonthLine& line : proof.lines()) {
        if (!line.difference().is_zero()) {
            obstacles.push_back(obstacle_of(line, iban));
        }
    }
    return proof;
}

// Of an account without differences nothing, as months were closed before there were any.
std::string difference_text(const AccountMonth& month) {
    std::string text;
    if (!month.difference_opening.is_zero() || month.accepted) {
        text = fmt::format(
            "difference {} {}\n", month.difference_opening.in_cents(), month.difference().in_cents()
        );
    }
    if (month.accepted) {
        text += fmt::format(
            "accepted {} {} {}\n",
            month.accepted->accepted_by,
            month.accepted->approved_by,
            month.accepted->reason
        );
    }
    return text;
}

}  // namespace

std::string_view to_text(MonthEquation equation) {
    switch (equation) {
        case MonthEquation::bank:
            return "bank";
        case MonthEquation::own:
            return "own";
        case MonthEquation::earlier:
            return "earlier";
        case MonthEquation::ledger:
            return "ledger";
        case MonthEquation::suspense:
            return "suspense";
    }
    return "";
}

std::vector<MonthLine> AccountProof::lines() const {
    const AccountMonth& month = figures;
    return {
        {MonthEquation::bank, month.closing(), bank_closing},
        {MonthEquation::own, month.own.total(), month.moved()},
        {MonthEquation::earlier,
         month.earlier.allocated + month.earlier.refunded,
         -month.earlier.suspended},
        {MonthEquation::ledger, month.own.allocated + month.earlier.allocated, month.ledger},
        {MonthEquation::suspense,
         month.suspense_opening + month.own.suspended + month.earlier.suspended,
         month.suspense_closing}};
}

base::Money AccountProof::difference_with_bank() const {
    return bank_closing - figures.opening - figures.moved();
}

MonthProof prove_month(const MonthFacts& facts) {
    MonthProof proof{facts.month};
    require_order(facts, proof);
    require_finished(facts, proof);
    for (const AccountMonth& account : facts.accounts) {
        base::ensure(!account.end.empty(), "an account that is proved has a statement");
        proof.accounts.push_back(prove_account(facts, account, proof.obstacles));
    }
    return proof;
}

std::string canonical_text(
    std::string_view municipality_code, const MonthProof& proof, std::string_view previous_sha256
) {
    std::string text = fmt::format(
        "month proof 1\nmunicipality {}\nmonth {}\nprevious {}\n",
        municipality_code,
        base::to_text(proof.month),
        previous_sha256.empty() ? "none" : previous_sha256
    );
    for (const AccountProof& account : proof.accounts) {
        const AccountMonth& month = account.figures;
        text += fmt::format(
            "account {}\nbank {} {} {} {} {}\nown {} {} {}\nearlier {} {} {}\nledger {}\n"
            "suspense {} {}\n",
            month.iban,
            month.opening.in_cents(),
            month.received.in_cents(),
            month.paid_out.in_cents(),
            account.bank_closing.in_cents(),
            to_text(account.closing_from.value()),
            month.own.allocated.in_cents(),
            month.own.suspended.in_cents(),
            month.own.refunded.in_cents(),
            month.earlier.allocated.in_cents(),
            month.earlier.suspended.in_cents(),
            month.earlier.refunded.in_cents(),
            month.ledger.in_cents(),
            month.suspense_opening.in_cents(),
            month.suspense_closing.in_cents()
        );
        text += difference_text(month);
    }
    return text;
}

}  // namespace draagkracht::payments
