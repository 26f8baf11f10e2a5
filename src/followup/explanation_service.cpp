#include "draagkracht/followup/explanation_service.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/followup/explained_facts.hpp"
#include "draagkracht/followup/policy_service.hpp"
#include "draagkracht/plans/pause_store.hpp"
#include "draagkracht/plans/plan_store.hpp"
#include "draagkracht/plans/standing.hpp"
#include "followup/claim_lives_service.hpp"
#include "followup/contact_store.hpp"
#include "followup/explanation_store.hpp"
#include "followup/notice_case_service.hpp"
#include "followup/remission_outlooks_service.hpp"

namespace draagkracht::followup {

using base::Date;
using storage::Transaction;

namespace {

// Null when no policy serves the municipality.
std::shared_ptr<const norms::Policy> policy_of(
    storage::Database& database,
    const norms::PolicyBook& policies,
    base::MunicipalityId municipality
) {
    const auto known = access::AccessService{database}.municipalities();
    const auto found = std::ranges::find(known, municipality, &access::Municipality::id);
    if (found == known.end()) {
        return nullptr;
    }
    return policies.policy_of(found->code).value_or(nullptr);
}

// Brings together what stands behind a claim, as far as it was known.
class Gathering {
  public:
    Gathering(Transaction& transaction, const access::Occasion& occasion, ExplainedFacts& facts)
        : transaction_{transaction}, occasion_{occasion}, facts_{facts} {}

    void run() {
        gather_makers();
        gather_plans();
        if (facts_.is_of_today() && facts_.policy != nullptr) {
            gather_rights();
        }
    }

  private:
    void gather_makers() {
        std::vector<base::AllocationId> allocations;
        for (const claims::Posting& posting : facts_.life.postings) {
            if (posting.facts.allocation) {
                allocations.push_back(*posting.facts.allocation);
            }
        }
        facts_.entries = entry_sources(transaction_, allocations);
        std::vector<base::ApprovalId> approvals;
        for (const claims::Act& act : facts_.life.acts) {
            if (act.approval) {
                approvals.push_back(*act.approval);
            }
        }
        facts_.approvals = decided_approvals(transaction_, approvals);
    }

    void gather_plans() {
        // What came about later was not known on that day.
        const Date day = std::min(facts_.vantage.day, facts_.vantage.known_on);
        const std::vector<base::PlanId> ids =
            plans_on_claim(transaction_, facts_.life.claim.id, day);
        auto pauses = plans::pauses_of_plans(transaction_, ids);
        const auto enders = enders_of(transaction_, ids);
        for (plans::Plan& plan : plans::plans_by_id(transaction_, ids)) {
            if (plan.ended_on && *plan.ended_on > day) {
                plan.ended_on.reset();
            }
            const auto ender = enders.find(plan.id);
            facts_.plans.push_back(
                {.plan = plan,
                 .is_of_debtor = plan.facts.person == facts_.debtor,
                 .pauses = known_of(std::move(pauses[plan.id])),
                 .ended_by = ender == enders.end() ? "" : ender->second,
                 .conversation = std::nullopt,
                 .assessment = std::nullopt}
            );
        }
        std::ranges::sort(facts_.plans, {}, [](const ExplainedPlan& known) {
            return std::pair{known.plan.facts.agreed_on, known.plan.id};
        });
        facts_.steps = steps_on_plans(transaction_, ids, day);
        gather_talks();
    }

    [[nodiscard]] std::vector<plans::Pause> known_of(std::vector<plans::Pause> pauses) const {
        const Date known_on = facts_.vantage.known_on;
        std::erase_if(pauses, [known_on](const plans::Pause& pause) {
            return pause.entered_on > known_on;
        });
        for (plans::Pause& pause : pauses) {
            std::erase_if(pause.changes, [known_on](const plans::EnteredChange& change) {
                return change.changed_on > known_on;
            });
        }
        return pauses;
    }

    // Of the plans of this debtor alone: what another told is not for this one.
    void gather_talks() {
        std::vector<base::ContactId> contacts;
        std::vector<base::AssessmentId> assessments;
        for (const ExplainedPlan& known : facts_.plans) {
            const plans::PlanFacts& plan = known.plan.facts;
            if (known.is_of_debtor && plan.contact) {
                contacts.push_back(*plan.contact);
            }
            if (known.is_of_debtor && plan.assessment) {
                assessments.push_back(*plan.assessment);
            }
        }
        const auto talks = conversations(transaction_, contacts);
        const auto stored = stored_assessments(transaction_, assessments);
        for (ExplainedPlan& known : facts_.plans) {
            const plans::PlanFacts& plan = known.plan.facts;
            if (known.is_of_debtor && plan.contact && talks.contains(*plan.contact)) {
                known.conversation = talks.at(*plan.contact);
            }
            if (known.is_of_debtor && plan.assessment && stored.contains(*plan.assessment)) {
                const StoredAssessment& of = stored.at(*plan.assessment);
                known.assessment = AssessedOn{of.assessed_on, std::nullopt};
                if (auto sheet = capacity::stored_worksheet(of.worksheet_json)) {
                    known.assessment->sheet = std::move(*sheet);
                }
            }
        }
    }

