// A month is closed with proof, stays as it was proved, and nobody books in it any more. Expected
// values are worked out by hand.
#include "draagkracht/payments/month_close_service.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <algorithm>

#include "draagkracht/claims/act_store.hpp"
#include "draagkracht/claims/claims_service.hpp"
#include "draagkracht/claims/closed_month_store.hpp"
#include "draagkracht/payments/month_proof_service.hpp"
#include "draagkracht/payments/return_service.hpp"
#include "payments/month_close_case.hpp"
#include "support/beside.hpp"
#include "support/notification_text.hpp"
#include "support/random.hpp"

namespace draagkracht::payments {

using storage::Access;
using storage::Transaction;
using test_support::BankRegister;
using test_support::Beside;
using test_support::Random;
using test_support::reference_text;
using test_support::StatementText;
using test_support::text_of;

namespace {

// 1000.00 + 137.00 = 1137.00; of 137.00 the claim takes 100.00, and 30.00 + 7.00 wait.
const std::string june_line =
    "opening 1000.00 received 137.00 paid out 0.00 closing 1137.00 | own 100.00 37.00 0.00 |"
    " earlier 0.00 0.00 0.00 | ledger 100.00 | suspense 0.00 37.00";

}  // namespace

TEST_P(MonthCloseOnBoth, AMonthIsProvedAndThenFrozenAsItWasProved) {
    take_june_in();
    EXPECT_EQ(line_of_preview("2026-06", "2026-07-02"), june_line);
    EXPECT_EQ(count("month_close"), 0);
    const auto closed = months().close(officer("2026-07-02"), zandwijk(), {});
    ASSERT_TRUE(closed) << closed.error().to_line();
    EXPECT_EQ(closed->month, month("2026-06"));
    const auto all = months().closed_months(officer("2026-07-03"), zandwijk());
    ASSERT_EQ(all->size(), 1U);
    EXPECT_EQ(line_of(all->at(0).accounts.at(0)), june_line);
    EXPECT_EQ(all->at(0).closed.closed_by, officer("2026-07-02").actor.text());
    EXPECT_EQ(all->at(0).closed.proof_sha256, closed->proof_sha256);
    EXPECT_EQ(closed->proof_sha256.size(), 64U);
    EXPECT_EQ(
        count(
            "audit_event WHERE action = 'payments.close_month' AND subject = 'month:2026-06'"
            " AND details LIKE '%" +
            closed->proof_sha256 + "%'"
        ),
        1
    );
    EXPECT_THAT(broken(), testing::IsEmpty());
}

TEST_P(MonthCloseOnBoth, WhatIsDoneLaterCountsInTheNextMonthAndLeavesTheClosedOneAsItWas) {
    take_june_in();
    ASSERT_EQ(code_of_close("2026-06", "2026-07-02"), "closed");
    (void)taken_in(july(), "2026-08-01");
    (void)taken_in(still("AUGUST", "2026-08-01", july().closing()), "2026-08-02");
    // Of July itself 100.00 goes back on the claim. Of before, 30.00 leaves the suspense for the
    // claim. The ledger: -100.00 + 30.00. In suspense 37.00 - 30.00 is left.
    const std::string july_line =
        "opening 1137.00 received 0.00 paid out 100.00 closing 1037.00 | own -100.00 0.00 0.00 |"
        " earlier 30.00 -30.00 0.00 | ledger -70.00 | suspense 37.00 7.00";
    EXPECT_EQ(line_of_preview("2026-07", "2026-08-02"), july_line);
    ASSERT_EQ(code_of_close("2026-07", "2026-08-02"), "closed");
    const auto all = months().closed_months(officer("2026-08-03"), zandwijk());
    ASSERT_EQ(all->size(), 2U);
    EXPECT_EQ(line_of(all->at(0).accounts.at(0)), july_line);
    EXPECT_EQ(line_of(all->at(1).accounts.at(0)), june_line);
    EXPECT_THAT(broken(), testing::IsEmpty());
}

// Until June is closed, what is done with its money counts in June, on whatever day; and what the
// bank booked in July counts in July, although it came before June was closed.
TEST_P(MonthCloseOnBoth, UntilAMonthIsClosedWhatIsDoneWithItsMoneyCountsInIt) {
    (void)taken_in(june());
    (void)taken_in(july("2026-07-03"), "2026-07-04");
    // The 30.00 has left the suspense before June is closed.
    EXPECT_EQ(
        line_of_preview("2026-06", "2026-07-05"),
        "opening 1000.00 received 137.00 paid out 0.00 closing 1137.00 | own 130.00 7.00 0.00 |"
        " earlier 0.00 0.00 0.00 | ledger 130.00 | suspense 0.00 7.00"
    );
    ASSERT_EQ(code_of_close("2026-06", "2026-07-05"), "closed");
    const MonthToClose with_july_seen{
        month("2026-07"), {{BankRegister::own_account, july().closing()}}};
    ASSERT_TRUE(months().close(officer("2026-08-02"), zandwijk(), with_july_seen));
    EXPECT_EQ(
        line_of(months().closed_months(officer("2026-08-03"), zandwijk())->at(0).accounts.at(0)),
        "opening 1137.00 received 0.00 paid out 100.00 closing 1037.00 | own -100.00 0.00 0.00 |"
        " earlier 0.00 0.00 0.00 | ledger -100.00 | suspense 7.00 7.00"
    );
    EXPECT_THAT(broken(), testing::IsEmpty());
}

// A batch of June waits as one amount when June is closed; in July the bank tells its
// payments, 60.00 for the claim and 40.00 of nobody. June stays as it was proved, and the 60.00
// counts in July.
TEST_P(MonthCloseOnBoth, ABatchThatIsToldAfterItsMonthWasClosedLeavesThatMonthAsItWas) {
    StatementText june_batch{"JUNE", "2026-06-30"};
    june_batch.opens_with(money("1000.00"))
        .paid("100.00", {.bank_reference = "R1", .batch_id = "B1"});
    (void)taken_in(june_batch);
    (void)taken_in(still("NEXT", "2026-07-01", june_batch.closing()), "2026-07-02");
    ASSERT_EQ(code_of_close("2026-06", "2026-07-02"), "closed");
    const auto told = ReconciliationService{database()}.reconcile(
        bank().people().machine(access::Machine::reconciliation, "2026-07-03"),
        bank().file(test_support::notification_text(
            "N1",
            "2026-06-30",
            {{.batch_id = "B1",
              .bank_reference = "R1",
              .payments =
                  {{"60.00", {.structured = reference_text(501)}},
                   {"40.00", {.text = "van niemand"}}}}}
        ))
    );
    ASSERT_TRUE(told) << told.error().to_line();
    EXPECT_EQ(told->notifications.at(0).spread.count, 1);
    EXPECT_EQ(
        line_of(months().closed_months(officer("2026-07-04"), zandwijk())->at(0).accounts.at(0)),
        "opening 1000.00 received 100.00 paid out 0.00 closing 1100.00 | own 0.00 100.00 0.00 |"
        " earlier 0.00 0.00 0.00 | ledger 0.00 | suspense 0.00 100.00"
    );
    const MonthToClose july_seen{
        month("2026-07"), {{BankRegister::own_account, june_batch.closing()}}};
    ASSERT_TRUE(months().close(officer("2026-08-02"), zandwijk(), july_seen));
    // The amount went out against its payments: 100.00 both ways, and 40.00 of it still waits.
    EXPECT_EQ(
        line_of(months().closed_months(officer("2026-08-03"), zandwijk())->at(0).accounts.at(0)),
        "opening 1100.00 received 100.00 paid out 100.00 closing 1100.00 | own 60.00 -60.00 0.00 |"
        " earlier 0.00 0.00 0.00 | ledger 60.00 | suspense 100.00 40.00"
    );
    EXPECT_THAT(broken(), testing::IsEmpty());
}

// An account becomes known after June was closed: its June counts in July, and that is said.
TEST_P(MonthCloseOnBoth, WhatTheBankBookedInAClosedMonthAndComesLateCountsInTheOpenOne) {
    take_june_in();
    ASSERT_EQ(code_of_close("2026-06", "2026-07-02"), "closed");
    const std::string second = "NL91ABNA0417164300";
    ASSERT_TRUE(ReconciliationService{database()}.add_bank_account(
        bank().people().machine(access::Machine::conversion),
        zandwijk(),
        base::Iban::parse(second).value()
    ));
    StatementText late{"LATE", "2026-07-31"};
    late.of_account(second).opens_with(money("50.00"));
    Entry of_june;
    of_june.amount = money("5.00");
    of_june.booking_date = base::Date::parse("2026-06-15").value();
    of_june.details.push_back({.amount = of_june.amount, .free_text = "van niemand"});
    late.add(of_june).paid("2.00", {.text = "van niemand"});
    const StatementReport report = taken_in(late, "2026-08-01");
    ASSERT_TRUE(report.counted_later);
    EXPECT_EQ(report.counted_later->payments.count, 1);
    EXPECT_EQ(report.counted_later->payments.amount, money("5.00"));
    EXPECT_EQ(report.counted_later->in, month("2026-07"));
    EXPECT_FALSE(taken_in(july(), "2026-08-01").counted_later);
    (void)taken_in(still("AUGUST", "2026-08-01", july().closing()), "2026-08-02");
    StatementText after_late = still("AUGUST", "2026-08-01", late.closing());
    (void)taken_in(after_late.of_account(second), "2026-08-02");
    ASSERT_EQ(code_of_close("2026-07", "2026-08-02"), "closed");
    // By IBAN, this account after that of June. 50.00 + 5.00 + 2.00.
    EXPECT_EQ(
        line_of(months().closed_months(officer("2026-08-03"), zandwijk())->at(0).accounts.at(1)),
        "opening 50.00 received 7.00 paid out 0.00 closing 57.00 | own 0.00 7.00 0.00 | earlier"
        " 0.00 0.00 0.00 | ledger 0.00 | suspense 0.00 7.00"
    );
    EXPECT_THAT(broken(), testing::IsEmpty());
}

TEST_P(MonthCloseOnBoth, AStatementThatIsMissingIsFoundByItsAmount) {
    take_june_in();
    ASSERT_EQ(code_of_close("2026-06", "2026-07-02"), "closed");
    // An officer takes it all the same.
    take_confirmed(still("LATER", "2026-07-02", june().closing() + money("12.34")), "2026-07-03");
    const auto closed = months().close(
        officer("2026-08-02"),
        zandwijk(),
        {month("2026-07"), {{BankRegister::own_account, june().closing() + money("12.34")}}}
    );
    ASSERT_FALSE(closed);
    EXPECT_EQ(closed.error().code, "payments.month-differs");
    EXPECT_THAT(closed.error().message, testing::HasSubstr("-12.34"));
    EXPECT_EQ(count("month_close"), 1);
}

// In the morning of 30 June the bank told of what was booked until then; the 12.34 of the afternoon
// is on the second statement of that day.
TEST_P(MonthCloseOnBoth, TheStatementOfAMorningClosesNoMonth) {
    (void)taken_in(june());
    EXPECT_EQ(code_of_close("2026-06", "2026-07-02"), "payments.month-not-covered");
    const std::string own = BankRegister::own_account;
    const auto seen = [&](base::Money balance) {
        const auto closed =
            months().close(officer("2026-07-02"), zandwijk(), {month("2026-06"), {{own, balance}}});
        return closed ? "closed" : closed.error().code;
    };
    // Who looks at the bank sees it, and so does the statement of the next day.
    EXPECT_EQ(seen(june().closing() + money("12.34")), "payments.month-differs");
    StatementText afternoon{"AFTERNOON", "2026-06-30"};
    afternoon.opens_with(june().closing()).paid("12.34", {.text = "van niemand"});
    const StatementText next = still("NEXT", "2026-07-01", afternoon.closing());
    take_confirmed(next, "2026-07-02");
    EXPECT_EQ(code_of_close("2026-06", "2026-07-02"), "payments.month-differs");
    (void)taken_in(afternoon, "2026-07-02");
    EXPECT_EQ(code_of_close("2026-06", "2026-07-02"), "closed");
}

// Asked again, a month tells what it was closed with, whatever counts in the next one.
TEST_P(MonthCloseOnBoth, AClosedMonthIsShownAsItWasClosed) {
    take_june_in();
    ASSERT_EQ(code_of_close("2026-06", "2026-07-02"), "closed");
    (void)taken_in(july("2026-07-03"), "2026-07-04");
    EXPECT_EQ(line_of_preview("2026-06", "2026-07-05"), june_line);
    const auto proof = months().preview(officer("2026-07-05"), zandwijk(), {month("2026-06")});
    ASSERT_TRUE(proof->closed);
    EXPECT_EQ(proof->closed->closed_on, officer("2026-07-02").today.date());
    EXPECT_FALSE(proof->can_be_closed());
    EXPECT_EQ(proof->obstacles.at(0).code, "payments.month-closed");
    // What counts in June, as the first that was closed.
    EXPECT_FALSE(months().preview(officer("2026-07-05"), zandwijk(), {month("2026-05")})->closed);
}

TEST_P(MonthCloseOnBoth, AnImportThatWasCutOffStandsInTheWayUntilItEnds) {
    take_june_in();
    {
        Transaction transaction{database(), "cut off", Access::write};
        transaction.sql() << "UPDATE bank_statement SET state = 'importing'"
                             " WHERE identifier = 'JUNE'";
        transaction.commit();
    }
    EXPECT_EQ(code_of_close("2026-06", "2026-07-02"), "payments.unfinished-statement");
    (void)taken_in(june(), "2026-07-02");
    EXPECT_EQ(code_of_close("2026-06", "2026-07-02"), "closed");
}

TEST_P(MonthCloseOnBoth, WhoMayLookAndWhoMayClose) {
    take_june_in();
    struct Row {
        access::Role role;
        std::string look;
        std::string close;
    };
    const std::string refused = "access.not-allowed";
    const std::vector<Row> rows{
        {access::Role::caseworker, refused, refused},
        {access::Role::administrator, refused, refused},
        {access::Role::auditor, "", refused},
        {access::Role::supervisor, "", refused},
        {access::Role::debt_officer, "", ""},
    };
    for (const Row& row : rows) {
        const access::Occasion who = bank().people().officer(row.role, "2026-07-02");
        const auto proof = months().preview(who, zandwijk(), {});
        EXPECT_EQ(proof ? "" : proof.error().code, row.look) << to_text(row.role);
        const auto listed = months().closed_months(who, zandwijk());
        EXPECT_EQ(listed ? "" : listed.error().code, row.look) << to_text(row.role);
        const auto closed = months().close(who, zandwijk(), {});
        EXPECT_EQ(closed ? "" : closed.error().code, row.close) << to_text(row.role);
    }
    EXPECT_EQ(
        months().preview(officer("2026-07-02"), zandwijk(), {}).error().code,
        "payments.no-month-to-close"
    );
}

// On a business date in a closed month nothing is booked, whoever books it.
TEST_P(MonthCloseOnBoth, NothingIsBookedOnADayOfAClosedMonth) {
    take_june_in();
    ASSERT_EQ(code_of_close("2026-06", "2026-07-02"), "closed");
    const auto refused = take_in(july("2026-07-03"), "2026-06-30");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "claims.month-closed");
    EXPECT_EQ(count("bank_statement"), 2);
    StatementText unnamed{"JULY", "2026-07-03"};
    unnamed.opens_with(june().closing()).paid("-100.00", {.is_reversal = true});
    (void)taken_in(unnamed, "2026-07-04");
    const auto [payment, back] = entries_of("10000", "-10000");
    const auto returned = ReturnService{database()}.take_back(
        officer("2026-06-30"), {payment, back, "de bank noemt de betaling niet"}
    );
    ASSERT_FALSE(returned);
    EXPECT_EQ(returned.error().code, "claims.month-closed");
    EXPECT_TRUE(ReturnService{database()}.take_back(
        officer("2026-07-05"), {payment, back, "de bank noemt de betaling niet"}
    ));
    claims::NewClaim claim = test_support::TestRegister::new_claim(
        "V-9", {bank().person("100009")}, "300.00", "2026-05-01"
    );
    claims::ClaimsService service{database()};
    const auto registered = service.register_claim(
        officer("2026-06-30"), zandwijk(), claim, test_support::law_of_the_land()
    );
    ASSERT_FALSE(registered);
    EXPECT_EQ(registered.error().code, "claims.month-closed");
    EXPECT_TRUE(service.register_claim(
        officer("2026-07-01"), zandwijk(), claim, test_support::law_of_the_land()
    ));
}

