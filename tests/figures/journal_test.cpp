// The plain-text journal: what it says of a register, and that a program that is not ours, hledger,
// comes to the same amounts.
#include "draagkracht/figures/journal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/figures/journal_service.hpp"
#include "draagkracht/figures/proof_service.hpp"
#include "draagkracht/followup/claim_life_service.hpp"
#include "draagkracht/norms/rules_file.hpp"
#include "draagkracht/payments/payroll_list_service.hpp"
#include "support/process.hpp"
#include "support/random_history.hpp"

namespace draagkracht::figures {

using test_support::BankRegister;
using test_support::Ended;
using test_support::Random;
using test_support::RandomHistory;
using test_support::StatementText;
using testing::EndsWith;
using testing::HasSubstr;

class JournalOnBoth : public test_support::OnBothDatabases {
  protected:
    std::string journal() {
        std::string text;
        JournalService{database()}.write([&text](const std::string& piece) { text += piece; });
        return text;
    }
    access::Occasion second_person(BankRegister& bank, const access::Occasion& officer) {
        const access::RolesByMunicipality roles{
            {bank.people().zandwijk(), {access::Role::supervisor}}};
        const auto second = access::AccessService{database()}.add_officer(
            bank.people().officer(access::Role::administrator),
            {"b.tweede", "B. Tweede", "een lang wachtwoord", roles}
        );
        return {
            access::Actor::officer(second.value(), "B. Tweede", roles),
            officer.today,
            officer.moment};
    }
    // The open cents of all claims, as the database adds them up.
    base::Money open_on_claims() {
        long long cents = 0;
        storage::Transaction transaction{database(), "open", storage::Access::read};
        transaction.sql() << "SELECT CAST(COALESCE(SUM(amount_cents), 0) AS BIGINT) FROM posting",
            soci::into(cents);
        return base::Money::cents(cents);
    }
};

namespace {

const norms::RuleBook& rules() {
    static const norms::RuleBook book =
        norms::read_rules({.norms = DRAAGKRACHT_SOURCE_DIR "/config/norms",
                           .law = DRAAGKRACHT_SOURCE_DIR "/config/law.toml",
                           .policies = DRAAGKRACHT_SOURCE_DIR "/config/policies"})
            .value();
    return book;
}

Ended hledger(const std::string& journal, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"/usr/bin/hledger", "--file", "journal:-"});
    return test_support::run(arguments, journal);
}

TEST(Journal, NamesAnAccountSoThatDifferentTextsStayDifferent) {
    const std::vector<std::pair<std::string, std::string>> rows{
        {"V-2024-0017", "V-2024-0017"},
        {"V 2024", "V%202024"},
        {"V%202024", "V%25202024"},
        {"a:b", "a%3Ab"},
        {"(x);", "%28x%29%3B"},
        {"é", "%C3%A9"}};
    for (const auto& [text, part] : rows) {
        EXPECT_EQ(account_part(text), part);
    }
}

TEST(Journal, WritesBothSidesOfABooking) {
    std::string text;
    append_booking(
        {.value_date = base::Date::parse("2026-06-02").value(),
         .booked_on = base::Date::parse("2026-06-03").value(),
         .description = "payment of V-17",
         .comment = "posting:4711",
         .to_account = "claims:zandwijk:V-17:principal",
         .amount = base::Money::cents(-5000),
         .from_account = "unallocated:zandwijk"},
        text
    );
    EXPECT_EQ(
        text,
        "2026-06-02=2026-06-03 payment of V-17  ; posting:4711\n"
        "    claims:zandwijk:V-17:principal  EUR -50.00\n"
        "    unallocated:zandwijk  EUR 50.00\n\n"
    );
}

TEST_P(JournalOnBoth, OfAnEmptyRegisterIsAJournalToo) {
    const Ended ended = hledger(journal(), {"check"});
    EXPECT_EQ(ended.exit_code, 0) << ended.errors;
}

