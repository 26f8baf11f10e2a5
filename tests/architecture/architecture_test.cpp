// The whole tree keeps the rules of rules.hpp, and every rule is shown to see what it forbids.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "architecture/rules.hpp"

namespace draagkracht::architecture {

namespace {

using testing::HasSubstr;

Rooms rooms_of_the_house() {
    std::istringstream names{DRAAGKRACHT_ROOMS};
    Rooms rooms;
    for (std::string name; std::getline(names, name, ',');) {
        rooms.push_back(name);
    }
    return rooms;
}

std::string told(const std::vector<Finding>& findings) {
    std::string text;
    for (const Finding& finding : findings) {
        text += finding.path + ":" + std::to_string(finding.line) + ": " + finding.message + "\n";
    }
    return text;
}

std::vector<SourceText> files_of_the_project() {
    const std::filesystem::path root{DRAAGKRACHT_SOURCE_DIR};
    std::vector<SourceText> files;
    for (const char* folder :
         {".ci",
          "bench",
          "cmake",
          "config",
          "docs",
          "include",
          "script",
          "sql",
          "src",
          "templates",
          "tests"}) {
        if (!std::filesystem::exists(root / folder)) {
            continue;
        }
        for (const auto& entry : std::filesystem::recursive_directory_iterator{root / folder}) {
            if (entry.is_regular_file()) {
                std::ostringstream text;
                text << std::ifstream{entry.path(), std::ios::binary}.rdbuf();
                files.emplace_back(entry.path().lexically_relative(root).string(), text.str());
            }
        }
    }
    return files;
}

TEST(Architecture, TheWholeTreeKeepsTheRules) {
    const Rooms rooms = rooms_of_the_house();
    const std::vector<SourceText> files = files_of_the_project();
    std::vector<Finding> findings = check_together(files);
    for (const SourceText& file : files) {
        std::ranges::copy(check_file(file, rooms), std::back_inserter(findings));
    }
    EXPECT_GT(files.size(), 30U) << "the tree was not read";
    EXPECT_TRUE(findings.empty()) << told(findings);
}

TEST(Architecture, EveryRuleSeesWhatItForbids) {
    struct Row {
        std::string path;
        std::string text;
        std::string finding;
    };
    const std::vector<Row> rows{
        {"src/claims/ledger.cpp",
         "#include \"draagkracht/plans/plan.hpp\"\n",
         "may not know plans"},
        {"tests/base/money_test.cpp", "#include \"draagkracht/cli/x.hpp\"\n", "may not know cli"},
        {"src/plans/plan.cpp", "#include \"claims/ledger_rows.hpp\"\n", "inside of another room"},
        {"src/plans/plan.cpp", "#include \"draagkracht/plan/x.hpp\"\n", "no room 'plan'"},
        {"src/claims/ledger.cpp", "#include <soci/soci.h>\n", "*_store files"},
        {"src/claims/ledger.cpp", "#include <Poco/URI.h>\n", "pure rule does no I/O"},
        {"src/claims/ledger.cpp", "#include <fstream>\n", "pure rule does no I/O"},
        {"src/claims/ledger.cpp", "#include \"draagkracht/claims/claim_store.hpp\"\n", "no I/O"},
        {"src/claims/ledger.cpp", "double amount = 0;\n", "use base::Money"},
        {"src/claims/ledger.cpp", "const auto x = std::stod(text);\n", "base::Money::parse"},
        {"src/daily/day.cpp", "auto now = std::chrono::system_clock::now();\n", "base::clock_now"},
        {"src/daily/day.cpp", "std::tm parts = *localtime(&at);\n", "base::Timestamp"},
        {"tests/daily/day_test.cpp", "int number = rand();\n", "printed seed"},
        {"tests/daily/day_test.cpp", "std::this_thread::sleep_for(1s);\n", "wait for the event"},
        {"src/daily/day.cpp", "std::cout << 1;\n", "for the command line"},
        {"src/daily/day.cpp", "#include <spdlog/spdlog.h>\n", "base/log.hpp"},
        {"src/daily/day.cpp", "assert(ready);\n", "base::ensure"},
        {"src/payments/match.cpp", "std::regex pattern{text};\n", "scan by hand"},
        {"src/payments/match.cpp", "using namespace std;\n", "name it"},
        {"docs/guarantees.md",
         "# TO"
         "DO\n",
         "leftover"},
        {"templates/pages/client.mustache", "<p>{{{name}}}</p>\n", "unescaped"},
        {"templates/pages/client.mustache", "<p>{{&name}}</p>\n", "unescaped"},
        {"sql/migrations/V001__x.sql", "amount DECIMAL(9,2)\n", "BIGINT cents"},
        {"src/daily/day.cpp", "// " + std::string(98, 'x') + "\n", "over 100 characters"},
        {"include/draagkracht/daily/day.hpp", "#pragma once\n", "telling a newcomer"},
        {"include/draagkracht/daily/day.hpp", "// A day.\n", "#pragma once is missing"},
        {"src/daily/day.hpp", "#pragma once\n" + std::string(250, '\n'), "than 250 lines"},
        {"src/daily/day.cpp", std::string(601, '\n'), "than 600 lines"},
        {"src/daily/day.cpp",
         "int f() {\n" + std::string(69, '\n') + "}\n",
         "function of 71 lines"},
    };
    for (const Row& row : rows) {
        const SourceText file{row.path, row.text};
        EXPECT_THAT(told(check_file(file, rooms_of_the_house())), HasSubstr(row.finding))
            << row.path << ": " << row.text;
    }
}

TEST(Architecture, WhatIsAllowedIsNotForbidden) {
    struct Row {
        std::string path;
        std::string text;
    };
    const std::vector<Row> rows{
        {"src/plans/plan.cpp", "#include \"draagkracht/claims/ledger.hpp\"\n"},
        {"src/plans/plan.cpp", "#include \"plans/rows.hpp\"\n#include <vector>\n"},
        {"src/claims/claim_store.cpp", "#include <soci/soci.h>\n"},
        {"src/storage/pool.cpp", "#include <soci/soci.h>\n"},
        {"src/payments/camt_reader.cpp", "#include <libxml/parser.h>\n"},
        {"src/cli/main.cpp", "std::cout << \"text\";\n"},
        {"src/claims/ledger.cpp", "// A double payment is no float.\n/* std::stod(\n rand() */\n"},
        {"src/claims/ledger.cpp", "auto a = \"double \\\" float\"; auto b = 'x';\n"},
        {"src/claims/ledger.cpp", "auto a = R\"sql(double \" float)sql\"; int b = 1'000'000;\n"},
        {"src/claims/ledger.cpp", "// " + std::string(97, 'x') + "\n"},
        {"templates/pages/client.mustache", "<p>{{name}} {{#plan}}{{/plan}}</p>\n"},
        {"include/draagkracht/daily/day.hpp", "// A day.\n#pragma once\n"},
        {"src/daily/day.cpp", "int f() {\n" + std::string(68, '\n') + "}\n"},
        // Small values over many lines of one statement are no tables.
        {"src/daily/day.cpp", "int f() {\ng(\nA{1},\nA{2},\nA{3},\nA{4},\nA{5}\n);\n}\n"},
    };
    for (const Row& row : rows) {
        const SourceText file{row.path, row.text};
        EXPECT_EQ(told(check_file(file, rooms_of_the_house())), "") << row.path << ": " << row.text;
    }
}

TEST(Architecture, AHeaderThatNobodyIncludesIsFound) {
    const std::string header = "include/draagkracht/daily/day.hpp";
    const std::vector<SourceText> alone{{header, ""}};
    const std::vector<SourceText> used{
        {header, ""}, {"src/daily/day.cpp", "#include \"draagkracht/daily/day.hpp\"\n"}};
    EXPECT_THAT(told(check_together(alone)), HasSubstr("nobody includes"));
    EXPECT_EQ(told(check_together(used)), "");
}

TEST(Architecture, FunctionsAreMeasuredWithoutTheirTables) {
    struct Row {
        std::string text;
        std::vector<std::size_t> code_lines;
    };
    const std::vector<Row> rows{
        {"int f() {\n    return 1;\n}\n", {3}},
        {"namespace a {\nclass B {\n    int f() const { return 1; }\n    int c_ = 0;\n};\n}\n",
         {1}},
        {"B::B(int c)\n    : c_{c},\n      d_{1} {\n    run();\n}\n", {5}},
        {"B::B(int c) : c_(c) {\n}\n", {2}},
        {"auto f()\n    -> int {\n}\n", {3}},
        {"TEST(A, B) {\n    const std::vector<R> rows{\n        {1},\n        {2},\n    };\n}\n",
         {4}},
        {"void f() {\n    run([&] {\n        x();\n    });\n}\n", {5}},
        {"void f() {\n    if (x) {\n        y();\n    } else {\n        z();\n    }\n}\n", {7}},
        {"void f() {\n    const R rows[]{\n        {1},\n        {2},\n        {3},\n    };\n}\n",
         {4}},
        {"void f() {\n    const R rows[]{\n        {g(\n            1)},\n        {2}};\n}\n", {4}},
        {"const std::vector<int> rows{\n    1,\n    2,\n};\n", {}},
    };
    for (const Row& row : rows) {
        std::vector<std::size_t> measured;
        for (const Function& function : SourceText{"src/base/a.cpp", row.text}.functions()) {
            measured.push_back(function.code_lines);
        }
        EXPECT_EQ(measured, row.code_lines) << row.text;
    }
}

}  // namespace

}  // namespace draagkracht::architecture
