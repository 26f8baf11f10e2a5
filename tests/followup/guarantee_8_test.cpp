// Guarantee 8 over random histories of pauses and holds: nothing in a pause or under a hold counts
// as missed, and pausing and resuming neither loses nor invents an instalment.
//
// Beside the program runs a model of its own: it keeps the days of each pause and each hold, and
// walks the calendar month by month.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/followup/claim_life_service.hpp"
#include "draagkracht/followup/pause_service.hpp"
#include "draagkracht/plans/pause_proof_service.hpp"
#include "draagkracht/storage/rows.hpp"
#include "followup/followup_fixture.hpp"
#include "support/random.hpp"

namespace draagkracht::followup {

namespace {

using base::Date;
using test_support::Random;
using test_support::TestPlan;

class GuaranteeEight : public FollowupOnBoth {
  protected:
    static constexpr int history_count = 12;
    static constexpr int act_count = 50;
    static constexpr int instalment_count = 6;

    struct Hold {
        claims::HoldKind kind;
        Date from;
        Date until;
        bool is_ended = false;
    };
    struct Modelled {
        TestPlan plan;
        std::string first_due;
        std::map<std::string, std::pair<Date, Date>> pauses;  // by number; those not withdrawn
        std::set<std::string> shortened;
        std::map<std::string, Hold> holds = {};  // by number
    };

    // Kept quiet today, or due under a hold that ended too short ago.
    [[nodiscard]] bool is_held(const Modelled& modelled, Date due, Date missed_until) const {
        for (const auto& [number, hold] : modelled.holds) {
            const bool covers_today = hold.from <= date(today()) && date(today()) <= hold.until;
            const bool covered_due = hold.from <= due && due <= hold.until;
            if (covers_today || (covered_due && hold.until > missed_until)) {
                return true;
            }
        }
        return false;
    }

    static bool is_paused(const Modelled& modelled, Date day) {
        for (const auto& [number, days] : modelled.pauses) {
            if (days.first <= day && day <= days.second) {
                return true;
            }
        }
        return false;
    }
    // Month by month, leaving out what lies in a pause.
    static std::vector<std::string> model_dates(const Modelled& modelled) {
        std::vector<std::string> dates;
        const Date first = date(modelled.first_due);
        for (int months = 0; dates.size() < instalment_count; ++months) {
            const Date due = first.plus_months(months, base::MonthEnd::last_day);
            if (!is_paused(modelled, due)) {
                dates.push_back(due.to_string());
            }
        }
        return dates;
    }
    std::vector<std::string> dates_of(const TestPlan& plan) {
        storage::Transaction transaction{database(), "due", storage::Access::read};
        std::vector<std::string> dates;
        std::string due_date;
        long long cents = 0;
        long long sum = 0;
        const long long id = plan.plan.value();
        storage::for_each_row(
            (ask(transaction,
                 "SELECT due_date, amount_cents FROM current_instalment"
                 " WHERE plan_id = :plan ORDER BY number"),
             soci::use(id, "plan"),
             soci::into(due_date),
             soci::into(cents)),
            [&] {
                dates.push_back(due_date);
                sum += cents;
            }
        );
        EXPECT_EQ(sum, instalment_count * 5000);  // the debt to the cent
        return dates;
    }

    void live_through(Random& random);
    void act(Random& random);
    void enter_pause(Random& random, Modelled& modelled);
    void change_pause(Random& random, Modelled& modelled);
    void enter_hold(Random& random, Modelled& modelled);
    void end_hold(Random& random, Modelled& modelled);
    void run_night();
    void check_dates() {
        for (const Modelled& modelled : people_) {
            ASSERT_EQ(dates_of(modelled.plan), model_dates(modelled)) << "on " << today();
        }
    }
    [[nodiscard]] std::string today() const {
        return date("2026-06-01").plus_days(day_).to_string();
    }
    PauseService pauses() { return {database(), policies()}; }
    ClaimLifeService lives() { return {database(), law()}; }
    claims::NamedClaim named(const TestPlan& plan) {
        storage::Transaction transaction{database(), "number", storage::Access::read};
        const auto found = claims::claims_by_id(transaction, {plan.claim});
        return {zandwijk(), plan.person, found.front().decision.claim_number};
    }

