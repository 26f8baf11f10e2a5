// The list of money that waits, who works at it, and one payment with suggestions.
#include "draagkracht/payments/suspense_service.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/payments/hand_act_service.hpp"
#include "support/bank_register.hpp"

namespace draagkracht::payments {

using base::EntryId;
using base::Money;
using storage::Transaction;
using test_support::BankRegister;
using test_support::PaymentText;
using test_support::reference_text;
using test_support::StatementText;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

constexpr const char* own_account = "NL91ABNA0417164300";
constexpr const char* guardian = "NL02ABNA0123456789";

// Two debtors, A.B. van der Berg each: the first pays V-501, 100.00, by R-901, ten a month; the
// second owes V-502, 80.00. A guardian pays for both; the first has an account too.
class SuspenseOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) {
            return;
        }
        bank_.emplace(database());
        first_ = bank().person("100001", {own_account, guardian});
        second_ = bank().person("100002", {guardian});
        bank().plan(901, first_, {bank().claim(501, {first_}, "100.00")}, "100.00", "10.00");
        bank().claim(502, {second_}, "80.00");
    }
    BankRegister& bank() { return *bank_; }
    base::MunicipalityId zandwijk() { return bank().people().zandwijk(); }
    access::Occasion officer(access::Role role = access::Role::debt_officer) {
        return bank().people().officer(role, "2026-07-10");
    }
    SuspenseService suspense() { return SuspenseService{database()}; }

    EntryId pay(const std::string& amount, const std::string& day, const PaymentText& told) {
        const std::string identifier = "S" + std::to_string(++statement_count_);
        EXPECT_TRUE(bank().reconcile(StatementText{identifier, day}.paid(amount, told)));
        return EntryId{number_of("SELECT MAX(id) FROM bank_entry")};
    }
    long long number_of(const std::string& query) {
        Transaction transaction{database(), "number", storage::Access::read};
        long long number = 0;
        transaction.sql() << query, soci::into(number);
        return number;
    }
    base::OfficerId add_officer(const std::string& login, access::Role role) {
        return access::AccessService{database()}
            .add_officer(
                bank().people().machine(access::Machine::conversion),
                {login, login, "een lang wachtwoord", {{zandwijk(), {role}}}}
            )
            .value();
    }
    // "30.00 20 unknown_payer" for each.
    std::vector<std::string> listed(const SuspensePart& part = {}) {
        std::vector<std::string> lines;
        const auto list = suspense().list(officer(), zandwijk(), part);
        for (const WaitingItem& item : list->items) {
            lines.push_back(
                item.suspended.to_string() + " " + std::to_string(item.age_days) + " " +
                std::string{to_text(item.reason_code.value())}
            );
        }
        return lines;
    }
    // "R-901: account_known amount_next" for each.
    std::vector<std::string> suggested(EntryId entry) {
        std::vector<std::string> lines;
        const auto look = suspense().look(officer(), zandwijk(), entry);
        for (const Suggestion& one : look->suggestions) {
            std::string line = one.candidate.number + ":";
            for (const Sign sign : one.speaks_for) {
                line += " " + std::string{to_text(sign)};
            }
            lines.push_back(line);
        }
        return lines;
    }

    base::PersonId first_{0};
    base::PersonId second_{0};

  private:
    std::optional<BankRegister> bank_;
    int statement_count_ = 0;
};

TEST_P(SuspenseOnBoth, TheOldestWaitsAtTheTop) {
    pay("30.00", "2026-07-05", {.text = "dank u"});
    const EntryId oldest = pay("20.00", "2026-06-20", {.structured = reference_text(999)});
    pay("12.00", "2026-07-01", {.text = "x", .account = own_account});
    pay("-7.00", "2026-07-02", {});
    pay("10.00", "2026-07-01", {.structured = reference_text(901)});
    EXPECT_THAT(
        listed(),
        ElementsAre(
            "20.00 20 unknown_reference",
            "12.00 9 amount_differs",
            "-7.00 8 money_out",
            "30.00 5 unknown_payer"
        )
    );
    const auto part = suspense().list(officer(), zandwijk(), {.limit = 2, .offset = 1});
    ASSERT_TRUE(part);
    EXPECT_EQ(part->items.size(), 2U);
    EXPECT_EQ(part->count, 4);
    EXPECT_EQ(part->amount, Money::cents(5500));
    EXPECT_EQ(part->items[0].amount, Money::cents(1200));
    EXPECT_EQ(
        number_of("SELECT COUNT(*) FROM audit_event WHERE action = 'payments.look'"
                  " AND subject = 'suspense'"),
        2
    );
    HandActService acts{database(), bank().people().sealer()};
    ASSERT_TRUE(acts.place(
        officer(),
        zandwijk(),
        {.number = "H-1",
         .reason = "r",
         .seen = {{oldest, 1}},
         .put = {{oldest, "V-502", "", Money::cents(1500)}}}
    ));
    EXPECT_EQ(listed().front(), "5.00 20 unknown_reference") << "the rest, and why it came here";
    ASSERT_TRUE(acts.place(
        officer(),
        zandwijk(),
        {.number = "H-2",
         .reason = "r",
         .seen = {{oldest, 3}},
         .put = {{oldest, "V-502", "", Money::cents(500)}}}
    ));
    EXPECT_THAT(listed().front(), "12.00 9 amount_differs") << "nothing of it waits";
    ASSERT_TRUE(acts.undo(officer(), zandwijk(), {"H-3", "H-2", "r"}));
    EXPECT_EQ(listed().front(), "5.00 20 unknown_reference");
}

