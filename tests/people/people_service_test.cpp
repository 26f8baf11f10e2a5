#include "draagkracht/people/people_service.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <algorithm>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/people/people_store.hpp"
#include "draagkracht/storage/rows.hpp"
#include "support/random.hpp"
#include "support/test_register.hpp"

namespace draagkracht::people {

using base::PersonId;
using storage::Transaction;
using test_support::TestRegister;

class PeopleOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (!IsSkipped()) {
            register_.emplace(database());
        }
    }
    TestRegister& reg() { return *register_; }
    PeopleService service() { return PeopleService{database(), reg().sealer()}; }

    base::Outcome<PersonId> add(const PersonFacts& facts) {
        return service().register_person(reg().officer(), reg().zandwijk(), facts);
    }
    std::string refused_with(const PersonFacts& facts) {
        const base::Outcome<PersonId> outcome = add(facts);
        return outcome ? "" : outcome.error().code;
    }
    std::optional<PersonId> by_bsn(const std::string& bsn) {
        return service()
            .find_by_bsn(reg().officer(), reg().zandwijk(), base::Bsn::parse(bsn).value())
            .value();
    }
    base::Registration add_household(const HouseholdFacts& facts) {
        Transaction transaction{database(), "household", storage::Access::write};
        audit::Trail trail{transaction, reg().officer().author()};
        base::Registration done =
            service().register_households(transaction, trail, reg().zandwijk(), {facts});
        trail.write();
        transaction.commit();
        return done;
    }
    long long count(const std::string& from) {
        Transaction transaction{database(), "count", storage::Access::read};
        long long rows = 0;
        transaction.sql() << "SELECT COUNT(*) FROM " + from, soci::into(rows);
        return rows;
    }
    // One column of one table, all rows, as one text.
    std::string all_text_of(const std::string& columns, const std::string& table) {
        Transaction transaction{database(), "read all", storage::Access::read};
        std::string all;
        std::string text;
        storage::for_each_row(
            (ask(transaction, "SELECT " + columns + " FROM " + table), soci::into(text)),
            [&] { all += text + "\n"; }
        );
        return all;
    }

  private:
    std::optional<TestRegister> register_;
};

namespace {

PersonFacts with_bsn(const std::string& client_number, const std::string& bsn) {
    PersonFacts facts = TestRegister::person_facts(client_number);
    facts.bsn = base::Bsn::parse(bsn).value();
    return facts;
}

HouseholdMember member(PersonId person, HouseholdRole role, const char* from, const char* until) {
    return {
        person,
        role,
        base::Date::parse(from).value(),
        until == nullptr ? std::nullopt : std::optional{base::Date::parse(until).value()}};
}

}  // namespace

TEST_P(PeopleOnBoth, APersonIsSeenAsRegisteredWithTheBsnMasked) {
    PersonFacts facts = with_bsn("100001", "111222333");
    facts.accounts = {
        base::Iban::parse("NL91ABNA0417164300").value(),
        base::Iban::parse("NL20INGB0001234567").value()};
    facts.benefits = {{BenefitLaw::pw, base::Date::parse("2020-01-01").value(), std::nullopt}};
    const PersonId person = add(facts).value();
    const Identity seen = service().identity_of(reg().officer(), person).value();
    EXPECT_EQ(seen.person, person);
    EXPECT_EQ(seen.municipality, reg().zandwijk());
    EXPECT_EQ(seen.client_number, "100001");
    EXPECT_EQ(seen.masked_bsn, "*****2333");
    EXPECT_EQ(seen.name, facts.name);
    EXPECT_EQ(seen.birth_date, facts.birth_date);
    EXPECT_EQ(seen.address, facts.address);
    EXPECT_EQ(seen.phone, facts.phone);
    EXPECT_EQ(seen.email, facts.email);
    EXPECT_THAT(seen.accounts, testing::UnorderedElementsAreArray(facts.accounts));
    EXPECT_EQ(seen.benefits, facts.benefits);

    PersonFacts bare;
    bare.client_number = "100002";
    bare.name.surname = "Bloot";
    const Identity little = service().identity_of(reg().officer(), add(bare).value()).value();
    EXPECT_EQ(little.masked_bsn, "");
    EXPECT_FALSE(little.birth_date.has_value());
    EXPECT_FALSE(little.address.is_known());
    EXPECT_TRUE(little.accounts.empty());
}

