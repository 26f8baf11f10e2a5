// Reconciling: a bank statement comes in, each payment lands on the right claim, what cannot be
// placed waits in suspense with the reason, and the books prove that no cent went missing.
//
//     ReconciliationService reconciliation{database};
//     Outcome<FileReport> report = reconciliation.reconcile(occasion, "statement.xml");
//     report->statements[0].suspense.count;     // how many payments a person must look at
//
// The file is read twice. The first time everything is checked and nothing is written, so that of a
// bad file nothing is ever booked. The second time entries are booked in chunks; a chunk is one
// transaction with its matches, postings, suspense and audit. An import that is cut off goes on
// where it was when the same file is handed in again. A statement that was reconciled before is
// known again, and is left alone; one that was left open is closed once it proves. Of one that
// overlaps with others only what is new is booked (payments/overlap.hpp). What does not meet is
// refused, unless an officer confirmed it (payments/finding.hpp).
//
// A notification (camt.054) is handed in as a statement is, before it or after. Nothing of it is
// booked by itself: it tells the payments of batches that a statement has as one amount.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/base/iban.hpp"
#include "draagkracht/base/id.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/claims/closed_month.hpp"
#include "draagkracht/norms/match_ladder.hpp"
#include "draagkracht/payments/finding.hpp"
#include "draagkracht/payments/notification_report.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::payments {

struct CheckedFile;
class StatementFile;

struct Progress {
    enum class Stage { checking, booking };
    Stage stage;
    std::uint64_t done;   // bytes while checking, entries while booking
    std::uint64_t total;  // the same for the whole file
};
using ProgressListener = std::function<void(const Progress&)>;

enum class StatementOutcome {
    closed,     // bank total = allocated + suspense = ledger total
    left_open,  // that does not hold; the difference is told
    known,      // it was closed before; nothing was booked now
};

[[nodiscard]] std::string_view to_text(StatementOutcome outcome);  // "left_open"
[[nodiscard]] base::Outcome<StatementOutcome> statement_outcome_of(std::string_view text);

struct CountedLater {
    CountAndAmount payments;
    base::Month in;
};

using ConfirmationId = base::Id<struct ConfirmationTag>;

struct ToldFinding {
    Finding finding;
    std::optional<ConfirmationId> confirmation;  // by which the statement was taken all the same
    std::string confirmed_by;                    // "officer:12"; empty when there is none
};

struct StatementReport {
    base::StatementId id;
    base::MunicipalityId municipality;
    std::string identifier;
    base::Date date;
    StatementOutcome outcome;
    CountAndAmount payments;      // that were booked
    CountAndAmount known_before;  // entries that another statement of the same days brought
    CountAndAmount allocated;
    CountAndAmount suspense;
    base::Money refunded;         // decided by hand, of a statement that comes once more
    base::Money ledger_amount;    // what these payments did in the ledger; above zero: paid
    std::int64_t not_booked = 0;  // entries that the bank only announced; shown, never booked
    base::Money difference;       // between the balances, that no entry tells; confirmed, or zero
    // Of the payments, those that the bank booked in a month that was closed by then: they count in
    // the month that was open.
    std::optional<CountedLater> counted_later = {};
    std::vector<ToldFinding> findings = {};  // when it came
};

struct FileReport {
    std::vector<StatementReport> statements;
    std::vector<NotificationReport> notifications = {};  // a file holds the one or the other
};

// What came of one of several files.
struct FileOutcome {
    std::filesystem::path file;
    // Whose accounts it is about; of what cannot be read nobody's.
    std::set<base::MunicipalityId> municipalities = {};
    base::Outcome<FileReport> report;
    // Of a file that was refused for what is of one statement: whose that statement is, and when an
    // officer can confirm what was found, its place in the file.
    std::optional<base::MunicipalityId> whose = {};
    std::optional<std::size_t> statement = {};
};
using OutcomeListener = std::function<void(const FileOutcome& outcome)>;

struct FindingToConfirm {
    FindingCode code;
    std::string reason;  // without personal data
    std::optional<std::size_t> statement = std::nullopt;
};

struct ConfirmedFinding {
    ConfirmationId id;
    std::size_t statement;
    Finding finding;
};

class ReconciliationService {
  public:
    // `payments_per_chunk`: how many are booked in one transaction; small ones let others in
    // sooner. `ladders`: by which payments find their debts; a municipality that is not among them
    // goes by the ladder of the program.
    explicit ReconciliationService(
        storage::Database& database,
        std::size_t payments_per_chunk = 1000,
        norms::LaddersOfMunicipalities ladders = {}
    );

    // Makes an account of the municipality known, so that its statements are taken; the same again
    // gives the same id. Right::load_register. Problem payments.account-of-other when it belongs to
    // another municipality.
    [[nodiscard]] base::Outcome<base::BankAccountId> add_bank_account(
        const access::Occasion& occasion, base::MunicipalityId municipality, const base::Iban& iban
    );

    // Right::reconcile for the municipality of every account in the file. Problems of
    // read_statements and control; the code of a finding that needs a confirmation and has none
    // (payments/finding.hpp); payments.unreadable-file, payments.no-statement,
    // payments.unknown-account, payments.repeated-statement (twice in the file),
    // payments.other-content (it is known with other balances), payments.other-file (an import that
    // was cut off goes on with its own file), payments.overlap-unclear, payments.other-cut-off (a
    // statement of the same days was begun and not ended), claims.month-closed (the business date
    // lies in a closed month). Of a notification: those of read_statements,
    // payments.foreign-currency, payments.unknown-account, payments.repeated-statement and
    // payments.other-content (it is known and tells something else). After a problem nothing of the
    // file has been written.
    [[nodiscard]] base::Outcome<FileReport> reconcile(
        const access::Occasion& occasion,
        const std::filesystem::path& file,
        const ProgressListener& progress = {}
    );

    // Several files, handed in in whatever order. Each is checked first, all by all, and then they
    // are taken in the order of their days, notifications before statements; one with a gap before
    // it waits for the others, as they may hold what is missing, and is not read again for that.
    // `tell` gets the outcome of each once it is final; progress is that of all files together.
    void reconcile_all(
        const access::Occasion& occasion,
        const std::vector<std::filesystem::path>& files,
        const OutcomeListener& tell,
        const ProgressListener& progress = {}
    );

    // An officer looked into what was found, and the statement is to be taken as it is: then the
    // same file goes through, as long as just that is found of it. Right::reconcile, and no
    // machine. Told again it is done. `statement`: its place in the file, where that statement is
    // not the only one of which this is found. Problems of reconcile but for findings;
    // payments.not-confirmed-by-a-machine, payments.nothing-to-confirm, payments.which-statement,
    // and of base::check_told_line for the reason.
    [[nodiscard]] base::Outcome<ConfirmedFinding> confirm(
        const access::Occasion& occasion,
        const std::filesystem::path& file,
        const FindingToConfirm& told
    );

  private:
    [[nodiscard]] base::Outcome<FileReport> take_in(
        const access::Occasion& occasion,
        const CheckedFile& checked,
        StatementFile& file,
        const ProgressListener& progress
    );
    void tell_findings(FileReport& report);

    storage::Database& database_;
    std::size_t payments_per_chunk_;
    norms::LaddersOfMunicipalities ladders_;
};

}  // namespace draagkracht::payments
