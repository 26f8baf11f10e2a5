// docs/formats.md cannot show a line that does not load, or forget a word that does.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "conversion/conversion_case.hpp"
#include "draagkracht/claims/claims_service.hpp"

namespace draagkracht::conversion {

namespace {

std::string formats_document() {
    std::ostringstream text;
    text << std::ifstream{DRAAGKRACHT_SOURCE_DIR "/docs/formats.md"}.rdbuf();
    return text.str();
}

std::string example_of_load() {
    const std::string document = formats_document();
    const std::string opening = "```jsonl\n";
    const std::size_t section = document.find("## Load");
    const std::size_t begin = document.find(opening, section) + opening.size();
    return document.substr(begin, document.find("```", begin) - begin);
}

}  // namespace

class FormatsDocument : public ConversionCase {};

TEST_P(FormatsDocument, TheExampleOfALoadLoads) {
    const LoadReport report = load(example_of_load());
    ASSERT_TRUE(report.problems.empty()) << report.problems.front().to_line();
    EXPECT_EQ(report.counts.at(LineKind::person).added, 2U);
    EXPECT_EQ(report.counts.at(LineKind::household).added, 1U);
    EXPECT_EQ(report.counts.at(LineKind::claim).added, 2U);
    EXPECT_EQ(report.counts.at(LineKind::plan).added, 1U);
    EXPECT_EQ(report.counts.at(LineKind::contact).added, 1U);
}

TEST(FormatsDocumentTest, EveryFieldOfTheExampleIsExplained) {
    const std::string document = formats_document();
    const std::string tables = document.substr(document.find("| line | field |"));
    std::istringstream lines{example_of_load()};
    for (std::string line; std::getline(lines, line);) {
        const json object = json::parse(line);
        for (const auto& [key, value] : object.items()) {
            EXPECT_TRUE(key == "kind" || tables.find(key) != std::string::npos) << key;
        }
    }
}

DRAAGKRACHT_ON_BOTH_DATABASES(FormatsDocument);

}  // namespace draagkracht::conversion
