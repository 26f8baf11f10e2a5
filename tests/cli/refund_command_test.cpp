// Paying back as two officers do it: from the decision to the bank and back.
#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "cli/cli_case.hpp"
#include "cli/register_files.hpp"
#include "draagkracht/access/access_service.hpp"
#include "draagkracht/access/approvals_service.hpp"
#include "draagkracht/base/sha256.hpp"
#include "draagkracht/payments/hand_act_service.hpp"
#include "draagkracht/payments/suspense_service.hpp"
#include "support/bank_register.hpp"

namespace draagkracht::cli {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test_support::Ended;
using test_support::StatementText;
using testing::HasSubstr;

const std::string password = "een lang wachtwoord";

// 60.00 of nobody waits.
class RefundCommand : public ProgramCase {
  protected:
    void SetUp() override {
        ProgramCase::SetUp();
        ASSERT_EQ(run({"migrate"}).exit_code, 0);
        const std::string file = write_file("register.jsonl", load_file());
        ASSERT_EQ(run({"load", file, "--today", "2026-05-20"}).exit_code, 0);
        for (const auto& [login, role] :
             {std::pair{"j.bakker", "debt_officer"}, std::pair{"p.visser", "supervisor"}}) {
            const Ended added =
                run({"officers",
                     "add",
                     login,
                     "--name",
                     login,
                     "--municipality",
                     "zandwijk",
                     "--role",
                     role},
                    password + "\n");
            ASSERT_EQ(added.exit_code, 0) << added.errors;
        }
        register_ = std::make_unique<storage::Database>(
            storage::DatabaseAddress::parse(database_).value(), 1
        );
        sealer_ = storage::Sealer::from_key_file(path("register.key")).value();
        reconcile(StatementText{"S1", "2026-06-10"}
                      .opens_with(base::Money{})
                      .of_account("NL91ABNA0417164300")
                      .paid("60.00", {.account = "NL18RABO0123459876", .name = "J. Jansen"}));
    }

    void reconcile(const StatementText& statement) const {
        const std::string file = write_file("statement.xml", test_support::text_of({statement}));
        const Ended done = run({"reconcile", file, "--today", "2026-07-03"});
        ASSERT_EQ(done.exit_code, 0) << done.errors;
    }
    [[nodiscard]] base::MunicipalityId zandwijk() const {
        for (const access::Municipality& known :
             access::AccessService{*register_}.municipalities()) {
            if (known.code == "zandwijk") {
                return known.id;
            }
        }
        throw base::ProgrammerFault{"the register holds Zandwijk"};
    }
    [[nodiscard]] access::Occasion as(const std::string& login) const {
        access::AccessService access{*register_};
        const base::Timestamp now = base::clock_now();
        const auto session = access.log_in(login, password, now);
        return {
            access.signed_in(session->token, now)->actor,
            base::BusinessDate{base::Date::parse("2026-07-03").value()},
            now};
    }
    void approve() const {
        const access::Occasion supervisor = as("p.visser");
        access::ApprovalsService approvals{*register_};
        const auto open = approvals.open_approvals(supervisor, zandwijk());
        for (const access::AskedApproval& one : *open) {
            if (one.state == access::ApprovalState::waits) {
                ASSERT_TRUE(approvals.decide(supervisor, zandwijk(), one.asked.id, {true}));
            }
        }
    }
    [[nodiscard]] payments::HandActService acts() const { return {*register_, *sealer_}; }
    [[nodiscard]] payments::RefundAsked refund_of_25() const {
        payments::SuspenseService suspense{*register_};
        const access::Occasion officer = as("j.bakker");
        const auto list = suspense.list(officer, zandwijk());
        const base::EntryId entry = list->items.at(0).entry;
        const auto look = suspense.look(officer, zandwijk(), entry);
        return {"H-1", "dubbel betaald", {entry, look->revision}, base::Money::cents(2500)};
    }

