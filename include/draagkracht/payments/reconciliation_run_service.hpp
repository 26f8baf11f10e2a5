// The monthly reconciliation as one piece of work: a folder of statements goes in, each is
// reconciled, and what came of it is kept.
//
//     ReconciliationRunService runs{database};
//     Outcome<ReconciliationRun> run = runs.run(occasion, municipality, "june/", on_progress);
//     run->files[0].statements[0].outcome      // closed
//     runs.latest(occasion, municipality)      // the same, also in a year
//
// It can be killed at any moment. Handed in again it goes on with the run that was not ended: files
// that it had taken are not read again, those that it had refused are tried again, and nothing is
// booked twice. A file that is refused is kept with its problem, and the others are taken.
//
// A folder may hold statements of several municipalities, as where one office does the work of
// many. All are taken; the run of a municipality tells of its own statements alone, and of files of
// which nobody knows whose they are.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "draagkracht/payments/reconciliation_service.hpp"

namespace draagkracht::payments {

struct RunFile {
    std::string name;
    std::string sha256;
    std::optional<base::Problem> problem;
    std::vector<StatementReport> statements = {};
    // The statement that was refused, when it is of the municipality of the run and an officer can
    // confirm what was found of it.
    std::optional<std::size_t> refused_statement = {};
    std::vector<NotificationReport> notifications = {};
};

struct ReconciliationRun {
    std::int64_t id = 0;
    base::Date begun_on;  // a business date
    base::Timestamp begun_at;
    std::string begun_by;
    bool is_ended = false;
    std::vector<RunFile> files =
        {};  // those that were taken, and then those that were refused last
};

struct RunProgress {
    std::uint64_t done;  // of all files to do: every byte is checked once and booked once
    std::uint64_t total;
};

class ReconciliationRunService {
  public:
    explicit ReconciliationRunService(
        storage::Database& database,
        std::size_t payments_per_chunk = 1000,
        norms::LaddersOfMunicipalities ladders = {}
    )
        : database_{database}, reconciliation_{database, payments_per_chunk, std::move(ladders)} {}

    // The files of the folder by name, not of folders in it. Right::reconcile, and for each account
    // as in ReconciliationService. Problems payments.unreadable-folder, payments.no-files,
    // payments.too-many-files; of a single file in its place in the answer.
    [[nodiscard]] base::Outcome<ReconciliationRun> run(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        const std::filesystem::path& folder,
        const std::function<void(const RunProgress&)>& on_progress = {}
    );

    // The last hundred, the latest first, without their files. Right::see_figures.
    [[nodiscard]] base::Outcome<std::vector<ReconciliationRun>> list(
        const access::Occasion& occasion, base::MunicipalityId municipality
    );
    // As it was kept. Right::see_figures. Problem payments.unknown-run.
    [[nodiscard]] base::Outcome<ReconciliationRun> look(
        const access::Occasion& occasion, base::MunicipalityId municipality, std::int64_t run
    );
    // The last run, as it was kept; nothing when there was none. Right::see_figures.
    [[nodiscard]] base::Outcome<std::optional<ReconciliationRun>> latest(
        const access::Occasion& occasion, base::MunicipalityId municipality
    );

  private:
    storage::Database& database_;
    ReconciliationService reconciliation_;
};

}  // namespace draagkracht::payments
