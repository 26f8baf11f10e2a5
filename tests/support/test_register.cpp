#include "support/test_register.hpp"

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/claims/claims_service.hpp"
#include "draagkracht/claims/terms.hpp"
#include "draagkracht/norms/rules_file.hpp"

namespace draagkracht::test_support {

namespace {

access::Occasion occasion_of(access::Actor actor, const std::string& today) {
    return {
        std::move(actor),
        base::BusinessDate{base::Date::parse(today).value()},
        base::Timestamp::parse(today + "T12:00:00Z").value()};
}

}  // namespace

const norms::Law& law_of_the_land() {
    static const norms::Law read =
        norms::read_law(DRAAGKRACHT_SOURCE_DIR "/config/law.toml").value();
    return read;
}

TestRegister::TestRegister(storage::Database& database)
    : database_{database},
      zandwijk_{access::AccessService{database}.register_municipality(
          machine(access::Machine::conversion), "zandwijk", "Zandwijk", "zandwijk"
      )} {}

access::Occasion TestRegister::officer(access::Role role, const std::string& today) const {
    return occasion_of(
        access::Actor::officer(base::OfficerId{1}, "J. Bakker", {{zandwijk_, {role}}}), today
    );
}

access::Occasion TestRegister::machine(access::Machine machine, const std::string& today) const {
    return occasion_of(access::Actor::machine(machine), today);
}

people::PersonFacts TestRegister::person_facts(const std::string& client_number) {
    return {
        .client_number = client_number,
        .bsn = std::nullopt,
        .name = {people::Salutation::mevrouw, "A.B.", "van der", "Berg"},
        .birth_date = base::Date::parse("1980-02-29").value(),
        .address = {"Dorpsstraat", "12a", "1234 AB", "Zandwijk"},
        .phone = "06-12345678",
        .email = "a.b@example.nl",
        .accounts = {},
        .benefits = {},
        .where = client_number};
}

claims::NewClaim TestRegister::new_claim(
    const std::string& claim_number,
    const std::vector<base::PersonId>& debtors,
    const std::string& amount,
    const std::string& due_date
) {
    const base::Date due = base::Date::parse(due_date).value();
    base::Date decided = due.plus_days(-42);
    while (claims::moved_to_working_day(decided.plus_days(42)) > due) {
        decided = decided.plus_days(-1);
    }
    claims::NewClaim claim{
        .decision =
            {.claim_number = claim_number,
             .kind = claims::ClaimKind::overpayment,
             .law = people::BenefitLaw::pw,
             .legal_ground = "PW 58 lid 2 onder a",
             .cause = claims::Cause::late_processing,
             .culpability = claims::Culpability::none,
             .decision_number = "B-" + claim_number,
             .decision_date = decided,
             .notified_date = decided,
             .due_date = due,
             .period = std::nullopt,
             .amount = base::Money::parse(amount).value()},
        .debtors = {},
        .payment_reference = std::nullopt,
        .movements = {},
        .where = claim_number};
    for (const base::PersonId debtor : debtors) {
        claim.debtors.push_back({debtor, decided});
    }
    return claim;
}

base::PersonId TestRegister::person(const std::string& client_number) {
    return people::PeopleService{database_, sealer_}
        .register_person(officer(), zandwijk_, person_facts(client_number))
        .value();
}

base::ClaimId TestRegister::claim(
    const std::string& claim_number,
    const std::vector<base::PersonId>& debtors,
    const std::string& amount,
    const std::string& due_date
) {
    return claims::ClaimsService{database_}
        .register_claim(
            officer(),
            zandwijk_,
            new_claim(claim_number, debtors, amount, due_date),
            law_of_the_land()
        )
        .value();
}

}  // namespace draagkracht::test_support
