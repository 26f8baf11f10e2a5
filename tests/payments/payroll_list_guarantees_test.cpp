// Guarantees 1, 3 and 4 for lists of payroll beside a bank: whatever comes to be known first, and
// however often, the books come to the same, and no cent is lost.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <algorithm>
#include <set>

#include "draagkracht/payments/payroll_list_service.hpp"
#include "draagkracht/storage/bulk_insert.hpp"
#include "support/bank_register.hpp"
#include "support/random.hpp"

namespace draagkracht::payments {

using base::Date;
using base::Money;
using test_support::BankRegister;
using test_support::Random;
using test_support::reference_text;
using test_support::StatementText;
using test_support::TestDatabase;

class PayrollGuaranteesOnBoth : public test_support::OnBothDatabases {};

namespace {

Date random_day(Random& random) {
    const int days = static_cast<int>(random.between(0, 60));
    return Date::parse("2026-05-01").value().plus_days(days);
}

// A list of payroll, or a bank statement with one payment on a debt.
struct Fact {
    std::optional<PayrollList> list;
    Date paid_on;
    Money amount;
    std::int64_t debt = 0;

    [[nodiscard]] std::string text() const {
        return list ? file_text(*list)
                    : fmt::format("{} {} on {}\n", paid_on.to_string(), amount.to_string(), debt);
    }
};

struct Target {
    const char* client;
    const char* plan;
    const char* claim;
};

// 100001 and 100002 owe 501 together, each with a plan; 100001 pays 502 by it too. 503 is of 100002
// without a plan, and 100009 is nobody.
const std::vector<Target> targets{
    {"100001", "", ""},
    {"100001", "R-901", ""},
    {"100001", "", "V-501"},
    {"100001", "R-901", "V-502"},
    {"100002", "", "V-501"},
    {"100002", "", "V-503"},
    {"100009", "", ""}};

PayrollLine random_line(Random& random, int number) {
    const Target& target = random.one_of(targets);
    const Date day = random_day(random);
    const std::chrono::year_month_day calendar = day.calendar();
    return {
        number,
        base::Month{calendar.year(), calendar.month()},
        day,
        target.client,
        target.plan,
        target.claim,
        Money::cents(random.between(1, 9000))};
}

// What takes back a line of a former list, a day later.
PayrollLine taking_back(const PayrollLine& line, const std::string& list, int number) {
    PayrollLine back = line;
    back.number = number;
    back.amount = -line.amount;
    back.takes_back = PlaceInList{list, line.number};
    back.pay_date = line.pay_date->plus_days(1);
    return back;
}

std::vector<Fact> random_facts(Random& random) {
    std::vector<Fact> facts;
    for (int number = 1; number <= 4; ++number) {
        PayrollList list{ListKind::set_off, fmt::format("U-{}", number), {}};
        const int lines = static_cast<int>(random.between(1, 5));
        for (int line = 1; line <= lines; ++line) {
            list.lines.push_back(random_line(random, line));
        }
        if (!facts.empty() && random.chance(60)) {
            const PayrollList& former = *facts.back().list;
            const PayrollLine& line = random.one_of(former.lines);
            if (!line.takes_back) {
                const int last = static_cast<int>(list.lines.size()) + 1;
                list.lines.push_back(taking_back(line, former.number, last));
            }
        }
        facts.push_back({list, Date::parse("2026-05-01").value(), {}});
    }
    for (int number = 1; number <= 3; ++number) {
        facts.push_back(
            {std::nullopt,
             random_day(random),
             Money::cents(random.between(1, 9000)),
             random.one_of(std::vector<std::int64_t>{502, 503, 901, 902})}
        );
    }
    return facts;
}

// Whether all that the list takes back is known.
bool can_come_now(const Fact& fact, const std::set<std::string>& known) {
    return !fact.list || std::ranges::all_of(fact.list->lines, [&known](const PayrollLine& line) {
        return !line.takes_back || known.contains(line.takes_back->list_number);
    });
}

std::vector<Fact> in_some_order(std::vector<Fact> facts, Random& random) {
    std::ranges::shuffle(facts, random.engine());
    std::vector<Fact> order;
    std::set<std::string> known;
    while (!facts.empty()) {
        const auto next = std::ranges::find_if(facts, [&known](const Fact& fact) {
            return can_come_now(fact, known);
        });
        if (next->list) {
            known.insert(next->list->number);
        }
        order.push_back(*next);
        facts.erase(next);
    }
    return order;
}

// A register in which the facts come to be known.
class Lived {
  public:
    explicit Lived(storage::Database& database) : database_{database}, bank_{database} {
        const base::PersonId first = bank_.person("100001");
        const base::PersonId second = bank_.person("100002");
        const base::ClaimId joint = bank_.claim(501, {first, second}, "120.00");
        const base::ClaimId own = bank_.claim(502, {first}, "90.00");
        bank_.claim(503, {second}, "60.00");
        const base::PlanId plan = bank_.plan(901, first, {joint, own}, "210.00", "50.00");
        (void)bank_.plan(902, second, {joint}, "120.00", "50.00");
        storage::Transaction transaction{database, "way to pay", storage::Access::write};
        storage::BulkInsert rows{
            transaction,
            "plan_way_to_pay",
            {{"plan_id", storage::Column::number}, {"way", storage::Column::text}}};
        rows.add({plan.value(), "set_off"});
        rows.write();
        test_support::commit_untold(transaction);
    }

