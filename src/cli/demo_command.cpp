// draagkracht demo: a municipality that does not exist, from an empty register to today's worklist.
// It runs the real commands, each shown as it would be typed; only the talks are done for you.
//
// The register of the demo is a file of its own in the folder of the demo, and each demo starts it
// afresh. Another one is used only when it is named and empty: the demo invents people, and must
// not do so in a register that holds somebody's work.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <memory>
#include <sstream>

#include "cli/command.hpp"
#include "cli/demo/demo_register.hpp"
#include "cli/demo/demo_statement.hpp"
#include "cli/demo/demo_summary.hpp"
#include "cli/demo/demo_talks.hpp"
#include "cli/program.hpp"
#include "draagkracht/storage/migration.hpp"

namespace draagkracht::cli {

namespace {

const base::Date day_of_calls{std::chrono::year{2026} / 11 / 4};
const base::Date demo_day{std::chrono::year{2026} / 11 / 6};

struct DemoOptions {
    std::string folder = "demo";
    bool serve = false;
    int port = 8080;
};

class Demo {
  public:
    Demo(CommonOptions options, DemoOptions demo, const Console& console)
        : options_{std::move(options)},
          demo_{std::move(demo)},
          folder_{demo_.folder},
          console_{console} {}

    [[nodiscard]] base::Outcome<ExitCode> run() {
        std::filesystem::create_directories(folder_);
        if (options_.key_file.empty()) {
            options_.key_file = (folder_ / "draagkracht.key").string();
        }
        if (options_.database.empty()) {
            take_own_register();
        }
        if (const base::Done fresh = check_fresh(); !fresh) {
            return tl::unexpected(fresh.error());
        }
        console_.note("Every command below is also given " + whereabouts());
        for (const auto& act : acts()) {
            const base::Outcome<ExitCode> code = act();
            if (!code || *code != ExitCode::done) {
                return code;
            }
        }
        return ExitCode::done;
    }

  private:
    using Act = std::function<base::Outcome<ExitCode>()>;

    void take_own_register() {
        const std::filesystem::path file = folder_ / "draagkracht.db";
        for (const char* part : {"", "-wal", "-shm"}) {
            std::filesystem::remove(file.string() + part);
        }
        for (const char* laid_out : {"letters", "payroll", "bank"}) {
            std::filesystem::remove_all(folder_ / laid_out);
        }
        options_.database = "sqlite:" + file.string();
    }

    std::vector<Act> acts() {
        const std::string register_file = (folder_ / "register.jsonl").string();
        const std::string statement_file = (folder_ / "statement-2026-10.xml").string();
        const std::string letters_folder = (folder_ / "letters").string();
        return {
            [this] { return type({"migrate"}); },
            [this, register_file] { return write(register_file, write_demo_register); },
            [this, register_file] {
                return type({"load", register_file, "--today", "2026-10-01"});
            },
            [this, statement_file] { return talk(statement_file); },
            [this, letters_folder] {
                return type({"letters", "--out", letters_folder, "--today", "2026-10-09"});
            },
            [this, statement_file] {
                return type({"reconcile", statement_file, "--today", "2026-11-02"});
            },
            [this] {
                const std::string day_of_run = "2026-11-03";
                return type(
                    {"run", "--from", "2026-10-28", "--until", day_of_run, "--today", day_of_run}
                );
            },
            [this] { return call(); },
            [this] {
                return type(
                    {"run", "--until", demo_day.to_string(), "--today", demo_day.to_string()}
                );
            },
            [this, letters_folder] {
                return type({"letters", "--out", letters_folder, "--today", demo_day.to_string()});
            },
            [this] { return set_off(); },
            [this] { return collect(); },
            [this] { return type({"verify"}); },
            [this] { return summarise(); },
            [this] { return demo_.serve ? type(serve_words()) : ExitCode::done; },
        };
    }

    [[nodiscard]] std::vector<std::string> serve_words() const {
        return {"serve", "--today", demo_day.to_string(), "--port", std::to_string(demo_.port)};
    }

    // Where this demo stands, for whoever types a command by hand.
    [[nodiscard]] std::string whereabouts() const {
        return "--database " + options_.database + " --key-file " + options_.key_file;
    }

    [[nodiscard]] base::Done check_fresh() const {
        const base::Outcome<Installation> here = Installation::find(options_);
        if (!here) {
            return tl::unexpected(here.error());
        }
        const auto database = here->connect();
        if (!database) {
            return tl::unexpected(database.error());
        }
        if (storage::is_empty(**database)) {
            return {};
        }
        return base::problem(
            "cli.register-not-empty",
            "the demo fills an empty register only, and this one holds something",
            "name another with --database sqlite:PATH, or remove the file of the former demo"
        );
    }

    // `typed`: what comes over standard input.
    [[nodiscard]] base::Outcome<ExitCode> type(
        std::vector<std::string> words, const std::string& typed = {}
    ) const {
        console_.note(fmt::format("\n$ {} {}", options_.program, fmt::join(words, " ")));
        const std::vector<std::pair<std::string, const std::string*>> common{
            {"--database", &options_.database},
            {"--config", &options_.settings},
            {"--key-file", &options_.key_file}};
        for (const auto& [option, value] : common) {
            if (!value->empty()) {
                words.push_back(option);
                words.push_back(*value);
            }
        }
        if (options_.json) {
            words.emplace_back("--json");
        }
        if (options_.quiet) {
            words.emplace_back("--quiet");
        }
        std::vector<const char*> arguments{options_.program.c_str()};
        for (const std::string& word : words) {
            arguments.push_back(word.c_str());
        }
        std::istringstream input{typed};
        std::streambuf* const former = typed.empty() ? nullptr : std::cin.rdbuf(input.rdbuf());
        const int code = run_program(static_cast<int>(arguments.size()), arguments.data());
        if (former != nullptr) {
            std::cin.rdbuf(former);
        }
        return static_cast<ExitCode>(code);
    }

