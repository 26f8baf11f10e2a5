// Paying back from the decision to the money that left the account and came back, on both
// databases.
#include "draagkracht/payments/payout_service.hpp"

#include <thread>

#include "draagkracht/base/month.hpp"
#include "draagkracht/base/sha256.hpp"
#include "draagkracht/payments/month_close_service.hpp"
#include "payments/paying_out.hpp"
#include "payments/schemas.hpp"

namespace draagkracht::payments {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST_P(PayingOutOnBoth, WhatWasDecidedLeavesOnceWhenAnotherOfficerApproved) {
    EXPECT_EQ(service().prepare(officer(), zandwijk()).error().code, "payments.nothing-to-pay-out");
    decide_both();
    EXPECT_THAT(open(), ElementsAre("25.00 " + payer + " due", "80.00 " + other_account + " due"));
    const PreparedPayout prepared = prepare();
    EXPECT_EQ(prepared.orders, (CountAndTotal{2, money("105.00")}));
    EXPECT_FALSE(prepared.is_known);
    EXPECT_TRUE(prepare().is_known);
    EXPECT_EQ(prepare().id, prepared.id);
    const auto asked =
        access::ApprovalsService{database()}.open_approvals(officer(), zandwijk()).value();
    ASSERT_THAT(asked, SizeIs(1)) << "nobody is asked twice";
    EXPECT_EQ(asked[0].asked.subject, name_of(prepared.id) + "|2|105.00");
    EXPECT_EQ(
        asked[0].asked.reason, name_of(prepared.id) + ": 2\u00a0terugbetalingen, €\u00a0105,00"
    );
    EXPECT_EQ(
        access::AccessService{database()}.grant_approval(officer(), asked[0].asked.id).error().code,
        "access.same-person"
    );
    EXPECT_EQ(lay_out().waiting.at(0).reason.code, "access.no-such-approval");
    EXPECT_THAT(files_, IsEmpty());

