#include "draagkracht/payments/reconciliation_run_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

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
    std::string sha256 = {};
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

    [[nodiscard]] ProgressListener listener() {
        return [this](const Progress& now) {
            if (now.stage == Progress::Stage::checking) {
                of_file_ = now.total;
                tell(now.done);
            } else {
                tell(of_file_ + (now.total == 0 ? of_file_ : of_file_ * now.done / now.total));
            }
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
    std::uint64_t of_file_ = 0;  // its bytes
};

// What came of a file, to be kept.
RunFile result_of(
    const FoundFile& found, std::int64_t run, const base::Outcome<FileReport>& outcome
) {
    RunFile file{found.path.filename().string(), found.sha256, std::nullopt};
    if (!outcome) {
        file.problem = outcome.error();
        return file;
    }
    file.statements = outcome->statements;
    for (StatementReport& statement : file.statements) {
        // This run received it, and was cut off before it kept what came of it.
        if (statement.outcome == StatementOutcome::known && statement.id.value() > run) {
            statement.outcome = StatementOutcome::closed;
        }
    }
    return file;
}

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
    base::Outcome<std::vector<FoundFile>> files = files_in(folder);
    if (!files) {
        return tl::unexpected(files.error());
    }
    ReconciliationRun run = begin_or_go_on(database_, occasion, municipality);
    Gauge gauge{*files, on_progress};
    std::map<fs::path, const FoundFile*> to_do;
    std::set<std::string> seen;
    std::ranges::transform(run.files, std::inserter(seen, seen.end()), &RunFile::sha256);
    std::vector<fs::path> paths;
    for (FoundFile& found : *files) {
        base::Outcome<std::string> sha256 = sha256_of_file(found.path);
        if (!sha256) {
            return tl::unexpected(sha256.error());
        }
        found.sha256 = std::move(*sha256);
        if (seen.insert(found.sha256).second) {
            to_do.emplace(found.path, &found);
            paths.push_back(found.path);
        } else {
            gauge.pass(found.bytes);
        }
    }
    reconciliation_.reconcile_all(
        occasion,
        paths,
        [&](const fs::path& path, const base::Outcome<FileReport>& outcome) {
            const FoundFile& found = *to_do.at(path);
            run.files.push_back(result_of(found, run.id, outcome));
            keep(database_, occasion, municipality, run.id, run.files.back());
            gauge.pass(found.bytes);
        },
        gauge.listener()
    );
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
