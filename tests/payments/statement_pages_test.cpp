// A statement that the bank split into pages is taken when all of them are here, and else not at
// all.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <algorithm>

#include "support/bank_register.hpp"

namespace draagkracht::payments {

using test_support::BankRegister;
using test_support::camt_page;
using testing::ElementsAre;
using testing::IsEmpty;
using Path = std::filesystem::path;

namespace {

// One page of statement 7 of 30 June: "F100,00" is its opening balance, and "M125,00" that of the
// page before it.
std::string mt940_page(
    int page, const std::string& opening, const std::string& line, const std::string& closing
) {
    const auto balance = [](const std::string& text) {
        return fmt::format("{}:C260630EUR{}", text.front(), text.substr(1));
    };
    return fmt::format(
        ":20:P{0}\n:25:NL26VAYB8060476890EUR\n:28C:7/{0}\n:60{1}\n"
        ":61:2606300630C{2}NTRFNONREF//R{0}\n:86:van niemand\n:62{3}\n-\n",
        page,
        balance(opening),
        line,
        balance(closing)
    );
}

}  // namespace

class StatementPagesOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (!IsSkipped()) {
            bank_.emplace(database());
        }
    }
    void TearDown() override {
        bank_.reset();
        OnBothDatabases::TearDown();
    }
    // The code of each refused file, or "taken", in their order.
    std::vector<std::string> hand_in(std::vector<std::string> texts) {
        std::vector<Path> files;
        for (std::size_t place = 0; place < texts.size(); ++place) {
            files.push_back(bank_->file(texts[place], fmt::format("{}.txt", place)));
        }
        std::vector<std::string> told(texts.size());
        ReconciliationService{database()}.reconcile_all(
            bank_->people().machine(access::Machine::reconciliation),
            files,
            [&](const FileOutcome& outcome) {
                const auto place = std::ranges::find(files, outcome.file) - files.begin();
                told[static_cast<std::size_t>(place)] =
                    outcome.report ? "taken" : outcome.report.error().code;
            }
        );
        return told;
    }
    // What the bank had before, and all that was booked.
    std::string closing() {
        storage::Transaction transaction{database(), "closing", storage::Access::read};
        long long cents = 0;
        long long open = 0;
        transaction.sql() << "SELECT MIN(opening_cents) +"
                             " (SELECT SUM(amount_cents) FROM bank_entry),"
                             " COUNT(CASE WHEN state <> 'closed' THEN 1 END) FROM bank_statement",
            soci::into(cents), soci::into(open);
        return base::Money::cents(cents).to_string() + (open == 0 ? "" : " and open");
    }
    std::optional<BankRegister> bank_;
};

TEST_P(StatementPagesOnBoth, PagesAreTakenTogetherInWhateverOrderTheyCome) {
    struct Row {
        std::string what;
        std::vector<std::string> pages;
    };
    // 100.00 + 25.00 + 5.00 + 2.50 = 132.50
    const std::vector<Row> rows{
        {"MT940",
         {mt940_page(1, "F100,00", "25,00", "M125,00"),
          mt940_page(2, "M125,00", "5,00", "M130,00"),
          mt940_page(3, "M130,00", "2,50", "F132,50")}},
        {"camt.053, with no balances between pages",
         {camt_page(1, false, "100.00", "25.00"),
          camt_page(2, false, "0.00", "5.00"),
          camt_page(3, true, "130.00", "2.50")}},
    };
    for (const Row& row : rows) {
        std::vector<std::string> pages = row.pages;
        std::ranges::sort(pages);
        do {
            TearDown();
            SetUp();
            EXPECT_THAT(hand_in(pages), testing::Each("taken")) << row.what;
            EXPECT_EQ(closing(), "132.50") << row.what;
            // Once more nothing is booked.
            EXPECT_THAT(hand_in(pages), testing::Each("taken")) << row.what;
            EXPECT_EQ(closing(), "132.50") << row.what;
        } while (std::ranges::next_permutation(pages).found);
    }
}

