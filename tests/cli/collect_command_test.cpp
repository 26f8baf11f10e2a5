// Collecting by direct debit as two officers do it: from the command line to the bank and back.
#include <gmock/gmock.h>
#include <soci/soci.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "cli/cli_case.hpp"
#include "cli/register_files.hpp"
#include "draagkracht/access/access_service.hpp"
#include "draagkracht/access/approvals_service.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/base/sha256.hpp"
#include "draagkracht/people/people_service.hpp"
#include "draagkracht/plans/mandate_service.hpp"
#include "draagkracht/storage/bulk_insert.hpp"
#include "support/bank_register.hpp"

namespace draagkracht::cli {
namespace {

namespace fs = std::filesystem;
using access::Role;
using nlohmann::json;
using test_support::Ended;
using testing::HasSubstr;

const std::string password = "een lang wachtwoord";

// One debtor, whose plan of 50.00 a month from 1 June 2026 is paid by direct debit.
class Collect : public ProgramCase {
  protected:
    void SetUp() override {
        ProgramCase::SetUp();
        ASSERT_EQ(run({"migrate"}).exit_code, 0);
        const std::string file = write_file("register.jsonl", load_file());
        ASSERT_EQ(run({"load", file, "--today", "2026-05-20"}).exit_code, 0);
        add_officer("j.bakker", "debt_officer");
        add_officer("p.visser", "supervisor");
        register_ = std::make_unique<storage::Database>(
            storage::DatabaseAddress::parse(database_).value(), 1
        );
        pay_by_direct_debit();
    }

    void add_officer(const std::string& login, const std::string& role) const {
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
            base::BusinessDate{base::Date::parse("2026-05-20").value()},
            now};
    }

    // What a former system said of the plan: it has no mandate yet.
    void pay_by_direct_debit() {
        const storage::Sealer sealer = storage::Sealer::from_key_file(path("register.key")).value();
        const access::Occasion officer = as("j.bakker");
        const auto person = people::PeopleService{*register_, sealer}.find_by_client_number(
            officer, zandwijk(), "100001"
        );
        const plans::MandateId mandate = plans::MandateService{*register_, sealer}
                                             .record(
                                                 officer,
                                                 **person,
                                                 {"M-17",
                                                  base::Date::parse("2026-05-11").value(),
                                                  base::Iban::parse("NL20INGB0001234567").value()}
                                             )
                                             .value();
        storage::Transaction transaction{*register_, "way to pay", storage::Access::write};
        long long plan = 0;
        transaction.sql() << "SELECT id FROM plan", soci::into(plan);
        storage::BulkInsert rows{
            transaction,
            "plan_way_to_pay",
            {{"plan_id", storage::Column::number},
             {"way", storage::Column::text},
             {"mandate_id", storage::Column::number}}};
        rows.add({std::int64_t{plan}, "direct_debit", mandate.value()});
        rows.write();
        audit::Trail trail{transaction, officer.author()};
        trail.record({"test.way_to_pay", std::nullopt, std::nullopt, "test"});
        trail.write();
        transaction.commit();
    }

    void approve() const {
        const access::Occasion supervisor = as("p.visser");
        access::ApprovalsService approvals{*register_};
        const auto waiting = approvals.open_approvals(supervisor, zandwijk()).value();
        ASSERT_EQ(waiting.size(), 1U);
        const auto decided =
            approvals.decide(supervisor, zandwijk(), waiting.front().asked.id, {true});
        ASSERT_TRUE(decided) << decided.error().to_line();
    }

