// The gross-up of a year as payroll and a municipality do it, with the examples of docs/formats.md.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/cli_case.hpp"
#include "cli/register_files.hpp"

namespace draagkracht::cli {
namespace {

using nlohmann::json;
using test_support::Ended;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

// The claims of the examples: V-2026-0031 of EUR 1,500.40, of which EUR 250.00 was paid in
// November, and V-2026-0044 of EUR 310.00, a fine of EUR 99.00 beside it.
std::string register_of_examples() {
    return R"({"kind":"municipality","code":"zandwijk"})"
           "\n"
           R"({"kind":"person","client_number":"100234","surname":"Berg"})"
           "\n"
           R"({"kind":"person","client_number":"100235","surname":"Jansen"})"
           "\n"
           R"({"kind":"claim","claim_number":"V-2026-0031","claim_kind":"overpayment","law":"PW",)"
           R"("legal_ground":"PW 58 lid 2 onder a","cause":"late_processing",)"
           R"("culpability":"not_assessed","decision_number":"B-2026-0451",)"
           R"("decision_date":"2026-05-11","notified_date":"2026-05-11",)"
           R"("due_date":"2026-06-22","period":{"from":"2026-01-01","until":"2026-03-31"},)"
           R"("amount":"1500.40","debtors":[)"
           R"({"client_number":"100234","liable_from":"2026-05-11"},)"
           R"({"client_number":"100235","liable_from":"2026-05-11"}],)"
           R"("movements":[{"component":"principal","kind":"payment","amount":"-250.00",)"
           R"("value_date":"2026-11-02","reason":"paid before"}]})"
           "\n"
           R"({"kind":"claim","claim_number":"V-2026-0044","claim_kind":"information_duty",)"
           R"("law":"PW","legal_ground":"PW 58 lid 1","cause":"unreported_change",)"
           R"("culpability":"ordinary","decision_number":"B-2026-0460",)"
           R"("decision_date":"2026-06-01","notified_date":"2026-06-01",)"
           R"("due_date":"2026-07-13","amount":"310.00",)"
           R"("debtors":[{"client_number":"100235","liable_from":"2026-06-01"}]})"
           "\n"
           R"({"kind":"claim","claim_number":"V-2026-0045","claim_kind":"fine","law":"PW",)"
           R"("legal_ground":"PW 18a","cause":"fraud","culpability":"ordinary",)"
           R"("decision_number":"B-2026-0461","decision_date":"2026-06-01",)"
           R"("notified_date":"2026-06-01","due_date":"2026-07-13","amount":"99.00",)"
           R"("debtors":[{"client_number":"100235","liable_from":"2026-06-01"}]})"
           "\n"
           R"({"kind":"end","lines":6})"
           "\n";
}

class GrossUpCommand : public ProgramCase {
  protected:
    void SetUp() override {
        ProgramCase::SetUp();
        ASSERT_EQ(run({"migrate"}).exit_code, 0);
        const Ended loaded = run(
            {"load", write_file("register.jsonl", register_of_examples()), "--today", "2026-12-01"}
        );
        ASSERT_EQ(loaded.exit_code, 0) << loaded.errors;
    }

    // All but the trail, which tells of the claims that were looked at for a list.
    [[nodiscard]] std::string books_of_register() const {
        std::string books = content_of_register();
        for (const std::string table : {"== audit_event\n", "== audit_head\n"}) {
            const std::size_t first = books.find(table);
            books.erase(first, books.find("\n== ", first) - first);
        }
        return books;
    }

    static std::string example_list() { return example_in_formats("## Gross-up", "```jsonl\n"); }

