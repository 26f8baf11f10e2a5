#include "draagkracht/payments/reconciliation_run_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "draagkracht/audit/trail.hpp"
#include "payments/notified_batch_store.hpp"
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

// Of a notification that this run was at before it was cut off, what it kept and spread by then
// counts too. A batch that another notification told first stands under that one: that it was
// spread is known of this call alone.
void tell_what_run_did(
    Transaction& transaction, std::int64_t run, std::vector<NotificationReport>& notifications
) {
    std::vector<NotificationId> told_before;
    for (const NotificationReport& one : notifications) {
        if (one.known > 0) {
            told_before.push_back(one.id);
        }
    }
    if (told_before.empty()) {
        return;
    }
    const std::map<NotificationId, DoneSince> done = done_since(transaction, run, told_before);
    for (NotificationReport& one : notifications) {
        if (const auto found = done.find(one.id); found != done.end()) {
            const DoneSince& of_run = found->second;
            one.known -= of_run.kept.count - one.kept.count;
            one.kept = of_run.kept;
            one.spread = std::ranges::max(one.spread, of_run.spread, {}, &CountAndAmount::count);
        }
    }
}

void keep(
    storage::Database& database,
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    std::int64_t run,
    RunFile file
) {
    Transaction transaction{database, "keep result of file", storage::Access::write};
    tell_what_run_did(transaction, run, file.notifications);
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

// Checking is one half of the work, and booking the other.
ProgressListener in_halves(
    std::uint64_t bytes, const std::function<void(const RunProgress&)>& on_progress
) {
    if (!on_progress) {
        return {};
    }
    return [bytes, &on_progress](const Progress& now) {
        if (now.stage == Progress::Stage::checking) {
            on_progress({now.done, 2 * bytes});
        } else {
            on_progress({bytes + (now.total == 0 ? bytes : bytes * now.done / now.total), 2 * bytes}
            );
        }
    };
}

// The files that this run has not taken yet; the same one twice is done once.
struct FilesToDo {
    std::map<fs::path, FoundFile> by_path = {};
    std::vector<fs::path> paths = {};
    std::uint64_t bytes = 0;
};

base::Outcome<FilesToDo> files_to_do(
    std::vector<FoundFile> files, const std::vector<RunFile>& done
) {
    std::set<std::string> seen;
    for (const RunFile& file : done) {
        if (!file.problem) {
            seen.insert(file.sha256);
        }
    }
    FilesToDo to_do;
    for (FoundFile& found : files) {
        base::Outcome<std::string> sha256 = sha256_of_file(found.path);
        if (!sha256) {
            return tl::unexpected(sha256.error());
        }
        found.sha256 = std::move(*sha256);
        if (seen.insert(found.sha256).second) {
            to_do.bytes += found.bytes;
            to_do.paths.push_back(found.path);
            to_do.by_path.emplace(found.path, std::move(found));
        }
    }
    return to_do;
}

// Of a statement of somebody else nothing is told but that it keeps the file out.
base::Problem problem_for(
    const FileOutcome& outcome, const std::string& file, base::MunicipalityId municipality
) {
    const base::Problem& problem = outcome.report.error();
    if (!outcome.whose || *outcome.whose == municipality) {
        return problem;
    }
    return {
        problem.code,
        "a statement of another municipality keeps this file out",
        file,
        "hand it in again when that municipality has dealt with it"};
}

// What came of a file, as far as it is about this municipality.
RunFile result_of(
    const FoundFile& found,
    std::int64_t run,
    base::MunicipalityId municipality,
    const FileOutcome& outcome
) {
    RunFile file{found.path.filename().string(), found.sha256, std::nullopt};
    if (!outcome.report) {
        file.problem = problem_for(outcome, file.name, municipality);
        if (outcome.whose == municipality) {
            file.refused_statement = outcome.statement;
        }
        return file;
    }
    std::ranges::copy_if(
        outcome.report->statements,
        std::back_inserter(file.statements),
        [municipality](const StatementReport& one) { return one.municipality == municipality; }
    );
    std::ranges::copy_if(
        outcome.report->notifications,
        std::back_inserter(file.notifications),
        [municipality](const NotificationReport& one) { return one.municipality == municipality; }
    );
    for (StatementReport& statement : file.statements) {
        // This run received it, and was cut off before it kept what came of it.
        if (statement.outcome == StatementOutcome::known && statement.id.value() > run) {
            statement.outcome = StatementOutcome::closed;
        }
    }
    return file;
}

// Where nobody knows whose a file is, everybody looks.
bool is_about(const FileOutcome& outcome, base::MunicipalityId municipality) {
    return outcome.municipalities.empty() || outcome.municipalities.contains(municipality);
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
    const ReconciliationRun run = begin_or_go_on(database_, occasion, municipality);
    const base::Outcome<FilesToDo> to_do = files_to_do(std::move(*files), run.files);
    if (!to_do) {
        return tl::unexpected(to_do.error());
    }
    reconciliation_.reconcile_all(
        occasion,
        to_do->paths,
        [&](const FileOutcome& outcome) {
            if (is_about(outcome, municipality)) {
                const FoundFile& found = to_do->by_path.at(outcome.file);
                RunFile kept = result_of(found, run.id, municipality, outcome);
                keep(database_, occasion, municipality, run.id, std::move(kept));
            }
        },
        in_halves(to_do->bytes, on_progress)
    );
    end(database_, occasion, municipality, run.id);
    if (on_progress) {
        on_progress({2 * to_do->bytes, 2 * to_do->bytes});
    }
    Transaction transaction{database_, "ended reconciliation run", storage::Access::read};
    return run_numbered(transaction, municipality, run.id).value();
}

base::Outcome<std::vector<ReconciliationRun>> ReconciliationRunService::list(
    const access::Occasion& occasion, base::MunicipalityId municipality
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_figures, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    Transaction transaction{database_, "reconciliation runs", storage::Access::read};
    return runs_of(transaction, municipality);
}

base::Outcome<ReconciliationRun> ReconciliationRunService::look(
    const access::Occasion& occasion, base::MunicipalityId municipality, std::int64_t run
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_figures, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    Transaction transaction{database_, "reconciliation run", storage::Access::read};
    std::optional<ReconciliationRun> found = run_numbered(transaction, municipality, run);
    if (!found) {
        return base::problem("payments.unknown-run", "there is no such run here");
    }
    return std::move(*found);
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
