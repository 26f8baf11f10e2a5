#include "draagkracht/claims/claims_service.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <algorithm>
#include <map>
#include <thread>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/claims/act_store.hpp"
#include "draagkracht/claims/claim_store.hpp"
#include "support/random.hpp"
#include "support/test_register.hpp"

namespace draagkracht::claims {

using base::ClaimId;
using base::Money;
using base::PersonId;
using storage::Transaction;
using test_support::Random;
using test_support::TestRegister;

class ClaimsOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (!IsSkipped()) {
            register_.emplace(database());
        }
    }
    TestRegister& reg() { return *register_; }
    ClaimsService service() { return ClaimsService{database()}; }

    base::Outcome<ClaimId> add(const NewClaim& claim) {
        return service().register_claim(
            reg().officer(), reg().zandwijk(), claim, test_support::law_of_the_land()
        );
    }
    std::string refused_with(const NewClaim& claim) {
        const base::Outcome<ClaimId> outcome = add(claim);
        return outcome ? "" : outcome.error().code;
    }
    void post(const std::vector<NewPosting>& postings) {
        Transaction transaction{database(), "post", storage::Access::write};
        add_postings(transaction, reg().officer().author(), postings);
        test_support::commit_untold(transaction);
    }
    long long count(const std::string& table) {
        Transaction transaction{database(), "count", storage::Access::read};
        long long rows = 0;
        transaction.sql() << "SELECT COUNT(*) FROM " + table, soci::into(rows);
        return rows;
    }

  private:
    std::optional<TestRegister> register_;
};

namespace {

NewPosting posting(ClaimId claim, Component component, PostingKind kind, const char* amount) {
    return {
        claim,
        {component,
         kind,
         Money::parse(amount).value(),
         base::Date::parse("2026-06-01").value(),
         "a reason"},
        std::nullopt,
        std::nullopt};
}

}  // namespace

TEST_P(ClaimsOnBoth, AClientSeesWhatIsOwedWithWhomAndWhy) {
    const PersonId client = reg().person("100001");
    const PersonId partner = reg().person("100002");
    NewClaim joint = TestRegister::new_claim("V-2", {client, partner}, "2000.00", "2026-04-13");
    joint.decision.period =
        Period{base::Date::parse("2025-09-01").value(), base::Date::parse("2025-11-30").value()};
    const ClaimId second = add(joint).value();
    const ClaimId first = reg().claim("V-1", {client}, "300.00", "2025-05-01");
    const ClaimId of_another = reg().claim("V-3", {partner}, "1.00", "2025-05-01");
    post(
        {posting(second, Component::costs, PostingKind::fee, "20.00"),
         posting(second, Component::interest, PostingKind::interest, "110.25"),
         posting(second, Component::costs, PostingKind::payment, "-20.00"),
         posting(of_another, Component::principal, PostingKind::payment, "-1.00")}
    );
    const ClientOverview overview = service().overview_of(reg().officer(), client).value();
    ASSERT_EQ(overview.claims.size(), 2U);
    const ClaimWithBalance& oldest = overview.claims[0];
    const ClaimWithBalance& newest = overview.claims[1];
    EXPECT_EQ(oldest.claim.id, first);
    EXPECT_EQ(oldest.claim.decision.cause, Cause::late_processing);
    EXPECT_EQ(oldest.claim.decision.legal_ground, "PW 58 lid 2 onder a");
    EXPECT_EQ(newest.claim.decision.claim_number, "V-2");
    EXPECT_EQ(newest.claim.decision.period, joint.decision.period);
    EXPECT_EQ(newest.claim.debtors, joint.debtors);
    EXPECT_EQ(newest.balance.costs, Money{});
    EXPECT_EQ(newest.balance.interest, Money::cents(11025));
    EXPECT_EQ(newest.balance.principal, Money::cents(200000));
    EXPECT_EQ(overview.total, Money::parse("2410.25").value());  // 300.00 + 2000.00 + 110.25

    const ClaimHistory history = service().history_of(reg().officer(), second).value();
    ASSERT_EQ(history.postings.size(), 4U);
    EXPECT_EQ(history.postings[0].facts.movement.kind, PostingKind::claim);
    EXPECT_EQ(history.postings[0].facts.movement.reason, "B-V-2");
    EXPECT_EQ(history.postings[0].posted_by, "officer:1");
    EXPECT_EQ(history.balance, newest.balance);
}

