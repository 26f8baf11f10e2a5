// What cannot be taken is refused with the place, and leaves the register as it was.
#include <gmock/gmock.h>

#include <filesystem>

#include "cli/cli_case.hpp"
#include "cli/register_files.hpp"

namespace draagkracht::cli {
namespace {

using test_support::Ended;
using testing::HasSubstr;

class BadInput : public ProgramCase {
  protected:
    void SetUp() override {
        ProgramCase::SetUp();
        ASSERT_EQ(run({"migrate"}).exit_code, 0);
    }

    // The command must refuse: say all these words, write nothing anywhere, end with that code.
    void expect_refused(
        const std::vector<std::string>& command,
        const std::vector<std::string>& words,
        int exit_code = 3
    ) {
        const std::string before = content_of_register();
        const Ended ended = run(command);
        EXPECT_EQ(ended.exit_code, exit_code) << testing::PrintToString(words) << ended.errors;
        EXPECT_EQ(ended.output, "");
        for (const std::string& word : words) {
            EXPECT_THAT(ended.errors, HasSubstr(word));
        }
        EXPECT_EQ(content_of_register(), before) << testing::PrintToString(words);
        // Not a hundred megabytes, whatever the file holds.
        EXPECT_LT(ended.memory_max_kilobytes, 100'000);
    }
};

TEST_F(BadInput, StatementsThatCannotBeTaken) {
    ASSERT_EQ(run({"load", write_file("register.jsonl", load_file())}).exit_code, 0);
    const std::string good = statement_file();
    struct Row {
        std::string what;
        std::string content;
        std::vector<std::string> words;
    };
    const std::vector<Row> rows{
        {"no statement", "Beste bank, graag een afschrift.\n", {"bad.xml"}},
        {"a web page", "<html><body/></html>\n", {"bad.xml:1", "HTML"}},
        {"an empty file", "", {"bad.xml"}},
        {"cut off", good.substr(0, good.size() / 2), {"bad.xml"}},
        {"cut off before the last tag", good.substr(0, good.find("</Document>")), {"bad.xml"}},
        {"entities",
         with(good, "<Document", "<!DOCTYPE d [<!ENTITY e SYSTEM \"/etc/passwd\">]>\n<Document"),
         {"bad.xml:2"}},
        {"three decimals",
         with(good, "<Amt Ccy=\"EUR\">50.00", "<Amt Ccy=\"EUR\">50.005"),
         {"bad.xml:12", "entry 1"}},
        {"a balance that does not meet", with(good, "1070.00", "1070.01"), {"bad.xml", "0.01"}},
        {"a date that does not exist",
         with(good, "<ValDt><Dt>2026-06-02", "<ValDt><Dt>2026-06-31"),
         {"bad.xml:13", "entry 1"}},
        {"an account that is not ours",
         with(good, "NL91ABNA0417164300", "NL44RABO0123456789"),
         {"bad.xml", "account"}},
        {"an element without end",
         with(good, "<Id>S-20260602", "<Id>" + std::string(8'000'000, 'x')),
         {"bad.xml:6"}},
    };
    for (const Row& row : rows) {
        SCOPED_TRACE(row.what);
        expect_refused({"reconcile", write_file("bad.xml", row.content)}, row.words);
    }
    expect_refused({"reconcile", path("absent.xml")}, {"absent.xml"});
    expect_refused({"reconcile", folder_.string()}, {folder_.filename().string()});
}

// What is told names the place, also when it holds what is no text.
TEST_F(BadInput, PlacesThatAreNoText) {
    ASSERT_EQ(run({"load", write_file("register.jsonl", load_file())}).exit_code, 0);
    const std::string not_utf8 = write_file("caf\xE9\x1B[31m.xml", "no statement");
    expect_refused({"reconcile", not_utf8, "--json"}, {R"("code":"payments.unknown-format")"});
    expect_refused({"reconcile", not_utf8}, {"?[31m.xml:1"});
    // The message shows twenty bytes of the text, and the last of these is half a letter.
    const std::string half_letter = with(
        statement_file(),
        "<Sts>BOOK",
        "<Sts>B\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9"
    );
    expect_refused(
        {"reconcile", write_file("bad.xml", half_letter), "--json"},
        {R"("code":"payments.unknown-value")"}
    );
}

// Two gigabytes that take no room on disk: a good beginning, and then nothing but zeros.
TEST_F(BadInput, AStatementOfTwoGigabytes) {
    const std::string file =
        write_file("large.xml", statement_file().substr(0, statement_file().find("<Stmt>")));
    std::filesystem::resize_file(file, std::uintmax_t{2} << 30);
    expect_refused({"reconcile", file}, {"large.xml:5"});
}

TEST_F(BadInput, RegistersThatCannotBeLoaded) {
    const std::string good = load_file();
    struct Row {
        std::string what;
        std::string content;
        std::vector<std::string> words;
    };
    const std::vector<Row> rows{
        {"no JSON", "naam;bedrag\n", {"bad.jsonl:1"}},
        {"cut off", good.substr(0, good.find(R"({"kind":"end")")), {"bad.jsonl"}},
        {"cut off in a line", good.substr(0, good.size() / 2), {"bad.jsonl"}},
        {"three decimals",
         with(good, R"("amount":"600.00")", R"("amount":"600.005")"),
         {"bad.jsonl:3", "amount"}},
        {"an amount as a number",
         with(good, R"("amount":"600.00")", R"("amount":600.00)"),
         {"bad.jsonl:3", "amount"}},
        {"an invalid BSN", with(good, "111222333", "111222334"), {"bad.jsonl:2", "bsn"}},
        {"an invalid IBAN",
         with(good, "NL20INGB0001234567", "NL21INGB0001234567"),
         {"bad.jsonl:2", "accounts"}},
        {"a plan of nothing a month",
         with(good, R"("monthly_amount":"50.00")", R"("monthly_amount":"0.00")"),
         {"bad.jsonl:4"}},
        {"a plan of more than a lifetime",
         with(good, R"("monthly_amount":"50.00")", R"("monthly_amount":"0.01")"),
         {"bad.jsonl:4"}},
        {"a date that does not exist",
         with(good, R"("first_due_date":"2026-06-01")", R"("first_due_date":"2026-02-30")"),
         {"bad.jsonl:4", "first_due_date"}},
        {"a plan beyond the calendar",
         with(good, R"("first_due_date":"2026-06-01")", R"("first_due_date":"9999-12-31")"),
         {"bad.jsonl:4", "12 months"}},
        {"a municipality that is not here",
         with(good, R"("code":"zandwijk")", R"("code":"atlantis")"),
         {"bad.jsonl:1"}},
        {"two wrong lines",
         with(with(good, "111222333", "111222334"), "2026-03-02", "2026-03-32"),
         {"bad.jsonl:2", "bad.jsonl:3"}},
    };
    for (const Row& row : rows) {
        SCOPED_TRACE(row.what);
        expect_refused({"load", write_file("bad.jsonl", row.content)}, row.words);
        EXPECT_EQ(run({"load", path("bad.jsonl")}).errors.find("11122233"), std::string::npos);
    }
    expect_refused({"load", path("absent.jsonl")}, {"absent.jsonl"});
}

TEST_F(BadInput, DatesOfOptionsThatDoNotExist) {
    expect_refused({"run", "--until", "2026-02-30"}, {"--until"}, 2);
    expect_refused({"run", "--until", "31-07-2026"}, {"--until"}, 2);
    expect_refused({"run", "--until", "2026-07-31", "--from", "gisteren"}, {"--from"}, 2);
    expect_refused({"load", path("x.jsonl"), "--today", "2026-13-01"}, {"--today"}, 2);
    expect_refused(
        {"run", "--until", "2026-07-02", "--today", "2026-07-01"}, {"--until", "2026-07-01"}, 2
    );
}

}  // namespace
}  // namespace draagkracht::cli