    approve();
    EXPECT_THAT(lay_out("2026-07-04").laid_out, ElementsAre(prepared.id));
    EXPECT_THAT(lay_out("2026-07-04").laid_out, IsEmpty());
    ASSERT_THAT(files_, SizeIs(1));
    const LaidOutPayout& file = files_.front();
    EXPECT_THAT(
        values_of(file.bytes, "IBAN"), ElementsAre(BankRegister::own_account, payer, other_account)
    );
    // 4 July 2026 is a Saturday.
    EXPECT_THAT(values_of(file.bytes, "Dt"), ElementsAre("2026-07-06"));
    EXPECT_THAT(values_of(file.bytes, "CtrlSum"), ElementsAre("105.00", "105.00"));
    EXPECT_THAT(
        values_of(file.bytes, "Nm"), ElementsAre("Zandwijk", "Zandwijk", "J. Jansen", "J. Jansen")
    );
    EXPECT_THAT(
        values_of(file.bytes, "Ustrd").at(0), "Terugbetaling van uw betaling van 10 juni 2026"
    );
    EXPECT_EQ(file.sha256, base::sha256_of(file.bytes));
    EXPECT_THAT(file.slip, HasSubstr("SHA-1:   " + file.sha1));
    EXPECT_THAT(file.slip, HasSubstr("Klaargezet door:  j.bakker\nGoedgekeurd door: p.visser\n"));
    EXPECT_THAT(file.slip, HasSubstr("Betalen op:     6\u00a0juli 2026\n"));
    if (const auto schemas = schemas_folder()) {
        expect_valid(*schemas, "pain.001.001.09", file.bytes);
    }
}

TEST_P(PayingOutOnBoth, TheOlderMessageIsMadeTooAndIsAnotherPayout) {
    decide_both();
    const PreparedPayout newer = prepare();
    const auto older = service().prepare(officer(), zandwijk(), TransferMessage::pain_001_001_03);
    ASSERT_TRUE(older.has_value());
    EXPECT_NE(older->id, newer.id);
    approve();
    EXPECT_THAT(lay_out().laid_out, ElementsAre(older->id));
    if (const auto schemas = schemas_folder()) {
        expect_valid(*schemas, "pain.001.001.03", files_.at(0).bytes);
    }
}

// Cut off after the file was made and before it was kept, it is made again to the same bytes, on a
// later day too.
TEST_P(PayingOutOnBoth, AFileThatWasNotKeptIsTheSameTheNextTime) {
    decide_both();
    const PreparedPayout prepared = prepare();
    approve();
    std::string first;
    const auto failed =
        service().lay_out(officer(), zandwijk(), [&first](const LaidOutPayout& file) {
            first = file.bytes;
            return base::Done{base::problem("test.disk-full", "the disk is full")};
        });
    EXPECT_EQ(failed.error().code, "test.disk-full");
    EXPECT_EQ(service().prepare(officer(), zandwijk()).error().code, "payments.nothing-to-pay-out")
        << "they are on their way";
    EXPECT_THAT(lay_out("2026-07-08").laid_out, ElementsAre(prepared.id));
    EXPECT_EQ(files_.at(0).bytes, first);
}

TEST_P(PayingOutOnBoth, ARefundInAnOrderIsNotUsedOtherwise) {
    decide_both();
    EXPECT_EQ(stands(*first_), "35.00 waits; 25.00 due, 0.00 ordered, 0.00 paid");
    const PreparedPayout prepared = prepare();
    EXPECT_EQ(stands(*first_), "35.00 waits; 0.00 due, 25.00 ordered, 0.00 paid");
    EXPECT_EQ(undo("H-3", "H-1"), "payments.refund-ordered");
    // One that is decided later comes into a payout of its own, or into one that takes its place.
    decide("H-4", *first_, "5.00");
    const PreparedPayout next = prepare();
    EXPECT_NE(next.id, prepared.id);
    EXPECT_EQ(next.orders, (CountAndTotal{3, money("110.00")}));
    EXPECT_EQ(number_of("SELECT COUNT(*) FROM payout_end"), 1);

    EXPECT_EQ(withdrawn(next.id), "done") << "it has no file yet, so nobody is asked";
    EXPECT_EQ(withdrawn(next.id), "done");
    EXPECT_EQ(stands(*first_), "30.00 waits; 30.00 due, 0.00 ordered, 0.00 paid");
    EXPECT_EQ(undo("H-5", "H-4"), "done");
    EXPECT_EQ(undo("H-6", "H-1"), "done");
    EXPECT_EQ(stands(*first_), "60.00 waits; 0.00 due, 0.00 ordered, 0.00 paid");
    approve();
    EXPECT_THAT(lay_out().laid_out, IsEmpty()) << "a payout that was withdrawn does not leave";
    EXPECT_EQ(withdrawn(PayoutId{999'999}), "payments.unknown-payout");
    EXPECT_EQ(withdrawn(next.id, " "), "base.not-a-line");
    const access::Occasion auditor = as(add_officer("a", {Role::auditor}), "2026-07-03");
    EXPECT_EQ(service().prepare(auditor, zandwijk()).error().code, "access.not-allowed");
    EXPECT_EQ(
        service().withdraw(auditor, zandwijk(), next.id, "r").error().code, "access.not-allowed"
    );
}

TEST_P(PayingOutOnBoth, ABatchThatTheBankBooksAsOneAmountClosesEachRefund) {
    const std::vector<std::string> ids = paid_out();
    ASSERT_THAT(ids, SizeIs(2));
    book(StatementText{"S3", "2026-07-03"}.paid("-105.00", {.batch_id = batch_id()}));
    EXPECT_EQ(stands(*first_), "35.00 waits; 0.00 due, 0.00 ordered, 25.00 paid");
    EXPECT_EQ(stands(*last_), "0.00 waits; 0.00 due, 0.00 ordered, 80.00 paid");
    EXPECT_THAT(open(), IsEmpty());
    EXPECT_THAT(waiting(), ElementsAre("35.00"));
    EXPECT_EQ(number_of("SELECT CAST(SUM(amount_cents) AS BIGINT) FROM refunded_money"), 0);
    EXPECT_EQ(undo("H-3", "H-1"), "payments.refund-ordered") << "the money is gone";
    EXPECT_EQ(service().prepare(officer(), zandwijk()).error().code, "payments.nothing-to-pay-out");
    EXPECT_EQ(withdrawn(files_.at(0).id), "payments.payout-answered");
}

// Each order by itself; the bank sends the first one back, for its account is closed.
TEST_P(PayingOutOnBoth, WhatTheBankSendsBackIsOpenAgain) {
    const std::vector<std::string> ids = paid_out();
    book(StatementText{"S3", "2026-07-03"}
             .paid("-25.00", {.end_to_end_id = ids.at(0)})
             .paid("-80.00", {.end_to_end_id = ids.at(1)})
             .paid(
                 "25.00", {.is_reversal = true, .return_reason = "AC04", .end_to_end_id = ids.at(0)}
             ));
    EXPECT_THAT(open(), ElementsAre("25.00 " + payer + " returned AC04"));
    EXPECT_EQ(stands(*first_), "35.00 waits; 25.00 due, 0.00 ordered, 0.00 paid");
    EXPECT_EQ(service().prepare(officer(), zandwijk()).error().code, "payments.nothing-to-pay-out")
        << "it is not paid to a closed account by itself";
    EXPECT_EQ(undo("H-3", "H-1"), "done");
    EXPECT_EQ(stands(*first_), "60.00 waits; 0.00 due, 0.00 ordered, 0.00 paid");
    decide("H-4", *first_, "25.00", other_account);
    EXPECT_THAT(open(), ElementsAre("25.00 " + other_account + " due"));
    EXPECT_THAT(waiting(), ElementsAre("35.00"));
}

// Nothing of it is taken for a refund: an amount that differs, an order that was paid, one that
// came back before it left, one of another account of ours.
TEST_P(PayingOutOnBoth, WhatDoesNotFitWaitsForAPerson) {
    const std::vector<std::string> ids = paid_out();
    book(StatementText{"S3", "2026-07-03"}
             .paid("-104.99", {.batch_id = batch_id()})
             .paid("80.00", {.is_reversal = true, .end_to_end_id = ids.at(1)})
             .paid("-25.01", {.end_to_end_id = ids.at(0)})
             .paid("-25.00", {.end_to_end_id = ids.at(0)})
             .paid("-25.00", {.end_to_end_id = ids.at(0)})
             .paid("-105.00", {.batch_id = batch_id()})
             .paid("-1.00", {.end_to_end_id = "TB-999999"}));
    EXPECT_THAT(
        waiting(), ElementsAre("35.00", "-104.99", "80.00", "-25.01", "-25.00", "-105.00", "-1.00")
    );
    EXPECT_THAT(open(), ElementsAre("80.00 " + other_account + " ordered"));
    EXPECT_EQ(
        number_of("SELECT COUNT(*) FROM suspense_item WHERE reason_code = 'batch_differs'"), 1
    );
    EXPECT_EQ(number_of("SELECT COUNT(*) FROM suspense_item WHERE reason_code = 'batch_known'"), 1);
}

// The statement in pieces of one entry, and handed in once more: nothing is told twice.
TEST_P(PayingOutOnBoth, TheSameStatementAgainTellsNothingNew) {
    const std::vector<std::string> ids = paid_out();
    const auto file = bank().file(test_support::text_of(
        {StatementText{"S3", "2026-07-03"}
             .paid("-25.00", {.end_to_end_id = ids.at(0)})
             .paid("-80.00", {.end_to_end_id = ids.at(1)})
             .paid("80.00", {.is_reversal = true, .end_to_end_id = ids.at(1)})}
    ));
    for (const StatementOutcome expected : {StatementOutcome::closed, StatementOutcome::known}) {
        const auto report = bank().reconcile(file, 1, "2026-07-06");
        ASSERT_TRUE(report.has_value()) << report.error().to_line();
        EXPECT_EQ(report->statements.at(0).outcome, expected);
        EXPECT_EQ(report->statements.at(0).refunded, money("-25.00"));
        EXPECT_EQ(report->statements.at(0).suspense.count, 0) << "nothing of it waits";
        EXPECT_EQ(number_of("SELECT COUNT(*) FROM payout_answer"), 3);
    }
}

// bank = allocated + suspense + refunded, in the month of the decision and in that of the payment.
TEST_P(PayingOutOnBoth, TheMonthIsProvedBeforeAndAfterTheMoneyLeft) {
    const std::vector<std::string> ids = paid_out();
    MonthCloseService months{database()};
    const auto close =
        [&](const std::string& month, const std::string& today, const std::string& balance) {
            const auto closed = months.close(
                officer(today),
                zandwijk(),
                {base::month_of(month).value(), {{BankRegister::own_account, money(balance)}}}
            );
            return closed ? "closed" : closed.error().to_line();
        };
    const auto refunded = [&](std::size_t place) {
        const auto all = months.closed_months(officer(), zandwijk()).value();
        const AccountMonth& figures = all.at(place).accounts.at(0).figures;
        return figures.own.refunded.to_string() + " " + figures.earlier.refunded.to_string();
    };
    EXPECT_EQ(close("2026-06", "2026-07-03", "140.00"), "closed");
    EXPECT_EQ(refunded(0), "105.00 0.00");
    StatementText out{"S3", "2026-07-03"};
    book(out.opens_with(money("140.00")).paid("-105.00", {.batch_id = batch_id()}));
    StatementText back{"S4", "2026-07-06"};
    book(back.opens_with(money("35.00"))
             .paid(
                 "80.00", {.is_reversal = true, .return_reason = "AC04", .end_to_end_id = ids.at(1)}
             ));
    EXPECT_EQ(close("2026-07", "2026-08-03", "115.00"), "closed");
    EXPECT_EQ(refunded(0), "-25.00 0.00");
}

// Names and accounts are shown, so each of them is a look.
TEST_P(PayingOutOnBoth, WhoIsShownARefundIsSeenToLook) {
    decide_both();
    (void)prepare();
    const auto looks = [this] {
        return number_of(
            "SELECT COUNT(*) FROM audit_event WHERE action = 'payments.look'"
            " AND details LIKE '%refund%'"
        );
    };
    EXPECT_EQ(looks(), 0) << "what was ordered is told as that";
    EXPECT_TRUE(prepare().is_known);
    EXPECT_EQ(looks(), 2);
    (void)service().open_refunds(officer(), zandwijk(), {1, 1});
    EXPECT_EQ(looks(), 3);
}

// What is on its way takes no place of what is due.
TEST_P(PayingOutOnBoth, OfManyTheOldestThatCanBeOrderedGoFirst) {
    PayoutService of_one{database(), bank().people().sealer(), 1};
    decide_both();
    const auto prepare_one = [&] { return of_one.prepare(officer(), zandwijk()).value(); };
    EXPECT_EQ(prepare_one().orders, (CountAndTotal{1, money("25.00")}));
    EXPECT_TRUE(prepare_one().is_known);
    approve();
    (void)lay_out();
    EXPECT_EQ(prepare_one().orders, (CountAndTotal{1, money("80.00")}));
    const OpenRefunds last = service().open_refunds(officer(), zandwijk(), {1, 1}).value();
    EXPECT_EQ(last.total_count, 2);
    ASSERT_THAT(last.items, SizeIs(1));
    EXPECT_EQ(last.items[0].amount, money("80.00"));
}

// Four officers at the same moment: each refund stands in one payout.
TEST_P(PayingOutOnBoth, OfOfficersWhoPrepareAtTheSameMomentOnePayoutComes) {
    decide_both();
    std::vector<std::int64_t> prepared(4);
    std::vector<std::thread> officers;
    for (std::size_t one = 0; one < prepared.size(); ++one) {
        officers.emplace_back([&, one] {
            prepared[one] = service().prepare(officer(), zandwijk()).value().id.value();
        });
    }
    for (std::thread& one : officers) {
        one.join();
    }
    EXPECT_THAT(prepared, testing::Each(prepared.front()));
    EXPECT_EQ(number_of("SELECT COUNT(*) FROM payout_order"), 2);
}

DRAAGKRACHT_ON_BOTH_DATABASES(PayingOutOnBoth);

}  // namespace draagkracht::payments
