#include "draagkracht/payments/continuity.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace draagkracht::payments {

namespace {

base::Date day(const std::string& text) {
    return base::Date::parse("2026-" + text).value();
}

base::Money money(const std::string& text) {
    return base::Money::parse(text).value();
}

// "06-28 100.00 125.00 7": closes on 28 June, opens with EUR 100.00, number 7, of entries of that
// day; "06-30 100.00 150.00 - 06-01": its first entry is of 1 June, and it has no number.
Stretch stretch(const std::string& text, StatementFormat format = StatementFormat::camt) {
    std::istringstream words{text};
    std::string date;
    std::string opening;
    std::string closing;
    std::string number;
    std::string first;
    words >> date >> opening >> closing >> number >> first;
    return {
        day(date),
        {day(first.empty() ? date : first), day(date)},
        number.empty() || number == "-" ? "" : number,
        {money(opening), money(closing), {}, format}};
}

// One whose entries are of those days and amounts: "06-28 25.00".
Stretch with_entries(Stretch statement, const std::vector<std::string>& entries) {
    for (const std::string& text : entries) {
        const std::size_t space = text.find(' ');
        statement.line.entries.push_back(
            {day(text.substr(0, space)), money(text.substr(space + 1)), ""}
        );
    }
    return statement;
}

Stretch of_last_year(const std::string& text) {
    Stretch statement = stretch(text);
    statement.date = statement.date.plus_days(-365);
    statement.days = {statement.date, statement.date};
    return statement;
}

struct Row {
    std::string what;
    Stretch statement;
    std::vector<Stretch> account;
    std::string expected;  // the code, or nothing
};

void expect(const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        const std::optional<Finding> found = continuity(row.statement, row.account);
        EXPECT_EQ(found ? to_text(found->code) : "", row.expected)
            << row.what << (found ? ": " + found->told : "");
    }
}

const std::string is_gap = "payments.gap";
const std::string is_repeat = "payments.repeat";

}  // namespace

TEST(Continuity, AStatementOpensWhereTheOneBeforeItClosed) {
    const Stretch month = with_entries(
        stretch("06-30 100.00 150.00 - 06-28"), {"06-28 25.00", "06-29 10.00", "06-30 15.00"}
    );
    expect({
        {"the first of an account", stretch("06-28 100.00 125.00"), {}, ""},
        {"the next day", stretch("06-29 125.00 130.00"), {stretch("06-28 100.00 125.00")}, ""},
        {"after a weekend", stretch("06-29 125.00 130.00"), {stretch("06-26 100.00 125.00")}, ""},
        {"a day is missing",
         stretch("06-30 150.00 160.00"),
         {stretch("06-28 100.00 125.00")},
         is_gap},
        {"one that opens like the one before it is no next one",
         stretch("06-30 100.00 110.00"),
         {stretch("06-28 100.00 125.00")},
         is_gap},
        {"the nearest one counts, whatever came earlier",
         stretch("06-30 125.00 130.00"),
         {stretch("06-28 100.00 125.00"), stretch("06-29 125.00 200.00")},
         is_gap},
        {"a register that begins in the middle, and the day before that",
         stretch("06-27 90.00 100.00"),
         {stretch("06-28 100.00 125.00")},
         ""},
        {"a register that begins in the middle, and a day of long before that",
         stretch("06-20 80.00 90.00"),
         {stretch("06-28 100.00 125.00")},
         is_gap},
        {"what was missing comes after all",
         stretch("06-29 125.00 150.00"),
         {stretch("06-28 100.00 125.00"), stretch("06-30 150.00 160.00")},
         ""},
        {"a part of what was missing: what follows was confirmed before",
         stretch("06-29 125.00 140.00"),
         {stretch("06-28 100.00 125.00"), stretch("06-30 150.00 160.00")},
         ""},
        {"the second statement of a day",
         stretch("06-28 125.00 130.00"),
         {stretch("06-27 90.00 100.00"), stretch("06-28 100.00 125.00")},
         ""},
        {"the third, where the second is missing",
         stretch("06-28 140.00 150.00"),
         {stretch("06-27 90.00 100.00"), stretch("06-28 100.00 125.00")},
         is_gap},
        {"the first of a day after the second, in a register that begins with it",
         with_entries(stretch("06-28 100.00 125.00"), {"06-28 25.00"}),
         {with_entries(stretch("06-28 125.00 130.00"), {"06-28 5.00"})},
         ""},
        {"a month after its days", month, {stretch("06-28 100.00 125.00")}, ""},
        {"a month after its days and the month before it",
         month,
         {stretch("05-31 80.00 100.00"), stretch("06-28 100.00 125.00")},
         ""},
        {"a month after one of its days, where what is before them is missing",
         month,
         {stretch("05-31 80.00 90.00"), stretch("06-29 125.00 135.00")},
         is_gap},
        {"a day after its month", stretch("06-29 125.00 135.00"), {month}, ""},
        {"a day of the month that the month does not pass",
         stretch("06-29 126.00 135.00"),
         {month},
         is_gap},
        {"a day on which nothing moved, after its month",
         stretch("06-29 135.00 135.00"),
         {month},
         ""},
        {"a month on the first days of which nothing moved, after one of those",
         month,
         {stretch("06-01 100.00 100.00")},
         ""},
        {"the bank booked after the day of the statement before it",
         stretch("07-01 125.00 130.00"),
         {stretch("07-01 100.00 125.00 - 06-30")},
         ""},
    });
}