// 300.00 is owed; 50.00 comes in for it, and 20.00 of which nobody knows what for.
TEST_P(JournalOnBoth, SaysWhatIsOpenAndWhatWaits) {
    BankRegister bank{database()};
    const base::PersonId debtor = bank.person("100001");
    const base::ClaimId claim = bank.claim(501, {debtor}, "300.00");
    static_cast<void>(bank.plan(901, debtor, {claim}, "300.00", "50.00"));
    ASSERT_TRUE(bank.reconcile(StatementText{}
                                   .paid("50.00", {.structured = test_support::reference_text(901)})
                                   .paid("20.00", {.text = "groeten"})));
    const std::string text = journal();
    EXPECT_THAT(text, HasSubstr("claims:zandwijk:V-501:principal  EUR 0.00 = EUR 250.00\n"));
    EXPECT_THAT(text, HasSubstr("unallocated:zandwijk  EUR 0.00 = EUR -20.00\n"));
    EXPECT_THAT(text, HasSubstr("bank:zandwijk:NL26VAYB8060476890  EUR 0.00 = EUR 70.00\n"));
    const Ended balances = hledger(text, {"balance", "--flat", "--empty", "claims"});
    EXPECT_EQ(balances.exit_code, 0) << balances.errors;
    EXPECT_THAT(balances.output, HasSubstr("EUR 250.00  claims:zandwijk:V-501:principal"));
}

// 50.00 is set off by the benefit payroll, 5.00 of it of nobody; an employer's 20.00 came by the
// bank, and a list says whose it is. All of it is in the books once.
TEST_P(JournalOnBoth, SaysWhatCameByListsOfPayroll) {
    BankRegister bank{database()};
    (void)bank.claim(501, {bank.person("100001")}, "300.00");
    ASSERT_TRUE(bank.reconcile(StatementText{}.paid("20.00", {.text = "inhouding juni"})));
    const auto line = [](int number, const char* client, const char* claim, const char* amount) {
        return payments::PayrollLine{
            number,
            base::month_of("2026-06").value(),
            base::Date::parse("2026-06-24").value(),
            client,
            {},
            claim,
            base::Money::parse(amount).value()};
    };
    long long entry = 0;
    {
        storage::Transaction transaction{database(), "entry", storage::Access::read};
        transaction.sql() << "SELECT id FROM bank_entry", soci::into(entry);
    }
    payments::PayrollListService lists{database()};
    const access::Occasion occasion = bank.people().machine(access::Machine::reconciliation);
    const base::MunicipalityId zandwijk = bank.people().zandwijk();
    ASSERT_TRUE(lists.take(
        occasion,
        zandwijk,
        {payments::ListKind::set_off,
         "U-1",
         {line(1, "100001", "V-501", "45.00"), line(2, "999999", "V-501", "5.00")}}
    ));
    ASSERT_TRUE(lists.take(
        bank.people().officer(),
        zandwijk,
        {payments::ListKind::withholding, "W-1", {line(1, "100001", "V-501", "20.00")}},
        {.paid_by = base::EntryId{entry}}
    ));
    const std::string text = journal();
    EXPECT_THAT(text, HasSubstr("claims:zandwijk:V-501:principal  EUR 0.00 = EUR 235.00\n"));
    EXPECT_THAT(text, HasSubstr("unallocated:zandwijk  EUR 0.00 = EUR -5.00\n"));
    EXPECT_THAT(text, HasSubstr("bank:zandwijk:NL26VAYB8060476890  EUR 0.00 = EUR 20.00\n"));
    EXPECT_THAT(text, HasSubstr("payroll:zandwijk:set_off  EUR 0.00 = EUR 50.00\n"));
    EXPECT_THAT(text, HasSubstr("payroll:zandwijk:withholding  EUR 0.00 = EUR 0.00\n"));
    const Ended checked = hledger(text, {"check"});
    EXPECT_EQ(checked.exit_code, 0) << checked.errors;
    for (const Proof& proof : ProofService(database(), rules()).verify()) {
        EXPECT_TRUE(proof.holds()) << proof.name;
    }
}

// What hledger adds up is what the register says, of which `verify` proves that money is conserved.
TEST_P(JournalOnBoth, OfAnyHistoryIsAddedUpToTheSameCents) {
    Random random;
    RandomHistory history{random, 30, 60};
    BankRegister bank{database()};
    history.register_in(bank);
    for (const StatementText& statement : history.statements()) {
        ASSERT_TRUE(bank.reconcile(statement));
    }
    const std::string text = journal();
    const Ended plain = hledger(text, {"check"});
    ASSERT_EQ(plain.exit_code, 0) << plain.errors;
    const Ended balances = hledger(text, {"balance", "--depth", "1", "--empty", "claims"});
    const base::Money open = open_on_claims();
    // The line of the total; hledger leaves claims out of the lines above it when nothing is open.
    const std::string said = open.is_zero() ? " 0" : " EUR " + open.to_string();
    EXPECT_THAT(balances.output, HasSubstr("---\n"));
    EXPECT_THAT(balances.output, EndsWith(said + "  \n"));
    for (const Proof& proof : ProofService(database(), rules()).verify()) {
        // The plans of such a history are written without regard for their total.
        const bool is_of_money = proof.guarantee == 1 && proof.name != "plan-adds-up";
        EXPECT_TRUE(proof.holds() || !is_of_money) << proof.name;
    }
}

