// Lists of payroll as a municipality takes them in and writes them, with the example of
// docs/formats.md.
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
using testing::AllOf;
using testing::HasSubstr;

std::string claim_line(const std::string& number, const std::string& client) {
    return R"({"kind":"claim","claim_number":")" + number +
           R"(","claim_kind":"overpayment","law":"PW","legal_ground":"PW 58 lid 2 onder a",)"
           R"("cause":"late_processing","culpability":"none","decision_number":"B-)" +
           number +
           R"(","decision_date":"2026-03-02","notified_date":"2026-03-02",)"
           R"("due_date":"2026-04-13","amount":"300.00",)"
           R"("debtors":[{"client_number":")" +
           client + R"(","liable_from":"2026-03-02"}]})" + "\n";
}

// The claims and the plan of the example.
std::string register_of_example() {
    return R"({"kind":"municipality","code":"zandwijk"})"
           "\n"
           R"({"kind":"person","client_number":"100234","surname":"Berg"})"
           "\n"
           R"({"kind":"person","client_number":"100235","surname":"Jansen"})"
           "\n" +
           claim_line("V-2026-0031", "100234") + claim_line("V-2026-0044", "100235") +
           R"({"kind":"plan","plan_number":"R-2026-0012","client_number":"100234",)"
           R"("agreed_on":"2026-04-20","monthly_amount":"60.00","first_due_date":"2026-06-28",)"
           R"("claims":[{"claim_number":"V-2026-0031","amount":"300.00"}]})"
           "\n"
           R"({"kind":"end","lines":6})"
           "\n";
}

class PayrollListCommand : public ProgramCase {
  protected:
    void SetUp() override {
        ProgramCase::SetUp();
        ASSERT_EQ(run({"migrate"}).exit_code, 0);
        const Ended loaded = run(
            {"load", write_file("register.jsonl", register_of_example()), "--today", "2026-05-29"}
        );
        ASSERT_EQ(loaded.exit_code, 0) << loaded.errors;
    }

    static std::string example_list() {
        return example_in_formats("payroll list example", "```csv\n");
    }
    // The list of June, of which the example takes a line back.
    [[nodiscard]] std::string list_of_june() const {
        const std::string example = example_list();
        return write_file(
            "june.csv",
            example.substr(0, example.find('\n') + 1) +
                "U-2026-06;1;2026-06;2026-06-24;100234;R-2026-0012;;60,00;\n"
                "end;1;;;;;;60,00;\n"
        );
    }
    [[nodiscard]] Ended take(
        const std::string& file,
        std::vector<std::string> more = {},
        const std::string& today = "2026-07-31"
    ) const {
        std::vector<std::string> arguments{
            "take-list", file, "--municipality", "zandwijk", "--today", today};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(std::move(arguments));
    }
    [[nodiscard]] std::string content_of(const std::string& name) const {
        std::ostringstream text;
        text << std::ifstream{path(name), std::ios::binary}.rdbuf();
        return text.str();
    }
    [[nodiscard]] Ended write_list(const std::string& month, std::vector<std::string> more = {})
        const {
        std::vector<std::string> arguments{
            "set-off-list",
            "--out",
            path("asked"),
            "--municipality",
            "zandwijk",
            "--today",
            "2026-07-31",
            "--month",
            month};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(std::move(arguments));
    }
};

