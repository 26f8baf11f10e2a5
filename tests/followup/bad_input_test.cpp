// What nobody may put on a claim is refused with the reason, and nothing of it is written.
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <functional>
#include <optional>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/claims/claims_service.hpp"
#include "draagkracht/followup/claim_life_service.hpp"
#include "support/bank_register.hpp"

namespace draagkracht::followup {

namespace {

using base::Date;
using base::Money;
using claims::ActKind;
using claims::NewAct;
using claims::NewClaim;
using test_support::BankRegister;
using test_support::StatementText;

Date date(const std::string& text) {
    return Date::parse(text).value();
}

Money money(const std::string& text) {
    return Money::parse(text).value();
}

// V-501 of EUR 300.00 is owed by two people, of whom the second is released on 10 July 2026; V-502
// of EUR 90.00 is remitted that day, and V-503 of EUR 50.00 taken over by somebody else. The books
// are closed up to and including 2025.
class BadInputOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) {
            return;
        }
        bank_.emplace(database());
        people_ = {bank_->person("100001"), bank_->person("100002")};
        bank_->claim(501, people_, "300.00");
        bank_->claim(502, {people_[0]}, "90.00");
        bank_->claim(503, {people_[0]}, "50.00");
        register_old_claim();
        second_ = add_second_person();
        decide_by_two("V-501", release("2026-07-10", people_[1]));
        decide_by_two("V-502", giving_up(ActKind::remitted, "90.00"));
        ASSERT_EQ(acted("V-503", giving_up(ActKind::transferred, "50.00")), "done");
        ASSERT_TRUE(lives().close_year(second_person(), zandwijk(), 2025));
    }

    ClaimLifeService lives() { return {database(), test_support::law_of_the_land()}; }
    base::MunicipalityId zandwijk() { return bank_->people().zandwijk(); }
    access::Occasion officer() {
        return bank_->people().officer(access::Role::debt_officer, "2026-07-10");
    }
    access::Occasion second_person() {
        return {
            access::Actor::officer(*second_, "B. Tweede", supervises()),
            officer().today,
            officer().moment};
    }

    static NewAct act(ActKind kind, const std::string& on, const std::string& amount) {
        NewAct act{"A-" + on + amount, kind, date(on), "a reason", "B-9"};
        act.amount = amount.empty() ? std::nullopt : std::optional{money(amount)};
        return act;
    }
    static NewAct giving_up(ActKind kind, const std::string& amount) {
        return act(kind, "2026-07-10", amount);
    }
    static NewAct release(const std::string& on, base::PersonId debtor) {
        NewAct release = act(ActKind::debtor_released, on, "");
        release.debtor = debtor;
        return release;
    }
    static NewAct mended(const std::string& amount) {
        NewAct mended = act(ActKind::corrected, "2026-07-10", amount);
        mended.decision_number = "";
        mended.component = claims::Component::principal;
        return mended;
    }
    static NewAct changed(const std::string& on, const std::string& amount) {
        return act(ActKind::changed, on, amount);
    }

    // "done", or the code of the refusal.
    std::string acted(const std::string& claim, const NewAct& act) {
        const auto recorded = lives().record(officer(), {zandwijk(), people_[0], claim}, act);
        return recorded ? "done" : recorded.error().code;
    }
    std::string registered(const std::function<void(NewClaim&)>& change) {
        NewClaim claim =
            test_support::TestRegister::new_claim("V-600", {people_[0]}, "100.00", "2026-08-12");
        change(claim);
        const auto done = claims::ClaimsService{database()}.register_claim(
            officer(), zandwijk(), claim, test_support::law_of_the_land()
        );
        return done ? "done" : done.error().code;
    }

    std::string rows() {
        storage::Transaction transaction{database(), "rows", storage::Access::read};
        std::string text;
        for (const char* const table :
             {"claim", "claim_debtor", "claim_act", "posting", "approval", "audit_event"}) {
            long long count = 0;
            transaction.sql() << std::string{"SELECT COUNT(*) FROM "} + table, soci::into(count);
            text += std::string{table} + " " + std::to_string(count) + " ";
        }
        return text;
    }
    std::string paid(const std::string& number, std::int64_t claim, const std::string& value_date) {
        const auto report = bank_->reconcile(StatementText{number, value_date}.paid(
            "40.00", {.structured = test_support::reference_text(claim)}
        ));
        EXPECT_TRUE(report.has_value()) << report.error().to_line();
        std::string text;
        for (const std::string& line : bank_->placed()) {
            text += line + "; ";
        }
        return text;
    }

    std::optional<BankRegister> bank_;
    std::vector<base::PersonId> people_;

  private:
    access::RolesByMunicipality supervises() { return {{zandwijk(), {access::Role::supervisor}}}; }
    base::OfficerId add_second_person() {
        return access::AccessService{database()}
            .add_officer(
                bank_->people().officer(access::Role::administrator),
                {"b.tweede", "B. Tweede", "een lang wachtwoord", supervises()}
            )
            .value();
    }
    void register_old_claim() {
        static_cast<void>(bank_->people().claim("V-2025", {people_[0]}, "80.00", "2025-06-02"));
    }
    void decide_by_two(const std::string& claim, const NewAct& act) {
        const auto asked = lives().prepare(officer(), {zandwijk(), people_[0], claim}, act);
        ASSERT_TRUE(asked.has_value()) << asked.error().to_line();
        ASSERT_TRUE(access::AccessService{database()}.grant_approval(second_person(), *asked));
        ASSERT_EQ(acted(claim, act), "done");
    }

    std::optional<base::OfficerId> second_;
};

