// The main job by the real commands: load, reconcile, run; each of them twice is as once.
#include <gmock/gmock.h>

#include <map>
#include <nlohmann/json.hpp>

#include "cli/cli_case.hpp"
#include "cli/register_files.hpp"
#include "draagkracht/base/sha256.hpp"

namespace draagkracht::cli {
namespace {

using nlohmann::json;
using test_support::Ended;
using testing::HasSubstr;

class MainJob : public ProgramCase {
  protected:
    void SetUp() override {
        ProgramCase::SetUp();
        ASSERT_EQ(run({"migrate"}).exit_code, 0);
    }

    // Runs a command that must do its work, and reads what it says to a machine.
    json done(std::vector<std::string> arguments) const {
        arguments.emplace_back("--json");
        const Ended ended = run(std::move(arguments));
        EXPECT_EQ(ended.exit_code, 0) << ended.errors;
        EXPECT_EQ(ended.errors, "");
        return json::parse(ended.output);
    }
};

TEST_F(MainJob, RunsFromTheFormerSystemToTheTask) {
    const std::string file = write_file("register.jsonl", load_file());
    const std::string statement = write_file("statement.xml", statement_file());

    const json loaded = done({"load", file, "--today", "2026-05-29"});
    EXPECT_EQ(loaded.at("counts").at("plan"), (json{{"added", 1}, {"known", 0}}));

    const json booked = done({"reconcile", statement, "--today", "2026-06-03"});
    EXPECT_EQ(booked.at("outcome"), "closed");
    EXPECT_EQ(booked.at("payments"), (json{{"count", 2}, {"amount", "70.00"}}));
    EXPECT_EQ(booked.at("allocated"), (json{{"count", 1}, {"amount", "50.00"}}));
    EXPECT_EQ(booked.at("suspense"), (json{{"count", 1}, {"amount", "20.00"}}));

    // June is paid; July is due on the first and missed five days later.
    const json first =
        done({"run", "--until", "2026-07-06", "--from", "2026-06-01", "--today", "2026-07-07"});
    EXPECT_EQ(first.at("tasksOpened"), 0);
    const json second = done({"run", "--until", "2026-07-07", "--today", "2026-07-07"});
    EXPECT_EQ(second.at("tasksOpened"), 1);
    EXPECT_EQ(done({"letters", "--today", "2026-07-07"}).at("made"), 0);

    const json proved = done({"verify"});
    EXPECT_EQ(proved.at("holds"), true);
    EXPECT_GT(proved.at("proofs").size(), 10U);
}

// Alkmaar 4.2.2: who does not pay is called first, also when the former system kept the arrear.
// Taken over on 20 July; the instalments of 1 June and 1 July are still to be paid.
TEST_F(MainJob, AnArrearFromBeforeTheLoadIsATaskInTheFirstNight) {
    const std::string file = write_file("register.jsonl", load_file());
    (void)done({"load", file, "--today", "2026-07-20"});
    const json first = done({"run", "--until", "2026-07-20", "--today", "2026-07-20"});
    EXPECT_EQ(first.at("tasksOpened"), 2);
}

TEST_F(MainJob, RunsOnPostgresqlToo) {
    if (!test_support::TestDatabase::is_available(storage::Engine::postgresql)) {
        GTEST_SKIP() << "no PostgreSQL: DRAAGKRACHT_TEST_POSTGRESQL is not set";
    }
    const test_support::TestDatabase postgresql{storage::Engine::postgresql};
    database_ = postgresql.address();
    (void)done({"migrate"});
    (void)done({"load", write_file("register.jsonl", load_file()), "--today", "2026-05-29"});
    const std::string statement = write_file("statement.xml", statement_file());
    EXPECT_EQ(done({"reconcile", statement, "--today", "2026-06-03"}).at("outcome"), "closed");
    const json nights =
        done({"run", "--until", "2026-07-07", "--from", "2026-06-01", "--today", "2026-07-07"});
    EXPECT_EQ(nights.at("tasksOpened"), 1);
    EXPECT_EQ(done({"reconcile", statement}).at("outcome"), "known");
    EXPECT_EQ(done({"verify"}).at("holds"), true);
}

TEST_F(MainJob, ExplainTellsHowAClaimStoodThenAndNow) {
    const std::string file = write_file("register.jsonl", load_file());
    (void)done({"load", file, "--today", "2026-05-29"});
    const std::string statement = write_file("statement.xml", statement_file());
    (void)done({"reconcile", statement, "--today", "2026-06-03"});
    const auto explained = [](const std::string& on, const std::string& known_on) {
        return std::vector<std::string>{
            "explain",
            "--municipality",
            "zandwijk",
            "--client",
            "100001",
            "--claim",
            "V-1",
            "--on",
            on,
            "--known-on",
            known_on,
            "--today",
            "2026-07-07"};
    };
    const auto answers = [](const json& told) {
        std::map<std::string, json> by_topic;
        for (const json& section : told.at("sections")) {
            by_topic.emplace(section.at("topic"), section.at("answer"));
        }
        return by_topic;
    };
    const auto then = answers(done(explained("2026-06-02", "2026-06-02")));
    EXPECT_EQ(then.at("balance").at("value"), "600.00");
    EXPECT_EQ(then.at("remission").at("what"), "not_told");
    const auto now = answers(done(explained("2026-06-02", "2026-06-03")));
    EXPECT_EQ(now.at("balance").at("value"), "550.00");
    EXPECT_EQ(now.at("state").at("what"), "in_plan");
    EXPECT_EQ(now.at("dates").at("date"), "2026-04-13");
    EXPECT_EQ(now.at("dates").at("rules").at(0).at("row"), "payment_term_weeks");
    EXPECT_EQ(now.at("agreement").at("madeBy").at(0).at("who"), "machine:conversion");
    const auto today = answers(done(explained("2026-07-07", "2026-07-07")));
    EXPECT_EQ(today.at("formal_notice").at("what"), "may_not_be_given");
    EXPECT_EQ(today.at("remission").at("what"), "payment_record");
    const std::string text = run(explained("2026-06-02", "2026-06-03")).output;
    EXPECT_THAT(
        text,
        HasSubstr("Claim V-1 on 2026-06-02, as known on 2026-06-03\n\n"
                  "balance: open, 2026-06-02: 550.00\n")
    );
    EXPECT_THAT(text, HasSubstr("(machine:reconciliation, 2026-06-03)"));
    EXPECT_THAT(
        text,
        HasSubstr("rule limitation_years = 5 from 2009-07-01, Awb 4:104 lid 1, confirmed ("
                  "https://wetten.overheid.nl/BWBR0005537/2026-01-01)")
    );
    auto only = explained("2026-06-02", "2026-06-03");
    only.insert(only.end(), {"--about", "state", "--about", "dates"});
    EXPECT_EQ(done(only).at("sections").size(), 2U);
    only.insert(only.end(), {"--about", "weather"});
    EXPECT_EQ(run(only).exit_code, 2);
    EXPECT_EQ(run(explained("2026-07-08", "2026-07-07")).exit_code, 3);
    EXPECT_EQ(run(explained("gisteren", "2026-07-07")).exit_code, 2);
}

// The ids of records are those of one register, and tell nothing.
std::string without_ids(std::string text) {
    for (const std::string kind : {"posting:", "entry:"}) {
        for (std::size_t place = text.find(kind); place != std::string::npos;
             place = text.find(kind, place)) {
            place += kind.size();
            const std::size_t end = text.find_first_not_of("0123456789", place);
            text.erase(place, end - place);
        }
    }
    return text;
}

TEST_F(MainJob, TheExampleOfAnExplanationIsWhatTheProgramSays) {
    const json example = json::parse(example_in_formats("<!-- explanation example", "```json\n"));

    (void)done({"load", write_file("register.jsonl", load_file()), "--today", "2026-05-29"});
    const std::string statement = write_file("statement.xml", statement_file());
    (void)done({"reconcile", statement, "--today", "2026-06-03"});
    const json told = done(
        {"explain",
         "--municipality",
         "zandwijk",
         "--client",
         "100001",
         "--claim",
         "V-1",
         "--on",
         "2026-06-02",
         "--known-on",
         "2026-06-03",
         "--about",
         "balance",
         "--about",
         "collection",
         "--today",
         "2026-07-07"}
    );
    EXPECT_EQ(without_ids(told.dump(2)), without_ids(example.dump(2)));
}

TEST_F(MainJob, VerifyEndsWithFourWhenACentIsGone) {
    ASSERT_EQ(run({"load", write_file("register.jsonl", load_file())}).exit_code, 0);
    ASSERT_EQ(run({"reconcile", write_file("statement.xml", statement_file())}).exit_code, 0);
    EXPECT_THAT(run({"verify"}).output, testing::EndsWith("The books prove.\n"));
    change_register(
        "DROP TRIGGER bank_entry_refuses_UPDATE;"
        " UPDATE bank_entry SET amount_cents = amount_cents + 1"
    );
    const Ended ended = run({"verify"});
    EXPECT_EQ(ended.exit_code, 4);
    EXPECT_THAT(ended.output, HasSubstr("BROKEN  1"));
    EXPECT_THAT(ended.output, testing::EndsWith("THE BOOKS DO NOT PROVE.\n"));
}

// An assessment that nobody in the trail made is a breach; that it cannot be worked out again is
// not.
TEST_F(MainJob, VerifyTellsWhatCannotBeProved) {
    ASSERT_EQ(run({"load", write_file("register.jsonl", load_file())}).exit_code, 0);
    const std::string worksheet =
        R"({"receipt":{"program":"draagkracht 0.0.1","computation":"0","household":)"
        R"({"reference":"x","date":"2026-07-15","municipality":"zandwijk"}}})";
    change_register(
        "INSERT INTO assessment SELECT 9001, municipality_id, id, '2026-07-15', '', '" + worksheet +
        "', '" + base::sha256_of(worksheet) + "' FROM person LIMIT 1"
    );
    EXPECT_THAT(
        run({"verify"}).output,
        HasSubstr(
            "1 of them cannot be proved here:\n            assessment:9001 made by draagkracht "
            "0.0.1, whose computation has version 0"
        )
    );
    for (const json& proof : json::parse(run({"verify", "--json"}).output).at("proofs")) {
        if (proof.at("name") == "assessment-recomputes") {
            EXPECT_EQ(proof.at("holds"), true);
            EXPECT_EQ(proof.at("unproved"), 1);
            EXPECT_EQ(proof.at("unproved_places").size(), 1U);
        }
    }
}

TEST_F(MainJob, EachCommandTwiceIsAsOnce) {
    const std::string file = write_file("register.jsonl", load_file());
    const std::string statement = write_file("statement.xml", statement_file());
    const std::vector<std::vector<std::string>> commands{
        {"migrate"},
        {"load", file, "--today", "2026-05-29"},
        {"reconcile", statement, "--today", "2026-06-03"},
        {"run", "--until", "2026-07-07", "--today", "2026-07-07"},
    };
    for (const std::vector<std::string>& command : commands) {
        ASSERT_EQ(run(command).exit_code, 0);
        const std::string content = content_of_register();
        ASSERT_EQ(run(command).exit_code, 0);
        EXPECT_EQ(content_of_register(), content) << command.front();
    }
}

TEST_F(MainJob, SaysToAPersonWhatWasDone) {
    const std::string file = write_file("register.jsonl", load_file());
    EXPECT_THAT(run({"load", file}).output, HasSubstr("1 added"));
    const Ended ended = run({"reconcile", write_file("statement.xml", statement_file())});
    EXPECT_THAT(ended.output, HasSubstr("Closed: bank and ledger meet."));
    EXPECT_THAT(ended.output, HasSubstr("1 wait for a person, EUR 20.00"));
    EXPECT_EQ(run({"reconcile", path("statement.xml"), "--quiet"}).output, "");
}

// A week is missing: it is refused, an officer confirms it by a password, and then it is taken.
TEST_F(MainJob, AStatementThatAnOfficerConfirmedIsTaken) {
    ASSERT_EQ(run({"load", write_file("register.jsonl", load_file())}).exit_code, 0);
    ASSERT_EQ(run({"reconcile", write_file("statement.xml", statement_file())}).exit_code, 0);
    const std::vector<std::string> officer{
        "officers", "add", "j.bakker", "--name", "J. Bakker", "--municipality", "zandwijk"};
    std::vector<std::string> debt_officer = officer;
    debt_officer.insert(debt_officer.end(), {"--role", "debt_officer"});
    const std::string password = "een lang wachtwoord\n";
    ASSERT_EQ(run(debt_officer, password).exit_code, 0);

    std::string later = with(statement_file(), "S-20260602</Id>", "S-20260609</Id>");
    later = with(later, "<ElctrncSeqNb>1<", "<ElctrncSeqNb>6<");
    later = with(later, ">1000.00<", ">1200.00<");
    later = with(later, ">1070.00<", ">1270.00<");
    for (const char* const former :
         {"<Dt>2026-06-02",
          "<Dt>2026-06-02",
          "<Dt>2026-06-02",
          "<Dt>2026-06-02",
          "<Dt>2026-06-02"}) {
        later = with(later, former, "<Dt>2026-06-09");
    }
    later = with(with(later, ">R1<", ">R8<"), ">R2<", ">R9<");
    const std::string file = write_file("later.xml", later);
    const Ended refused = run({"reconcile", file, "--json"});
    EXPECT_EQ(refused.exit_code, 3);
    EXPECT_THAT(refused.errors, HasSubstr(R"("code":"payments.gap")"));
    EXPECT_THAT(refused.errors, HasSubstr("confirm-statement"));

    const std::vector<std::string> confirm{
        "confirm-statement",
        file,
        "--finding",
        "payments.gap",
        "--reason",
        "de rekening is samengevoegd",
        "--officer",
        "j.bakker"};
    EXPECT_EQ(run(confirm, "een ander wachtwoord\n").exit_code, 3);
    std::vector<std::string> unknown = confirm;
    unknown[3] = "payments.anything";
    EXPECT_EQ(run(unknown, password).exit_code, 2);
    const Ended confirmed = run(confirm, password);
    ASSERT_EQ(confirmed.exit_code, 0) << confirmed.errors;
    EXPECT_THAT(confirmed.output + confirmed.errors, testing::Not(HasSubstr("wachtwoord")));
    EXPECT_THAT(confirmed.output, HasSubstr("Hand the same file in again."));

    const json taken = done({"reconcile", file});
    EXPECT_EQ(taken.at("outcome"), "closed");
    EXPECT_EQ(taken.at("difference"), "0.00");
    EXPECT_EQ(taken.at("findings").at(0).at("code"), "payments.gap");
    const json& confirmed_by = taken.at("findings").at(0).at("confirmed").at("by");
    EXPECT_THAT(confirmed_by.get<std::string>(), testing::StartsWith("officer:"));
    EXPECT_THAT(run({"reconcile", file}).output, HasSubstr(" by J. Bakker)")) << "to a person";
    EXPECT_EQ(done({"verify"}).at("holds"), true);
}

TEST_F(MainJob, OneBadFileDoesNotKeepOutTheOthers) {
    ASSERT_EQ(run({"load", write_file("register.jsonl", load_file())}).exit_code, 0);
    const Ended ended = run(
        {"reconcile",
         write_file("bad.xml", "no statement"),
         write_file("statement.xml", statement_file())}
    );
    EXPECT_EQ(ended.exit_code, 3);
    EXPECT_THAT(ended.errors, HasSubstr("bad.xml"));
    EXPECT_THAT(ended.output, HasSubstr("Closed"));
}

}  // namespace
}  // namespace draagkracht::cli
