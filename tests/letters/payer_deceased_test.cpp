// From the bank's word that a payer has died (MD07) to what does not leave: the letter that was
// asked for already, the task to call, the next reminder. On both databases.
#include <gmock/gmock.h>
#include <soci/soci.h>

#include "draagkracht/followup/followup_service.hpp"
#include "draagkracht/followup/hold_watch_service.hpp"
#include "draagkracht/followup/night_service.hpp"
#include "draagkracht/followup/policy_service.hpp"
#include "draagkracht/letters/letters_service.hpp"
#include "draagkracht/norms/rules_file.hpp"
#include "draagkracht/payments/return_service.hpp"
#include "letters/letter_fixture.hpp"
#include "support/bank_register.hpp"

namespace draagkracht::letters {
namespace {

using base::EntryId;
using test_support::BankRegister;
using test_support::PaymentText;
using test_support::reference_text;
using test_support::StatementText;

// Two debtors, who pay 50.00 a month from 28 May 2026. Both miss the first, nobody answers the
// telephone, and a reminder to each is asked for in the night of 6 June.
class PayerDeceasedOnBoth : public test_support::OnBothDatabases {
  protected:
    struct Debtor {
        base::PersonId person;
        base::PlanId plan;
    };

    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) {
            return;
        }
        bank_.emplace(database());
        policies_ = norms::read_policies(DRAAGKRACHT_SOURCE_DIR "/config/policies").value();
        {
            storage::Transaction transaction{database(), "officer", storage::Access::write};
            transaction.sql(
            ) << "INSERT INTO officer (id, login, display_name, password_hash, is_active)"
                 " VALUES (1, 'a.jansen', 'Anouk Jansen', '', 1)";
            transaction.commit();
        }
        deceased_ = add_debtor(901);
        other_ = add_debtor(902);
        ASSERT_EQ(night("2026-06-04"), "0 closed, 2 opened, 0 reminded");
        call_in_vain(*deceased_, 1, "2026-06-05");
        call_in_vain(*other_, 1, "2026-06-05");
        ASSERT_EQ(night("2026-06-06"), "0 closed, 0 opened, 2 reminded");
    }
    void TearDown() override {
        bank_.reset();
        OnBothDatabases::TearDown();
    }