    // What the benefit payroll is asked to keep back in November.
    [[nodiscard]] base::Outcome<ExitCode> set_off() const {
        return type(
            {"set-off-list",
             "--out",
             (folder_ / "payroll").string(),
             "--municipality",
             "zandwijk",
             "--month",
             "2026-11",
             "--today",
             demo_day.to_string()}
        );
    }

    // Two people, and then a file for the bank. Its prints differ each time, for it says when it
    // was made; so the last command is a quiet one.
    [[nodiscard]] base::Outcome<ExitCode> collect() {
        const std::string password = std::string{demo_password} + "\n";
        std::vector<std::string> words{
            "collect",
            "--municipality",
            "zandwijk",
            "--officer",
            demo_logins().front().login,
            "--today",
            demo_day.to_string()};
        std::vector<std::string> preparing = words;
        preparing.insert(preparing.end(), {"--month", "2026-11"});
        const auto prepared = type(preparing, password);
        if (!prepared || *prepared != ExitCode::done) {
            return prepared;
        }
        console_.note("\nCarla looks at it, and approves ...");
        if (const base::Done approved = office_->approve_all(demo_day); !approved) {
            return tl::unexpected(approved.error());
        }
        words.insert(words.end(), {"--out", (folder_ / "bank").string(), "--quiet"});
        return type(words, password);
    }

    [[nodiscard]] static base::Outcome<ExitCode> write(
        const std::string& path, const std::function<void(std::ostream&)>& content
    ) {
        std::ofstream file{path, std::ios::binary};
        content(file);
        file.flush();
        if (!file) {
            return base::problem("cli.unwritable-file", "this file cannot be written");
        }
        return ExitCode::done;
    }

    [[nodiscard]] base::Outcome<ExitCode> talk(const std::string& statement_file) {
        console_.note("\nAnouk talks with each debtor, and they agree on an amount a month ...");
        base::Outcome<OpenRegister> reg = OpenRegister::open(options_);
        if (!reg) {
            return tl::unexpected(reg.error());
        }
        register_ = std::make_unique<OpenRegister>(std::move(*reg));
        base::Outcome<DemoOffice> office = DemoOffice::open(*register_);
        if (!office) {
            return tl::unexpected(office.error());
        }
        office_ = std::make_unique<DemoOffice>(std::move(*office));
        const base::Outcome<std::vector<DemoDue>> dues = office_->agree_on_plans();
        if (!dues) {
            return tl::unexpected(dues.error());
        }
        const auto policy = register_->rules.policies.policy_of("zandwijk");
        if (!policy) {
            return tl::unexpected(policy.error());
        }
        return write(statement_file, [&](std::ostream& out) {
            write_demo_statement(out, (*policy)->letterhead.iban, *dues);
        });
    }

    [[nodiscard]] base::Outcome<ExitCode> call() {
        console_.note("\nAnouk calls the first four people on her list ...");
        return office_->call_people(day_of_calls).map([] { return ExitCode::done; });
    }

    [[nodiscard]] base::Outcome<ExitCode> summarise() {
        const base::Outcome<std::string> summary = demo_summary(*office_, *register_, demo_day);
        if (!summary) {
            return tl::unexpected(summary.error());
        }
        std::string log_ins;
        for (const DemoLogin& login : demo_logins()) {
            log_ins += fmt::format("    {:<6} {}\n", login.login, login.role_text);
        }
        console_.result(
            {{"day", demo_day.to_string()},
             {"folder", folder_.string()},
             {"login", demo_logins().front().login},
             {"password", demo_password}},
            fmt::format(
                "{}\n  The letters lie in {}, what the benefit payroll is asked in {}, and the "
                "direct\n"
                "  debits for the bank in {}. The rest is on the screens:\n"
                "    {} {} {}\n"
                "  Log in with the password {} as\n{}",
                *summary,
                (folder_ / "letters").string(),
                (folder_ / "payroll").string(),
                (folder_ / "bank").string(),
                options_.program,
                fmt::join(serve_words(), " "),
                whereabouts(),
                demo_password,
                log_ins
            )
        );
        return ExitCode::done;
    }

    CommonOptions options_;
    DemoOptions demo_;
    std::filesystem::path folder_;
    const Console& console_;
    std::unique_ptr<OpenRegister> register_;
    std::unique_ptr<DemoOffice> office_;
};

}  // namespace

void add_demo_command(const CommandLine& line) {
    const auto demo = std::make_shared<DemoOptions>();
    CLI::App& command = line.add(
        "demo",
        "Fill an empty register with a municipality that does not exist, and show a month of it",
        [&options = line.options, demo](const Console& console) {
            return Demo{options, *demo, console}.run();
        }
    );
    command.add_option("--folder", demo->folder, "Where all files of the demo are written")
        ->capture_default_str();
    command.add_flag("--serve", demo->serve, "Serve the pages at the end, on the last day of it");
    command.add_option("--port", demo->port, "The port to serve them on")->capture_default_str();
}

}  // namespace draagkracht::cli
