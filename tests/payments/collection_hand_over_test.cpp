// What was approved is asked once more before it leaves; and what comes of a file of which nobody
// knows whether it left, or that was withdrawn and carried out all the same. On both databases.
#include <gmock/gmock.h>

#include <functional>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/payments/hand_act_service.hpp"
#include "draagkracht/storage/turn.hpp"
#include "payments/collecting_case.hpp"
#include "support/beside.hpp"

namespace draagkracht::payments {
namespace {

using testing::Not;

// On 20 May 50.00 of R-901 and 30.00 of R-902 are approved for the 28th.
class HandingOverOnBoth : public CollectingOnBoth {
  protected:
    // What falls out of it, and is told, when this happens before the file is made.
    std::vector<std::string> fallen_after(
        const std::function<void()>& act, const std::string& today = "2026-05-22"
    ) {
        (void)prepare();
        approve();
        act();
        const LayOutReport report = lay_out(today);
        EXPECT_THAT(report.waiting, IsEmpty());
        return files_.empty() ? lines_of(report.emptied.at(0).fallen_out)
                              : lines_of(files_.back().fallen_out);
    }
    void pay_first_debtor(const std::string& amount) {
        ASSERT_TRUE(bank()
                        .reconcile(StatementText{"S1", "2026-05-21"}.paid(
                            amount, {.structured = test_support::reference_text(901)}
                        ))
                        .has_value());
    }
    // The file is made, and the disk turns out to be full: nobody knows whether it left.
    std::string made_and_not_kept() {
        (void)prepare();
        approve();
        std::string bytes;
        const auto failed =
            service().lay_out(preparer(), zandwijk(), [&bytes](const LaidOutCollection& file) {
                bytes = file.bytes;
                return base::Done{base::problem("test.disk-full", "the disk is full")};
            });
        EXPECT_EQ(failed.error().code, "test.disk-full");
        return bytes;
    }
    std::string withdrawn(CollectionId id, const std::string& reason = "the bank refused it") {
        const auto done = service().withdraw(preparer(), zandwijk(), id, reason);
        return !done ? done.error().code : *done == Withdrawal::done ? "done" : "asked";
    }
    // The one collection that there is.
    CollectionId asked_about() {
        return CollectionId{
            std::stoll(texts("SELECT CAST(MAX(id) AS TEXT) FROM collection").at(0))};
    }
    std::string claim_of_first() {
        return texts("SELECT CAST(claim_id AS TEXT) FROM plan_claim ORDER BY plan_id").at(0);
    }
    base::PlanId first_plan() {
        return base::PlanId{std::stoll(texts("SELECT CAST(MIN(id) AS TEXT) FROM plan").at(0))};
    }
};

TEST_P(HandingOverOnBoth, NothingFallsOutWhenNothingHappened) {
    EXPECT_THAT(fallen_after([] {}), IsEmpty());
    EXPECT_EQ(files_.at(0).orders, files_.at(0).approved);
    EXPECT_THAT(files_.at(0).slip, Not(HasSubstr("Vervallen")));
}

TEST_P(HandingOverOnBoth, WhatWasPaidByTheBankFallsOutAndTheRestGoes) {
    EXPECT_THAT(
        fallen_after([this] { pay_first_debtor("50.00"); }), ElementsAre("R-901/1 not_due")
    );
    const LaidOutCollection& file = files_.at(0);
    EXPECT_EQ(file.approved, (CountAndTotal{2, base::Money::cents(8000)}));
    EXPECT_EQ(file.orders, (CountAndTotal{1, base::Money::cents(3000)}));
    EXPECT_THAT(values_of(file.bytes, "CtrlSum"), ElementsAre("30.00", "30.00"));
    EXPECT_THAT(values_of(file.bytes, "MndtId"), ElementsAre("M-18"));
    EXPECT_THAT(file.slip, HasSubstr("Samen: 1\u00a0opdracht, €\u00a030,00\nGoedgekeurd: 2"));
    // The bank books the batch without it.
    ASSERT_TRUE(
        bank()
            .reconcile(StatementText{"S2", "2026-05-28"}.paid("30.00", {.batch_id = batch_id()}))
            .has_value()
    );
    EXPECT_THAT(
        bank().placed(),
        ElementsAre(
            "plan R-901 V-501 principal 5000 structured_reference",
            "plan R-902 V-502 principal 3000 own_batch"
        )
    );
}

// 30.00 is left of it, which nobody approved: it is prepared anew.
TEST_P(HandingOverOnBoth, OfWhatWasPaidInPartNothingGoes) {
    EXPECT_THAT(
        fallen_after([this] { pay_first_debtor("20.00"); }), ElementsAre("R-901/1 less_now")
    );
    EXPECT_THAT(
        lines_of(prepare("2026-05-22").proposal),
        ElementsAre("R-901/1 2026-05-28 30.00", "R-902/1 under_way")
    );
}

TEST_P(HandingOverOnBoth, WhatWasPaidByHandFallsOut) {
    const auto place = [this] {
        ASSERT_TRUE(bank()
                        .reconcile(StatementText{"S1", "2026-05-21"}.paid("50.00", {.text = "?"}))
                        .has_value());
        const base::EntryId entry{
            std::stoll(texts("SELECT CAST(MIN(id) AS TEXT) FROM bank_entry").at(0))};
        const auto placed = HandActService{database(), bank().people().sealer()}.place(
            preparer("2026-05-21"),
            zandwijk(),
            {.number = "H-1",
             .reason = "told by telephone",
             .seen = {{entry, 1}},
             .put = {{entry, "", "R-901", base::Money::cents(5000)}}}
        );
        ASSERT_TRUE(placed.has_value()) << placed.error().to_line();
    };
    EXPECT_THAT(fallen_after(place), ElementsAre("R-901/1 not_due"));
}

TEST_P(HandingOverOnBoth, OfAPlanThatEndedNothingGoes) {
    EXPECT_THAT(
        fallen_after([this] { bank().end_plan(first_plan()); }), ElementsAre("R-901/1 not_due")
    );
}

TEST_P(HandingOverOnBoth, UnderAHoldNothingGoes) {
    const auto hold = [this] {
        say("INSERT INTO claim_act (id, claim_id, act_number, kind, hold, on_date, reason,"
            " decision_number, recorded_on, recorded_by) VALUES (9001, " +
            claim_of_first() +
            ", 'A-1', 'held', 'objection', '2026-05-21', 'r', '', '2026-05-21', 'x')");
    };
    EXPECT_THAT(fallen_after(hold), ElementsAre("R-901/1 quiet"));
}

TEST_P(HandingOverOnBoth, InAPauseNothingGoes) {
    const auto pause = [this] {
        say("INSERT INTO plan_pause (id, plan_id, pause_number, kind, first_day, last_day, reason,"
            " entered_on, entered_by) VALUES (9001, " +
            std::to_string(first_plan().value()) +
            ", 'P-1', 'pause', '2026-05-28', '2026-05-28', 'r', '2026-05-21', 'x')");
    };
    EXPECT_THAT(fallen_after(pause), ElementsAre("R-901/1 quiet"));
}

TEST_P(HandingOverOnBoth, ByAMandateThatWasWithdrawnNothingGoes) {
    const auto withdraw = [this] {
        ASSERT_TRUE(plans::MandateService(database(), bank().people().sealer())
                        .withdraw(preparer("2026-05-21"), *person_1_, "M-17", on("2026-05-21")));
    };
    EXPECT_THAT(fallen_after(withdraw), ElementsAre("R-901/1 mandate_ended"));
}

// On the 28th itself the bank cannot collect on the 28th any more.
TEST_P(HandingOverOnBoth, ACollectionOfWhichNothingIsLeftEndsWithoutAFile) {
    EXPECT_THAT(
        fallen_after([] {}, "2026-05-28"), ElementsAre("R-901/1 less_now", "R-902/1 less_now")
    );
    EXPECT_THAT(files_, IsEmpty());
    EXPECT_THAT(texts("SELECT sha256 FROM collection_file"), IsEmpty());
    EXPECT_THAT(asked(), IsEmpty()) << "its approval serves for nothing any more";
    EXPECT_THAT(lay_out("2026-05-28").emptied, IsEmpty());
    EXPECT_THAT(
        lines_of(prepare("2026-05-28").proposal),
        ElementsAre("R-901/1 2026-06-01 50.00", "R-902/1 2026-06-01 30.00")
    );
}

TEST_P(HandingOverOnBoth, AFileOfWhichNobodyKnowsWhetherItLeftGoesAsItIsOrNotAtAll) {
    const std::string bytes = made_and_not_kept();
    pay_first_debtor("50.00");
    const LayOutReport report = lay_out("2026-05-22");
    ASSERT_THAT(report.waiting, SizeIs(1));
    const auto& [collection, reason] = report.waiting.front();
    EXPECT_EQ(reason.code, "payments.collection-outdated");
    EXPECT_THAT(reason.message, HasSubstr("instalment 1 of plan R-901"));
    EXPECT_THAT(files_, IsEmpty());
    // Nothing is collected anew beside it: the bank could have it.
    EXPECT_THAT(looked("2026-05-22", "2026-05-31"), ElementsAre("R-902/1 under_way"));

    EXPECT_EQ(withdrawn(collection.collection), "asked");
    EXPECT_EQ(withdrawn(collection.collection, "in other words"), "asked");
    ASSERT_THAT(asked(), SizeIs(1));
    EXPECT_EQ(
        access::AccessService{database()}
            .grant_approval(preparer(), asked()[0].asked.id)
            .error()
            .code,
        "access.same-person"
    );
    approve();
    EXPECT_EQ(withdrawn(collection.collection, "once more"), "done");
    EXPECT_EQ(withdrawn(collection.collection, "once more"), "done");
    EXPECT_THAT(
        texts("SELECT reason FROM collection_end"),
        ElementsAre(
            name_of(collection.collection) +
            ", nog niet klaargezet: niet naar de bank. the bank refused it"
        )
    );
    EXPECT_THAT(lines_of(prepare("2026-05-22").proposal), ElementsAre("R-902/1 2026-05-28 30.00"));
}

// What a second person says does not go to the bank is not brought there meanwhile.
TEST_P(HandingOverOnBoth, AFileOfWhichAWithdrawalIsAskedIsNotLaidOut) {
    (void)made_and_not_kept();
    const CollectionId id = asked_about();
    const auto why_it_waits = [&] {
        const LayOutReport report = lay_out("2026-05-22");
        return report.waiting.empty() ? "laid out" : report.waiting.front().reason.code;
    };
    EXPECT_EQ(withdrawn(id), "asked");
    EXPECT_EQ(asked().at(0).asked.subject, name_of(id) + "|made");
    EXPECT_EQ(why_it_waits(), "payments.withdrawal-asked");
    approve();
    EXPECT_EQ(why_it_waits(), "payments.withdrawal-asked");
    EXPECT_THAT(files_, IsEmpty());
    EXPECT_EQ(withdrawn(id), "done");
    EXPECT_THAT(texts("SELECT laid_out_on FROM collection_laid_out"), IsEmpty());
}

TEST_P(HandingOverOnBoth, AFileOfWhichTheWithdrawalWasRefusedIsLaidOut) {
    (void)made_and_not_kept();
    EXPECT_EQ(withdrawn(asked_about()), "asked");
    const auto refused = access::ApprovalsService{database()}.decide(
        as(*approver_, "2026-05-20"),
        zandwijk(),
        asked().at(0).asked.id,
        {.is_granted = false, .reason = "ga maar naar de bank"}
    );
    ASSERT_TRUE(refused.has_value()) << refused.error().to_line();
    EXPECT_THAT(lay_out("2026-05-22").laid_out, SizeIs(1));
}

// Whatever laid it out: what was approved is of a file that was not.
TEST_P(HandingOverOnBoth, AnApprovalOfBeforeItWasLaidOutWithdrawsNothingAfterIt) {
    (void)made_and_not_kept();
    const CollectionId id = asked_about();
    EXPECT_EQ(withdrawn(id), "asked");
    approve();
    say("INSERT INTO collection_laid_out (collection_id, laid_out_on, laid_out_by) VALUES (" +
        std::to_string(id.value()) + ", '2026-05-21', 'x')");
    EXPECT_EQ(withdrawn(id), "asked");
    ASSERT_THAT(asked(), SizeIs(2));
    EXPECT_EQ(asked()[1].asked.subject, name_of(id) + "|laid_out");
    EXPECT_THAT(asked()[1].asked.reason, HasSubstr(", al klaargezet: niet naar de bank. "));
    approve();
    EXPECT_EQ(withdrawn(id), "done");
}

// It did leave, and the bank tells it: nobody lays it once more.
TEST_P(HandingOverOnBoth, WhatTheBankToldOfIsLaidOutAndNotLaidAgain) {
    const std::string bytes = made_and_not_kept();
    const std::string batch = values_of(bytes, "PmtInfId").at(0);
    ASSERT_TRUE(bank()
                    .reconcile(StatementText{"S1", "2026-05-28"}.paid("80.00", {.batch_id = batch}))
                    .has_value());
    const LayOutReport report = lay_out("2026-05-29");
    EXPECT_THAT(report.waiting, IsEmpty());
    EXPECT_THAT(report.laid_out, IsEmpty());
    EXPECT_THAT(files_, IsEmpty());
    EXPECT_THAT(texts("SELECT laid_out_on FROM collection_laid_out"), ElementsAre("2026-05-29"));
}

TEST_P(HandingOverOnBoth, WhatDoesNotGoToTheBankCanBeCollectedAnewWhenASecondPersonAgrees) {
    const CollectionId waiting = prepare().id;
    EXPECT_EQ(withdrawn(waiting), "done");  // it has no file yet, so nobody is asked
    (void)collected();
    const CollectionId id = files_.front().id;
    EXPECT_EQ(withdrawn(CollectionId{1}), "payments.unknown-collection");
    EXPECT_EQ(withdrawn(id, " "), "base.not-a-line");
    EXPECT_EQ(withdrawn(id), "asked");
    EXPECT_THAT(
        looked("2026-05-20", "2026-05-31"), ElementsAre("R-901/1 under_way", "R-902/1 under_way")
    );
    approve();
    EXPECT_EQ(withdrawn(id), "done");
    EXPECT_NE(prepare().id, id);

    approve();
    (void)lay_out();
    ASSERT_TRUE(
        bank()
            .reconcile(StatementText{"S1", "2026-05-28"}.paid("80.00", {.batch_id = batch_id()}))
            .has_value()
    );
    EXPECT_EQ(withdrawn(files_.back().id), "payments.collection-answered");
}

// Both went out: the money of each is of its own orders, and what was asked twice waits for nobody
// to guess. 50.00 of R-901 on the 28th pays May, and the second 50.00 pays June.
TEST_P(HandingOverOnBoth, AWithdrawnCollectionThatTheBankCarriedOutPaysItsOrders) {
    (void)collected();
    const std::string first = batch_id();
    EXPECT_EQ(withdrawn(files_.front().id), "asked");
    approve();
    EXPECT_EQ(withdrawn(files_.front().id), "done");
    const std::vector<std::string> second_ids = collected();
    ASSERT_TRUE(bank()
                    .reconcile(StatementText{"S1", "2026-05-28"}
                                   .paid("80.00", {.batch_id = first})
                                   .paid("80.00", {.batch_id = batch_id()}))
                    .has_value());
    EXPECT_THAT(
        bank().placed(),
        ElementsAre(
            "plan R-901 V-501 principal 5000 own_batch",
            "plan R-902 V-502 principal 3000 own_batch",
            "plan R-901 V-501 principal 5000 own_batch",
            "plan R-902 V-502 principal 3000 own_batch"
        )
    );
    // A return names the order of one of the two.
    ASSERT_TRUE(
        bank()
            .reconcile(StatementText{"S2", "2026-06-01"}.paid(
                "-50.00",
                {.is_reversal = true, .return_reason = "MD06", .end_to_end_id = second_ids[0]}
            ))
            .has_value()
    );
    EXPECT_THAT(
        texts("SELECT CAST(SUM(amount_cents) AS TEXT) FROM allocation"), ElementsAre("11000")
    );
}

// Another officer prepares the same: one question stands.
TEST_P(HandingOverOnBoth, OfOneCollectionOneQuestionStands) {
    const CollectionId id = prepare().id;
    const access::Actor other = officer("m.smit", {Role::debt_officer});
    const auto again = service().prepare(as(other, "2026-05-20"), zandwijk(), on("2026-05-31"));
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->id, id);
    EXPECT_THAT(asked(), SizeIs(1));
}

// Who asks a second person writes the trail after it: the other way round two officers wait for
// each other.
TEST_P(HandingOverOnBoth, WhoPreparesWaitsForWhoAsksWithoutTheTrailInHand) {
    std::string prepared;
    {
        storage::Transaction asking{database(), "ask", storage::Access::write};
        storage::take_turn(asking, fmt::format("ask_approval:{}", zandwijk().value()));
        test_support::Beside preparing{[&] {
            try {
                prepared = name_of(prepare().id);
            } catch (const std::exception& failed) {
                prepared = failed.what();
            }
        }};
        EXPECT_TRUE(preparing.waits_for(asking));
        audit::Trail trail{asking, preparer().author()};
        trail.record({"access.ask_approval", zandwijk(), std::nullopt, "x"});
        trail.write();
        asking.commit();
        preparing.join();
    }
    EXPECT_THAT(prepared, HasSubstr("INC-"));
}

DRAAGKRACHT_ON_BOTH_DATABASES(HandingOverOnBoth);

}  // namespace
}  // namespace draagkracht::payments
