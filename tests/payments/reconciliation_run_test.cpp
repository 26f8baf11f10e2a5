// A folder of statements as one piece of work: what came of each file is kept, and a run that was
// cut off is gone on with.
#include "draagkracht/payments/reconciliation_run_service.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <stdexcept>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/payments/waiting_findings_service.hpp"
#include "support/bank_register.hpp"
#include "support/notification_text.hpp"

namespace draagkracht::payments {

using test_support::BankRegister;
using test_support::reference_text;
using test_support::StatementText;
using test_support::text_of;

namespace {

base::Money money(std::string_view text) {
    return base::Money::parse(text).value();
}

// "a.xml: closed 2 of 75.00" or "b.xml: payments.unknown-format", a line each.
std::vector<std::string> lines_of(const ReconciliationRun& run) {
    std::vector<std::string> lines;
    for (const RunFile& file : run.files) {
        if (file.problem) {
            lines.push_back(file.name + ": " + file.problem->code);
        }
        for (const NotificationReport& one : file.notifications) {
            lines.push_back(
                file.name + ": " + one.identifier + " kept " + std::to_string(one.kept.count) +
                " of " + one.kept.amount.to_string() + " known " + std::to_string(one.known) +
                " spread " + std::to_string(one.spread.count) + " not kept " +
                std::to_string(one.not_kept)
            );
        }
        for (const StatementReport& statement : file.statements) {
            lines.push_back(
                file.name + ": " + std::string{to_text(statement.outcome)} + " " +
                std::to_string(statement.payments.count) + " of " +
                statement.payments.amount.to_string()
            );
        }
    }
    return lines;
}

}  // namespace

// Three days and a file that is no statement, in a folder of their own.
class ReconciliationRunOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) {
            return;
        }
        bank_.emplace(database());
        bank_->claim(501, {bank_->person("100001")}, "9000.00");
        base::Money balance = money("100.00");
        for (const std::string day : {"28", "29", "30"}) {
            StatementText statement{"D" + day, "2026-06-" + day};
            statement.opens_with(balance)
                .paid("25.00", {.structured = reference_text(501)})
                .paid("7.00", {.text = "van niemand"});
            balance = statement.closing();
            folder_ = bank_->file(text_of({statement}), "a" + day + ".xml").parent_path();
        }
        (void)bank_->file("geen afschrift", "b.xml");
    }
    access::Occasion machine(const std::string& today = "2026-07-01") {
        return bank_->people().machine(access::Machine::reconciliation, today);
    }
    base::Outcome<ReconciliationRun> run(
        const std::function<void(const RunProgress&)>& on_progress = {},
        std::size_t entries_per_chunk = 1000
    ) {
        return ReconciliationRunService{database(), entries_per_chunk}.run(
            machine(), bank_->people().zandwijk(), folder_, on_progress
        );
    }
    // Cut off after each number of times that progress was told, so between all steps. How often
    // that was.
    int run_cut_off_everywhere(std::size_t entries_per_chunk = 1000) {
        for (int told_before = 0;; ++told_before) {
            int told = 0;
            try {
                const auto cut_off = [&](const RunProgress& now) {
                    EXPECT_LE(now.done, now.total);
                    if (++told > told_before) {
                        throw std::runtime_error{"cut off"};
                    }
                };
                EXPECT_TRUE(run(cut_off, entries_per_chunk));
                return told_before;
            } catch (const std::runtime_error&) {
                EXPECT_FALSE(latest()->is_ended);
            }
        }
    }
    std::optional<ReconciliationRun> latest() {
        return ReconciliationRunService{database()}
            .latest(machine(), bank_->people().zandwijk())
            .value();
    }
    long long count(const std::string& from) {
        storage::Transaction transaction{database(), "count", storage::Access::read};
        long long found = 0;
        transaction.sql() << "SELECT COUNT(*) FROM " + from, soci::into(found);
        return found;
    }

    // Another municipality, of which the same office does the work.
    base::MunicipalityId neighbour() {
        const access::Occasion conversion = bank_->people().machine(access::Machine::conversion);
        const base::MunicipalityId other = access::AccessService{database()}.register_municipality(
            conversion, "lierveld", "Lierveld", "peelrand"
        );
        EXPECT_TRUE(ReconciliationService{database()}.add_bank_account(
            conversion, other, base::Iban::parse(account_of_neighbour).value()
        ));
        return other;
    }
    base::Outcome<std::vector<WaitingFinding>> waiting(base::MunicipalityId municipality) {
        return WaitingFindingsService{database()}.list(machine(), municipality);
    }

    const std::string account_of_neighbour = "NL91ABNA0417164300";
    std::optional<BankRegister> bank_;
    std::filesystem::path folder_;
    const std::vector<std::string> all_{
        "a28.xml: closed 2 of 32.00",
        "a29.xml: closed 2 of 32.00",
        "a30.xml: closed 2 of 32.00",
        "b.xml: payments.unknown-format"};
};

