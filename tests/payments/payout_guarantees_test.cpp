// Guarantees 1 and 3 for refunds that leave: over random histories of officers and the bank.
#include <set>

#include "draagkracht/payments/return_service.hpp"
#include "draagkracht/storage/rows.hpp"
#include "payments/paying_out.hpp"
#include "support/random.hpp"

namespace draagkracht::payments {

using storage::Access;
using storage::Transaction;
using test_support::Random;

class PayoutGuaranteesOnBoth : public PayingOutOnBoth {
  protected:
    // An id of these rows, by chance; zero when there are none.
    std::int64_t one_of(Random& random, const std::string& table) {
        const long long count = number_of("SELECT COUNT(*) FROM " + table);
        return count == 0 ? 0
                          : number_of(fmt::format(
                                "SELECT id FROM {} ORDER BY id LIMIT 1 OFFSET {}",
                                table,
                                random.between(0, count - 1)
                            ));
    }
    std::string next_number() { return fmt::format("A-{}", ++number_count_); }

    void decide_some(Random& random) {
        const EntryId entry = random.chance(50) ? *first_ : *last_;
        RefundAsked asked{
            next_number(),
            "r",
            {entry, look(entry).revision},
            Money::cents(random.between(1, 3'000))};
        if (random.chance(30)) {
            asked.other_account = base::Iban::parse(other_account).value();
        }
        if (acts().ask_refund(officer(), zandwijk(), asked)) {
            approve();
            if (acts().refund(officer(), zandwijk(), asked)) {
                acts_done_.push_back(asked.number);
            }
        }
    }
    void undo_some(Random& random) {
        if (!acts_done_.empty()) {
            (void)undo(next_number(), random.one_of(acts_done_));
        }
    }
    // Of one order or of a whole batch, now and then a cent too much, or back.
    void bank_tells(Random& random) {
        const std::int64_t order = one_of(random, "payout_order");
        if (order == 0) {
            return;
        }
        const std::string of = fmt::format(" FROM payout_order WHERE id = {}", order);
        const long long payout = number_of("SELECT payout_id" + of);
        const bool is_batch = random.chance(40);
        const std::string amount_of =
            is_batch ? fmt::format(
                           "SELECT CAST(SUM(amount_cents) AS BIGINT) FROM payout_order"
                           " WHERE payout_id = {}",
                           payout
                       )
                     : "SELECT amount_cents" + of;
        const bool is_back = !is_batch && random.chance(40);
        const Money amount = Money::cents(number_of(amount_of) + (random.chance(10) ? 1 : 0));
        test_support::PaymentText told{.is_reversal = is_back};
        if (is_batch) {
            const base::BankAccountId account{number_of("SELECT bank_account_id" + of)};
            told.batch_id = to_text(PayoutBatch{PayoutId{payout}, account});
        } else {
            told.end_to_end_id = end_to_end_id_of_payout_order(order);
        }
        const std::string name = fmt::format("B{}", ++statement_count_);
        book(StatementText{name, "2026-07-03"}.paid((is_back ? amount : -amount).to_string(), told)
        );
    }

    std::set<EntryId> entries_of(const std::string& query) {
        std::set<EntryId> entries;
        Transaction transaction{database(), "entries", Access::read};
        long long entry = 0;
        storage::for_each_row((ask(transaction, query), soci::into(entry)), [&] {
            entries.insert(EntryId{entry});
        });
        return entries;
    }
    // A payer has the bank take the second payment back, of which something is paid back; now and
    // then it is another amount, or names nothing.
    void payment_goes_back(Random& random) {
        if (look(*last_).refunds.due.is_zero() && look(*last_).refunds.ordered.is_zero()) {
            return;
        }
        const Money amount = money("80.00") + Money::cents(random.chance(20) ? 1 : 0);
        const std::string name = fmt::format("B{}", ++statement_count_);
        book(StatementText{name, "2026-07-03"}.paid(
            (-amount).to_string(),
            {.bank_reference = random.chance(80) ? "S2" : "",
             .is_reversal = true,
             .return_reason = "MD06"}
        ));
    }
    // An officer says that it was that payment that went back; nothing more is decided on it then.
    void pair_some(Random& random) {
        if (left_out_ > 0) {
            (void)ReturnService{database()}.take_back(
                officer(), {*last_, EntryId{one_of(random, "bank_entry")}, "r"}
            );
        }
    }
    // Payments of which nothing is to leave: one that went back names it, and nobody explained
    // that.
    std::set<EntryId> gone() {
        return entries_of(
            "SELECT DISTINCT payment.id FROM refund"
            " JOIN bank_entry payment ON payment.id = refund.entry_id"
            " JOIN bank_entry back ON back.bank_reference = payment.bank_reference"
            " AND back.amount_cents = -payment.amount_cents"
            " WHERE payment.bank_reference <> '' AND NOT EXISTS (SELECT 1 FROM entry_return"
            " WHERE entry_return.entry_id = back.id)"
        );
    }
    void prepare_some() {
        const std::set<EntryId> held = gone();
        const long long due = number_of(fmt::format(
            "SELECT COUNT(*) FROM refund_on_its_way WHERE standing = 'due' AND entry_id = {}",
            last_->value()
        ));
        left_out_ += held.contains(*last_) && due > 0 ? 1 : 0;
        if (const auto prepared = service().prepare(officer(), zandwijk())) {
            for (const OpenRefund& refund : prepared->refunds) {
                EXPECT_FALSE(held.contains(refund.entry)) << "it was ordered";
            }
        }
        approve();
    }
    void lay_out_some() {
        const std::set<EntryId> held = gone();
        for (const PayoutId laid : lay_out().laid_out) {
            for (const EntryId paid_back : entries_of(fmt::format(
                     "SELECT refund.entry_id FROM payout_order"
                     " JOIN refund ON refund.id = payout_order.refund_id WHERE payout_id = {}",
                     laid.value()
                 ))) {
                EXPECT_FALSE(held.contains(paid_back)) << "it left";
            }
        }
    }
    // By two people, or the second one does not get to it.
    void withdraw_some(Random& random) {
        const PayoutId payout{one_of(random, "payout")};
        if (withdrawn(payout) == "asked" && random.chance(70)) {
            approve();
            (void)withdrawn(payout);
        }
    }

    // Rows that must not be there.
    std::string broken() {
        const std::string of_entry =
            "COALESCE((SELECT SUM(amount_cents) FROM {} rows"
            " WHERE rows.entry_id = bank_entry.id), 0)";
        const auto sum_of = [&of_entry](const std::string& table) {
            std::string sum = of_entry;
            return sum.replace(sum.find("{}"), 2, table);
        };
        // Nobody let go of it, or the bank told of it all the same.
        const std::string stands =
            "((NOT EXISTS (SELECT 1 FROM payout_end"
            " WHERE payout_end.payout_id = payout_order.payout_id)"
            " AND NOT EXISTS (SELECT 1 FROM payout_order_end"
            " WHERE payout_order_end.order_id = payout_order.id)) OR EXISTS (SELECT 1"
            " FROM payout_answer answer WHERE answer.order_id = payout_order.id))";
        const std::vector<std::pair<std::string, std::string>> questions{
            {"money is lost or made",
             "bank_entry WHERE amount_cents <> " + sum_of("allocation") + " + " +
                 sum_of("suspense_item") + " + " + sum_of("refunded_money")},
            {"less than nothing waits",
             "bank_entry WHERE amount_cents > 0 AND " + sum_of("suspense_item") + " < 0"},
            {"ordered twice",
             "(SELECT refund_id FROM payout_order WHERE " + stands +
                 " GROUP BY refund_id HAVING COUNT(*) > 1) AS twice"},
            {"let go of by one person",
             "payout_end JOIN payout_file ON payout_file.payout_id = payout_end.payout_id"
             " WHERE payout_end.approval_id IS NULL"},
            {"taken back and paid back",
             "entry_return JOIN refund ON refund.entry_id = returned_entry_id"
             " JOIN payout_answer ON payout_answer.order_id IN (SELECT payout_order.id"
             " FROM payout_order WHERE payout_order.refund_id = refund.id)"
             " WHERE NOT EXISTS (SELECT 1 FROM payout_answer back"
             " WHERE back.order_id = payout_answer.order_id AND back.kind = 'returned')"},
            {"paid twice",
             "(SELECT refund_id FROM payout_answer JOIN payout_order"
             " ON payout_order.id = order_id GROUP BY refund_id"
             " HAVING SUM(payout_answer.amount_cents) < -MAX(payout_order.amount_cents)) AS twice"},
            {"undone while it is on its way",
             "hand_act JOIN refund ON refund.act_id = hand_act.undoes_act_id"
             " JOIN payout_order ON payout_order.refund_id = refund.id WHERE " +
                 stands +
                 " AND NOT EXISTS (SELECT 1 FROM payout_answer WHERE kind = 'returned'"
                 " AND order_id = payout_order.id)"}};
        std::string text;
        for (const auto& [what, rows] : questions) {
            text += number_of("SELECT COUNT(*) FROM " + rows) > 0 ? what + "; " : "";
        }
        return text;
    }

    int left_out_ = 0;  // how often something was due, and not to be ordered

  private:
    std::vector<std::string> acts_done_;
    int number_count_ = 0;
    int statement_count_ = 0;
};

// Officers and the bank do all that they can do, in any order. Property: of every entry allocated +
// suspense + refunded is its amount, no refund stands in two payouts that leave, none is paid more
// than once without having come back, and none leaves while its payment may have gone back.
TEST_P(PayoutGuaranteesOnBoth, EachCentIsPaidBackOnce) {
    Random random;
    const auto answers = [this] { return number_of("SELECT COUNT(*) FROM payout_answer"); };
    // Until the bank paid something out and took something back, too.
    for (int step = 0; step < 60 || answers() == 0 || left_out_ == 0; ++step) {
        ASSERT_LT(step, 1000) << "too little happened";
        const std::int64_t what = random.between(0, 12);
        if (what <= 2) {
            decide_some(random);
        } else if (what == 3) {
            undo_some(random);
        } else if (what <= 5) {
            prepare_some();
            if (random.chance(10)) {
                payment_goes_back(random);
            }
        } else if (what <= 7) {
            lay_out_some();
        } else if (what == 8 && random.chance(60)) {
            withdraw_some(random);
        } else if (what == 9 && random.chance(30)) {
            payment_goes_back(random);
        } else if (what == 10 && random.chance(20)) {
            pair_some(random);
        } else {
            bank_tells(random);
        }
        ASSERT_EQ(broken(), "") << "step " << step;
    }
}

DRAAGKRACHT_ON_BOTH_DATABASES(PayoutGuaranteesOnBoth);

}  // namespace draagkracht::payments