    [[nodiscard]] Ended collect(std::vector<std::string> more, const std::string& typed = password)
        const {
        std::vector<std::string> arguments{
            "collect",
            "--municipality",
            "zandwijk",
            "--officer",
            "j.bakker",
            "--today",
            "2026-05-20"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(std::move(arguments), typed + "\n");
    }

    [[nodiscard]] std::set<std::string> files() const {
        std::set<std::string> names;
        for (const fs::directory_entry& entry : fs::directory_iterator{path("bank")}) {
            names.insert(entry.path().filename().string());
        }
        return names;
    }
    [[nodiscard]] std::string content(const std::string& name) const {
        std::ifstream file{path(name), std::ios::binary};
        std::ostringstream bytes;
        bytes << file.rdbuf();
        return bytes.str();
    }
    static json last_line_of(const std::string& output) {
        std::istringstream lines{output};
        std::string last;
        for (std::string line; std::getline(lines, line);) {
            last = line;
        }
        return json::parse(last);
    }

    std::unique_ptr<storage::Database> register_;
};

TEST_F(Collect, TwoOfficersMakeAFileForTheBankAndItsMoneyComesBackToThePlan) {
    const Ended dry = collect({"--month", "2026-06", "--dry-run"});
    ASSERT_EQ(dry.exit_code, 0) << dry.errors;
    EXPECT_EQ(
        dry.output,
        "plan R-1, instalment 1, due 2026-06-01: EUR 50.00 on 2026-06-01\n"
        "1 order, EUR 50.00; 0 left out. Nothing was written.\n"
    );
    const Ended prepared = collect({"--until", "2026-06-30", "--json"});
    ASSERT_EQ(prepared.exit_code, 0) << prepared.errors;
    const std::string name = last_line_of(prepared.output).at("collection");
    EXPECT_EQ(last_line_of(prepared.output).at("known"), false);
    EXPECT_EQ(last_line_of(collect({"--until", "2026-06-30", "--json"}).output).at("known"), true);

    const std::vector<std::string> out{"--out", path("bank"), "--json"};
    const Ended waiting = collect(out);
    EXPECT_EQ(waiting.exit_code, 0) << waiting.errors;
    EXPECT_EQ(last_line_of(waiting.output).at("waits"), "access.no-such-approval");
    EXPECT_TRUE(files().empty());

    approve();
    const Ended laid = collect(out);
    ASSERT_EQ(laid.exit_code, 0) << laid.errors;
    EXPECT_EQ(files(), (std::set<std::string>{name + ".txt", name + ".xml"}));
    const std::string bytes = content("bank/" + name + ".xml");
    EXPECT_EQ(last_line_of(laid.output).at("sha256"), base::sha256_of(bytes));
    EXPECT_THAT(bytes, HasSubstr("<MndtId>M-17</MndtId>"));
    EXPECT_THAT(
        content("bank/" + name + ".txt"),
        HasSubstr("SHA-1:   " + last_line_of(laid.output).at("sha1").get<std::string>())
    );
    // Taken out of the folder, it does not come back.
    fs::remove(path("bank/" + name + ".xml"));
    EXPECT_EQ(collect(out).output, "");
    EXPECT_EQ(files(), std::set<std::string>{name + ".txt"});

    const std::string statement =
        test_support::text_of({test_support::StatementText{"S1", "2026-06-01"}
                                   .of_account("NL91ABNA0417164300")
                                   .paid("50.00", {.batch_id = name + "-20260601"})});
    ASSERT_EQ(run({"reconcile", write_file("statement.xml", statement)}).exit_code, 0);
    EXPECT_THAT(content_of_register(), HasSubstr("|own_batch|"));
    const Ended verified = run({"verify"});
    EXPECT_EQ(verified.exit_code, 0) << verified.output << verified.errors;
}

TEST_F(Collect, WhatCannotBeIsRefused) {
    EXPECT_EQ(collect({}).exit_code, 2);
    EXPECT_EQ(collect({"--until", "30-06-2026"}).exit_code, 2);
    EXPECT_EQ(collect({"--month", "2026-13"}).exit_code, 2);
    EXPECT_EQ(collect({"--month", "2026-06", "--until", "2026-06-30"}).exit_code, 2);
    EXPECT_EQ(collect({"--reason", "x"}).exit_code, 2);
    const Ended wrong = collect({"--month", "2026-06"}, "een ander wachtwoord");
    EXPECT_NE(wrong.exit_code, 0);
    EXPECT_EQ(wrong.output, "");
    const Ended nothing = collect({"--month", "2026-05"});
    EXPECT_EQ(nothing.exit_code, 3);
    EXPECT_THAT(nothing.errors, HasSubstr("no instalment is to be collected by that day"));
    EXPECT_EQ(collect({"--withdraw", "1", "--reason", "x"}).exit_code, 3);
}

}  // namespace
}  // namespace draagkracht::cli
