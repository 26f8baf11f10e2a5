// A payment goes by the ladder of its day, and the register keeps by which: on both databases.
#include <gmock/gmock.h>
#include <soci/soci.h>

#include "draagkracht/storage/rows.hpp"
#include "payments/paying_out.hpp"
#include "support/bank_register.hpp"

namespace draagkracht::payments {

using test_support::BankRegister;
using test_support::reference_text;
using test_support::StatementText;
using test_support::text_of;
using testing::ElementsAre;

class LadderOnBoth : public test_support::OnBothDatabases {};

namespace {

base::Money money(std::string_view text) {
    return base::Money::parse(text).value();
}

}  // namespace

// Until 14 June a reference in the text decides, and from 15 June on it does not; the statement
// comes in July. What found the debt is kept, also of money that was too much.
TEST_P(LadderOnBoth, APaymentGoesByTheLadderOfTheDayFromWhichItCounts) {
    using enum norms::MatchRule;
    const auto from = [](const std::string& day, std::vector<norms::MatchRule> rules) {
        return norms::Parameter<std::vector<norms::MatchRule>>{
            std::move(rules), {"", "", base::Date::parse(day).value(), "", "", {}}};
    };
    const norms::MatchLadders ladders{
        {from("2026-06-01", {reference_in_free_text, structured_reference}),
         from("2026-06-15", {structured_reference})}};
    BankRegister bank{database()};
    bank.claim(501, {bank.person("100001")}, "60.00");
    StatementText statement;
    for (const std::string day : {"2026-05-31", "2026-06-14", "2026-06-15"}) {
        Entry entry;
        entry.amount = money("25.00");
        entry.booking_date = base::Date::parse(day).value();
        entry.value_date = entry.booking_date;
        entry.bank_reference = day;
        entry.details.emplace_back();
        entry.details[0].free_text = "kenmerk " + reference_text(501);
        statement.add(entry);
    }
    statement.paid("25.00", {.structured = reference_text(501), .bank_reference = "last"});
    ReconciliationService service{database(), 1, {{"zandwijk", ladders}}};
    const auto report = service.reconcile(
        bank.people().machine(access::Machine::reconciliation), bank.file(text_of({statement}))
    );
    ASSERT_TRUE(report) << report.error().to_line();
    EXPECT_THAT(
        bank.placed(),
        ElementsAre(
            "V-501 principal 2500 reference_in_free_text",
            "V-501 principal 2500 reference_in_free_text",
            "suspense 2500 no_rule",
            "V-501 principal 1000 structured_reference",
            "suspense 1500 overpaid"
        )
    );
    storage::Transaction transaction{database(), "kept", storage::Access::read};
    std::vector<std::string> kept;
    std::string line;
    storage::for_each_row(
        (ask(transaction,
             "SELECT COALESCE(matched_by, '-') || ' ' || COALESCE(CAST(ladder_rule AS TEXT), '-')"
             " || ' ' || COALESCE(ladder_from, '-') FROM bank_entry ORDER BY id"),
         soci::into(line)),
        [&] { kept.push_back(line); }
    );
    EXPECT_THAT(
        kept,
        ElementsAre(
            "reference_in_free_text 3 -",  // of the program: before the first of this municipality
            "reference_in_free_text 1 2026-06-01",
            "- - -",
            "structured_reference 1 2026-06-15"
        )
    );
}

DRAAGKRACHT_ON_BOTH_DATABASES(LadderOnBoth);

class RefundsBesideALadderOnBoth : public PayingOutOnBoth {};

// Money that went out is no rung: of a batch of refunds each is paid, whatever the ladder says.
TEST_P(RefundsBesideALadderOnBoth, ABatchOfRefundsIsKnownWhereTheLadderDoesNotGoByOurBatches) {
    (void)paid_out();
    const norms::MatchLadders by_reference_alone{
        {{{norms::MatchRule::structured_reference},
          {"", "", base::Date::parse("2026-01-01").value(), "", "", {}}}}};
    ReconciliationService reconciliation{database(), 1000, {{"zandwijk", by_reference_alone}}};
    StatementText statement{"S3", "2026-07-06"};
    statement.opens_with(money("140.00")).paid("-105.00", {.batch_id = batch_id()});
    const auto report = reconciliation.reconcile(
        bank().people().machine(access::Machine::reconciliation, "2026-07-07"),
        bank().file(text_of({statement}))
    );
    ASSERT_TRUE(report) << report.error().to_line();
    EXPECT_EQ(stands(*first_), "35.00 waits; 0.00 due, 0.00 ordered, 25.00 paid");
    EXPECT_EQ(stands(*last_), "0.00 waits; 0.00 due, 0.00 ordered, 80.00 paid");
    EXPECT_THAT(waiting(), ElementsAre("35.00"));
}

DRAAGKRACHT_ON_BOTH_DATABASES(RefundsBesideALadderOnBoth);

}  // namespace draagkracht::payments