    void gather_rights() {
        const auto policy = facts_.policy->rules_on(facts_.today);
        const auto terms = facts_.law.terms_on(facts_.today);
        if (policy && terms) {
            const claims::RemissionRules rules = claims::remission_rules(*terms, **policy);
            for (ClaimOutlook& of :
                 outlooks_of(transaction_, facts_.debtor, rules, occasion_.today)) {
                if (of.claim == facts_.life.claim.id) {
                    facts_.remission = std::move(of.outlook);
                }
            }
        }
        if (policy) {
            gather_notice(**policy);
        }
    }

    // About the oldest instalment that is missed of the plan of this debtor that runs.
    void gather_notice(const norms::PolicyRules& rules) {
        for (const ExplainedPlan& known : facts_.plans) {
            const plans::Plan& plan = known.plan;
            if (!known.is_of_debtor || plan.ended_on) {
                continue;
            }
            for (const plans::Instalment& agreed : plan.schedule()) {
                const InstalmentFacts instalment{
                    facts_.debtor,
                    {plan.id, agreed.number},
                    plans::still_asked(agreed, plan.paid, plan.open_on_claims),
                    plan.paid};
                const ArrearStanding standing = arrear_standing(
                    instalment.instalment, plan.paid, missed_margin(rules), occasion_.today
                );
                if (standing.punctuality != Punctuality::on_time) {
                    facts_.notice = notice_about(instalment, known, rules);
                    return;
                }
            }
        }
    }

    [[nodiscard]] NoticeFacts notice_about(
        const InstalmentFacts& instalment,
        const ExplainedPlan& known,
        const norms::PolicyRules& rules
    ) {
        const bool is_quiet =
            plans::is_paused_on(known.pauses, facts_.today) ||
            !plans::held_plans(transaction_, {known.plan.id}, facts_.today).empty();
        const NoticeCase given{instalment, is_quiet, rules, facts_.law, occasion_.today};
        const GateSubject subject{instalment.arrear, given.standing().missed_on, occasion_.today};
        std::vector<LoggedContact> contacts = contacts_about(transaction_, instalment.arrear);
        const GateView gate = look_at_gate(subject, contacts, rules.contact_gate());
        std::erase_if(contacts, [&subject](const LoggedContact& logged) {
            return !counts(logged.contact, subject);
        });
        return {
            known.plan.id,
            instalment.instalment,
            given.standing(),
            instalment.instalment.cumulative - instalment.paid_total,
            check_notice(transaction_, given),
            gate,
            std::move(contacts),
            rules};
    }

    Transaction& transaction_;
    const access::Occasion& occasion_;
    ExplainedFacts& facts_;
};

void tell(audit::Trail& trail, const ExplainedFacts& facts) {
    const claims::Claim& claim = facts.life.claim;
    for (const claims::Debtor& debtor : claim.debtors) {
        trail.record(
            {"claims.look",
             claim.municipality,
             debtor.person,
             fmt::format("claim:{}", claim.id.value())}
        );
    }
    for (const ExplainedPlan& known : facts.plans) {
        if (known.assessment) {
            trail.record(
                {"capacity.look",
                 claim.municipality,
                 facts.debtor,
                 fmt::format("assessment:{}", known.plan.facts.assessment->value())}
            );
        }
    }
}

}  // namespace

base::Outcome<Explanation> ExplanationService::explain(
    const access::Occasion& occasion, const claims::NamedClaim& named, const Vantage& vantage
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_person, named.municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    if (const base::Done past = check_vantage(vantage, occasion.today); !past) {
        return tl::unexpected(past.error());
    }
    const std::shared_ptr<const norms::Policy> policy =
        policy_of(database_, rules_.policies, named.municipality);
    Transaction transaction{database_, "explain a claim", storage::Access::write};
    base::Outcome<ClaimLife> life = life_of_named(transaction, named, rules_.law, vantage);
    if (!life) {
        return tl::unexpected(life.error());
    }
    ExplainedFacts facts{
        .life = std::move(*life),
        .debtor = named.debtor,
        .vantage = vantage,
        .today = occasion.today.date(),
        .law = rules_.law,
        .policy = policy.get(),
        .entries = {},
        .approvals = {},
        .plans = {},
        .steps = {},
        .notice = std::nullopt,
        .remission = std::nullopt};
    Gathering{transaction, occasion, facts}.run();
    audit::Trail trail{transaction, occasion.author()};
    tell(trail, facts);
    trail.write();
    transaction.commit();
    return followup::explain(facts);
}

}  // namespace draagkracht::followup
