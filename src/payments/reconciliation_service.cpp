#include "draagkracht/payments/reconciliation_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "draagkracht/base/enum_text.hpp"
#include "draagkracht/base/log.hpp"
#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/claims/closed_month_store.hpp"
#include "draagkracht/storage/by_index.hpp"
#include "draagkracht/storage/turn.hpp"
#include "payments/chunks_ahead_service.hpp"
#include "payments/confirmation_service.hpp"
#include "payments/finding_store.hpp"
#include "payments/municipal_ladders_service.hpp"
#include "payments/notification_service.hpp"
#include "payments/notified_batch.hpp"
#include "payments/notified_spread_service.hpp"
#include "payments/own_batch_store.hpp"
#include "payments/own_events.hpp"
#include "payments/paying_out_service.hpp"
#include "payments/payout_answer_service.hpp"
#include "payments/receiving_service.hpp"
#include "payments/reconciliation_store.hpp"
#include "payments/statement_file.hpp"
#include "payments/statement_pages.hpp"
#include "payments/what_follows_service.hpp"

namespace draagkracht::payments {

using storage::Transaction;

namespace {

constexpr base::EnumTexts outcomes{
    "payments.not-an-outcome",
    std::array{
        base::EnumText{StatementOutcome::closed, "closed"},
        base::EnumText{StatementOutcome::left_open, "left_open"},
        base::EnumText{StatementOutcome::known, "known"}}};

// Those whose ladder goes by our batches. Money that went out is no rung, so what pays refunds is
// always among them.
std::vector<Entry*> batches_to_spread(const Work& work, const std::vector<Entry*>& entries) {
    std::vector<Entry*> batches;
    std::ranges::copy_if(entries, std::back_inserter(batches), [&work](const Entry* entry) {
        return entry->amount.is_negative() ||
               work.ladders.on(value_date_of(*entry, work.date)).has(norms::MatchRule::own_batch);
    });
    return batches;
}

// A batch of ours, or one of which a notification tells.
bool tells_more_than_the_statement(const Entry* entry) {
    return entry->details_are_orders || !entry->notified_otherwise.empty();
}

// Where the payments of the chunk go: as it was looked up ahead, when nothing of that can have
// changed since; else as it is looked up now.
Placing& placing_now(
    Transaction& transaction,
    const Work& work,
    const std::vector<Payment>& payments,
    const BatchTotals& unspread,
    Chunk& chunk,
    const OwnEvents& own
) {
    const bool are_the_same =
        chunk.ahead && unspread.empty() && chunk.ahead->placing.placed.size() == payments.size();
    if (are_the_same) {
        const SortedClaims claims = chunk.ahead->placing.debts.claims();
        const auto still_hold = [&] {
            return own.explain(
                chunk.ahead->last_sequence, audit::last_sequence(transaction), claims
            );
        };
        // Whoever locks claims that are not the ones any more may wait for one who waits for these.
        if (still_hold()) {
            claims::lock_claims(transaction, claims);
            if (still_hold()) {
                return chunk.ahead->placing;
            }
        }
    }
    OpenDebts debts = open_debts_for(transaction, work.municipality, payments);
    for (const auto& [batch, orders] : unspread) {
        debts.put_batch(batch, orders);
    }
    chunk.ahead = PlacingAhead{0, place_all(std::move(debts), payments, work)};
    return chunk.ahead->placing;
}

// Books one chunk of entries of one statement, in one transaction. Problem claims.month-closed.
base::Done book_chunk(
    storage::Database& database,
    const access::Occasion& occasion,
    const Work& work,
    Chunk& chunk,
    OwnEvents& own
) {
    // An import that is cut off is taken up where it was. Whoever looks at a person writes the
    // trail, and so what was seen stays; and all does with the end of the statement.
    Transaction transaction{
        database,
        "book bank entries",
        storage::Access::write,
        storage::Questions::once,
        storage::Durable::with_next};
    storage::look_up_by_index(transaction);
    if (const base::Done open =
            claims::keep_month_open(transaction, work.municipality, occasion.today);
        !open) {
        return open;
    }
    // Another process may be at the same statement; what it booked is not booked again.
    const std::int64_t done = lock_statement(transaction, work.id).entries_done;
    const std::vector<Entry*> to_book = entries_to_book(work, chunk.entries, done);
    NotifiedForEntries notified{transaction, work.id, work.date, to_book};
    const bool tells_of_payouts = may_tell_of_payouts(to_book) || notified.may_tell_of_payouts();
    if (tells_of_payouts) {
        take_payout_turn(transaction, work.municipality);
    }
    const BatchTotals unspread =
        spread_own_batches(transaction, work.municipality, batches_to_spread(work, to_book));
    notified.spread(unspread);
    const std::vector<Payment> payments = payments_of_all(to_book);
    audit::Trail trail{transaction, occasion.author()};
    SortedClaims moved;
    if (!payments.empty()) {
        if (notified.spread_any() || std::ranges::any_of(to_book, tells_more_than_the_statement)) {
            chunk.ahead.reset();  // it was looked up and placed without that
        }
        auto& [debts, placed] = placing_now(transaction, work, payments, unspread, chunk, own);
        const audit::Author author = occasion.author();
        const StatementOfChunk statement{
            work.id, work.municipality, work.duplicate_prefix, work.date};
        write_placed(transaction, trail, author, statement, placed);
        notified.write_uses(trail, author, work.municipality);
        moved = settle_what_follows(transaction, trail, author, statement, placed, debts, done);
        const SortedClaims paid = debts.claims();
        moved.insert(moved.end(), paid.begin(), paid.end());
        std::ranges::sort(moved);
        if (tells_of_payouts) {
            settle_payouts(transaction, trail, author, work.id, done);
        }
    }
    const auto last = static_cast<std::int64_t>(chunk.entries.back().number);
    set_entries_done(transaction, work.id, std::max(done, last));
    trail.write();
    transaction.commit();
    own.add(trail.written(), std::move(moved));
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
// allocated = ledger total. One that was left open is closed as soon as it proves.
StatementReport close_statement(
    storage::Database& database,
    const access::Occasion& occasion,
    const Work& work,
    const CheckedStatement& checked,
    OwnEvents& own
) {
    Transaction transaction{database, "close bank statement", storage::Access::write};
    storage::look_up_by_index(transaction);  // so that it takes no longer in a larger register
    const StatementState before = lock_statement(transaction, work.id).state;
    StatementReport report = report_of(transaction, work, checked);
    const bool closed = report.outcome == StatementOutcome::closed;
    if (before == StatementState::closed || (before == StatementState::open && !closed)) {
        report.outcome = closed ? StatementOutcome::known : StatementOutcome::left_open;
        return report;
    }
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
    own.add(trail.written(), SortedClaims{});
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
    const auto known = ladders_by_municipality(database, ladders);
    for (Work& work : works) {
        const auto of_policy = known.find(work.municipality);
        if (of_policy != known.end()) {
            work.ladders = of_policy->second;
        }
    }
}

// Goes through what was read of the file and books what is new.
class Booking {
  public:
    Booking(
        storage::Database& database,
        const access::Occasion& occasion,
        const CheckedFile& file,
        const std::vector<Work>& works,
        const ProgressListener& progress
    )
        : database_{database},
          occasion_{occasion},
          file_{file},
          works_{works},
          progress_{progress} {}

    // Statements that were all reconciled before.
    void tell_again() {
        for (std::size_t statement = 0; statement < works_.size(); ++statement) {
            close(statement);
        }
    }

    [[nodiscard]] base::Done book_all(ChunksAhead& chunks) {
        while (true) {
            base::Outcome<BookingStep> step = chunks.next();
            if (!step) {
                return tl::unexpected(step.error());
            }
            if (Chunk* const chunk = std::get_if<Chunk>(&*step)) {
                if (base::Done booked = book(*chunk); !booked) {
                    return booked;
                }
                tell_progress(chunk->passed);
                chunks.give_back(std::move(*chunk));
                storage::let_others_in(database_);
            } else if (const auto* const end = std::get_if<EndOfStatement>(&*step)) {
                tell_progress(end->passed);
                close(end->statement);
            } else {
                break;
            }
        }
        base::ensure(
            report_.statements.size() == works_.size(), "each statement that was checked was booked"
        );
        return {};
    }

    [[nodiscard]] const FileReport& report() const { return report_; }

  private:
    // A chunk locks the claims of its payments, and after them what hangs together with those: so
    // it can collide, and is booked once more. Then the entries are as the bank told them, without
    // what was spread over them, and what is owed is looked up anew.
    [[nodiscard]] base::Done book(Chunk& chunk) {
        std::vector<std::pair<Entry*, Entry>> as_told;
        for (Entry& entry : chunk.entries) {
            if (tells_no_payment(entry)) {
                as_told.emplace_back(&entry, entry);
            }
        }
        bool is_repeat = false;
        return storage::repeat_after_collision([&] {
            if (std::exchange(is_repeat, true)) {
                for (const auto& [entry, told] : as_told) {
                    *entry = told;
                }
                chunk.ahead.reset();
            }
            return book_chunk(database_, occasion_, works_[chunk.statement], chunk, own_);
        });
    }

    void close(std::size_t statement) {
        report_.statements.push_back(close_statement(
            database_, occasion_, works_[statement], file_.statements[statement], own_
        ));
    }

    // A statement ends where its last chunk does; that is told once.
    void tell_progress(std::uint64_t passed) {
        if (progress_ && passed != told_) {
            told_ = passed;
            progress_({Progress::Stage::booking, passed, file_.entries});
        }
    }

    storage::Database& database_;
    const access::Occasion& occasion_;
    const CheckedFile& file_;
    const std::vector<Work>& works_;
    const ProgressListener& progress_;
    std::uint64_t told_ = 0;
    OwnEvents own_;
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
    std::size_t payments_per_chunk,
    norms::LaddersOfMunicipalities ladders
)
    : database_{database}, payments_per_chunk_{payments_per_chunk}, ladders_{std::move(ladders)} {
    base::ensure(payments_per_chunk > 0, "a chunk holds at least one payment");
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
    base::Outcome<StatementFile> opened = StatementFile::open(file, std::make_shared<EntrySpool>());
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
    if (checked.is_notification()) {
        auto notifications = take_in_notifications(
            database_, occasion, checked, file, {payments_per_chunk_, ladders_, progress}
        );
        if (!notifications) {
            return tl::unexpected(notifications.error().at(file.name()));
        }
        return FileReport{{}, std::move(*notifications)};
    }
    base::Outcome<std::vector<Work>> works = receive(database_, occasion, checked, file);
    if (!works) {
        return tl::unexpected(works.error().at(file.name()));
    }
    give_ladders(database_, ladders_, *works);
    Booking booking{database_, occasion, checked, *works, progress};
    if (std::ranges::all_of(*works, &Work::is_known)) {
        booking.tell_again();
    } else {
        const std::unique_ptr<StatementReader> reader = file.read_again();
        ChunksAhead chunks{database_, *works, payments_per_chunk_, *reader};
        if (const base::Done done = booking.book_all(chunks); !done) {
            return tl::unexpected(done.error());
        }
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
    base::Outcome<StatementFile> opened = StatementFile::open(file, std::make_shared<EntrySpool>());
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    const base::Outcome<CheckedFile> checked = checked_whole(*opened, {});
    if (!checked) {
        return tl::unexpected(checked.error());
    }
    if (checked->is_notification()) {
        return tl::unexpected(base::problem(
                                  "payments.nothing-to-confirm",
                                  "a notification keeps nothing out, and books nothing"
        )
                                  .value()
                                  .at(opened->name()));
    }
    return confirm_finding(database_, occasion, *checked, *opened, told)
        .map_error([&file](const base::Problem& problem) {
            return problem.at(file.filename().string());
        });
}

}  // namespace draagkracht::payments