// A payment stands in the ledger as a posting for each claim and component that it paid.
TEST_P(ClaimsOnBoth, ALongHistoryIsShownByItsEndAndItsLastPayment) {
    const PersonId client = reg().person("100001");
    const ClaimId first = reg().claim("V-1", {client}, "300.00", "2025-05-01");
    const ClaimId second = reg().claim("V-2", {client}, "300.00", "2025-05-01");
    EXPECT_EQ(service().overview_of(reg().officer(), client)->last_payment, std::nullopt);
    NewPosting paid = posting(first, Component::principal, PostingKind::payment, "-25.00");
    paid.movement.value_date = base::Date::parse("2026-05-31").value();
    std::vector<NewPosting> made{
        paid,
        posting(first, Component::principal, PostingKind::payment, "-55.00"),
        posting(second, Component::principal, PostingKind::payment, "-20.00")};
    // Taken back by the bank: it counts as never paid.
    for (const char* amount : {"-10.00", "10.00"}) {
        made.push_back(posting(first, Component::principal, PostingKind::payment, amount));
        made.back().movement.value_date = base::Date::parse("2026-06-15").value();
    }
    for (std::size_t later = 0; later < overview_movements_max; ++later) {
        made.push_back(posting(second, Component::interest, PostingKind::interest, "0.01"));
        made.back().movement.value_date = base::Date::parse("2026-06-20").value();
    }
    post(made);
    const ClientOverview overview = service().overview_of(reg().officer(), client).value();
    ASSERT_EQ(overview.postings.size(), overview_movements_max);
    EXPECT_EQ(overview.postings.back().facts.movement.kind, PostingKind::interest);
    EXPECT_GT(overview.postings.front().id, overview.postings.back().id);
    const LastPayment both{base::Date::parse("2026-06-01").value(), Money::cents(7500)};
    EXPECT_EQ(overview.last_payment, both);
    EXPECT_EQ(overview.total, Money::cents(50100));  // 300 + 300 - 25 - 75 + 100 x 0.01
}

TEST_P(ClaimsOnBoth, EachLookIsInTheTrailAndNeedsTheRight) {
    const PersonId client = reg().person("100001");
    const PersonId partner = reg().person("100002");
    const ClaimId claim = reg().claim("V-1", {client, partner}, "300.00", "2025-05-01");
    ASSERT_TRUE(service().overview_of(reg().officer(access::Role::auditor), client).has_value());
    ASSERT_TRUE(service().history_of(reg().officer(access::Role::caseworker), claim).has_value());
    Transaction transaction{database(), "trail", storage::Access::read};
    const auto of_client = audit::events_of_person(transaction, client, 10);
    const auto of_partner = audit::events_of_person(transaction, partner, 10);
    ASSERT_EQ(of_client.size(), 4U);
    EXPECT_EQ(of_client[0].event.action, "claims.look");
    EXPECT_EQ(of_client[1].event.action, "claims.look");
    EXPECT_EQ(of_client[2].event.action, "claims.register");
    EXPECT_EQ(of_client[3].event.action, "people.register");
    ASSERT_EQ(of_partner.size(), 3U);
    EXPECT_EQ(of_partner[0].event.action, "claims.look");
}

TEST_P(ClaimsOnBoth, WhoHasNoRightSeesAndRegistersNothing) {
    const PersonId client = reg().person("100001");
    const ClaimId claim = reg().claim("V-1", {client}, "300.00", "2025-05-01");
    const access::Occasion administrator = reg().officer(access::Role::administrator);
    EXPECT_EQ(service().overview_of(administrator, client).error().code, "access.not-allowed");
    EXPECT_EQ(service().history_of(administrator, claim).error().code, "access.not-allowed");
    EXPECT_EQ(
        service()
            .register_claim(
                reg().officer(access::Role::caseworker),
                reg().zandwijk(),
                TestRegister::new_claim("V-2", {client}, "1.00", "2026-01-02"),
                test_support::law_of_the_land()
            )
            .error()
            .code,
        "access.not-allowed"
    );
    EXPECT_EQ(
        service().overview_of(reg().officer(), PersonId{999}).error().code, "people.unknown-person"
    );
    EXPECT_EQ(
        service().history_of(reg().officer(), ClaimId{999}).error().code, "claims.unknown-claim"
    );
}