    [[nodiscard]] Ended refund(std::vector<std::string> more, const std::string& typed = password)
        const {
        std::vector<std::string> arguments{
            "refund",
            "--municipality",
            "zandwijk",
            "--officer",
            "j.bakker",
            "--today",
            "2026-07-03"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(std::move(arguments), typed + "\n");
    }
    static json last_line_of(const std::string& output) {
        std::istringstream lines{output};
        std::string last;
        for (std::string line; std::getline(lines, line);) {
            last = line;
        }
        return json::parse(last);
    }
    [[nodiscard]] std::string content(const std::string& name) const {
        std::ifstream file{path(name), std::ios::binary};
        std::ostringstream bytes;
        bytes << file.rdbuf();
        return bytes.str();
    }

    std::unique_ptr<storage::Database> register_;
    std::optional<storage::Sealer> sealer_;
};

TEST_F(RefundCommand, TwoOfficersMakeAFileForTheBankAndItsMoneyClosesTheRefund) {
    const payments::RefundAsked asked = refund_of_25();
    ASSERT_TRUE(acts().ask_refund(as("j.bakker"), zandwijk(), asked));
    EXPECT_THAT(
        refund({}).output, HasSubstr("EUR 25.00 to NL18RABO0123459876: a second person is asked")
    );
    approve();
    EXPECT_EQ(last_line_of(refund({"--json"}).output).at("standing"), "granted");
    ASSERT_TRUE(acts().refund(as("j.bakker"), zandwijk(), asked));
    EXPECT_THAT(
        refund({}).output,
        HasSubstr("EUR 25.00 to NL18RABO0123459876, decided 2026-07-03 (H-1): due\n")
    );

    const Ended prepared = refund({"--prepare", "--json"});
    ASSERT_EQ(prepared.exit_code, 0) << prepared.errors;
    const std::string name = last_line_of(prepared.output).at("payout");
    EXPECT_EQ(last_line_of(prepared.output).at("known"), false);
    EXPECT_EQ(last_line_of(refund({"--prepare", "--json"}).output).at("known"), true);
    EXPECT_THAT(refund({}).output, HasSubstr("ordered in " + name));
    const std::vector<std::string> out{"--out", path("bank"), "--json"};
    EXPECT_EQ(last_line_of(refund(out).output).at("waits"), "access.no-such-approval");
    approve();
    const Ended laid = refund(out);
    ASSERT_EQ(laid.exit_code, 0) << laid.errors;
    const std::string bytes = content("bank/" + name + ".xml");
    EXPECT_EQ(last_line_of(laid.output).at("sha256"), base::sha256_of(bytes));
    EXPECT_THAT(
        content("bank/" + name + ".txt"),
        HasSubstr("SHA-1:   " + last_line_of(laid.output).at("sha1").get<std::string>())
    );
    // Taken out of the folder, it does not come back.
    fs::remove(path("bank/" + name + ".xml"));
    EXPECT_EQ(refund(out).output, "");
    EXPECT_FALSE(fs::exists(path("bank/" + name + ".xml")));

    const std::vector<std::string> withdrawal{
        "--withdraw", name.substr(std::string{"TB-"}.size()), "--reason", "x", "--json"};
    EXPECT_EQ(last_line_of(refund(withdrawal).output).at("withdrawn"), false);

    const std::size_t batch = bytes.find("<PmtInfId>") + std::string{"<PmtInfId>"}.size();
    reconcile(StatementText{"S2", "2026-07-03"}
                  .opens_with(base::Money::cents(6000))
                  .of_account("NL91ABNA0417164300")
                  .paid("-25.00", {.batch_id = bytes.substr(batch, bytes.find('<', batch) - batch)})
    );
    EXPECT_EQ(refund({}).output, "");
    const Ended verified = run({"verify"});
    EXPECT_EQ(verified.exit_code, 0) << verified.output << verified.errors;
}

TEST_F(RefundCommand, WhatCannotBeIsRefused) {
    EXPECT_EQ(refund({"--message", "pain.001.001.09"}).exit_code, 2);
    EXPECT_EQ(refund({"--prepare", "--message", "pain.008.001.08"}).exit_code, 2);
    EXPECT_EQ(refund({"--reason", "x"}).exit_code, 2);
    const Ended wrong = refund({"--prepare"}, "een ander wachtwoord");
    EXPECT_NE(wrong.exit_code, 0);
    EXPECT_EQ(wrong.output, "");
    const Ended nothing = refund({"--prepare"});
    EXPECT_EQ(nothing.exit_code, 3);
    EXPECT_THAT(nothing.errors, HasSubstr("no refund that was decided waits"));
    EXPECT_EQ(refund({"--withdraw", "1", "--reason", "x"}).exit_code, 3);
}

}  // namespace
}  // namespace draagkracht::cli
