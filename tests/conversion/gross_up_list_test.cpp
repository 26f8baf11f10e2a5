// A list of payroll, read strictly: what is no line is told with its place and field.
#include "draagkracht/conversion/gross_up_list.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "draagkracht/conversion/conversion_service.hpp"

namespace draagkracht::conversion {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* good_line =
    R"({"claim_number": "V-1", "client_number": "100001", "open_net": "1250.40",)"
    R"( "factor": "37.125"})";

followup::GrossUpLines read(const std::string& text, const std::string& decision = "B-2027-1") {
    std::istringstream lines{text};
    return GrossUpList{lines, "x.jsonl", decision}.next();
}

TEST(GrossUpList, ReadsALineWithWhatPayrollTold) {
    const auto set = read(
        std::string{good_line} + "\r\n\n" +
        R"({"claim_number": "V-2", "client_number": "100002", "open_net": "310.00",)"
        R"( "gross_up": "98.17", "decision_number": "B-2027-9", "about": {"questions": ["held"]}})"
    );
    EXPECT_THAT(set.problems, IsEmpty());
    ASSERT_EQ(set.lines.size(), 2U);
    const followup::GrossUpLine& first = set.lines.front();
    EXPECT_EQ(first.claim_number, "V-1");
    EXPECT_EQ(first.client_number, "100001");
    EXPECT_EQ(first.told.open_net.to_string(), "1250.40");
    EXPECT_EQ(first.told.factor->to_string(), "37.125");
    EXPECT_FALSE(first.told.amount);
    EXPECT_EQ(first.decision_number, "B-2027-1");
    EXPECT_EQ(first.where, "x.jsonl:1");
    const followup::GrossUpLine& second = set.lines.back();
    EXPECT_FALSE(second.told.factor);
    EXPECT_EQ(second.told.amount->to_string(), "98.17");
    EXPECT_EQ(second.decision_number, "B-2027-9");
    EXPECT_EQ(second.where, "x.jsonl:3");
}

TEST(GrossUpList, TellsWhatIsWrongWithItsPlace) {
    const auto with = [](const std::string& former, const std::string& by) {
        std::string text = good_line;
        return text.replace(text.find(former), former.size(), by);
    };
    struct Row {
        std::string what;
        std::string line;
        std::string problem;
    };
    const std::vector<Row> rows{
        {"no JSON", "V-1;100001", "conversion.not-json x.jsonl:2"},
        {"cut off", std::string{good_line}.substr(0, 40), "conversion.not-json x.jsonl:2"},
        {"a list", R"(["V-1"])", "conversion.not-json x.jsonl:2"},
        {"a field twice",
         with("\"factor\"", R"("factor": "1", "factor")"),
         "conversion.repeated-field x.jsonl:2"},
        {"no claim",
         with("\"claim_number\": \"V-1\", ", ""),
         "conversion.missing-field x.jsonl:2, field claim_number"},
        {"no client",
         with("\"client_number\": \"100001\", ", ""),
         "conversion.missing-field x.jsonl:2, field client_number"},
        {"no net amount",
         with("\"open_net\": \"1250.40\", ", ""),
         "conversion.missing-field x.jsonl:2, field open_net"},
        {"an amount as a number",
         with("\"1250.40\"", "1250.40"),
         "conversion.wrong-type x.jsonl:2, field open_net"},
        {"three decimals",
         with("1250.40", "1250.405"),
         "base.not-an-amount x.jsonl:2, field open_net"},
        {"a comma", with("37.125", "37,125"), "base.not-a-percentage x.jsonl:2, field factor"},
        {"null", with("\"37.125\"", "null"), "conversion.wrong-type x.jsonl:2, field factor"},
        {"a field of somebody else",
         with("\"factor\"", R"("bsn": "111222333", "factor")"),
         "conversion.unknown-field x.jsonl:2, field bsn"},
        {"control characters",
         with("100001", "1000\\u000a01"),
         "base.not-a-line x.jsonl:2, field client_number"}};
    for (const Row& row : rows) {
        const auto set = read(std::string{good_line} + "\n" + row.line + "\n" + good_line + "\n");
        ASSERT_EQ(set.problems.size(), 1U) << row.what;
        EXPECT_EQ(set.problems[0].code + " " + set.problems[0].where, row.problem) << row.what;
        EXPECT_EQ(set.lines.size(), 2U) << row.what;
    }
    const auto undecided = read(good_line, "");
    ASSERT_EQ(undecided.problems.size(), 1U);
    EXPECT_EQ(undecided.problems[0].where, "x.jsonl:1, field decision_number");
}

TEST(GrossUpList, IsReadASetAtATimeAndEndsAtALineThatIsTooLong) {
    std::string text;
    for (int number = 0; number < 1200; ++number) {
        text += std::string{good_line} + "\n";
    }
    std::istringstream lines{text + std::string(line_bytes_max + 1, ' ') + "\n" + good_line};
    GrossUpList list{lines, "x.jsonl", "B-2027-1"};
    std::vector<std::size_t> sizes;
    std::vector<std::string> problems;
    for (auto set = list.next(); !set.lines.empty() || !set.problems.empty(); set = list.next()) {
        sizes.push_back(set.lines.size());
        for (const base::Problem& problem : set.problems) {
            problems.push_back(problem.code + " " + problem.where);
        }
    }
    EXPECT_THAT(sizes, ElementsAre(500U, 500U, 200U));
    EXPECT_THAT(problems, ElementsAre("conversion.line-too-long x.jsonl:1201"));
}

TEST(GrossUpList, AnEmptyFileIsAnEmptyList) {
    const auto set = read("");
    EXPECT_THAT(set.lines, IsEmpty());
    EXPECT_THAT(set.problems, IsEmpty());
}

}  // namespace
}  // namespace draagkracht::conversion
