// Lists of payroll in the books: every cent on a debt or in suspense, once, whatever comes twice,
// at once or too late.
#include "draagkracht/payments/payroll_list_service.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <fmt/format.h>

#include <future>

#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"
#include "payments/replay_service.hpp"
#include "support/bank_register.hpp"
#include "support/beside.hpp"

namespace draagkracht::payments {

using test_support::BankRegister;
using test_support::reference_text;
using test_support::StatementText;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

base::Money money(std::string_view text) {
    return base::Money::parse(text).value();
}

base::Date day(std::string_view text) {
    return base::Date::parse(text).value();
}

// A line of a list, numbered as it is added.
struct Told {
    std::string client;
    std::string amount;
    std::string plan = {};
    std::string claim = {};
    std::string pay_date = "2026-06-24";
    std::string period = "2026-06";
    std::optional<PlaceInList> takes_back = std::nullopt;
};

PayrollList list_of(
    const std::string& number, const std::vector<Told>& lines, ListKind kind = ListKind::set_off
) {
    PayrollList list{kind, number, {}};
    for (const Told& told : lines) {
        list.lines.push_back(
            {static_cast<int>(list.lines.size()) + 1,
             base::month_of(told.period).value(),
             day(told.pay_date),
             told.client,
             told.plan,
             told.claim,
             money(told.amount),
             told.takes_back}
        );
    }
    return list;
}

}  // namespace

class PayrollListOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (!IsSkipped()) {
            bank_.emplace(database());
        }
    }
    BankRegister& bank() { return *bank_; }

    void paid_by(base::PlanId plan, const std::string& way) {
        storage::Transaction transaction{database(), "way to pay", storage::Access::write};
        storage::BulkInsert rows{
            transaction,
            "plan_way_to_pay",
            {{"plan_id", storage::Column::number}, {"way", storage::Column::text}}};
        rows.add({plan.value(), way});
        rows.write();
        test_support::commit_untold(transaction);
    }
    // Of 100001 the claims 501 of 100.00 and 502 of 300.00, paid in this order by plan 901 of 50.00
    // a month, by set-off; of 100002 the claim 503 of 80.00.
    void two_debtors() {
        const base::PersonId first = bank().person("100001");
        const base::ClaimId claim_1 = bank().claim(501, {first}, "100.00");
        const base::ClaimId claim_2 = bank().claim(502, {first}, "300.00");
        paid_by(bank().plan(901, first, {claim_1, claim_2}, "400.00", "50.00"), "set_off");
        bank().claim(503, {bank().person("100002")}, "80.00");
    }
    base::Outcome<ListReport> take(const PayrollList& list, const TakeOptions& options = {}) {
        return PayrollListService{database()}.take(
            options.paid_by ? bank().people().officer()
                            : bank().people().machine(access::Machine::reconciliation),
            bank().people().zandwijk(),
            list,
            options
        );
    }
    ListReport taken(const PayrollList& list, const TakeOptions& options = {}) {
        const base::Outcome<ListReport> report = take(list, options);
        base::ensure(report.has_value(), report ? "" : report.error().to_line());
        return *report;
    }
    std::string refused(const PayrollList& list, const TakeOptions& options = {}) {
        const base::Outcome<ListReport> report = take(list, options);
        return report ? "taken" : report.error().code;
    }
    std::string asked(const std::string& query) {
        storage::Transaction transaction{database(), "ask", storage::Access::read};
        std::string answer;
        transaction.sql() << query, soci::into(answer);
        return answer;
    }
    // What all entries come to, less what was allocated and what waits: nothing.
    std::string lost_cents() {
        return asked(
            "SELECT CAST((SELECT COALESCE(SUM(amount_cents), 0) FROM bank_entry)"
            " - (SELECT COALESCE(SUM(amount_cents), 0) FROM allocation)"
            " - (SELECT COALESCE(SUM(amount_cents), 0) FROM suspense_item) AS TEXT)"
        );
    }
    std::string open_on(int claim) {
        return asked(fmt::format(
            "SELECT CAST(SUM(posting.amount_cents) AS TEXT) FROM posting"
            " JOIN claim ON claim.id = posting.claim_id WHERE claim_number = 'V-{}'",
            claim
        ));
    }
    std::string count_of(const std::string& what) {
        return asked("SELECT CAST(COUNT(*) AS TEXT) FROM " + what);
    }

  private:
    std::optional<BankRegister> bank_;
};

