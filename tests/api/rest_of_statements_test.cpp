// Runs over folders of statements, and what keeps a statement out, over REST.
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "api/rest_fixture.hpp"
#include "draagkracht/payments/reconciliation_run_service.hpp"
#include "support/bank_register.hpp"

namespace draagkracht::api {
namespace {

namespace fs = std::filesystem;
using test_support::StatementText;

// A folder with 28 June, and 30 June before which 29 June is missing.
class RestOfStatements : public Rest {
  protected:
    void SetUp() override {
        Rest::SetUp();
        if (IsSkipped()) {
            return;
        }
        const auto account = base::Iban::parse(test_support::BankRegister::own_account).value();
        ASSERT_TRUE(payments::ReconciliationService{database()}.add_bank_account(
            register_->machine(access::Machine::conversion), register_->zandwijk(), account
        ));
        fs::create_directories(folder_);
        const auto of_day = [](const std::string& day, std::string_view opening) {
            StatementText statement{"S" + day, "2026-06-" + day};
            statement.opens_with(base::Money::parse(opening).value())
                .paid("25.00", {.text = "van niemand", .bank_reference = "B" + day});
            return statement;
        };
        write("a.xml", of_day("28", "100.00"));
        write("b.xml", of_day("30", "150.00"));
    }
    void TearDown() override {
        fs::remove_all(folder_);
        Rest::TearDown();
    }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream{folder_ / name, std::ios::binary} << text;
    }
    void write(const std::string& name, const StatementText& statement) const {
        write(name, test_support::text_of({statement}));
    }
    void run() {
        ASSERT_TRUE(payments::ReconciliationRunService{database()}.run(
            register_->machine(access::Machine::reconciliation), register_->zandwijk(), folder_
        ));
    }
    json told(const std::string& address, const std::string& pattern) {
        const Answer answer = get(address, log_in("supervisor"));
        EXPECT_EQ(answer.status, 200) << answer.body;
        expect_in_contract(answer, "get", pattern);
        return json::parse(answer.body);
    }
    // The files of the last run.
    json last_files() {
        const json runs = told(at_ + runs_, pattern_ + runs_).at("afschriftverwerkingen");
        const std::string number = runs.at(0).at("verwerkingsnummer");
        return told(at_ + runs_ + "/" + number, pattern_ + runs_ + "/{verwerkingsnummer}")
            .at("bestanden");
    }
    json waiting() {
        return told(at_ + findings_, pattern_ + findings_).at("afschriftbevindingen");
    }
    const fs::path folder_ =
        fs::temp_directory_path() / ("rest_of_statements_" + std::to_string(::getpid()));
    const std::string at_ = "/v1/gemeenten/zandwijk";
    const std::string pattern_ = "/v1/gemeenten/{gemeentecode}";
    const std::string runs_ = "/afschriftverwerkingen";
    const std::string findings_ = "/afschriftbevindingen";
};

TEST_P(RestOfStatements, WhatCameOfAFolderIsToldAndAGapIsConfirmed) {
    run();
    const json runs = told(at_ + runs_, pattern_ + runs_).at("afschriftverwerkingen");
    ASSERT_EQ(runs.size(), 1U);
    EXPECT_EQ(runs.at(0).at("afgerond"), true);
    const std::string run_number = runs.at(0).at("verwerkingsnummer");
    const std::string one = runs_ + "/{verwerkingsnummer}";
    const json files = told(at_ + runs_ + "/" + run_number, pattern_ + one).at("bestanden");
    ASSERT_EQ(files.size(), 2U);
    EXPECT_EQ(files.at(0).at("geweigerd"), nullptr);
    EXPECT_EQ(files.at(0).at("afschriften").at(0).at("uitkomst"), "gesloten");
    EXPECT_EQ(files.at(0).at("afschriften").at(0).at("tussenrekening").at("bedrag"), "25.00");
    EXPECT_EQ(files.at(1).at("geweigerd").at("code"), "payments.gap");

    const json waiting = told(at_ + findings_, pattern_ + findings_).at("afschriftbevindingen");
    ASSERT_EQ(waiting.size(), 1U);
    EXPECT_EQ(waiting.at(0).at("bestand"), "b.xml");
    EXPECT_EQ(waiting.at(0).at("afschrift"), 1);
    EXPECT_EQ(waiting.at(0).at("soort"), "gat");
    EXPECT_EQ(waiting.at(0).at("verwerkingsnummer"), run_number);
    const std::string number = waiting.at(0).at("bevindingsnummer");
    const auto confirm = [&](const std::string& login, const std::string& which, const json& body) {
        const Answer answer =
            post(at_ + findings_ + "/" + which + "/bevestiging", log_in(login), body.dump());
        expect_in_contract(
            answer, "post", pattern_ + findings_ + "/{bevindingsnummer}/bevestiging"
        );
        return answer;
    };
    const json why{{"reden", "de bank voegde de rekening samen"}};
    EXPECT_EQ(confirm("supervisor", number, why).status, 403);
    EXPECT_EQ(confirm("neighbour", number, why).status, 403);
    EXPECT_EQ(confirm("officer", number, {{"reden", "twee\nregels"}}).status, 400);
    EXPECT_THAT(confirm("officer", "1", why).body, HasSubstr("payments.nothing-to-confirm"));
    EXPECT_THAT(confirm("officer", "x", why).body, HasSubstr("payments.nothing-to-confirm"));
    const Answer confirmed = confirm("officer", number, why);
    ASSERT_EQ(confirmed.status, 200) << confirmed.body;
    EXPECT_THAT(confirm("officer", number, why).body, HasSubstr("payments.nothing-to-confirm"));
    EXPECT_THAT(told(at_ + findings_, pattern_ + findings_).at("afschriftbevindingen"), IsEmpty());

    // Handed in once more it goes through, by that confirmation.
    run();
    const std::string latest = told(at_ + runs_, pattern_ + runs_)
                                   .at("afschriftverwerkingen")
                                   .at(0)
                                   .at("verwerkingsnummer");
    ASSERT_NE(latest, run_number);
    for (const json& file : told(at_ + runs_ + "/" + latest, pattern_ + one).at("bestanden")) {
        EXPECT_EQ(file.at("geweigerd"), nullptr);
    }
}

TEST_P(RestOfStatements, WhatCameOfANotificationIsTold) {
    std::ofstream{folder_ / "c.xml", std::ios::binary}
        << R"(<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.02">)"
           "<BkToCstmrDbtCdtNtfctn><Ntfctn><Id>N1</Id><CreDtTm>2026-06-28T18:00:00</CreDtTm><Acct>"
           "<Id><IBAN>NL26VAYB8060476890</IBAN></Id></Acct><Ntry><Amt Ccy=\"EUR\">25.00</Amt>"
           "<CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-06-28</Dt></BookgDt>"
           "<AcctSvcrRef>X28</AcctSvcrRef><NtryDtls><TxDtls><AmtDtls><TxAmt>"
           "<Amt Ccy=\"EUR\">20.00</Amt></TxAmt></AmtDtls></TxDtls><TxDtls><AmtDtls><TxAmt>"
           "<Amt Ccy=\"EUR\">5.00</Amt></TxAmt></AmtDtls></TxDtls></NtryDtls></Ntry></Ntfctn>"
           "</BkToCstmrDbtCdtNtfctn></Document>";
    run();
    const json runs = told(at_ + runs_, pattern_ + runs_).at("afschriftverwerkingen");
    const std::string number = runs.at(0).at("verwerkingsnummer");
    const json files =
        told(at_ + runs_ + "/" + number, pattern_ + runs_ + "/{verwerkingsnummer}").at("bestanden");
    const json expected{
        {"kenmerk", "N1"},
        {"datum", "2026-06-28"},
        {"bewaard", {{"aantal", 1}, {"bedrag", "25.00"}}},
        {"alBekend", 0},
        {"alsnogVerdeeld", {{"aantal", 0}, {"bedrag", "0.00"}}},
        {"nietBewaard", 0}};
    EXPECT_EQ(files.at(0).at("naam"), "c.xml");
    EXPECT_EQ(files.at(0).at("notificaties"), json::array({expected}));
    EXPECT_EQ(files.at(1).at("notificaties"), json::array());
}

