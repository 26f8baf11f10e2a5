#include "draagkracht/payments/reconciliation_run_service.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/audit/trail.hpp"
#include "payments/reconciliation_run_store.hpp"
#include "payments/statement_file.hpp"

namespace draagkracht::payments {

namespace fs = std::filesystem;
using storage::Transaction;

namespace {

constexpr std::size_t files_max = 10'000;

struct FoundFile {
    fs::path path;
    std::uint64_t bytes;
};

// By name, so that a run that is taken up again does them in the same order.
base::Outcome<std::vector<FoundFile>> files_in(const fs::path& folder) {
    std::error_code error;
    std::vector<FoundFile> files;
    fs::directory_iterator entries{folder, error};
    for (; !error && entries != fs::directory_iterator{}; entries.increment(error)) {
        if (entries->is_regular_file(error)) {
            files.push_back({entries->path(), entries->file_size(error)});
        }
        if (files.size() > files_max) {
            return base::problem(
                "payments.too-many-files",
                fmt::format("the folder holds more than {} files", files_max),
                "hand them in folder by folder"
            );
        }
    }
    if (error) {
        return base::problem(
            "payments.unreadable-folder",
            "the folder cannot be read",
            "check the name, and whether this program may read the folder and its files"
        );
    }
    if (files.empty()) {
        return base::problem("payments.no-files", "the folder holds no files");
    }
    std::ranges::sort(files, {}, &FoundFile::path);
    return files;
}

ReconciliationRun begin_or_go_on(
    storage::Database& database, const access::Occasion& occasion, base::MunicipalityId municipality
) {
    Transaction transaction{database, "begin reconciliation run", storage::Access::write};
    const audit::Author author = occasion.author();
    std::optional<ReconciliationRun> last = latest_run(transaction, municipality);
    if (last && !last->is_ended) {
        return std::move(*last);
    }
    const std::int64_t id = add_run(transaction, author, municipality);
    audit::Trail trail{transaction, author};
    trail.record(
        {"payments.begin_run", municipality, std::nullopt, fmt::format("reconciliation_run:{}", id)}
    );
    trail.write();
    transaction.commit();
    return {id, author.today.date(), author.moment, author.actor};
}

void keep(
    storage::Database& database,
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    std::int64_t run,
    const RunFile& file
) {
    Transaction transaction{database, "keep result of file", storage::Access::write};
    add_run_file(transaction, run, file);
    audit::Trail trail{transaction, occasion.author()};
    trail.record(
        {"payments.run_file",
         municipality,
         std::nullopt,
         fmt::format("reconciliation_run:{}", run),
         fmt::format(
             R"({{"file_sha256":"{}","problem":"{}"}})",
             file.sha256,
             file.problem ? file.problem->code : ""
         )}
    );
    trail.write();
    transaction.commit();
}

void end(
    storage::Database& database,
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    std::int64_t run
) {
    Transaction transaction{database, "end reconciliation run", storage::Access::write};
    end_run(transaction, occasion.author(), run);
    audit::Trail trail{transaction, occasion.author()};
    trail.record(
        {"payments.end_run", municipality, std::nullopt, fmt::format("reconciliation_run:{}", run)}
    );
    trail.write();
    transaction.commit();
}

// How far all files together are, while one of them is read and booked.
class Gauge {
  public:
    Gauge(
        const std::vector<FoundFile>& files,
        const std::function<void(const RunProgress&)>& on_progress
    )
        : on_progress_{on_progress} {
        for (const FoundFile& file : files) {
            total_ += 2 * file.bytes;
        }
    }

    [[nodiscard]] ProgressListener listener(std::uint64_t bytes) const {
        return [this, bytes](const Progress& now) {
            const bool is_booking = now.stage == Progress::Stage::booking;
            const std::uint64_t booked = now.total == 0 ? bytes : bytes * now.done / now.total;
            tell(is_booking ? bytes + booked : now.done);
        };
    }
    void pass(std::uint64_t bytes) {
        passed_ += 2 * bytes;
        tell(0);
    }

  private:
    void tell(std::uint64_t of_file) const {
        if (on_progress_) {
            on_progress_({passed_ + of_file, total_});
        }
    }
    const std::function<void(const RunProgress&)>& on_progress_;
    std::uint64_t total_ = 0;
    std::uint64_t passed_ = 0;
};

}  // namespace

base::Outcome<ReconciliationRun> ReconciliationRunService::run(
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const fs::path& folder,
    const std::function<void(const RunProgress&)>& on_progress
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::reconcile, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    const base::Outcome<std::vector<FoundFile>> files = files_in(folder);
    if (!files) {
        return tl::unexpected(files.error());
    }
    ReconciliationRun run = begin_or_go_on(database_, occasion, municipality);
    Gauge gauge{*files, on_progress};
    for (const FoundFile& found : *files) {
        const base::Outcome<std::string> sha256 = sha256_of_file(found.path);
        if (!sha256) {
            return tl::unexpected(sha256.error());
        }
        if (std::ranges::find(run.files, *sha256, &RunFile::sha256) == run.files.end()) {
            RunFile file{found.path.filename().string(), *sha256, std::nullopt};
            base::Outcome<FileReport> report =
                reconciliation_.reconcile(occasion, found.path, gauge.listener(found.bytes));
            if (report) {
                file.statements = std::move(report->statements);
            } else {
                file.problem = report.error();
            }
            for (StatementReport& statement : file.statements) {
                // This run received it, and was cut off before it kept what came of it.
                const bool is_of_run = statement.id.value() > run.id;
                if (statement.outcome == StatementOutcome::known && is_of_run) {
                    statement.outcome = StatementOutcome::closed;
                }
            }
            keep(database_, occasion, municipality, run.id, file);
            run.files.push_back(std::move(file));
        }
        gauge.pass(found.bytes);
    }
    end(database_, occasion, municipality, run.id);
    run.is_ended = true;
    return run;
}

base::Outcome<std::optional<ReconciliationRun>> ReconciliationRunService::latest(
    const access::Occasion& occasion, base::MunicipalityId municipality
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_figures, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    Transaction transaction{database_, "latest reconciliation run", storage::Access::read};
    return latest_run(transaction, municipality);
}

}  // namespace draagkracht::payments
