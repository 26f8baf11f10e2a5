// What is looked up ahead of a chunk never counts when it changed before the chunk was booked.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "draagkracht/claims/claim_store.hpp"
#include "support/bank_register.hpp"
#include "support/environment.hpp"

namespace draagkracht::payments {
namespace {

using test_support::BankRegister;
using test_support::reference_text;
using test_support::StatementText;
using test_support::text_of;

constexpr std::int64_t claims_count = 8;

class ChunksAheadOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (!IsSkipped()) {
            bank_.emplace(database());
        }
    }
    BankRegister& bank() { return *bank_; }

    // Claims V-501 and on, of 25.00 each.
    void owe() {
        for (std::int64_t number = 0; number < claims_count; ++number) {
            claims_.push_back(bank().claim(
                501 + number, {bank().person(std::to_string(100001 + number))}, "25.00"
            ));
        }
    }

    // A chunk an entry, and something is done after each.
    base::Outcome<FileReport> reconcile(
        const StatementText& statement,
        const std::function<void(std::uint64_t passed)>& meanwhile,
        std::size_t payments_per_chunk = 1
    ) {
        ReconciliationService service{database(), payments_per_chunk};
        return service.reconcile(
            bank().people().machine(access::Machine::reconciliation),
            bank().file(text_of({statement}), "large.xml"),
            [&](const Progress& progress) {
                if (progress.stage == Progress::Stage::booking && progress.done > last_passed_) {
                    last_passed_ = progress.done;
                    meanwhile(progress.done);
                }
            }
        );
    }

    std::vector<std::string> balances() {
        storage::Transaction transaction{database(), "balances", storage::Access::read};
        const auto found = claims::balances_of(transaction, claims_);
        std::vector<std::string> texts;
        for (const base::ClaimId claim : claims_) {
            texts.push_back(found.at(claim).total().to_string());
        }
        return texts;
    }

  private:
    std::optional<BankRegister> bank_;
    std::vector<base::ClaimId> claims_;
    std::uint64_t last_passed_ = 0;
};

StatementText each_claim_paid() {
    StatementText statement{"LARGE"};
    for (std::int64_t number = 0; number < claims_count; ++number) {
        statement.paid("25.00", {.structured = reference_text(501 + number)});
    }
    return statement;
}

// After each entry somebody else books the same 25.00 on the claim of the next one. What the large
// statement brings for it then is too much: the claim is never paid twice.
TEST_P(ChunksAheadOnBoth, WhatSomebodyElsePaidMeanwhileIsNotPaidAgain) {
    owe();
    const auto report = reconcile(each_claim_paid(), [this](std::uint64_t passed) {
        if (passed < claims_count) {
            StatementText other{
                fmt::format("OTHER-{}", passed), fmt::format("2026-06-{:02}", passed)};
            other.paid(
                "25.00", {.structured = reference_text(501 + static_cast<std::int64_t>(passed))}
            );
            ASSERT_TRUE(bank().reconcile(other).has_value());
        }
    });
    ASSERT_TRUE(report.has_value()) << report.error().to_line();
    EXPECT_EQ(report->statements.front().outcome, StatementOutcome::closed);
    EXPECT_EQ(report->statements.front().allocated.count, 1) << "of the first entry alone";
    EXPECT_EQ(report->statements.front().suspense.count, claims_count - 1);
    EXPECT_THAT(balances(), testing::Each("0.00"));
}

