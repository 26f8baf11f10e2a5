// A statement is booked while what the bank tells of its batch is being kept, and the other way
// round: whoever comes second waits for the first and finds what that one left, so that a batch
// never waits beside what tells it. On both databases.
#include <soci/soci.h>

#include "payments/notification_case.hpp"
#include "payments/notified_spread_service.hpp"
#include "payments/reconciliation_store.hpp"
#include "support/beside.hpp"

namespace draagkracht::payments {

using storage::Access;
using storage::Transaction;
using test_support::Beside;

class NotificationTurnOnBoth : public NotificationsOnBoth {
  protected:
    base::BankAccountId account() {
        return base::BankAccountId{
            std::stoll(one("SELECT CAST(id AS TEXT) FROM bank_account WHERE kind = 'bank'"))};
    }
    access::Occasion machine() { return bank().people().machine(access::Machine::reconciliation); }

    // What a notification with this batch leaves.
    void keep(Transaction& transaction, const BatchText& told) {
        Entry entry = test_support::entry_of(told);
        entry.booking_date = base::Date::parse(day).value();
        const NotifiedBatch batch = notified_batch_of(entry).value();
        const NotificationId id =
            add_notifications(
                transaction, {{{account(), "N1", day}, "content", "file", machine().moment}}
            ).front();
        const NewNotifiedBatch kept{batch, 1, content_key_of(entry, batch), entry.details};
        (void)add_notified_batches(transaction, id, account(), {&kept});
        test_support::commit_untold(transaction);
    }

    // What a chunk with this entry, of which nothing was told, leaves.
    void wait_for_a_person(Transaction& transaction, base::StatementId statement, Entry& entry) {
        const base::Date on = base::Date::parse(day).value();
        const std::vector<Payment> payments = payments_of(entry);
        OpenDebts debts = open_debts_for(transaction, zandwijk(), payments);
        const std::vector<PlacedPayment> placed{
            debts.place(payments.front(), on, norms::ladder_of_the_program())};
        const audit::Author author = machine().author();
        audit::Trail trail{transaction, author};
        write_placed(transaction, trail, author, {statement, zandwijk(), "S1", on}, placed);
        trail.write();
        transaction.commit();
    }
};

TEST_P(NotificationTurnOnBoth, AStatementThatIsBookedWhileItsBatchIsBeingKeptFindsIt) {
    std::string booked;
    {
        Transaction keeping{database(), "keep", Access::write};
        take_notification_turn(keeping, account());
        Beside booking{[&] {
            const auto report = hand_in(text_of({statement()}));
            booked = report ? "booked" : report.error().code;
        }};
        EXPECT_TRUE(booking.waits_for(keeping)) << "it was booked beside what tells it";
        keep(keeping, batch());
        booking.join();
    }
    EXPECT_EQ(booked, "booked");
    EXPECT_EQ(standing(), "V-501 25000 V-502 17000 waits 0 bank 8000");
    expect_closed(statement());
}

TEST_P(NotificationTurnOnBoth, ABatchThatIsToldWhileItsStatementIsBeingBookedFindsIt) {
    (void)book(StatementText{"S1", day}.paid("1.00", {.text = "van niemand"}));
    const base::StatementId id{std::stoll(one("SELECT CAST(id AS TEXT) FROM bank_statement"))};
    Entry entry = statement().entries().front();
    entry.number = 2;
    std::string told;
    {
        Transaction booking{database(), "book", Access::write};
        const NotifiedForEntries nothing{booking, id, base::Date::parse(day).value(), {&entry}};
        Beside telling{[&] {
            const auto report = hand_in(notification_text("N1", day, {batch()}));
            told = report ? fmt::format("spread {}", report->notifications.at(0).spread.count)
                          : report.error().code;
        }};
        EXPECT_TRUE(telling.waits_for(booking)) << "it was kept beside what waits for it";
        wait_for_a_person(booking, id, entry);
        telling.join();
    }
    EXPECT_EQ(told, "spread 1");
    // 1.00 of the first entry waits on; 80.00 is spread as 50.00 and 30.00.
    EXPECT_EQ(standing(), "V-501 25000 V-502 17000 waits 100 bank 8100");
    expect_proved();
}

DRAAGKRACHT_ON_BOTH_DATABASES(NotificationTurnOnBoth);

}  // namespace draagkracht::payments
