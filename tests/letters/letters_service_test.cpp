#include "draagkracht/letters/letters_service.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

#include "draagkracht/base/sha256.hpp"
#include "draagkracht/followup/followup_service.hpp"
#include "draagkracht/followup/night_service.hpp"
#include "draagkracht/followup/policy_service.hpp"
#include "letters/letters_service_fixture.hpp"

namespace draagkracht::letters {

namespace {

using nlohmann::json;
using test_support::TestPlan;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// "letters.plan-ended letters.no-address" in the order of asking.
std::string reasons(const LettersReport& report) {
    std::string codes;
    for (const WithheldLetter& letter : report.withheld) {
        codes += (codes.empty() ? "" : " ") + letter.reason.code;
    }
    return codes;
}

}  // namespace

// Six instalments of 50.00 are 300.00, from 1 June; agreed thirty days before, on 2 May.
TEST_P(LettersOnBoth, AConfirmationIsMadeFromThePlanAndFrozen) {
    const TestPlan plan = plans().add("100001");
    ask_confirmation(plan);
    const LettersReport report = send("2026-05-04");
    ASSERT_EQ(report.sent.size(), 1U);
    EXPECT_THAT(report.withheld, IsEmpty());

    const SentLetter letter = seen(report.sent.front());
    EXPECT_EQ(letter.person, plan.person);
    EXPECT_EQ(letter.kind, "plan_confirmation");
    EXPECT_EQ(letter.letter_date, day("2026-05-04"));
    EXPECT_EQ(letter.pdf_sha256, base::sha256_of(letter.pdf));
    const json figures = json::parse(letter.figures_json);
    EXPECT_EQ(figures["total_cents"], 30000);
    EXPECT_EQ(figures["agreed_amount_cents"], 5000);
    EXPECT_EQ(figures["instalments"].size(), 6U);
    const std::string text = text_of(letter.pdf);
    for (const char* part :
         {"Beste mevrouw Van der Berg,",
          "U betaalt € 50,00 per maand",
          "Anouk Jansen",
          "4 mei 2026",
          "Op 2 mei 2026",
          "R-100001",
          "B-V-100001",
          "€ 300,00",
          "1 november 2026"}) {
        EXPECT_THAT(text, HasSubstr(part));
    }
    EXPECT_THAT(violations(), IsEmpty());
}

TEST_P(LettersOnBoth, ALetterOfAKindAboutASubjectIsMadeOnce) {
    const TestPlan plan = plans().add("100001");
    ask_confirmation(plan);
    ask_confirmation(plan);
    EXPECT_EQ(send("2026-05-04").sent.size(), 1U);
    EXPECT_THAT(send("2026-05-04").sent, IsEmpty());
    ask_confirmation(plan);
    EXPECT_THAT(send("2026-05-05").sent, IsEmpty());
    EXPECT_EQ(count("sent_letter"), 1);
}

// Instalments of 50.00 on 1 June and 1 July. By 8 July 70.00 was paid: 50 for the first and 20 for
// the second, so 30.00 of it is open. What has a value date after the letter does not count.
TEST_P(LettersOnBoth, AReminderCountsWhatWasPaidByItsDate) {
    const TestPlan plan = plans().add("100001");
    plans().pay(plan, "70.00", "2026-06-28");
    plans().pay(plan, "10.00", "2026-07-09");
    ask_reminder(plan, 2);
    const SentLetter letter = seen(send("2026-07-08").sent.at(0));
    const json figures = json::parse(letter.figures_json);
    EXPECT_EQ(figures["open_cents"], 3000);
    EXPECT_EQ(figures["plan_paid_cents"], 7000);
    const std::string text = text_of(letter.pdf);
    EXPECT_THAT(text, HasSubstr("2 van 6"));
    EXPECT_THAT(text, testing::ContainsRegex("Al ontvangen +€ 20,00"));
    EXPECT_THAT(text, testing::ContainsRegex("Nog te betalen +€ 30,00"));
    EXPECT_THAT(text, HasSubstr("tot en met 28 juni 2026"));
    EXPECT_THAT(violations(), IsEmpty());
}

// What the benefit payroll set off on 6 July says nothing of what the bank received since 28 June.
TEST_P(LettersOnBoth, AListOfPayrollDoesNotSayUntilWhenPaymentsAreSeen) {
    const TestPlan plan = plans().add("100001");
    plans().pay(plan, "70.00", "2026-06-28");
    write(
        "INSERT INTO bank_account (id, municipality_id, iban, kind)"
        " SELECT 999001, municipality_id, 'set_off:zandwijk', 'set_off' FROM bank_account"
    );
    write(
        "INSERT INTO bank_statement (id, bank_account_id, identifier, sequence_number,"
        " statement_date, opening_cents, closing_cents, file_sha256, state, entries_done,"
        " received_at) VALUES (999002, 999001, 'U-1', '', '2026-07-06', 0, 0, '', 'closed', 0,"
        " '2026-07-06T12:00:00Z')"
    );
    ask_reminder(plan, 2);
    const SentLetter letter = seen(send("2026-07-08").sent.at(0));
    EXPECT_THAT(text_of(letter.pdf), HasSubstr("tot en met 28 juni 2026"));
}

TEST_P(LettersOnBoth, WithoutAStatementNothingIsSaidAboutPaymentsSeen) {
    const TestPlan plan = plans().add("100001");
    ask_reminder(plan, 1);
    const SentLetter letter = seen(send("2026-07-08").sent.at(0));
    EXPECT_THAT(text_of(letter.pdf), Not(HasSubstr("tot en met")));
    EXPECT_EQ(json::parse(letter.figures_json)["open_cents"], 5000);
    EXPECT_THAT(violations(), IsEmpty());
}

// The line from a missed instalment to a letter: an attempt to call, the night, the letter. It
// names who called, not who made the agreement.
TEST_P(LettersOnBoth, AReminderNamesWhoTriedToCall) {
    write(
        "INSERT INTO officer (id, login, display_name, password_hash, is_active)"
        " VALUES (2, 'b.smit', 'Bram Smit', '', 1)"
    );
    const TestPlan plan = plans().add("100001");
    const auto night = [&](const std::string& date, int (*step)(const followup::Night&)) {
        const access::Occasion occasion = reg().machine(access::Machine::night_run, date);
        const auto rules =
            followup::rules_of(database(), policies(), reg().zandwijk(), day(date.c_str()));
        storage::Transaction transaction{database(), "night", storage::Access::write};
        audit::Trail trail{transaction, occasion.author()};
        const int done = step({transaction, trail, occasion, reg().zandwijk(), **rules});
        trail.write();
        transaction.commit();
        return done;
    };
    EXPECT_EQ(night("2026-06-08", followup::open_missed_tasks), 1);
    const access::Occasion call{
        access::Actor::officer(
            base::OfficerId{2}, "Bram Smit", {{reg().zandwijk(), {access::Role::debt_officer}}}
        ),
        base::BusinessDate{day("2026-06-09")},
        base::Timestamp::parse("2026-06-09T10:00:00Z").value()};
    followup::FollowupService service_of_calls{database(), reg().sealer(), policies()};
    const followup::Contact contact{
        .number = "C-1",
        .person = plan.person,
        .contacted_on = day("2026-06-09"),
        .kind =
            {followup::Channel::phone,
             followup::Direction::outgoing,
             followup::ContactOutcome::no_answer},
        .arrears = {{plan.plan, 1}},
        .nonpayment_reason = std::nullopt,
        .notes = {},
        .next_step = followup::NextStep::none,
        .come_back_on = std::nullopt,
        .where = {}};
    ASSERT_TRUE(service_of_calls.record_contact(call, reg().zandwijk(), contact).has_value());
    EXPECT_EQ(night("2026-06-10", followup::request_reminders), 1);

    const SentLetter letter = seen(send("2026-06-10").sent.at(0));
    EXPECT_EQ(letter.kind, "friendly_reminder");
    EXPECT_THAT(text_of(letter.pdf), HasSubstr("Bram Smit via 14 0999"));
    EXPECT_THAT(text_of(letter.pdf), Not(HasSubstr("Anouk Jansen")));
}

TEST_P(LettersOnBoth, WhereNobodyIsKnownTheDeskIsCalled) {
    write("UPDATE officer SET is_active = 0");
    ask_confirmation(plans().add("100001"));
    const std::string text = text_of(seen(send("2026-05-04").sent.at(0)).pdf);
    EXPECT_THAT(text, HasSubstr("Team Debiteuren via 14 0999"));
    EXPECT_THAT(text, Not(HasSubstr("Anouk Jansen")));
}

TEST_P(LettersOnBoth, ALetterThatShouldNotGoIsWithheldWithTheReason) {
    const TestPlan paid = plans().add("100001");
    const TestPlan ended = plans().add("100002");
    const TestPlan moved = plans().add("100003");
    const TestPlan strange = plans().add("100004");
    const TestPlan sound = plans().add("100005");
    plans().pay(paid, "50.00", "2026-06-03");
    plans().end(ended, "2026-06-05", plans::PlanOutcome::replaced);
    write(
        "UPDATE person_identity SET street = '', house_number = '', postal_code = '', city = ''"
        " WHERE person_id = " +
        std::to_string(moved.person.value())
    );
    ask_reminder(paid, 1);
    ask_reminder(ended, 1);
    ask_reminder(moved, 1);
    ask_reminder(strange, 7);
    ask(strange, "postcard", "plan:1");
    ask_reminder(sound, 1);

    const LettersReport report = send("2026-06-08");
    EXPECT_EQ(report.sent.size(), 1U);
    EXPECT_EQ(
        reasons(report),
        "letters.nothing-open letters.plan-ended letters.unknown-order letters.unknown-order "
        "letters.no-address"
    );
    EXPECT_EQ(report.withheld.front().kind, "friendly_reminder");
    // Nobody looks at a person to whom nothing is sent; of the moved one the address is looked up.
    EXPECT_EQ(count("audit_event WHERE action = 'people.look'"), 2);
    EXPECT_EQ(count("sent_letter"), 1);

    // What was withheld is tried again.
    write(
        "UPDATE person_identity SET street = 'Dam', house_number = '1',"
        " postal_code = '1234 AB', city = 'Zandwijk' WHERE city = ''"
    );
    EXPECT_EQ(send("2026-06-09").sent.size(), 1U);
}

// 300.00, which two people pay by a plan each; of the first instalment of the other 50.00 is asked.
TEST_P(LettersOnBoth, AReminderAsksNoMoreThanIsOpenWhenAJointDebtorPaid) {
    const base::PersonId partner = reg().person("100002");
    const TestPlan one = plans().add("100001", {.joint_debtors = {partner}});
    const TestPlan other = plans().add(
        "100002", {.instalment = "100.00", .count = 3, .person = partner, .claim = one.claim}
    );
    ask_reminder(other, 1);
    plans().pay(one, "250.00", "2026-06-03");
    EXPECT_EQ(reasons(send("2026-06-02")), "") << "by then 300.00 was open";
    ask_reminder(other, 2);
    EXPECT_EQ(reasons(send("2026-07-08")), "letters.nothing-open");
}

TEST_P(LettersOnBoth, ANameThatDoesNotFitTheWindowIsWithheldAndTheOthersGo) {
    const TestPlan long_name = plans().add("100001");
    const TestPlan sound = plans().add("100002");
    write(
        "UPDATE person_identity SET surname = '" + std::string(400, 'w') +
        "' WHERE person_id = " + std::to_string(long_name.person.value())
    );
    ask_confirmation(long_name);
    ask_confirmation(sound);
    const LettersReport report = send("2026-05-04");
    EXPECT_EQ(report.sent.size(), 1U);
    EXPECT_EQ(reasons(report), "letters.address-too-long");
    EXPECT_THAT(report.withheld[0].reason.to_line(), Not(HasSubstr("www")));
}

// A letter that does not leave has an end that a person can see: its reason, and whether it is
// tried again.
TEST_P(LettersOnBoth, AWithheldLetterEndsOrWaitsWithItsReason) {
    const TestPlan paid = plans().add("100001");
    const TestPlan moved = plans().add("100002");
    ask_reminder(paid, 1);
    ask_confirmation(moved);
    const auto unsent = [&](const TestPlan& plan) {
        return service().letters_of(reg().officer(), plan.person).value().unsent;
    };
    ASSERT_EQ(unsent(paid).size(), 1U);
    EXPECT_EQ(unsent(paid)[0].reason_code, std::nullopt);

    plans().pay(paid, "50.00", "2026-06-02");
    write(
        "UPDATE person_identity SET street = '', house_number = '', postal_code = '', city = ''"
        " WHERE person_id = " +
        std::to_string(moved.person.value())
    );
    EXPECT_EQ(send("2026-06-08").withheld.size(), 2U);
    ASSERT_EQ(unsent(paid).size(), 1U);
    EXPECT_EQ(unsent(paid)[0].kind, "friendly_reminder");
    EXPECT_EQ(unsent(paid)[0].reason_code, "letters.nothing-open");
    EXPECT_TRUE(unsent(paid)[0].is_final);
    EXPECT_EQ(unsent(moved)[0].reason_code, "letters.no-address");
    EXPECT_FALSE(unsent(moved)[0].is_final);

    // The one has ended; the other is tried again, and its reason stands in the register once.
    const LettersReport again = send("2026-06-09");
    ASSERT_EQ(again.withheld.size(), 1U);
    EXPECT_EQ(again.withheld[0].kind, "plan_confirmation");
    EXPECT_EQ(count("letter_withheld"), 2);
    EXPECT_EQ(count("audit_event WHERE action = 'letters.withhold'"), 2);

    // Its time has passed, also when the payment is taken back.
    plans().pay(paid, "-50.00", "2026-06-10");
    write(
        "UPDATE person_identity SET street = 'Dam', house_number = '1',"
        " postal_code = '1234 AB', city = 'Zandwijk'"
    );
    EXPECT_EQ(send("2026-06-11").sent.size(), 1U);
    EXPECT_EQ(unsent(paid).size(), 1U);
    EXPECT_TRUE(unsent(moved).empty());
}

TEST_P(LettersOnBoth, ALetterIsLaidOutOnceAndUntilItIs) {
    for (const std::string client : {"100001", "100002", "100003"}) {
        ask_confirmation(plans().add(client));
    }
    ASSERT_EQ(send("2026-05-04").sent.size(), 3U);
    std::vector<std::string> laid;
    const auto lay = [&laid](const SentLetter& letter) -> base::Done {
        if (laid.size() == 2) {
            return base::problem("test.full", "the disk is full");
        }
        laid.push_back(letter.pdf);
        return {};
    };
    // What was cut off is handed over again, whoever made the letters.
    EXPECT_EQ(service().lay_out(room("2026-05-04"), lay).error().code, "test.full");
    EXPECT_EQ(count("letter_laid_out"), 0);
    std::vector<base::LetterId> all;
    const auto take = [&all](const SentLetter& letter) -> base::Done {
        all.push_back(letter.id);
        return {};
    };
    EXPECT_EQ(service().lay_out(room("2026-05-05"), take).value(), 3U);
    EXPECT_EQ(all.size(), 3U);
    EXPECT_EQ(service().lay_out(room("2026-05-05"), take).value(), 0U);
    EXPECT_EQ(count("audit_event WHERE action = 'letters.lay_out'"), 3);
    EXPECT_EQ(
        service().lay_out(reg().officer(access::Role::caseworker), take).error().code,
        "access.not-allowed"
    );
}

TEST_P(LettersOnBoth, ASentLetterIsNeverChangedOrRemoved) {
    ask_confirmation(plans().add("100001"));
    ASSERT_EQ(send("2026-05-04").sent.size(), 1U);
    EXPECT_ANY_THROW(write("UPDATE sent_letter SET letter_date = '2026-01-01'"));
    EXPECT_ANY_THROW(write("DELETE FROM sent_letter"));
    EXPECT_EQ(count("sent_letter WHERE letter_date = '2026-05-04'"), 1);
}

TEST_P(LettersOnBoth, WhoMayNotSendOrSeeIsRefused) {
    ask_confirmation(plans().add("100001"));
    const auto refused = service().send_requested(reg().officer(access::Role::caseworker));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, "access.not-allowed");
    EXPECT_EQ(count("sent_letter"), 0);