TEST_P(PayrollListOnBoth, EachLineLandsOnItsDebtOrWaitsWithTheReason) {
    two_debtors();
    const ListReport report = taken(list_of(
        "U-1",
        {{"100001", "50.00"},
         {"100001", "70.00", "R-901"},
         {"100001", "30.00", {}, "V-502"},
         {"100002", "25.00", {}, "V-503"},
         {"100002", "90.00", {}, "V-503"},
         {"100002", "10.00"},
         {"100001", "10.00", {}, "V-503"},
         {"999999", "40.00"}}
    ));
    EXPECT_THAT(
        bank().placed(),
        ElementsAre(
            "plan R-901 V-501 principal 5000 payroll_list",
            "plan R-901 V-501 principal 5000 payroll_list",
            "plan R-901 V-502 principal 2000 payroll_list",
            "plan R-901 V-502 principal 3000 payroll_list",
            "V-503 principal 2500 payroll_list",
            "V-503 principal 5500 payroll_list",
            "suspense 3500 overpaid",
            "suspense 1000 no_plan",
            "suspense 1000 unknown_claim",
            "suspense 4000 unknown_client"
        )
    );
    EXPECT_EQ(report.payments.count, 8);
    EXPECT_EQ(report.payments.amount, money("325.00"));
    EXPECT_EQ(report.allocated, money("230.00"));
    EXPECT_EQ(report.suspended, money("95.00"));
    std::vector<std::string> waiting;
    for (const WaitingLine& line : report.waiting) {
        waiting.push_back(fmt::format("{} {} {}", line.line, line.amount.to_string(), line.code));
    }
    EXPECT_THAT(
        waiting,
        ElementsAre(
            "5 35.00 overpaid", "6 10.00 no_plan", "7 10.00 unknown_claim", "8 40.00 unknown_client"
        )
    );
    EXPECT_EQ(lost_cents(), "0");
    EXPECT_EQ(asked("SELECT state || ' ' || identifier FROM bank_statement"), "closed U-1");
    EXPECT_EQ(
        asked("SELECT MIN(value_date) || ' ' || MAX(value_date) FROM posting WHERE kind = 'payment'"
        ),
        "2026-06-24 2026-06-24"
    );
}

TEST_P(PayrollListOnBoth, TheSameListIsOneListAndAnotherContentIsRefused) {
    two_debtors();
    const auto books = [this] {
        return bank().outcome() + count_of("bank_entry") + " " + count_of("posting") + " " +
               count_of("audit_event WHERE action <> 'payments.look'");
    };
    const PayrollList list = list_of("U-1", {{"100001", "50.00"}, {"999999", "7.00"}});
    (void)taken(list);
    const std::string once = books();
    const ListReport again = taken(list);
    EXPECT_TRUE(again.is_known);
    EXPECT_EQ(again.payments.amount, money("57.00"));
    EXPECT_EQ(again.suspended, money("7.00"));
    EXPECT_EQ(books(), once);
    EXPECT_EQ(
        refused(list_of("U-1", {{"100001", "50.00"}, {"999999", "8.00"}})), "payments.other-content"
    );
    EXPECT_EQ(books(), once);
    // Two real equal lists have numbers of their own.
    EXPECT_FALSE(taken(list_of("U-2", {{"100001", "50.00"}, {"999999", "7.00"}})).is_known);
    EXPECT_EQ(open_on(501), "0");
}

