// How the program is called: what it helps with, and what it refuses before any work is done.
#include <gmock/gmock.h>

#include <sstream>

#include "cli/cli_case.hpp"

namespace draagkracht::cli {
namespace {

using test_support::Ended;
using testing::HasSubstr;

class Usage : public ProgramCase {};

TEST_F(Usage, HelpTellsCommandsOptionsAndExitCodes) {
    const Ended ended = run({"--help"});
    EXPECT_EQ(ended.exit_code, 0);
    for (const std::string word : {"migrate", "--database", "--json", "--quiet", "Exit codes:"}) {
        EXPECT_THAT(ended.output, HasSubstr(word));
    }
}

TEST_F(Usage, HelpAndDocumentTellTheSameExitCodes) {
    const std::string help = run({"--help"}).output;
    std::istringstream lines{help.substr(help.find("Exit codes:\n") + 12)};
    const std::string document = read_project_file("docs/formats.md");
    int told = 0;
    for (std::string line; std::getline(lines, line);) {
        if (!line.empty()) {
            ++told;
            const std::size_t end = line.find(' ', 2);
            EXPECT_THAT(
                document, HasSubstr("| " + line.substr(2, end - 2) + " | " + line.substr(end + 2))
            );
        }
    }
    EXPECT_EQ(told, 8);
}

TEST_F(Usage, EveryCommandIsInTheReadme) {
    const std::string help = run({"--help"}).output;
    const std::size_t start = help.find("Subcommands:\n") + 13;
    std::istringstream lines{help.substr(start, help.find("Exit codes:") - start)};
    const std::string readme = read_project_file("README.md");
    int told = 0;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words{line};
        std::string command;
        if (words >> command && line.starts_with("  ") && line[2] != ' ') {
            ++told;
            EXPECT_THAT(
                readme,
                testing::AnyOf(HasSubstr("draagkracht " + command), HasSubstr("script/" + command))
            );
        }
    }
    EXPECT_GE(told, 9);
}

TEST_F(Usage, WrongCallsEndWithTwo) {
    const std::vector<std::vector<std::string>> calls{
        {},
        {"nonsense"},
        {"migrate", "--nonsense"},
        {"migrate", "surplus"},
        {"migrate", "--database", "oracle:somewhere"},
    };
    for (const std::vector<std::string>& call : calls) {
        std::vector<std::string> words{program()};
        words.insert(words.end(), call.begin(), call.end());
        const Ended ended = test_support::run(words);
        EXPECT_EQ(ended.exit_code, 2) << testing::PrintToString(call);
        EXPECT_NE(ended.errors, "");
        EXPECT_EQ(ended.output, "");
    }
}

TEST_F(Usage, ASlipOfTheFingersIsToldWithWhatWasMeant) {
    struct Row {
        std::vector<std::string> words;
        std::string told;
    };
    const std::vector<Row> rows{
        {{"verfy"}, "there is no command 'verfy' (did you mean verify? there are migrate, "},
        {{"--quiet", "verfy", "--json"}, "did you mean verify?"},
        {{"officers", "lst"}, "there is no command 'lst' (did you mean list? there are add, "},
        {{"nonsense"}, "there is no command 'nonsense' (there are migrate, "},
    };
    for (const Row& row : rows) {
        std::vector<std::string> words{program()};
        words.insert(words.end(), row.words.begin(), row.words.end());
        const Ended ended = test_support::run(words);
        EXPECT_EQ(ended.exit_code, 2) << testing::PrintToString(row.words);
        EXPECT_THAT(ended.errors, HasSubstr(row.told));
    }
    EXPECT_THAT(test_support::run({program(), "migrate", "surplus"}).errors, HasSubstr("surplus"));
}

// As head does behind a pipe when it has what it wants.
TEST_F(Usage, ResultsThatNobodyReadsOnEndTheCommandQuietly) {
    ASSERT_EQ(run({"migrate", "--quiet"}).exit_code, 0);
    for (const std::string word : {"journal", "verify"}) {
        const Ended ended = test_support::run_unread(command({word}));
        EXPECT_EQ(ended.exit_code, 128 + 13) << word;
        EXPECT_EQ(ended.errors, "") << word;
    }
    std::vector<std::string> full{"/bin/sh", "-c", "exec \"$@\" >/dev/full", "sh"};
    const std::vector<std::string> verify = command({"verify"});
    full.insert(full.end(), verify.begin(), verify.end());
    const Ended unwritten = test_support::run(full);
    EXPECT_EQ(unwritten.exit_code, 1);
    EXPECT_THAT(unwritten.errors, HasSubstr("the results cannot be written"));
}

TEST_F(Usage, ADatabaseOutOfReachEndsWithFive) {
    for (const std::string address :
         {"sqlite:/no/such/folder/a.db", "postgresql://u@127.0.0.1:1/x"}) {
        const Ended ended =
            test_support::run({program(), "migrate", "--json", "--database", address});
        EXPECT_EQ(ended.exit_code, 5) << ended.errors;
        EXPECT_THAT(ended.errors, HasSubstr(R"("code":"storage.unreachable")"));
    }
}

TEST_F(Usage, OnlyMigrateAndTheDemoMakeARegister) {
    const std::string address = "sqlite:" + path("typing-error.db");
    const std::vector<std::vector<std::string>> calls{
        {"verify"},
        {"run", "--until", "2026-07-31"},
        {"load", write_file("nothing.jsonl", "")},
        {"reconcile", write_file("nothing.xml", "")},
        {"letters", "--out", path("letters")},
        {"serve", "--port", "0"},
    };
    for (const std::vector<std::string>& call : calls) {
        std::vector<std::string> words{program()};
        words.insert(words.end(), call.begin(), call.end());
        words.insert(words.end(), {"--database", address});
        const Ended ended = test_support::run(words);
        EXPECT_EQ(ended.exit_code, 5) << call.front();
        EXPECT_THAT(ended.errors, HasSubstr("there is no register at")) << call.front();
        EXPECT_THAT(ended.errors, HasSubstr("draagkracht migrate")) << call.front();
        EXPECT_FALSE(std::filesystem::exists(path("typing-error.db"))) << call.front();
    }
}

TEST_F(Usage, SettingsThatCannotBeUsedEndWithSix) {
    struct Row {
        std::string former;
        std::string by;
        std::string told;
    };
    const std::vector<Row> rows{
        {"connections = 8", "connections = 0", "connections"},
        {"connections = 8", "connections = 8\nmirrors = 2", "mirrors"},
        {"[database]", "[database", "settings.toml:"},
    };
    for (const Row& row : rows) {
        const Ended ended = run({"migrate", "--config", write_config({{row.former, row.by}})});
        EXPECT_EQ(ended.exit_code, 6);
        EXPECT_THAT(ended.errors, HasSubstr("settings.toml:"));
        EXPECT_THAT(ended.errors, HasSubstr(row.told));
    }
    EXPECT_EQ(run({"migrate", "--config", path("absent.toml")}).exit_code, 6);
}

class Migrate : public ProgramCase {};

TEST_F(Migrate, MakesARegisterAndItsKeyOnce) {
    const Ended first = run({"migrate", "--json"});
    EXPECT_EQ(first.exit_code, 0) << first.errors;
    EXPECT_THAT(first.output, HasSubstr(R"("keyMade":true)"));
    const std::string content = content_of_register();

    const Ended again = run({"migrate", "--json"});
    EXPECT_EQ(again.exit_code, 0) << again.errors;
    EXPECT_THAT(again.output, HasSubstr(R"({"applied":0,)"));
    EXPECT_EQ(content_of_register(), content);
}

TEST_F(Migrate, MakesNoNewKeyForARegisterThatHasLostIts) {
    EXPECT_EQ(run({"migrate"}).exit_code, 0);
    std::filesystem::remove(path("register.key"));
    const Ended again = run({"migrate", "--json"});
    EXPECT_THAT(again.output, HasSubstr(R"("keyMade":false)"));
    EXPECT_FALSE(std::filesystem::exists(path("register.key")));
}

}  // namespace
}  // namespace draagkracht::cli
