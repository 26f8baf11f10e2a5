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
    // What an officer sees at the bank for the end of June.
    [[nodiscard]] std::string seen(const std::string& balance = "") const {
        if (!balance.empty()) {
            return std::string{iban} + "=" + balance;
        }
        const json told = json::parse(close({"--preview", "--json"}).output);
        return seen(told.at("accounts").at(0).at("closing").get<std::string>());
    }
    void add_officer() const {
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
    }
    static constexpr const char* iban = "NL91ABNA0417164300";
};

TEST_F(CloseMonth, ThePreviewTellsAMachineEveryFigureAndWritesNothing) {
    const std::string before = content_of_register();
    const Ended ended = close({"--preview", "--json", "--seen-at-bank", seen()});
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
    for (const std::string wrong : {iban, "NL91ABNA0417164300=veel"}) {
        const Ended refused = close({"--seen-at-bank", wrong});
        EXPECT_EQ(refused.exit_code, 2) << wrong;
        EXPECT_THAT(refused.errors, HasSubstr("--seen-at-bank")) << wrong;
    }
}

TEST_F(CloseMonth, ADifferenceWithTheBankIsPutBeforeASecondPerson) {
    add_officer();
    const std::vector<std::string> asking{
        "--seen-at-bank", seen("9999.00"), "--officer", "m.kaya", "--accept-difference"};
    const Ended shown = close({"--preview", "--json", "--seen-at-bank", seen("9999.00")});
    EXPECT_EQ(shown.exit_code, 4);
    const std::string bank =
        json::parse(shown.output).at("accounts").at(0).at("differences").at("bank");
    ASSERT_EQ(bank.front(), '-') << "the bank has more than the books";
    const auto ask = [&](const std::string& amount) {
        std::vector<std::string> arguments = asking;
        arguments.push_back(seen(amount));
        arguments.insert(arguments.end(), {"--reason", "de bank herstelt dit niet"});
        return close(arguments, password + "\n");
    };
    const Ended other = ask("0.01");
    EXPECT_EQ(other.exit_code, 3);
    EXPECT_THAT(other.errors, HasSubstr("has not this difference"));
    const Ended asked = ask(bank.substr(1));
    EXPECT_EQ(asked.exit_code, 0) << asked.errors;
    EXPECT_THAT(asked.output, HasSubstr("Asked as approval "));
    EXPECT_EQ(close({"--accept-difference", seen("1.00")}).exit_code, 2) << "without a reason";
}

TEST_F(CloseMonth, AClosedMonthTakesNoMoreAndStillProves) {
    // That somebody saw it a program cannot say.
    const Ended by_machine = close({"--seen-at-bank", seen()});
    EXPECT_EQ(by_machine.exit_code, 3);
    EXPECT_THAT(by_machine.errors, HasSubstr("is said by a person who looked"));
    add_officer();
    const Ended ended = close({"--seen-at-bank", seen(), "--officer", "m.kaya"}, password + "\n");
    ASSERT_EQ(ended.exit_code, 0) << ended.errors;
    EXPECT_THAT(ended.output, HasSubstr("suspense: opening, came, went"));
    EXPECT_THAT(ended.output, HasSubstr("2026-06 is closed, on 2026-07-02 by officer:"));
    EXPECT_THAT(close({}).errors, HasSubstr("all months that are over are closed"));
    // Asked again: the figures with which it was closed.
    const Ended again = close({"--month", "2026-06"});
    EXPECT_EQ(again.exit_code, 0);
    EXPECT_EQ(again.output, ended.output);
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