TEST_P(PeopleOnBoth, TheBsnIsFoundByAndReadByNobodyWithoutTheKey) {
    const PersonId person = add(with_bsn("100001", "111222333")).value();
    EXPECT_EQ(by_bsn("111222333"), person);
    EXPECT_EQ(by_bsn("123456782"), std::nullopt);
    const std::string stored =
        all_text_of("bsn_sealed || ' ' || bsn_index || ' ' || registered_hash", "person_identity");
    EXPECT_EQ(stored.find("111222333"), std::string::npos);
    const storage::Sealer other_key = test_support::test_sealer();
    PeopleService thief{database(), other_key};
    EXPECT_EQ(thief.identity_of(reg().officer(), person).error().code, "storage.cannot-unseal");
    EXPECT_EQ(
        thief.find_by_bsn(reg().officer(), reg().zandwijk(), base::Bsn::parse("111222333").value())
            .value(),
        std::nullopt
    );
}

TEST_P(PeopleOnBoth, ASealedBsnThatIsMovedToAnotherPersonIsNotOpened) {
    (void)add(with_bsn("100001", "111222333")).value();
    const PersonId other = add(with_bsn("100002", "123456782")).value();
    {
        Transaction transaction{database(), "move", storage::Access::write};
        const long long person_id = other.value();
        transaction.sql() << "UPDATE person_identity SET bsn_sealed ="
                             " (SELECT bsn_sealed FROM person_identity WHERE person_id <> :person)"
                             " WHERE person_id = :person",
            soci::use(person_id, "person");
        transaction.commit();
    }
    EXPECT_EQ(service().identity_of(reg().officer(), other).error().code, "storage.cannot-unseal");
}

TEST_P(PeopleOnBoth, EveryLookIsInTheTrailWithoutPersonalData) {
    const PersonId person = add(with_bsn("100001", "111222333")).value();
    ASSERT_EQ(by_bsn("111222333"), person);
    ASSERT_EQ(by_bsn("123456782"), std::nullopt);
    ASSERT_TRUE(
        service().find_by_client_number(reg().officer(), reg().zandwijk(), "100001").has_value()
    );
    ASSERT_TRUE(service().identity_of(reg().machine(access::Machine::letter_room), person));
    const std::string actions =
        all_text_of("actor || ' ' || action || ' ' || subject || ' ' || details", "audit_event");
    const std::string id = std::to_string(person.value());
    for (const std::string& line :
         {"officer:1 people.register person:" + id + " {}",
          "officer:1 people.find person:" + id + R"( {"by":"bsn"})",
          std::string{R"(officer:1 people.find nobody {"by":"bsn"})"},
          "officer:1 people.find person:" + id + R"( {"by":"client_number"})",
          "machine:letter_room people.look person:" + id + " {}"}) {
        EXPECT_NE(actions.find(line), std::string::npos) << line << " is not in\n" << actions;
    }
    for (const std::string personal : {"111222333", "123456782", "Berg", "Dorpsstraat", "06-1"}) {
        EXPECT_EQ(actions.find(personal), std::string::npos) << personal;
    }
}

TEST_P(PeopleOnBoth, WhoHasNoRightSeesNobody) {
    const PersonId person = add(with_bsn("100001", "111222333")).value();
    const long long events = count("audit_event");
    for (const access::Occasion& occasion :
         {reg().officer(access::Role::administrator),
          reg().machine(access::Machine::conversion),
          access::Occasion{
              access::Actor::officer(
                  base::OfficerId{2},
                  "elsewhere",
                  {{base::MunicipalityId{999}, {access::Role::debt_officer}}}
              ),
              reg().officer().today,
              reg().officer().moment}}) {
        const base::Bsn bsn = base::Bsn::parse("111222333").value();
        EXPECT_EQ(service().identity_of(occasion, person).error().code, "access.not-allowed");
        EXPECT_EQ(service().family_of(occasion, person).error().code, "access.not-allowed");
        EXPECT_EQ(
            service().find_by_bsn(occasion, reg().zandwijk(), bsn).error().code,
            "access.not-allowed"
        );
        EXPECT_EQ(
            service().find_by_client_number(occasion, reg().zandwijk(), "100001").error().code,
            "access.not-allowed"
        );
        EXPECT_EQ(
            service()
                .register_person(occasion, reg().zandwijk(), with_bsn("100001", "111222333"))
                .error()
                .code,
            "access.not-allowed"
        );
    }
    EXPECT_EQ(count("audit_event"), events);
}

