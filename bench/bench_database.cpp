#include "bench_database.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::bench {

BenchDatabase::BenchDatabase(const std::filesystem::path& folder, const std::string& server)
    : folder_{folder}, server_{server}, name_{fmt::format("draagkracht_bench_{}", getpid())} {
    if (server_.empty()) {
        address_ = "sqlite:" + (folder_ / "register.db").string();
        return;
    }
    address_ = server_.substr(0, server_.rfind('/') + 1) + name_;
    const bool is_made = ask(server_, "CREATE DATABASE " + name_).exit_code == 0 &&
                         ask(address_, "CREATE SCHEMA copy").exit_code == 0;
    base::ensure(is_made, "a database can be made on the server");
}

BenchDatabase::~BenchDatabase() {
    if (!server_.empty()) {
        (void)ask(server_, "DROP DATABASE " + name_ + " WITH (FORCE)");
    }
}

std::string BenchDatabase::address_of_copy() const {
    return server_.empty() ? "sqlite:" + (folder_ / "copy.db").string()
                           : address_ + "?options=-csearch_path%3Dcopy";
}

MeasuredRun BenchDatabase::copy(const std::vector<RowsOf>& rows) const {
    std::string statements;
    if (server_.empty()) {
        statements = fmt::format(
            "ATTACH '{}' AS public; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;",
            (folder_ / "register.db").string()
        );
    }
    statements += "BEGIN;";
    for (const auto& [table, condition] : rows) {
        // What migrate wrote in both is there already.
        statements += fmt::format(
            "INSERT INTO {0} SELECT * FROM public.{0} WHERE {1} ON CONFLICT DO NOTHING;",
            table,
            condition
        );
    }
    return ask(address_of_copy(), statements + "COMMIT;");
}

MeasuredRun BenchDatabase::ask(const std::string& address, const std::string& statements) const {
    const std::filesystem::path said = folder_ / "said.txt";
    if (server_.empty()) {
        const std::string file = address.substr(address.find(':') + 1);
        return run_measured({"sqlite3", "-bail", file, statements}, said, Cores::all);
    }
    return run_measured(
        {"psql", "--quiet", "--set=ON_ERROR_STOP=1", address, "--command", statements},
        said,
        Cores::all
    );
}

}  // namespace draagkracht::bench