// What waited comes by itself when the missing day does; and nobody else sees any of it.
TEST_P(RestOfStatements, WhatNoLongerWaitsIsNotToldAndOthersSeeNothing) {
    run();
    StatementText missing{"S29", "2026-06-29"};
    missing.opens_with(base::Money::parse("125.00").value())
        .paid("25.00", {.text = "van niemand", .bank_reference = "B29"});
    write("c.xml", missing);
    run();
    EXPECT_THAT(told(at_ + findings_, pattern_ + findings_).at("afschriftbevindingen"), IsEmpty());
    for (const std::string& path : {runs_, runs_ + "/1", findings_}) {
        EXPECT_EQ(get(at_ + path, log_in("neighbour")).status, 403) << path;
        EXPECT_EQ(get(at_ + path, log_in("caseworker")).status, 403) << path;
    }
    EXPECT_EQ(get(at_ + runs_ + "/1", log_in("officer")).status, 404);
}

// Each page is a file of its own. That the balances of the whole do not meet is found on the last
// page, and an officer confirms it there.
TEST_P(RestOfStatements, AFindingOnAPageIsConfirmedAndThenThePagesAreTakenTogether) {
    fs::remove(folder_ / "a.xml");
    fs::remove(folder_ / "b.xml");
    write("p1.xml", test_support::camt_page(1, false, "100.00", "25.00"));
    write("p2.xml", test_support::camt_page(2, true, "126.00", "5.00"));
    run();
    const json found = waiting();
    ASSERT_EQ(found.size(), 1U) << found.dump();
    EXPECT_EQ(found.at(0).at("bestand"), "p2.xml");
    EXPECT_EQ(found.at(0).at("afschrift"), 1);
    EXPECT_EQ(found.at(0).at("soort"), "saldo_klopt_niet");
    EXPECT_EQ(last_files().at(1).at("geweigerd").at("code"), "payments.balance-break");

    const std::string number = found.at(0).at("bevindingsnummer");
    const Answer confirmed = post(
        at_ + findings_ + "/" + number + "/bevestiging",
        log_in("officer"),
        json{{"reden", "de bank herstelt dit niet"}}.dump()
    );
    ASSERT_EQ(confirmed.status, 200) << confirmed.body;
    EXPECT_THAT(waiting(), IsEmpty());

    run();
    const json files = last_files();
    ASSERT_EQ(files.size(), 2U);
    for (const json& file : files) {
        EXPECT_EQ(file.at("geweigerd"), nullptr) << file.dump();
    }
    const json last = files.at(1).at("afschriften").at(0);
    EXPECT_EQ(last.at("uitkomst"), "open_gebleven");
    EXPECT_EQ(last.at("betalingen").at("bedrag"), "5.00");
    EXPECT_EQ(last.at("verschil"), "1.00");
    EXPECT_THAT(waiting(), IsEmpty());
}

DRAAGKRACHT_ON_BOTH_DATABASES(RestOfStatements);

}  // namespace
}  // namespace draagkracht::api
