#include "draagkracht/payments/reconciliation_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/base/enum_text.hpp"
#include "draagkracht/base/log.hpp"
#include "draagkracht/claims/closed_month_store.hpp"
#include "payments/confirmation_service.hpp"
#include "payments/estate_service.hpp"
#include "payments/finding_store.hpp"
#include "payments/own_batch_store.hpp"
#include "payments/paying_out_service.hpp"
#include "payments/payout_answer_service.hpp"
#include "payments/receiving_service.hpp"
#include "payments/reconciliation_store.hpp"
#include "payments/replay_service.hpp"
#include "payments/returns_of_chunk_service.hpp"
#include "payments/statement_file.hpp"
#include "payments/statement_pages.hpp"

namespace draagkracht::payments {

using storage::Transaction;

namespace {

constexpr base::EnumTexts outcomes{
    "payments.not-an-outcome",
    std::array{
        base::EnumText{StatementOutcome::closed, "closed"},
        base::EnumText{StatementOutcome::left_open, "left_open"},
        base::EnumText{StatementOutcome::known, "known"}}};

// Those whose ladder goes by our batches.
std::vector<Entry*> batches_to_spread(const Work& work, const std::vector<Entry*>& entries) {
    std::vector<Entry*> batches;
    std::ranges::copy_if(entries, std::back_inserter(batches), [&work](const Entry* entry) {
        return work.ladders.on(value_date_of(*entry, work.date)).has(norms::MatchRule::own_batch);
    });
    return batches;
}

// Books one chunk of entries of one statement, in one transaction. Problem claims.month-closed.
base::Done book_chunk(
    storage::Database& database,
    const access::Occasion& occasion,
    const Work& work,
    std::vector<Entry>& entries
) {
    Transaction transaction{database, "book bank entries", storage::Access::write};
    if (const base::Done open =
            claims::keep_month_open(transaction, work.municipality, occasion.today);
        !open) {
        return open;
    }
    // Another process may be at the same statement; what it booked is not booked again.
    const std::int64_t done = lock_statement(transaction, work.id).entries_done;
    std::vector<Entry*> to_book;
    for (Entry& entry : entries) {
        const bool is_new = static_cast<std::int64_t>(entry.number) > done;
        if (is_new && entry.status == EntryStatus::booked && !work.is_booked_elsewhere(entry)) {
            to_book.push_back(&entry);
        }
    }
    const bool tells_of_payouts = may_tell_of_payouts(to_book);
    if (tells_of_payouts) {
        take_payout_turn(transaction, work.municipality);
    }
    const BatchTotals unspread =
        spread_own_batches(transaction, work.municipality, batches_to_spread(work, to_book));
    std::vector<Payment> payments;
    for (const Entry* const entry : to_book) {
        const std::vector<Payment> of_entry = payments_of(*entry);
        payments.insert(payments.end(), of_entry.begin(), of_entry.end());
    }
    audit::Trail trail{transaction, occasion.author()};
    if (!payments.empty()) {
        OpenDebts debts = open_debts_for(transaction, work.municipality, payments);
        for (const auto& [batch, orders] : unspread) {
            debts.put_batch(batch, orders);
        }
        std::vector<PlacedPayment> placed;
        placed.reserve(payments.size());
        for (const Payment& payment : payments) {
            const base::Date day = value_date_of(*payment.entry, work.date);
            placed.push_back(debts.place(payment, day, work.ladders.on(day)));
        }
        write_placed(
            transaction,
            trail,
            occasion.author(),
            {work.id, work.municipality, work.duplicate_prefix, work.date},
            placed
        );
        const audit::Author author = occasion.author();
        replay(transaction, trail, author, work.municipality, debts.out_of_order());
        const bool something_came_back = std::ranges::any_of(placed, [](const PlacedPayment& one) {
            return one.suspense && one.suspense->code == SuspenseCode::returned;
        });
        if (something_came_back) {
            take_back_what_is_named(transaction, trail, author, work.id, done);
            hold_for_estates(transaction, trail, author, work.id, placed);
        }
        if (tells_of_payouts) {
            settle_payouts(transaction, trail, author, work.id, done);
        }
    }
    const auto last = static_cast<std::int64_t>(entries.back().number);
    set_entries_done(transaction, work.id, std::max(done, last));
    trail.write();
    transaction.commit();
    return {};
}

StatementReport report_of(
    Transaction& transaction, const Work& work, const CheckedStatement& checked
) {
    const StatementTotals totals = totals_of(transaction, work.id);
    const base::Money moved = checked.statement.closing->amount -
                              checked.statement.opening->amount - work.known_before.amount;
    const bool holds =
        totals.payments.amount == moved &&
        totals.allocated.amount + totals.suspense.amount + totals.refunded == moved &&
        totals.ledger == -totals.allocated.amount;
    return {
        work.id,
        work.municipality,
        checked.statement.identifier,
        work.date,
        holds ? StatementOutcome::closed : StatementOutcome::left_open,
        totals.payments,
        work.known_before,
        totals.allocated,
        totals.suspense,
        totals.refunded,
        -totals.ledger,
        static_cast<std::int64_t>(checked.tally.not_booked()),
        difference_of(checked.statement, checked.tally),
        counted_later(transaction, work.municipality, work.id)};
}

// Closes the statement by its proof: bank total = allocated + suspense + refunded, and
// allocated = ledger total.
StatementReport close_statement(
    storage::Database& database,
    const access::Occasion& occasion,
    const Work& work,
    const CheckedStatement& checked
) {
    Transaction transaction{database, "close bank statement", storage::Access::write};
    const bool is_closed = lock_statement(transaction, work.id).state != StatementState::importing;
    StatementReport report = report_of(transaction, work, checked);
    if (is_closed) {
        // One that was left open says so again.
        const bool proves = report.outcome == StatementOutcome::closed;
        report.outcome = proves ? StatementOutcome::known : StatementOutcome::left_open;
        return report;
    }
    const bool closed = report.outcome == StatementOutcome::closed;
    set_state(transaction, work.id, closed ? StatementState::closed : StatementState::open);
    audit::Trail trail{transaction, occasion.author()};
    trail.record(
        {closed ? "payments.close_statement" : "payments.leave_statement_open",
         work.municipality,
         std::nullopt,
         fmt::format("statement:{}", work.id.value()),
         fmt::format(
             R"({{"bank_cents":{},"allocated_cents":{},"suspense_cents":{},"ledger_cents":{},)"
             R"("difference_cents":{}}})",
             (report.payments.amount + report.difference).in_cents(),
             report.allocated.amount.in_cents(),
             report.suspense.amount.in_cents(),
             report.ledger_amount.in_cents(),
             report.difference.in_cents()
         )}
    );
    trail.write();
    transaction.commit();
    base::log_line(
        closed ? base::Level::info : base::Level::warning,
        "payments",
        fmt::format(
            "statement {}: {} payments, {} in suspense{}",
            work.id.value(),
            report.payments.count,
            report.suspense.count,
            closed ? "" : ", left open: the totals differ"
        )
    );
    return report;
}

void give_ladders(
    storage::Database& database,
    const norms::LaddersOfMunicipalities& ladders,
    std::vector<Work>& works
) {
    for (const access::Municipality& known : access::AccessService{database}.municipalities()) {
        const auto of_policy = ladders.find(known.code);
        for (Work& work : works) {
            if (work.municipality == known.id && of_policy != ladders.end()) {
                work.ladders = of_policy->second;
            }
        }
    }
}

// Goes through the file a second time and books what is new.
class Booking {
  public:
    Booking(
        storage::Database& database,
        const access::Occasion& occasion,
        const CheckedFile& file,
        const std::vector<Work>& works,
        std::size_t entries_per_chunk,
        const ProgressListener& progress
    )
        : database_{database},
          occasion_{occasion},
          file_{file},
          works_{works},
          entries_per_chunk_{entries_per_chunk},
          progress_{progress} {}

