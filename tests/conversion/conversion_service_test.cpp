#include "draagkracht/conversion/conversion_service.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <future>

#include "conversion/conversion_case.hpp"
#include "draagkracht/audit/row_proof.hpp"
#include "draagkracht/claims/claims_service.hpp"
#include "draagkracht/people/people_service.hpp"
#include "draagkracht/plans/plan_store.hpp"
#include "support/random.hpp"

namespace draagkracht::conversion {

using testing::ElementsAre;
using testing::HasSubstr;

class Conversion : public ConversionCase {
  protected:
    // "x.jsonl:5, field amount: base.not-an-amount", one a problem.
    std::vector<std::string> problems_of(const std::string& text) {
        std::vector<std::string> told;
        for (const base::Problem& problem : load(text).problems) {
            told.push_back(problem.where + ": " + problem.code);
        }
        return told;
    }
    // The file with one line changed.
    std::vector<std::string> problems_after(
        std::size_t line, const std::function<void(json&)>& change
    ) {
        std::vector<json> lines = sample_lines();
        change(lines.at(line - 1));
        return problems_of(file_of(lines));
    }
};

TEST_P(Conversion, AWholeRegisterComesIn) {
    const LoadReport report = load(file_of(sample_lines()));
    ASSERT_TRUE(report.problems.empty()) << report.problems.front().to_line();
    EXPECT_EQ(report.line_count, 8U);
    const access::Occasion officer = reg().officer();
    people::PeopleService people{database(), reg().sealer()};
    const base::PersonId person =
        *people.find_by_bsn(officer, reg().zandwijk(), base::Bsn::parse("111222333").value())
             .value();
    EXPECT_EQ(people.identity_of(officer, person).value().name.surname, "Berg");
    EXPECT_EQ(people.family_of(officer, person).value().size(), 1U);
    const claims::ClientOverview owed =
        claims::ClaimsService{database()}.overview_of(officer, person).value();
    ASSERT_EQ(owed.claims.size(), 1U);
    EXPECT_EQ(owed.total, base::Money::parse("1500.00").value());
    EXPECT_EQ(owed.claims[0].claim.debtors.size(), 2U);
    storage::Transaction transaction{database(), "look", storage::Access::read};
    const std::vector<plans::Plan> plans = plans::plans_of_person(transaction, person);
    ASSERT_EQ(plans.size(), 1U);
    // 1,500.00 in instalments of 400.00: three whole ones and 300.00.
    ASSERT_EQ(plans[0].facts.schedule.size(), 4U);
    EXPECT_EQ(plans[0].facts.schedule.back().amount, base::Money::cents(30000));
    EXPECT_FALSE(plans[0].facts.assessed.has_value()) << "nothing is known of the capacity";
}

// Else the first to look at a client waits until a table of millions was read.
TEST_P(Conversion, TheDatabaseKnowsAtOnceHowItsTablesAreFilled) {
    if (GetParam() == storage::Engine::sqlite) {
        GTEST_SKIP() << "SQLite goes by its indexes";
    }
    ASSERT_TRUE(load(file_of(sample_lines())).problems.empty());
    storage::Transaction transaction{database(), "statistics", storage::Access::read};
    long long rows = 0;
    transaction.sql() << "SELECT CAST(reltuples AS BIGINT) FROM pg_class"
                         " WHERE oid = CAST('posting' AS regclass)",
        soci::into(rows);
    EXPECT_EQ(rows, 2);  // the decision and one payment
}

TEST_P(Conversion, WhatIsWrongInALineIsToldWithItsPlaceAndNothingIsWritten) {
    struct Row {
        std::size_t line;
        std::function<void(json&)> change;
        std::string problem;
    };
    const std::vector<Row> rows{
        {1,
         [](json& l) { l["code"] = "elders"; },
         "x.jsonl:1, field code: conversion.unknown-municipality"},
        {1, [](json& l) { l.erase("code"); }, "x.jsonl:1, field code: conversion.missing-field"},
        {2,
         [](json& l) { l["kind"] = "persoon"; },
         "x.jsonl:2, field kind: conversion.unknown-kind"},
        {2, [](json& l) { l.erase("kind"); }, "x.jsonl:2, field kind: conversion.missing-field"},
        {2, [](json& l) { l["kind"] = 7; }, "x.jsonl:2, field kind: conversion.wrong-type"},
        {2,
         [](json& l) { l["nickname"] = "J"; },
         "x.jsonl:2, field nickname: conversion.unknown-field"},
        {2,
         [](json& l) { l["address"]["country"] = "NL"; },
         "x.jsonl:2, field address.country: conversion.unknown-field"},
        {2,
         [](json& l) { l["address"] = "Dorpsstraat 1"; },
         "x.jsonl:2, field address: conversion.wrong-type"},
        {2, [](json& l) { l["bsn"] = "123456789"; }, "x.jsonl:2, field bsn: base.not-a-bsn"},
        {2, [](json& l) { l["bsn"] = 111222333; }, "x.jsonl:2, field bsn: conversion.wrong-type"},
        {2, [](json& l) { l["phone"] = nullptr; }, "x.jsonl:2, field phone: conversion.wrong-type"},
        {2,
         [](json& l) { l["accounts"][0] = "NL91ABNA0417164301"; },
         "x.jsonl:2, field accounts: base.not-an-iban"},
        {2,
         [](json& l) { l["accounts"] = "NL91ABNA0417164300"; },
         "x.jsonl:2, field accounts: conversion.wrong-type"},
        {2,
         [](json& l) { l["accounts"][0] = 1; },
         "x.jsonl:2, field accounts: conversion.wrong-type"},
        {2,
         [](json& l) { l["birth_date"] = "1984-02-30"; },
         "x.jsonl:2, field birth_date: base.not-a-date"},
        {2,
         [](json& l) { l["salutation"] = "dhr"; },
         "x.jsonl:2, field salutation: people.not-a-salutation"},
        {2,
         [](json& l) { l["surname"] = std::string("Be\0rg", 5); },
         "x.jsonl:2, field surname: base.not-a-line"},
        {2, [](json& l) { l["email"] = "nergens"; }, "x.jsonl:2, email: people.not-an-email"},
        {3, [](json& l) { l["client_number"] = "100001"; }, "x.jsonl:3: people.other-content"},
        {3, [](json& l) { l["bsn"] = "111222333"; }, "x.jsonl:3: people.bsn-taken"},
        {4,
         [](json& l) { l["members"][1]["client_number"] = "999"; },
         "x.jsonl:4: conversion.unknown-client"},
        {4,
         [](json& l) { l["members"][0]["role"] = "child"; },
         "x.jsonl:4, members: people.no-applicant"},
        {4,
         [](json& l) { l["members"][1]["from"] = 2020; },
         "x.jsonl:4, field members 2.from: conversion.wrong-type"},
        {5,
         [](json& l) { l["amount"] = 2000.00; },
         "x.jsonl:5, field amount: conversion.wrong-type"},
        {5,
         [](json& l) { l["amount"] = "2000.005"; },
         "x.jsonl:5, field amount: base.not-an-amount"},
        {5, [](json& l) { l["amount"] = "1e3"; }, "x.jsonl:5, field amount: base.not-an-amount"},
        {5, [](json& l) { l["amount"] = "10000000.01"; }, "x.jsonl:5: claims.amount-too-large"},
        {5, [](json& l) { l["debtors"] = json::array(); }, "x.jsonl:5: claims.no-debtor"},
        {5, [](json& l) { l.erase("debtors"); }, "x.jsonl:5: claims.no-debtor"},
        {5,
         [](json& l) { l["debtors"][1]["client_number"] = "999"; },
         "x.jsonl:5: conversion.unknown-client"},
        {5, [](json& l) { l["cause"] = "late"; }, "x.jsonl:5, field cause: claims.not-a-cause"},
        {5, [](json& l) { l["due_date"] = "2025-02-28"; }, "x.jsonl:5: claims.due-before-decision"},
        {5,
         [](json& l) { l["period"]["until"] = "2025-03-02"; },
         "x.jsonl:5: claims.decision-in-period"},
        {5,
         [](json& l) { l["payment_reference"] = "5000056789012346"; },
         "x.jsonl:5, field payment_reference: base.not-a-payment-reference"},
        {5,
         [](json& l) { l["payment_reference"] = base::PaymentReference::for_id(17).text(); },
         "x.jsonl:5, field payment_reference: conversion.reference-of-this-register"},
        {6,
         [](json& l) { l["payment_reference"] = base::PaymentReference::for_id(17).text(); },
         "x.jsonl:6, field payment_reference: conversion.reference-of-this-register"},
        {5,
         [](json& l) { l["movements"][0]["component"] = "fine"; },
         "x.jsonl:5, field movements 1.component: claims.not-a-component"},
        {5,
         [](json& l) { l["movements"][0]["amount"] = "-2000.01"; },
         "x.jsonl:5: claims.below-zero"},
        {6,
         [](json& l) { l["claims"][0]["claim_number"] = "V-9"; },
         "x.jsonl:6: conversion.unknown-claim"},
        {6,
         [](json& l) { l["claims"][0]["amount"] = "1500.01"; },
         "x.jsonl:6: plans.more-than-open"},
        {6, [](json& l) { l["claims"] = json::array(); }, "x.jsonl:6: plans.nothing-to-pay"},
        {6, [](json& l) { l["monthly_amount"] = "0.00"; }, "x.jsonl:6: plans.amount-not-positive"},
        {6, [](json& l) { l["monthly_amount"] = "1.00"; }, "x.jsonl:6: plans.too-long"},
        {6,
         [](json& l) { l["frequency"] = "daily"; },
         "x.jsonl:6, field frequency: plans.unknown-frequency"},
        {6,
         [](json& l) { l["day_of_month"] = "last"; },
         "x.jsonl:6, field day_of_month: conversion.not-a-day"},
        {6, [](json& l) { l["day_of_month"] = "32"; }, "x.jsonl:6: plans.bad-rhythm"},
        {6, [](json& l) { l["first_due_date"] = "2025-04-30"; }, "x.jsonl:6: plans.bad-due-dates"},
        {7,
         [](json& l) { l["channel"] = "pigeon"; },
         "x.jsonl:7, field channel: followup.not-a-channel"},
        {7, [](json& l) { l["outcome"] = "sent"; }, "x.jsonl:7: followup.outcome-does-not-fit"},
        {7,
         [](json& l) { l["instalments"][0]["number"] = 5; },
         "x.jsonl:7: followup.no-such-arrear"},
        {7,
         [](json& l) { l["instalments"][0]["number"] = "1"; },
         "x.jsonl:7, field instalments 1.number: conversion.wrong-type"},
        {7,
         [](json& l) { l["instalments"][0]["number"] = 1.5; },
         "x.jsonl:7, field instalments 1.number: conversion.wrong-type"},
        {7,
         [](json& l) { l["instalments"][0]["plan_number"] = "R-9"; },
         "x.jsonl:7: conversion.unknown-plan"},
    };
    const std::string empty = contents();
    for (const Row& row : rows) {
        EXPECT_THAT(problems_after(row.line, row.change), ElementsAre(row.problem));
        EXPECT_EQ(contents(), empty) << row.problem;
    }
}

// A payment with this reference could be for either.
TEST_P(Conversion, NoClaimTakesTheReferenceOfAPlan) {
    std::vector<json> lines = sample_lines();
    lines[5]["payment_reference"] = "5000056789012345";
    ASSERT_THAT(problems_of(file_of(lines)), ElementsAre());
    json other_claim = lines[4];
    other_claim["claim_number"] = "V-2";
    other_claim["payment_reference"] = "5000056789012345";
    EXPECT_THAT(
        problems_of(file_of({lines[0], other_claim})),
        ElementsAre("x.jsonl:2: conversion.reference-taken")
    );
}

TEST_P(Conversion, AFileThatIsNotWholeIsRefused) {
    const std::string whole = file_of(sample_lines());
    const std::string end_line = R"({"kind":"end","lines":7})";
    const std::size_t end = whole.find(end_line);
    ASSERT_NE(end, std::string::npos);
    struct Row {
        std::string what;
        std::string text;
        std::string problem;
    };
    const std::vector<Row> rows{
        {"nothing", "", "x.jsonl: conversion.cut-off"},
        {"no end line", whole.substr(0, end), "x.jsonl:7: conversion.cut-off"},
        {"cut in a line", whole.substr(0, end + 9), "x.jsonl:8: conversion.not-json"},
        {"a line lost",
         whole.substr(0, end) + R"({"kind":"end","lines":8})",
         "x.jsonl:8, field lines: conversion.cut-off"},
        {"a line after the end",
         whole + "{\"kind\":\"end\",\"lines\":8}\n",
         "x.jsonl:9: conversion.after-end"},
        {"an empty line", "\n" + whole, "x.jsonl:1: conversion.not-json"},
        {"a list", "[" + whole, "x.jsonl:1: conversion.not-json"},
        {"a statement of a bank", "<?xml version=\"1.0\"?>\n", "x.jsonl:1: conversion.not-json"},
        {"Latin-1",
         "{\"kind\": \"person\", \"surname\": \"Ren\xE9\"}\n",
         "x.jsonl:1: conversion.not-json"},
        {"a field twice",
         "{\"kind\":\"end\",\"lines\":0,\"lines\":0}\n",
         "x.jsonl:1: conversion.repeated-field"},
        {"a line that does not end",
         std::string(line_bytes_max + 1, ' '),
         "x.jsonl:1: conversion.line-too-long"},
        {"no municipality",
         R"({"kind":"person","client_number":"1","surname":"Berg"})",
         "x.jsonl:1: conversion.out-of-order"},
    };
    const std::string empty = contents();
    for (const Row& row : rows) {
        EXPECT_THAT(problems_of(row.text), testing::Contains(row.problem)) << row.what;
        EXPECT_EQ(contents(), empty) << row.what;
    }
}

TEST_P(Conversion, AFileThatCannotBeReadIsAProblem) {
    std::ifstream folder{"/"};
    const norms::PolicyBook policies =
        norms::read_policies(DRAAGKRACHT_SOURCE_DIR "/config/policies").value();
    const LoadReport report = ConversionService{database(), reg().sealer(), policies}.load(
        reg().machine(access::Machine::conversion), folder, "x.jsonl", nullptr
    );
    ASSERT_FALSE(report.problems.empty());
    EXPECT_EQ(report.problems.front().code, "conversion.unreadable");
}

TEST_P(Conversion, LinesStandInTheirOrder) {
    std::vector<json> lines = sample_lines();
    std::swap(lines[2], lines[4]);
    EXPECT_THAT(
        problems_of(file_of(lines)), testing::Contains("x.jsonl:4: conversion.out-of-order")
    ) << "a household after a claim";
    lines = sample_lines();
    lines.push_back(lines[0]);
    lines.push_back(lines[2]);
    EXPECT_THAT(problems_of(file_of(lines)), ElementsAre())
        << "a municipality begins again with people";
}

TEST_P(Conversion, SeveralProblemsAreToldAtOnce) {
    std::vector<json> lines = sample_lines();
    lines[1]["bsn"] = "123456789";
    lines[4]["amount"] = "2000.005";
    lines[4]["cause"] = "late";
    EXPECT_THAT(
        problems_of(file_of(lines)),
        ElementsAre(
            "x.jsonl:2, field bsn: base.not-a-bsn",
            "x.jsonl:5, field cause: claims.not-a-cause",
            "x.jsonl:5, field amount: base.not-an-amount"
        )
    );
    EXPECT_EQ(problems_of(std::string(200, '\n')).size(), problems_max);
}

TEST_P(Conversion, ProblemsRepeatNothingPersonal) {
    std::vector<json> lines = sample_lines();
    lines[1]["bsn"] = "999999998";
    lines[1]["accounts"][0] = "NL00GEHEIM";
    lines[1]["email"] = "geheim";
    lines[2]["bsn"] = "geheim";
    for (const base::Problem& problem : load(file_of(lines)).problems) {
        EXPECT_THAT(problem.to_line(), testing::Not(HasSubstr("999999998")));
        EXPECT_THAT(problem.to_line(), testing::Not(HasSubstr("geheim")));
        EXPECT_THAT(problem.to_line(), testing::Not(HasSubstr("GEHEIM")));
    }
}

TEST_P(Conversion, OnlyWhoMayLoadLoads) {
    const std::string empty = contents();
    const LoadReport report = load_as(reg().officer(), file_of(sample_lines()));
    ASSERT_FALSE(report.problems.empty());
    EXPECT_EQ(report.problems.front().code, "access.not-allowed");
    EXPECT_EQ(contents(), empty);
}

TEST_P(Conversion, WhatLivedOnSinceALoadIsLeftAlone) {
    ASSERT_TRUE(load(file_of(sample_lines())).problems.empty());
    {
        storage::Transaction transaction{database(), "live", storage::Access::write};
        transaction.sql() << "UPDATE person_identity SET phone = '06-99999999'";
        transaction.commit();
    }
    const std::string after = contents();
    const LoadReport again = load(file_of(sample_lines()));
    EXPECT_TRUE(again.problems.empty());
    EXPECT_EQ(again.counts.at(LineKind::person).known, 2U);
    EXPECT_EQ(again.counts.at(LineKind::person).added, 0U);
    EXPECT_EQ(contents(), after);
}

// The one waits for the other, and finds everything known.
TEST_P(Conversion, TwoLoadsAtOnceAreOne) {
    const std::string file = file_of(sample_lines());
    std::future<LoadReport> other = std::async(std::launch::async, [&] { return load(file); });
    const LoadReport one = load(file);
    const LoadReport two = other.get();
    EXPECT_TRUE(one.problems.empty());
    EXPECT_TRUE(two.problems.empty());
    EXPECT_EQ(one.counts.at(LineKind::claim).added + two.counts.at(LineKind::claim).added, 1U);
    const std::string once = contents();
    ASSERT_TRUE(load(file).problems.empty());
    EXPECT_EQ(contents(), once);
}

// Each look at a person stands in the trail, so who holds its end keeps every officer waiting.
TEST_P(Conversion, OfficersGoOnWhileALoadReads) {
    if (GetParam() == storage::Engine::sqlite) {
        GTEST_SKIP() << "SQLite has one writer at a time";
    }
    std::vector<json> lines{sample_lines()[0]};
    for (int number = 0; number < 3000; ++number) {
        json person = sample_lines()[2];
        person["client_number"] = std::to_string(500000 + number);
        lines.push_back(person);
    }
    int looks = 0;
    const auto look = [&](const LoadProgress&) {
        storage::Transaction transaction{database(), "look", storage::Access::write};
        transaction.sql() << "SET LOCAL lock_timeout = '1ms'";
        audit::Trail trail{transaction, reg().officer().author()};
        trail.record({"people.look", reg().zandwijk(), std::nullopt, "test"});
        trail.write();
        transaction.commit();
        ++looks;
    };
    std::istringstream text{file_of(lines)};
    const LoadReport report = ConversionService{database(), reg().sealer(), policies()}.load(
        reg().machine(access::Machine::conversion), text, "x.jsonl", look
    );
    EXPECT_TRUE(report.problems.empty());
    EXPECT_EQ(looks, 3);
    storage::Transaction transaction{database(), "prove", storage::Access::read};
    EXPECT_THAT(audit::prove_rows(transaction).violations, testing::IsEmpty());
    EXPECT_TRUE(audit::verify_chain(transaction).has_value());
}

// Guarantee 3: a random register, loaded in random parts and again, is the register loaded once.
TEST_P(Conversion, LoadingTwiceIsLoadingOnce) {
    test_support::Random random;
    std::vector<json> people;
    std::vector<json> claims;
    for (int number = 0; number < 300; ++number) {
        const std::string client = std::to_string(500000 + number);
        json person = sample_lines()[2];
        person["client_number"] = client;
        person["phone"] = std::to_string(random.between(0, 999999999));
        people.push_back(person);
        for (std::int64_t more = random.between(0, 2); more > 0; --more) {
            json claim = sample_lines()[4];
            claim["claim_number"] = "V-" + client + "-" + std::to_string(more);
            claim["amount"] = base::Money::cents(random.between(50001, 900000)).to_string();
            claim["debtors"] =
                json::array({{{"client_number", client}, {"liable_from", "2025-03-01"}}});
            claims.push_back(claim);
        }
    }
    const auto part = [&](std::size_t people_count, std::size_t claim_count) {
        std::vector<json> lines{sample_lines()[0]};
        lines.insert(lines.end(), people.begin(), people.begin() + std::ptrdiff_t(people_count));
        lines.insert(lines.end(), claims.begin(), claims.begin() + std::ptrdiff_t(claim_count));
        return file_of(lines);
    };
    for (int round = 0; round < 3; ++round) {
        const auto some = static_cast<std::size_t>(random.between(0, 300));
        ASSERT_TRUE(load(part(some, 0)).problems.empty());
    }
    const std::string all = part(people.size(), claims.size());
    ASSERT_TRUE(load(all).problems.empty());
    const std::string once = contents();
    EXPECT_THAT(once, HasSubstr("person 300, "));
    EXPECT_THAT(once, HasSubstr("claim " + std::to_string(claims.size()) + ", "));
    EXPECT_THAT(once, HasSubstr("posting " + std::to_string(2 * claims.size()) + ", "));
    for (int round = 0; round < 3; ++round) {
        std::shuffle(people.begin(), people.end(), random.engine());
        std::shuffle(claims.begin(), claims.end(), random.engine());
        const LoadReport again = load(part(people.size(), claims.size()));
        EXPECT_TRUE(again.problems.empty());
        EXPECT_EQ(again.counts.at(LineKind::person).known, 300U);
        EXPECT_EQ(contents(), once);
    }
}

// Sets are a thousand lines: one wrong line near the end undoes all that came before it.
TEST_P(Conversion, AWrongLineAfterManyGoodOnesUndoesThemAll) {
    std::vector<json> lines{sample_lines()[0]};
    for (int number = 0; number < 2100; ++number) {
        lines.push_back(sample_lines()[2]);
        lines.back()["client_number"] = std::to_string(number);
    }
    lines.back()["surname"] = "";
    const std::string empty = contents();
    EXPECT_THAT(problems_of(file_of(lines)), ElementsAre("x.jsonl:2101, surname: people.missing"));
    EXPECT_EQ(contents(), empty);
    lines.back()["surname"] = "Berg";
    EXPECT_THAT(problems_of(file_of(lines)), ElementsAre());
    EXPECT_THAT(contents(), HasSubstr("person 2100, "));
}

// Of a large file the trail is written as it goes; it is undone with the rest all the same.
TEST_P(Conversion, ALargeFileIsToldInTheTrailOrNoneOfItIs) {
    std::vector<json> lines = sample_lines();
    json claim = lines[4];
    lines.resize(3);
    claim["amount"] = "10000.00";
    claim["movements"] = std::vector<json>(
        1100,
        {{"component", "principal"},
         {"kind", "payment"},
         {"amount", "-1.00"},
         {"value_date", "2025-05-01"},
         {"reason", "paid before"}}
    );
    for (int number = 0; number < 60; ++number) {
        lines.push_back(claim);
        lines.back()["claim_number"] = "V-" + std::to_string(number);
    }
    const std::string empty = contents();
    lines.back()["amount"] = "0.00";
    EXPECT_FALSE(problems_of(file_of(lines)).empty());
    EXPECT_EQ(contents(), empty);
    lines.back()["amount"] = "1100.00";
    EXPECT_THAT(problems_of(file_of(lines)), ElementsAre());
    storage::Transaction transaction{database(), "prove", storage::Access::read};
    const audit::RowProof proof = audit::prove_rows(transaction);
    EXPECT_EQ(proof.checked_count, 60 * (1 + 2 + 1 + 1100));  // claim, debtors, opening, payments
    EXPECT_THAT(proof.violations, testing::IsEmpty());
    EXPECT_TRUE(audit::verify_chain(transaction).has_value());
}

DRAAGKRACHT_ON_BOTH_DATABASES(Conversion);

}  // namespace draagkracht::conversion
