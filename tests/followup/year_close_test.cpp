// A year is closed while others register claims and acts: no decision slips into it.
#include <gtest/gtest.h>

#include "draagkracht/claims/act_store.hpp"
#include "draagkracht/claims/claims_service.hpp"
#include "draagkracht/followup/claim_life_service.hpp"
#include "followup/followup_fixture.hpp"
#include "support/beside.hpp"

namespace draagkracht::followup {

using storage::Transaction;
using test_support::Beside;

// Zandwijk closes 2025 on 9 July 2026; V-1 is decided on 1 December 2025.
class YearCloseOnBoth : public FollowupOnBoth {
  protected:
    ClaimLifeService lives() { return {database(), law()}; }
    access::Occasion supervisor() { return reg().officer(access::Role::supervisor, "2026-07-09"); }
    claims::NewClaim decided_in_2025(const std::string& number) {
        claims::NewClaim claim = test_support::TestRegister::new_claim(
            number, {reg().person("10000" + number.substr(2))}, "300.00", "2026-02-01"
        );
        claim.decision.decision_date = date("2025-12-01");
        claim.decision.notified_date = date("2025-12-02");
        return claim;
    }
    static std::string code_of(const base::Done& done) { return done ? "done" : done.error().code; }
    template <typename Value>
    static std::string code_of(const base::Outcome<Value>& done) {
        return done ? "done" : done.error().code;
    }
    // In a transaction that is open: others come while it is.
    void close_2025(Transaction& transaction) {
        claims::take_books(transaction, zandwijk());
        claims::close_books(transaction, supervisor().author(), zandwijk(), 2025);
    }
};

TEST_P(YearCloseOnBoth, AYearWaitsForAClaimThatIsBeingRegisteredInIt) {
    const claims::NewClaim claim = decided_in_2025("V-1");
    const access::Occasion officer = officer_on("2026-07-09");
    std::string closed;
    {
        Transaction transaction{database(), "register", storage::Access::write};
        audit::Trail trail{transaction, officer.author()};
        const base::Registration done = claims::ClaimsService{database()}.register_claims(
            transaction, trail, zandwijk(), officer.author(), {claim}
        );
        ASSERT_TRUE(done.problems.empty()) << done.problems.front().to_line();
        Beside closing{
            [&] { closed = code_of(lives().close_year(supervisor(), zandwijk(), 2025)); }};
        EXPECT_TRUE(closing.waits_for(transaction)) << "2025 was closed under the claim";
        trail.write();
        transaction.commit();
        closing.join();
    }
    EXPECT_EQ(closed, "done");
    EXPECT_EQ(count("claim"), 1);
}

TEST_P(YearCloseOnBoth, AClaimThatComesWhileItsYearIsBeingClosedIsRefused) {
    const claims::NewClaim claim = decided_in_2025("V-1");
    std::string registered;
    {
        Transaction transaction{database(), "close", storage::Access::write};
        close_2025(transaction);
        Beside registering{[&] {
            registered = code_of(claims::ClaimsService{database()}.register_claim(
                officer_on("2026-07-09"), zandwijk(), claim, law()
            ));
        }};
        EXPECT_TRUE(registering.waits_for(transaction)) << "it did not see 2025 being closed";
        test_support::commit_untold(transaction);
        registering.join();
    }
    EXPECT_EQ(registered, "claims.year-closed");
    EXPECT_EQ(count("claim"), 0);
}

TEST_P(YearCloseOnBoth, AnActThatComesWhileItsYearIsBeingClosedIsRefused) {
    const claims::NewClaim claim = decided_in_2025("V-1");
    const base::PersonId debtor = claim.debtors.front().person;
    ASSERT_TRUE(claims::ClaimsService{database()}.register_claim(
        officer_on("2026-07-09"), zandwijk(), claim, law()
    ));
    claims::NewAct lower{
        "A-1", claims::ActKind::changed, date("2025-12-31"), "bezwaar gegrond", "B-2"};
    lower.amount = base::Money::parse("-100.00").value();
    std::string recorded;
    {
        Transaction transaction{database(), "close", storage::Access::write};
        close_2025(transaction);
        Beside recording{[&] {
            recorded =
                code_of(lives().record(officer_on("2026-07-09"), {zandwijk(), debtor, "V-1"}, lower)
                );
        }};
        EXPECT_TRUE(recording.waits_for(transaction)) << "it did not see 2025 being closed";
        test_support::commit_untold(transaction);
        recording.join();
    }
    EXPECT_EQ(recorded, "claims.year-closed");
    EXPECT_EQ(count("claim_act"), 0);
}

// Two supervisors at once: one closes it, and the other is told that it is closed.
TEST_P(YearCloseOnBoth, AYearIsClosedOnce) {
    std::string second;
    {
        Transaction transaction{database(), "close", storage::Access::write};
        close_2025(transaction);
        Beside closing{
            [&] { second = code_of(lives().close_year(supervisor(), zandwijk(), 2025)); }};
        EXPECT_TRUE(closing.waits_for(transaction));
        test_support::commit_untold(transaction);
        closing.join();
    }
    EXPECT_EQ(second, "claims.year-closed");
    EXPECT_EQ(count("annual_close"), 1);
}

DRAAGKRACHT_ON_BOTH_DATABASES(YearCloseOnBoth);

}  // namespace draagkracht::followup