    // Problem payments.file-changed when it is no longer the file that was checked.
    [[nodiscard]] base::Done book_all(StatementReader& reader) {
        while (true) {
            base::Outcome<StatementPiece> piece = reader.next();
            if (!piece) {
                return tl::unexpected(piece.error());
            }
            if (Entry* const entry = std::get_if<Entry>(&*piece)) {
                if (entry->statement_number > works_.size()) {
                    return file_changed();
                }
                if (base::Done taken = take(std::move(*entry)); !taken) {
                    return taken;
                }
            } else if (const Statement* const statement = std::get_if<Statement>(&*piece)) {
                if (statement->number > works_.size()) {
                    return file_changed();
                }
                if (base::Done finished = finish(statement->number - 1); !finished) {
                    return finished;
                }
            } else {
                break;
            }
        }
        return report_.statements.size() == works_.size() ? base::Done{} : file_changed();
    }

    [[nodiscard]] const FileReport& report() const { return report_; }

  private:
    [[nodiscard]] base::Done take(Entry entry) {
        const Work& work = works_[entry.statement_number - 1];
        const bool is_done = static_cast<std::int64_t>(entry.number) <= work.entries_done;
        ++passed_;
        if (work.is_known || is_done) {
            return {};
        }
        chunk_.push_back(std::move(entry));
        return chunk_.size() == entries_per_chunk_ ? book(work) : base::Done{};
    }

    [[nodiscard]] base::Done book(const Work& work) {
        if (!chunk_.empty()) {
            if (base::Done booked = book_chunk(database_, occasion_, work, chunk_); !booked) {
                return booked;
            }
            chunk_.clear();
        }
        if (progress_) {
            progress_({Progress::Stage::booking, passed_, file_.entries});
        }
        return {};
    }

    [[nodiscard]] base::Done finish(std::size_t place) {
        const Work& work = works_[place];
        base::Done booked = book(work);
        if (booked) {
            report_.statements.push_back(
                close_statement(database_, occasion_, work, file_.statements[place])
            );
        }
        return booked;
    }

