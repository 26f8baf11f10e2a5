#include "draagkracht/norms/settings_file.hpp"

#include <fmt/format.h>

#include "norms/toml_file.hpp"

namespace draagkracht::norms {

namespace {

base::Level read_level(TomlTable section) {
    const std::string level = section.text("level");
    section.close();
    if (level == "debug") {
        return base::Level::debug;
    }
    if (level == "warning") {
        return base::Level::warning;
    }
    if (level == "error") {
        return base::Level::error;
    }
    if (level != "info") {
        section.complain(
            "level",
            "norms.not-a-value",
            fmt::format("the log level '{}' is not known", level),
            "choose from debug, info, warning, error"
        );
    }
    return base::Level::info;
}

std::optional<base::Date> read_business_date(TomlTable section) {
    const std::string source = section.text("source");
    section.close();
    if (source == "clock") {
        return std::nullopt;
    }
    const base::Outcome<base::Date> date = base::Date::parse(source);
    if (!date) {
        section.complain(
            "source",
            "norms.not-a-value",
            fmt::format("the business date '{}' is not known", source),
            "write \"clock\", or a date such as \"2026-07-15\""
        );
        return std::nullopt;
    }
    return *date;
}

// A whole number from 1 to `most`.
int read_count(TomlTable& section, std::string_view key, int most) {
    const int count = section.whole(key);
    if (count < 1 || count > most) {
        section.complain(
            key,
            "norms.not-a-value",
            fmt::format("'{}' is {}, not from 1 to {}", section.path_of(key), count, most)
        );
    }
    return count;
}

std::string read_database_address(TomlTable& section) {
    std::string address = section.text("address");
    if (!address.starts_with("sqlite:") && !address.starts_with("postgresql://")) {
        section.complain(
            "address",
            "norms.not-a-value",
            "the database address begins with neither sqlite: nor postgresql://"
        );
    }
    return address;
}

}  // namespace

base::Outcome<Settings> read_settings(const std::filesystem::path& path) {
    const base::Outcome<TomlFile> file = TomlFile::read(path);
    if (!file) {
        return tl::unexpected(file.error());
    }
    TomlTable root = file->root();
    TomlTable database = root.table("database");
    TomlTable security = root.table("security");
    TomlTable server = root.table("server");
    TomlTable paths = root.table("paths");
    TomlTable import = root.table("import");
    const auto path_from_here = [&](TomlTable& section, std::string_view key) {
        return (path.parent_path() / section.text(key)).lexically_normal();
    };
    Settings settings{
        .database_address = read_database_address(database),
        .database_connections = read_count(database, "connections", 1000),
        .key_file = path_from_here(security, "key_file"),
        .listen_address = server.text("listen_address"),
        .listen_port = read_count(server, "listen_port", 65535),
        .behind_tls = server.flag("behind_tls"),
        .rule_files =
            {.norms = path_from_here(paths, "norms"),
             .law = path_from_here(paths, "law"),
             .policies = path_from_here(paths, "policies")},
        .templates = path_from_here(paths, "templates"),
        .assets = path_from_here(paths, "assets"),
        .log_level = read_level(root.table("log")),
        .business_date = read_business_date(root.table("business_date")),
        .import_chunk_entries = read_count(import, "chunk_entries", 1'000'000)};
    for (const TomlTable* section : {&database, &security, &server, &paths, &import, &root}) {
        section->close();
    }
    if (file->problem()) {
        return tl::unexpected(*file->problem());
    }
    return settings;
}

}  // namespace draagkracht::norms
