// Guarantees 1, money is conserved, 2, nothing is changed, and 4, order does not matter, over
// random histories of all acts on claims; and that every day of the past is seen as it was then.
#include <gtest/gtest.h>

#include "draagkracht/figures/proof_service.hpp"
#include "draagkracht/norms/rules_file.hpp"
#include "figures/claim_history.hpp"

namespace draagkracht::figures {

namespace {

using claims::ActKind;
using test_support::ActWish;
using test_support::BankMoney;
using test_support::LivedClaims;
using test_support::Moment;
using test_support::Random;
using test_support::Script;
using test_support::TestDatabase;

const std::vector<std::int64_t> all_claims{501, 502, 503, 504};
// Whether a claim has lapsed goes by what was paid on it.
const std::vector<std::int64_t> claims_in_time{501, 502, 504};

// Each kind, and most often those after which a claim lives on.
std::vector<ActKind> all_acts() {
    std::vector<ActKind> kinds = claims::act_kinds();
    for (const ActKind kind :
         {ActKind::changed,
          ActKind::corrected,
          ActKind::interest_set,
          ActKind::held,
          ActKind::written_off,
          ActKind::revived}) {
        kinds.insert(kinds.end(), 2, kind);
    }
    return kinds;
}

// A slip that made too much of a claim can be mended as far as something is open.
void mend_upward(Script& script) {
    for (Moment& moment : script) {
        auto* const wish = std::get_if<ActWish>(&moment.what);
        if (wish != nullptr && wish->kind == ActKind::corrected && wish->amount.is_negative()) {
            wish->amount = -wish->amount;
        }
    }
}

class ClaimHistoriesOnBoth : public test_support::OnBothDatabases {
  protected:
    static const norms::RuleBook& rules() {
        static const std::filesystem::path config{DRAAGKRACHT_SOURCE_DIR "/config"};
        static const norms::RuleBook book = norms::read_rules({.norms = config / "norms",
                                                               .law = config / "law.toml",
                                                               .policies = config / "policies"})
                                                .value();
        return book;
    }

    static void expect_every_proof_to_hold(storage::Database& database) {
        for (const Proof& proof : ProofService{database, rules()}.verify()) {
            EXPECT_TRUE(proof.holds())
                << proof.name << ": " << (proof.violations.empty() ? "" : proof.violations.front());
        }
    }

    // What became of each moment, and what it all came to in the end.
    static std::string lived(const Script& script) {
        TestDatabase fresh{GetParam()};
        LivedClaims lived{fresh.database()};
        std::string text;
        for (const Moment& moment : script) {
            const std::string outcome = lived.live(moment);
            if (!std::holds_alternative<BankMoney>(moment.what)) {
                text += outcome + "\n";
            }
        }
        lived.expect_sums();
        return text + lived.outcome();
    }
};

TEST_P(ClaimHistoriesOnBoth, MoneyIsConservedAndThePastStaysAsItWas) {
    Random random;
    std::map<ActKind, int> accepted;
    std::map<std::string, int> refused;
    for (int round = 0; round < 4; ++round) {
        const Script script = test_support::random_script(random, all_acts(), all_claims);
        SCOPED_TRACE(told(script));
        TestDatabase fresh{GetParam()};
        LivedClaims lived{fresh.database()};
        for (auto moment = script.begin(); moment != script.end(); ++moment) {
            static_cast<void>(lived.live(*moment));
            if (std::next(moment) == script.end() || std::next(moment)->day != moment->day) {
                lived.expect_sums();
                lived.look();
            }
            ASSERT_FALSE(HasFailure()) << "on " << moment->day.to_string();
        }
        lived.expect_the_past_as_it_was();
        expect_every_proof_to_hold(fresh.database());
        ASSERT_FALSE(HasFailure());
        for (const auto& [kind, count] : lived.accepted()) {
            accepted[kind] += count;
        }
        for (const auto& [code, count] : lived.refused()) {
            refused[code] += count;
        }
    }
    EXPECT_GT(accepted.size(), 4U) << "too few kinds of acts: it proves little";
    EXPECT_GT(refused.size(), 4U) << "too few refusals: it proves little";
}

// EUR 200.00 of interest and EUR 50.00 of the principal of EUR 90.00 were paid; an annulment that
// works back to before that makes all of it a credit on the principal.
TEST_P(ClaimHistoriesOnBoth, ACreditOfAnAnnulmentThatWorksBackIsNoOverpayment) {
    const auto day = [](const char* text) { return base::Date::parse(text).value(); };
    LivedClaims lived{database()};
    const base::Money interest = base::Money::cents(200'00);
    const base::Money paid = base::Money::cents(250'00);
    constexpr int as_interest = 1;
    EXPECT_EQ(
        lived.live(
            {day("2026-07-10"), ActWish{1, ActKind::corrected, 502, 0, interest, as_interest}}
        ),
        "done"
    );
    EXPECT_EQ(lived.live({day("2026-07-21"), BankMoney{2, paid, day("2026-07-20"), 502}}), "done");
    EXPECT_EQ(
        lived.live({day("2026-08-10"), ActWish{3, ActKind::annulled, 502, 31, {}, 0}}), "done"
    );
    lived.expect_sums();
    expect_every_proof_to_hold(database());
}

// An act of these kinds comes to the same whatever was paid: money may come to be known before it
// or long after.
TEST_P(ClaimHistoriesOnBoth, ActsThatDoNotGoByWhatIsOpenAreFreeOfTheOrderOfMoney) {
    Random random;
    for (int round = 0; round < 3; ++round) {
        Script script = test_support::random_script(
            random,
            {ActKind::changed,
             ActKind::changed,
             ActKind::corrected,
             ActKind::corrected,
             ActKind::held,
             ActKind::hold_ended,
             ActKind::annulled},
            claims_in_time
        );
        mend_upward(script);
        const std::string expected = lived(with_money_known(script, 0, random));
        const Script later = with_money_known(script, random.chance(50) ? 10 : 150, random);
        ASSERT_EQ(lived(later), expected) << told(later);
    }
}

// Every act is decided on what is known by then: the order in which that came to be known does not
// matter.
TEST_P(ClaimHistoriesOnBoth, TheOrderOfMoneyBetweenActsDoesNotMatter) {
    Random random;
    for (int round = 0; round < 2; ++round) {
        const Script script = test_support::random_script(random, all_acts(), all_claims);
        const Script other = in_another_order(script, random);
        ASSERT_EQ(lived(other), lived(script)) << told(script) << "\n--" << told(other);
    }
}

}  // namespace

DRAAGKRACHT_ON_BOTH_DATABASES(ClaimHistoriesOnBoth);

}  // namespace draagkracht::figures