TEST_P(ClaimsOnBoth, WhatIsRefusedWritesNothing) {
    const PersonId client = reg().person("100001");
    const NewClaim known = TestRegister::new_claim("V-1", {client}, "300.00", "2025-05-01");
    ASSERT_TRUE(add(known).has_value());
    const base::MunicipalityId other = access::AccessService{database()}.register_municipality(
        reg().machine(access::Machine::conversion), "duinen", "Duinen", "duinen"
    );
    NewClaim higher = known;
    higher.decision.amount = Money::cents(30001);
    EXPECT_EQ(refused_with(higher), "claims.other-content");
    NewClaim other_debtor = known;
    other_debtor.debtors = {{reg().person("100002"), known.debtors[0].liable_from}};
    EXPECT_EQ(refused_with(other_debtor), "claims.other-content");
    EXPECT_EQ(
        refused_with(TestRegister::new_claim("V-2", {PersonId{999}}, "1.00", "2025-05-01")),
        "claims.unknown-debtor"
    );
    EXPECT_EQ(
        refused_with(TestRegister::new_claim("V-2", {}, "1.00", "2025-05-01")), "claims.no-debtor"
    );
    NewClaim too_early = TestRegister::new_claim("V-2", {client}, "1.00", "2025-05-01");
    too_early.decision.due_date = too_early.decision.due_date.plus_days(-1);
    EXPECT_EQ(refused_with(too_early), "claims.due-too-early");
    NewClaim same_reference = TestRegister::new_claim("V-2", {client}, "1.00", "2025-05-01");
    same_reference.payment_reference = base::PaymentReference::for_id(add(known).value().value());
    EXPECT_EQ(refused_with(same_reference), "claims.reference-taken");
    EXPECT_EQ(
        service()
            .register_claim(
                {access::Actor::officer(
                     base::OfficerId{2}, "x", {{other, {access::Role::debt_officer}}}
                 ),
                 reg().officer().today,
                 reg().officer().moment},
                other,
                TestRegister::new_claim("V-9", {client}, "1.00", "2025-05-01"),
                test_support::law_of_the_land()
            )
            .error()
            .code,
        "claims.unknown-debtor"
    ) << "a person of another municipality";
    EXPECT_EQ(count("claim"), 1);
    EXPECT_EQ(count("posting"), 1);
}

// Guarantee 3 for registering: the same set again, whole, in part or in another order, changes
// nothing and adds nothing.
TEST_P(ClaimsOnBoth, RegisteringTwiceIsRegisteringOnce) {
    Random random;
    std::vector<NewClaim> claims;
    const std::vector<PersonId> people{reg().person("100001"), reg().person("100002")};
    for (int number = 0; number < 60; ++number) {
        NewClaim claim = TestRegister::new_claim(
            "V-" + std::to_string(number), {random.one_of(people)}, "500.00", "2025-05-01"
        );
        for (std::int64_t paid = random.between(0, 4); paid > 0; --paid) {
            claim.movements.push_back(
                {Component::principal,
                 PostingKind::payment,
                 Money::cents(-random.between(1, 12500)),
                 base::Date::parse("2025-06-01").value().plus_days(static_cast<int>(paid)),
                 "paid before"}
            );
        }
        claims.push_back(claim);
    }
    const auto load = [&](const std::vector<NewClaim>& set) {
        Transaction transaction{database(), "load", storage::Access::write};
        const audit::Author author = reg().officer().author();
        audit::Trail trail{transaction, author};
        const base::Registration done =
            service().register_claims(transaction, trail, reg().zandwijk(), author, set);
        trail.write();
        transaction.commit();
        return done;
    };
    EXPECT_EQ(load(claims).added_count, 60U);
    const long long postings = count("posting");
    const long long events = count("audit_event");
    for (int round = 0; round < 5; ++round) {
        std::shuffle(claims.begin(), claims.end(), random.engine());
        const std::vector<NewClaim> part{claims.begin(), claims.begin() + random.between(1, 60)};
        const base::Registration again = load(part);
        EXPECT_EQ(again.added_count, 0U);
        EXPECT_EQ(again.known_count, part.size());
        EXPECT_TRUE(again.problems.empty());
    }
    EXPECT_EQ(count("claim"), 60);
    EXPECT_EQ(count("posting"), postings);
    EXPECT_EQ(count("audit_event"), events);
}