TEST_F(PayrollListCommand, TheExampleOfTheDocumentIsTakenInOnce) {
    ASSERT_EQ(take(list_of_june()).exit_code, 0);
    const std::string file = write_file("july.csv", example_list());
    const Ended dry = take(file, {"--dry-run"});
    EXPECT_EQ(dry.exit_code, 0) << dry.errors;
    // 60.00 and 25.50 on claims, less 60.00 of June; 40.00 of nobody.
    EXPECT_THAT(
        dry.output,
        AllOf(
            HasSubstr("List U-2026-07: 4 lines, EUR 65.50; EUR 25.50 placed on claims, EUR 40.00"),
            HasSubstr("line 3 waits: EUR 40.00, unknown_client"),
            HasSubstr("Nothing was written.")
        )
    );
    const Ended done = take(file, {"--json"});
    EXPECT_EQ(done.exit_code, 0) << done.errors;
    EXPECT_EQ(
        json::parse(done.output),
        (json{
            {"list", "U-2026-07"},
            {"kind", "set_off"},
            {"lines", 4},
            {"total", "65.50"},
            {"allocated", "25.50"},
            {"suspense", "40.00"},
            {"waiting",
             json::array({{{"line", 3}, {"amount", "40.00"}, {"code", "unknown_client"}}})},
            {"differences", json::array()},
            {"known", false},
            {"written", true}})
    );
    const Ended again = take(file);
    EXPECT_EQ(again.exit_code, 0) << again.errors;
    EXPECT_THAT(again.output, HasSubstr("It was taken in before; nothing was booked now."));
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
         "2026-07-31"}
    );
    EXPECT_THAT(
        explained.output,
        AllOf(
            HasSubstr("balance: open, 2026-07-31: 240.00"),
            HasSubstr("set_off list U-2026-07 of 2026-07-24, placed by payroll_list"),
            // What the debtor did not do acknowledges nothing (Awb 4:105).
            testing::Not(HasSubstr("the day after the payment"))
        )
    );
}

TEST_F(PayrollListCommand, WhatCannotBeTakenIsRefusedAndLeavesTheRegister) {
    ASSERT_EQ(take(list_of_june()).exit_code, 0);
    const std::string good = example_list();
    struct Row {
        std::string what;
        std::vector<std::string> arguments;
        std::vector<std::string> words;
        int exit_code;
    };
    const auto file = [this](const std::string& name, const std::string& content) {
        return write_file(name, content);
    };
    const std::vector<Row> rows{
        {"two slips",
         {file("slips.csv", with(with(good, "25.50", "25.5"), "100999", "=100999"))},
         {"slips.csv:3, column 8 amount", "slips.csv:4, column 5 client_number"},
         3},
        {"cut off", {file("cut.csv", good.substr(0, good.size() - 20))}, {"cut.csv"}, 3},
        {"another total", {file("total.csv", with(good, "65,50", "65,51"))}, {"come to 65.50"}, 3},
        {"paid tomorrow",
         {file("future.csv", with(good, "2026-07-24", "2026-08-01"))},
         {"future.csv, line 1 of the list, pay_date"},
         3},
        {"the number of June with other lines",
         {file("june-again.csv", with(content_of("june.csv"), "2026-06-24", "2026-06-25"))},
         {"june-again.csv: a list with this number was taken in"},
         3},
        {"an employer's without its entry",
         {file("employer.csv", with(good, "set_off_list", "withholding_list"))},
         {"name the entry that waits in suspense"},
         3},
        {"an entry that nobody names", {path("employer.csv"), "--entry", "1"}, {"--officer"}, 2},
        {"an entry that is no number", {path("employer.csv"), "--entry", "x"}, {"--entry"}, 2},
        {"a folder", {folder_.string()}, {"cannot be read"}, 3},
        {"no file", {path("none.csv")}, {"none.csv", "cannot be read"}, 3}};
    const std::string before = content_of_register();
    for (const Row& row : rows) {
        const Ended ended =
            take(row.arguments.front(), {row.arguments.begin() + 1, row.arguments.end()});
        EXPECT_EQ(ended.exit_code, row.exit_code) << row.what << ended.errors;
        EXPECT_EQ(ended.output, "") << row.what;
        for (const std::string& word : row.words) {
            EXPECT_THAT(ended.errors, HasSubstr(word)) << row.what;
        }
        EXPECT_EQ(content_of_register(), before) << row.what;
    }
    const std::string password = "een lang wachtwoord\n";
    ASSERT_EQ(
        run({"officers",
             "add",
             "j.bakker",
             "--name",
             "J. Bakker",
             "--municipality",
             "zandwijk",
             "--role",
             "debt_officer"},
            password)
            .exit_code,
        0
    );
    const Ended nothing =
        run({"take-list",
             path("employer.csv"),
             "--municipality",
             "zandwijk",
             "--today",
             "2026-07-31",
             "--entry",
             "999999",
             "--officer",
             "j.bakker"},
            password);
    EXPECT_EQ(nothing.exit_code, 3);
    EXPECT_THAT(
        nothing.errors, HasSubstr("no bank statement of this municipality holds this entry")
    );
    const Ended elsewhere = run({"take-list", path("june.csv"), "--municipality", "nergens"});
    EXPECT_EQ(elsewhere.exit_code, 2);
    EXPECT_THAT(elsewhere.errors, HasSubstr("no such municipality"));
}

