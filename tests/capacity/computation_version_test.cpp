// Whoever changes what the same facts under the same rules come to raises the version of the
// computation: the worksheets of some tens of households, under rules that stand still, are pinned
// beside it. A pin says that something changed; whether it is right, the other tests say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "draagkracht/base/sha256.hpp"
#include "draagkracht/capacity/capacity_json.hpp"
#include "draagkracht/norms/rules_file.hpp"

namespace draagkracht::capacity {
namespace {

constexpr const char* pins_file = DRAAGKRACHT_SOURCE_DIR "/tests/capacity/pinned/worksheets.txt";

std::vector<std::string> pinned_households() {
    std::ifstream file{DRAAGKRACHT_SOURCE_DIR "/tests/capacity/pinned/households.jsonl"};
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) {
        lines.push_back(line);
    }
    return lines;
}

// Never follows config/: a new half-year there changes no worksheet here.
const norms::RuleBook& pinned_rules() {
    static const norms::RuleBook rules =
        norms::read_rules({.norms = DRAAGKRACHT_SOURCE_DIR "/tests/capacity/pinned/norms",
                           .law = DRAAGKRACHT_SOURCE_DIR "/tests/capacity/pinned/law.toml",
                           .policies = DRAAGKRACHT_SOURCE_DIR "/tests/capacity/pinned/policies"})
            .value();
    return rules;
}

// What follows the mark, up to the next quotation mark.
std::string text_after(const std::string& worksheet, const std::string& mark) {
    const std::size_t begin = worksheet.find(mark) + mark.size();
    return worksheet.substr(begin, worksheet.find('"', begin) - begin);
}

// The version of the program is in no hash: each release would change all of them.
std::string without_program(std::string worksheet) {
    const std::string mark = R"("program":")";
    const std::string program = text_after(worksheet, mark);
    return worksheet.erase(worksheet.find(mark) + mark.size(), program.size());
}

// "computation 2", and a line for each worksheet: the first half of its hash, and whose it is.
std::string pins_now() {
    std::string version;
    std::string pins;
    for (const std::string& household : pinned_households()) {
        const std::string worksheet = assess_line(household, pinned_rules()).value();
        version = text_after(worksheet, R"("computation":")");
        pins += base::sha256_of(without_program(worksheet)).substr(0, 32) + "  " +
                text_after(worksheet, R"("reference":")") + "\n";
    }
    return "computation " + version + "\n" + pins;
}

TEST(ComputationVersion, IsRaisedWhenAWorksheetChanges) {
    std::ostringstream pinned;
    pinned << std::ifstream{pins_file}.rdbuf();
    const std::string now = pins_now();
    const std::string version = now.substr(0, now.find('\n') + 1);
    const bool is_raised = !pinned.str().starts_with(version);
    EXPECT_EQ(
        now, pinned.str()
    ) << (is_raised ? "The version was raised: pin the worksheets anew."
                    : "Worksheets changed under one version of the computation. When that is "
                      "meant, raise computation_version in src/capacity/worksheet_json.hpp, see "
                      "to it that receipts of the former version are told as such, and pin the "
                      "worksheets anew.")
      << " To pin: write this to tests/capacity/pinned/worksheets.txt\n\n"
      << now;
}

// A line of which no household has an example could change unseen.
TEST(ComputationVersion, ThePinnedHouseholdsShowEveryLine) {
    std::string all;
    for (const std::string& household : pinned_households()) {
        all += assess_line(household, pinned_rules()).value();
    }
    for (int kind = 0; kind <= static_cast<int>(StepKind::norm_capacity); ++kind) {
        const std::string name{text_of(static_cast<StepKind>(kind)).name};
        EXPECT_THAT(all, testing::HasSubstr(R"("step":")" + name + "\""));
    }
    for (int kind = 0; kind <= static_cast<int>(RemarkKind::missed_rent_allowance); ++kind) {
        const std::string name{text_of(static_cast<RemarkKind>(kind)).name};
        EXPECT_THAT(all, testing::HasSubstr("\":\"" + name + "\""));
    }
}

}  // namespace
}  // namespace draagkracht::capacity