// Somebody books while the month is being closed: the close waits, and proves what was booked.
TEST_P(MonthCloseOnBoth, ACloseWaitsForWhatIsBeingBooked) {
    take_june_in();
    std::string closed;
    {
        Transaction transaction{database(), "book", Access::write};
        ASSERT_TRUE(claims::keep_month_open(transaction, zandwijk(), officer("2026-07-02").today));
        // A cent more waits than the bank brought: a close that did not wait would not see it.
        const long long id = transaction.reserve_ids(1).take();
        transaction.sql() << "INSERT INTO suspense_item SELECT :id, MIN(id), 1, 'x', 'x',"
                             " '2026-07-02' FROM bank_entry",
            soci::use(id, "id");
        Beside closing{[&] { closed = code_of_close("2026-06", "2026-07-02"); }};
        EXPECT_TRUE(closing.waits_for(transaction)) << "June was closed under what was booked";
        test_support::commit_untold(transaction);
        closing.join();
    }
    EXPECT_EQ(closed, "payments.month-differs");
    EXPECT_EQ(count("month_close"), 0);
}

TEST_P(MonthCloseOnBoth, AnImportThatComesWhileItsMonthIsBeingClosedIsRefused) {
    std::string imported;
    {
        Transaction transaction{database(), "close", Access::write};
        claims::take_books(transaction, zandwijk());
        (void)claims::close_month(
            transaction, officer("2026-07-01").author(), zandwijk(), month("2026-06"), ""
        );
        Beside importing{[&] {
            const auto report = take_in(june(), "2026-06-30");
            imported = report ? "booked" : report.error().code;
        }};
        EXPECT_TRUE(importing.waits_for(transaction)) << "it did not see June being closed";
        test_support::commit_untold(transaction);
        importing.join();
    }
    EXPECT_EQ(imported, "claims.month-closed");
    EXPECT_EQ(count("bank_entry"), 0);
}

