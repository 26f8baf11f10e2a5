// Zandwijk with its policy of config/policies: the margin is 5 days and 1.00 (a design choice that
// the file names), the gate asks two attempts over two channels on two days.
#pragma once

#include <soci/soci.h>

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/followup/escalation_service.hpp"
#include "draagkracht/followup/followup_service.hpp"
#include "draagkracht/followup/night_service.hpp"
#include "draagkracht/followup/policy_service.hpp"
#include "draagkracht/norms/rules_file.hpp"
#include "support/test_plans.hpp"

namespace draagkracht::followup {

class FollowupOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (!IsSkipped()) {
            register_.emplace(database());
            plans_.emplace(database(), *register_);
            policies_ = norms::read_policies(DRAAGKRACHT_SOURCE_DIR "/config/policies").value();
            law_.emplace(norms::read_law(DRAAGKRACHT_SOURCE_DIR "/config/law.toml").value());
            service_.emplace(database(), register_->sealer(), policies_);
            escalation_.emplace(database(), policies_, *law_);
        }
    }

    test_support::TestRegister& reg() { return *register_; }
    test_support::TestPlans& plans() { return *plans_; }
    FollowupService& service() { return *service_; }
    EscalationService& escalation() { return *escalation_; }
    base::MunicipalityId zandwijk() { return reg().zandwijk(); }
    const norms::PolicyBook& policies() { return policies_; }
    const norms::Law& law() { return *law_; }

    static base::Date date(const std::string& text) { return base::Date::parse(text).value(); }
    access::Occasion officer_on(const std::string& day) {
        return reg().officer(access::Role::debt_officer, day);
    }

    // One step of the night of that day, in a transaction of its own.
    int night(const std::string& day, int (*step)(const Night&)) {
        const access::Occasion occasion = reg().machine(access::Machine::night_run, day);
        const RulesOfDay rules =
            rules_of(database(), policies_, zandwijk(), occasion.today.date()).value();
        storage::Transaction transaction{database(), "night", storage::Access::write};
        audit::Trail trail{transaction, occasion.author()};
        const int count = step({transaction, trail, occasion, zandwijk(), *rules});
        trail.write();
        transaction.commit();
        return count;
    }
    // Close, open, remind: "1 2 0".
    std::string whole_night(const std::string& day) {
        const int closed = night(day, close_settled_tasks);
        const int opened = night(day, open_missed_tasks);
        const int reminded = night(day, request_reminders);
        return std::to_string(closed) + " " + std::to_string(opened) + " " +
               std::to_string(reminded);
    }

    // A contact of that day about one instalment; a talk has a reason.
    Contact contact(
        const test_support::TestPlan& plan,
        int instalment,
        const std::string& day,
        Channel channel,
        ContactOutcome outcome
    ) {
        const bool is_talk = outcome == ContactOutcome::spoken;
        return {
            .number = "C-" + std::to_string(++contact_count_),
            .person = plan.person,
            .contacted_on = date(day),
            .kind = {channel, Direction::outgoing, outcome},
            .arrears = {{plan.plan, instalment}},
            .nonpayment_reason =
                is_talk ? std::optional{NonpaymentReason::income_fell} : std::nullopt,
            .notes = {},
            .next_step = NextStep::none,
            .come_back_on = {},
            .where = {}};
    }
    base::Outcome<base::ContactId> record(const Contact& contact) {
        return service().record_contact(
            officer_on(contact.contacted_on.to_string()), zandwijk(), contact
        );
    }
    std::string notice_outcome(
        const test_support::TestPlan& plan,
        int instalment,
        const std::string& day,
        const std::optional<access::GrantedApproval>& approval = std::nullopt
    ) {
        const base::Outcome<GivenNotice> given = notice(plan, instalment, day, approval);
        return given ? "given" : given.error().code;
    }
    base::Outcome<GivenNotice> notice(
        const test_support::TestPlan& plan,
        int instalment,
        const std::string& day,
        const std::optional<access::GrantedApproval>& approval = std::nullopt
    ) {
        return escalation().give_formal_notice(
            officer_on(day), zandwijk(), {{plan.plan, instalment}, "a call did not help"}, approval
        );
    }
    Worklist worklist(const std::string& day) {
        return service().worklist(officer_on(day), zandwijk(), {}).value();
    }

    long long count(const std::string& what) {
        storage::Transaction transaction{database(), "count", storage::Access::read};
        long long rows = 0;
        transaction.sql() << "SELECT COUNT(*) FROM " + what, soci::into(rows);
        return rows;
    }

  private:
    std::optional<test_support::TestRegister> register_;
    std::optional<test_support::TestPlans> plans_;
    norms::PolicyBook policies_;
    std::optional<norms::Law> law_;
    std::optional<FollowupService> service_;
    std::optional<EscalationService> escalation_;
    int contact_count_ = 0;
};

}  // namespace draagkracht::followup
