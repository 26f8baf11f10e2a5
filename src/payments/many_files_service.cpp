// Several files at once: all are checked, and then each is taken in when its turn has come.
#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>

#include "draagkracht/payments/reconciliation_service.hpp"
#include "payments/file_order.hpp"
#include "payments/reconciliation_store.hpp"
#include "payments/statement_file.hpp"
#include "payments/statement_pages.hpp"

namespace draagkracht::payments {

namespace {

namespace fs = std::filesystem;

// One that can be read and proved.
struct WaitingFile {
    fs::path path;
    StatementFile file;
    CheckedFile checked;
    std::map<std::size_t, base::MunicipalityId> municipalities =
        {};  // by the number of a statement
};

PlaceOfFile place_of(const CheckedFile& file) {
    const auto first_day = [](const CheckedStatement& one) {
        const base::Date date = *one.statement.date();
        return std::min(one.days().value_or(DaysBooked{date, date}).first, date);
    };
    const auto first = std::ranges::min_element(file.statements, {}, first_day);
    const Statement& statement = first->statement;
    return {
        first_day(*first),
        statement.account,
        *statement.date(),
        statement.opening->amount,
        statement.closing->amount};
}

std::vector<WaitingFile> in_order(std::vector<WaitingFile> files) {
    std::vector<PlaceOfFile> places;
    std::ranges::transform(files, std::back_inserter(places), [](const WaitingFile& file) {
        return place_of(file.checked);
    });
    std::vector<WaitingFile> ordered;
    for (const std::size_t place : order_of_files(places)) {
        ordered.push_back(std::move(files[place]));
    }
    return ordered;
}

// The progress of one file as a part of that of all of them.
class ProgressOfAll {
  public:
    ProgressOfAll(Progress::Stage stage, std::uint64_t total, const ProgressListener& progress)
        : stage_{stage}, total_{total}, progress_{progress} {}

    [[nodiscard]] ProgressListener of_file() const {
        return progress_ ? ProgressListener{[this](const Progress& now) {
            if (now.stage == stage_) {
                progress_({stage_, passed_ + now.done, total_});
            }
        }}
                         : ProgressListener{};
    }
    void pass(std::uint64_t more) {
        passed_ += more;
        if (progress_) {
            progress_({stage_, passed_, total_});
        }
    }

  private:
    Progress::Stage stage_;
    std::uint64_t total_;
    const ProgressListener& progress_;
    std::uint64_t passed_ = 0;
};

std::uint64_t bytes_of(const fs::path& file) {
    std::error_code error;
    const std::uintmax_t bytes = fs::file_size(file, error);
    return error ? 0 : bytes;
}

// Tells of those that cannot be read or proved, and answers with the others.
std::vector<WaitingFile> check_all(
    const std::vector<fs::path>& files,
    const OutcomeListener& tell,
    const ProgressListener& progress
) {
    std::uint64_t total = 0;
    for (const fs::path& path : files) {
        total += bytes_of(path);
    }
    ProgressOfAll checking{Progress::Stage::checking, total, progress};
    std::vector<WaitingFile> waiting;
    const auto spool = std::make_shared<EntrySpool>();
    for (const fs::path& path : files) {
        base::Outcome<StatementFile> opened = StatementFile::open(path, spool);
        base::Outcome<CheckedFile> checked =
            opened ? opened->check(checking.of_file()) : tl::unexpected(opened.error());
        if (checked) {
            waiting.push_back({path, std::move(*opened), std::move(*checked)});
        } else {
            tell({path, {}, tl::unexpected(checked.error())});
        }
        checking.pass(bytes_of(path));
    }
    return waiting;
}

// Of which statement a problem tells: "june.xml, statement 2", or "june.xml, statement 2, entry 5".
std::optional<std::size_t> statement_of(const base::Problem& problem) {
    constexpr std::string_view word = "statement ";
    const std::size_t begin = problem.where.rfind(word);
    if (begin == std::string::npos) {
        return std::nullopt;
    }
    const std::string_view digits = std::string_view{problem.where}.substr(begin + word.size());
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), number);
    const bool is_number = error == std::errc{} && (end == digits.end() || *end == ',');
    return is_number ? std::optional{number} : std::nullopt;
}

