// Closing a month on the command line, by the real program.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "cli/cli_case.hpp"
#include "cli/register_files.hpp"

namespace draagkracht::cli {
namespace {

using nlohmann::json;
using test_support::Ended;
using testing::HasSubstr;

const std::string password = "een lang wachtwoord";

// On 2 June the bank brought 50.00 on a claim and 20.00 of nobody; no statement comes after it.
class CloseMonth : public ProgramCase {
  protected:
    void SetUp() override {
        ProgramCase::SetUp();
        ASSERT_EQ(run({"migrate"}).exit_code, 0);
        ASSERT_EQ(
            run({"load", write_file("register.jsonl", load_file()), "--today", "2026-05-29"})
                .exit_code,
            0
        );
        ASSERT_EQ(
            run({"reconcile", write_file("june.xml", statement_file()), "--today", "2026-06-03"})
                .exit_code,
            0
        );
    }
    [[nodiscard]] Ended close(std::vector<std::string> more, const std::string& typed = {}) const {
        std::vector<std::string> arguments{
            "close-month", "--municipality", "zandwijk", "--today", "2026-07-02"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(std::move(arguments), typed);
    }
    static constexpr const char* iban = "NL91ABNA0417164300";
};

TEST_F(CloseMonth, ThePreviewTellsAMachineEveryFigureAndWritesNothing) {
    const std::string before = content_of_register();
    const Ended ended = close({"--preview", "--json", "--seen-at-bank", iban});
    ASSERT_EQ(ended.exit_code, 0) << ended.errors;
    const json told = json::parse(ended.output);
    EXPECT_EQ(told.at("month"), "2026-06");
    EXPECT_EQ(told.at("closed"), false);
    EXPECT_EQ(told.at("proofSha256"), nullptr);
    const json account = told.at("accounts").at(0);
    EXPECT_EQ(account.at("account"), iban);
    EXPECT_EQ(account.at("received"), "70.00");
    EXPECT_EQ(account.at("closingFrom"), "officer");
    EXPECT_EQ(
        account.at("own"),
        (json{{"allocated", "50.00"}, {"suspended", "20.00"}, {"refunded", "0.00"}})
    );
    EXPECT_EQ(account.at("ledger"), "50.00");
    EXPECT_EQ(account.at("suspenseClosing"), "20.00");
    EXPECT_EQ(account.at("differences").size(), 5U);
    EXPECT_EQ(account.at("differences").at("bank"), "0.00");
    EXPECT_EQ(content_of_register(), before);
}

TEST_F(CloseMonth, WhatIsInTheWayIsToldAndTheMonthStaysOpen) {
    const std::string before = content_of_register();
    const Ended ended = close({});
    EXPECT_EQ(ended.exit_code, 4);
    EXPECT_THAT(ended.output, HasSubstr("In the way: "));
    EXPECT_THAT(ended.output, HasSubstr("2026-06 cannot be closed."));
    EXPECT_EQ(content_of_register(), before);
    EXPECT_EQ(close({"--month", "juni"}).exit_code, 2);
    EXPECT_EQ(close({"--month", "2026-07"}).exit_code, 4);
}

TEST_F(CloseMonth, AClosedMonthTakesNoMoreAndStillProves) {
    // That somebody saw it a program cannot say.
    const Ended by_machine = close({"--seen-at-bank", iban});
    EXPECT_EQ(by_machine.exit_code, 3);
    EXPECT_THAT(by_machine.errors, HasSubstr("is said by a person who looked"));
    ASSERT_EQ(
        run({"officers",
             "add",
             "m.kaya",
             "--name",
             "M. Kaya",
             "--municipality",
             "zandwijk",
             "--role",
             "debt_officer"},
            password + "\n")
            .exit_code,
        0
    );
    const Ended ended = close({"--seen-at-bank", iban, "--officer", "m.kaya"}, password + "\n");
    ASSERT_EQ(ended.exit_code, 0) << ended.errors;
    EXPECT_THAT(ended.output, HasSubstr("suspense: opening, came, went"));
    EXPECT_THAT(ended.output, HasSubstr("2026-06 is closed. Proof "));
    EXPECT_THAT(close({}).errors, HasSubstr("all months that are over are closed"));
    const std::string late = with(statement_file(), "2026-06-02", "2026-06-29");
    const Ended refused =
        run({"reconcile", write_file("late.xml", late), "--today", "2026-06-30", "--json"});
    EXPECT_EQ(refused.exit_code, 3);
    EXPECT_THAT(refused.errors, HasSubstr("claims.month-closed"));
    const Ended verified = run({"verify", "--json"});
    EXPECT_EQ(verified.exit_code, 0) << verified.output;
    EXPECT_THAT(verified.output, HasSubstr("months-stand"));
}

}  // namespace
}  // namespace draagkracht::cli