// By its name it comes after the statements, and is there when they are booked all the same.
TEST_P(ReconciliationRunOnBoth, WhatANotificationTellsIsKeptWithTheRun) {
    const std::string told = test_support::notification_text(
        "N1",
        "2026-06-28",
        {{.batch_id = "B1", .payments = {{"1.00", {.text = "een"}}, {"2.00", {.text = "twee"}}}},
         {.payments = {{"1.00", {.text = "een"}}, {"2.00", {.text = "twee"}}}}}
    );
    (void)bank_->file(told, "c.xml");
    ASSERT_TRUE(run());
    const std::string line = "c.xml: N1 kept 1 of 3.00 known 0 spread 0 not kept 1";
    EXPECT_EQ(lines_of(*latest()).front(), line);
    EXPECT_TRUE(latest()->files.front().statements.empty());
    ASSERT_TRUE(run());
    EXPECT_EQ(lines_of(*latest()).front(), "c.xml: N1 kept 0 of 0.00 known 1 spread 0 not kept 1");
}

TEST_P(ReconciliationRunOnBoth, WhatCameOfEachFileIsToldAndKept) {
    EXPECT_FALSE(latest());
    const auto done = run();
    ASSERT_TRUE(done) << done.error().to_line();
    EXPECT_TRUE(done->is_ended);
    EXPECT_EQ(lines_of(*done), all_);
    const std::optional<ReconciliationRun> kept = latest();
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->id, done->id);
    EXPECT_TRUE(kept->is_ended);
    EXPECT_EQ(kept->begun_by, machine().actor.text());
    EXPECT_EQ(lines_of(*kept), all_);
    EXPECT_EQ(kept->files.at(0).sha256.size(), 64U);
    const StatementReport& first = kept->files.at(0).statements.at(0);
    EXPECT_EQ(first.allocated.amount, money("25.00"));
    EXPECT_EQ(first.suspense.amount, money("7.00"));
    EXPECT_EQ(first.ledger_amount, money("25.00"));
}

TEST_P(ReconciliationRunOnBoth, TheSameFolderAgainIsARunInWhichAllIsKnown) {
    ASSERT_TRUE(run());
    const auto again = run();
    ASSERT_TRUE(again);
    EXPECT_EQ(
        lines_of(*again),
        (std::vector<std::string>{
            "a28.xml: known 2 of 32.00",
            "a29.xml: known 2 of 32.00",
            "a30.xml: known 2 of 32.00",
            "b.xml: payments.unknown-format"})
    );
    EXPECT_EQ(count("bank_entry"), 6);
    EXPECT_EQ(count("reconciliation_run"), 2);
}

TEST_P(ReconciliationRunOnBoth, ARunThatWasCutOffIsGoneOnWithAndComesToTheSame) {
    EXPECT_GT(run_cut_off_everywhere(), 3);
    EXPECT_EQ(count("reconciliation_run"), 1);
    EXPECT_EQ(lines_of(latest().value()), all_);
    EXPECT_TRUE(latest()->is_ended);
    EXPECT_EQ(count("bank_entry"), 6);
}

// 3.00 waits as one amount, and a batch of two payments is told that is it; of the next batch no
// entry is here. Each is a chunk of its own.
TEST_P(ReconciliationRunOnBoth, OfANotificationARunThatWasCutOffKeepsWhatOneRunKeeps) {
    StatementText before{"D27", "2026-06-27"};
    before.opens_with(money("97.00")).paid("3.00", {.batch_id = "B1"});
    ASSERT_TRUE(bank_->reconcile(bank_->file(text_of({before}), "a27.xml")));
    std::filesystem::remove(folder_ / "a27.xml");
    const std::string told = test_support::notification_text(
        "N1",
        "2026-06-27",
        {{.batch_id = "B1", .payments = {{"1.00", {.text = "een"}}, {"2.00", {.text = "twee"}}}},
         {.batch_id = "B2", .payments = {{"4.00", {.text = "drie"}}, {"5.00", {.text = "vier"}}}}}
    );
    (void)bank_->file(told, "c.xml");
    EXPECT_GT(run_cut_off_everywhere(1), 5);
    EXPECT_EQ(count("reconciliation_run"), 1);
    EXPECT_EQ(
        lines_of(latest().value()).front(),
        "c.xml: N1 kept 2 of 12.00 known 0 spread 1 not kept 0"  // 1.00 + 2.00 + 4.00 + 5.00
    );
    EXPECT_EQ(latest()->files.front().notifications.front().spread.amount, money("3.00"));
    ASSERT_TRUE(run());
    EXPECT_EQ(
        lines_of(latest().value()).front(), "c.xml: N1 kept 0 of 0.00 known 2 spread 0 not kept 0"
    );
}

