// Follow-up as an officer meets it: the worklist, the contact log and the formal notice.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "followup/followup_fixture.hpp"

namespace draagkracht::followup {

namespace {

using base::Money;
using test_support::TestPlan;
using enum Channel;
using enum ContactOutcome;

TEST_P(FollowupOnBoth, TheWorklistSaysWhoWhySinceWhenAndWhatIsLeft) {
    const TestPlan plan = plans().add("100001");
    plans().pay(plan, "70.00", "2026-06-01");  // the first, and 20.00 of the second
    EXPECT_EQ(whole_night("2026-07-07"), "0 1 0");
    plans().pay(plan, "10.00", "2026-07-08");

    const Worklist list = worklist("2026-07-09");
    ASSERT_EQ(list.items.size(), 1U);
    const WorklistItem& item = list.items.front();
    EXPECT_EQ(item.person, plan.person);
    EXPECT_EQ(item.client_number, "100001");
    EXPECT_EQ(item.name, "A.B. van der Berg");
    EXPECT_EQ(item.phone, "06-12345678");
    EXPECT_EQ(item.arrear, (Arrear{plan.plan, 2}));
    EXPECT_EQ(item.plan_number, "R-100001");
    EXPECT_EQ(item.instalment.due_date, date("2026-07-01"));
    EXPECT_EQ(item.standing.left, Money::cents(2000));
    EXPECT_EQ(item.standing.punctuality, Punctuality::partly_paid);
    EXPECT_EQ(item.standing.missed_on, date("2026-07-07"));
    EXPECT_EQ(item.opened_on, date("2026-07-07"));
    EXPECT_EQ(item.attempt_count, 0);
    EXPECT_FALSE(item.last_contact.has_value());
    EXPECT_EQ(list.total_count, 1);
    EXPECT_EQ(list.left_total, Money::cents(2000));
    EXPECT_EQ(list.oldest_opened_on, date("2026-07-07"));
}

TEST_P(FollowupOnBoth, TheWorklistIsShownInPagesWithTheTotalsOfAll) {
    for (const char* client : {"100001", "100002", "100003"}) {
        static_cast<void>(plans().add(client));
    }
    EXPECT_EQ(night("2026-06-07", open_missed_tasks), 3);
    const Worklist page =
        service().worklist(officer_on("2026-06-07"), zandwijk(), {.limit = 2, .offset = 2}).value();
    EXPECT_EQ(page.items.size(), 1U);
    EXPECT_EQ(page.total_count, 3);
    EXPECT_EQ(page.left_total, Money::cents(15000));
}

TEST_P(FollowupOnBoth, AnAttemptComesBackTheNextDayAndATalkEndsTheTask) {
    const TestPlan plan = plans().add("100001");
    EXPECT_EQ(night("2026-06-07", open_missed_tasks), 1);
    ASSERT_TRUE(record(contact(plan, 1, "2026-06-08", phone, no_answer)));
    EXPECT_TRUE(worklist("2026-06-08").items.empty());
    const Worklist next_day = worklist("2026-06-09");
    ASSERT_EQ(next_day.items.size(), 1U);
    EXPECT_EQ(next_day.items.front().attempt_count, 1);
    EXPECT_EQ(next_day.items.front().last_contact->kind.outcome, no_answer);
    EXPECT_EQ(next_day.items.front().due_on, date("2026-06-09"));

    ASSERT_TRUE(record(contact(plan, 1, "2026-06-09", phone, spoken)));
    EXPECT_TRUE(worklist("2026-06-20").items.empty());
    EXPECT_EQ(count("task_end WHERE outcome = 'contacted'"), 1);
}

TEST_P(FollowupOnBoth, ATalkThatEndsWithADateComesBackOnThatDate) {
    const TestPlan plan = plans().add("100001");
    EXPECT_EQ(night("2026-06-07", open_missed_tasks), 1);
    Contact talk = contact(plan, 1, "2026-06-08", phone, spoken);
    talk.come_back_on = date("2026-06-12");
    ASSERT_TRUE(record(talk));
    EXPECT_TRUE(worklist("2026-06-11").items.empty());
    EXPECT_EQ(worklist("2026-06-12").items.size(), 1U);
}

TEST_P(FollowupOnBoth, TheTasksOfAPersonAreThereAlsoWhenTheyWait) {
    const TestPlan plan = plans().add("100001");
    const TestPlan of_another = plans().add("100002");
    EXPECT_EQ(night("2026-06-07", open_missed_tasks), 2);
    ASSERT_TRUE(record(contact(plan, 1, "2026-06-08", phone, no_answer)));
    const auto tasks_of = [&](base::PersonId person) {
        return service().tasks_of(officer_on("2026-06-08"), zandwijk(), person).value();
    };
    ASSERT_EQ(tasks_of(plan.person).size(), 1U);
    EXPECT_EQ(tasks_of(plan.person).front().arrear, (Arrear{plan.plan, 1}));
    EXPECT_EQ(tasks_of(plan.person).front().due_on, date("2026-06-09"));
    EXPECT_EQ(tasks_of(of_another.person).size(), 1U);
    ASSERT_TRUE(record(contact(plan, 1, "2026-06-09", phone, spoken)));
    EXPECT_TRUE(tasks_of(plan.person).empty());
    EXPECT_EQ(
        service()
            .tasks_of(reg().officer(access::Role::administrator), zandwijk(), plan.person)
            .error()
            .code,
        "access.not-allowed"
    );
}

TEST_P(FollowupOnBoth, WhatThereIsToTalkAboutStandsTogether) {
    const TestPlan plan = plans().add("100001");
    plans().pay(plan, "20.00", "2026-06-02");
    EXPECT_EQ(night("2026-06-07", open_missed_tasks), 1);
    Contact attempt = contact(plan, 1, "2026-06-08", phone, message_left);
    attempt.notes = "Asked to call back before five.";
    ASSERT_TRUE(record(attempt));
    const base::TaskId task = worklist("2026-06-09").items.front().task;

    const TalkFacts facts =
        service().talk_facts(officer_on("2026-06-09"), zandwijk(), task).value();
    EXPECT_EQ(facts.item.standing.left, Money::cents(3000));
    EXPECT_EQ(facts.plan_total, Money::cents(30000));
    EXPECT_EQ(facts.plan_paid, Money::cents(2000));
    EXPECT_EQ(facts.agreed_amount, Money::cents(5000));
    ASSERT_EQ(facts.claims.size(), 1U);
    EXPECT_EQ(facts.claims.front().claim_number, "V-100001");
    EXPECT_EQ(facts.claims.front().balance, Money::cents(28000));
    ASSERT_EQ(facts.contacts.size(), 1U);
    EXPECT_EQ(facts.contacts.front().contact.notes, "Asked to call back before five.");
    EXPECT_EQ(facts.gate.attempt_count, 1);
    EXPECT_FALSE(facts.gate.is_open());
    EXPECT_EQ(
        service().talk_facts(officer_on("2026-06-09"), zandwijk(), base::TaskId{1}).error().code,
        "followup.no-such-task"
    );
}

TEST_P(FollowupOnBoth, AContactHandedInTwiceIsOneContact) {
    const TestPlan plan = plans().add("100001");
    const Contact talk = contact(plan, 1, "2026-06-08", phone, spoken);
    const base::ContactId first = record(talk).value();
    EXPECT_EQ(record(talk).value(), first);
    EXPECT_EQ(count("contact"), 1);
    EXPECT_EQ(count("audit_event WHERE action = 'followup.record_contact'"), 1);

    Contact other = talk;
    other.nonpayment_reason = NonpaymentReason::forgotten;
    EXPECT_EQ(record(other).error().code, "followup.contact-number-taken");
    Contact other_notes = talk;
    other_notes.notes = "something else";
    EXPECT_EQ(record(other_notes).error().code, "followup.contact-number-taken");
    EXPECT_EQ(count("contact"), 1);
}

TEST_P(FollowupOnBoth, AContactIsAboutAnArrearOfThatPersonInThatMunicipality) {
    const TestPlan one = plans().add("100001");
    const TestPlan two = plans().add("100002");
    Contact of_another = contact(one, 1, "2026-06-08", phone, spoken);
    of_another.person = two.person;
    EXPECT_EQ(record(of_another).error().code, "followup.no-such-arrear");
    EXPECT_EQ(
        record(contact(one, 7, "2026-06-08", phone, spoken)).error().code, "followup.no-such-arrear"
    );
    Contact of_nobody = contact(one, 1, "2026-06-08", phone, spoken);
    of_nobody.person = base::PersonId{999999};
    EXPECT_EQ(record(of_nobody).error().code, "people.unknown-person");
    EXPECT_EQ(count("contact"), 0);
}

TEST_P(FollowupOnBoth, ManyContactsOfAFormerSystemAreAddedTogetherOrNotAtAll) {
    const TestPlan plan = plans().add("100001");
    const Contact good = contact(plan, 1, "2026-06-08", phone, spoken);
    Contact wrong = contact(plan, 9, "2026-06-09", letter, sent);
    wrong.where = "register.jsonl:12";
    const access::Occasion occasion = reg().machine(access::Machine::conversion);
    const auto load = [&](const std::vector<Contact>& contacts) {
        storage::Transaction transaction{database(), "load", storage::Access::write};
        audit::Trail trail{transaction, occasion.author()};
        const base::Registration done =
            service().register_contacts(transaction, trail, occasion, zandwijk(), contacts);
        trail.write();
        transaction.commit();
        return done;
    };
    const base::Registration refused = load({good, wrong});
    ASSERT_EQ(refused.problems.size(), 1U);
    EXPECT_EQ(refused.problems.front().code, "followup.no-such-arrear");
    EXPECT_EQ(refused.problems.front().where, "register.jsonl:12");
    EXPECT_EQ(count("contact"), 0);

    EXPECT_EQ(load({good, contact(plan, 1, "2026-06-10", letter, sent)}).added_count, 2U);
    const base::Registration again = load({good});
    EXPECT_EQ(again.added_count, 0U);
    EXPECT_EQ(again.known_count, 1U);
    EXPECT_EQ(count("contact"), 2);
}

TEST_P(FollowupOnBoth, NotesAreSealedAndTheLogIsNeverChanged) {
    const TestPlan plan = plans().add("100001");
    Contact talk = contact(plan, 1, "2026-06-08", phone, spoken);
    talk.notes = "Lost the job in May.";
    ASSERT_TRUE(record(talk));
    EXPECT_EQ(count("contact WHERE notes_sealed LIKE '%job%'"), 0);
    const auto log = service().contacts_of(officer_on("2026-06-09"), zandwijk(), plan.person);
    EXPECT_EQ(log->front().contact, talk);
    EXPECT_EQ(log->front().recorded_by, "officer:1");

    for (const char* change :
         {"UPDATE contact SET outcome = 'no_answer'",
          "DELETE FROM contact",
          "DELETE FROM contact_arrear"}) {
        storage::Transaction transaction{database(), "change", storage::Access::write};
        EXPECT_ANY_THROW(transaction.sql() << change) << change;
    }
}

TEST_P(FollowupOnBoth, EveryLookAtAPersonIsInTheTrail) {
    const TestPlan plan = plans().add("100001");
    EXPECT_EQ(night("2026-06-07", open_missed_tasks), 1);
    const auto looks = [&] {
        return count(
            "audit_event WHERE action LIKE '%.look' AND person_id = " +
            std::to_string(plan.person.value())
        );
    };
    const long long before = looks();
    const base::TaskId task = worklist("2026-06-08").items.front().task;
    EXPECT_EQ(looks(), before + 1);
    ASSERT_TRUE(service().talk_facts(officer_on("2026-06-08"), zandwijk(), task));
    EXPECT_EQ(looks(), before + 2);
    ASSERT_TRUE(service().contacts_of(officer_on("2026-06-08"), zandwijk(), plan.person));
    EXPECT_EQ(looks(), before + 3);
}

TEST_P(FollowupOnBoth, EachUseCaseAsksItsRight) {
    const TestPlan plan = plans().add("100001");
    const access::Occasion administrator = reg().officer(access::Role::administrator);
    const access::Occasion caseworker = reg().officer(access::Role::caseworker);
    const std::string refused = "access.not-allowed";
    EXPECT_EQ(service().worklist(administrator, zandwijk(), {}).error().code, refused);
    EXPECT_EQ(
        service().talk_facts(administrator, zandwijk(), base::TaskId{1}).error().code, refused
    );
    EXPECT_EQ(service().contacts_of(administrator, zandwijk(), plan.person).error().code, refused);
    EXPECT_EQ(
        service()
            .record_contact(
                reg().officer(access::Role::auditor),
                zandwijk(),
                contact(plan, 1, "2026-06-08", phone, spoken)
            )
            .error()
            .code,
        refused
    );
    EXPECT_EQ(
        escalation()
            .give_formal_notice(caseworker, zandwijk(), {{plan.plan, 1}, "no reason"})
            .error()
            .code,
        refused
    );
}

TEST_P(FollowupOnBoth, AFormalNoticeComesAfterContactAndOnce) {
    const TestPlan plan = plans().add("100001");
    EXPECT_EQ(notice_outcome(plan, 1, "2026-06-06"), "followup.not-missed");
    EXPECT_EQ(notice_outcome(plan, 9, "2026-06-10"), "followup.no-such-arrear");
    EXPECT_EQ(notice_outcome(plan, 1, "2026-06-10"), "followup.gate-closed");
    ASSERT_TRUE(record(contact(plan, 1, "2026-06-10", phone, no_answer)));
    EXPECT_EQ(notice_outcome(plan, 1, "2026-06-10"), "followup.gate-closed");
    ASSERT_TRUE(record(contact(plan, 1, "2026-06-11", letter, sent)));
    EXPECT_EQ(notice_outcome(plan, 1, "2026-06-11"), "given");
    EXPECT_EQ(notice_outcome(plan, 1, "2026-06-12"), "given");
    EXPECT_EQ(count("escalation_step WHERE step = 'formal_notice' AND basis = 'attempts'"), 1);
    EXPECT_EQ(count("escalation_evidence"), 2);
    EXPECT_EQ(count("audit_event WHERE action = 'followup.formal_notice'"), 1);

    ASSERT_TRUE(record(contact(plan, 2, "2026-07-08", phone, spoken)));
    plans().pay(plan, "100.00", "2026-07-09");
    EXPECT_EQ(notice_outcome(plan, 2, "2026-07-10"), "followup.not-missed");
}

// What is agreed on in place of a plan is what counts; nobody is forced by the former one.
TEST_P(FollowupOnBoth, NoFormalNoticeIsGivenAboutAPlanThatHasEnded) {
    const TestPlan plan = plans().add("100001");
    ASSERT_TRUE(record(contact(plan, 1, "2026-06-10", phone, spoken)));
    plans().end(plan, "2026-06-11", plans::PlanOutcome::replaced);
    EXPECT_EQ(notice_outcome(plan, 1, "2026-06-11"), "followup.no-such-arrear");
    EXPECT_EQ(notice_outcome(plan, 1, "2026-06-12"), "followup.no-such-arrear");
}

TEST_P(FollowupOnBoth, ASecondPersonsApprovalIsTheOnlyWayRoundAndServesOnce) {
    const TestPlan plan = plans().add("100001");
    const auto approval_for = [&](int instalment) {
        access::AccessService access{database()};
        const access::Occasion supervisor{
            access::Actor::officer(
                base::OfficerId{2}, "B", {{zandwijk(), {access::Role::supervisor}}}
            ),
            base::BusinessDate{date("2026-08-10")},
            base::Timestamp::parse("2026-08-10T12:00:00Z").value()};
        const base::ApprovalId asked =
            access
                .ask_approval(
                    officer_on("2026-08-10"),
                    zandwijk(),
                    gate_override_action,
                    gate_override_subject(
                        {plan.plan, instalment}, norms::EscalationStep::formal_notice
                    ),
                    "moves abroad tomorrow"
                )
                .value();
        return access.grant_approval(supervisor, asked).value();
    };
    const access::GrantedApproval approval = approval_for(1);
    EXPECT_EQ(
        notice_outcome(plan, 2, "2026-08-10", approval), "followup.approval-of-something-else"
    );
    EXPECT_EQ(notice_outcome(plan, 1, "2026-08-10", approval), "given");
    EXPECT_EQ(
        count(
            "escalation_step WHERE basis = 'approval' AND approval_id = " +
            std::to_string(approval.id().value())
        ),
        1
    );
    EXPECT_EQ(count("approval WHERE used_at IS NOT NULL"), 1);
}

}  // namespace

// Awb art. 4:113, and 4:112 for the term. What is demanded is all that is due up to the instalment.
TEST_P(FollowupOnBoth, AFormalNoticeIsChargedByWhatItDemands) {
    struct Row {
        std::string instalment;
        std::string first_due;
        int number;
        std::string day;
        std::string fee;
        std::string order_from;
        std::string source;
    };
    const std::vector<Row> rows{
        {"453.99", "2026-06-01", 1, "2026-06-10", "9.00", "2026-06-25", "worked-examples, fee"},
        {"454.00", "2026-06-01", 1, "2026-06-10", "20.00", "2026-06-25", "worked-examples, fee"},
        {"227.00", "2026-06-01", 2, "2026-07-13", "20.00", "2026-07-28", "two of 227.00 are due"},
        {"100.00",
         "2026-04-01",
         1,
         "2026-04-20",
         "9.00",
         "2026-05-05",
         "time lines; one of 100.00"},
        {"454.00", "2025-06-01", 1, "2025-06-10", "none", "2025-06-25", "fee of 2025 not known"},
    };
    int client = 100001;
    for (const Row& row : rows) {
        const TestPlan plan = plans().add(
            std::to_string(client++), {.instalment = row.instalment, .first_due = row.first_due}
        );
        ASSERT_TRUE(record(contact(plan, row.number, row.day, phone, spoken)));
        const auto given = notice(plan, row.number, row.day);
        ASSERT_TRUE(given.has_value()) << given.error().to_line();
        EXPECT_EQ(given->fee ? given->fee->to_string() : "none", row.fee) << row.source;
        EXPECT_EQ(given->order_from.to_string(), row.order_from) << row.source;
        const std::string in_ledger =
            "posting WHERE kind = 'fee' AND component = 'costs' AND value_date = '" + row.day +
            "' AND claim_id = " + std::to_string(plan.claim.value());
        EXPECT_EQ(count(in_ledger), row.fee == "none" ? 0 : 1) << row.source;

        const auto again = notice(plan, row.number, row.day);
        ASSERT_TRUE(again.has_value());
        EXPECT_EQ(again->step, given->step);
        EXPECT_EQ(again->order_from, given->order_from);
        EXPECT_FALSE(again->fee.has_value());
        EXPECT_EQ(count(in_ledger), row.fee == "none" ? 0 : 1) << "a fee is charged once";
    }
    EXPECT_EQ(count(R"(audit_event WHERE details LIKE '%"fee_cents":null%')"), 1);
}

DRAAGKRACHT_ON_BOTH_DATABASES(FollowupOnBoth);

}  // namespace draagkracht::followup
