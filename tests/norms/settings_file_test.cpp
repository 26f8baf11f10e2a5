// The settings of one installation, as config/draagkracht.toml has them.
#include "draagkracht/norms/settings_file.hpp"

#include <gtest/gtest.h>

#include "support/config_copy.hpp"

namespace draagkracht::norms {
namespace {

TEST(Settings, OfTheProjectAreReadable) {
    const std::filesystem::path config = DRAAGKRACHT_SOURCE_DIR "/config";
    const Settings settings = read_settings(config / "draagkracht.toml").value();
    EXPECT_EQ(settings.database_address, "sqlite:draagkracht.db");
    EXPECT_EQ(settings.listen_address, "127.0.0.1");
    EXPECT_EQ(settings.listen_port, 8080);
    EXPECT_EQ(settings.log_level, base::Level::info);
    EXPECT_EQ(settings.business_date, std::nullopt);
    EXPECT_EQ(settings.import_chunk_entries, 2000);
    EXPECT_EQ(settings.rule_files.norms, config / "norms");
    EXPECT_FALSE(settings.behind_tls);
    EXPECT_EQ(settings.templates, config.parent_path() / "templates");
    EXPECT_EQ(settings.assets, config.parent_path() / "build" / "assets");
    EXPECT_TRUE(read_rules(settings.rule_files));
}

TEST(Settings, RefuseWhatTheyDoNotKnow) {
    struct Row {
        std::string replace;
        std::string by;
        std::string code;
        std::string near_text;  // What stands on the line that is named.
    };
    const std::vector<Row> rows{
        {"listen_port = 8080", "listen_port = 0", "norms.not-a-value", "listen_port"},
        {"listen_port = 8080", "listen_port = 65536", "norms.not-a-value", "listen_port"},
        {"listen_port = 8080", "listen_port = \"8080\"", "norms.wrong-type", "listen_port"},
        {"listen_port = 8080", "listen_prot = 8080", "norms.missing", "[server]"},
        {"listen_port = 8080", "listen_port = 8080\ntls = true", "norms.unknown-key", "tls"},
        {"\"sqlite:draagkracht.db\"", "\"mysql://x\"", "norms.not-a-value", "mysql"},
        {"level = \"info\"", "level = \"loud\"", "norms.not-a-value", "loud"},
        {"source = \"clock\"", "source = \"2026-02-30\"", "norms.not-a-value", "2026-02-30"},
        {"source = \"clock\"", "source = \"tomorrow\"", "norms.not-a-value", "tomorrow"},
        {"chunk_entries = 2000", "chunk_entries = -1", "norms.wrong-type", "chunk_entries"},
        {"[log]", "[logging]", "norms.missing", ""},
        {"[log]", "[log", "norms.not-toml", "[log"},
    };
    for (const Row& row : rows) {
        const ConfigCopy copy;
        copy.replace("draagkracht.toml", row.replace, row.by);
        const auto settings = read_settings(copy.path("draagkracht.toml"));
        ASSERT_FALSE(settings) << row.by;
        EXPECT_EQ(settings.error().code, row.code) << row.by;
        EXPECT_THAT(copy.line_named(settings.error()), testing::HasSubstr(row.near_text)) << row.by;
    }
}

TEST(Settings, TakeADateInPlaceOfTheClock) {
    const ConfigCopy copy;
    copy.replace("draagkracht.toml", "source = \"clock\"", "source = \"2026-07-15\"");
    const Settings settings = read_settings(copy.path("draagkracht.toml")).value();
    EXPECT_EQ(settings.business_date, base::Date::parse("2026-07-15").value());
}

}  // namespace
}  // namespace draagkracht::norms
