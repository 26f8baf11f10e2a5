// Two people who each pay the same claim by a plan, over random payments and the nights between.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include "draagkracht/daily/business_day_service.hpp"
#include "draagkracht/figures/proof_service.hpp"
#include "draagkracht/norms/rules_file.hpp"
#include "draagkracht/plans/plan_store.hpp"
#include "draagkracht/plans/registration_service.hpp"
#include "draagkracht/plans/standing.hpp"
#include "support/bank_register.hpp"
#include "support/random.hpp"

namespace draagkracht::daily {

namespace {

using base::Date;
using base::Money;
using test_support::BankRegister;
using test_support::Random;
using test_support::StatementText;

const std::string account_of_one = "NL91ABNA0417164300";
const std::string account_of_other = "NL02ABNA0123456789";
const std::string account_of_both = "NL18RABO0123459876";

constexpr const char* first_day = "2026-06-01";

// One shared claim, perhaps one of the second alone, and a plan of each; the references are 501 and
// 502 for the claims, 901 and 902 for the plans.
class Couple {
  public:
    Couple(storage::Engine engine, Random& random)
        : random_{random},
          test_database_{engine},
          bank_{database()},
          one_{bank_.person("100001", {account_of_one, account_of_both})},
          other_{bank_.person("100002", {account_of_other, account_of_both})},
          debt_{Money::cents(random.between(5'000, 60'000))},
          shared_{bank_.claim(501, {one_, other_}, debt_.to_string())} {
        std::vector<plans::PlannedClaim> of_other{{shared_, 1, debt_}};
        if (random_.chance(50)) {
            const Money own = Money::cents(random_.between(1, 20'000));
            of_other.push_back({bank_.claim(502, {other_}, own.to_string()), 2, own});
        }
        agree({former(901, one_, {{shared_, 1, debt_}}), former(902, other_, of_other)});
    }

    storage::Database& database() { return test_database_.database(); }
    [[nodiscard]] Money debt() const { return debt_; }

    // A statement of that day, and the night after it.
    void live(const Date& day) {
        StatementText statement{"S" + day.to_string(), day.to_string()};
        for (std::int64_t count = random_.between(0, 4); count > 0; --count) {
            pay(statement);
        }
        ASSERT_TRUE(bank_.reconcile(statement).has_value());
        const access::Occasion night =
            bank_.people().machine(access::Machine::night_run, "2027-12-31");
        ASSERT_TRUE((BusinessDayService{database(), policies_}.run_until(
            night, {.until = day, .first_day = Date::parse(first_day).value()}
        )));
    }

    Money cents(const std::string& query) {
        storage::Transaction transaction{database(), "cents", storage::Access::read};
        long long found = 0;
        transaction.sql() << "SELECT CAST(COALESCE(SUM(amount_cents), 0) AS BIGINT) FROM " + query,
            soci::into(found);
        return Money::cents(found);
    }
    long long count(const std::string& what) {
        storage::Transaction transaction{database(), "count", storage::Access::read};
        long long found = 0;
        transaction.sql() << "SELECT COUNT(*) FROM " + what, soci::into(found);
        return found;
    }
    std::vector<plans::Plan> plans() {
        storage::Transaction transaction{database(), "plans", storage::Access::read};
        return plans::plans_by_id(transaction, plans::all_plans(transaction));
    }
    [[nodiscard]] std::string on_shared() const { return std::to_string(shared_.value()); }

  private:
    plans::FormerPlan former(
        std::int64_t number, base::PersonId person, std::vector<plans::PlannedClaim> claims
    ) {
        return {
            .person = person,
            .plan_number = fmt::format("R-{}", number),
            .agreed_on = Date::parse("2026-05-01").value(),
            .instalment_amount = Money::cents(random_.between(4, 60) * 250),
            .rhythm =
                {random_.chance(50) ? plans::Frequency::weekly : plans::Frequency::monthly,
                 Date::parse(first_day).value().plus_days(static_cast<int>(random_.between(0, 20))
                 )},
            .claims = std::move(claims),
            .payment_reference = base::PaymentReference::for_number(number),
            .where = {}};
    }

    void agree(const std::vector<plans::FormerPlan>& former) {
        for (const plans::FormerPlan& plan : former) {
            amounts_.push_back(plan.instalment_amount);
        }
        storage::Transaction transaction{database(), "agree", storage::Access::write};
        const access::Occasion occasion =
            bank_.people().machine(access::Machine::conversion, "2026-05-02");
        audit::Trail trail{transaction, occasion.author()};
        const base::Registration done =
            plans::register_plans(transaction, trail, occasion, bank_.people().zandwijk(), former);
        base::ensure(done.problems.empty(), "joint debtors may each have a plan");
        trail.write();
        transaction.commit();
    }

    // By one of the plans, by the claim, or by account alone; an instalment, or any amount.
    void pay(StatementText& statement) {
        const Money amount = random_.chance(60)   ? random_.one_of(amounts_)
                             : random_.chance(10) ? debt_
                                                  : Money::cents(random_.between(1, 15'000));
        static const std::vector<std::int64_t> numbers{901, 902, 501, 501};
        static const std::vector<std::string> accounts{
            account_of_one, account_of_other, account_of_both, ""};
        test_support::PaymentText told{.account = random_.one_of(accounts)};
        if (random_.chance(80)) {
            told.structured = test_support::reference_text(random_.one_of(numbers));
        }
        statement.paid(amount.to_string(), told);
    }

    Random& random_;
    test_support::TestDatabase test_database_;
    BankRegister bank_;
    base::PersonId one_;
    base::PersonId other_;
    Money debt_;
    base::ClaimId shared_;
    std::vector<Money> amounts_;
    norms::PolicyBook policies_ =
        norms::read_policies(DRAAGKRACHT_SOURCE_DIR "/config/policies").value();
};

// What must hold on any day. Answers whether the shared claim is paid.
bool holds(Couple& couple, const Date& day) {
    const Money balance = couple.cents("posting WHERE claim_id = " + couple.on_shared());
    const Money paid = couple.cents("allocation WHERE claim_id = " + couple.on_shared());
    EXPECT_EQ(balance, couple.debt() - paid);
    EXPECT_LE(paid, couple.debt());
    EXPECT_EQ(
        couple.cents("bank_entry"), couple.cents("allocation") + couple.cents("suspense_item")
    );
    for (const plans::Plan& plan : couple.plans()) {
        Money asked;
        for (const plans::InstalmentStanding& one :
             plans::standing_of(plan, base::BusinessDate{day})) {
            asked += one.open;
        }
        EXPECT_LE(asked, plan.open_on_claims);
        const bool is_paid = plan.open_on_claims.is_zero();
        EXPECT_EQ(plan.ended_on.has_value(), is_paid);
        if (is_paid) {
            EXPECT_EQ(plan.outcome, plans::PlanOutcome::paid);
            EXPECT_EQ(
                couple.count(
                    "task LEFT JOIN task_end ON task_end.task_id = task.id WHERE plan_id = " +
                    std::to_string(plan.id.value()) +
                    " AND (task_end.task_id IS NULL OR opened_on >= '" +
                    plan.ended_on.value_or(day).to_string() + "')"
                ),
                0
            ) << "what is paid is missed";
        }
    }
    return balance.is_zero();
}

class JointDebtorsByNight : public test_support::OnBothDatabases {};

TEST_P(JointDebtorsByNight, OneClaimIsPaidOnceAndNobodyMissesWhatIsPaid) {
    Random random;
    const std::filesystem::path config{DRAAGKRACHT_SOURCE_DIR "/config"};
    const norms::RuleBook rules =
        norms::read_rules({config / "norms", config / "law.toml", config / "policies"}).value();
    int paid_off_count = 0;
    int task_count = 0;
    for (int round = 0; round < 8; ++round) {
        Couple couple{GetParam(), random};
        bool is_paid = false;
        for (int week = 1; week <= 8; ++week) {
            const Date day = Date::parse(first_day).value().plus_days(7 * week);
            couple.live(day);
            is_paid = holds(couple, day);
        }
        paid_off_count += is_paid ? 1 : 0;
        task_count += static_cast<int>(couple.count("task"));
        storage::Transaction transaction{couple.database(), "proofs", storage::Access::read};
        for (const figures::Proof& proof : figures::prove_all(transaction, rules)) {
            EXPECT_TRUE(proof.holds()) << proof.name;
        }
        if (HasFailure()) {
            return;
        }
    }
    EXPECT_GT(paid_off_count + task_count, 0) << "nothing of interest happened";
}

DRAAGKRACHT_ON_BOTH_DATABASES(JointDebtorsByNight);

// 300.00, six times 50.00 of one and three times 100.00 of the other, from 1 June. One pays all.
class OnePaysForBoth : public test_support::OnBothDatabases {};

TEST_P(OnePaysForBoth, BothPlansEndAsPaidAndNothingIsMissed) {
    BankRegister bank{database()};
    const norms::PolicyBook policies =
        norms::read_policies(DRAAGKRACHT_SOURCE_DIR "/config/policies").value();
    const base::PersonId one = bank.person("100001");
    const base::PersonId other = bank.person("100002");
    const base::ClaimId claim = bank.claim(501, {one, other}, "300.00");
    bank.plan(901, one, {claim}, "300.00", "50.00");
    bank.plan(902, other, {claim}, "300.00", "100.00");
    ASSERT_TRUE(
        bank.reconcile(StatementText{"S1", "2026-05-28"}
                           .paid("100.00", {.structured = test_support::reference_text(902)})
                           .paid("200.00", {.structured = test_support::reference_text(901)}))
    );
    const auto report = BusinessDayService{database(), policies}.run_until(
        bank.people().machine(access::Machine::night_run, "2027-12-31"),
        {.until = Date::parse("2026-12-31").value(), .first_day = Date::parse("2026-05-28").value()}
    );
    ASSERT_TRUE(report.has_value());
    EXPECT_EQ(report->plans_ended_count, 2);
    EXPECT_EQ(report->tasks_opened_count, 0);
    EXPECT_EQ(report->reminders_requested_count, 0);
    storage::Transaction transaction{database(), "plans", storage::Access::read};
    for (const plans::Plan& plan : plans::plans_by_id(transaction, plans::all_plans(transaction))) {
        EXPECT_EQ(plan.outcome, plans::PlanOutcome::paid);
        EXPECT_EQ(plan.ended_on, Date::parse("2026-05-28").value());
    }
}

DRAAGKRACHT_ON_BOTH_DATABASES(OnePaysForBoth);

}  // namespace

}  // namespace draagkracht::daily