TEST_P(MonthCloseOnBoth, AMonthIsClosedOnce) {
    take_june_in();
    std::string second;
    {
        Transaction transaction{database(), "close", Access::write};
        claims::take_books(transaction, zandwijk());
        (void)claims::close_month(
            transaction, officer("2026-07-01").author(), zandwijk(), month("2026-06"), ""
        );
        Beside closing{[&] { second = code_of_close("2026-06", "2026-07-02"); }};
        EXPECT_TRUE(closing.waits_for(transaction));
        test_support::commit_untold(transaction);
        closing.join();
    }
    EXPECT_EQ(second, "payments.month-closed");
    EXPECT_EQ(count("month_close"), 1);
}

// What somebody with a hand in the database does in a closed month.
TEST_P(MonthCloseOnBoth, WhatIsSmuggledIntoAClosedMonthIsFoundWithTheAmount) {
    take_june_in();
    ASSERT_EQ(code_of_close("2026-06", "2026-07-02"), "closed");
    struct Row {
        std::string act;
        std::string found;
    };
    const std::vector<Row> rows{
        {"INSERT INTO posting SELECT -1, claim_id, component, kind, -500, value_date, booked_on,"
         " allocation_id, NULL, reason, posted_by, NULL FROM posting WHERE kind = 'payment'",
         "ledger_cents:500"},
        {"UPDATE suspense_item SET amount_cents = amount_cents - 1 WHERE amount_cents = 700",
         "suspended_cents:-1"},
        {"UPDATE bank_entry SET amount_cents = 701 WHERE amount_cents = 700", "received_cents:1"},
        {"UPDATE allocation SET amount_cents = amount_cents + 100", "allocated_cents:100"},
        {"UPDATE month_close_account SET ledger_cents = ledger_cents - 1", "ledger_cents:1"},
        {"UPDATE month_close_account SET opening_cents = opening_cents + 1", "closing_cents:1"},
        {"UPDATE month_close_account SET closing_from = 'officer'", "print"},
        {"UPDATE month_close SET proof_sha256 = 'x'", "print"},
        {"DELETE FROM month_close_account", "received_cents:13700"},
    };
    for (const Row& row : rows) {
        Transaction transaction{database(), "smuggle", Access::write};
        test_support::take_guards_off(transaction);
        transaction.sql() << row.act;
        EXPECT_THAT(
            prove_closed_months(transaction).violations,
            testing::Contains(testing::HasSubstr(row.found))
        ) << row.act;
    }
    EXPECT_THAT(broken(), testing::IsEmpty());
}

