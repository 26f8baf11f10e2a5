// Guarantees 1, 3, 4 and 10 at the level at which a treasurer meets them: random histories in which
// statements of all cuts, notifications of their batches, returns, lists of payroll, acts by hand
// and closes of months come together.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <algorithm>
#include <set>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/base/month.hpp"
#include "draagkracht/payments/month_close_service.hpp"
#include "draagkracht/payments/month_proof_service.hpp"
#include "draagkracht/payments/payroll_list_service.hpp"
#include "payments/broken_books.hpp"
#include "payments/random_hands.hpp"
#include "payments/standing_by_hand.hpp"
#include "support/bank_register.hpp"
#include "support/notification_text.hpp"
#include "support/random.hpp"

namespace draagkracht::payments {

using base::Date;
using base::Money;
using storage::Transaction;
using test_support::BankRegister;
using test_support::Random;
using test_support::reference_text;
using test_support::StatementText;
using test_support::TestDatabase;
using test_support::text_of;

class PaymentGuaranteesOnBoth : public test_support::OnBothDatabases {};

namespace {

// What the bank books on one day: the line of the account, before anybody cuts it into statements.
struct BankDay {
    Date on;
    std::vector<Entry> entries;
    std::set<int> brought = {};     // numbers of payments
    std::set<int> taken_back = {};  // of payments of days before
};

Detail detail_of(Money amount, std::int64_t debt) {
    Detail detail;
    detail.amount = amount;
    detail.structured_references.push_back({reference_text(debt), "CUR"});
    return detail;
}

Detail detail_of(Money amount) {
    Detail detail;
    detail.amount = amount;
    return detail;
}

Entry bank_entry(Date on, int number, std::vector<Detail> details) {
    Entry entry;
    entry.booking_date = on;
    entry.value_date = on;
    entry.bank_reference = fmt::format("B{}", number);
    entry.details = std::move(details);
    entry.amount = total_of_details(entry).value();
    return entry;
}

// 999 is the reference of nobody; so is client 100009 of payroll.
struct History {
    std::vector<BankDay> days;
    std::vector<PayrollList> lists;
    std::vector<int> returned;   // numbers of payments
    std::vector<Entry> batches;  // that a notification tells; the days have each as one amount
};

std::int64_t random_debt(Random& random) {
    return random.one_of(std::vector<std::int64_t>{901, 901, 902, 502, 503, 999});
}

// The same money twice: as one amount in its day, and as its payments.
void add_batch(History& history, BankDay& day, int number, Random& random) {
    std::vector<Detail> payments;
    for (std::int64_t count = random.between(1, 3); count > 0; --count) {
        payments.push_back(detail_of(Money::cents(random.between(1, 4'000)), random_debt(random)));
        payments.back().batch_id = fmt::format("P{}", number);
    }
    history.batches.push_back(bank_entry(day.on, number, std::move(payments)));
    Detail as_one = detail_of(history.batches.back().amount);
    as_one.batch_id = fmt::format("P{}", number);
    day.entries.push_back(bank_entry(day.on, number, {std::move(as_one)}));
}

void add_lists(History& history, Random& random) {
    const std::vector<PayrollLine> targets{
        {1, {}, {}, "100001", "R-901", "", {}},
        {1, {}, {}, "100001", "R-901", "V-502", {}},
        {1, {}, {}, "100002", "", "V-503", {}},
        {1, {}, {}, "100009", "", "", {}}};
    for (int list_number = 1; list_number <= 3; ++list_number) {
        PayrollList list{ListKind::set_off, fmt::format("U-{}", list_number), {}};
        const Date paid = Date::parse("2026-06-24").value().plus_days(30 * list_number);
        for (int line = 1; line <= 2; ++line) {
            PayrollLine next = random.one_of(targets);
            next.number = line;
            next.period = base::month_of(paid);
            next.pay_date = paid;
            next.amount = Money::cents(random.between(1, 4'000));
            list.lines.push_back(std::move(next));
        }
        history.lists.push_back(std::move(list));
    }
}

History random_history(Random& random) {
    History history;
    Date on = Date::parse("2026-07-06").value();
    int number = 0;
    std::vector<std::pair<int, Money>> can_go_back;
    for (std::int64_t count = random.between(8, 12); count > 0; --count) {
        BankDay day{on, {}};
        for (std::int64_t entries = random.between(1, 3); entries > 0; --entries) {
            const Money amount = Money::cents(random.between(1, 9'000));
            day.entries.push_back(bank_entry(on, ++number, {detail_of(amount, random_debt(random))})
            );
            day.brought.insert(number);
        }
        const std::pair<int, Money> newest{number, day.entries.back().amount};
        if (!can_go_back.empty() && random.chance(35)) {
            const auto [back, amount] = can_go_back.back();
            can_go_back.pop_back();
            day.entries.push_back(bank_entry(on, back, {detail_of(-amount)}));
            day.entries.back().is_reversal = true;
            day.taken_back.insert(back);
            history.returned.push_back(back);
        }
        can_go_back.push_back(newest);
        if (random.chance(40)) {
            add_batch(history, day, ++number, random);
        }
        history.days.push_back(std::move(day));
        on = on.plus_days(static_cast<int>(random.between(1, 9)));
    }
    add_lists(history, random);
    return history;
}

// What comes to be known at once: the days from the first up to the last of them as one statement,
// a list of payroll, or a notification of a batch.
struct News {
    std::size_t first_day = 0;
    std::size_t last_day = 0;
    const PayrollList* list = nullptr;
    const Entry* batch = nullptr;

    [[nodiscard]] bool is_statement() const { return list == nullptr && batch == nullptr; }
    [[nodiscard]] Date known_from(const History& history) const {
        if (batch != nullptr) {
            return *batch->booking_date;
        }
        return list != nullptr ? *list->lines.front().pay_date : history.days[last_day].on;
    }
};

// The days, cut into statements, and all else.
std::vector<News> all_news(const History& history, std::int64_t days_max, Random& random) {
    std::vector<News> news;
    for (std::size_t day = 0; day < history.days.size();) {
        const auto length = static_cast<std::size_t>(random.between(1, days_max));
        const std::size_t last = std::min(day + length, history.days.size()) - 1;
        news.push_back({day, last});
        day = last + 1;
    }
    for (const PayrollList& list : history.lists) {
        news.push_back({.list = &list});
    }
    for (const Entry& batch : history.batches) {
        news.push_back({.batch = &batch});
    }
    return news;
}

// Each statement after those of what it takes back.
std::vector<News> random_news(const History& history, bool in_order, Random& random) {
    std::vector<News> waiting = all_news(history, in_order ? 1 : 3, random);
    std::ranges::shuffle(waiting, random.engine());
    if (in_order) {
        std::ranges::stable_sort(waiting, {}, [&history](const News& news) {
            return news.known_from(history);
        });
        return waiting;
    }
    std::vector<News> order;
    std::set<int> known;
    while (!waiting.empty()) {
        const auto next = std::ranges::find_if(waiting, [&](const News& news) {
            std::set<int> after = known;
            bool can_come = true;
            for (std::size_t day = news.first_day; news.is_statement() && day <= news.last_day;
                 ++day) {
                can_come = can_come && std::ranges::includes(after, history.days[day].taken_back);
                after.insert(history.days[day].brought.begin(), history.days[day].brought.end());
            }
            return can_come;
        });
        for (std::size_t day = next->first_day; next->is_statement() && day <= next->last_day;
             ++day) {
            known.insert(history.days[day].brought.begin(), history.days[day].brought.end());
        }
        order.push_back(*next);
        waiting.erase(next);
    }
    return order;
}

// 100001 and 100002 owe 501 together, each with a plan; 100001 pays 502 by it too, and 503 is of
// 100002 alone.
class Treasury {
  public:
    Treasury(storage::Database& database, const History& history)
        : database_{database}, history_{history}, bank_{database}, hands_{database, bank_} {
        const base::PersonId one = bank_.person("100001");
        const base::PersonId other = bank_.person("100002");
        const std::vector claims{
            bank_.claim(501, {one, other}, "300.00"),
            bank_.claim(502, {one}, "200.00"),
            bank_.claim(503, {other}, "250.00")};
        bank_.plan(901, one, {claims[0], claims[1]}, "500.00", "10.00");
        bank_.plan(902, other, {claims[0]}, "300.00", "10.00");
    }

    // `name` tells one cut from another of the same days.
    void hear(const News& news, std::size_t chunk = 1000, const std::string& name = "S") {
        move_on_to(news.known_from(history_));
        if (news.list != nullptr) {
            const auto report = PayrollListService{database_}.take(
                bank_.people().officer(access::Role::debt_officer, today_.to_string()),
                bank_.people().zandwijk(),
                *news.list
            );
            ASSERT_TRUE(report) << report.error().to_line();
            return;
        }
        if (news.batch != nullptr) {
            tell(*news.batch, chunk, name);
            return;
        }
        const auto report = bank_.reconcile(
            bank_.file(text_of({statement_of(news, name)})), chunk, today_.to_string()
        );
        ASSERT_TRUE(report) << report.error().to_line();
        EXPECT_NE(report->statements.at(0).outcome, StatementOutcome::left_open);
    }

    // Once more what was told of every batch, as is done when an act by hand on one was undone.
    void tell_batches_again() {
        for (const Entry& batch : history_.batches) {
            tell(batch, 1000, "S");
        }
    }

    // The next month, where what is known reaches its end; true when it was closed.
    bool close_a_month() {
        MonthCloseService months{database_};
        const access::Occasion officer =
            bank_.people().officer(access::Role::debt_officer, today_.to_string());
        const auto next = months.preview(officer, bank_.people().zandwijk(), {});
        return next &&
               months
                   .close(
                       officer,
                       bank_.people().zandwijk(),
                       {next->month,
                        {{BankRegister::own_account, balance_at(base::last_day_of(next->month))}}}
                   )
                   .has_value();
    }

    void move_on_to(Date day) {
        today_ = std::max(today_, day);
        hands_.set_today(today_.to_string());
    }
    void wait_days(int days) { move_on_to(today_.plus_days(days)); }

    [[nodiscard]] RandomHands& hands() { return hands_; }
    [[nodiscard]] std::string everything() { return bank_.everything() + bank_.outcome(); }

    // What is wrong in the books and in the closed months; empty when nothing is.
    [[nodiscard]] std::string broken() {
        std::string text = broken_books(database_);
        Transaction transaction{database_, "broken", storage::Access::read};
        for (const std::string& violation : prove_closed_months(transaction).violations) {
            text += violation + "; ";
        }
        return text;
    }
    [[nodiscard]] bool has_whole_trail() {
        Transaction transaction{database_, "trail", storage::Access::read};
        return audit::verify_chain(transaction).has_value();
    }

    // What it comes to, whatever statement brought it: each claim and component as of each day, and
    // what stands of each payment that did not go back.
    [[nodiscard]] std::string outcome() {
        const std::string name =
            "CASE WHEN bank_account.kind = 'bank' THEN bank_reference ELSE duplicate_key END";
        const std::string from =
            " JOIN bank_statement ON bank_statement.id = bank_entry.statement_id"
            " JOIN bank_account ON bank_account.id = bank_statement.bank_account_id"
            " WHERE NOT EXISTS (SELECT 1 FROM entry_return WHERE entry_return.entry_id ="
            " bank_entry.id OR returned_entry_id = bank_entry.id) GROUP BY ";
        std::string text;
        for (const std::string& query :
             {std::string{
                  "SELECT claim.claim_number || ' ' || component || ' ' || value_date || ' ' ||"
                  " CAST(SUM(amount_cents) AS TEXT) FROM posting JOIN claim ON claim.id = claim_id"
                  " GROUP BY claim.claim_number, component, value_date HAVING SUM(amount_cents) <> "
                  "0"},
              "SELECT " + name +
                  " || ' ' || claim.claim_number || ' ' || COALESCE(plan.plan_number, '-') || ' '"
                  " || CAST(SUM(allocation.amount_cents) AS TEXT) FROM allocation"
                  " JOIN bank_entry ON bank_entry.id = allocation.entry_id"
                  " JOIN claim ON claim.id = allocation.claim_id"
                  " LEFT JOIN plan ON plan.id = allocation.plan_id" +
                  from + name +
                  ", claim.claim_number, plan.plan_number HAVING SUM(allocation.amount_cents) <> 0",
              "SELECT " + name +
                  " || ' ' || CAST(SUM(suspense_item.amount_cents) AS TEXT) FROM suspense_item"
                  " JOIN bank_entry ON bank_entry.id = suspense_item.entry_id" +
                  from + name + " HAVING SUM(suspense_item.amount_cents) <> 0"}) {
            Transaction transaction{database_, "outcome", storage::Access::read};
            std::string line;
            storage::for_each_row(
                (storage::ask(transaction, query + " ORDER BY 1"), soci::into(line)),
                [&] { text += line + "\n"; }
            );
        }
        return text;
    }

  private:
    void tell(const Entry& batch, std::size_t chunk, const std::string& name) {
        const StatementText text =
            StatementText{name + batch.bank_reference, batch.booking_date->to_string()}.add(batch);
        const auto report = bank_.reconcile(
            bank_.file(test_support::as_notification(text_of({text})), "notification.xml"),
            chunk,
            today_.to_string()
        );
        ASSERT_TRUE(report) << report.error().to_line();
    }

    // What stands at the bank at the end of a day.
    [[nodiscard]] Money balance_at(Date end) const {
        Money balance = Money::cents(100'000);
        for (const BankDay& day : history_.days) {
            for (const Entry& entry : day.entries) {
                balance += day.on <= end ? entry.amount : Money{};
            }
        }
        return balance;
    }

    // Opens where the line of the account stands before its first day.
    [[nodiscard]] StatementText statement_of(const News& news, const std::string& name) const {
        StatementText statement{
            fmt::format("{}{}-{}", name, news.first_day, news.last_day),
            history_.days[news.last_day].on.to_string()};
        statement.opens_with(balance_at(history_.days[news.first_day].on.plus_days(-1)));
        for (std::size_t day = news.first_day; day <= news.last_day; ++day) {
            for (const Entry& entry : history_.days[day].entries) {
                statement.add(entry);
            }
        }
        return statement;
    }

    storage::Database& database_;
    const History& history_;
    BankRegister bank_;
    RandomHands hands_;
    Date today_ = Date::parse("2026-07-02").value();
};

// Something that is known: one of the news once more, or a statement of other days of them.
News something_known(const std::vector<News>& known, Random& random) {
    News again = random.one_of(known);
    if (again.is_statement()) {
        // As far as the days before and after it are known too.
        for (const News& other : known) {
            if (other.is_statement() && other.last_day + 1 == again.first_day &&
                random.chance(50)) {
                again.first_day = other.first_day;
            }
        }
    }
    return again;
}

}  // namespace

// 1 and 10: every cent is somewhere, every closed month stays as it was proved, and what a person
// placed stands, whatever comes.
TEST_P(PaymentGuaranteesOnBoth, MoneyIsConservedAndWhatAPersonPlacedStands) {
    Random random;
    int done = 0;
    int closed = 0;
    for (int round = 0; round < 4; ++round) {
        const History history = random_history(random);
        TestDatabase fresh{GetParam()};
        Treasury treasury{fresh.database(), history};
        for (const News& news : random_news(history, round % 2 == 0, random)) {
            const Standing before = standing_by_hand(fresh.database());
            treasury.hear(news, static_cast<std::size_t>(random.between(1, 4)));
            closed += random.chance(60) && treasury.close_a_month() ? 1 : 0;
            expect_stands(before, standing_by_hand(fresh.database()));
            for (std::int64_t count = random.between(1, 3); count > 0; --count) {
                done += treasury.hands().act(random) ? 1 : 0;
            }
            EXPECT_EQ(treasury.broken(), "");
            if (testing::Test::HasFailure()) {
                return;
            }
        }
        treasury.wait_days(40);
        closed += treasury.close_a_month() ? 1 : 0;
        EXPECT_EQ(treasury.broken(), "");
        EXPECT_TRUE(treasury.has_whole_trail());
    }
    EXPECT_GT(done, 8) << "enough acts fit";
    EXPECT_GT(closed, 3) << "a month is closed in each history";
}

// 3: what comes twice, in the same or another cut, under the same or another name, and an act that
// is asked for again, leave what once leaves.
TEST_P(PaymentGuaranteesOnBoth, WhatComesTwiceLeavesWhatOnceLeaves) {
    Random random;
    for (int round = 0; round < 3; ++round) {
        const History history = random_history(random);
        TestDatabase one{GetParam()};
        TestDatabase two{GetParam()};
        Treasury once{one.database(), history};
        Treasury twice{two.database(), history};
        // Of what was done by hand and undone a notification says something new, told once more.
        once.hands().leave_batches();
        twice.hands().leave_batches();
        std::vector<News> known;
        int copies = 0;
        for (const News& news : random_news(history, round % 2 == 0, random)) {
            once.hear(news);
            twice.hear(news, static_cast<std::size_t>(random.between(1, 4)));
            known.push_back(news);
            if (const auto asked = once.hands().think_of(random)) {
                const AskedAct there = once.hands().on(twice.hands(), *asked);
                const bool done = once.hands().perform(*asked);
                ASSERT_EQ(twice.hands().perform(there), done);
                EXPECT_TRUE(!done || twice.hands().repeat(there));
            }
            if (random.chance(40)) {
                ASSERT_EQ(once.close_a_month(), twice.close_a_month());
            }
            ASSERT_EQ(once.outcome(), twice.outcome());
            const std::string before = twice.outcome();
            twice.hear(something_known(known, random), 1, fmt::format("C{}-", ++copies));
            ASSERT_EQ(twice.outcome(), before);
            twice.hear(random.one_of(known));
            ASSERT_EQ(twice.outcome(), before);
            EXPECT_EQ(twice.broken(), "");
            if (testing::Test::HasFailure()) {
                return;
            }
        }
    }
}

// 4, and 10 at its end: in whatever order and cut it comes to be known, a batch before what tells
// it or after, and whatever was done by hand and undone meanwhile, and whichever months were
// closed, it comes to the same.
TEST_P(PaymentGuaranteesOnBoth, NeitherOrderNorCutNorWhatIsUndoneMatters) {
    Random random;
    for (int round = 0; round < 3; ++round) {
        const History history = random_history(random);
        std::string expected;
        for (const bool in_order : {true, false, false}) {
            TestDatabase fresh{GetParam()};
            Treasury treasury{fresh.database(), history};
            treasury.hands().pay_nothing_back();
            const bool with_hands = !expected.empty();
            for (const News& news : random_news(history, in_order, random)) {
                treasury.hear(news, static_cast<std::size_t>(random.between(1, 4)));
                if (with_hands) {
                    treasury.hands().act(random);
                    treasury.wait_days(static_cast<int>(random.between(0, 20)));
                    (void)treasury.close_a_month();
                }
            }
            treasury.hands().undo_all();
            treasury.tell_batches_again();
            EXPECT_EQ(treasury.broken(), "");
            expected = expected.empty() ? treasury.outcome() : expected;
            ASSERT_EQ(treasury.outcome(), expected) << "round " << round;
            if (testing::Test::HasFailure()) {
                return;
            }
        }
    }
}

DRAAGKRACHT_ON_BOTH_DATABASES(PaymentGuaranteesOnBoth);

}  // namespace draagkracht::payments