// What balances cannot tell: as much came in as went out.
TEST(Continuity, NumbersCountWhereTheBankCountsByOne) {
    const std::vector<Stretch> counted{
        stretch("06-26 90.00 90.00 177"), stretch("06-28 90.00 100.00 178")};
    const std::vector<Stretch> by_days{
        stretch("06-25 90.00 95.00 26176"), stretch("06-26 95.00 100.00 26177")};
    expect({
        {"the next number", stretch("06-30 100.00 105.00 179"), counted, ""},
        {"a number is missing", stretch("07-03 100.00 105.00 180"), counted, is_gap},
        {"the same number once more", stretch("06-30 100.00 105.00 178"), counted, is_repeat},
        {"a number of before", stretch("06-30 100.00 105.00 12"), counted, is_repeat},
        {"pages do not count", stretch("07-03 100.00 105.00 179/1"), counted, ""},
        {"the number of another format",
         stretch("07-03 100.00 105.00 12", StatementFormat::mt940),
         counted,
         ""},
        {"all are 1/1, as some banks have it",
         stretch("06-30 100.00 105.00 1/1"),
         {stretch("06-26 90.00 90.00 1/1"), stretch("06-28 90.00 100.00 1/1")},
         ""},
        {"all are 0", stretch("06-30 100.00 105.00 0"), {stretch("06-28 90.00 100.00 0")}, ""},
        {"a number of day and moment",
         stretch("06-30 100.00 105.00 18101"),
         {stretch("06-26 90.00 90.00 17701"), stretch("06-28 90.00 100.00 17901")},
         ""},
        {"two statements say nothing yet",
         stretch("07-03 100.00 105.00 180"),
         {stretch("06-28 90.00 100.00 178")},
         ""},
        {"days of the year: a weekend", stretch("06-29 100.00 105.00 26180"), by_days, ""},
        {"days of the year: one on which nothing came",
         stretch("06-30 100.00 105.00 26181"),
         by_days,
         ""},
        {"the year is over, and the numbers start again",
         stretch("01-02 100.00 105.00 1"),
         {of_last_year("12-30 80.00 90.00 250"), of_last_year("12-31 90.00 100.00 251")},
         ""},
        {"the year is over, and they do not",
         stretch("01-02 100.00 105.00 252"),
         {of_last_year("12-30 80.00 90.00 250"), of_last_year("12-31 90.00 100.00 251")},
         ""},
        {"a month has a number of its own",
         with_entries(stretch("06-30 90.00 105.00 6 06-28"), {"06-28 10.00", "06-30 5.00"}),
         counted,
         ""},
    });
}

// An account that is emptied has statements that are alike. Where the bank counts them, a number
// tells one from another; a number that nothing leads up to does not.
TEST(Continuity, NumbersThatCountTellAStatementFromOneThatIsAlike) {
    struct Alike {
        std::string what;
        Stretch statement;
        Stretch other;
        std::vector<Stretch> before;
        bool is_another;
    };
    const Stretch on_26 = stretch("06-26 0.00 0.00 6");
    const Stretch on_27 = stretch("06-27 0.00 0.00 7");
    const Stretch on_28 = stretch("06-28 0.00 0.00 8");
    const std::vector<Alike> rows{
        {"the next number of the day", stretch("06-28 0.00 0.00 9"), on_28, {on_26, on_27}, true},
        {"the same number", stretch("06-28 0.00 0.00 8"), on_28, {on_26, on_27}, false},
        {"no number", stretch("06-28 0.00 0.00"), on_28, {on_26, on_27}, false},
        {"all are 1/1",
         stretch("06-28 0.00 0.00 1/1"),
         stretch("06-28 0.00 0.00 1/1"),
         {stretch("06-27 0.00 0.00 1/1")},
         false},
        {"a number to which none leads up", stretch("06-28 0.00 0.00 12"), on_28, {on_27}, false},
        {"one that follows on a later day, as a count of what was asked for",
         stretch("06-27 0.00 0.00 9"),
         on_27,
         {on_26, on_28},
         false},
        {"two numbers are no count yet", stretch("06-28 0.00 0.00 9"), on_28, {}, false},
        {"of another format",
         stretch("06-28 0.00 0.00 9", StatementFormat::mt940),
         on_28,
         {on_26, on_27},
         false},
    };
    for (const Alike& row : rows) {
        std::vector<Stretch> account = row.before;
        account.push_back(row.other);
        EXPECT_EQ(is_another_by_number(row.statement, row.other, account), row.is_another)
            << row.what;
    }
}

TEST(Continuity, TellsWhatIsMissing) {
    const std::optional<Finding> found =
        continuity(stretch("06-30 150.00 160.00"), {stretch("06-28 100.00 125.00")});
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(
        found->told,
        "something is missing between 2026-06-28 and 2026-06-30: the statement of 2026-06-28 "
        "closes with 125.00, and that of 2026-06-30 opens with 150.00, a difference of 25.00"
    );
}

}  // namespace draagkracht::payments