TEST_F(PayrollListCommand, WhatPayrollIsAskedComesBackWithItsDifferences) {
    const Ended nothing = write_list("2026-08");
    EXPECT_EQ(nothing.exit_code, 0) << nothing.errors;
    EXPECT_THAT(nothing.output, HasSubstr("Nothing is due; no list was written."));
    EXPECT_TRUE(json::parse(write_list("2026-08", {"--json"}).output).at("list").is_null());
    change_register("INSERT INTO plan_way_to_pay (plan_id, way) SELECT id, 'set_off' FROM plan");
    const Ended asked = write_list("2026-08", {"--json"});
    EXPECT_EQ(asked.exit_code, 0) << asked.errors;
    const json told = json::parse(asked.output);
    EXPECT_EQ(told.at("list"), "2026-08-1");
    EXPECT_EQ(told.at("lines"), 1);
    EXPECT_EQ(told.at("total"), "60.00");
    EXPECT_EQ(told.at("leftOut"), json::array());
    const std::string file = "asked/set-off-zandwijk-2026-08-1.csv";
    EXPECT_EQ(told.at("file"), path(file));
    const std::string list = content_of(file);
    EXPECT_THAT(list, HasSubstr("2026-08-1;1;2026-08;;100234;R-2026-0012;;60,00;\n"));
    EXPECT_THAT(write_list("2026-08").output, HasSubstr("it was written before"));
    EXPECT_EQ(content_of(file), list);
    // The list of September stands beside it.
    EXPECT_EQ(write_list("2026-09").exit_code, 0);
    EXPECT_EQ(content_of(file), list);
    EXPECT_THAT(
        content_of("asked/set-off-zandwijk-2026-09-1.csv"), HasSubstr("2026-09-1;1;2026-09")
    );

    // Payroll could set off 45.00, and fills in the day.
    const std::string back = with(
        with(with(list, ";;100234", ";2026-08-24;100234"), "60,00", "45,00"), "60,00", "45,00"
    );
    const Ended taken = take(write_file("back.csv", back), {}, "2026-08-31");
    EXPECT_EQ(taken.exit_code, 0) << taken.errors;
    EXPECT_THAT(
        taken.output,
        HasSubstr("differs: 2026-08 plan R-2026-0012, asked EUR 60.00, set off EUR 45.00"
                  " (asked in line 1) (line 1)")
    );
    const Ended again = take(path("back.csv"), {"--json"}, "2026-08-31");
    EXPECT_EQ(
        json::parse(again.output).at("differences"),
        json::array(
            {{{"difference", "less"},
              {"period", "2026-08"},
              {"askedLine", 1},
              {"line", 1},
              {"plan", "R-2026-0012"},
              {"asked", "60.00"},
              {"setOff", "45.00"}}}
        )
    );
    const Ended over = write_list("2026-06");
    EXPECT_EQ(over.exit_code, 3);
    EXPECT_THAT(over.errors, HasSubstr("this month is over"));
    EXPECT_EQ(write_list("2026-13").exit_code, 2);
    const Ended unwritable = run(
        {"set-off-list",
         "--out",
         write_file("a-file", "x"),
         "--municipality",
         "zandwijk",
         "--month",
         "2026-09",
         "--today",
         "2026-07-31"}
    );
    EXPECT_EQ(unwritable.exit_code, 3);
    EXPECT_THAT(unwritable.errors, HasSubstr("nothing can be laid here"));
}

}  // namespace
}  // namespace draagkracht::cli