    [[nodiscard]] static base::Done file_changed() {
        return base::problem(
            "payments.file-changed",
            "the file was changed while it was being reconciled",
            "hand in the file as the bank sent it once more; nothing is booked twice"
        );
    }

    storage::Database& database_;
    const access::Occasion& occasion_;
    const CheckedFile& file_;
    const std::vector<Work>& works_;
    std::size_t entries_per_chunk_;
    const ProgressListener& progress_;
    std::vector<Entry> chunk_;  // of one statement
    std::uint64_t passed_ = 0;
    FileReport report_;
};

// One file alone, so that all pages of its statements are in it.
base::Outcome<CheckedFile> checked_whole(StatementFile& file, const ProgressListener& progress) {
    base::Outcome<CheckedFile> checked = file.check(progress);
    if (checked) {
        if (const base::Done joined = join_pages({&*checked}).front(); !joined) {
            return tl::unexpected(joined.error().at(file.name()));
        }
    }
    return checked;
}

}  // namespace

std::string_view to_text(StatementOutcome outcome) {
    return outcomes.text_of(outcome);
}

base::Outcome<StatementOutcome> statement_outcome_of(std::string_view text) {
    return outcomes.parse(text);
}

ReconciliationService::ReconciliationService(
    storage::Database& database,
    std::size_t entries_per_chunk,
    norms::LaddersOfMunicipalities ladders
)
    : database_{database}, entries_per_chunk_{entries_per_chunk}, ladders_{std::move(ladders)} {
    base::ensure(entries_per_chunk > 0, "a chunk holds at least one entry");
}

base::Outcome<base::BankAccountId> ReconciliationService::add_bank_account(
    const access::Occasion& occasion, base::MunicipalityId municipality, const base::Iban& iban
) {
    const base::Done allowed =
        access::require(occasion.actor, access::Right::load_register, municipality);
    if (!allowed) {
        return tl::unexpected(allowed.error());
    }
    Transaction transaction{database_, "add bank account", storage::Access::write};
    const auto known = lock_bank_accounts(transaction, {iban.text()});
    if (!known.empty()) {
        const BankAccount& account = known.begin()->second;
        if (account.municipality == municipality) {
            return account.id;
        }
        return base::problem(
            "payments.account-of-other",
            "this bank account is registered for another municipality",
            "check the account number"
        );
    }
    const base::BankAccountId id =
        payments::add_bank_account(transaction, municipality, iban.text());
    audit::Trail trail{transaction, occasion.author()};
    trail.record(
        {"payments.add_bank_account",
         municipality,
         std::nullopt,
         fmt::format("bank_account:{}", id.value())}
    );
    trail.write();
    transaction.commit();
    return id;
}

void ReconciliationService::tell_findings(FileReport& report) {
    std::vector<base::StatementId> ids;
    std::ranges::transform(report.statements, std::back_inserter(ids), &StatementReport::id);
    Transaction transaction{database_, "findings of statements", storage::Access::read};
    FindingsOfStatements findings = findings_of(transaction, ids);
    for (StatementReport& statement : report.statements) {
        statement.findings = std::move(findings[statement.id]);
    }
}

base::Outcome<FileReport> ReconciliationService::reconcile(
    const access::Occasion& occasion,
    const std::filesystem::path& file,
    const ProgressListener& progress
) {
    base::Outcome<StatementFile> opened = StatementFile::open(file);
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    base::Outcome<CheckedFile> checked = checked_whole(*opened, progress);
    if (!checked) {
        return tl::unexpected(checked.error());
    }
    return take_in(occasion, *checked, *opened, progress);
}

base::Outcome<FileReport> ReconciliationService::take_in(
    const access::Occasion& occasion,
    const CheckedFile& checked,
    StatementFile& file,
    const ProgressListener& progress
) {
    base::Outcome<std::vector<Work>> works = receive(database_, occasion, checked, file);
    if (!works) {
        return tl::unexpected(works.error().at(file.name()));
    }
    give_ladders(database_, ladders_, *works);
    Booking booking{database_, occasion, checked, *works, entries_per_chunk_, progress};
    const std::unique_ptr<StatementReader> reader = file.read_again();
    if (const base::Done done = booking.book_all(*reader); !done) {
        return tl::unexpected(done.error());
    }
    FileReport report = booking.report();
    tell_findings(report);
    return report;
}

base::Outcome<ConfirmedFinding> ReconciliationService::confirm(
    const access::Occasion& occasion,
    const std::filesystem::path& file,
    const FindingToConfirm& told
) {
    base::Outcome<StatementFile> opened = StatementFile::open(file);
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    const base::Outcome<CheckedFile> checked = checked_whole(*opened, {});
    if (!checked) {
        return tl::unexpected(checked.error());
    }
    return confirm_finding(database_, occasion, *checked, *opened, told)
        .map_error([&file](const base::Problem& problem) {
            return problem.at(file.filename().string());
        });
}

}  // namespace draagkracht::payments
