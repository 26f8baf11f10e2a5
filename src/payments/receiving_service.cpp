#include "payments/receiving_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/claims/closed_month_store.hpp"
#include "payments/finding_store.hpp"

namespace draagkracht::payments {

using storage::Transaction;

namespace {

std::string duplicate_prefix_of(const ExaminedStatement& examined) {
    return fmt::format(
        "{}|{}|{}",
        examined.checked->statement.account,
        examined.key.identifier,
        examined.key.date.to_string()
    );
}

Work work_of(const ExaminedStatement& examined, base::StatementId id) {
    Work work{
        id, examined.municipality, examined.key.date, duplicate_prefix_of(examined), false, 0};
    if (examined.stored) {
        work.is_known = examined.stored->state != StatementState::importing;
        work.entries_done = examined.stored->entries_done;
    }
    for (const KnownEntry& entry : examined.known) {
        work.booked_elsewhere.resize(std::max(work.booked_elsewhere.size(), entry.number));
        work.booked_elsewhere[entry.number - 1] = true;
        ++work.known_before.count;
        work.known_before.amount += entry.print.amount;
    }
    return work;
}

std::string remedy_for(FindingCode code) {
    const std::string_view first = code == FindingCode::gap
                                       ? "hand in what is missing first"
                                       : "ask the bank for the statement again";
    return fmt::format(
        "{}; or an officer who looked into it confirms the statement as it is (draagkracht "
        "confirm-statement --finding {})",
        first,
        to_text(code)
    );
}

// What was found of the new statements, each with its confirmation where it needs one. Of a
// confirmed file that changed meanwhile it is no longer the same finding.
base::Outcome<std::vector<std::vector<FindingOfStatement>>> confirmed_findings(
    Transaction& transaction, const CheckedFile& file, const std::vector<ExaminedStatement>& all
) {
    const std::vector<Confirmation> confirmations = confirmations_of(transaction, file.sha256);
    std::vector<std::vector<FindingOfStatement>> findings(all.size());
    for (std::size_t place = 0; place < all.size(); ++place) {
        for (const Finding& finding : all[place].findings) {
            FindingOfStatement told{base::StatementId{0}, finding, std::nullopt};
            const auto confirmed =
                std::ranges::find_if(confirmations, [&](const Confirmation& confirmation) {
                    return confirmation.is_of(all[place].number(), finding);
                });
            if (confirmed != confirmations.end()) {
                told.confirmation = confirmed->id;
            } else if (needs_confirmation(finding.code)) {
                return tl::unexpected(
                    base::problem(
                        std::string{to_text(finding.code)}, finding.told, remedy_for(finding.code)
                    )
                        .value()
                        .at(fmt::format("statement {}", all[place].number()))
                );
            }
            findings[place].push_back(std::move(told));
        }
    }
    return findings;
}

std::string details_of(
    const CheckedFile& file, const Work& work, const std::vector<FindingOfStatement>& findings
) {
    std::string codes;
    std::string confirmations;
    for (const FindingOfStatement& one : findings) {
        codes += fmt::format(R"({}"{}")", codes.empty() ? "" : ",", to_text(one.finding.code));
        if (one.confirmation) {
            confirmations +=
                fmt::format("{}{}", confirmations.empty() ? "" : ",", one.confirmation->value());
        }
    }
    return fmt::format(
        R"({{"file_sha256":"{}","known_entries":{},"findings":[{}],"confirmations":[{}]}})",
        file.sha256,
        work.known_before.count,
        codes,
        confirmations
    );
}

NewStatement new_statement(
    const access::Occasion& occasion, const CheckedFile& file, const ExaminedStatement& examined
) {
    const Statement& statement = examined.checked->statement;
    return {
        examined.key,
        statement.format,
        statement.sequence_number,
        statement.opening->amount,
        statement.closing->amount,
        file.sha256,
        occasion.moment,
        examined.checked->days()};
}

// Adds the new ones; all of them as work to do, in the order of the file.
std::vector<Work> add_new_ones(
    Transaction& transaction,
    const access::Occasion& occasion,
    const CheckedFile& file,
    std::vector<ExaminedStatement>& all,
    std::vector<std::vector<FindingOfStatement>>& findings
) {
    std::vector<NewStatement> added;
    for (const ExaminedStatement& examined : all) {
        if (!examined.stored) {
            added.push_back(new_statement(occasion, file, examined));
        }
    }
    const std::vector<base::StatementId> ids = add_statements(transaction, added);
    auto next_id = ids.begin();
    std::vector<Work> works;
    std::vector<KnownEntry> known;
    std::vector<FindingOfStatement> told;
    audit::Trail trail{transaction, occasion.author()};
    for (std::size_t place = 0; place < all.size(); ++place) {
        ExaminedStatement& examined = all[place];
        works.push_back(work_of(examined, examined.stored ? examined.stored->id : *next_id++));
        if (examined.stored) {
            continue;
        }
        const Work& work = works.back();
        for (KnownEntry& entry : examined.known) {
            entry.statement = work.id;
            known.push_back(std::move(entry));
        }
        trail.record(
            {"payments.receive_statement",
             work.municipality,
             std::nullopt,
             fmt::format("statement:{}", work.id.value()),
             details_of(file, work, findings[place])}
        );
        for (FindingOfStatement& one : findings[place]) {
            one.statement = work.id;
            told.push_back(std::move(one));
        }
    }
    add_known_entries(transaction, known);
    add_findings(transaction, told);
    trail.write();
    return works;
}

base::Done keep_months_open(
    Transaction& transaction,
    const access::Occasion& occasion,
    const std::vector<ExaminedStatement>& all
) {
    std::set<base::MunicipalityId> municipalities;
    std::ranges::transform(
        all, std::inserter(municipalities, municipalities.end()), &ExaminedStatement::municipality
    );
    for (const base::MunicipalityId municipality : municipalities) {
        if (base::Done open = claims::keep_month_open(transaction, municipality, occasion.today);
            !open) {
            return open;
        }
    }
    return {};
}

}  // namespace

base::Outcome<std::vector<Work>> receive(
    storage::Database& database,
    const access::Occasion& occasion,
    const CheckedFile& file,
    StatementFile& source
) {
    return with_examined(
        database,
        occasion,
        file,
        source,
        [&](Transaction& transaction,
            std::vector<ExaminedStatement>& all) -> base::Outcome<std::vector<Work>> {
            if (const base::Done open = keep_months_open(transaction, occasion, all); !open) {
                return tl::unexpected(open.error());
            }
            auto findings = confirmed_findings(transaction, file, all);
            if (!findings) {
                return tl::unexpected(findings.error());
            }
            std::vector<Work> works = add_new_ones(transaction, occasion, file, all, *findings);
            transaction.commit();
            return works;
        }
    );
}

}  // namespace draagkracht::payments
