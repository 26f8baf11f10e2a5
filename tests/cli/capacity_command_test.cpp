// draagkracht capacity, as a pipe: a line in, a line out, and what is wrong on standard error.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "cli/cli_case.hpp"

namespace draagkracht::cli {
namespace {

using test_support::Ended;
using testing::HasSubstr;

class Capacity : public ProgramCase {};

const std::string household =
    R"({"reference":"A-17","date":"2026-07-15","municipality":"zandwijk","debtor":{}})";

TEST_F(Capacity, AnswersEachHouseholdWithAWorksheetAndNeedsNoDatabase) {
    const Ended ended = run({"capacity"}, household + "\n\n" + household);
    EXPECT_EQ(ended.exit_code, 0) << ended.errors;
    EXPECT_EQ(ended.errors, "");
    const std::size_t end = ended.output.find('\n');
    EXPECT_EQ(ended.output.substr(0, end + 1) + ended.output.substr(0, end + 1), ended.output);
    const nlohmann::json worksheet = nlohmann::json::parse(ended.output.substr(0, end));
    EXPECT_THAT(worksheet.dump(), HasSubstr("A-17"));
    EXPECT_FALSE(std::filesystem::exists(path("register.db")));
}

TEST_F(Capacity, ReadsAFileTheSameWay) {
    const std::string file = write_file("households.jsonl", household + "\n");
    EXPECT_EQ(run({"capacity", file}).output, run({"capacity"}, household).output);
    const Ended absent = run({"capacity", path("absent.jsonl")});
    EXPECT_EQ(absent.exit_code, 3);
    EXPECT_THAT(absent.errors, HasSubstr("absent.jsonl"));
    EXPECT_EQ(run({"capacity", folder_.string()}).exit_code, 3) << "a folder is no file";
}

TEST_F(Capacity, TellsTheLineThatIsWrongAndAnswersTheOthers) {
    struct Row {
        std::string line;
        std::string told;
    };
    const std::vector<Row> rows{
        {"not json", "standard input:2: "},
        {R"({"reference":"A","date":"2026-02-30","municipality":"zandwijk","debtor":{}})", "date"},
        {R"({"reference":"A","date":"2026-07-15","municipality":"atlantis","debtor":{}})",
         "standard input:2"},
        {std::string((1U << 20U) + 1U, ' '), "too long"},
    };
    for (const Row& row : rows) {
        const Ended ended = run({"capacity"}, household + "\n" + row.line + "\n" + household);
        EXPECT_EQ(ended.exit_code, 3) << row.told;
        EXPECT_THAT(ended.errors, HasSubstr(row.told));
        EXPECT_EQ(std::ranges::count(ended.output, '\n'), 2);
    }
}

// The answer itself is that of tests/plans.
TEST_F(Capacity, ProposesOverAPipeTheSameWay) {
    const std::string talk = R"({"household":)" + household +
                             R"(,"claims":[{"principal":"100.00"}],)"
                             R"("wish":{"first_due_date":"2026-08-28"}})";
    const Ended ended = run({"propose"}, talk + "\n\n{}\n" + talk);
    EXPECT_EQ(ended.exit_code, 3);
    EXPECT_THAT(ended.errors, HasSubstr("standard input:3, household: "));
    EXPECT_EQ(std::ranges::count(ended.output, '\n'), 2);
    EXPECT_THAT(ended.output, HasSubstr(R"({"reference":"A-17","debt":"100.00")"));
    EXPECT_EQ(run({"propose", write_file("talks.jsonl", talk)}).exit_code, 0);
    EXPECT_FALSE(std::filesystem::exists(path("register.db")));
}

TEST_F(Capacity, RecomputesWorksheetsToTheSameBytes) {
    const std::string worksheets = run({"capacity"}, household + "\n" + household).output;
    const Ended same = run({"capacity", "recompute"}, worksheets);
    EXPECT_EQ(same.exit_code, 0) << same.errors;
    EXPECT_THAT(same.output, HasSubstr("standard input:2: A-17: the same bytes"));

    std::string changed = worksheets;
    changed.replace(changed.find("\"computable\":false"), 18, "\"computable\":true ");
    const std::string file = write_file("worksheets.jsonl", changed);
    const Ended differs = run({"--json", "capacity", "recompute", file});
    EXPECT_EQ(differs.exit_code, 4);
    const nlohmann::json first =
        nlohmann::json::parse(differs.output.substr(0, differs.output.find('\n')));
    EXPECT_EQ(first["result"], "differs");
    EXPECT_EQ(first["place"], "computable");
    EXPECT_THAT(differs.output, HasSubstr("\"result\":\"same\""));
    EXPECT_EQ(run({"capacity", "recompute"}, "{}").exit_code, 3);

    // A system that ends its lines its own way, or adds an empty one, changed no worksheet.
    std::string with_returns = worksheets;
    with_returns.replace(with_returns.find('\n'), 1, "\r\n  \t\r\n");
    const Ended returned = run({"capacity", "recompute"}, with_returns);
    EXPECT_EQ(returned.exit_code, 0) << returned.errors << returned.output;
    EXPECT_THAT(returned.output, HasSubstr("standard input:3: A-17: the same bytes"));
}

TEST_F(Capacity, SaysThatItsAnswersCannotBeWritten) {
    const std::string file = write_file("households.jsonl", household + "\n");
    const Ended ended = test_support::run(
        {"/bin/sh", "-c", "exec '" + program() + "' capacity '" + file + "' >/dev/full"}
    );
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_THAT(ended.errors, HasSubstr("cannot be written"));
}

}  // namespace
}  // namespace draagkracht::cli