// The import's own chunks count as well: each finds what the ones before it left.
TEST_P(ChunksAheadOnBoth, EachChunkFindsWhatTheOnesBeforeItLeft) {
    owe();
    StatementText statement{"LARGE"};
    for (int time = 0; time < 4; ++time) {
        statement.paid("10.00", {.structured = reference_text(501)});
        statement.paid("10.00", {.structured = reference_text(502)});
    }
    const auto report = reconcile(statement, [](std::uint64_t) {});
    ASSERT_TRUE(report.has_value()) << report.error().to_line();
    // Of 25.00 each: 10.00, 10.00, 5.00 with 5.00 too much, and 10.00 on nothing.
    const std::vector<std::string> two_of_each{
        "V-501 principal 1000 structured_reference",
        "V-502 principal 1000 structured_reference",
        "V-501 principal 1000 structured_reference",
        "V-502 principal 1000 structured_reference",
        "V-501 principal 500 structured_reference",
        "suspense 500 overpaid",
        "V-502 principal 500 structured_reference",
        "suspense 500 overpaid",
        "suspense 1000 debt_closed",
        "suspense 1000 debt_closed"};
    EXPECT_EQ(bank().placed(), two_of_each);
}

// A look at a client writes the trail as well: what was looked up is looked up again, and the
// import comes to the same.
TEST_P(ChunksAheadOnBoth, WhatIsToldInTheTrailMeanwhileChangesNothing) {
    owe();
    const auto report = reconcile(each_claim_paid(), [this](std::uint64_t) {
        storage::Transaction transaction{database(), "look", storage::Access::write};
        audit::Trail trail{transaction, bank().people().officer().author()};
        trail.record({"people.look", bank().people().zandwijk(), std::nullopt, "person:1"});
        trail.write();
        transaction.commit();
    });
    ASSERT_TRUE(report.has_value()) << report.error().to_line();
    EXPECT_EQ(report->statements.front().allocated.count, claims_count);
    EXPECT_THAT(balances(), testing::Each("0.00"));
}

// An entry may hold thousands of payments, and one transaction must not: two entries of two
// payments each are booked one by one where three payments go together.
TEST_P(ChunksAheadOnBoth, ChunksAreCountedInPayments) {
    owe();
    StatementText statement{"LARGE"};
    for (std::int64_t number = 0; number < claims_count; number += 2) {
        Entry entry;
        entry.amount = base::Money::cents(50'00);
        for (const std::int64_t claim : {501 + number, 502 + number}) {
            Detail& detail = entry.details.emplace_back();
            detail.amount = base::Money::cents(25'00);
            detail.structured_references.push_back({reference_text(claim), "CUR"});
        }
        statement.add(std::move(entry));
    }
    std::vector<std::uint64_t> booked;
    const auto report = reconcile(
        statement, [&](std::uint64_t passed) { booked.push_back(passed); }, 3
    );
    ASSERT_TRUE(report.has_value()) << report.error().to_line();
    EXPECT_THAT(booked, testing::ElementsAre(2, 4));
    EXPECT_THAT(balances(), testing::Each("0.00"));
}

// What was checked is booked, also where the file is another one by then.
TEST_P(ChunksAheadOnBoth, WhatWasCheckedIsBookedWhateverBecomesOfTheFile) {
    owe();
    ReconciliationService service{database(), 1};
    const std::filesystem::path file = bank().file(text_of({each_claim_paid()}), "large.xml");
    const auto report = service.reconcile(
        bank().people().machine(access::Machine::reconciliation),
        file,
        [&](const Progress& progress) {
            if (progress.stage == Progress::Stage::booking) {
                std::ofstream{file} << "something else";
            }
        }
    );
    ASSERT_TRUE(report.has_value()) << report.error().to_line();
    EXPECT_EQ(report->statements.front().allocated.count, claims_count);
    EXPECT_THAT(balances(), testing::Each("0.00"));
}

// Where there is no room to keep what was read, nothing is booked: the file could be another one
// when it is read once more.
TEST_P(ChunksAheadOnBoth, WithoutRoomNothingIsBooked) {
    owe();
    const test_support::Environment nowhere{"TMPDIR", "/proc/nothing"};
    const auto report = reconcile(each_claim_paid(), [](std::uint64_t) {});
    ASSERT_FALSE(report.has_value());
    EXPECT_EQ(report.error().code, "payments.no-room");
    EXPECT_THAT(balances(), testing::Each("25.00"));
}

DRAAGKRACHT_ON_BOTH_DATABASES(ChunksAheadOnBoth);

}  // namespace
}  // namespace draagkracht::payments
