#include "cli/reconciliation_text.hpp"

#include <fmt/format.h>

#include "cli/officer_name.hpp"

#include <array>

namespace draagkracht::cli {

using payments::AccountProof;
using payments::CountAndAmount;
using payments::MonthLine;
using payments::MonthProof;
using payments::StatementOutcome;
using payments::StatementReport;
using payments::Whereabouts;

namespace {

Json json_of(const CountAndAmount& sum) {
    return {{"count", sum.count}, {"amount", sum.amount.to_string()}};
}

Json counted_later_json(const StatementReport& report) {
    if (!report.counted_later) {
        return nullptr;
    }
    Json later = json_of(report.counted_later->payments);
    later["in"] = base::to_text(report.counted_later->in);
    return later;
}

Json json_of(const std::vector<payments::ToldFinding>& findings) {
    Json list = Json::array();
    for (const payments::ToldFinding& told : findings) {
        Json confirmation = nullptr;
        if (told.confirmation) {
            confirmation = {{"number", told.confirmation->value()}, {"by", told.confirmed_by}};
        }
        list.push_back(
            {{"code", to_text(told.finding.code)},
             {"message", told.finding.told},
             {"confirmed", std::move(confirmation)}}
        );
    }
    return list;
}

std::string findings_text(const StatementReport& report, const access::OfficerNames& names) {
    std::string text;
    for (const payments::ToldFinding& told : report.findings) {
        text += fmt::format(
            "  Found: {}{}.\n",
            told.finding.told,
            told.confirmation ? fmt::format(
                                    " (confirmation {} by {})",
                                    told.confirmation->value(),
                                    name_of(names, told.confirmed_by)
                                )
                              : ""
        );
    }
    return text;
}

std::string end_of(const StatementReport& report) {
    switch (report.outcome) {
        case StatementOutcome::closed:
            return "Closed: bank and ledger meet.";
        case StatementOutcome::known:
            return "It was reconciled before; nothing was booked now.";
        case StatementOutcome::left_open:
            return fmt::format(
                "LEFT OPEN: the bank has EUR {}, the ledger EUR {} and suspense EUR {}.{}",
                (report.payments.amount + report.difference).to_string(),
                report.ledger_amount.to_string(),
                report.suspense.amount.to_string(),
                report.difference.is_zero()
                    ? std::string{}
                    : fmt::format(
                          " The entries lack EUR {} of what the balances say.",
                          report.difference.to_string()
                      )
            );
    }
    return "";
}

std::string known_text(const StatementReport& report) {
    return report.known_before.count == 0
               ? std::string{}
               : fmt::format(
                     "  {:>6} came with another statement of these days, EUR {}\n",
                     report.known_before.count,
                     report.known_before.amount.to_string()
                 );
}

std::string counted_later_text(const StatementReport& report) {
    return report.counted_later
               ? fmt::format(
                     "  {:>6} are of a month that is closed, EUR {}: they count in {}\n",
                     report.counted_later->payments.count,
                     report.counted_later->payments.amount.to_string(),
                     base::to_text(report.counted_later->in)
                 )
               : std::string{};
}

Json json_of(const Whereabouts& whereabouts) {
    return {
        {"allocated", whereabouts.allocated.to_string()},
        {"suspended", whereabouts.suspended.to_string()},
        {"refunded", whereabouts.refunded.to_string()}};
}

Json json_of(const AccountProof& account) {
    const payments::AccountMonth& month = account.figures;
    Json accepted;
    if (month.accepted) {
        accepted = {
            {"amount", month.accepted->amount.to_string()},
            {"reason", month.accepted->reason},
            {"by", month.accepted->accepted_by},
            {"approvedBy", month.accepted->approved_by}};
    }
    Json differences = Json::object();
    for (const MonthLine& line : account.lines()) {
        differences[to_text(line.equation)] = line.difference().to_string();
    }
    return {
        {"account", month.iban},
        {"opening", month.opening.to_string()},
        {"received", month.received.to_string()},
        {"paidOut", month.paid_out.to_string()},
        {"closing", account.bank_closing.to_string()},
        {"closingFrom", account.closing_from ? Json(to_text(*account.closing_from)) : Json()},
        {"own", json_of(month.own)},
        {"earlier", json_of(month.earlier)},
        {"ledger", month.ledger.to_string()},
        {"suspenseOpening", month.suspense_opening.to_string()},
        {"suspenseClosing", month.suspense_closing.to_string()},
        {"differenceOpening", month.difference_opening.to_string()},
        {"differenceAccepted", std::move(accepted)},
        {"differenceClosing", month.difference_closing().to_string()},
        {"differences", std::move(differences)}};
}

// "  own money  allocated + suspense + refunded        480.00        480.00          0.00"
std::string text_of(const MonthLine& line) {
    static constexpr std::array<const char*, 5> names{
        "bank: opening, received, paid out",
        "its money: allocated, suspense, refunded",
        "of before: allocated, refunded",
        "ledger: allocated",
        "suspense: opening, came, went"};
    return fmt::format(
        "  {:<42}{:>14}{:>14}{:>12}\n",
        names.at(static_cast<std::size_t>(line.equation)),
        line.sum.to_string(),
        line.must_be.to_string(),
        line.difference().to_string()
    );
}

// Of an account without differences nothing.
std::string difference_text(const payments::AccountMonth& month) {
    if (month.difference_opening.is_zero() && !month.accepted) {
        return {};
    }
    std::string text = fmt::format(
        "  With the bank differed EUR {} before, and EUR {} now.\n",
        month.difference_opening.to_string(),
        month.difference_closing().to_string()
    );
    if (month.accepted) {
        text += fmt::format(
            "  EUR {} was accepted by {}, approved by {}: {}\n",
            month.accepted->amount.to_string(),
            month.accepted->accepted_by,
            month.accepted->approved_by,
            month.accepted->reason
        );
    }
    return text;
}

// How the month stands, in the last line.
std::string standing_text(const MonthProof& proof) {
    const std::string month = base::to_text(proof.month);
    if (proof.closed) {
        return fmt::format(
            "{} is closed, on {} by {}. Proof {}",
            month,
            proof.closed->closed_on.to_string(),
            proof.closed->closed_by,
            proof.closed->proof_sha256
        );
    }
    return month + (proof.can_be_closed() ? " can be closed." : " cannot be closed.");
}

}  // namespace

Json json_of(const std::string& file, const StatementReport& report) {
    return {
        {"file", file},
        {"statement", report.identifier},
        {"date", report.date.to_string()},
        {"outcome", to_text(report.outcome)},
        {"payments", json_of(report.payments)},
        {"knownBefore", json_of(report.known_before)},
        {"allocated", json_of(report.allocated)},
        {"suspense", json_of(report.suspense)},
        {"refunded", report.refunded.to_string()},
        {"ledgerAmount", report.ledger_amount.to_string()},
        {"notBooked", report.not_booked},
        {"difference", report.difference.to_string()},
        {"findings", json_of(report.findings)},
        {"countedLater", counted_later_json(report)}};
}

std::string text_of(const StatementReport& report, const access::OfficerNames& names) {
    return fmt::format(
        "Statement {} of {}: {}, EUR {}.\n"
        "{}"
        "{}"
        "  {:>6} placed on claims, EUR {}\n"
        "  {:>6} wait for a person, EUR {}\n"
        "{}"
        "  {}",
        report.identifier,
        report.date.to_string(),
        counted(report.payments.count, "payment", "payments"),
        report.payments.amount.to_string(),
        findings_text(report, names),
        known_text(report),
        report.allocated.count,
        report.allocated.amount.to_string(),
        report.suspense.count,
        report.suspense.amount.to_string(),
        counted_later_text(report),
        end_of(report)
    );
}

Json json_of(const std::string& file, const payments::NotificationReport& report) {
    return {
        {"file", file},
        {"notification", report.identifier},
        {"date", report.created_on.empty() ? Json() : Json(report.created_on)},
        {"kept", json_of(report.kept)},
        {"known", report.known},
        {"spread", json_of(report.spread)},
        {"notKept", report.not_kept}};
}

std::string text_of(const payments::NotificationReport& report) {
    return fmt::format(
        "Notification {}{}: {} kept, EUR {}.\n"
        "{}"
        "{}"
        "  {:>6} waited as one amount and {} spread over payments, EUR {}\n"
        "  Nothing of it is booked by itself: it tells whose the money of a statement is.",
        report.identifier,
        report.created_on.empty() ? "" : " of " + report.created_on,
        counted(report.kept.count, "batch", "batches"),
        report.kept.amount.to_string(),
        report.known == 0 ? std::string{} : fmt::format("  {:>6} told before\n", report.known),
        report.not_kept == 0
            ? std::string{}
            : fmt::format(
                  "  {:>6} not kept: only announced, no payment told, or nothing to know it by\n",
                  report.not_kept
              ),
        report.spread.count,
        report.spread.count == 1 ? "is now" : "are now",
        report.spread.amount.to_string()
    );
}

Json json_of(const MonthProof& proof) {
    Json accounts = Json::array();
    for (const AccountProof& account : proof.accounts) {
        accounts.push_back(json_of(account));
    }
    Json obstacles = Json::array();
    for (const base::Problem& obstacle : proof.obstacles) {
        obstacles.push_back(
            {{"code", obstacle.code},
             {"message", obstacle.message},
             {"where", obstacle.where},
             {"remedy", obstacle.remedy}}
        );
    }
    return {
        {"month", base::to_text(proof.month)},
        {"closed", proof.closed.has_value()},
        {"proofSha256", proof.closed ? Json(proof.closed->proof_sha256) : Json()},
        {"accounts", std::move(accounts)},
        {"obstacles", std::move(obstacles)}};
}

std::string text_of(const MonthProof& proof) {
    std::string text;
    for (const AccountProof& account : proof.accounts) {
        text += fmt::format(
            "{}, {}\n  {:<42}{:>14}{:>14}{:>12}\n",
            account.figures.iban,
            base::to_text(proof.month),
            "EUR",
            "added up",
            "must be",
            "difference"
        );
        for (const MonthLine& line : account.lines()) {
            text += text_of(line);
        }
        text += difference_text(account.figures);
    }
    if (!proof.closed) {
        for (const base::Problem& obstacle : proof.obstacles) {
            text += "In the way: " + obstacle.to_line() + "\n";
        }
    }
    return text + standing_text(proof);
}

}  // namespace draagkracht::cli
