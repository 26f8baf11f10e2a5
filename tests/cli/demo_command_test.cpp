// draagkracht demo, as a newcomer runs it: what it shows adds up, again is the same, and it keeps
// away from a register that is somebody's.
#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/cli_case.hpp"
#include "cli/register_files.hpp"

namespace draagkracht::cli {
namespace {

using nlohmann::json;
using test_support::Ended;
using testing::HasSubstr;

class DemoCommand : public ProgramCase {
  protected:
    // As script/demo does, in a folder of this test.
    [[nodiscard]] Ended demo(std::vector<std::string> more = {}) const {
        std::vector<std::string> words{program(), "demo", "--folder", path("demo")};
        words.insert(words.end(), more.begin(), more.end());
        return test_support::run(words);
    }
    // What each command said to a machine.
    static std::vector<json> results_of(const Ended& ended) {
        std::istringstream lines{ended.output};
        std::vector<json> results;
        for (std::string line; std::getline(lines, line);) {
            results.push_back(json::parse(line));
        }
        return results;
    }
};

TEST_F(DemoCommand, GoesFromAnEmptyRegisterToBooksThatProve) {
    const Ended ended = demo({"--json"});
    ASSERT_EQ(ended.exit_code, 0) << ended.errors;
    const std::vector<json> results = results_of(ended);
    ASSERT_EQ(results.size(), 13U);
    EXPECT_EQ(results[0].at("keyMade"), true);
    EXPECT_GE(results[1].at("counts").at("person").at("added"), 40);
    const json& confirmations = results[2];
    EXPECT_GT(confirmations.at("made"), 0);
    const json& statement = results[3];
    EXPECT_EQ(statement.at("outcome"), "closed");
    EXPECT_EQ(
        statement.at("payments").at("count").get<int>(),
        statement.at("allocated").at("count").get<int>() +
            statement.at("suspense").at("count").get<int>()
    );
    EXPECT_GT(results[4].at("tasksOpened"), 0);
    const json& reminders = results[6];
    EXPECT_GT(results[5].at("remindersRequested"), 0);
    EXPECT_EQ(results[5].at("remindersRequested"), reminders.at("made"));
    EXPECT_EQ(confirmations.at("withheld"), json::array());
    EXPECT_EQ(reminders.at("withheld"), json::array());
    EXPECT_EQ(results[7].at("list"), "2026-11-1");
    EXPECT_EQ(results[7].at("lines"), 1);
    EXPECT_EQ(results[7].at("leftOut"), json::array());
    EXPECT_EQ(results[8].at("collectOn"), "2026-11-30");  // the 28th is a Saturday
    EXPECT_EQ(results[9].at("orders"), 1);
    EXPECT_EQ(results[9].at("leftOut"), 0);
    const std::string collection = results[9].at("collection");
    EXPECT_TRUE(std::filesystem::exists(path("demo/bank/" + collection + ".xml")));
    EXPECT_TRUE(std::filesystem::exists(path("demo/payroll/set-off-zandwijk-2026-11-1.csv")));
    EXPECT_EQ(results[10].at("collection"), collection);
    EXPECT_EQ(results[11].at("holds"), true);

    std::size_t letters = 0;
    for (const auto& file : std::filesystem::directory_iterator{folder_ / "demo" / "letters"}) {
        std::ifstream pdf{file.path()};
        std::string start(5, ' ');
        pdf.read(start.data(), 5);
        EXPECT_EQ(start, "%PDF-");
        ++letters;
    }
    EXPECT_EQ(
        confirmations.at("made").get<std::size_t>() + reminders.at("made").get<std::size_t>(),
        letters
    );
}

TEST_F(DemoCommand, TellsANewcomerWhatHappened) {
    const Ended ended = demo();
    ASSERT_EQ(ended.exit_code, 0) << ended.errors;
    for (const std::string& word : std::vector<std::string>{
             "Owed",
             "Came in",
             "Not paid",
             "a person calls first",
             "call, and ask why",
             "The books prove.",
             "letters",
             "anouk",
             "zandwijk-aan-zee",
             program() + " serve --today"}) {
        EXPECT_THAT(ended.output, HasSubstr(word));
    }
    for (const std::string command :
         {"migrate", "load", "reconcile", "run", "letters", "set-off-list", "collect", "verify"}) {
        EXPECT_THAT(ended.errors, HasSubstr("$ " + program() + " " + command));
    }
}

TEST_F(DemoCommand, QuietSaysNothingWhenAllGoesWell) {
    const Ended ended = demo({"--quiet"});
    EXPECT_EQ(ended.exit_code, 0);
    EXPECT_EQ(ended.output, "");
    EXPECT_EQ(ended.errors, "");
}

// 10 instalments were missed; about one the talk is done, one waits for a promise, and of the rest
// six are shown: the calls of demo_talks.cpp.
TEST_F(DemoCommand, TheNumbersTellOneStory) {
    const std::string text = demo().output;
    EXPECT_THAT(text, HasSubstr("10 tasks opened"));
    EXPECT_THAT(text, HasSubstr("Not paid    10 instalments"));
    EXPECT_THAT(text, HasSubstr("About 1 the talk is done"));
    EXPECT_THAT(text, HasSubstr("8 are to be called today, and 1 for a later day."));
    EXPECT_THAT(text, HasSubstr("and 2 more"));
}

TEST_F(DemoCommand, AgainIsTheSameAndStartsAfresh) {
    const Ended first = demo();
    const Ended again = demo();
    EXPECT_EQ(again.exit_code, 0) << again.errors;
    // The one line that differs: the key of the first demo is there.
    const std::string after_migrate = first.output.substr(first.output.find('\n'));
    EXPECT_THAT(again.output, HasSubstr(after_migrate));
}

// Also when the register is another than that of the folder, as with PostgreSQL: the key of made-up
// people never lands where somebody happens to stand.
TEST_F(DemoCommand, AllItsFilesLieInItsFolder) {
    const Ended ended = demo({"--database", "sqlite:" + path("other.db")});
    EXPECT_EQ(ended.exit_code, 0) << ended.errors;
    EXPECT_TRUE(std::filesystem::exists(path("demo/draagkracht.key")));
}

TEST_F(DemoCommand, KeepsAwayFromARegisterThatHoldsSomething) {
    ASSERT_EQ(run({"migrate"}).exit_code, 0);
    ASSERT_EQ(run({"load", write_file("register.jsonl", load_file())}).exit_code, 0);
    const std::string content = content_of_register();
    const Ended ended = run({"demo", "--folder", path("demo")});
    EXPECT_EQ(ended.exit_code, 3);
    EXPECT_THAT(ended.errors, HasSubstr("holds something"));
    EXPECT_EQ(content_of_register(), content);
}

}  // namespace
}  // namespace draagkracht::cli