    const LettersReport report = send("2026-05-04");
    const access::Occasion administrator = reg().officer(access::Role::administrator);
    const base::LetterId letter = report.sent.at(0);
    EXPECT_EQ(service().sent_letter(administrator, letter).error().code, "access.not-allowed");
    const base::PersonId person = seen(letter).person;
    EXPECT_EQ(service().letters_of(administrator, person).error().code, "access.not-allowed");
    EXPECT_EQ(
        service().sent_letter(reg().officer(), base::LetterId{999'999}).error().code,
        "letters.no-such-letter"
    );
    EXPECT_EQ(
        service().letters_of(reg().officer(), base::PersonId{999'999}).error().code,
        "people.unknown-person"
    );
}

TEST_P(LettersOnBoth, EachLetterAndEachLookIsInTheTrail) {
    const TestPlan plan = plans().add("100001");
    ask_confirmation(plan);
    ask_reminder(plan, 1);
    const LettersReport report = send("2026-06-08");
    ASSERT_EQ(report.sent.size(), 2U);
    EXPECT_EQ(count("audit_event WHERE action = 'letters.send'"), 2);
    EXPECT_EQ(count("audit_event WHERE action = 'people.look'"), 1);

    const std::vector<SentLetter> letters =
        service().letters_of(reg().officer(), plan.person).value().sent;
    ASSERT_EQ(letters.size(), 2U);
    EXPECT_EQ(letters[0].id, report.sent[1]);
    EXPECT_EQ(letters[0].pdf, "");
    static_cast<void>(seen(report.sent[0]));
    EXPECT_EQ(count("audit_event WHERE action = 'letters.look'"), 2);
    storage::Transaction transaction{database(), "verify", storage::Access::read};
    EXPECT_TRUE(audit::verify_chain(transaction).has_value());
}

// More than one batch, cut off after the first: run again, each letter is there once.
TEST_P(LettersOnBoth, ARunThatWasCutOffGoesOn) {
    constexpr int letter_count = 30;
    for (int number = 0; number < letter_count; ++number) {
        ask_reminder(plans().add(std::to_string(200'000 + number)), 1);
    }
    struct CutOff {};
    EXPECT_THROW(
        (void)service().send_requested(room("2026-06-08"), [](std::size_t) { throw CutOff{}; }),
        CutOff
    );
    const long long made = count("sent_letter");
    EXPECT_GT(made, 0);
    EXPECT_LT(made, letter_count);
    std::vector<std::size_t> steps;
    const LettersReport rest =
        service()
            .send_requested(room("2026-06-08"), [&](std::size_t done) { steps.push_back(done); })
            .value();
    EXPECT_EQ(made + static_cast<long long>(rest.sent.size()), letter_count);
    EXPECT_THAT(steps, ElementsAre(rest.sent.size()));
    EXPECT_EQ(count("sent_letter"), letter_count);
    EXPECT_EQ(count("audit_event WHERE action = 'letters.send'"), letter_count);
}

TEST_P(LettersOnBoth, TwoInstancesAtOnceMakeEachLetterOnce) {
    constexpr int letter_count = 40;
    for (int number = 0; number < letter_count; ++number) {
        ask_reminder(plans().add(std::to_string(200'000 + number)), 1);
    }
    const auto instance = [this] { return send("2026-06-08").sent.size(); };
    std::future<std::size_t> first = std::async(std::launch::async, instance);
    std::future<std::size_t> second = std::async(std::launch::async, instance);
    EXPECT_EQ(first.get() + second.get(), static_cast<std::size_t>(letter_count));
    EXPECT_EQ(count("sent_letter"), letter_count);
    EXPECT_THAT(violations(), IsEmpty());
}

DRAAGKRACHT_ON_BOTH_DATABASES(LettersOnBoth);

}  // namespace draagkracht::letters
