// What comes of a file of which nobody knows whether it left, that was withdrawn and paid all the
// same, or of which the bank took the money back before. On both databases.
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/payments/return_service.hpp"
#include "draagkracht/storage/turn.hpp"
#include "payments/paying_out.hpp"
#include "support/beside.hpp"

namespace draagkracht::payments {
namespace {

using storage::Access;
using storage::Transaction;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// 25.00 of the 60.00 that came in by S1 is to be paid back, and all of the 80.00 of S2.
class PayoutHandOverOnBoth : public PayingOutOnBoth {
  protected:
    // The payer has the bank take the 60.00 back.
    EntryId first_goes_back() {
        book(StatementText{"S3", "2026-07-02"}.paid(
            "-60.00", {.bank_reference = "S1", .is_reversal = true, .return_reason = "MD06"}
        ));
        return EntryId{number_of("SELECT MAX(id) FROM bank_entry")};
    }
    std::string pair(EntryId payment, EntryId back) {
        const auto done = ReturnService{database()}.take_back(officer(), {payment, back, "MD06"});
        return done ? "done" : done.error().code;
    }
    std::string waits_for(const PayoutReport& report) {
        return report.waiting.empty() ? "nothing" : report.waiting.front().reason.code;
    }
    // What a second person is asked about payouts that are to be withdrawn: "TB-7|laid_out", and
    // the reason; in the order in which it was asked.
    std::vector<access::PendingApproval> asked_withdrawals() {
        const std::vector<access::AskedApproval> open =
            access::ApprovalsService{database()}.open_approvals(officer(), zandwijk()).value();
        std::vector<access::PendingApproval> asked;
        for (const access::AskedApproval& one : open) {
            if (one.asked.action == payout_withdrawal_approval_action) {
                asked.push_back(one.asked);
            }
        }
        return asked;
    }
    // Once more, as it was withdrawn: the end-to-end ids of its orders.
    std::vector<std::string> paid_out_again() {
        (void)prepare();
        approve();
        EXPECT_THAT(lay_out().laid_out, SizeIs(1));
        return values_of(files_.back().bytes, "EndToEndId");
    }
};

TEST_P(PayoutHandOverOnBoth, WhatTheBankTookBackIsNotPaidBackAsWell) {
    decide_both();
    const EntryId back = first_goes_back();
    EXPECT_EQ(
        number_of("SELECT COUNT(*) FROM audit_event WHERE action = 'payments.refund_in_doubt'"), 1
    );
    EXPECT_THAT(
        open(), ElementsAre("25.00 " + payer + " due in doubt", "80.00 " + other_account + " due")
    );
    EXPECT_EQ(prepare().orders, (CountAndTotal{1, money("80.00")}));
    EXPECT_EQ(pair(*first_, back), "payments.refund-due");
    EXPECT_EQ(undo("H-3", "H-1"), "done");
    EXPECT_EQ(pair(*first_, back), "done");
    EXPECT_THAT(waiting(), IsEmpty());
}

// As much leaves the account: only what has a reference in common says that it is the same money.
TEST_P(PayoutHandOverOnBoth, MoneyThatLeavesWithoutAReferencePutsNothingInDoubt) {
    struct Row {
        std::string bank_reference;
        std::string end_to_end_id;
        bool is_in_doubt;
    };
    const std::vector<Row> rows{
        {"B-7", "", true},
        {"", "E-7", true},
        {"", "", false},
        {"NONREF", "", false},
        {"NOTPROVIDED", "", false},
        {"", "NONREF", false},
        {"", "NOTPROVIDED", false},
    };
    int number = 0;
    for (const Row& row : rows) {
        ++number;
        const std::string amount = fmt::format("9{}.00", number);
        book(StatementText{fmt::format("P{}", number), fmt::format("2026-06-1{}", number)}.paid(
            amount,
            {.account = payer,
             .bank_reference = row.bank_reference,
             .end_to_end_id = row.end_to_end_id}
        ));
        decide(
            fmt::format("H-P{}", number),
            EntryId{number_of("SELECT MAX(id) FROM bank_entry")},
            amount
        );
        book(StatementText{fmt::format("Q{}", number), fmt::format("2026-06-2{}", number)}.paid(
            "-" + amount, {.bank_reference = row.bank_reference, .end_to_end_id = row.end_to_end_id}
        ));
        EXPECT_EQ(
            open().back(),
            fmt::format("{} {} due{}", amount, payer, row.is_in_doubt ? " in doubt" : "")
        ) << row.bank_reference
          << row.end_to_end_id;
    }
}

// Somebody says that it was another payment that went back.
TEST_P(PayoutHandOverOnBoth, WhatIsExplainedOtherwiseHoldsNothingUp) {
    const EntryId other = receive("S9", "60.00");
    decide_both();
    const EntryId back = first_goes_back();
    EXPECT_EQ(prepare().orders.count, 1U);
    EXPECT_EQ(pair(other, back), "done");
    EXPECT_EQ(prepare().orders.count, 2U);
}

TEST_P(PayoutHandOverOnBoth, NoFileIsMadeOfMoneyThatTheBankTookBack) {
    decide_both();
    const PayoutId payout = prepare().id;
    approve();
    (void)first_goes_back();
    EXPECT_EQ(waits_for(lay_out()), "payments.refund-in-doubt");
    EXPECT_THAT(files_, IsEmpty());
    EXPECT_EQ(number_of("SELECT COUNT(*) FROM payout_file"), 0);
    const PreparedPayout rest = prepare();
    EXPECT_NE(rest.id, payout);
    EXPECT_EQ(rest.orders, (CountAndTotal{1, money("80.00")}));
    EXPECT_EQ(undo("H-3", "H-1"), "done");
    approve();
    EXPECT_THAT(lay_out().laid_out, ElementsAre(rest.id));
}

TEST_P(PayoutHandOverOnBoth, AFileThatWasMadeStaysHereWhenTheBankTookTheMoneyBack) {
    (void)made_and_not_kept();
    const EntryId back = first_goes_back();
    const PayoutReport report = lay_out();
    ASSERT_EQ(waits_for(report), "payments.refund-in-doubt");
    EXPECT_THAT(report.waiting[0].reason.message, HasSubstr(std::to_string(back.value())));
    EXPECT_THAT(files_, IsEmpty());
    EXPECT_EQ(undo("H-3", "H-1"), "payments.refund-ordered");
    withdraw(report.waiting[0].payout.payout);
    EXPECT_EQ(undo("H-3", "H-1"), "done");
    EXPECT_EQ(pair(*first_, back), "done");
    EXPECT_EQ(prepare().orders, (CountAndTotal{1, money("80.00")}));
}

TEST_P(PayoutHandOverOnBoth, WhatMayHaveLeftIsWithdrawnByTwo) {
    decide_both();
    EXPECT_EQ(withdrawn(prepare().id), "done") << "it has no file yet, so nobody is asked";
    EXPECT_EQ(number_of("SELECT COUNT(*) FROM payout_end WHERE approval_id IS NULL"), 1);
    (void)paid_out_again();
    const PayoutId id = files_.front().id;
    EXPECT_EQ(withdrawn(id), "asked");
    EXPECT_EQ(withdrawn(id, "in other words"), "asked");
    EXPECT_EQ(undo("H-3", "H-1"), "payments.refund-ordered") << "one person said so";
    const std::vector<access::PendingApproval> asked = asked_withdrawals();
    ASSERT_THAT(asked, SizeIs(1));
    EXPECT_EQ(asked[0].subject, name_of(id) + "|laid_out");
    EXPECT_EQ(
        asked[0].reason, name_of(id) + ", al klaargezet: niet naar de bank. the bank refused it"
    );
    EXPECT_EQ(
        access::AccessService{database()}.grant_approval(officer(), asked[0].id).error().code,
        "access.same-person"
    );
    approve();
    EXPECT_EQ(withdrawn(id, "once more"), "done");
    EXPECT_EQ(withdrawn(id, "once more"), "done");
    EXPECT_EQ(
        number_of(fmt::format(
            "SELECT COUNT(*) FROM payout_end WHERE approval_id = {} AND reason LIKE '%refused it'",
            asked[0].id.value()
        )),
        1
    );
    EXPECT_EQ(undo("H-3", "H-1"), "done");
}

// Two people say that it did not leave: then it does not leave meanwhile.
TEST_P(PayoutHandOverOnBoth, WhileItIsBeingWithdrawnItIsNotLaidOut) {
    (void)made_and_not_kept();
    const PayoutId id{number_of("SELECT MAX(id) FROM payout")};
    const auto laid = [this] {
        const auto report =
            service()
                .lay_out(officer(), zandwijk(), [](const LaidOutPayout&) { return base::Done{}; })
                .value();
        return report.waiting.empty() ? std::to_string(report.laid_out.size())
                                      : report.waiting.front().reason.code;
    };
    EXPECT_EQ(withdrawn(id), "asked");
    EXPECT_EQ(laid(), "payments.withdrawal-asked");
    approve();
    EXPECT_EQ(laid(), "payments.withdrawal-asked") << "granted, and not carried out";
    EXPECT_EQ(withdrawn(id), "done");
    EXPECT_EQ(laid(), "0");
    EXPECT_EQ(number_of("SELECT COUNT(*) FROM payout_laid_out"), 0);
}

// The bank had it all the same: what it paid is not ordered again.
TEST_P(PayoutHandOverOnBoth, AnOrderOfAWithdrawnPayoutThatTheBankPaysClosesItsRefund) {
    const std::vector<std::string> ids = paid_out();
    withdraw(files_.front().id);
    book(StatementText{"S3", "2026-07-03"}.paid("-25.00", {.end_to_end_id = ids.at(0)}));
    EXPECT_EQ(stands(*first_), "35.00 waits; 0.00 due, 0.00 ordered, 25.00 paid");
    EXPECT_THAT(open(), ElementsAre("80.00 " + other_account + " due"));
    EXPECT_EQ(undo("H-3", "H-1"), "payments.refund-ordered");
    EXPECT_EQ(prepare().orders, (CountAndTotal{1, money("80.00")}));
    book(StatementText{"S4", "2026-07-04"}.paid(
        "25.00", {.is_reversal = true, .return_reason = "AC04", .end_to_end_id = ids.at(0)}
    ));
    EXPECT_THAT(
        open(),
        ElementsAre("25.00 " + payer + " returned AC04", "80.00 " + other_account + " ordered")
    );
}

TEST_P(PayoutHandOverOnBoth, ABatchOfAWithdrawnPayoutThatTheBankPaysClosesEachRefund) {
    (void)paid_out();
    withdraw(files_.front().id);
    book(StatementText{"S3", "2026-07-03"}.paid("-105.00", {.batch_id = batch_id()}));
    EXPECT_THAT(open(), IsEmpty());
    EXPECT_THAT(waiting(), ElementsAre("35.00"));
    EXPECT_EQ(withdrawn(files_.front().id), "done");
}

// The refund was undone, or stands in another order, or was paid by another one: a person looks.
TEST_P(PayoutHandOverOnBoth, WhatTheBankPaysOfAWithdrawnPayoutWaitsWhenItsRefundIsElsewhere) {
    const std::vector<std::string> first = paid_out();
    withdraw(files_.front().id);
    EXPECT_EQ(undo("H-3", "H-1"), "done");
    const std::vector<std::string> second = paid_out_again();
    withdraw(files_.back().id);
    book(StatementText{"S3", "2026-07-03"}
             .paid("-25.00", {.end_to_end_id = first.at(0)})
             .paid("-80.00", {.end_to_end_id = first.at(1)})
             .paid("-80.00", {.end_to_end_id = second.at(0)}));
    EXPECT_THAT(waiting(), ElementsAre("60.00", "-25.00", "-80.00"));
    EXPECT_THAT(open(), IsEmpty());
}

// Ordered anew, it stays here when the bank paid the order that was withdrawn.
TEST_P(PayoutHandOverOnBoth, WhatWasOrderedAnewStaysHereWhenTheFormerOrderWasPaid) {
    const std::vector<std::string> ids = paid_out();
    withdraw(files_.front().id);
    const PayoutId next = prepare().id;
    approve();
    book(StatementText{"S3", "2026-07-03"}.paid("-25.00", {.end_to_end_id = ids.at(0)}));
    EXPECT_THAT(waiting(), ElementsAre("35.00", "-25.00"));
    EXPECT_EQ(waits_for(lay_out()), "payments.refund-in-doubt");
    EXPECT_EQ(withdrawn(next), "done");
    EXPECT_EQ(prepare().orders, (CountAndTotal{1, money("80.00")}));
}

// It did leave, and the bank tells it: nobody lays it once more.
TEST_P(PayoutHandOverOnBoth, WhatTheBankToldOfIsLaidOutAndNotLaidAgain) {
    const std::string bytes = made_and_not_kept();
    const std::string batch = values_of(bytes, "PmtInfId").at(0);
    book(StatementText{"S3", "2026-07-03"}.paid("-105.00", {.batch_id = batch}));
    const PayoutReport report = lay_out("2026-07-06");
    EXPECT_THAT(report.waiting, IsEmpty());
    EXPECT_THAT(report.laid_out, IsEmpty());
    EXPECT_THAT(files_, IsEmpty());
    EXPECT_EQ(
        number_of("SELECT COUNT(*) FROM payout_laid_out WHERE laid_out_on = '2026-07-06'"), 1
    );
}

// The bank rejects one order in a message of its own, and books the other.
TEST_P(PayoutHandOverOnBoth, AnOrderOfWhichTheBankToldNothingIsLetGoOfByTwo) {
    const std::vector<std::string> ids = paid_out();
    const PayoutId payout = files_.front().id;
    book(StatementText{"S3", "2026-07-03"}.paid("-25.00", {.end_to_end_id = ids.at(0)}));
    EXPECT_EQ(withdrawn(payout), "asked");
    EXPECT_EQ(undo("H-3", "H-2"), "payments.refund-ordered");
    approve();
    EXPECT_EQ(withdrawn(payout), "done");
    EXPECT_EQ(withdrawn(payout), "done");
    EXPECT_EQ(stands(*first_), "35.00 waits; 0.00 due, 0.00 ordered, 25.00 paid");
    EXPECT_THAT(open(), ElementsAre("80.00 " + other_account + " due"));
    EXPECT_EQ(prepare().orders, (CountAndTotal{1, money("80.00")}));
    EXPECT_EQ(withdrawn(prepare().id), "done");
    EXPECT_EQ(undo("H-3", "H-2"), "done");
    EXPECT_EQ(undo("H-4", "H-1"), "payments.refund-ordered") << "its money is gone";
}

// On Friday two people say of the whole that the bank does not have it; on Monday the bank books
// one of its orders. So it has the other one as well, and what they said is of something else.
TEST_P(PayoutHandOverOnBoth, WhatWasApprovedBeforeTheBankToldOfAnOrderLetsNothingGo) {
    const std::vector<std::string> ids = paid_out();
    const PayoutId payout = files_.front().id;
    EXPECT_EQ(withdrawn(payout), "asked");
    approve();
    book(StatementText{"S3", "2026-07-06"}.paid("-25.00", {.end_to_end_id = ids.at(0)}));
    EXPECT_EQ(withdrawn(payout), "asked");
    EXPECT_THAT(open(), ElementsAre("80.00 " + other_account + " ordered"));
    const std::vector<access::PendingApproval> asked = asked_withdrawals();
    ASSERT_FALSE(asked.empty());
    EXPECT_EQ(asked.back().subject, name_of(payout) + "|laid_out|1");
    EXPECT_EQ(
        asked.back().reason,
        name_of(payout) +
            ", al klaargezet. De bank meldde iets over 1 van de 2 opdrachten. De rest: niet naar de"
            " bank. the bank refused it"
    );
    approve();
    EXPECT_EQ(withdrawn(payout), "done");
    EXPECT_THAT(open(), ElementsAre("80.00 " + other_account + " due"));
}

TEST_P(PayoutHandOverOnBoth, AnOrderThatWasLetGoOfTakesItsAnswerToo) {
    const std::vector<std::string> ids = paid_out();
    book(StatementText{"S3", "2026-07-03"}.paid("-25.00", {.end_to_end_id = ids.at(0)}));
    withdraw(files_.front().id);
    book(StatementText{"S4", "2026-07-06"}.paid("-80.00", {.end_to_end_id = ids.at(1)}));
    EXPECT_THAT(open(), IsEmpty());
    EXPECT_EQ(withdrawn(files_.front().id), "payments.payout-answered");
}

// Who asks a second person writes the trail after it: the other way round two officers wait for
// each other.
TEST_P(PayoutHandOverOnBoth, WhoPreparesWaitsForWhoAsksWithoutTheTrailInHand) {
    decide_both();
    std::string prepared;
    {
        Transaction asking{database(), "ask", Access::write};
        storage::take_turn(asking, fmt::format("ask_approval:{}", zandwijk().value()));
        test_support::Beside preparing{[&] {
            try {
                prepared = name_of(prepare().id);
            } catch (const std::exception& failed) {
                prepared = failed.what();
            }
        }};
        EXPECT_TRUE(preparing.waits_for(asking));
        audit::Trail trail{asking, officer().author()};
        trail.record({"access.ask_approval", zandwijk(), std::nullopt, "x"});
        trail.write();
        asking.commit();
        preparing.join();
    }
    EXPECT_THAT(prepared, HasSubstr("TB-"));
}

DRAAGKRACHT_ON_BOTH_DATABASES(PayoutHandOverOnBoth);

}  // namespace
}  // namespace draagkracht::payments
