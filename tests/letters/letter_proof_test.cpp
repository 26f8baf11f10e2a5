#include "draagkracht/letters/letter_proof.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "letters/letter_store.hpp"
#include "letters/letters_service_fixture.hpp"
#include "support/random.hpp"

namespace draagkracht::letters {

using test_support::TestPlan;
using testing::IsEmpty;

class LetterProofOnBoth : public LettersOnBoth {
  protected:
    // Puts a letter in the register as if it had been sent, with a change.
    void forge(base::LetterId original, void (*change)(LetterRow&)) {
        storage::Transaction transaction{database(), "forge", storage::Access::write};
        LetterRow row = letter_by_id(transaction, original).value();
        change(row);
        row.id = base::LetterId{transaction.reserve_ids(1).take()};
        const std::int64_t former = row.order;
        row.order = transaction.reserve_ids(1).take();
        transaction.sql() << "INSERT INTO letter_request (id, municipality_id, person_id, kind,"
                             " subject, plan_id, requested_on, requested_by)"
                             " SELECT " +
                                 std::to_string(row.order) +
                                 ", municipality_id, person_id, kind, 'forged " +
                                 std::to_string(row.order) +
                                 "', plan_id, requested_on, requested_by FROM letter_request"
                                 " WHERE id = " +
                                 std::to_string(former);
        add_letters(transaction, {row});
        test_support::commit_untold(transaction);
    }
    std::string first_violation() {
        const std::vector<std::string> found = violations();
        return found.empty() ? "" : found.front().substr(found.front().find(' ') + 1);
    }
};

TEST_P(LetterProofOnBoth, HoldsWhenThereIsNothing) {
    EXPECT_THAT(violations(), IsEmpty());
}

TEST_P(LetterProofOnBoth, SeesWhatDoesNotFit) {
    const TestPlan plan = plans().add("100001");
    plans().pay(plan, "20.00", "2026-06-01");
    ask_reminder(plan, 1);
    const base::LetterId letter = send("2026-06-08").sent.at(0);
    EXPECT_THAT(violations(), IsEmpty());
    forge(letter, [](LetterRow& row) { row.pdf += " "; });
    EXPECT_EQ(first_violation(), "pdf");
}

TEST_P(LetterProofOnBoth, SeesFiguresThatAreNotTheLedgers) {
    struct Row {
        void (*change)(nlohmann::json&);
        std::string violation;
    };
    const std::vector<Row> rows{
        {[](nlohmann::json& figures) { figures["open_cents"] = 2999; }, "open_cents"},
        {[](nlohmann::json& figures) { figures["amount_cents"] = 1; }, "amount_cents"},
        {[](nlohmann::json& figures) { figures["due_date"] = "2026-06-02"; }, "due_date"},
        {[](nlohmann::json& figures) { figures["plan_paid_cents"] = 0; }, "plan_paid_cents"},
        {[](nlohmann::json& figures) { figures["instalment_number"] = 99; }, "instalment_number"},
        {[](nlohmann::json& figures) { figures.erase("instalment_number"); }, "figures"},
        {[](nlohmann::json& figures) { figures["more"] = 1; }, "more"},
        {[](nlohmann::json& figures) { figures = "no figures"; }, "figures"},
    };
    const TestPlan plan = plans().add("100001");
    plans().pay(plan, "20.00", "2026-06-01");
    ask_reminder(plan, 1);
    const base::LetterId letter = send("2026-06-08").sent.at(0);
    static void (*change)(nlohmann::json&) = nullptr;
    std::size_t known_count = 0;
    for (const Row& row : rows) {
        change = row.change;
        forge(letter, [](LetterRow& forged) {
            nlohmann::json figures = nlohmann::json::parse(forged.figures_json);
            change(figures);
            forged.figures_json = figures.dump();
        });
        const std::vector<std::string> found = violations();
        ASSERT_EQ(found.size(), known_count + 1) << row.violation;
        EXPECT_THAT(found.back(), testing::EndsWith(" " + row.violation));
        known_count = found.size();
    }
}

TEST_P(LetterProofOnBoth, SeesAConfirmationOfAnotherAmount) {
    ask_confirmation(plans().add("100001"));
    forge(send("2026-05-04").sent.at(0), [](LetterRow& row) {
        nlohmann::json figures = nlohmann::json::parse(row.figures_json);
        figures["instalments"][2]["amount_cents"] = 1;
        row.figures_json = figures.dump();
    });
    EXPECT_EQ(first_violation(), "instalments/2/amount_cents");
}

// What came in on a plan, in the head of a test: value dates and cents.
using Received = std::vector<std::pair<std::string, std::int64_t>>;

// Instalments of 50.00 that payments fill in their order.
std::int64_t open_cents(
    const Received& received, std::int64_t instalment, const std::string& date
) {
    std::int64_t paid = 0;
    for (const auto& [value_date, cents] : received) {
        paid += value_date <= date ? cents : 0;
    }
    return std::clamp<std::int64_t>(5000 * instalment - paid, 0, 5000);
}

// Guarantee 9 over random histories: each reminder shows what was open by hand calculation, none
// goes when nothing is, and every letter still proves after whatever is booked later, also with an
// earlier value date or taken back.
TEST_P(LetterProofOnBoth, LettersProveWhateverIsBookedLater) {
    test_support::Random random;
    std::vector<TestPlan> all;
    std::map<base::PersonId, Received> received;
    for (int number = 0; number < 3; ++number) {
        all.push_back(plans().add(std::to_string(100'001 + number)));
        ask_confirmation(all.back());
    }
    int reminder_count = 0;
    for (int step = 0; step < 40; ++step) {
        const TestPlan& plan = random.one_of(all);
        const std::string date = "2026-06-" + std::to_string(random.between(10, 28));
        if (random.chance(60)) {
            const std::int64_t cents =
                random.chance(15) ? -random.between(1, 900) : random.between(1, 4000);
            plans().pay(plan, base::Money::cents(cents).to_string(), date);
            received[plan.person].emplace_back(date, cents);
            continue;
        }
        ask_reminder(plan, static_cast<int>(random.between(1, 6)));
        for (const base::LetterId id : send(date).sent) {
            const SentLetter letter = seen(id);
            const nlohmann::json figures = nlohmann::json::parse(letter.figures_json);
            if (letter.kind == "friendly_reminder") {
                const std::int64_t instalment = figures["instalment_number"];
                const std::int64_t open = open_cents(received[letter.person], instalment, date);
                EXPECT_EQ(figures["open_cents"], open);
                EXPECT_GT(open, 0);
                ++reminder_count;
            }
        }
    }
    EXPECT_GT(reminder_count, 0);
    EXPECT_THAT(violations(), IsEmpty());
}

DRAAGKRACHT_ON_BOTH_DATABASES(LetterProofOnBoth);

}  // namespace draagkracht::letters
