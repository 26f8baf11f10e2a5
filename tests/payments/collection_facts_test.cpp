// What the register knows of instalments that are due, whatever was collected before: on both
// databases.
#include <gmock/gmock.h>

#include "payments/collecting_case.hpp"
#include "payments/collection_list_store.hpp"
#include "payments/collection_store.hpp"

namespace draagkracht::payments {
namespace {

class CollectionFactsOnBoth : public CollectingOnBoth {
  protected:
    CollectionFacts facts(
        const std::string& until, std::optional<CollectionId> asked_again = std::nullopt
    ) {
        storage::Transaction transaction{database(), "facts", storage::Access::read};
        return facts_for_collection(
            transaction, zandwijk(), preparer("2026-07-01").today, on(until), asked_again
        );
    }
    // "R-901/1 used 2026-05-28 back AM04 earlier 1", and "under way 30.00".
    static std::vector<std::string> lines_of(const CollectionFacts& facts) {
        std::vector<std::string> lines;
        for (const DueRow& row : facts.due) {
            const MandateFacts& mandate = row.facts.mandate;
            lines.push_back(fmt::format(
                "{}/{} used {} back {} earlier {}",
                row.plan_number,
                row.facts.agreed.number,
                mandate.last_used ? mandate.last_used->to_string() : "never",
                fmt::join(mandate.return_reasons, ","),
                row.facts.earlier.size()
            ));
        }
        for (const OrderUnderWay& order : facts.under_way) {
            lines.push_back(fmt::format("under way {}", order.amount.to_string()));
        }
        return lines;
    }
    void book(const StatementText& statement) {
        const auto report = bank().reconcile(statement);
        ASSERT_TRUE(report.has_value()) << report.error().to_line();
    }
    // The bank takes this order back, of 50.00 or 30.00.
    static StatementText taken_back(
        const std::string& day,
        const std::string& amount,
        const std::string& id,
        const std::string& reason
    ) {
        return StatementText{"B" + id, day}.paid(
            "-" + amount, {.is_reversal = true, .return_reason = reason, .end_to_end_id = id}
        );
    }
    // Of June, the first time or once more.
    std::vector<std::string> collected_in_june() {
        (void)prepare("2026-06-17", "2026-06-30");
        approve("2026-06-17");
        (void)lay_out("2026-06-17");
        return values_of(files_.back().bytes, "EndToEndId");
    }
};

TEST_P(CollectionFactsOnBoth, BeforeAnythingIsCollectedNothingIsKnown) {
    EXPECT_THAT(
        lines_of(facts("2026-05-31")),
        ElementsAre("R-901/1 used never back  earlier 0", "R-902/1 used never back  earlier 0")
    );
    (void)prepare();
    EXPECT_THAT(
        lines_of(facts("2026-05-31")),
        ElementsAre("R-901/1 used never back  earlier 0", "R-902/1 used never back  earlier 0")
    ) << "it waits for a second person";
}

// In May both are collected; that of R-901 comes back. In June both again, and nothing is told.
TEST_P(CollectionFactsOnBoth, WhatBecameOfEarlierOrdersIsOfTheirInstalmentsAndTheirMandates) {
    const std::vector<std::string> may = collected();
    book(StatementText{"S1", "2026-05-28"}.paid("80.00", {.batch_id = batch_id()}));
    book(taken_back("2026-06-01", "50.00", may[0], "MD06"));
    EXPECT_THAT(
        lines_of(facts("2026-06-30")),
        ElementsAre(
            "R-901/1 used 2026-05-28 back MD06 earlier 1",
            "R-901/2 used 2026-05-28 back MD06 earlier 0",
            "R-902/2 used 2026-05-28 back  earlier 0"
        )
    );
    const std::vector<std::string> june = collected_in_june();
    ASSERT_THAT(june, SizeIs(2));
    EXPECT_THAT(
        lines_of(facts("2026-06-30")),
        ElementsAre(
            "R-901/1 used 2026-06-29 back MD06 earlier 1",
            "R-901/2 used 2026-06-29 back MD06 earlier 1",
            "R-902/2 used 2026-06-29 back  earlier 1",
            "under way 50.00",
            "under way 30.00"
        )
    );
    // Asked once more of itself, what it asks is left out; what was before it is not.
    const CollectionId last{
        std::stoll(texts("SELECT CAST(MAX(id) AS TEXT) FROM collection").at(0))};
    EXPECT_THAT(
        lines_of(facts("2026-06-30", last)),
        ElementsAre(
            "R-901/1 used 2026-05-28 back MD06 earlier 1",
            "R-901/2 used 2026-05-28 back MD06 earlier 0",
            "R-902/2 used 2026-05-28 back  earlier 0"
        )
    );
    const CollectionFacts now = facts("2026-06-30");
    const EarlierOrder& first = now.of(now.due[0].facts.plan, 1).facts.earlier.at(0);
    EXPECT_EQ(first.answer, BankAnswer::taken_back);
    EXPECT_EQ(first.return_reason, "MD06");
    EXPECT_EQ(first.answered_on, on("2026-06-01"));
    EXPECT_EQ(now.of(now.due[0].facts.plan, 2).facts.earlier.at(0).answer, BankAnswer::none);
}

// Of one that was withdrawn only what the bank told counts.
TEST_P(CollectionFactsOnBoth, OfAWithdrawnCollectionOnlyWhatTheBankToldCounts) {
    const std::vector<std::string> may = collected();
    const CollectionId id = files_.front().id;
    (void)service().withdraw(preparer(), zandwijk(), id, "the bank refused it");
    approve();
    ASSERT_EQ(
        service().withdraw(preparer(), zandwijk(), id, "the bank refused it"), Withdrawal::done
    );
    EXPECT_THAT(
        lines_of(facts("2026-05-31")),
        ElementsAre("R-901/1 used never back  earlier 0", "R-902/1 used never back  earlier 0")
    );
    book(taken_back("2026-06-01", "50.00", may[0], "AC04"));
    EXPECT_THAT(
        lines_of(facts("2026-05-31")),
        ElementsAre(
            "R-901/1 used 2026-05-28 back AC04 earlier 1", "R-902/1 used never back  earlier 0"
        )
    );
}

// An order of somebody who owes the same claim asks the same money, also where nothing of that plan
// is due any more.
TEST_P(CollectionFactsOnBoth, WhatAPlanOnTheSameClaimAsksIsUnderWay) {
    const base::ClaimId claim{
        std::stoll(texts("SELECT CAST(claim_id AS TEXT) FROM plan_claim ORDER BY plan_id").at(0))};
    const plans::MandateId mandate =
        plans::MandateService{database(), bank().people().sealer()}
            .record(
                bank().people().officer(),
                *person_2_,
                {"M-19", on("2026-04-20"), base::Iban::parse(account_2).value()}
            )
            .value();
    const base::PlanId ended = bank().plan(
        903, *person_2_, {claim}, "500.00", "20.00", {plans::Way::direct_debit, mandate}
    );
    const std::vector<std::string> may = collected();
    ASSERT_THAT(may, SizeIs(3));
    // May of is told of; then R-903 alone is under way.
    book(StatementText{"S1", "2026-05-28"}
             .paid(
                 "50.00",
                 {.structured = test_support::reference_text(901),
                  .bank_reference = "1",
                  .end_to_end_id = may[0]}
             )
             .paid(
                 "30.00",
                 {.structured = test_support::reference_text(902),
                  .bank_reference = "2",
                  .end_to_end_id = may[1]}
             ));
    EXPECT_THAT(lines_of(facts("2026-06-30")), testing::Contains("under way 20.00"));
    bank().end_plan(ended);
    EXPECT_THAT(
        lines_of(facts("2026-06-30")),
        ElementsAre(
            "R-901/2 used 2026-05-28 back  earlier 0",
            "R-902/2 used 2026-05-28 back  earlier 0",
            "under way 20.00"
        )
    );
}

// What the bank tells twice of one order counts once.
TEST_P(CollectionFactsOnBoth, TheListCountsEachOrderOnce) {
    const std::vector<std::string> may = collected();
    book(StatementText{"S1", "2026-05-28"}
             .paid("50.00", {.bank_reference = "1", .end_to_end_id = may[0]})
             .paid("50.00", {.bank_reference = "2", .end_to_end_id = may[0]})
             .paid("30.00", {.bank_reference = "3", .end_to_end_id = may[1]}));
    book(taken_back("2026-06-01", "30.00", may[1], "AM04"));
    (void)collected_in_june();
    storage::Transaction transaction{database(), "list", storage::Access::read};
    const ListedCollections listed = listed_collections(transaction, zandwijk(), {50});
    ASSERT_THAT(listed.items, SizeIs(2));
    EXPECT_EQ(listed.items[0].paid, (CountAndTotal{}));
    EXPECT_EQ(listed.items[0].taken_back, (CountAndTotal{}));
    EXPECT_EQ(listed.items[1].paid, (CountAndTotal{2, base::Money::cents(8000)}));
    EXPECT_EQ(listed.items[1].taken_back, (CountAndTotal{1, base::Money::cents(3000)}));
}

DRAAGKRACHT_ON_BOTH_DATABASES(CollectionFactsOnBoth);

}  // namespace
}  // namespace draagkracht::payments