TEST_P(PayrollListOnBoth, ADryRunSaysTheSameAndBooksNothing) {
    two_debtors();
    const PayrollList list = list_of("U-1", {{"100001", "120.00"}, {"999999", "7.00"}});
    const ListReport dry = taken(list, {.is_dry_run = true});
    EXPECT_EQ(count_of("bank_entry"), "0");
    EXPECT_EQ(count_of("posting WHERE kind = 'payment'"), "0");
    EXPECT_EQ(count_of("bank_account WHERE kind <> 'bank'"), "0");
    EXPECT_EQ(count_of("audit_event WHERE action = 'payments.look'"), "1") << "who was looked at";
    const ListReport done = taken(list);
    EXPECT_EQ(dry.allocated, done.allocated);
    EXPECT_EQ(dry.suspended, done.suspended);
    EXPECT_EQ(dry.waiting.size(), done.waiting.size());
}

TEST_P(PayrollListOnBoth, ALineThatIsTakenBackWasNeverPaid) {
    two_debtors();
    (void)taken(list_of("U-1", {{"100001", "70.00"}, {"100002", "25.00", {}, "V-503"}}));
    EXPECT_EQ(open_on(501), "3000");
    const PlaceInList first{"U-1", 1};
    const PlaceInList second{"U-1", 2};
    const ListReport report = taken(list_of(
        "U-2",
        {{.client = "100001", .amount = "-70.00", .pay_date = "2026-07-01", .takes_back = first},
         // The slips: another amount, another client, and a line that is not there.
         {.client = "100002", .amount = "-24.00", .pay_date = "2026-07-01", .takes_back = second},
         {.client = "100001", .amount = "-25.00", .pay_date = "2026-07-01", .takes_back = second},
         {.client = "100001",
          .amount = "-5.00",
          .pay_date = "2026-07-01",
          .takes_back = PlaceInList{"U-0", 1}},
         {"100001", "50.00"}}
    ));
    EXPECT_EQ(open_on(501), "5000") << "the whole claim, less the 50.00 that came instead";
    EXPECT_EQ(open_on(502), "30000");
    EXPECT_EQ(open_on(503), "5500");
    std::vector<std::string> waiting;
    for (const WaitingLine& line : report.waiting) {
        waiting.push_back(fmt::format("{} {} {}", line.line, line.amount.to_string(), line.code));
    }
    EXPECT_THAT(waiting, ElementsAre("2 -24.00 returned", "3 -25.00 returned", "4 -5.00 returned"));
    EXPECT_EQ(lost_cents(), "0");
    // Once more, and it has its pair.
    const ListReport twice = taken(list_of(
        "U-3",
        {{.client = "100001", .amount = "-70.00", .pay_date = "2026-07-01", .takes_back = first}}
    ));
    EXPECT_EQ(twice.suspended, money("-70.00"));
    EXPECT_EQ(open_on(501), "5000");
}

// Joined by slashes both are "A/1/2/100001": line 2 of list A/1 of client 100001, and line 1 of
// list A of client 2/100001.
TEST_P(PayrollListOnBoth, ALineIsTakenForNoOtherOne) {
    two_debtors();
    (void)bank().claim(504, {bank().person("2/100001")}, "80.00");
    (void)taken(list_of("A", {{"2/100001", "20.00", {}, "V-504"}}));
    (void)taken(list_of(
        "B",
        {{.client = "100001",
          .amount = "-20.00",
          .pay_date = "2026-07-01",
          .takes_back = PlaceInList{"A/1", 2}}}
    ));
    EXPECT_EQ(open_on(504), "6000") << "of somebody else";
    (void)taken(list_of(
        "C",
        {{.client = "2/100001",
          .amount = "-20.00",
          .pay_date = "2026-07-01",
          .takes_back = PlaceInList{"A", 1}}}
    ));
    EXPECT_EQ(open_on(504), "8000");
}

