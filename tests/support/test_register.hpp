// A register with a municipality in it, and people and claims with a word each: for the tests of
// the rooms above people and claims.
//
//     TestRegister reg{database()};
//     PersonId debtor = reg.person("100001");
//     ClaimId claim = reg.claim("V-1", {debtor}, "2000.00", "2026-04-13");
#pragma once

#include <string>
#include <vector>

#include "draagkracht/claims/claim.hpp"
#include "draagkracht/norms/law.hpp"
#include "draagkracht/people/people_service.hpp"
#include "support/test_database.hpp"

namespace draagkracht::test_support {

// That of config/law.toml.
[[nodiscard]] const norms::Law& law_of_the_land();

class TestRegister {
  public:
    explicit TestRegister(storage::Database& database);

    [[nodiscard]] base::MunicipalityId zandwijk() const { return zandwijk_; }
    [[nodiscard]] const storage::Sealer& sealer() const { return sealer_; }
    // An officer with this role at Zandwijk, on that business date at noon.
    [[nodiscard]] access::Occasion officer(
        access::Role role = access::Role::debt_officer, const std::string& today = "2026-07-01"
    ) const;
    [[nodiscard]] access::Occasion machine(
        access::Machine machine, const std::string& today = "2026-07-01"
    ) const;

    // Facts that can be registered; change what the test is about.
    [[nodiscard]] static people::PersonFacts person_facts(const std::string& client_number);
    // Decided the six weeks of Awb art. 4:87 before it is due, and notified on that day.
    [[nodiscard]] static claims::NewClaim new_claim(
        const std::string& claim_number,
        const std::vector<base::PersonId>& debtors,
        const std::string& amount,
        const std::string& due_date
    );

    [[nodiscard]] base::PersonId person(const std::string& client_number);
    [[nodiscard]] base::ClaimId claim(
        const std::string& claim_number,
        const std::vector<base::PersonId>& debtors,
        const std::string& amount,
        const std::string& due_date
    );

  private:
    storage::Database& database_;
    storage::Sealer sealer_ = test_sealer();
    base::MunicipalityId zandwijk_;
};

}  // namespace draagkracht::test_support
