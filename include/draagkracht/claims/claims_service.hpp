// Registering claims, and what a client owes.
//
//     ClaimsService claims{database};
//     Outcome<ClientOverview> owed = claims.overview_of(occasion, person);
//     owed->total;                          // over all claims, each in full
//     owed->claims[0].balance.principal;
#pragma once

#include <optional>
#include <vector>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/base/registration.hpp"
#include "draagkracht/claims/claim.hpp"
#include "draagkracht/claims/ledger.hpp"
#include "draagkracht/storage/database.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::claims {

struct ClaimWithBalance {
    Claim claim;
    Balance balance;
};

// A client has paid for thirty years, and a page shows the last of it.
inline constexpr std::size_t overview_movements_max = 100;

// By due date, oldest first; a claim that is paid stays in it.
struct ClientOverview {
    std::vector<ClaimWithBalance> claims;
    base::Money total;
    // The last on all of these claims, newest value date first; at most overview_movements_max.
    std::vector<Posting> postings;
    std::optional<LastPayment> last_payment;
};

// The movements of one claim by value date, with the balance after the last.
struct ClaimHistory {
    Claim claim;
    std::vector<Posting> postings;
    Balance balance;
};

class ClaimsService {
  public:
    explicit ClaimsService(storage::Database& database) : database_{database} {}

    // Registers one claim with its debtors and opening posting; the same again gives the same
    // claim. Right::register_claim. Problems of check and check_term, claims.unknown-debtor,
    // claims.other-content, claims.reference-taken, claims.year-closed.
    [[nodiscard]] base::Outcome<base::ClaimId> register_claim(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        const NewClaim& claim,
        const norms::Law& law
    );

    // Registers many in the transaction and trail of the caller, who has checked the right.
    [[nodiscard]] base::Registration register_claims(
        storage::Transaction& transaction,
        audit::Trail& trail,
        base::MunicipalityId municipality,
        const audit::Author& author,
        const std::vector<NewClaim>& claims
    ) const;

    // Both look at people, so they ask Right::see_person and are written in the audit trail.
    // Problems people.unknown-person, claims.unknown-claim, access.not-allowed.
    [[nodiscard]] base::Outcome<ClientOverview> overview_of(
        const access::Occasion& occasion, base::PersonId person
    );
    [[nodiscard]] base::Outcome<ClaimHistory> history_of(
        const access::Occasion& occasion, base::ClaimId claim
    );

  private:
    storage::Database& database_;
};

}  // namespace draagkracht::claims
