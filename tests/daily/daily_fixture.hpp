// Zandwijk by night: a register, its policy, and what the nights have left in it.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "draagkracht/daily/business_day_service.hpp"
#include "draagkracht/followup/followup_service.hpp"
#include "draagkracht/norms/rules_file.hpp"
#include "draagkracht/storage/rows.hpp"
#include "support/random.hpp"
#include "support/test_plans.hpp"

namespace draagkracht::daily {

// One register with its own database, so that a test can hold one beside another.
class Zandwijk {
  public:
    explicit Zandwijk(storage::Engine engine)
        : test_database_{engine}, register_{database()}, plans_{database(), register_} {}

    [[nodiscard]] storage::Database& database() { return test_database_.database(); }
    [[nodiscard]] const std::string& address() const { return test_database_.address(); }
    test_support::TestRegister& reg() { return register_; }
    test_support::TestPlans& plans() { return plans_; }
    [[nodiscard]] const norms::PolicyBook& policies() const { return policies_; }

    static base::Date date(const std::string& text) { return base::Date::parse(text).value(); }

    // The same people, payments and calls for the same random numbers: June and July 2026.
    void fill(test_support::Random& random) {
        followup::FollowupService followup{database(), register_.sealer(), policies_};
        for (int number = 1; number <= 12; ++number) {
            const test_support::TestPlan plan = plans_.add(std::to_string(100000 + number));
            for (std::int64_t payment = random.between(0, 3); payment > 0; --payment) {
                plans_.pay(plan, random.chance(70) ? "50.00" : "30.00", random_day(random));
            }
            for (std::int64_t call = random.between(0, 2); call > 0; --call) {
                record(followup, random, plan, "C-" + std::to_string(++contact_count_));
            }
        }
    }

    RunReport run_until(
        const std::string& until,
        const std::string& first_day = "2026-06-01",
        const std::function<void(const StepDone&)>& on_step = {}
    ) {
        return BusinessDayService{database(), policies_}
            .run_until(night(), {.until = date(until), .first_day = date(first_day)}, on_step)
            .value();
    }
    access::Occasion night() { return register_.machine(access::Machine::night_run, "2026-09-01"); }

    // All that the nights left behind, in words that do not depend on ids given out.
    std::string left_behind() {
        return rows(
                   "SELECT 'task ' || plan_id || '/' || instalment_number || ' ' || opened_on"
                   " || ' ' || amount_open_cents || ' ' || COALESCE(task_end.outcome, 'open')"
                   " || ' ' || COALESCE(task_end.ended_on, '') FROM task"
                   " LEFT JOIN task_end ON task_end.task_id = task.id"
               ) +
               rows(
                   "SELECT 'step ' || plan_id || '/' || instalment_number || ' ' || step || ' '"
                   " || taken_on || ' ' || contact_number FROM escalation_step step"
                   " JOIN escalation_evidence ON step_id = step.id"
                   " JOIN contact ON contact.id = contact_id"
               ) +
               rows(
                   "SELECT 'letter ' || kind || ' ' || subject || ' ' || requested_on"
                   " FROM letter_request"
               ) +
               rows(
                   "SELECT 'night ' || business_date || ' ' || step || ' ' || affected_count"
                   " FROM business_day_step"
               ) +
               rows(
                   "SELECT 'audit ' || business_date || ' ' || action || ' ' || subject || ' '"
                   " || details FROM audit_event WHERE actor = 'machine:night_run'"
               );
    }

    long long count(const std::string& what) {
        storage::Transaction transaction{database(), "count", storage::Access::read};
        long long number = 0;
        transaction.sql() << "SELECT COUNT(*) FROM " + what, soci::into(number);
        return number;
    }

  private:
    static std::string random_day(test_support::Random& random) {
        return date("2026-06-01").plus_days(static_cast<int>(random.between(0, 40))).to_string();
    }

    void record(
        followup::FollowupService& followup,
        test_support::Random& random,
        const test_support::TestPlan& plan,
        const std::string& number
    ) {
        const bool is_talk = random.chance(30);
        const std::string day = random_day(random);
        const followup::Contact contact{
            .number = number,
            .person = plan.person,
            .contacted_on = date(day),
            .kind =
                {followup::Channel::phone,
                 followup::Direction::outgoing,
                 is_talk ? followup::ContactOutcome::spoken : followup::ContactOutcome::no_answer},
            .arrears = {{plan.plan, static_cast<int>(random.between(1, 2))}},
            .nonpayment_reason =
                is_talk ? std::optional{followup::NonpaymentReason::not_told} : std::nullopt,
            .notes = {},
            .next_step = followup::NextStep::none,
            .come_back_on = {},
            .where = {}};
        const access::Occasion officer = register_.officer(access::Role::debt_officer, day);
        base::ensure(
            followup.record_contact(officer, register_.zandwijk(), contact).has_value(),
            "a call can be recorded"
        );
    }

    // The rows of a query of one column in order, one a line.
    std::string rows(const std::string& query) {
        storage::Transaction transaction{database(), "rows", storage::Access::read};
        std::vector<std::string> lines;
        std::string line;
        storage::for_each_row((ask(transaction, query), soci::into(line)), [&] {
            lines.push_back(line);
        });
        std::ranges::sort(lines);
        std::string all;
        for (const std::string& each : lines) {
            all += each + "\n";
        }
        return all;
    }

    test_support::TestDatabase test_database_;
    test_support::TestRegister register_;
    test_support::TestPlans plans_;
    norms::PolicyBook policies_ =
        norms::read_policies(DRAAGKRACHT_SOURCE_DIR "/config/policies").value();
    int contact_count_ = 0;
};

}  // namespace draagkracht::daily
