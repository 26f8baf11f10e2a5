// What somebody with a hand in the database could do to a collection by direct debit, and that the
// proofs find it.
#include <gmock/gmock.h>

#include <algorithm>

#include "draagkracht/figures/proof_service.hpp"
#include "figures/figures_fixture.hpp"

namespace draagkracht::figures {
namespace {

class CollectionProofOnBoth : public FiguresOnBoth {
  protected:
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
        return std::ranges::find(all, "collection-as-decided", &Proof::name)->violations;
    }
};

TEST_P(CollectionProofOnBoth, EachWayFromWhatWasDecidedIsFound) {
    (void)reg().person("100001");
    collect_two();
    EXPECT_THAT(found_after({}), testing::IsEmpty());
    const std::string end_it =
        "INSERT INTO collection_end SELECT id, 'x', '2026-07-21', 'x',"
        " (SELECT MAX(id) FROM approval) FROM collection";
    struct Row {
        std::string what;
        std::vector<std::string> acts;
        std::string place;
    };
    const std::vector<Row> rows{
        {"an order is gone",
         {"DELETE FROM collection_order WHERE instalment_number = 2"},
         " orders:1 cents:5000"},
        {"an order is larger",
         {"UPDATE collection_order SET amount_cents = 5001 WHERE instalment_number = 2"},
         " orders:2 cents:10001"},
        {"and the whole with it",
         {"UPDATE collection_order SET amount_cents = 5001 WHERE instalment_number = 2",
          "UPDATE collection SET total_cents = 10001",
          "UPDATE collection_file SET total_cents = 10001"},
         " approval"},
        {"one more fell out after the file was made",
         {"INSERT INTO collection_order_drop SELECT MIN(id), 'quiet', 'x', 'x', 'x'"
          " FROM collection_order"},
         " in_file:1 cents:5000"},
        {"nobody approved it",
         {"UPDATE approval SET decision = 'refused' WHERE decision > ''"},
         " approval"},
        {"the approval is of another collection",
         {"UPDATE approval SET subject = 'INC-1|2026-09-30|2|100.00'"},
         " approval"},
        {"it was laid out without a file", {"DELETE FROM collection_file"}, " no_file"},
        {"it pays somebody else",
         {"UPDATE collection SET creditor_iban = 'NL18RABO0123459876'"},
         " payee"},
        {"one person withdrew it", {end_it}, " withdrawal"},
        {"it is asked of somebody else",
         {"UPDATE plan SET person_id = (SELECT MIN(id) FROM person) WHERE id IN"
          " (SELECT plan_id FROM collection_order)"},
         "order:"},
    };
    for (const Row& row : rows) {
        EXPECT_THAT(found_after(row.acts), testing::Contains(testing::HasSubstr(row.place)))
            << row.what;
    }
}

// What two people said of a file that was not laid out does not hold for one that was.
TEST_P(CollectionProofOnBoth, AWithdrawalIsApprovedAsTheFileStood) {
    (void)reg().person("100001");
    collect_two();
    const auto withdrawn_by = [](const std::string& standing) {
        return std::vector<std::string>{
            "INSERT INTO approval (id, municipality_id, action, subject, reason, requested_by,"
            " requested_at, decision, decided_by, decided_at, used_at)"
            " SELECT 99001, municipality_id, 'payments.withdraw_collection', 'INC-' || id || '|" +
                standing +
                "', 'x', 'officer:1', '2026-07-21T10:00:00Z', 'granted', 'officer:2',"
                " '2026-07-21T10:00:00Z', '2026-07-21T10:00:00Z' FROM collection",
            "INSERT INTO collection_end SELECT id, 'x', '2026-07-21', 'x', 99001 FROM collection"};
    };
    EXPECT_THAT(found_after(withdrawn_by("laid_out")), testing::IsEmpty());
    EXPECT_THAT(
        found_after(withdrawn_by("made")), testing::ElementsAre(testing::HasSubstr(" withdrawal"))
    );
}

DRAAGKRACHT_ON_BOTH_DATABASES(CollectionProofOnBoth);

}  // namespace
}  // namespace draagkracht::figures