struct Row {
    std::string what;
    std::function<std::string()> tried;
    std::string code;
};

TEST_P(BadInputOnBoth, IsRefusedWithTheReasonAndNothingIsWritten) {
    const std::vector<Row> rows_of_input{
        {"a posting on a remitted claim",
         [&] { return acted("V-502", changed("2026-07-10", "10.00")); },
         "claims.closed"},
        {"a posting on a claim that was taken over",
         [&] { return acted("V-503", mended("10.00")); },
         "claims.closed"},
        {"a correction larger than the balance",
         [&] { return acted("V-501", mended("-300.01")); },
         "claims.above-balance"},
        {"a decision that leaves nothing of the claim",
         [&] { return acted("V-501", changed("2026-07-10", "-300.00")); },
         "claims.correction-too-large"},
        {"a decision of nothing",
         [&] { return acted("V-501", changed("2026-07-10", "0.00")); },
         "claims.act-needs"},
        {"a decision before the end of the period that it recovers",
         [&] {
             return registered([](NewClaim& claim) {
                 claim.decision.period = {date("2026-01-01"), date("2026-07-31")};
             });
         },
         "claims.decision-in-period"},
        {"a second release of the same debtor",
         [&] {
             NewAct again = release("2026-07-10", people_[1]);
             again.number = "A-again";
             return acted("V-501", again);
         },
         "claims.released-already"},
        {"a second release that counts from before the first",
         [&] { return acted("V-501", release("2026-06-01", people_[1])); },
         "claims.released-already"},
        {"the release of the last debtor, from before the first release",
         [&] { return acted("V-501", release("2026-06-01", people_[0])); },
         "claims.last-debtor"},
        {"a claim with no debtor",
         [&] { return registered([](NewClaim& claim) { claim.debtors.clear(); }); },
         "claims.no-debtor"},
        {"a claim above EUR 10 million",
         [&] {
             return registered([](NewClaim& claim) { claim.decision.amount = money("10000000.01"); }
             );
         },
         "claims.amount-too-large"},
        {"a decision above EUR 10 million",
         [&] { return acted("V-501", changed("2026-07-10", "10000000.01")); },
         "claims.amount-too-large"},
        {"a decision that makes a claim of more than EUR 10 million",
         [&] { return acted("V-501", changed("2026-07-10", "9999700.01")); },
         "claims.amount-too-large"},
        {"a correction that makes a claim of more than EUR 10 million",
         [&] { return acted("V-501", mended("9999700.01")); },
         "claims.amount-too-large"},
        {"a change backdated before an annual close",
         [&] { return acted("V-2025", changed("2025-12-31", "-10.00")); },
         "claims.year-closed"},
        {"the same from the first day that is open",
         [&] { return acted("V-2025", changed("2026-01-01", "-10.00")); },
         "done"},
    };
    for (const Row& row : rows_of_input) {
        const std::string before = rows();
        EXPECT_EQ(row.tried(), row.code) << row.what;
        EXPECT_EQ(rows() == before, row.code != "done") << row.what;
    }
}

// Money is never refused: the bank has it. What names a claim that is closed waits for a person.
TEST_P(BadInputOnBoth, APaymentOnAClosedClaimWaitsWithTheReason) {
    EXPECT_EQ(paid("S1", 502, "2026-07-11"), "suspense 4000 debt_closed; ");
    EXPECT_EQ(
        paid("S2", 503, "2026-07-11"), "suspense 4000 debt_closed; suspense 4000 debt_closed; "
    );
}

// Paid before the remission and told after it: the debtor owed it then, and has a credit now.
TEST_P(BadInputOnBoth, APaymentOfBeforeTheRemissionIsACredit) {
    EXPECT_EQ(
        paid("S1", 502, "2026-07-09"),
        "V-502 principal 4000 replayed; suspense 4000 debt_closed; suspense -4000 replayed; "
    );
    const auto life = lives().life_on(
        officer(), {zandwijk(), people_[0], "V-502"}, {date("2026-07-10"), date("2026-07-10")}
    );
    EXPECT_EQ(life->balance.total(), money("-40.00"));
    EXPECT_EQ(life->life.stage, claims::Stage::remitted);
}

}  // namespace

DRAAGKRACHT_ON_BOTH_DATABASES(BadInputOnBoth);

}  // namespace draagkracht::followup