// A payment that the bank took back waits for nobody, nor does what took it back.
TEST_P(SuspenseOnBoth, WhatWentBackIsNotWaited) {
    pay("30.00", "2026-07-01", {.text = "x", .bank_reference = "B1"});
    pay("-30.00", "2026-07-03", {.bank_reference = "B1", .is_reversal = true});
    EXPECT_THAT(listed(), IsEmpty());
    EXPECT_EQ(suspense().list(officer(), zandwijk())->count, 0);
}

TEST_P(SuspenseOnBoth, WhoMaySeeIt) {
    const EntryId entry = pay("30.00", "2026-07-05", {.text = "dank u"});
    const auto outcome = [&](access::Role role) {
        const auto list = suspense().list(officer(role), zandwijk());
        const auto look = suspense().look(officer(role), zandwijk(), entry);
        const base::Done owner = suspense().set_owner(officer(role), zandwijk(), entry, {});
        return std::string{list ? "list " : ""} + (look ? "look " : "") + (owner ? "own" : "");
    };
    EXPECT_EQ(outcome(access::Role::debt_officer), "list look own");
    EXPECT_EQ(outcome(access::Role::supervisor), "list look ");
    EXPECT_EQ(outcome(access::Role::auditor), "list look ");
    EXPECT_EQ(outcome(access::Role::caseworker), "");
    EXPECT_EQ(outcome(access::Role::administrator), "");
    const base::MunicipalityId other = access::AccessService{database()}.register_municipality(
        bank().people().machine(access::Machine::conversion), "lierveld", "Lierveld", "peelrand"
    );
    const access::Occasion neighbour{
        access::Actor::officer(base::OfficerId{2}, "B", {{other, {access::Role::debt_officer}}}),
        officer().today,
        officer().moment};
    EXPECT_TRUE(suspense().list(neighbour, other)->items.empty());
    EXPECT_EQ(suspense().look(neighbour, other, entry).error().code, "payments.unknown-entry");
    EXPECT_EQ(
        suspense().set_owner(neighbour, other, entry, {}).error().code, "payments.unknown-entry"
    );
    EXPECT_EQ(
        suspense().look(officer(), zandwijk(), EntryId{99999}).error().code,
        "payments.unknown-entry"
    );
}

TEST_P(SuspenseOnBoth, OneOfficerWorksAtIt) {
    const EntryId entry = pay("30.00", "2026-07-05", {.text = "dank u"});
    const base::OfficerId anna = add_officer("anna", access::Role::debt_officer);
    const base::OfficerId bart = add_officer("bart", access::Role::debt_officer);
    const base::OfficerId auditor = add_officer("carla", access::Role::auditor);
    const auto set = [&](const OwnerChange& change) {
        const base::Done done = suspense().set_owner(officer(), zandwijk(), entry, change);
        return done ? "done" : done.error().code;
    };
    const auto owner = [&] { return suspense().list(officer(), zandwijk())->items.at(0).owner; };
    EXPECT_EQ(owner(), std::nullopt);
    EXPECT_EQ(set({std::nullopt, anna}), "done");
    EXPECT_EQ(set({std::nullopt, anna}), "done") << "once is once";
    EXPECT_EQ(set({std::nullopt, bart}), "payments.owner-changed");
    EXPECT_EQ(owner(), anna);
    EXPECT_THAT(listed({.owner = anna}), ElementsAre("30.00 5 unknown_payer"));
    EXPECT_THAT(listed({.owner = bart}), IsEmpty());
    EXPECT_EQ(set({anna, bart}), "done");
    EXPECT_EQ(set({bart, auditor}), "payments.no-such-owner");
    EXPECT_EQ(set({bart, base::OfficerId{99999}}), "payments.no-such-owner");
    EXPECT_EQ(set({bart, std::nullopt}), "done");
    EXPECT_EQ(owner(), std::nullopt);
    EXPECT_EQ(number_of("SELECT COUNT(*) FROM suspense_owner"), 3);
    EXPECT_EQ(number_of("SELECT COUNT(*) FROM audit_event WHERE action = 'payments.set_owner'"), 3);
}