// What was booked under the former name is still found by it.
TEST_P(PayrollListOnBoth, ALineThatWasBookedBeforeIsTakenBack) {
    two_debtors();
    (void)taken(list_of("U/1", {{"100001", "70.00"}}));
    {
        storage::Transaction transaction{database(), "former", storage::Access::write};
        test_support::take_guards_off(transaction);
        transaction.sql() << "UPDATE bank_entry SET bank_reference = 'U/1/1/100001'";
        transaction.commit();
    }
    (void)taken(list_of(
        "U-2",
        {{.client = "100001",
          .amount = "-70.00",
          .pay_date = "2026-07-01",
          .takes_back = PlaceInList{"U/1", 1}}}
    ));
    EXPECT_EQ(open_on(501), "10000");
}

TEST_P(PayrollListOnBoth, AMachineNamesNoBankEntry) {
    two_debtors();
    const base::Outcome<ListReport> report = PayrollListService{database()}.take(
        bank().people().machine(access::Machine::reconciliation),
        bank().people().zandwijk(),
        list_of("W-1", {{"100001", "50.00"}}, ListKind::withholding),
        {.paid_by = base::EntryId{1}}
    );
    ASSERT_FALSE(report.has_value());
    EXPECT_EQ(report.error().code, "payments.not-placed-by-a-machine");
}

TEST_P(PayrollListOnBoth, AListThatComesLateIsAsIfItHadComeInTime) {
    two_debtors();
    // The transfer of 30 June was told first, and paid 80.00 of claim 501.
    (void)bank().reconcile(StatementText{}.paid("80.00", {.structured = reference_text(901)}));
    (void)taken(list_of("U-1", {{"100001", "90.00"}}));
    EXPECT_THAT(
        bank().outcome(),
        AllOf(
            HasSubstr("V-501 principal 2026-06-24 -9000\n"),
            HasSubstr("V-501 principal 2026-06-30 -1000\n"),
            HasSubstr("V-502 principal 2026-06-30 -7000\n")
        )
    );
    EXPECT_EQ(lost_cents(), "0");
}

TEST_P(PayrollListOnBoth, WhatIsNotPaidYetOrWithoutRightIsRefused) {
    two_debtors();
    const PayrollList list =
        list_of("U-1", {{.client = "100001", .amount = "50.00", .pay_date = "2026-07-02"}});
    const base::Outcome<ListReport> report = take(list);  // on 2026-07-01
    ASSERT_FALSE(report.has_value());
    EXPECT_EQ(report.error().code, "payments.in-future");
    EXPECT_EQ(report.error().where, "line 1 of the list, pay_date");
    const auto not_allowed = PayrollListService{database()}.take(
        bank().people().officer(access::Role::caseworker),
        bank().people().zandwijk(),
        list_of("U-1", {{"100001", "50.00"}})
    );
    ASSERT_FALSE(not_allowed.has_value());
    EXPECT_EQ(not_allowed.error().code, "access.not-allowed");
    EXPECT_EQ(
        refused(list_of("U-1", {{"100001", "50.00"}}), {.paid_by = base::EntryId{1}}),
        "payments.list-without-entry"
    );
    EXPECT_EQ(count_of("bank_entry"), "0");
}

TEST_P(PayrollListOnBoth, TwoAtOnceAreOne) {
    two_debtors();
    const PayrollList list = list_of("U-1", {{"100001", "50.00"}, {"999999", "7.00"}});
    std::vector<std::future<bool>> both;
    for (int one = 0; one < 4; ++one) {
        both.push_back(std::async(std::launch::async, [&] { return taken(list).is_known; }));
    }
    int known = 0;
    for (std::future<bool>& one : both) {
        known += one.get() ? 1 : 0;
    }
    EXPECT_EQ(known, 3);
    EXPECT_EQ(count_of("bank_entry"), "2");
    EXPECT_EQ(count_of("bank_account WHERE kind = 'set_off'"), "1");
}