    Ended gross_up(std::vector<std::string> more) const {
        std::vector<std::string> arguments{
            "gross-up", "--municipality", "zandwijk", "--year", "2026", "--today", "2027-02-01"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(std::move(arguments));
    }
    static json last_line_of(const std::string& output) {
        std::istringstream lines{output};
        std::string last;
        for (std::string line; std::getline(lines, line);) {
            last = line;
        }
        return json::parse(last);
    }
};

TEST_F(GrossUpCommand, CandidatesAreAsTheDocumentShows) {
    const Ended listed = gross_up({"--candidates"});
    EXPECT_EQ(listed.exit_code, 0) << listed.errors;
    std::istringstream lines{listed.output};
    std::string first;
    std::string second;
    std::getline(lines, first);
    std::getline(lines, second);
    EXPECT_EQ(first + "\n", example_in_formats("gross-up candidate example", "```json\n"));
    EXPECT_EQ(json::parse(second).at("claim_number"), "V-2026-0044");
    EXPECT_EQ(json::parse(second).at("about").at("questions"), json::array({"period_unknown"}));
    EXPECT_TRUE(json::parse(second).at("about").at("period").is_null());
    EXPECT_FALSE(std::getline(lines, second)) << "a fine is not grossed up";
}

TEST_F(GrossUpCommand, TheExampleOfTheDocumentIsBookedOnce) {
    const std::string file = write_file("payroll.jsonl", example_list());
    const std::string before = books_of_register();
    const Ended dry = gross_up({file, "--decision", "B-2027-0012", "--dry-run"});
    EXPECT_EQ(dry.exit_code, 0) << dry.errors;
    // 1,250.40 x 37.125% = 464.211
    EXPECT_THAT(
        dry.output,
        AllOf(
            HasSubstr("payroll.jsonl:1: claim V-2026-0031, net EUR 1250.40, gross-up EUR 464.21"),
            HasSubstr("payroll.jsonl:2: claim V-2026-0044, net EUR 310.00, gross-up EUR 98.17"),
            HasSubstr("Nothing was written.")
        )
    );
    EXPECT_EQ(books_of_register(), before);

    const Ended done = gross_up({file, "--decision", "B-2027-0012", "--json"});
    EXPECT_EQ(done.exit_code, 0) << done.errors;
    EXPECT_EQ(
        last_line_of(done.output),
        (json{
            {"lines", 2},
            {"added", 2},
            {"known", 0},
            {"open_net", "1560.40"},
            {"gross_up", "562.38"},
            {"written", true}})
    );
    const std::string once = books_of_register();
    const Ended again = gross_up({file, "--decision", "B-2027-0012"});
    EXPECT_EQ(again.exit_code, 0) << again.errors;
    EXPECT_THAT(
        again.output,
        HasSubstr("2 lines: 0 grossed up, EUR 0.00 over EUR 0.00 net; 2 recorded before.")
    );
    EXPECT_EQ(books_of_register(), once);
    EXPECT_EQ(run({"verify"}).exit_code, 0);

    const Ended explained = run(
        {"explain",
         "--municipality",
         "zandwijk",
         "--client",
         "100234",
         "--claim",
         "V-2026-0031",
         "--today",
         "2027-02-01"}
    );
    EXPECT_THAT(
        explained.output,
        AllOf(
            HasSubstr("balance: open, 2027-02-01: 1714.61"),
            HasSubstr("gross_up principal, 2027-01-01: 464.21 [PW 58 lid 5]"),
            HasSubstr("by act:BRUTERING-2026 (machine:payroll, 2027-02-01)")
        )
    );
}

TEST_F(GrossUpCommand, ACandidateThatPayrollFilledInIsALineOfTheList) {
    const Ended listed = gross_up({"--candidates"});
    std::string list = listed.output;
    for (const std::string former : {R"("open_net":"1250.40",)", R"("open_net":"310.00",)"}) {
        list = with(list, former, former + R"("factor":"40",)");
    }
    const Ended done =
        gross_up({write_file("filled.jsonl", list), "--decision", "B-2027-0012", "--json"});
    EXPECT_EQ(done.exit_code, 0) << done.errors;
    // 1,250.40 x 40% = 500.16; 310.00 x 40% = 124.00
    EXPECT_EQ(last_line_of(done.output).at("gross_up"), "624.16");
}

TEST_F(GrossUpCommand, WhatCannotBeTakenIsRefusedAndLeavesTheRegister) {
    struct Row {
        std::string what;
        std::vector<std::string> arguments;
        std::vector<std::string> words;
        int exit_code;
    };
    const auto file = [this](const std::string& name, const std::string& content) {
        return write_file(name, content);
    };
    const std::string good = example_list();
    const std::vector<Row> rows{
        {"another net amount, and no decision for the first line",
         {file("net.jsonl", with(good, "310.00", "309.99")), "--decision", "B-1"},
         {"net.jsonl:2, field open_net", "310.00 was open net", "309.99"},
         3},
        {"no decision", {file("good.jsonl", good)}, {"good.jsonl:1, field decision_number"}, 3},
        {"no JSON", {file("text.jsonl", "Beste gemeente,\n")}, {"text.jsonl:1"}, 3},
        {"cut off",
         {file("cut.jsonl", good.substr(0, good.size() - 20)), "--decision", "B-1"},
         {"cut.jsonl:2"},
         3},
        {"a folder", {folder_.string()}, {"cannot be read"}, 3},
        {"no file", {path("none.jsonl")}, {"none.jsonl", "cannot be read"}, 3},
        {"neither", {}, {"--candidates"}, 2},
        {"both", {path("good.jsonl"), "--candidates"}, {"--candidates"}, 2}};
    const std::string before = books_of_register();
    for (const Row& row : rows) {
        const Ended ended = gross_up(row.arguments);
        EXPECT_EQ(ended.exit_code, row.exit_code) << row.what << ended.errors;
        EXPECT_EQ(ended.output, "") << row.what;
        for (const std::string& word : row.words) {
            EXPECT_THAT(ended.errors, HasSubstr(word)) << row.what;
        }
        EXPECT_EQ(books_of_register(), before) << row.what;
    }
    const Ended elsewhere =
        run({"gross-up", "--candidates", "--municipality", "nergens", "--year", "2026"});
    EXPECT_EQ(elsewhere.exit_code, 2);
    EXPECT_THAT(elsewhere.errors, HasSubstr("no such municipality"));
    const Ended too_soon = run(
        {"gross-up",
         "--candidates",
         "--municipality",
         "zandwijk",
         "--year",
         "2026",
         "--today",
         "2026-12-31"}
    );
    EXPECT_EQ(too_soon.exit_code, 3);
    EXPECT_THAT(too_soon.errors, HasSubstr("the year is not over"));
}

TEST_F(GrossUpCommand, RunsOnPostgresqlToo) {
    if (!test_support::TestDatabase::is_available(storage::Engine::postgresql)) {
        GTEST_SKIP() << "no PostgreSQL: DRAAGKRACHT_TEST_POSTGRESQL is not set";
    }
    const test_support::TestDatabase postgresql{storage::Engine::postgresql};
    database_ = postgresql.address();
    ASSERT_EQ(run({"migrate"}).exit_code, 0);
    ASSERT_EQ(run({"load", path("register.jsonl"), "--today", "2026-12-01"}).exit_code, 0);
    EXPECT_THAT(
        gross_up({"--candidates"}).output,
        HasSubstr(example_in_formats("gross-up candidate example", "```json\n"))
    );
    const std::string file = write_file("payroll.jsonl", example_list());
    const auto told = [&] {
        return last_line_of(gross_up({file, "--decision", "B-2027-0012", "--json"}).output);
    };
    EXPECT_EQ(told().at("added"), 2);
    EXPECT_EQ(told().at("known"), 2);
    EXPECT_EQ(run({"verify"}).exit_code, 0);
}

}  // namespace
}  // namespace draagkracht::cli
