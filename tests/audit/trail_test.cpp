#include "draagkracht/audit/trail.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include "audit/chain.hpp"
#include "support/test_database.hpp"

namespace draagkracht::audit {

using testing::HasSubstr;

namespace {

const Author officer{
    "officer:12",
    base::BusinessDate{base::Date{std::chrono::year{2026} / 7 / 1}},
    base::Timestamp::parse("2026-07-01T12:30:00Z").value()};

const base::PersonId person{7};

}  // namespace

TEST(ChainTest, TheHashCoversEveryField) {
    const RecordedEvent event{
        3,
        "moment",
        "date",
        "actor",
        {"action", base::MunicipalityId{1}, person, "s", "{}"},
        std::string{hash_before_the_first},
        ""};
    const std::vector<std::function<void(RecordedEvent&)>> changes{
        [](RecordedEvent& changed) { changed.sequence = 4; },
        [](RecordedEvent& changed) { changed.occurred_at = "other"; },
        [](RecordedEvent& changed) { changed.business_date = "other"; },
        [](RecordedEvent& changed) { changed.actor = "other"; },
        [](RecordedEvent& changed) { changed.event.action = "other"; },
        [](RecordedEvent& changed) { changed.event.municipality.reset(); },
        [](RecordedEvent& changed) { changed.event.person = base::PersonId{8}; },
        [](RecordedEvent& changed) { changed.event.subject = "other"; },
        [](RecordedEvent& changed) { changed.event.details = "{\"a\":1}"; },
        [](RecordedEvent& changed) { changed.previous_hash = "other"; },
        // What moves from one field to the next is another event too.
        [](RecordedEvent& changed) {
            changed.occurred_at = "momentd";
            changed.business_date = "ate";
        },
    };
    for (const auto& change : changes) {
        RecordedEvent changed = event;
        change(changed);
        EXPECT_NE(hash_of(changed), hash_of(event));
    }
}

class TrailOnBoth : public test_support::OnBothDatabases {
  protected:
    void record_three() {
        storage::Transaction transaction{database(), "three events", storage::Access::write};
        Trail trail{transaction, officer};
        trail.record({"people.look", std::nullopt, person, "person:7"});
        trail.record({"claims.register", std::nullopt, std::nullopt, "claim:9"});
        trail.write();
        trail.record({"people.look", std::nullopt, person, "person:7"});
        trail.write();
        transaction.commit();
    }

    // As the fourth.
    void record_of_many() {
        storage::Transaction transaction{database(), "of many", storage::Access::write};
        Trail trail{transaction, officer};
        trail.record(
            {"payments.book",
             std::nullopt,
             std::nullopt,
             "statement:3",
             "{}",
             {person, base::PersonId{8}, base::PersonId{9}}}
        );
        trail.write();
        transaction.commit();
    }

    base::Outcome<std::int64_t> verified() {
        storage::Transaction transaction{database(), "verify", storage::Access::read};
        return verify_chain(transaction);
    }

    // What somebody with the password of the database could do.
    void tamper(const std::string& statement) {
        const std::vector<std::string> on_sqlite{
            "DROP TRIGGER IF EXISTS audit_event_refuses_UPDATE",
            "DROP TRIGGER IF EXISTS audit_event_refuses_DELETE",
            "DROP TRIGGER IF EXISTS audit_event_person_refuses_DELETE"};
        const std::vector<std::string> on_postgresql{
            "ALTER TABLE audit_event DISABLE TRIGGER ALL",
            "ALTER TABLE audit_event_person DISABLE TRIGGER ALL"};
        const std::vector<std::string>& open_the_lock =
            GetParam() == storage::Engine::sqlite ? on_sqlite : on_postgresql;
        storage::Transaction transaction{database(), "tamper", storage::Access::write};
        for (const std::string& act : open_the_lock) {
            transaction.sql() << act;
        }
        transaction.sql() << statement;
        transaction.commit();
    }
};

TEST_P(TrailOnBoth, AWholeChainHolds) {
    EXPECT_EQ(verified().value(), 0);
    record_three();
    EXPECT_EQ(verified().value(), 3);
}

// Guarantee 11: a change to the trail is found, and so is the place.
TEST_P(TrailOnBoth, AChangedEventIsFound) {
    record_three();
    tamper("UPDATE audit_event SET actor = 'officer:13' WHERE sequence = 2");
    EXPECT_EQ(verified().error().code, "audit.chain-broken");
    EXPECT_THAT(verified().error().message, HasSubstr("event 2"));
}

TEST_P(TrailOnBoth, ARemovedEventIsFoundInTheMiddleAndAtTheEnd) {
    record_three();
    tamper("DELETE FROM audit_event WHERE sequence = 3");
    EXPECT_THAT(verified().error().message, HasSubstr("event 3"));
}

TEST_P(TrailOnBoth, WhatIsRolledBackLeavesNoEvent) {
    {
        storage::Transaction transaction{database(), "given up", storage::Access::write};
        Trail trail{transaction, officer};
        trail.record({"people.look", std::nullopt, person, "person:7"});
        trail.write();
    }
    EXPECT_EQ(verified().value(), 0);
}

TEST_P(TrailOnBoth, TheEventsOfAPersonComeNewestFirst) {
    record_three();
    storage::Transaction transaction{database(), "read", storage::Access::read};
    const std::vector<RecordedEvent> events = events_of_person(transaction, person, 10);
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0].sequence, 3);
    EXPECT_EQ(events[1].sequence, 1);
    EXPECT_EQ(events[1].actor, "officer:12");
    EXPECT_EQ(events_of_person(transaction, person, 1).size(), 1U);
}