TEST_P(StatementPagesOnBoth, WhereAPageIsMissingNothingIsTaken) {
    const std::string missing = "payments.pages-missing";
    const std::vector<std::string> mt940{
        mt940_page(1, "F100,00", "25,00", "M125,00"),
        mt940_page(2, "M125,00", "5,00", "M130,00"),
        mt940_page(3, "M130,00", "2,50", "F132,50")};
    const std::vector<std::string> camt{
        camt_page(1, false, "100.00", "25.00"),
        camt_page(2, false, "0.00", "5.00"),
        camt_page(3, true, "130.00", "2.50")};
    const std::string before = bank_->everything();
    for (const std::vector<std::string>& pages : {mt940, camt}) {
        for (std::size_t left_out = 0; left_out < pages.size(); ++left_out) {
            std::vector<std::string> others = pages;
            others.erase(others.begin() + static_cast<std::ptrdiff_t>(left_out));
            EXPECT_THAT(hand_in(others), ElementsAre(missing, missing)) << left_out;
            EXPECT_THAT(hand_in({pages[left_out]}), ElementsAre(missing)) << left_out;
        }
    }
    // Of another account, and one that goes on from another balance.
    std::string of_other = mt940[1];
    of_other.replace(of_other.find("NL26VAYB8060476890"), 18, "NL20INGB0001234567");
    EXPECT_THAT(hand_in({mt940[0], of_other, mt940[2]}), testing::Each(missing));
    EXPECT_THAT(
        hand_in({mt940[0], mt940_page(2, "M126,00", "5,00", "M130,00"), mt940[2]}),
        testing::Each(missing)
    );
    EXPECT_EQ(bank_->everything(), before);
    EXPECT_THAT(hand_in(mt940), testing::Each("taken"));
}

// In one file pages may stand in any order too.
TEST_P(StatementPagesOnBoth, PagesInOneFileAreOneWork) {
    EXPECT_THAT(
        hand_in(
            {mt940_page(2, "M125,00", "5,00", "F130,00") +
             mt940_page(1, "F100,00", "25,00", "M125,00")}
        ),
        ElementsAre("taken")
    );
    EXPECT_EQ(closing(), "130.00");
}

// Each of these says that another page follows on it, and none is the next of another.
TEST_P(StatementPagesOnBoth, PagesWithNumbersThatRunBackAreNoStatement) {
    const auto still = [](int page, char opening) {
        return fmt::format(
            ":20:P\n:25:NL26VAYB8060476890EUR\n:28C:12/{}\n:60{}:C260630EUR100,00\n"
            ":62M:C260630EUR100,00\n-\n",
            page,
            opening
        );
    };
    const std::string missing = "payments.pages-missing";
    EXPECT_THAT(hand_in({still(2, 'M') + still(1, 'M') + still(1, 'F')}), ElementsAre(missing));
    EXPECT_THAT(
        hand_in({still(2, 'M'), still(1, 'M'), still(1, 'F')}),
        ElementsAre(missing, missing, missing)
    );
    // Page 1 goes on in page 2, whichever stands before it in the file.
    EXPECT_THAT(
        hand_in(
            {mt940_page(2, "M125,00", "5,00", "M130,00") +
             mt940_page(1, "F100,00", "25,00", "M125,00") +
             mt940_page(3, "M130,00", "2,50", "F132,50")}
        ),
        ElementsAre("taken")
    );
    EXPECT_EQ(closing(), "132.50");
}

// The bank sends the first page once more: both go on in the one second page.
TEST_P(StatementPagesOnBoth, APageThatComesTwiceGoesOnInTheSamePage) {
    std::string once_more = mt940_page(1, "F100,00", "25,00", "M125,00");
    once_more.replace(once_more.find(":20:P1"), 6, ":20:X1");
    EXPECT_THAT(
        hand_in(
            {mt940_page(1, "F100,00", "25,00", "M125,00"),
             once_more,
             mt940_page(2, "M125,00", "5,00", "F130,00")}
        ),
        testing::Each("taken")
    );
    EXPECT_EQ(closing(), "130.00");
}

TEST_P(StatementPagesOnBoth, ABreakOfTheWholeIsFoundOnItsLastPage) {
    EXPECT_THAT(
        hand_in({camt_page(2, true, "126.00", "5.00"), camt_page(1, false, "100.00", "25.00")}),
        ElementsAre("payments.balance-break", "taken")
    );
}

DRAAGKRACHT_ON_BOTH_DATABASES(StatementPagesOnBoth);

}  // namespace draagkracht::payments