    std::vector<Modelled> people_;
    int day_ = 0;
    int client_ = 100000;
    int pause_number_ = 0;
    int found_count_ = 0;
    int held_back_count_ = 0;
    int kept_quiet_count_ = 0;
};

void GuaranteeEight::enter_hold(Random& random, Modelled& modelled) {
    const std::vector<claims::HoldKind> kinds{
        claims::HoldKind::objection, claims::HoldKind::deferral, claims::HoldKind::debt_help};
    Date from = date(today()).plus_days(static_cast<int>(random.between(-30, 20)));
    Date until = from.plus_days(static_cast<int>(random.between(0, 60)));
    if (random.chance(50)) {
        // Over a due date, and gone within days: the edge where an instalment begins to count.
        const Date due = date(random.one_of(model_dates(modelled)));
        from = std::min(due, date(today()));
        until = std::max(due, date(today()).plus_days(static_cast<int>(random.between(-2, 6))));
    }
    // The claim was decided six weeks before its day to pay, and no hold begins before that.
    from = std::max(from, date(modelled.first_due).plus_days(-42));
    const Hold hold{random.one_of(kinds), from, std::max(from, until)};
    claims::NewAct act{
        "H-" + std::to_string(++pause_number_), claims::ActKind::held, hold.from, "a reason"};
    act.hold = hold.kind;
    act.last_day = hold.until;
    const bool runs_already = std::ranges::any_of(modelled.holds, [&hold](const auto& numbered) {
        const Hold& other = numbered.second;
        return other.kind == hold.kind && other.from <= hold.from && hold.from <= other.until;
    });
    const auto entered = lives().record(officer_on(today()), named(modelled.plan), act);
    EXPECT_EQ(entered.has_value(), !runs_already) << "on " << today();
    if (entered) {
        modelled.holds.emplace(act.number, hold);
    }
}

void GuaranteeEight::end_hold(Random& random, Modelled& modelled) {
    if (modelled.holds.empty()) {
        return;
    }
    const auto chosen =
        std::next(modelled.holds.begin(), random.between(0, std::ssize(modelled.holds) - 1));
    Hold& hold = chosen->second;
    claims::NewAct act{
        "E-" + std::to_string(++pause_number_),
        claims::ActKind::hold_ended,
        date(today()),
        "a reason"};
    act.ends = chosen->first;
    act.last_day =
        hold.from.plus_days(static_cast<int>(random.between(-1, hold.from.days_until(hold.until))));
    const auto ended = lives().record(officer_on(today()), named(modelled.plan), act);
    EXPECT_EQ(ended.has_value(), !hold.is_ended) << "on " << today();
    if (ended) {
        hold.until = *act.last_day;  // before the first day: it covers nothing any more
        hold.is_ended = true;
    }
}

void GuaranteeEight::enter_pause(Random& random, Modelled& modelled) {
    // Often on a due date, and often afterwards.
    Date from = date(today()).plus_days(static_cast<int>(random.between(-60, 60)));
    Date until = from.plus_days(static_cast<int>(random.between(0, 70)));
    const std::vector<std::string> due = model_dates(modelled);
    if (random.chance(30)) {
        from = date(random.one_of(due));
        until = std::max(from, until);
    } else if (random.chance(30)) {
        until = date(random.one_of(due));
        from = std::min(from, until);
    }
    const std::string number = "P-" + std::to_string(++pause_number_);
    const auto entered = pauses().enter(
        officer_on(today()),
        zandwijk(),
        {number,
         modelled.plan.plan,
         plans::PauseKind::deferral,
         {from, until},
         "a reason",
         std::nullopt}
    );
    if (entered) {
        modelled.pauses.emplace(number, std::pair{from, until});
    } else {
        const std::set<std::string> expected{"plans.pause-known", "plans.pause-before-plan"};
        EXPECT_TRUE(expected.contains(entered.error().code)) << entered.error().code;
    }
}

void GuaranteeEight::change_pause(Random& random, Modelled& modelled) {
    if (modelled.pauses.empty()) {
        return;
    }
    const auto chosen =
        std::next(modelled.pauses.begin(), random.between(0, std::ssize(modelled.pauses) - 1));
    const auto [from, until] = chosen->second;
    plans::PauseChange change{std::nullopt, "a reason"};
    if (random.chance(60)) {
        change.last_day = date(today()).plus_days(static_cast<int>(random.between(-3, 20)));
    }
    const auto changed = pauses().change(
        officer_on(today()), zandwijk(), {modelled.plan.plan, chosen->first}, change
    );
    // By the words of the header: shorter, and to yesterday or later; or the last change once more.
    const bool is_repeated = change.last_day == until && modelled.shortened.contains(chosen->first);
    const bool may = !change.last_day || is_repeated ||
                     (*change.last_day >= from && *change.last_day < until &&
                      *change.last_day >= date(today()).plus_days(-1));
    EXPECT_EQ(changed.has_value(), may) << "on " << today();
    if (!changed) {
        return;
    }
    if (change.last_day) {
        chosen->second.second = *change.last_day;
        modelled.shortened.insert(chosen->first);
    } else {
        modelled.pauses.erase(chosen);
    }
}

// Due on the worklist after the night is exactly what the model calls missed, but for what was
// paid.
void GuaranteeEight::run_night() {
    static_cast<void>(whole_night(today()));
    const Date missed_until = date(today()).plus_days(-6);  // five days of margin, and one
    std::set<Arrear> shown;
    for (const WorklistItem& item : worklist(today()).items) {
        shown.insert(item.arrear);
        ++found_count_;
    }
    for (const Modelled& modelled : people_) {
        const std::vector<std::string> due = model_dates(modelled);
        for (int number = 1; number <= instalment_count; ++number) {
            const Arrear arrear{modelled.plan.plan, number};
            const Date due_now = date(due[static_cast<std::size_t>(number - 1)]);
            const bool is_late = due_now <= missed_until;
            const bool is_missed = is_late && !is_held(modelled, due_now, missed_until);
            kept_quiet_count_ += is_late && !is_missed ? 1 : 0;
            const Date agreed =
                date(modelled.first_due).plus_months(number - 1, base::MonthEnd::last_day);
            held_back_count_ += !is_late && agreed <= missed_until ? 1 : 0;
            // Each has paid for the first two.
            EXPECT_EQ(shown.contains(arrear), is_missed && number > 2)
                << "instalment " << number << " on " << today();
        }
    }
}

void GuaranteeEight::act(Random& random) {
    Modelled& modelled = people_[static_cast<std::size_t>(random.between(0, 1))];
    switch (random.between(0, 11)) {
        case 0:
        case 1:
        case 2:
        case 3:
            day_ += static_cast<int>(random.between(1, random.chance(50) ? 3 : 20));
            run_night();
            return;
        case 4:
        case 5:
            enter_pause(random, modelled);
            return;
        case 6:
            enter_hold(random, modelled);
            return;
        case 7:
        case 8:
            end_hold(random, modelled);
            return;
        default:
            change_pause(random, modelled);
    }
    check_dates();
}

void GuaranteeEight::live_through(Random& random) {
    people_.clear();
    for (int person = 0; person < 2; ++person) {
        const std::string first_due =
            date("2026-06-01").plus_days(static_cast<int>(random.between(0, 30))).to_string();
        const TestPlan plan = plans().add(
            std::to_string(++client_), {.count = instalment_count, .first_due = first_due}
        );
        plans().pay(plan, "100.00", "2026-05-01");
        people_.push_back({plan, first_due, {}, {}});
    }
    day_ = 0;
    for (int number = 0; number < act_count; ++number) {
        act(random);
        check_dates();
    }
    // The same pauses in another order on a plan that never had any give the same dates.
    for (const Modelled& modelled : people_) {
        std::vector<std::pair<Date, Date>> periods;
        for (const auto& [number, days] : modelled.pauses) {
            periods.push_back(days);
        }
        std::ranges::shuffle(periods, random.engine());
        const TestPlan twin = plans().add(
            std::to_string(++client_), {.count = instalment_count, .first_due = modelled.first_due}
        );
        plans().pay(twin, "300.00", "2026-05-01");
        for (const auto& [from, until] : periods) {
            static_cast<void>(pauses().enter(
                officer_on(today()),
                zandwijk(),
                {"T-" + std::to_string(++pause_number_),
                 twin.plan,
                 plans::PauseKind::pause,
                 {from, until},
                 "a reason",
                 std::nullopt}
            ));
        }
        EXPECT_EQ(dates_of(twin), dates_of(modelled.plan));
    }
    // And with all withdrawn it is as it was agreed.
    for (Modelled& modelled : people_) {
        while (!modelled.pauses.empty()) {
            const std::string number = modelled.pauses.begin()->first;
            ASSERT_TRUE(pauses().change(
                officer_on(today()),
                zandwijk(),
                {modelled.plan.plan, number},
                {std::nullopt, "all gone"}
            ));
            modelled.pauses.erase(number);
        }
        plans().pay(modelled.plan, "200.00", today());  // no task of it in the next history
    }
    check_dates();
    static_cast<void>(whole_night(today()));
}

TEST_P(GuaranteeEight, NothingPausedOrHeldIsMissedAndNoInstalmentIsLostOrInvented) {
    Random random;
    for (int number = 0; number < history_count; ++number) {
        live_through(random);
    }
    EXPECT_GT(found_count_, 0) << "no history found a missed instalment: it proves nothing";
    EXPECT_GT(held_back_count_, 0) << "no history held one back: it proves nothing";
    EXPECT_GT(kept_quiet_count_, 0) << "no history kept one quiet: it proves nothing";
    storage::Transaction transaction{database(), "prove", storage::Access::read};
    const plans::PauseProof proof = plans::prove_pauses(transaction);
    EXPECT_GT(proof.checked_count, 0);
    EXPECT_THAT(proof.violations, testing::IsEmpty());
}

}  // namespace

DRAAGKRACHT_ON_BOTH_DATABASES(GuaranteeEight);

}  // namespace draagkracht::followup