// 100.00 was paid and 40.00 of it is a credit: 25.00 goes to another claim, and 15.00 back.
TEST_P(JournalOnBoth, SaysWhatBecameOfACredit) {
    BankRegister bank{database()};
    const base::PersonId debtor = bank.person("100001");
    (void)bank.claim(501, {debtor}, "100.00");
    (void)bank.claim(502, {debtor}, "25.00");
    ASSERT_TRUE(bank.reconcile(
        StatementText{}.paid("100.00", {.structured = test_support::reference_text(501)})
    ));
    const access::Occasion officer =
        bank.people().officer(access::Role::debt_officer, "2026-07-15");
    followup::ClaimLifeService lives{database(), rules().law};
    const claims::NamedClaim named{bank.people().zandwijk(), debtor, "V-501"};
    const auto act = [&](claims::ActKind kind, std::int64_t cents) {
        claims::NewAct made{std::string{to_text(kind)}, kind, officer.today.date(), "reden"};
        made.amount = base::Money::cents(cents);
        return made;
    };
    claims::NewAct lower = act(claims::ActKind::changed, -4000);
    lower.decision_number = "B-2";
    ASSERT_TRUE(lives.record(officer, named, lower));
    claims::NewAct move = act(claims::ActKind::credit_moved, 2500);
    move.other_claim = "V-502";
    ASSERT_TRUE(lives.record(officer, named, move));
    const claims::NewAct refund = act(claims::ActKind::credit_refunded, 1500);
    const auto asked = lives.prepare(officer, named, refund);
    ASSERT_TRUE(asked);
    ASSERT_TRUE(
        access::AccessService{database()}.grant_approval(second_person(bank, officer), *asked)
    );
    ASSERT_TRUE(lives.record(officer, named, refund));

    const std::string text = journal();
    EXPECT_EQ(open_on_claims(), base::Money{});
    EXPECT_EQ(hledger(text, {"check"}).exit_code, 0);
    const Ended balances = hledger(text, {"balance", "--flat", "--empty", "refunds", "set-off"});
    EXPECT_THAT(balances.output, HasSubstr("EUR -15.00  refunds:zandwijk"));
    EXPECT_THAT(balances.output, HasSubstr(" 0  set-off:zandwijk"));
    EXPECT_THAT(text, HasSubstr("set_off of V-502"));
}

// A booking that is left out, told twice or a cent off is found by hledger, wherever it stands.
TEST_P(JournalOnBoth, IsNotBelievedWhenABookingIsMissing) {
    BankRegister bank{database()};
    const base::PersonId debtor = bank.person("100001");
    const base::ClaimId claim = bank.claim(501, {debtor}, "300.00");
    static_cast<void>(bank.plan(901, debtor, {claim}, "300.00", "50.00"));
    ASSERT_TRUE(bank.reconcile(
        StatementText{}.paid("50.00", {.structured = test_support::reference_text(901)})
    ));
    const std::string text = journal();
    std::size_t bookings = 0;
    for (std::size_t at = text.find("  ; "); at != std::string::npos;
         at = text.find("  ; ", at + 1)) {
        const std::size_t begin = text.rfind("\n\n", at) + 2;
        const std::size_t end = text.find("\n\n", at) + 2;
        const std::string booking = text.substr(begin, end - begin);
        std::string without = text;
        without.erase(begin, booking.size());
        std::string twice = text;
        twice.insert(begin, booking);
        std::string a_cent_off = booking;
        for (std::size_t dot = a_cent_off.find(".00\n"); dot != std::string::npos;
             dot = a_cent_off.find(".00\n", dot + 1)) {
            a_cent_off.replace(dot, 3, ".01");
        }
        std::string changed = text;
        changed.replace(begin, booking.size(), a_cent_off);
        EXPECT_NE(changed, text);
        EXPECT_NE(hledger(changed, {"check"}).exit_code, 0) << booking;
        EXPECT_NE(hledger(without, {"check"}).exit_code, 0) << booking;
        EXPECT_NE(hledger(twice, {"check"}).exit_code, 0) << booking;
        ++bookings;
    }
    EXPECT_EQ(bookings, 3U);  // the bank entry, the claim and the payment
}

}  // namespace

DRAAGKRACHT_ON_BOTH_DATABASES(JournalOnBoth);

}  // namespace draagkracht::figures