// Guarantee 11 for what is told of many people at once.
TEST_P(TrailOnBoth, AnEventOfManyIsFoundByEachOfThem) {
    record_three();
    record_of_many();
    storage::Transaction transaction{database(), "read", storage::Access::read};
    for (const base::PersonId one : {person, base::PersonId{8}, base::PersonId{9}}) {
        const std::vector<RecordedEvent> events = events_of_person(transaction, one, 10);
        ASSERT_FALSE(events.empty());
        EXPECT_EQ(events[0].sequence, 4);
        EXPECT_EQ(events[0].event.action, "payments.book");
    }
    EXPECT_EQ(events_of_person(transaction, person, 10).size(), 3U);
    EXPECT_EQ(last_sequence(transaction), 4);
}

// What is taken for people is not taken for rows, so nobody can be moved out of sight there.
TEST_P(TrailOnBoth, PeopleWhoArePassedOffAsRowsAreFound) {
    record_three();
    record_of_many();
    tamper("UPDATE audit_event SET rows_written = '[7,8,9]' WHERE sequence = 4");
    tamper("DELETE FROM audit_event_person WHERE sequence = 4");
    ASSERT_FALSE(verified());
    EXPECT_THAT(verified().error().message, HasSubstr("event 4"));
}

TEST_P(TrailOnBoth, WhoeverIsAddedToAnEventOfManyOrTakenFromItIsFound) {
    const auto found_after = [this](const std::string& statement) {
        tamper(statement);
        const base::Outcome<std::int64_t> told = verified();
        return told ? "nothing" : told.error().message;
    };
    record_three();
    record_of_many();
    EXPECT_EQ(verified().value(), 4);
    EXPECT_THAT(
        found_after("INSERT INTO audit_event_person (person_id, sequence) VALUES (10, 4)"),
        HasSubstr("event 4")
    );
    EXPECT_EQ(found_after("DELETE FROM audit_event_person WHERE person_id = 10"), "nothing");
    EXPECT_THAT(
        found_after("INSERT INTO audit_event_person (person_id, sequence) VALUES (7, 2)"),
        HasSubstr("event 2")
    );
    EXPECT_EQ(found_after("DELETE FROM audit_event_person WHERE sequence = 2"), "nothing");
    EXPECT_THAT(
        found_after("INSERT INTO audit_event_person (person_id, sequence) VALUES (7, 99)"),
        HasSubstr("event 5")
    );
    EXPECT_EQ(found_after("DELETE FROM audit_event_person WHERE sequence = 99"), "nothing");
    EXPECT_THAT(
        found_after("DELETE FROM audit_event_person WHERE person_id = 8"), HasSubstr("event 4")
    );
}

TEST_P(TrailOnBoth, ATrailKnowsWhichEventsAreItsOwn) {
    record_three();
    storage::Transaction transaction{database(), "more", storage::Access::write};
    Trail trail{transaction, officer};
    EXPECT_GT(trail.written().first, trail.written().last);
    trail.record({"claims.register", std::nullopt, std::nullopt, "claim:9"});
    trail.write();
    trail.record({"claims.register", std::nullopt, std::nullopt, "claim:10"});
    trail.record({"claims.register", std::nullopt, std::nullopt, "claim:11"});
    trail.write();
    EXPECT_EQ(trail.written().first, 4);
    EXPECT_EQ(trail.written().last, 6);
}

DRAAGKRACHT_ON_BOTH_DATABASES(TrailOnBoth);

}  // namespace draagkracht::audit
