// A debtor of Zandwijk on benefit, in the second half of 2026, with claims to talk about.
#pragma once

#include <gtest/gtest.h>
#include <soci/soci.h>

#include <optional>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/claims/claims_service.hpp"
#include "draagkracht/norms/rules_file.hpp"
#include "draagkracht/people/people_service.hpp"
#include "draagkracht/plans/plan_store.hpp"
#include "draagkracht/plans/plans_service.hpp"
#include "draagkracht/plans/review_service.hpp"
#include "support/test_register.hpp"

namespace draagkracht::plans {

inline base::Date on(const std::string& text) {
    return base::Date::parse(text).value();
}

inline const Rhythm from_august{Frequency::monthly, on("2026-08-28")};

inline Wish a_month(std::int64_t amount_cents, bool debtors_own_wish, std::string reason) {
    return {
        monthly(base::Money::cents(amount_cents), from_august.first_due_date),
        debtors_own_wish,
        std::move(reason)};
}

inline const norms::RuleBook& rules() {
    const std::filesystem::path config = std::filesystem::path{DRAAGKRACHT_SOURCE_DIR} / "config";
    static const norms::RuleBook book =
        norms::read_rules({config / "norms", config / "law.toml", config / "policies"}).value();
    return book;
}

// A single person on benefit only in the second half of 2026. By hand (worked examples): the norm
// is 1,419.46, protected are 1,348.49, so 70.97 a month can be repaid.
inline capacity::Household single_on_benefit() {
    capacity::Household household{
        .reference = "1", .date = on("2026-07-15"), .municipality = "zandwijk"};
    household.living_situation = norms::LivingSituation::single;
    household.registered_address = true;
    household.taxable_income_per_year = base::Money::cents(2'000'000);
    household.housemates = std::vector<capacity::Housemate>{};
    household.debtor.birth_date = on("1980-05-05");
    household.debtor.in_institution = false;
    household.debtor.incomes = std::vector<capacity::Income>{
        {.kind = capacity::IncomeKind::participation_benefit,
         .monthly = base::Money::cents(141'946),
         .for_repayment = true,
         .taken_elsewhere = std::vector<capacity::Taken>{}}};
    household.debt_help = capacity::DebtHelp::none;
    return household;
}

class PlansOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) {
            return;
        }
        zandwijk_ = access::AccessService{database()}.register_municipality(
            occasion(access::Actor::machine(access::Machine::conversion)),
            "zandwijk",
            "Zandwijk",
            "zandwijk"
        );
        debtor_ = add_person("1001");
    }

    access::Occasion occasion(access::Actor actor, const std::string& day = "2026-07-15") const {
        return {
            std::move(actor),
            base::BusinessDate{on(day)},
            base::Timestamp::parse("2026-07-15T09:00:00Z").value()};
    }
    access::Occasion as(access::Role role, const std::string& day = "2026-07-15") const {
        return occasion(
            access::Actor::officer(base::OfficerId{12}, "J. Bakker", {{zandwijk_, {role}}}), day
        );
    }
    // "income_fell 12 2026-07-15, ..." with the id of the plan, as an officer sees the duties on a
    // day.
    std::string duties_on(const std::string& day) {
        ReviewService reviews{database(), rules().policies};
        const base::Outcome<DueReviews> duties =
            reviews.due(as(access::Role::debt_officer, day), zandwijk_);
        // The page of the client tells the same.
        const auto of_one =
            reviews.due_of(as(access::Role::debt_officer, day), zandwijk_, debtor_).value();
        EXPECT_EQ(of_one.size(), duties->items.size());
        std::string words;
        for (const DueReview& due : duties.value().items) {
            words += words.empty() ? "" : ", ";
            words += due.cause == ReviewCause::date_came     ? "date_came "
                     : due.cause == ReviewCause::income_fell ? "income_fell "
                     : due.cause == ReviewCause::broken      ? "broken "
                                                             : "reopened ";
            words += std::to_string(due.plan.value()) + " " + due.since.to_string();
        }
        return words;
    }

    base::PersonId add_person(const std::string& client_number) {
        people::PersonFacts facts{.client_number = client_number};
        facts.name.surname = "Voorbeeld";
        return people::PeopleService{database(), sealer_}
            .register_person(as(access::Role::debt_officer), zandwijk_, facts)
            .value();
    }

    base::ClaimId add_claim(
        const std::string& number,
        std::int64_t amount_cents,
        const std::vector<base::PersonId>& owners
    ) {
        std::vector<claims::Debtor> debtors;
        for (const base::PersonId owner : owners) {
            debtors.push_back({owner, on("2026-03-02")});
        }
        claims::NewClaim claim{
            .decision =
                {.claim_number = number,
                 .kind = claims::ClaimKind::overpayment,
                 .law = people::BenefitLaw::pw,
                 .legal_ground = "PW 58 lid 2 onder a",
                 .cause = claims::Cause::late_processing,
                 .culpability = claims::Culpability::none,
                 .decision_number = "B-" + number,
                 .decision_date = on("2026-03-02"),
                 .notified_date = on("2026-03-02"),
                 .due_date = on("2026-04-13"),
                 .period = std::nullopt,
                 .amount = base::Money::cents(amount_cents)},
            .debtors = std::move(debtors),
            .payment_reference = std::nullopt,
            .movements = {},
            .where = ""};
        return claims::ClaimsService{database()}
            .register_claim(
                as(access::Role::debt_officer), zandwijk_, claim, test_support::law_of_the_land()
            )
            .value();
    }

    PlanRequest request_for(std::vector<base::ClaimId> claims) const {
        return {debtor_, single_on_benefit(), std::move(claims), std::nullopt};
    }

    // The same, by somebody who sees which plans run on these claims now.
    PlanRequest seen_now(PlanRequest request) {
        request.replaces.clear();
        storage::Transaction transaction{database(), "plans seen", storage::Access::read};
        for (const Plan& plan : running_plans_of_claims(transaction, request.claims)) {
            if (plan.facts.person == request.person) {
                request.replaces.push_back({plan.facts.plan_number, plan.facts.version});
            }
        }
        return request;
    }

    // As the contact log has it; its own room is above this one.
    base::ContactId add_contact(
        std::int64_t id, base::PersonId person, const std::string& weight = "conversation"
    ) {
        storage::Transaction transaction{database(), "contact", storage::Access::write};
        const long long contact = id;
        const std::string number = "talk " + std::to_string(id);
        const long long person_id = person.value();
        const long long municipality = zandwijk_.value();
        transaction.sql() << "INSERT INTO contact (id, municipality_id, person_id, contact_number,"
                             " contacted_on, channel, direction, outcome, weight, notes_sealed,"
                             " next_step, recorded_by, recorded_at) VALUES (:id, :municipality,"
                             " :person, :number, '2026-07-15', 'phone', 'outgoing', 'spoken',"
                             " :weight, '', 'none', 'officer:12', '2026-07-15T09:00:00Z')",
            soci::use(contact, "id"), soci::use(municipality, "municipality"),
            soci::use(person_id, "person"), soci::use(weight, "weight"),
            soci::use(number, "number");
        transaction.commit();
        return base::ContactId{id};
    }

    long long count_of(const std::string& table) {
        storage::Transaction transaction{database(), "count", storage::Access::read};
        long long count = 0;
        transaction.sql() << "SELECT COUNT(*) FROM " + table, soci::into(count);
        return count;
    }

    base::MunicipalityId zandwijk_{0};
    base::PersonId debtor_{0};
    storage::Sealer sealer_ = test_support::test_sealer();
};

}  // namespace draagkracht::plans