TEST_P(PeopleOnBoth, SeveralAreSeenInTheOrderAskedFor) {
    const PersonId first = reg().person("100001");
    const PersonId second = reg().person("100002");
    const auto seen = service().identities_of(reg().officer(), {second, first}).value();
    ASSERT_EQ(seen.size(), 2U);
    EXPECT_EQ(seen[0].person, second);
    EXPECT_EQ(seen[1].person, first);
    EXPECT_TRUE(service().identities_of(reg().officer(), {}).value().empty());
    EXPECT_EQ(
        service().identities_of(reg().officer(), {first, PersonId{999}}).error().code,
        "people.unknown-person"
    );
}

TEST_P(PeopleOnBoth, WhatIsRefusedWritesNothing) {
    ASSERT_TRUE(add(with_bsn("100001", "111222333")).has_value());
    PersonFacts moved = with_bsn("100001", "111222333");
    moved.address.house_number = "13";
    EXPECT_EQ(refused_with(moved), "people.other-content");
    EXPECT_EQ(refused_with(with_bsn("100001", "123456782")), "people.other-content");
    EXPECT_EQ(refused_with(with_bsn("100002", "111222333")), "people.bsn-taken");
    PersonFacts nameless = with_bsn("100003", "123456782");
    nameless.name.surname = "";
    EXPECT_EQ(refused_with(nameless), "people.missing");
    EXPECT_EQ(count("person"), 1);
    EXPECT_EQ(count("person_identity"), 1);
}

TEST_P(PeopleOnBoth, ASetWithOneWrongPersonIsRefusedWithEachProblem) {
    Transaction transaction{database(), "set", storage::Access::write};
    audit::Trail trail{transaction, reg().officer().author()};
    const base::Registration done = service().register_people(
        transaction,
        trail,
        reg().zandwijk(),
        reg().officer().today,
        {with_bsn("100001", "111222333"),
         with_bsn("100002", "111222333"),
         TestRegister::person_facts("100001")}
    );
    ASSERT_EQ(done.problems.size(), 2U);
    EXPECT_EQ(done.problems[0].code, "people.other-content");
    EXPECT_EQ(done.problems[0].where, "100001");
    EXPECT_EQ(done.problems[1].code, "people.bsn-taken");
    EXPECT_EQ(done.problems[1].where, "100002");
    EXPECT_EQ(done.added_count, 0U);
}

// Guarantee 3 for registering people: any part again, in any order, adds nothing.
TEST_P(PeopleOnBoth, RegisteringTwiceIsRegisteringOnce) {
    test_support::Random random;
    std::vector<PersonFacts> people;
    for (int number = 0; number < 80; ++number) {
        PersonFacts facts = TestRegister::person_facts(std::to_string(200000 + number));
        facts.phone = std::to_string(random.between(0, 999999));
        if (random.chance(50)) {
            facts.accounts.push_back(base::Iban::parse("NL91ABNA0417164300").value());
        }
        people.push_back(facts);
    }
    const auto load = [&](const std::vector<PersonFacts>& set) {
        Transaction transaction{database(), "load", storage::Access::write};
        audit::Trail trail{transaction, reg().officer().author()};
        const base::Registration done = service().register_people(
            transaction, trail, reg().zandwijk(), reg().officer().today, set
        );
        trail.write();
        transaction.commit();
        return done;
    };
    EXPECT_EQ(load(people).added_count, 80U);
    const long long accounts = count("person_account");
    for (int round = 0; round < 5; ++round) {
        std::shuffle(people.begin(), people.end(), random.engine());
        const std::vector<PersonFacts> part{people.begin(), people.begin() + random.between(1, 80)};
        const base::Registration again = load(part);
        EXPECT_TRUE(again.problems.empty());
        EXPECT_EQ(again.added_count, 0U);
        EXPECT_EQ(again.known_count, part.size());
    }
    EXPECT_EQ(count("person"), 80);
    EXPECT_EQ(count("person_account"), accounts);
    EXPECT_EQ(count("audit_event"), 81) << "one for each person, one for the municipality";
}

