// Guarantees 1 and 3 for refunds that leave: over random histories of officers and the bank.
#include "payments/paying_out.hpp"
#include "support/random.hpp"

namespace draagkracht::payments {

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

    // Rows that must not be there.
    std::string broken() {
        const std::string of_entry =
            "COALESCE((SELECT SUM(amount_cents) FROM {} rows"
            " WHERE rows.entry_id = bank_entry.id), 0)";
        const auto sum_of = [&of_entry](const std::string& table) {
            std::string sum = of_entry;
            return sum.replace(sum.find("{}"), 2, table);
        };
        const std::vector<std::pair<std::string, std::string>> questions{
            {"money is lost or made",
             "bank_entry WHERE amount_cents <> " + sum_of("allocation") + " + " +
                 sum_of("suspense_item") + " + " + sum_of("refunded_money")},
            {"less than nothing waits",
             "bank_entry WHERE amount_cents > 0 AND " + sum_of("suspense_item") + " < 0"},
            {"ordered twice",
             "(SELECT refund_id FROM payout_order WHERE NOT EXISTS (SELECT 1 FROM payout_end"
             " WHERE payout_end.payout_id = payout_order.payout_id)"
             " GROUP BY refund_id HAVING COUNT(*) > 1) AS twice"},
            {"paid twice",
             "(SELECT refund_id FROM payout_answer JOIN payout_order"
             " ON payout_order.id = order_id GROUP BY refund_id"
             " HAVING SUM(payout_answer.amount_cents) < -MAX(payout_order.amount_cents)) AS twice"},
            {"undone while it is on its way",
             "hand_act JOIN refund ON refund.act_id = hand_act.undoes_act_id"
             " JOIN payout_order ON payout_order.refund_id = refund.id WHERE NOT EXISTS"
             " (SELECT 1 FROM payout_end WHERE payout_end.payout_id = payout_order.payout_id)"
             " AND NOT EXISTS (SELECT 1 FROM payout_answer WHERE kind = 'returned'"
             " AND order_id = payout_order.id)"}};
        std::string text;
        for (const auto& [what, rows] : questions) {
            text += number_of("SELECT COUNT(*) FROM " + rows) > 0 ? what + "; " : "";
        }
        return text;
    }

  private:
    std::vector<std::string> acts_done_;
    int number_count_ = 0;
    int statement_count_ = 0;
};

// Officers and the bank do all that they can do, in any order. Property: of every entry allocated +
// suspense + refunded is its amount, no refund stands in two payouts that leave, and none is paid
// more than once without having come back.
TEST_P(PayoutGuaranteesOnBoth, EachCentIsPaidBackOnce) {
    Random random;
    const auto answers = [this] { return number_of("SELECT COUNT(*) FROM payout_answer"); };
    // Until the bank paid something out, too.
    for (int step = 0; step < 60 || answers() == 0; ++step) {
        ASSERT_LT(step, 1000) << "too little happened";
        const std::int64_t what = random.between(0, 9);
        if (what <= 2) {
            decide_some(random);
        } else if (what == 3) {
            undo_some(random);
        } else if (what <= 5) {
            (void)service().prepare(officer(), zandwijk());
            approve();
        } else if (what == 6) {
            (void)lay_out();
        } else if (what == 7 && random.chance(40)) {
            (void)service().withdraw(
                officer(), zandwijk(), PayoutId{one_of(random, "payout")}, "r"
            );
        } else {
            bank_tells(random);
        }
        ASSERT_EQ(broken(), "") << "step " << step;
    }
}

DRAAGKRACHT_ON_BOTH_DATABASES(PayoutGuaranteesOnBoth);

}  // namespace draagkracht::payments