namespace {

// A statement of payments, known, unknown and too much, and of returns of `paid`.
StatementText random_statement(
    Random& random, int number, base::Date day, base::Money opening, std::vector<Entry>& paid
) {
    StatementText statement{std::to_string(number), day.to_string()};
    statement.opens_with(opening);
    for (std::int64_t left = random.between(0, 4); left > 0; --left) {
        Entry entry;
        // The bank may book on a day before that of the statement.
        entry.booking_date = day.plus_days(static_cast<int>(random.between(-1, 0)));
        Detail detail;
        if (!paid.empty() && random.chance(20)) {
            entry.amount = -paid.back().amount;
            entry.bank_reference = paid.back().bank_reference;
            entry.is_reversal = true;
            paid.pop_back();
        } else {
            entry.amount = base::Money::cents(random.between(1, 4000));
            entry.bank_reference = fmt::format("{}-{}", number, left);
            if (random.chance(70)) {
                detail.structured_references.push_back(
                    {reference_text(random.between(501, 505)), "CUR"}
                );
            }
            paid.push_back(entry);
        }
        detail.amount = entry.amount;
        entry.details.push_back(std::move(detail));
        statement.add(std::move(entry));
    }
    return statement;
}

}  // namespace

// Months with closes in between, whenever one is possible: no proof ever differs, and the closed
// months stay as they were closed.
TEST_P(MonthCloseOnBoth, OverRandomMonthsEveryProofMeets) {
    Random random;
    for (std::int64_t claim = 502; claim <= 505; ++claim) {
        bank().claim(claim, {bank().person("100" + std::to_string(claim))}, "60.00");
    }
    base::Money balance = money("250.00");
    std::vector<Entry> paid;
    int number = 0;
    const base::Date end = base::Date::parse("2026-06-10").value();
    for (base::Date day = base::Date::parse("2026-01-03").value(); day < end;
         day = day.plus_days(static_cast<int>(random.between(2, 9)))) {
        const StatementText statement = random_statement(random, ++number, day, balance, paid);
        balance = statement.closing();
        const access::Occasion next_day = officer(day.plus_days(1).to_string());
        (void)taken_in(statement, next_day.today.date().to_string());
        const auto proof = months().preview(next_day, zandwijk(), {});
        if (!proof) {
            ASSERT_EQ(proof.error().code, "payments.no-month-to-close");
            continue;
        }
        for (const base::Problem& obstacle : proof->obstacles) {
            ASSERT_EQ(obstacle.code, "payments.month-not-covered") << obstacle.to_line();
        }
        if (proof->can_be_closed() && random.chance(60)) {
            ASSERT_TRUE(months().close(next_day, zandwijk(), {}));
        }
        ASSERT_THAT(broken(), testing::IsEmpty());
    }
    EXPECT_GT(count("month_close"), 0);
}

DRAAGKRACHT_ON_BOTH_DATABASES(MonthCloseOnBoth);

}  // namespace draagkracht::payments
