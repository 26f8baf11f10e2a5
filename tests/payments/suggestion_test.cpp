// Suggestions for a payment that waits: what speaks for a debt and against it, best first.
#include "draagkracht/payments/suggestion.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "draagkracht/base/payment_reference.hpp"

namespace draagkracht::payments {

using base::Money;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

namespace {

Candidate plan(const std::string& number) {
    Candidate candidate{
        base::PlanId{std::stoll(number)}, number, Money::cents(30000), {base::PersonId{1}}};
    candidate.next_instalments = {Money::cents(5000), Money::cents(5000)};
    return candidate;
}

// "901 for account_known amount_next against account_of_others: 50.00"
std::vector<std::string> told(
    const std::string& suspended, const std::vector<Candidate>& candidates, std::size_t people = 1
) {
    std::vector<std::string> lines;
    for (const Suggestion& suggestion :
         suggestions_of({Money::parse(suspended).value(), people}, candidates)) {
        std::string line = suggestion.candidate.number + " for";
        for (const Sign sign : suggestion.speaks_for) {
            line += " " + std::string{to_text(sign)};
        }
        line += " against";
        for (const Sign sign : suggestion.speaks_against) {
            line += " " + std::string{to_text(sign)};
        }
        lines.push_back(line + ": " + suggestion.amount.to_string());
    }
    return lines;
}

}  // namespace

TEST(Suggestion, TheTable) {
    struct Row {
        const char* told;
        const char* suspended;
        void (*change)(Candidate&);
        const char* expected;
    };
    const std::vector<Row> rows{
        {"the account is known, and it is the next instalment",
         "50.00",
         [](Candidate& one) { one.account_is_known = true; },
         "901 for account_known amount_next against: 50.00"},
        {"two instalments at once",
         "100.00",
         [](Candidate& one) { one.account_is_known = true; },
         "901 for account_known amount_next_two against: 100.00"},
        {"all at once",
         "300.00",
         [](Candidate& one) { one.name_is_equal = true; },
         "901 for name_equal amount_whole against: 300.00"},
        {"a slip in the reference",
         "60.00",
         [](Candidate& one) { one.is_nearly_named = true; },
         "901 for reference_near against other_amount: 60.00"},
        {"named and nearly named is named",
         "50.00",
         [](Candidate& one) { one.is_named = one.is_nearly_named = true; },
         "901 for reference_named amount_next against: 50.00"},
        {"paid from there before",
         "50.00",
         [](Candidate& one) { one.account_paid_before = true; },
         "901 for account_paid_before amount_next against: 50.00"},
        {"more than is open",
         "300.01",
         [](Candidate& one) { one.is_named = true; },
         "901 for reference_named against more_than_open other_amount: 300.00"},
        {"nothing is open",
         "50.00",
         [](Candidate& one) {
             one.is_named = true;
             one.open = Money::cents(-100);
             one.next_instalments = {};
         },
         "901 for reference_named against nothing_open other_amount: 0.00"},
        {"the plan has ended",
         "50.00",
         [](Candidate& one) {
             one.is_named = true;
             one.has_ended = true;
         },
         "901 for reference_named amount_next against plan_ended: 0.00"},
        {"several owe it",
         "50.00",
         [](Candidate& one) {
             one.name_is_equal = true;
             one.debtors.emplace_back(2);
         },
         "901 for name_equal amount_next against joint_debtors: 50.00"},
    };
    for (const Row& row : rows) {
        Candidate candidate = plan("901");
        row.change(candidate);
        EXPECT_THAT(told(row.suspended, {candidate}), ElementsAre(row.expected)) << row.told;
    }
}

TEST(Suggestion, AnAmountAloneIsNoReason) {
    EXPECT_THAT(told("50.00", {plan("901")}), IsEmpty());
}

// A guardian pays for three people from one account; the amount tells which plan it is.
TEST(Suggestion, BestFirst) {
    std::vector<Candidate> candidates{plan("901"), plan("902"), plan("903"), plan("904")};
    for (Candidate& candidate : candidates) {
        candidate.account_is_known = true;
        candidate.next_instalments = {Money::cents(2000)};
    }
    candidates[1].next_instalments = {Money::cents(5000)};
    candidates[2].is_nearly_named = true;
    candidates[3].account_is_known = false;
    EXPECT_THAT(
        told("50.00", candidates, 3),
        ElementsAre(
            "903 for reference_near account_known against other_amount account_of_others: 50.00",
            "902 for account_known amount_next against account_of_others: 50.00",
            "901 for account_known against other_amount account_of_others: 50.00"
        )
    );
    const std::vector<Candidate> many(25, candidates[0]);
    EXPECT_EQ(suggestions_of({Money::cents(100), 25}, many).size(), suggestions_max);
}

// The reference is 5000 0567 8901 2345.
TEST(ReferencesNear, OneSlipAway) {
    const std::string meant = "5000056789012345";
    for (const char* const typed :
         {"5000056789012354",            // the last two swapped
          "5000056789012346",            // the last one wrong
          "4000056789012345",            // the check digit wrong
          "kenmerk 5000.0567 8901 234",  // one missing, at the end
          "500056789012345",             // one missing
          "50000567890123455",           // one too many
          "x5000 0567 8901 2346/2026"}) {
        EXPECT_THAT(references_near(typed), Contains(meant)) << typed;
    }
    for (const char* const typed :
         {"5000056789012345",  // right, and no slip
          "5000056789012456",  // two wrong
          "50000567890123",
          "",
          "aflossing mei"}) {
        EXPECT_THAT(references_near(typed), Not(Contains(meant))) << typed;
    }
    for (const std::string& near : references_near("5000056789012346")) {
        EXPECT_TRUE(base::PaymentReference::parse(near)) << near;
    }
}

TEST(ReferencesNear, ALongTextIsNotLookedAtForEver) {
    std::string text;
    for (int number = 0; number < 10'000; ++number) {
        text += "5000056789012346|";
    }
    EXPECT_LE(references_near(text).size(), 200U);
}

}  // namespace draagkracht::payments