// 1 July is handed in without 30 June: refused, and the run is cut off. Then 30 June comes.
TEST_P(ReconciliationRunOnBoth, WhatWasRefusedIsTriedAgainAndWhatHoldsNowIsShown) {
    const std::filesystem::path whole = folder_ / "a30.xml";
    const std::filesystem::path aside = folder_.parent_path() / "aside.xml";
    std::filesystem::rename(whole, aside);
    StatementText july{"D01", "2026-07-01"};
    july.opens_with(money("196.00")).paid("4.00", {.text = "van niemand"});  // 100.00 + 3 x 32.00
    (void)bank_->file(text_of({july}), "a31.xml");
    EXPECT_THROW(
        (void)run([](const RunProgress& now) {
            if (now.done == now.total) {
                throw std::runtime_error{"cut off"};
            }
        }),
        std::runtime_error
    );
    EXPECT_EQ(
        lines_of(latest().value()),
        (std::vector<std::string>{
            "a28.xml: closed 2 of 32.00",
            "a29.xml: closed 2 of 32.00",
            "b.xml: payments.unknown-format",
            "a31.xml: payments.gap"})
    );
    EXPECT_THAT(latest()->files.at(3).problem->remedy, testing::HasSubstr("confirm-statement"));
    std::filesystem::rename(aside, whole);
    const auto done = run();
    ASSERT_TRUE(done) << done.error().to_line();
    const std::vector<std::string> what_holds{
        "a28.xml: closed 2 of 32.00",
        "a29.xml: closed 2 of 32.00",
        "a30.xml: closed 2 of 32.00",
        "a31.xml: closed 1 of 4.00",
        "b.xml: payments.unknown-format"};
    EXPECT_EQ(lines_of(*done), what_holds);
    EXPECT_EQ(lines_of(latest().value()), what_holds);
    EXPECT_EQ(count("reconciliation_run"), 1);
}

// One office does the work of two municipalities, and the bank sends one folder.
TEST_P(ReconciliationRunOnBoth, EachMunicipalitySeesItsOwnStatementsAlone) {
    const base::MunicipalityId other = neighbour();
    const std::string account = account_of_neighbour;
    StatementText theirs{"T1", "2026-06-30"};
    theirs.of_account(account).opens_with(money("10.00")).paid("5.00", {.text = "van niemand"});
    StatementText ours{"D01", "2026-07-01"};
    ours.opens_with(money("196.00")).paid("4.00", {.text = "van niemand"});
    StatementText also_theirs{"T2", "2026-07-01"};
    also_theirs.of_account(account).opens_with(money("15.00"));
    StatementText with_gap{"T9", "2026-07-09"};
    with_gap.of_account(account).opens_with(money("99.00"));
    (void)bank_->file(text_of({theirs}), "c.xml");
    (void)bank_->file(text_of({ours, also_theirs}), "d.xml");
    (void)bank_->file(text_of({with_gap}), "e.xml");
    const auto run_of = [&](base::MunicipalityId municipality) {
        const auto done =
            ReconciliationRunService{database()}.run(machine("2026-07-02"), municipality, folder_);
        return lines_of(done.value());
    };
    EXPECT_EQ(
        run_of(bank_->people().zandwijk()),
        (std::vector<std::string>{
            "a28.xml: closed 2 of 32.00",
            "a29.xml: closed 2 of 32.00",
            "a30.xml: closed 2 of 32.00",
            "d.xml: closed 1 of 4.00",
            "b.xml: payments.unknown-format"})
    );
    EXPECT_EQ(
        run_of(other),
        (std::vector<std::string>{
            "c.xml: known 1 of 5.00",
            "d.xml: known 0 of 0.00",
            "b.xml: payments.unknown-format",
            "e.xml: payments.gap"})
    );
}

