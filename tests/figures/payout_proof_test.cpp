// What somebody with a hand in the database could do to a payout of refunds, and that the proofs
// find it.
#include <gmock/gmock.h>

#include <algorithm>

#include "draagkracht/figures/proof_service.hpp"
#include "draagkracht/payments/hand_act_service.hpp"
#include "draagkracht/payments/payout_service.hpp"
#include "draagkracht/payments/suspense_service.hpp"
#include "figures/figures_fixture.hpp"

namespace draagkracht::figures {
namespace {

using payments::HandActService;
using payments::PayoutService;

// Of 25.00 of nobody 6.00 and 4.00 are paid back, in one payout that was laid out.
class PayoutProofOnBoth : public FiguresOnBoth {
  protected:
    access::Occasion officer(const std::string& login, access::Role role) {
        const access::RolesByMunicipality roles{{reg().zandwijk(), {role}}};
        const auto id = access::AccessService{database()}.add_officer(
            reg().machine(access::Machine::conversion), {login, login, "een lang wachtwoord", roles}
        );
        access::Occasion occasion = officer_on("2026-07-12");
        occasion.actor = access::Actor::officer(id.value(), login, roles);
        return occasion;
    }
    void approve() {
        access::ApprovalsService approvals{database()};
        const auto open = approvals.open_approvals(*second_, reg().zandwijk()).value();
        for (const access::AskedApproval& one : open) {
            if (one.state == access::ApprovalState::waits) {
                ASSERT_TRUE(approvals.decide(*second_, reg().zandwijk(), one.asked.id, {true}));
            }
        }
    }
    void decide(const std::string& number, std::int64_t cents) {
        HandActService acts{database(), reg().sealer()};
        const auto look =
            payments::SuspenseService{database()}.look(*first_, reg().zandwijk(), *entry_);
        ASSERT_TRUE(look) << look.error().to_line();
        const payments::RefundAsked asked{
            number,
            "r",
            {*entry_, look->revision},
            base::Money::cents(cents),
            base::Iban::parse("NL91ABNA0417164300").value()};
        const auto question = acts.ask_refund(*first_, reg().zandwijk(), asked);
        ASSERT_TRUE(question) << question.error().to_line();
        approve();
        const auto done = acts.refund(*first_, reg().zandwijk(), asked);
        ASSERT_TRUE(done) << done.error().to_line();
    }
    void pay_out() {
        first_ = officer("f.mos", access::Role::debt_officer);
        second_ = officer("g.bos", access::Role::supervisor);
        entry_ = plans().receive("25.00", "2026-06-07");
        decide("H-1", 600);
        decide("H-2", 400);
        PayoutService payouts{database(), reg().sealer()};
        payout_ = payouts.prepare(*first_, reg().zandwijk()).value().id;
        approve();
        const auto laid = payouts.lay_out(
            *first_, reg().zandwijk(), [](const payments::LaidOutPayout&) { return base::Done{}; }
        );
        ASSERT_EQ(laid.value().laid_out.size(), 1U);
    }
    // By two people.
    void withdraw() {
        PayoutService payouts{database(), reg().sealer()};
        using payments::Withdrawal;
        EXPECT_EQ(
            payouts.withdraw(*first_, reg().zandwijk(), *payout_, "r").value(), Withdrawal::asked
        );
        approve();
        EXPECT_EQ(
            payouts.withdraw(*first_, reg().zandwijk(), *payout_, "r").value(), Withdrawal::done
        );
    }
    // What the proof finds when these acts are done; they are never committed.
    std::vector<std::string> found_after(const std::vector<std::string>& acts) {
        storage::Transaction transaction{database(), "breach", storage::Access::write};
        test_support::take_guards_off(transaction);
        for (const std::string& act : acts) {
            transaction.sql() << act;
        }
        const norms::RuleBook rules =
            norms::read_rules({.norms = DRAAGKRACHT_SOURCE_DIR "/config/norms",
                               .law = DRAAGKRACHT_SOURCE_DIR "/config/law.toml",
                               .policies = DRAAGKRACHT_SOURCE_DIR "/config/policies"})
                .value();
        const std::vector<Proof> all = prove_all(transaction, rules);
        return std::ranges::find(all, "payout-as-decided", &Proof::name)->violations;
    }

