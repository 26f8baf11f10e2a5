#include "cli/cli_case.hpp"

#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

namespace draagkracht::cli {

namespace {

struct Reader {
    explicit Reader(const std::string& file) {
        base::ensure(
            sqlite3_open_v2(file.c_str(), &handle, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK,
            "the register of the test can be read"
        );
    }
    ~Reader() { sqlite3_close(handle); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    // The rows of a query as lines of text.
    [[nodiscard]] std::vector<std::string> lines(const std::string& query) const {
        std::vector<std::string> found;
        const auto on_row = [](void* into, int count, char** values, char**) {
            std::string line;
            for (int place = 0; place < count; ++place) {
                line += fmt::format("|{}", values[place] == nullptr ? "NULL" : values[place]);
            }
            static_cast<std::vector<std::string>*>(into)->push_back(line.substr(1));
            return 0;
        };
        base::ensure(
            sqlite3_exec(handle, query.c_str(), on_row, &found, nullptr) == SQLITE_OK, query
        );
        return found;
    }

    sqlite3* handle = nullptr;
};

}  // namespace

void ProgramCase::SetUp() {
    std::string name = (std::filesystem::temp_directory_path() / "draagkracht_cli_XXXXXX").string();
    base::ensure(mkdtemp(name.data()) != nullptr, "a folder for the test can be made");
    folder_ = name;
    database_ = "sqlite:" + path("register.db");
}

void ProgramCase::TearDown() {
    std::filesystem::remove_all(folder_);
}

std::string ProgramCase::program() {
    return DRAAGKRACHT_PROGRAM;
}

std::vector<std::string> ProgramCase::command(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), program());
    for (const std::string& more :
         {std::string{"--database"}, database_, std::string{"--key-file"}, path("register.key")}) {
        arguments.push_back(more);
    }
    return arguments;
}

test_support::Ended ProgramCase::run(std::vector<std::string> arguments, const std::string& input)
    const {
    return test_support::run(command(std::move(arguments)), input);
}

std::string ProgramCase::read_project_file(const std::string& name) {
    std::ifstream file{std::string{DRAAGKRACHT_SOURCE_DIR} + "/" + name};
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
}

std::string ProgramCase::write_config(const std::vector<Change>& changes) const {
    const std::string project = DRAAGKRACHT_SOURCE_DIR;
    std::string text = read_project_file("config/draagkracht.toml");
    const auto change = [&](const std::string& former, const std::string& by) {
        base::ensure(text.find(former) != std::string::npos, "the settings hold " + former);
        text.replace(text.find(former), former.size(), by);
    };
    for (const Change& wanted : changes) {
        change(wanted.former, wanted.by);
    }
    // What counts from the folder of the file is where it was.
    change("norms = \"norms\"", "norms = \"" + project + "/config/norms\"");
    change("law = \"law.toml\"", "law = \"" + project + "/config/law.toml\"");
    change("policies = \"policies\"", "policies = \"" + project + "/config/policies\"");
    change("templates = \"../templates\"", "templates = \"" + project + "/templates\"");
    return write_file("settings.toml", text);
}

std::string ProgramCase::example_in_formats(const std::string& begin, const std::string& opening) {
    const std::string document = read_project_file("docs/formats.md");
    const std::size_t section = document.find(begin);
    const std::size_t from = document.find(opening, section) + opening.size();
    return document.substr(from, document.find("```", from) - from);
}

std::string ProgramCase::path(const std::string& name) const {
    return (folder_ / name).string();
}

std::string ProgramCase::write_file(const std::string& name, const std::string& content) const {
    std::ofstream{path(name), std::ios::binary} << content;
    return path(name);
}

void ProgramCase::change_register(const std::string& statement) const {
    sqlite3* handle = nullptr;
    const bool is_changed =
        sqlite3_open(path("register.db").c_str(), &handle) == SQLITE_OK &&
        sqlite3_exec(handle, statement.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
    sqlite3_close(handle);
    base::ensure(is_changed, statement);
}

std::string ProgramCase::content_of_register() const {
    const Reader reader{path("register.db")};
    std::string content;
    for (const std::string& table :
         reader.lines("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")) {
        content += "== " + table + "\n";
        for (const std::string& line : reader.lines("SELECT * FROM " + table)) {
            content += line + "\n";
        }
    }
    return content;
}

}  // namespace draagkracht::cli
