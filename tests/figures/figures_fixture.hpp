// Zandwijk with a register in which everything that a proof looks at has happened once.
#pragma once

#include <soci/soci.h>

#include <optional>
#include <string>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/followup/escalation_service.hpp"
#include "draagkracht/followup/followup_service.hpp"
#include "draagkracht/followup/night_service.hpp"
#include "draagkracht/followup/pause_service.hpp"
#include "draagkracht/followup/policy_service.hpp"
#include "draagkracht/norms/direct_debit_file.hpp"
#include "draagkracht/norms/rules_file.hpp"
#include "draagkracht/payments/collection_service.hpp"
#include "support/test_plans.hpp"

namespace draagkracht::figures {

class FiguresOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (!IsSkipped()) {
            register_.emplace(database());
            plans_.emplace(database(), *register_);
            policies_ = norms::read_policies(DRAAGKRACHT_SOURCE_DIR "/config/policies").value();
            followup_.emplace(database(), register_->sealer(), policies_);
        }
    }

    test_support::TestRegister& reg() { return *register_; }
    test_support::TestPlans& plans() { return *plans_; }
    const norms::PolicyBook& policies() { return policies_; }
    followup::FollowupService& followup() { return *followup_; }

    static base::Date date(const std::string& text) { return base::Date::parse(text).value(); }
    access::Occasion officer_on(const std::string& day) {
        return reg().officer(access::Role::debt_officer, day);
    }

    void night(const std::string& day) {
        const access::Occasion occasion = reg().machine(access::Machine::night_run, day);
        const followup::RulesOfDay rules =
            followup::rules_of(database(), policies_, reg().zandwijk(), date(day)).value();
        storage::Transaction transaction{database(), "night", storage::Access::write};
        audit::Trail trail{transaction, occasion.author()};
        const followup::Night night{transaction, trail, occasion, reg().zandwijk(), *rules};
        static_cast<void>(followup::close_settled_tasks(night));
        static_cast<void>(followup::open_missed_tasks(night));
        static_cast<void>(followup::request_reminders(night));
        trail.write();
        transaction.commit();
    }

    // An outgoing contact about an instalment; false when it cannot be recorded.
    bool contact(
        const test_support::TestPlan& plan,
        int instalment,
        const std::string& day,
        followup::Channel channel,
        followup::ContactOutcome outcome
    ) {
        const bool is_talk = outcome == followup::ContactOutcome::spoken;
        const followup::Contact made{
            .number = "C-" + std::to_string(++contact_count_),
            .person = plan.person,
            .contacted_on = date(day),
            .kind = {channel, followup::Direction::outgoing, outcome},
            .arrears = {{plan.plan, instalment}},
            .nonpayment_reason =
                is_talk ? std::optional{followup::NonpaymentReason::forgotten} : std::nullopt,
            .notes = {},
            .next_step = followup::NextStep::none,
            .come_back_on = {},
            .where = {}};
        return followup().record_contact(officer_on(day), reg().zandwijk(), made).has_value();
    }

    // Two officers collect the first two instalments of a plan of its own by direct debit.
    void collect_two() {
        access::AccessService access{database()};
        const access::RolesByMunicipality preparing{
            {reg().zandwijk(), {access::Role::debt_officer}}};
        const access::RolesByMunicipality approving{{reg().zandwijk(), {access::Role::supervisor}}};
        const access::Occasion start = reg().machine(access::Machine::conversion);
        const auto preparer =
            access.add_officer(start, {"d.mol", "D. Mol", "een lang wachtwoord", preparing});
        const auto approver =
            access.add_officer(start, {"e.bos", "E. Bos", "een lang wachtwoord", approving});
        access::Occasion occasion = officer_on("2026-07-20");
        const test_support::TestPlan plan = plans().add("100098", {.first_due = "2026-08-03"});
        plans().collect_from(plan);
        occasion.actor = access::Actor::officer(*preparer, "D. Mol", preparing);
        const norms::DirectDebitBook book =
            norms::read_direct_debit(DRAAGKRACHT_SOURCE_DIR "/config/policies").value();
        payments::CollectionService collections{database(), reg().sealer(), policies_, book};
        const auto prepared = collections.prepare(occasion, reg().zandwijk(), date("2026-09-30"));
        ASSERT_TRUE(prepared) << prepared.error().to_line();
        ASSERT_EQ(prepared->proposal.total.count, 2U);
        const auto asked = access::ApprovalsService{database()}.approvals_about(
            occasion, reg().zandwijk(), payments::collection_approval_action, ""
        );
        ASSERT_TRUE(access.grant_approval(
            {access::Actor::officer(*approver, "E. Bos", approving),
             occasion.today,
             occasion.moment},
            asked->back().asked.id
        ));
        const auto laid_out =
            collections.lay_out(occasion, reg().zandwijk(), [](const payments::LaidOutCollection&) {
                return base::Done{};
            });
        ASSERT_TRUE(laid_out) << laid_out.error().to_line();
        ASSERT_EQ(laid_out->laid_out.size(), 1U);
    }

    bool notice(
        const test_support::TestPlan& plan,
        int instalment,
        const std::string& day,
        const std::optional<access::GrantedApproval>& approval = std::nullopt
    ) {
        return followup::EscalationService{database(), policies_, law_}
            .give_formal_notice(
                officer_on(day), reg().zandwijk(), {{plan.plan, instalment}, "a note"}, approval
            )
            .has_value();
    }

    bool pause(
        const test_support::TestPlan& plan,
        const std::string& number,
        const std::string& from,
        const std::string& until,
        const std::string& day
    ) {
        return followup::PauseService{database(), policies_}
            .enter(
                officer_on(day),
                reg().zandwijk(),
                {number,
                 plan.plan,
                 plans::PauseKind::pause,
                 {date(from), date(until)},
                 "a reason",
                 std::nullopt}
            )
            .has_value();
    }
    bool withdraw_pause(
        const test_support::TestPlan& plan, const std::string& number, const std::string& day
    ) {
        return followup::PauseService{database(), policies_}
            .change(
                officer_on(day), reg().zandwijk(), {plan.plan, number}, {std::nullopt, "a mistake"}
            )
            .has_value();
    }

    access::GrantedApproval approval_for(const test_support::TestPlan& plan, int instalment) {
        access::AccessService access{database()};
        const access::Actor supervisor = access::Actor::officer(
            base::OfficerId{2}, "B", {{reg().zandwijk(), {access::Role::supervisor}}}
        );
        const access::Occasion asking = officer_on("2026-07-10");
        const base::ApprovalId asked =
            access
                .ask_approval(
                    asking,
                    reg().zandwijk(),
                    followup::gate_override_action,
                    followup::gate_override_subject(
                        {plan.plan, instalment}, norms::EscalationStep::formal_notice
                    ),
                    "a reason"
                )
                .value();
        return access.grant_approval({supervisor, asking.today, asking.moment}, asked).value();
    }

    void say(const std::string& sql) {
        storage::Transaction transaction{database(), "say", storage::Access::write};
        transaction.sql() << sql;
        transaction.commit();
    }

  private:
    std::optional<test_support::TestRegister> register_;
    std::optional<test_support::TestPlans> plans_;
    norms::PolicyBook policies_;
    norms::Law law_ = norms::read_law(DRAAGKRACHT_SOURCE_DIR "/config/law.toml").value();
    std::optional<followup::FollowupService> followup_;
    int contact_count_ = 0;
};

}  // namespace draagkracht::figures