    std::optional<access::Occasion> first_;
    std::optional<access::Occasion> second_;
    std::optional<base::EntryId> entry_;
    std::optional<payments::PayoutId> payout_;
};

struct Row {
    std::string what;
    std::vector<std::string> acts;
    std::string place;
};

const std::string last_order = " WHERE id = (SELECT MAX(id) FROM payout_order)";

TEST_P(PayoutProofOnBoth, EachWayFromWhatWasDecidedIsFound) {
    ASSERT_NO_FATAL_FAILURE(pay_out());
    EXPECT_THAT(found_after({}), testing::IsEmpty());
    const std::vector<Row> rows{
        {"an order is gone", {"DELETE FROM payout_order" + last_order}, " orders:1 cents:600"},
        {"an order is larger",
         {"UPDATE payout_order SET amount_cents = 401" + last_order},
         " orders:2 cents:1001"},
        {"and the whole with it",
         {"UPDATE payout_order SET amount_cents = 401" + last_order,
          "UPDATE payout SET total_cents = 1001"},
         " approval"},
        {"nobody approved it",
         {"UPDATE approval SET decision = 'refused' WHERE decision > ''"},
         " approval"},
        {"the approval was not taken up",
         {"UPDATE approval SET used_at = NULL WHERE action = 'payments.pay_out'"},
         " approval"},
        {"the approval is of another payout",
         {"UPDATE approval SET subject = 'TB-1|2|10.00' WHERE action = 'payments.pay_out'"},
         " approval"},
        {"it was laid out without a file", {"DELETE FROM payout_file"}, " no_file"},
        {"it is paid from an account that is no bank account",
         {"UPDATE bank_account SET kind = 'set_off'"},
         " payer"},
        {"one person withdrew it",
         {"INSERT INTO payout_end SELECT id, 'x', '2026-07-21', 'x', NULL FROM payout"},
         " withdrawal"},
        {"by an approval of something else",
         {"INSERT INTO payout_end SELECT id, 'x', '2026-07-21', 'x',"
          " (SELECT MAX(id) FROM approval) FROM payout"},
         " withdrawal"},
        {"one person let go of an order",
         {"INSERT INTO payout_order_end SELECT MAX(id), (SELECT MAX(id) FROM approval), 'x',"
          " '2026-07-21', 'x' FROM payout_order"},
         " withdrawal"},
    };
    for (const Row& row : rows) {
        EXPECT_THAT(found_after(row.acts), testing::Contains(testing::HasSubstr(row.place)))
            << row.what;
    }
}

TEST_P(PayoutProofOnBoth, WhatTwoPeopleWithdrewProves) {
    ASSERT_NO_FATAL_FAILURE(pay_out());
    withdraw();
    EXPECT_THAT(found_after({}), testing::IsEmpty());
    EXPECT_THAT(
        found_after({"UPDATE approval SET used_at = NULL"
                     " WHERE action = 'payments.withdraw_payout'"}),
        testing::Contains(testing::HasSubstr(" withdrawal"))
    );
}

// The second order was let go of, as the bank told of the first.
TEST_P(PayoutProofOnBoth, AnOrderIsLetGoOfByAnApprovalOfJustTheOrdersThatWereLeft) {
    ASSERT_NO_FATAL_FAILURE(pay_out());
    withdraw();
    const std::string payout = "TB-" + std::to_string(payout_->value());
    struct Approved {
        std::string subject;
        std::vector<std::string> found;
    };
    const std::string breach = "payout:" + std::to_string(payout_->value()) + " withdrawal";
    const std::vector<Approved> rows{
        {payout + "|laid_out|1", {}},
        {payout + "|made|1", {}},
        {payout + "|laid_out", {}},  // from before the number was told
        {payout + "|laid_out|0", {breach}},
        {payout + "|laid_out|2", {breach}},
        {payout + "|laid_out|11", {breach}},
    };
    for (const Approved& row : rows) {
        EXPECT_EQ(
            found_after(
                {"UPDATE approval SET subject = '" + row.subject +
                     "' WHERE action = 'payments.withdraw_payout'",
                 "INSERT INTO payout_order_end SELECT (SELECT MAX(id) FROM payout_order),"
                 " approval_id, reason, ended_on, ended_by FROM payout_end",
                 "DELETE FROM payout_end"}
            ),
            row.found
        ) << row.subject;
    }
}

DRAAGKRACHT_ON_BOTH_DATABASES(PayoutProofOnBoth);

}  // namespace
}  // namespace draagkracht::figures
