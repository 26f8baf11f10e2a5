// Notifications of the bank on the command line, by the real program.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "cli/cli_case.hpp"
#include "cli/register_files.hpp"

namespace draagkracht::cli {
namespace {

using nlohmann::json;
using test_support::Ended;
using testing::HasSubstr;

const std::string own = "NL91ABNA0417164300";

// What the statement has as 20.00 under R2: 12.00 on the claim and 8.00 of nobody.
std::string notification_file(const std::string& account) {
    return R"(<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.02">)"
           "<BkToCstmrDbtCdtNtfctn><Ntfctn><Id>N1</Id><CreDtTm>2026-06-02T18:00:00</CreDtTm><Acct>"
           "<Id><IBAN>" +
           account +
           "</IBAN></Id></Acct><Ntry><Amt Ccy=\"EUR\">20.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>"
           "<Sts>BOOK</Sts><BookgDt><Dt>2026-06-02</Dt></BookgDt><AcctSvcrRef>R2</AcctSvcrRef>"
           "<NtryDtls><TxDtls><AmtDtls><TxAmt><Amt Ccy=\"EUR\">12.00</Amt></TxAmt></AmtDtls>"
           "<RmtInf><Ustrd>5000056789012345</Ustrd></RmtInf></TxDtls>"
           "<TxDtls><AmtDtls><TxAmt><Amt Ccy=\"EUR\">8.00</Amt></TxAmt></AmtDtls></TxDtls>"
           "</NtryDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>";
}

class ReconcileCommand : public ProgramCase {
  protected:
    void SetUp() override {
        ProgramCase::SetUp();
        ASSERT_EQ(run({"migrate"}).exit_code, 0);
        ASSERT_EQ(
            run({"load", write_file("register.jsonl", load_file()), "--today", "2026-05-29"})
                .exit_code,
            0
        );
    }
};

TEST_F(ReconcileCommand, ANotificationIsKeptAndToldApart) {
    const std::string file = write_file("told.xml", notification_file(own));
    const Ended told = run({"reconcile", file, "--today", "2026-06-03"});
    EXPECT_EQ(told.exit_code, 0) << told.output;
    EXPECT_THAT(told.output, HasSubstr("Notification N1 of 2026-06-02: 1 batch kept, EUR 20.00."));
    EXPECT_THAT(told.output, HasSubstr("Nothing of it is booked by itself"));
    const Ended again = run({"reconcile", file, "--today", "2026-06-03", "--json"});
    const json line = json::parse(again.output);
    EXPECT_EQ(line.at("notification"), "N1");
    EXPECT_EQ(line.at("date"), "2026-06-02");
    EXPECT_EQ(line.at("kept").at("count"), 0);
    EXPECT_EQ(line.at("known"), 1);
    EXPECT_EQ(line.at("spread").at("amount"), "0.00");
    EXPECT_EQ(line.at("notKept"), 0);
}

// Whichever comes first, the books prove.
TEST_F(ReconcileCommand, WhatWaitedIsSpreadAndTheBooksProve) {
    const std::string statement = write_file("june.xml", statement_file());
    const std::string file = write_file("told.xml", notification_file(own));
    ASSERT_EQ(run({"reconcile", statement, "--today", "2026-06-03"}).exit_code, 0);
    const Ended told = run({"reconcile", file, "--today", "2026-06-03", "--json"});
    const json line = json::parse(told.output);
    EXPECT_EQ(line.at("spread").at("count"), 1) << told.output;
    EXPECT_EQ(line.at("spread").at("amount"), "20.00");
    const json known =
        json::parse(run({"reconcile", statement, "--today", "2026-06-03", "--json"}).output);
    EXPECT_EQ(known.at("outcome"), "known");
    EXPECT_EQ(known.at("allocated").at("amount"), "62.00");
    EXPECT_EQ(known.at("suspense").at("amount"), "8.00");
    const Ended verified = run({"verify"});
    EXPECT_EQ(verified.exit_code, 0) << verified.output;
}

TEST_F(ReconcileCommand, ANotificationOfAnotherAccountIsRefused) {
    const std::string file = write_file("told.xml", notification_file("NL18RABO0123459876"));
    const Ended told = run({"reconcile", file, "--today", "2026-06-03", "--json"});
    EXPECT_NE(told.exit_code, 0);
    EXPECT_THAT(told.output + told.errors, HasSubstr("payments.unknown-account"));
}

}  // namespace
}  // namespace draagkracht::cli
