#include "draagkracht/conversion/conversion_service.hpp"

#include <fmt/format.h>

#include "conversion/input_line.hpp"
#include "conversion/load_run.hpp"
#include "draagkracht/access/access_service.hpp"
#include "draagkracht/base/log.hpp"
#include "draagkracht/claims/act_store.hpp"
#include "draagkracht/storage/statistics.hpp"
#include "draagkracht/storage/transaction.hpp"
#include "draagkracht/storage/turn.hpp"

namespace draagkracht::conversion {

namespace {

constexpr std::size_t lines_per_report = 1000;

LoadContext context_for(
    storage::Database& database,
    const storage::Sealer& sealer,
    const norms::PolicyBook& policies,
    const access::Occasion& occasion
) {
    LoadContext context{database, sealer, policies, occasion, {}};
    for (const access::Municipality& municipality :
         access::AccessService{database}.municipalities()) {
        context.municipalities.emplace(municipality.code, municipality.id);
    }
    return context;
}

void read_all(
    LoadRun& run,
    std::istream& lines,
    const std::string& name,
    const std::function<void(const LoadProgress&)>& on_progress
) {
    std::string line;
    std::size_t byte_count = 0;
    Reading reading = Reading::line;
    while (!run.has_many_problems() && (reading = next_line(lines, line)) == Reading::line) {
        byte_count += line.size() + 1;
        run.take(line);
        if (on_progress && run.line_count() % lines_per_report == 0) {
            on_progress({run.line_count(), byte_count});
        }
    }
    if (reading == Reading::too_long) {
        run.refuse(
            {"conversion.line-too-long",
             "a line is longer than a mebibyte",
             fmt::format("{}:{}", name, run.line_count() + 1),
             "a file holds one JSON object a line"}
        );
    }
    if (reading == Reading::unreadable) {
        run.refuse({"conversion.unreadable", "the file cannot be read to its end", name, {}});
    }
}

LoadReport load_in_one(
    storage::Database& database,
    const LoadContext& context,
    std::istream& lines,
    const std::string& name,
    const std::function<void(const LoadProgress&)>& on_progress
) {
    storage::Transaction transaction{database, "load register", storage::Access::write};
    // A second load of the same file waits, and finds everything known.
    storage::take_turn(transaction, "load");
    // Before the trail of a large file is written, which who closes a year would wait for.
    for (const auto& [code, municipality] : context.municipalities) {
        claims::keep_books_open(transaction, municipality);
    }
    LoadRun run{context, transaction, name};
    read_all(run, lines, name, on_progress);
    LoadReport report = run.finish();
    if (report.problems.empty()) {
        transaction.commit();
    }
    return report;
}

}  // namespace

LoadReport ConversionService::load(
    const access::Occasion& occasion,
    std::istream& lines,
    const std::string& name,
    const std::function<void(const LoadProgress&)>& on_progress
) {
    const LoadContext context = context_for(database_, sealer_, policies_, occasion);
    LoadReport report = load_in_one(database_, context, lines, name, on_progress);
    if (report.problems.empty()) {
        storage::tidy_after_many_rows(database_);
        base::log_line(
            base::Level::info, "conversion", fmt::format("{} lines loaded", report.line_count)
        );
    }
    return report;
}

}  // namespace draagkracht::conversion
