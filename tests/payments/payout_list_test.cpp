// Payouts as an officer looks at them, and the file of one in the hands of who takes it to the
// bank.
#include "draagkracht/payments/payout_list_service.hpp"

#include <thread>

#include "draagkracht/base/sha256.hpp"
#include "payments/paying_out.hpp"

namespace draagkracht::payments {
namespace {

using testing::Each;
using testing::SizeIs;

class PayoutListOnBoth : public PayingOutOnBoth {
  protected:
    PayoutListService lists() { return {database(), bank().people().sealer()}; }
    ListedPayout last() {
        return lists().list(officer(), zandwijk(), {.limit = 1}).value().items.at(0);
    }
    // "laid_out: 1 paid, 0 back"
    std::string told() {
        const ListedPayout payout = last();
        return fmt::format(
            "{}: {} paid, {} back",
            to_text(payout.stage),
            payout.paid.total.to_string(),
            payout.taken_back.total.to_string()
        );
    }
    std::string handed(PayoutId payout) {
        const auto file = service().hand_out(officer(), zandwijk(), payout);
        return file ? base::sha256_of(file->bytes) : file.error().code;
    }
};

TEST_P(PayoutListOnBoth, EachIsListedWithWhatBecameOfIt) {
    EXPECT_EQ(lists().list(officer(), zandwijk(), {.limit = 50}).value().total_count, 0);
    decide_both();
    const PayoutId first = prepare().id;
    EXPECT_EQ(told(), "waiting: 0.00 paid, 0.00 back");
    EXPECT_EQ(last().asked->state, access::ApprovalState::waits);
    ASSERT_TRUE(service().withdraw(officer(), zandwijk(), first, "verkeerd").has_value());
    EXPECT_EQ(told(), "ended: 0.00 paid, 0.00 back");
    EXPECT_EQ(last().end_reason, "verkeerd");

    const PayoutId next = prepare().id;
    approve();
    EXPECT_EQ(last().asked->state, access::ApprovalState::granted);
    ASSERT_TRUE(service().hand_out(officer(), zandwijk(), next).has_value());
    EXPECT_EQ(told(), "laid_out: 0.00 paid, 0.00 back");
    const LaidOutPayout file = service().hand_out(officer(), zandwijk(), next).value();
    const std::vector<std::string> ids = values_of(file.bytes, "EndToEndId");
    book(StatementText{"S3", "2026-07-03"}
             .opens_with(money("140.00"))
             .paid("-25.00", {.end_to_end_id = ids.at(0)})
             .paid("-80.00", {.end_to_end_id = ids.at(1)}));
    EXPECT_EQ(told(), "laid_out: 105.00 paid, 0.00 back");
    StatementText back{"S4", "2026-07-06"};
    book(back.opens_with(money("35.00"))
             .paid(
                 "25.00", {.is_reversal = true, .return_reason = "AC04", .end_to_end_id = ids.at(0)}
             ));
    EXPECT_EQ(told(), "laid_out: 105.00 paid, 25.00 back");

    const ListedPayouts both = lists().list(officer(), zandwijk(), {.limit = 50}).value();
    EXPECT_EQ(both.total_count, 2);
    ASSERT_THAT(both.items, SizeIs(2));
    EXPECT_EQ(both.items.at(0).payout.payout, next) << "newest first";
    EXPECT_EQ(both.items.at(1).payout.payout, first);
    const auto second = lists().list(officer(), zandwijk(), {.limit = 1, .offset = 1}).value();
    EXPECT_EQ(second.items.at(0).payout.payout, first);
}

TEST_P(PayoutListOnBoth, OneIsLookedAtWithItsOrdersAndItsPrints) {
    const std::vector<std::string> ids = paid_out();
    const PayoutId payout = files_.at(0).id;
    book(StatementText{"S3", "2026-07-03"}
             .opens_with(money("140.00"))
             .paid("-25.00", {.end_to_end_id = ids.at(0)})
             .paid(
                 "25.00", {.is_reversal = true, .return_reason = "AC04", .end_to_end_id = ids.at(0)}
             ));
    const std::string looks = "SELECT COUNT(*) FROM audit_event WHERE action = 'payments.look'";
    const long long before = number_of(looks);
    const PayoutLook look = lists().look(officer(), zandwijk(), payout, {.limit = 50}).value();
    EXPECT_EQ(number_of(looks), before + 2);
    EXPECT_EQ(look.payout.file->sha256, files_.at(0).sha256);
    EXPECT_EQ(look.payout.file->sha1, files_.at(0).sha1);
    EXPECT_EQ(look.payout.asked->state, access::ApprovalState::used);
    ASSERT_THAT(look.orders, SizeIs(2));
    EXPECT_EQ(look.orders.at(0).entry, *first_);
    EXPECT_EQ(look.orders.at(0).account.text(), payer);
    EXPECT_EQ(look.orders.at(0).name, "J. Jansen");
    EXPECT_EQ(look.orders.at(0).paid_on, on("2026-07-03"));
    EXPECT_EQ(look.orders.at(0).returned_on, on("2026-07-03"));
    EXPECT_EQ(look.orders.at(0).return_reason, "AC04");
    EXPECT_EQ(look.orders.at(1).account.text(), other_account);
    EXPECT_EQ(look.orders.at(1).paid_on, std::nullopt);
    EXPECT_EQ(look.orders.at(1).return_reason, "");

    // Who is not shown is not looked at.
    const auto part = lists().look(officer(), zandwijk(), payout, {.limit = 1, .offset = 1});
    EXPECT_THAT(part.value().orders, SizeIs(1));
    EXPECT_EQ(number_of(looks), before + 3);
}

// The bank books 25.00, and refuses the 80.00 in a message of its own.
TEST_P(PayoutListOnBoth, OrdersOfWhichTheBankToldNothingAreListedUntilTheyAreLetGoOf) {
    const std::vector<std::string> ids = paid_out();
    const PayoutId payout = files_.at(0).id;
    const auto second = [&] {
        return lists().look(officer(), zandwijk(), payout, {.limit = 50}).value().orders.at(1);
    };
    EXPECT_TRUE(last().may_leave());
    EXPECT_EQ(last().unanswered(), (CountAndTotal{2, money("105.00")}));
    book(StatementText{"S3", "2026-07-03"}.paid("-25.00", {.end_to_end_id = ids.at(0)}));
    EXPECT_FALSE(last().may_leave());
    EXPECT_EQ(last().unanswered(), (CountAndTotal{1, money("80.00")}));
    EXPECT_EQ(second().let_go_on, std::nullopt);
    withdraw(payout);
    EXPECT_EQ(last().unanswered(), CountAndTotal{});
    EXPECT_EQ(last().let_go, (CountAndTotal{1, money("80.00")}));
    EXPECT_EQ(second().let_go_on, on("2026-07-03"));
    // The bank had it all the same.
    book(StatementText{"S4", "2026-07-06"}.paid("-80.00", {.end_to_end_id = ids.at(1)}));
    EXPECT_EQ(last().let_go, CountAndTotal{});
    EXPECT_EQ(last().paid, (CountAndTotal{2, money("105.00")}));
    EXPECT_EQ(last().unanswered(), CountAndTotal{});
    EXPECT_EQ(second().paid_on, on("2026-07-06"));
}

TEST_P(PayoutListOnBoth, OfOneThatEndedNothingIsOpen) {
    decide_both();
    const PayoutId payout = prepare().id;
    EXPECT_EQ(last().unanswered(), (CountAndTotal{2, money("105.00")}));
    EXPECT_EQ(withdrawn(payout), "done");
    EXPECT_EQ(last().unanswered(), CountAndTotal{});
    EXPECT_FALSE(last().may_leave());
}

TEST_P(PayoutListOnBoth, WhoMayNotSeeItSeesNothing) {
    decide_both();
    const PayoutId payout = prepare().id;
    const access::Occasion worker = as(add_officer("w", {Role::caseworker}), "2026-07-03");
    const access::Occasion auditor = as(add_officer("a", {Role::auditor}), "2026-07-03");
    const std::string refused = "access.not-allowed";
    EXPECT_EQ(lists().list(worker, zandwijk(), {.limit = 9}).error().code, refused);
    EXPECT_EQ(lists().look(worker, zandwijk(), payout, {.limit = 9}).error().code, refused);
    EXPECT_TRUE(lists().look(auditor, zandwijk(), payout, {.limit = 9}).has_value());
    EXPECT_EQ(service().hand_out(auditor, zandwijk(), payout).error().code, refused);
    const auto unknown = lists().look(auditor, zandwijk(), PayoutId{999'999}, {.limit = 9});
    EXPECT_EQ(unknown.error().code, "payments.unknown-payout");
}

TEST_P(PayoutListOnBoth, AFileIsHandedOutUntilTheBankTellsOfIt) {
    decide_both();
    const PayoutId payout = prepare().id;
    EXPECT_EQ(handed(PayoutId{999'999}), "payments.unknown-payout");
    EXPECT_EQ(handed(payout), "access.no-such-approval");
    approve();
    const std::string print = handed(payout);
    EXPECT_EQ(print, last().file->sha256);
    EXPECT_EQ(handed(payout), print);
    const auto later = service().hand_out(officer("2026-07-08"), zandwijk(), payout);
    EXPECT_EQ(later.value().sha256, print) << "to be paid on the same day";
    EXPECT_EQ(number_of("SELECT COUNT(*) FROM payout_laid_out"), 1);
    EXPECT_TRUE(lay_out().laid_out.empty()) << "the folder gets no second one";
    const std::vector<std::string> ids = values_of(later.value().bytes, "EndToEndId");
    book(StatementText{"S3", "2026-07-03"}
             .opens_with(money("140.00"))
             .paid("-25.00", {.end_to_end_id = ids.at(0)}));
    EXPECT_EQ(handed(payout), "payments.payout-answered");
}

TEST_P(PayoutListOnBoth, AFileThatWasWithdrawnIsNotHandedOut) {
    decide_both();
    const PayoutId payout = prepare().id;
    approve();
    ASSERT_TRUE(service().withdraw(officer(), zandwijk(), payout, "verkeerd").has_value());
    EXPECT_EQ(handed(payout), "payments.payout-ended");
    EXPECT_EQ(number_of("SELECT COUNT(*) FROM payout_file"), 0);
}

// Sent four times at once, as by a hand that trembles: one release, and the same bytes for all.
TEST_P(PayoutListOnBoth, HandedOutAtTheSameMomentItIsOneFile) {
    decide_both();
    const PayoutId payout = prepare().id;
    approve();
    std::vector<std::string> prints(4);
    std::vector<std::thread> hands;
    for (std::string& print : prints) {
        hands.emplace_back([&] { print = handed(payout); });
    }
    for (std::thread& hand : hands) {
        hand.join();
    }
    EXPECT_THAT(prints, Each(last().file->sha256));
    EXPECT_EQ(number_of("SELECT COUNT(*) FROM payout_laid_out"), 1);
}

DRAAGKRACHT_ON_BOTH_DATABASES(PayoutListOnBoth);

}  // namespace
}  // namespace draagkracht::payments