    void live(const Fact& fact) {
        if (fact.list) {
            const auto report = PayrollListService{database_}.take(
                bank_.people().machine(access::Machine::reconciliation),
                bank_.people().zandwijk(),
                *fact.list
            );
            ASSERT_TRUE(report.has_value()) << report.error().to_line();
            return;
        }
        ASSERT_TRUE(bank_.reconcile(
            StatementText{
                fmt::format("S-{}-{}", fact.debt, fact.amount.in_cents()), fact.paid_on.to_string()}
                .paid(fact.amount.to_string(), {.structured = reference_text(fact.debt)})
        ));
    }
    [[nodiscard]] std::string outcome() { return bank_.outcome(); }
    [[nodiscard]] long long lost_cents() {
        storage::Transaction transaction{database_, "lost", storage::Access::read};
        long long cents = 0;
        transaction.sql() << "SELECT CAST("
                             "(SELECT COALESCE(SUM(amount_cents), 0) FROM bank_entry)"
                             " - (SELECT COALESCE(SUM(amount_cents), 0) FROM suspense_item)"
                             " + (SELECT COALESCE(SUM(amount_cents), 0) FROM posting"
                             " WHERE allocation_id IS NOT NULL) AS BIGINT)",
            soci::into(cents);
        return cents;
    }

  private:
    storage::Database& database_;
    BankRegister bank_;
};

}  // namespace

TEST_P(PayrollGuaranteesOnBoth, InWhateverOrderAndHoweverOftenTheBooksComeToTheSame) {
    Random random;
    for (int round = 0; round < 12; ++round) {
        const std::vector<Fact> facts = random_facts(random);
        std::string expected;
        for (int order = 0; order < 3; ++order) {
            TestDatabase fresh{GetParam()};
            Lived lived{fresh.database()};
            std::string told;
            for (const Fact& fact : in_some_order(facts, random)) {
                told += fact.text();
                lived.live(fact);
                ASSERT_FALSE(testing::Test::HasFatalFailure()) << told;
                if (random.chance(30)) {
                    lived.live(fact);
                }
                ASSERT_EQ(lived.lost_cents(), 0) << told;
            }
            expected = expected.empty() ? lived.outcome() : expected;
            ASSERT_EQ(lived.outcome(), expected) << "round " << round << "\n" << told;
        }
    }
}

DRAAGKRACHT_ON_BOTH_DATABASES(PayrollGuaranteesOnBoth);

}  // namespace draagkracht::payments
