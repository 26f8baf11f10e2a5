// Guarantee 5 over random histories: whatever officers do, in whatever order, no formal notice is
// reached without contact about that arrear, or without a second person's approval of that notice.
//
// Beside the program runs a model of its own that knows the contacts as they were made and judges
// by the words of docs/guarantees.md, not by the program's rule.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "followup/followup_fixture.hpp"
#include "support/random.hpp"

namespace draagkracht::followup {

namespace {

using test_support::Random;
using test_support::TestPlan;

class GuaranteeFive : public FollowupOnBoth {
  protected:
    static constexpr int history_count = 8;
    static constexpr int act_count = 60;

    // What was really done about one arrear, as the model keeps it.
    struct Done {
        bool talked = false;
        std::map<std::string, std::set<std::string>> tried_by;  // channel, days
        bool is_approved = false;
    };

    // "recorded personal contact, or recorded attempts over two channels on different days", at
    // least one of them where two people can talk.
    static bool may_have_notice(const Done& done) {
        bool on_different_days = false;
        for (const auto& [channel, days] : done.tried_by) {
            for (const auto& [other, other_days] : done.tried_by) {
                on_different_days |=
                    channel != other && (days.size() > 1 || other_days.size() > 1 ||
                                         *days.begin() != *other_days.begin());
            }
        }
        const bool in_person = done.tried_by.contains("phone") || done.tried_by.contains("visit") ||
                               done.tried_by.contains("office_talk");
        return done.talked || (on_different_days && in_person);
    }

    void live_through(Random& random);
    void act(Random& random);
    void make_contact(Random& random);
    void ask_notice(Random& random);

    const TestPlan& somebody(Random& random) { return random.one_of(people_); }
    [[nodiscard]] std::string today() const {
        return date("2026-06-01").plus_days(day_).to_string();
    }
    Done& done_about(const TestPlan& plan, int instalment) {
        return done_[Arrear{plan.plan, instalment}];
    }
    std::optional<access::GrantedApproval> approval_for(const Arrear& arrear);

    std::vector<TestPlan> people_;
    std::map<Arrear, Done> done_;
    std::map<std::string, access::GrantedApproval> granted_;  // by what it was asked for
    int day_ = 0;
    int client_ = 100000;
    int given_count_ = 0;
    int refused_count_ = 0;
};

void GuaranteeFive::make_contact(Random& random) {
    const TestPlan& plan = somebody(random);
    const int instalment = static_cast<int>(random.between(1, 2));
    const Channel channel = random.one_of(std::vector<Channel>{
        Channel::phone,
        Channel::visit,
        Channel::office_talk,
        Channel::letter,
        Channel::email,
        Channel::text_message});
    const Direction direction = random.chance(85) ? Direction::outgoing : Direction::incoming;
    std::vector<ContactOutcome> outcomes = outcomes_for(channel, direction);
    std::erase_if(outcomes, [&](ContactOutcome outcome) {
        return outcome == ContactOutcome::spoken && !random.chance(20);
    });
    if (outcomes.empty()) {
        return;
    }
    // Some are written down later than they were made.
    const int earlier = random.chance(30) ? static_cast<int>(random.between(0, 12)) : 0;
    const int made_on = std::max(0, day_ - earlier);
    const std::string on = date("2026-06-01").plus_days(made_on).to_string();
    Contact made = contact(plan, instalment, on, channel, random.one_of(outcomes));
    made.kind.direction = direction;
    ASSERT_TRUE(service().record_contact(officer_on(today()), zandwijk(), made));

    // By hand: due on the first of June and of July, and five days more.
    const std::string missed_from = instalment == 1 ? "2026-06-07" : "2026-07-07";
    if (on < missed_from) {
        return;
    }
    const std::string outcome{to_text(made.kind.outcome)};
    if (outcome == "spoken") {
        done_about(plan, instalment).talked = true;
    } else if (outcome != "wrong_address" && outcome != "received") {
        done_about(plan, instalment).tried_by[std::string{to_text(channel)}].insert(on);
    }
}

std::optional<access::GrantedApproval> GuaranteeFive::approval_for(const Arrear& arrear) {
    access::AccessService access{database()};
    const access::Occasion supervisor{
        access::Actor::officer(base::OfficerId{2}, "B", {{zandwijk(), {access::Role::supervisor}}}),
        base::BusinessDate{date(today())},
        base::Timestamp::parse(today() + "T12:00:00Z").value()};
    const access::Occasion officer = officer_on(today());
    const std::string subject = gate_override_subject(arrear, norms::EscalationStep::formal_notice);
    const base::ApprovalId asked =
        access.ask_approval(officer, zandwijk(), gate_override_action, subject, "a reason").value();
    // One that was granted before and did not serve yet stands.
    if (const auto granted = access.grant_approval(supervisor, asked)) {
        granted_.insert_or_assign(subject, *granted);
    }
    return granted_.at(subject);
}

void GuaranteeFive::ask_notice(Random& random) {
    const TestPlan& plan = somebody(random);
    const int instalment = static_cast<int>(random.between(1, 2));
    std::optional<access::GrantedApproval> approval;
    if (random.chance(10)) {
        // Half of the approvals are of something else.
        const int approved = random.chance(50) ? instalment : 3 - instalment;
        approval = approval_for({plan.plan, approved});
        done_about(plan, instalment).is_approved |= approved == instalment;
    }
    const std::string outcome = notice_outcome(plan, instalment, today(), approval);
    const Done& done = done_about(plan, instalment);
    if (outcome == "given") {
        ++given_count_;
        EXPECT_TRUE(may_have_notice(done) || done.is_approved)
            << "a notice without contact about instalment " << instalment << " on " << today();
    } else if (outcome == "followup.gate-closed") {
        ++refused_count_;
        EXPECT_FALSE(may_have_notice(done)) << "the gate is closed after contact about instalment "
                                            << instalment << " on " << today();
    }
}

void GuaranteeFive::act(Random& random) {
    switch (random.between(0, 9)) {
        case 0:
        case 1:
            day_ += static_cast<int>(random.between(1, 3));
            return;
        case 2:
            static_cast<void>(whole_night(today()));
            return;
        case 3:
            plans().pay(somebody(random), random.chance(50) ? "20.00" : "50.00", today());
            return;
        case 4:
        case 5:
        case 6:
            make_contact(random);
            return;
        default:
            ask_notice(random);
    }
}

void GuaranteeFive::live_through(Random& random) {
    people_ = {plans().add(std::to_string(++client_)), plans().add(std::to_string(++client_))};
    done_.clear();
    day_ = static_cast<int>(random.between(0, 30));
    for (int number = 0; number < act_count; ++number) {
        act(random);
    }
}

TEST_P(GuaranteeFive, NoNoticeIsReachedWithoutContact) {
    Random random;
    for (int number = 0; number < history_count; ++number) {
        live_through(random);
    }
    EXPECT_GT(given_count_, 0) << "no history reached a notice: it proves nothing";
    EXPECT_GT(refused_count_, 0) << "no history was refused a notice: it proves nothing";
}

}  // namespace

DRAAGKRACHT_ON_BOTH_DATABASES(GuaranteeFive);

}  // namespace draagkracht::followup