FileOutcome outcome_of(const WaitingFile& file, base::Outcome<FileReport> report) {
    FileOutcome outcome{file.path, {}, std::move(report)};
    for (const auto& [number, municipality] : file.municipalities) {
        outcome.municipalities.insert(municipality);
    }
    if (!outcome.report) {
        const auto number = statement_of(outcome.report.error());
        if (number && file.municipalities.contains(*number)) {
            outcome.whose = file.municipalities.at(*number);
            if (read_finding_code(outcome.report.error().code)) {
                outcome.statement = number;
            }
        }
    }
    return outcome;
}

// Puts the pages of a statement together, and tells of those of which one is missing.
std::vector<WaitingFile> with_all_pages(
    std::vector<WaitingFile> files, const OutcomeListener& tell
) {
    std::vector<CheckedFile*> checked;
    for (WaitingFile& file : files) {
        checked.push_back(&file.checked);
    }
    const std::vector<base::Done> joined = join_pages(checked);
    std::vector<WaitingFile> whole;
    for (std::size_t place = 0; place < files.size(); ++place) {
        WaitingFile& file = files[place];
        if (joined[place]) {
            whole.push_back(std::move(file));
        } else {
            tell(outcome_of(file, tl::unexpected(joined[place].error().at(file.file.name()))));
        }
    }
    return whole;
}

void tell_whose(storage::Database& database, std::vector<WaitingFile>& files) {
    std::vector<std::string> ibans;
    for (const WaitingFile& file : files) {
        for (const CheckedStatement& one : file.checked.statements) {
            ibans.push_back(one.statement.account);
        }
    }
    storage::Transaction transaction{database, "whose accounts", storage::Access::read};
    const auto municipalities = municipalities_of_accounts(transaction, ibans);
    for (WaitingFile& file : files) {
        for (const CheckedStatement& one : file.checked.statements) {
            const auto found = municipalities.find(one.statement.account);
            if (found != municipalities.end()) {
                file.municipalities.emplace(one.statement.number, found->second);
            }
        }
    }
}

}  // namespace

void ReconciliationService::reconcile_all(
    const access::Occasion& occasion,
    const std::vector<fs::path>& files,
    const OutcomeListener& tell,
    const ProgressListener& progress
) {
    std::vector<WaitingFile> waiting = check_all(files, tell, progress);
    tell_whose(database_, waiting);
    std::vector<WaitingFile> notifications;
    std::vector<WaitingFile> statements;
    for (WaitingFile& file : waiting) {
        (file.checked.is_notification() ? notifications : statements).push_back(std::move(file));
    }
    waiting = in_order(with_all_pages(std::move(statements), tell));
    std::uint64_t total = 0;
    for (const std::vector<WaitingFile>* const part : {&notifications, &waiting}) {
        for (const WaitingFile& file : *part) {
            total += file.checked.entries;
        }
    }
    ProgressOfAll booking{Progress::Stage::booking, total, progress};
    const auto take = [&](WaitingFile& next) -> base::Outcome<FileReport> {
        return take_in(occasion, next.checked, next.file, booking.of_file());
    };
    // What they tell is known when the statements are booked.
    for (WaitingFile& next : notifications) {
        base::Outcome<FileReport> report = take(next);
        tell(outcome_of(next, std::move(report)));
        booking.pass(next.checked.entries);
    }
    while (!waiting.empty()) {
        using Refused = std::pair<WaitingFile, base::Outcome<FileReport>>;
        std::vector<Refused> refused;
        for (WaitingFile& next : waiting) {
            base::Outcome<FileReport> report = take(next);
            if (!report && report.error().code == to_text(FindingCode::gap)) {
                refused.emplace_back(std::move(next), std::move(report));
            } else {
                tell(outcome_of(next, std::move(report)));
                booking.pass(next.checked.entries);
            }
        }
        // When none of them came in, nothing is there now that was not there before.
        const bool nothing_came = refused.size() == waiting.size();
        waiting.clear();
        for (auto& [file, report] : refused) {
            if (nothing_came) {
                tell(outcome_of(file, std::move(report)));
                booking.pass(file.checked.entries);
            } else {
                waiting.push_back(std::move(file));
            }
        }
    }
}

}  // namespace draagkracht::payments