// Guarantee 1: whatever happens, the balance of a claim is the sum of its postings, in the program
// and in the database; each payment is allocated to the cent or left over.
TEST_P(ClaimsOnBoth, ABalanceIsTheSumOfItsPostingsOverRandomHistories) {
    Random random;
    const PersonId client = reg().person("100001");
    std::vector<ClaimId> ids;
    std::map<ClaimId, Balance> expected;
    for (int number = 0; number < 8; ++number) {
        const Money amount = Money::cents(random.between(1, 300000));
        ids.push_back(
            reg().claim("V-" + std::to_string(number), {client}, amount.to_string(), "2025-05-01")
        );
        expected[ids.back()].principal = amount;
    }
    for (int act = 0; act < 60; ++act) {
        Transaction transaction{database(), "act", storage::Access::write};
        lock_claims(transaction, ids);
        std::vector<NewPosting> postings;
        const ClaimId claim = random.one_of(ids);
        if (random.chance(60)) {
            const Allocation made = allocate(
                Money::cents(random.between(0, 200000)),
                ordered(
                    open_claims(transaction, ids),
                    random.chance(50) ? std::vector{claim} : std::vector<ClaimId>{},
                    norms::ClaimOrder::oldest_due_date
                )
            );
            for (const AllocatedPart& part : made.parts) {
                postings.push_back(payment_posting(
                    part, base::AllocationId{act + 1}, base::Date::parse("2025-06-01").value()
                ));
            }
        } else {
            postings.push_back(
                random.chance(50) ? posting(claim, Component::costs, PostingKind::fee, "9.00")
                                  : posting(
                                        claim,
                                        Component::interest,
                                        PostingKind::interest,
                                        Money::cents(random.between(1, 5000)).to_string().c_str()
                                    )
            );
        }
        for (const NewPosting& made : postings) {
            expected[made.claim].add(made.movement.component, made.movement.amount);
        }
        add_postings(transaction, reg().officer().author(), postings);
        if (random.chance(80)) {
            test_support::commit_untold(transaction);
        } else {
            for (const NewPosting& undone : postings) {
                expected[undone.claim].add(undone.movement.component, -undone.movement.amount);
            }
        }
    }
    Transaction transaction{database(), "compare", storage::Access::read};
    const auto balances = balances_of(transaction, ids);
    std::map<ClaimId, Balance> summed;
    for (const Posting& made : postings_of(transaction, ids)) {
        summed[made.facts.claim].add(made.facts.movement.component, made.facts.movement.amount);
    }
    for (const ClaimId id : ids) {
        EXPECT_EQ(balances.at(id), expected[id]);
        EXPECT_EQ(summed[id], expected[id]);
        EXPECT_FALSE(balances.at(id).principal.is_negative());
        EXPECT_FALSE(balances.at(id).interest.is_negative());
        EXPECT_FALSE(balances.at(id).costs.is_negative());
    }
}

// Two payments at the same moment: the second waits, and sees what the first left.
TEST_P(ClaimsOnBoth, TwoPaymentsAtOnceNeverPayMoreThanIsOwed) {
    std::vector<ClaimId> ids;
    const PersonId client = reg().person("100001");
    for (int number = 0; number < 20; ++number) {
        ids.push_back(reg().claim("V-" + std::to_string(number), {client}, "100.00", "2025-05-01"));
    }
    const auto pay_sixty_on_each = [&] {
        for (const ClaimId id : ids) {
            Transaction transaction{database(), "pay", storage::Access::write};
            lock_claims(transaction, {id});
            std::vector<NewPosting> postings;
            const Allocation made = allocate(Money::cents(6000), open_claims(transaction, {id}));
            for (const AllocatedPart& part : made.parts) {
                postings.push_back(payment_posting(
                    part, base::AllocationId{1}, base::Date::parse("2025-06-01").value()
                ));
            }
            add_postings(transaction, reg().officer().author(), postings);
            test_support::commit_untold(transaction);
        }
    };
    std::thread first{pay_sixty_on_each};
    std::thread second{pay_sixty_on_each};
    first.join();
    second.join();
    Transaction transaction{database(), "look", storage::Access::read};
    for (const auto& [id, balance] : balances_of(transaction, ids)) {
        EXPECT_EQ(balance.principal, Money{}) << "100.00 less 60.00 and the 40.00 that was left";
    }
}