TEST_P(SuspenseOnBoth, SuggestionsComeFromReferenceAccountAndName) {
    const std::string reference = reference_text(901);
    std::string slip = reference;
    std::swap(slip[14], slip[15]);
    ASSERT_NE(slip, reference);
    EXPECT_THAT(
        suggested(pay("60.00", "2026-07-01", {.text = "aflossing " + slip})),
        ElementsAre("R-901: reference_near")
    );
    EXPECT_THAT(
        suggested(pay("20.00", "2026-07-02", {.account = own_account})),
        ElementsAre("R-901: account_known amount_next_two")
    );
    EXPECT_THAT(
        suggested(pay("60.00", "2026-07-03", {.account = guardian})),
        ElementsAre("R-901: account_known", "V-502: account_known")
    );
    EXPECT_THAT(
        suggested(pay("80.00", "2026-07-04", {.name = "MW A B VAN DER BERG"})),
        ElementsAre("V-502: name_equal amount_whole", "R-901: name_equal")
    );
    const EntryId stranger =
        pay("80.00", "2026-07-05", {.account = "NL18RABO0123459876", .name = "B. Bakker"});
    EXPECT_THAT(suggested(stranger), IsEmpty());
    EXPECT_EQ(number_of("SELECT COUNT(*) FROM allocation"), 0) << "nothing is booked by it";
    EXPECT_EQ(
        number_of(
            "SELECT COUNT(*) FROM audit_event WHERE action = 'payments.look'"
            " AND person_id = " +
            std::to_string(second_.value())
        ),
        2
    ) << "of the guardian and of the name";
}

// The reference is that of a claim that is paid: it is told why it is not placed there.
TEST_P(SuspenseOnBoth, WhatIsPaidIsSuggestedWithWhatSpeaksAgainst) {
    pay("80.00", "2026-06-01", {.structured = reference_text(502), .account = "NL18RABO0123459876"}
    );
    const EntryId twice = pay(
        "80.00", "2026-07-01", {.structured = reference_text(502), .account = "NL18RABO0123459876"}
    );
    const auto look = suspense().look(officer(), zandwijk(), twice);
    ASSERT_TRUE(look);
    ASSERT_EQ(look->suggestions.size(), 1U);
    EXPECT_THAT(
        look->suggestions[0].speaks_for,
        ElementsAre(Sign::reference_named, Sign::account_paid_before)
    );
    EXPECT_THAT(
        look->suggestions[0].speaks_against, ElementsAre(Sign::nothing_open, Sign::other_amount)
    );
    EXPECT_EQ(look->suggestions[0].amount, Money{});
    EXPECT_EQ(look->client_numbers.at(second_), "100002");
}

TEST_P(SuspenseOnBoth, APaymentIsShownWithWhatWasDone) {
    const EntryId entry =
        pay("30.00",
            "2026-07-01",
            {.text = "dank u", .account = own_account, .name = "A. Berg", .bank_reference = "B1"});
    HandActService acts{database(), bank().people().sealer()};
    ASSERT_TRUE(acts.place(
        officer(),
        zandwijk(),
        {.number = "H-1",
         .reason = "told by telephone",
         .seen = {{entry, 1}},
         .put = {{entry, "", "R-901", Money::cents(1000)}}}
    ));
    const auto look = suspense().look(officer(), zandwijk(), entry);
    ASSERT_TRUE(look);
    EXPECT_EQ(look->revision, 3);
    EXPECT_EQ(look->told.payer_name, "A. Berg");
    EXPECT_EQ(look->told.text, "dank u");
    EXPECT_EQ(look->item.suspended, Money::cents(2000));
    ASSERT_EQ(look->shares.size(), 1U);
    EXPECT_EQ(look->shares[0].claim_number, "V-501");
    EXPECT_EQ(look->shares[0].plan_number, "R-901");
    EXPECT_TRUE(look->shares[0].is_by_hand);
    ASSERT_EQ(look->acts.size(), 1U);
    EXPECT_EQ(look->acts[0].number, "H-1");
    EXPECT_EQ(look->acts[0].recorded_by, "officer:1");
    EXPECT_FALSE(look->is_taken_back);
    // Of one that is wholly placed there is nothing to suggest.
    const EntryId placed = pay("10.00", "2026-07-02", {.structured = reference_text(901)});
    const auto done = suspense().look(officer(), zandwijk(), placed);
    ASSERT_TRUE(done);
    EXPECT_EQ(done->item.suspended, Money{});
    EXPECT_THAT(done->suggestions, IsEmpty());
}

DRAAGKRACHT_ON_BOTH_DATABASES(SuspenseOnBoth);

}  // namespace

}  // namespace draagkracht::payments
