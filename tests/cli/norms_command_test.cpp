// draagkracht norms: two half-years side by side, and the report of running plans.
#include <gmock/gmock.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/cli_case.hpp"

namespace draagkracht::cli {
namespace {

using nlohmann::json;
using test_support::Ended;
using testing::HasSubstr;

class Norms : public ProgramCase {};

json row_of(const json& result, const std::string& name) {
    for (const json& row : result["rows"]) {
        if (row["row"] == name) {
            return row;
        }
    }
    return {};
}

TEST_F(Norms, DiffPutsTwoHalfYearsSideBySideAndNeedsNoDatabase) {
    const Ended ended = run({"norms", "diff", "2026-03-01", "2026-07-01", "--json"});
    ASSERT_EQ(ended.exit_code, 0) << ended.errors;
    const json result = json::parse(ended.output);
    EXPECT_EQ(result["old"]["file"], "2026-01-01.toml");
    EXPECT_EQ(result["new"]["validUntil"], "2026-12-31");
    // 1419.46 - 1401.50 = 17.96, 1.28% of 1401.50.
    EXPECT_EQ(
        row_of(result, "benefit_norm.single"),
        json::parse(R"({"row":"benefit_norm.single","change":"changed","old":"1401.50",)"
                    R"("new":"1419.46","euros":"17.96","percent":"1.28"})")
    );
    EXPECT_EQ(
        row_of(result, "earnings_disregards.limited_hours_months"),
        json::parse(R"({"row":"earnings_disregards.limited_hours_months","change":"unknown",)"
                    R"("old":null,"new":null})")
    );
    EXPECT_FALSE(std::filesystem::exists(path("register.db")));
}

TEST_F(Norms, DiffReadsAFileAndTellsAPerson) {
    std::string next = read_project_file("config/norms/2026-07-01.toml");
    const std::string former = "single = { value = \"1419.46\"";
    next.replace(next.find(former), former.size(), "single = { value = \"1436.00\"");
    next.replace(next.find("valid_from = 2026-07-01"), 23, "valid_from = 2027-01-01");
    next.replace(next.find("valid_until = 2026-12-31"), 24, "valid_until = 2027-06-30");
    const std::string file = write_file("2027-01-01.toml", next);
    const Ended ended = run({"norms", "diff", "2026-07-01", file});
    ASSERT_EQ(ended.exit_code, 0) << ended.errors;
    EXPECT_THAT(ended.output, HasSubstr("2026-07-01.toml -> 2027-01-01.toml"));
    EXPECT_THAT(ended.output, HasSubstr("+16.54  +1.17%"));  // 16.54 / 1419.46 = 1.1652%
    EXPECT_THAT(ended.output, HasSubstr("1 changed, 0 added, 0 removed"));
}

TEST_F(Norms, DiffSaysWhatCannotBeTaken) {
    struct Row {
        std::vector<std::string> arguments;
        int exit_code;
        std::string told;
    };
    const std::string bad = write_file("2027-01-01.toml", "valid_from = 2027-01-01\n");
    const std::vector<Row> rows{
        {{"norms"}, 2, ""},
        {{"norms", "diff", "2026-07-01"}, 2, "NEW"},
        {{"norms", "diff", "2026-07-01", path("absent.toml")}, 3, "absent.toml"},
        {{"norms", "diff", "2026-07-01", "2026-02-30"}, 3, "2026-02-30"},
        {{"norms", "diff", "2026-07-01", bad}, 6, "2027-01-01.toml"},
        {{"norms", "diff", "2026-07-01", "2035-01-01"}, 6, "2035-01-01"},
    };
    for (const Row& row : rows) {
        const Ended ended = run(row.arguments);
        EXPECT_EQ(ended.exit_code, row.exit_code) << row.told << ended.errors;
        EXPECT_THAT(ended.output + ended.errors, HasSubstr(row.told));
        EXPECT_EQ(ended.output, "") << row.told;
    }
}

TEST_F(Norms, ImpactReportsOnARegisterAndChangesNothing) {
    ASSERT_EQ(run({"migrate"}).exit_code, 0);
    const Ended ended = run({"norms", "impact", "--from", "2026-07-01", "--json"});
    ASSERT_EQ(ended.exit_code, 0) << ended.errors;
    EXPECT_EQ(
        json::parse(ended.output),
        json::parse(R"({"from":"2026-07-01","plans":0,"notAssessed":0,"notComputable":0,)"
                    R"("changedPlans":0,"changedPeople":0,"changeAMonth":"0.00","belowFloor":0})")
    );
    EXPECT_EQ(run({"norms", "impact"}).exit_code, 2);
    EXPECT_EQ(run({"norms", "impact", "--from", "soon"}).exit_code, 2);
    EXPECT_EQ(run({"norms", "impact", "--from", "2035-01-01"}).exit_code, 6);
    const Ended nowhere =
        run({"norms", "impact", "--from", "2026-07-01", "--municipality", "atlantis"});
    EXPECT_EQ(nowhere.exit_code, 6);
    EXPECT_THAT(nowhere.errors, HasSubstr("atlantis"));
}

}  // namespace
}  // namespace draagkracht::cli