// Guarantee 2: the database itself refuses, whoever asks.
TEST_P(ClaimsOnBoth, APostingIsNeverChangedOrRemoved) {
    const ClaimId claim = reg().claim("V-1", {reg().person("100001")}, "300.00", "2025-05-01");
    for (const std::string statement :
         {"UPDATE posting SET amount_cents = 1", "DELETE FROM posting"}) {
        EXPECT_THROW(
            {
                Transaction transaction(database(), "tamper", storage::Access::write);
                transaction.sql() << statement;
                transaction.commit();
            },
            soci::soci_error
        ) << statement;
    }
    Transaction transaction{database(), "look", storage::Access::read};
    EXPECT_EQ(balances_of(transaction, {claim}).at(claim).principal, Money::cents(30000));
}

TEST_P(ClaimsOnBoth, AWrongPostingIsAFaultOfTheCaller) {
    const ClaimId claim = reg().claim("V-1", {reg().person("100001")}, "300.00", "2025-05-01");
    EXPECT_THROW(
        post({posting(claim, Component::costs, PostingKind::fee, "-9.00")}), base::ProgrammerFault
    );
    EXPECT_EQ(count("posting"), 1);
}

TEST_P(ClaimsOnBoth, ClaimsAreFoundByNumberReferenceAndPerson) {
    const PersonId client = reg().person("100001");
    NewClaim converted = TestRegister::new_claim("V-1", {client}, "300.00", "2025-05-01");
    converted.payment_reference = base::PaymentReference::for_number(56789012345);
    const ClaimId first = add(converted).value();
    const ClaimId second = reg().claim("V-2", {client}, "1.00", "2024-05-01");
    const base::PaymentReference made = base::PaymentReference::for_id(second.value());
    Transaction transaction{database(), "find", storage::Access::read};
    const auto by_number = claims_of_numbers(transaction, reg().zandwijk(), {"V-1", "V-9"});
    EXPECT_EQ(by_number.size(), 1U);
    EXPECT_EQ(by_number.at("V-1"), first);
    const auto by_reference =
        claims_of_references(transaction, reg().zandwijk(), {*converted.payment_reference, made});
    EXPECT_EQ(by_reference.at("5000056789012345"), first);
    EXPECT_EQ(by_reference.at(made.text()), second);
    const std::vector<OpenClaim> open = open_claims(transaction, {second, first, ClaimId{999}});
    ASSERT_EQ(open.size(), 2U);
    EXPECT_EQ(open[0].claim, first);
    EXPECT_EQ(open[0].due_date, base::Date::parse("2025-05-01").value());
    EXPECT_EQ(open[1].balance.total(), Money::cents(100));
    const std::vector<Claim> of_person = claims_of_people(transaction, {client});
    ASSERT_EQ(of_person.size(), 2U);
    EXPECT_EQ(of_person[0].id, second) << "the oldest due date first";
    EXPECT_TRUE(claims_by_id(transaction, {}).empty());
}

// A claim is in the books from its decision on, so none comes into a year that was closed.
TEST_P(ClaimsOnBoth, AClosedYearTakesNoClaimAnyMore) {
    const PersonId client = reg().person("100001");
    const auto decided_on = [client](const std::string& number, const char* day) {
        NewClaim claim = TestRegister::new_claim(number, {client}, "300.00", "2026-04-13");
        claim.decision.decision_date = base::Date::parse(day).value();
        return claim;
    };
    EXPECT_EQ(refused_with(decided_on("V-1", "2025-12-31")), "");
    {
        Transaction transaction{database(), "close", storage::Access::write};
        close_books(transaction, reg().officer().author(), reg().zandwijk(), 2025);
        test_support::commit_untold(transaction);
    }
    struct Row {
        const char* number;
        const char* decided_on;
        const char* problem;
    };
    const std::vector<Row> rows{
        {"V-1", "2025-12-31", ""},  // in the register already
        {"V-2", "2025-12-31", "claims.year-closed"},
        {"V-3", "2024-05-01", "claims.year-closed"},
        {"V-4", "2026-01-01", ""},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(refused_with(decided_on(row.number, row.decided_on)), row.problem) << row.number;
    }
    EXPECT_EQ(count("claim"), 2);
    EXPECT_EQ(count("posting"), 2);
}

DRAAGKRACHT_ON_BOTH_DATABASES(ClaimsOnBoth);

}  // namespace draagkracht::claims