TEST_P(PeopleOnBoth, TheFamilyIsWhoIsThereToday) {
    const PersonId applicant = reg().person("100001");
    const PersonId partner = reg().person("100002");
    const PersonId former = reg().person("100003");
    const PersonId child = reg().person("100004");
    const HouseholdFacts facts{
        "H-1",
        {member(applicant, HouseholdRole::applicant, "2020-01-01", nullptr),
         member(former, HouseholdRole::partner, "2020-01-01", "2024-12-31"),
         member(partner, HouseholdRole::partner, "2025-01-01", nullptr),
         member(child, HouseholdRole::child, "2026-07-01", nullptr)},
        "x.jsonl:1"};
    EXPECT_EQ(add_household(facts).added_count, 1U);
    EXPECT_EQ(add_household(facts).known_count, 1U);
    const auto family_at = [&](PersonId person, const std::string& today) {
        std::vector<std::string> told;
        const std::vector<FamilyMember> family =
            service().family_of(reg().officer(access::Role::debt_officer, today), person).value();
        for (const FamilyMember& one : family) {
            told.push_back(one.identity.client_number + " " + std::string{to_text(one.role)});
        }
        return told;
    };
    using testing::ElementsAre;
    EXPECT_THAT(family_at(applicant, "2024-12-31"), ElementsAre("100003 partner"));
    EXPECT_THAT(family_at(applicant, "2026-06-30"), ElementsAre("100002 partner"));
    EXPECT_THAT(family_at(applicant, "2026-07-01"), ElementsAre("100002 partner", "100004 child"));
    EXPECT_THAT(family_at(child, "2026-07-01"), ElementsAre("100001 applicant", "100002 partner"));
    EXPECT_THAT(family_at(former, "2026-07-01"), ElementsAre());
}

TEST_P(PeopleOnBoth, AHouseholdOfStrangersIsRefused) {
    HouseholdFacts facts{
        "H-1",
        {member(PersonId{999}, HouseholdRole::applicant, "2020-01-01", nullptr)},
        "x.jsonl:1"};
    const base::Registration refused = add_household(facts);
    ASSERT_EQ(refused.problems.size(), 1U);
    EXPECT_EQ(refused.problems[0].code, "people.unknown-person");
    EXPECT_EQ(refused.problems[0].where, "x.jsonl:1");
    facts.members[0].person = reg().person("100001");
    EXPECT_EQ(add_household(facts).added_count, 1U);
    facts.members[0].role = HouseholdRole::partner;
    facts.members.push_back(
        member(reg().person("100002"), HouseholdRole::applicant, "2020-01-01", nullptr)
    );
    EXPECT_EQ(add_household(facts).problems.at(0).code, "people.other-content");
    EXPECT_EQ(count("household_member"), 1);
}

TEST_P(PeopleOnBoth, OtherRoomsFindPeopleByAccountAndNumber) {
    const base::Iban guardian = base::Iban::parse("NL91ABNA0417164300").value();
    const base::Iban own = base::Iban::parse("NL20INGB0001234567").value();
    PersonFacts first = TestRegister::person_facts("100001");
    first.accounts = {guardian, own};
    PersonFacts second = TestRegister::person_facts("100002");
    second.accounts = {guardian};
    const PersonId one = add(first).value();
    const PersonId two = add(second).value();
    Transaction transaction{database(), "find", storage::Access::read};
    const auto of_guardian = people_of_accounts(transaction, reg().zandwijk(), {guardian});
    ASSERT_EQ(of_guardian.size(), 2U);
    EXPECT_EQ(of_guardian[0].person, one);
    EXPECT_EQ(of_guardian[1].person, two);
    EXPECT_EQ(people_of_accounts(transaction, reg().zandwijk(), {own}).size(), 1U);
    EXPECT_TRUE(people_of_accounts(transaction, base::MunicipalityId{999}, {own}).empty());
    const auto numbers =
        people_of_client_numbers(transaction, reg().zandwijk(), {"100002", "999", "it's"});
    ASSERT_EQ(numbers.size(), 1U);
    EXPECT_EQ(numbers.at("100002"), two);
    const auto municipalities = municipalities_of(transaction, {one, PersonId{999}});
    ASSERT_EQ(municipalities.size(), 1U);
    EXPECT_EQ(municipalities.at(one), reg().zandwijk());
}

DRAAGKRACHT_ON_BOTH_DATABASES(PeopleOnBoth);

}  // namespace draagkracht::people