// A file of two, of which the statement of one has a gap: that one sees why and can confirm it,
// whoever hands the file in after it; the other sees that the file is not taken, and no word of it.
TEST_P(ReconciliationRunOnBoth, WhatIsFoundOfAStatementIsOfItsMunicipalityAlone) {
    const base::MunicipalityId ours = bank_->people().zandwijk();
    const base::MunicipalityId other = neighbour();
    StatementText with_gap{"D09", "2026-07-09"};
    with_gap.opens_with(money("999.00"));  // and 30 June closed with 196.00
    StatementText theirs{"T1", "2026-06-30"};
    theirs.of_account(account_of_neighbour).opens_with(money("10.00"));
    (void)bank_->file(text_of({with_gap, theirs}), "c.xml");
    const auto problem_in_run_of = [&](base::MunicipalityId municipality) {
        const auto done =
            ReconciliationRunService{database()}.run(machine("2026-07-10"), municipality, folder_);
        for (const RunFile& file : done->files) {
            if (file.name == "c.xml") {
                return file.problem.value();
            }
        }
        return base::Problem{};
    };
    const base::Problem told_to_us = problem_in_run_of(ours);
    EXPECT_EQ(told_to_us.code, "payments.gap");
    EXPECT_THAT(told_to_us.message, testing::HasSubstr("999.00"));
    const base::Problem told_to_them = problem_in_run_of(other);
    EXPECT_EQ(told_to_them.code, "payments.gap");
    EXPECT_THAT(told_to_them.to_line(), testing::Not(testing::HasSubstr("999.00")));
    EXPECT_THAT(told_to_them.to_line(), testing::Not(testing::HasSubstr("196.00")));
    EXPECT_THAT(told_to_them.to_line(), testing::Not(testing::HasSubstr("2026")));
    EXPECT_THAT(told_to_them.message, testing::HasSubstr("another municipality"));

    EXPECT_THAT(waiting(other).value(), testing::IsEmpty());
    ASSERT_THAT(waiting(ours).value(), testing::SizeIs(1));
    const auto confirmed = WaitingFindingsService{database()}.confirm(
        bank_->people().officer(access::Role::debt_officer, "2026-07-10"),
        ours,
        waiting(ours)->at(0).refusal,
        "nagevraagd"
    );
    EXPECT_TRUE(confirmed) << confirmed.error().to_line();
    EXPECT_THAT(waiting(ours).value(), testing::IsEmpty());
}

// All are checked before anything is booked, and none is read once more because it had to wait.
TEST_P(ReconciliationRunOnBoth, FilesThatWaitForEachOtherAreCheckedOnce) {
    std::vector<std::filesystem::path> files{
        folder_ / "a30.xml", folder_ / "a29.xml", folder_ / "a28.xml"};
    std::uint64_t bytes = 0;
    for (const std::filesystem::path& file : files) {
        bytes += std::filesystem::file_size(file);
    }
    std::vector<std::string> taken;
    std::vector<std::uint64_t> checked;
    bool is_booking = false;
    ReconciliationService{database()}.reconcile_all(
        machine(),
        files,
        [&](const FileOutcome& outcome) {
            ASSERT_TRUE(outcome.report) << outcome.report.error().to_line();
            taken.push_back(outcome.file.filename().string());
        },
        [&](const Progress& now) {
            is_booking = is_booking || now.stage == Progress::Stage::booking;
            if (now.stage == Progress::Stage::checking) {
                EXPECT_FALSE(is_booking);
                checked.push_back(now.done);
            }
        }
    );
    EXPECT_EQ(taken, (std::vector<std::string>{"a28.xml", "a29.xml", "a30.xml"}));
    ASSERT_FALSE(checked.empty());
    EXPECT_EQ(checked.back(), bytes);
}

TEST_P(ReconciliationRunOnBoth, ProgressGoesUpToTheEnd) {
    std::vector<RunProgress> all;
    ASSERT_TRUE(run([&](const RunProgress& now) { all.push_back(now); }));
    ASSERT_FALSE(all.empty());
    for (std::size_t place = 1; place < all.size(); ++place) {
        EXPECT_GE(all.at(place).done, all.at(place - 1).done);
    }
    EXPECT_EQ(all.back().done, all.back().total);
}

TEST_P(ReconciliationRunOnBoth, WhatIsNoFolderIsRefusedAndNothingIsWritten) {
    const auto run_over = [&](const std::filesystem::path& folder) {
        const auto done =
            ReconciliationRunService{database()}.run(machine(), bank_->people().zandwijk(), folder);
        return done ? "done" : done.error().code;
    };
    EXPECT_EQ(run_over("/no/such/folder"), "payments.unreadable-folder");
    EXPECT_EQ(run_over(folder_ / "b.xml"), "payments.unreadable-folder");
    std::filesystem::create_directory(folder_ / "empty");
    EXPECT_EQ(run_over(folder_ / "empty"), "payments.no-files");
    const auto refused = ReconciliationRunService{database()}.run(
        bank_->people().officer(access::Role::auditor), bank_->people().zandwijk(), folder_
    );
    EXPECT_EQ(refused.error().code, "access.not-allowed");
    EXPECT_EQ(count("reconciliation_run"), 0);
}

DRAAGKRACHT_ON_BOTH_DATABASES(ReconciliationRunOnBoth);

}  // namespace draagkracht::payments