    base::MunicipalityId zandwijk() { return bank_->people().zandwijk(); }
    access::Occasion officer_on(const std::string& day) {
        return bank_->people().officer(access::Role::debt_officer, day);
    }
    Debtor add_debtor(std::int64_t number) {
        const base::PersonId person = bank_->person("100" + std::to_string(number));
        const base::ClaimId claim = bank_->claim(number - 400, {person}, "300.00");
        return {person, bank_->plan(number, person, {claim}, "300.00", "50.00")};
    }
    void call_in_vain(const Debtor& debtor, int instalment, const std::string& day) {
        followup::FollowupService followup{database(), bank_->people().sealer(), policies_};
        const followup::Contact call{
            .number = "C-" + std::to_string(++call_count_),
            .person = debtor.person,
            .contacted_on = base::Date::parse(day).value(),
            .kind =
                {followup::Channel::phone,
                 followup::Direction::outgoing,
                 followup::ContactOutcome::no_answer},
            .arrears = {{debtor.plan, instalment}},
            .nonpayment_reason = std::nullopt,
            .notes = {},
            .next_step = followup::NextStep::none,
            .come_back_on = {},
            .where = {}};
        const auto recorded = followup.record_contact(officer_on(day), zandwijk(), call);
        ASSERT_TRUE(recorded) << recorded.error().to_line();
    }
    std::string night(const std::string& day) {
        const access::Occasion occasion = bank_->people().machine(access::Machine::night_run, day);
        const followup::RulesOfDay rules =
            followup::rules_of(database(), policies_, zandwijk(), occasion.today.date()).value();
        storage::Transaction transaction{database(), "night", storage::Access::write};
        audit::Trail trail{transaction, occasion.author()};
        const followup::Night night{transaction, trail, occasion, zandwijk(), *rules};
        const int closed = followup::close_settled_tasks(night);
        const int opened = followup::open_missed_tasks(night);
        const int reminded = followup::request_reminders(night);
        trail.write();
        transaction.commit();
        return std::to_string(closed) + " closed, " + std::to_string(opened) + " opened, " +
               std::to_string(reminded) + " reminded";
    }
    // By a statement of one entry that comes in on 8 June.
    EntryId booked(const std::string& day, const std::string& amount, const PaymentText& told) {
        StatementText statement{"S" + day, day};
        statement.paid(amount, told);
        const auto report =
            bank_->reconcile(bank_->file(test_support::text_of({statement})), 1000, "2026-06-08");
        base::ensure(report.has_value(), report ? "" : report.error().to_line());
        storage::Transaction transaction{database(), "entry", storage::Access::read};
        long long entry = 0;
        transaction.sql() << "SELECT MAX(id) FROM bank_entry", soci::into(entry);
        return EntryId{entry};
    }
    // The letters that were asked for: "1 sent; letters.paused".
    std::string letters_on(const std::string& day) {
        auto service =
            LettersService::open(database(), bank_->people().sealer(), policies_, templates_folder)
                .value();
        const LettersReport report =
            service.send_requested(bank_->people().machine(access::Machine::letter_room, day))
                .value();
        std::string told = std::to_string(report.sent.size()) + " sent";
        for (const WithheldLetter& letter : report.withheld) {
            told += "; " + letter.reason.code;
        }
        return told;
    }
    // From the word of the bank on: nothing leaves for whom it concerns, and all does for another.
    void expect_only_the_other_is_followed_up() {
        EXPECT_EQ(letters_on("2026-06-08"), "1 sent; letters.paused");
        EXPECT_EQ(
            followup::HoldWatchService{database()}
                .count(officer_on("2026-06-08"), zandwijk())
                .value(),
            1
        ) << "a person looks into it, the same day";
        EXPECT_EQ(night("2026-07-05"), "0 closed, 1 opened, 0 reminded") << "of 28 June";
        call_in_vain(*deceased_, 2, "2026-07-06");
        call_in_vain(*other_, 2, "2026-07-06");
        EXPECT_EQ(night("2026-07-07"), "0 closed, 0 opened, 1 reminded");
        EXPECT_EQ(letters_on("2026-07-07"), "1 sent; letters.paused");
    }

    std::optional<BankRegister> bank_;
    std::optional<Debtor> deceased_;
    std::optional<Debtor> other_;

  private:
    norms::PolicyBook policies_;
    int call_count_ = 0;
};

TEST_P(PayerDeceasedOnBoth, NothingLeavesWhenTheBankNamesThePaymentThatItTakesBack) {
    (void
    )booked("2026-06-05", "50.00", {.structured = reference_text(901), .bank_reference = "B1"});
    (void)booked(
        "2026-06-08",
        "-50.00",
        {.bank_reference = "B1", .is_reversal = true, .return_reason = "MD07"}
    );
    expect_only_the_other_is_followed_up();
}

TEST_P(PayerDeceasedOnBoth, NothingLeavesWhenAPersonSaysWhichPaymentItWas) {
    const EntryId payment = booked("2026-06-05", "50.00", {.structured = reference_text(901)});
    const EntryId back =
        booked("2026-06-08", "-50.00", {.is_reversal = true, .return_reason = "MD07"});
    const auto paired = payments::ReturnService{database()}.take_back(
        officer_on("2026-06-08"), {payment, back, "the son called"}
    );
    ASSERT_TRUE(paired) << paired.error().to_line();
    expect_only_the_other_is_followed_up();
}

DRAAGKRACHT_ON_BOTH_DATABASES(PayerDeceasedOnBoth);

}  // namespace
}  // namespace draagkracht::letters