TEST_P(PayrollListOnBoth, ABankStatementIsNeverTakenForAList) {
    two_debtors();
    (void)taken(list_of("U-1", {{"100001", "50.00"}}));
    const auto report = bank().reconcile(StatementText{"U-1"}
                                             .of_account("set_off:zandwijk")
                                             .paid("25.00", {.structured = reference_text(503)}));
    ASSERT_FALSE(report.has_value());
    EXPECT_EQ(report.error().code, "payments.unknown-account");
}

// An employer pays 75.00 for two wages in one sum, and says by a list whose it is.
TEST_P(PayrollListOnBoth, AnEmployersListSaysWhoseABankEntryIs) {
    two_debtors();
    (void)bank().reconcile(
        StatementText{}.paid("75.00", {.text = "inhouding juni"}).paid("5.00", {.text = "huur"})
    );
    const base::EntryId entry{
        std::stoll(asked("SELECT CAST(id AS TEXT) FROM bank_entry WHERE amount_cents = 7500"))};
    const base::EntryId other{
        std::stoll(asked("SELECT CAST(id AS TEXT) FROM bank_entry WHERE amount_cents = 500"))};
    const PayrollList list = list_of(
        "W-1",
        {{"100001", "50.00", "R-901"}, {"100002", "25.00", {}, "V-503"}},
        ListKind::withholding
    );
    EXPECT_EQ(refused(list), "payments.list-needs-entry");
    EXPECT_EQ(refused(list, {.paid_by = base::EntryId{1}}), "payments.unknown-entry");
    EXPECT_EQ(refused(list, {.paid_by = other}), "payments.entry-differs");
    const ListReport report = taken(list, {.paid_by = entry});
    EXPECT_EQ(report.allocated, money("75.00"));
    EXPECT_THAT(report.waiting, IsEmpty());
    EXPECT_EQ(open_on(501), "5000");
    EXPECT_EQ(open_on(503), "5500");
    EXPECT_EQ(lost_cents(), "0");
    // Booked once: what all accounts of the municipality have is what the bank brought.
    EXPECT_EQ(asked("SELECT CAST(SUM(amount_cents) AS TEXT) FROM bank_entry"), "8000");
    EXPECT_EQ(asked("SELECT CAST(SUM(amount_cents) AS TEXT) FROM suspense_item"), "500");
    // From the day of the bank, and not that of the wage.
    EXPECT_EQ(
        asked("SELECT MIN(value_date) || ' ' || MAX(value_date) FROM posting WHERE kind = 'payment'"
        ),
        "2026-06-30 2026-06-30"
    );
    EXPECT_TRUE(taken(list, {.paid_by = entry}).is_known);
    PayrollList next = list;
    next.number = "W-2";
    EXPECT_EQ(refused(next, {.paid_by = entry}), "payments.entry-placed");
    EXPECT_EQ(count_of("bank_entry"), "5");
}

// It lays hands on a payment, so it takes turns with the other officers who do.
TEST_P(PayrollListOnBoth, AListOfAnEmployerWaitsForWhoLaysHandsOnAPayment) {
    two_debtors();
    const PayrollList list = list_of("W-1", {{"100001", "50.00"}}, ListKind::withholding);
    std::string outcome;
    storage::Transaction colleague{database(), "colleague", storage::Access::write};
    take_by_hand_turn(colleague, bank().people().zandwijk());
    test_support::Beside taking{[&] { outcome = refused(list, {.paid_by = base::EntryId{1}}); }};
    EXPECT_TRUE(taking.waits_for(colleague));
    colleague.commit();
    taking.join();
    EXPECT_EQ(outcome, "payments.unknown-entry");
}

DRAAGKRACHT_ON_BOTH_DATABASES(PayrollListOnBoth);

}  // namespace draagkracht::payments
