// A list of payroll as text: what is read, what is refused with its line and column, and to which
// debt a line goes.
#include "draagkracht/payments/payroll_list.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "draagkracht/payments/payroll_list_reader.hpp"

namespace draagkracht::payments {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string head =
    "set_off_list;line;period;pay_date;client_number;plan_number;claim_number;amount;takes_back\n";
const std::string first = "U-1;1;2026-07;2026-07-24;100001;R-901;;60,00;\n";
const std::string second = "U-1;4;2026-07;2026-07-24;100002;;V-502;25.50;\n";
const std::string back = "U-1;5;2026-06;2026-07-24;100001;;;-60,00;U/2026/3\n";
const std::string good = head + first + second + back + "end;3;;;;;;25,50;\n";

ReadPayrollList read(const std::string& text) {
    std::istringstream file{text};
    return read_payroll_list(file, "u.csv");
}

// "payments.list-amount u.csv:2, column 8 amount" for each problem.
std::vector<std::string> problems_of(const std::string& text) {
    std::vector<std::string> told;
    for (const base::Problem& problem : read(text).problems) {
        told.push_back(problem.code + " " + problem.where);
    }
    return told;
}

std::string with(const std::string& former, const std::string& by) {
    std::string text = good;
    const std::size_t place = text.find(former);
    base::ensure(place != std::string::npos, "the list holds what is replaced");
    return text.replace(place, former.size(), by);
}

std::string with_windows_ends(const std::string& text) {
    std::string changed;
    for (const char one : text) {
        changed += one == '\n' ? "\r\n" : std::string{one};
    }
    return changed;
}

TEST(PayrollList, IsReadWithAllItTells) {
    const ReadPayrollList done = read(good);
    ASSERT_THAT(done.problems, IsEmpty());
    EXPECT_EQ(done.list.kind, ListKind::set_off);
    EXPECT_EQ(done.list.number, "U-1");
    EXPECT_EQ(done.list.total().to_string(), "25.50");
    ASSERT_EQ(done.list.lines.size(), 3U);
    const PayrollLine& one = done.list.lines[1];
    EXPECT_EQ(one.number, 4);
    EXPECT_EQ(base::to_text(one.period), "2026-07");
    EXPECT_EQ(one.pay_date->to_string(), "2026-07-24");
    EXPECT_EQ(one.client_number, "100002");
    EXPECT_EQ(one.plan_number, "");
    EXPECT_EQ(one.claim_number, "V-502");
    EXPECT_EQ(one.amount.to_string(), "25.50");
    EXPECT_FALSE(one.takes_back);
    EXPECT_EQ(done.list.lines[2].takes_back->text(), "U/2026/3");
    EXPECT_EQ(done.list.lines[2].takes_back->list_number, "U/2026");
    std::string employer = good;
    employer.replace(0, 12, "withholding_list");
    EXPECT_EQ(read(employer).list.kind, ListKind::withholding);
}

// What a spreadsheet does with a file changes neither the list nor the text that it stands for.
TEST(PayrollList, IsTheSameHoweverItWasSaved) {
    const std::string text = file_text(read(good).list);
    EXPECT_EQ(
        text,
        head + first + "U-1;4;2026-07;2026-07-24;100002;;V-502;25,50;\n" + back +
            "end;3;;;;;;25,50;\n"
    );
    const std::vector<std::string> others{
        "\xEF\xBB\xBF" + good,
        with_windows_ends(good),
        good.substr(0, good.size() - 1),
        good + "\n\r\n",
        with("60,00", "60.00"),
        text};
    for (const std::string& other : others) {
        EXPECT_THAT(problems_of(other), IsEmpty());
        EXPECT_EQ(file_text(read(other).list), text);
    }
}

// One thing of the good list written otherwise.
struct Slip {
    std::string_view what;
    std::string_view former;
    std::string_view by;
    std::string_view problem;
};

constexpr Slip slips[]{
    {"commas", "list;line", "list,line", "payments.list-header u.csv:1"},
    {"a field less", "R-901;;", "R-901;", "payments.list-fields u.csv:2"},
    {"a field more", "R-901;;", "R-901;;;", "payments.list-fields u.csv:2"},
    {"an amount in other digits",
     "60,00",
     "1e5,00",
     "payments.list-amount u.csv:2, column 8 amount"},
    {"a separator of thousands",
     "60,00",
     "1.060,00",
     "payments.list-amount u.csv:2, column 8 amount"},
    {"thousands without cents", "60,00", "1.060", "payments.list-amount u.csv:2, column 8 amount"},
    {"one decimal", "60,00", "60,0", "payments.list-amount u.csv:2, column 8 amount"},
    {"no decimals", "60,00", "60", "payments.list-amount u.csv:2, column 8 amount"},
    {"no digits", "60,00", "NaN,00", "payments.list-amount u.csv:2, column 8 amount"},
    {"a currency", "60,00", "EUR 60,00", "payments.list-amount u.csv:2, column 8 amount"},
    {"a plus", "60,00", "+60,00", "payments.list-amount u.csv:2, column 8 amount"},
    {"nothing kept back", "60,00", "-0,00", "payments.list-amount u.csv:2, column 8 amount"},
    {"no amount", "60,00", "", "payments.list-amount u.csv:2, column 8 amount"},
    {"more than a claim can be",
     "60,00",
     "10000000,01",
     "payments.list-amount u.csv:2, column 8 amount"},
    {"far too much",
     "60,00",
     "99999999999999999999,99",
     "payments.list-amount u.csv:2, column 8 amount"},
    {"a day that is none",
     "2026-07-24;100001",
     "2026-02-30;100001",
     "base.not-a-date u.csv:2, column 4 pay_date"},
    {"a Dutch date",
     "2026-07-24;100001",
     "24-07-2026;100001",
     "base.not-a-date u.csv:2, column 4 pay_date"},
    {"no day", "2026-07-24;100001", ";100001", "base.not-a-date u.csv:2, column 4 pay_date"},
    {"paid before the month",
     "2026-07-24;100001",
     "2026-06-30;100001",
     "payments.list-pay-date u.csv:2, column 4 pay_date"},
    {"a month that is none",
     "2026-07;2026-07-24;100001",
     "2026-13;2026-07-24;100001",
     "base.not-a-month u.csv:2, column 3 period"},
    {"a day for a month",
     "2026-07;2026-07-24;100001",
     "2026-07-01;2026-07-24;100001",
     "base.not-a-month u.csv:2, column 3 period"},
    {"nobody",
     "100001;R-901",
     ";R-901",
     "payments.list-missing-field u.csv:2, column 5 client_number"},
    {"a formula",
     "100001;R-901",
     "=1+1;R-901",
     "payments.list-not-plain u.csv:2, column 5 client_number"},
    {"a formula in a plan",
     "R-901",
     "@SUM(A1)",
     "payments.list-not-plain u.csv:2, column 6 plan_number"},
    {"a formula in a claim",
     "V-502",
     "-V",
     "payments.list-not-plain u.csv:3, column 7 claim_number"},
    {"a formula in the list", "U-1;1", "+U;1", "payments.list-not-plain u.csv:2, column 1 list"},
    {"quotes",
     "100001;R-901",
     "\"100001\";R-901",
     "payments.list-not-plain u.csv:2, column 5 client_number"},
    {"a space",
     "100001;R-901",
     "100001 ;R-901",
     "payments.list-not-plain u.csv:2, column 5 client_number"},
    {"a control character",
     "100001;R-901",
     "10\t0001;R-901",
     "payments.list-not-plain u.csv:2, column 5 client_number"},
    {"two lists", "U-1;4", "U-2;4", "payments.list-number-differs u.csv:3, column 1 list"},
    {"a line again", "U-1;4", "U-1;1", "payments.list-line-number u.csv:3, column 2 line"},
    {"a line of nothing", "U-1;1;", "U-1;0;", "payments.list-line-number u.csv:2, column 2 line"},
    {"a line below zero", "U-1;1;", "U-1;-1;", "payments.list-line-number u.csv:2, column 2 line"},
    {"a line beyond all",
     "U-1;1;",
     "U-1;1000000;",
     "payments.list-line-number u.csv:2, column 2 line"},
    {"back without a line",
     "U/2026/3",
     "",
     "payments.list-takes-back u.csv:4, column 9 takes_back"},
    {"back without a list",
     "U/2026/3",
     "3",
     "payments.list-takes-back u.csv:4, column 9 takes_back"},
    {"paid and back",
     "60,00;\n",
     "60,00;U-0/1\n",
     "payments.list-takes-back u.csv:2, column 9 takes_back"},
    {"another count", "end;3", "end;4", "payments.list-count u.csv:5, column 2 line"},
    {"no count", "end;3", "end;", "payments.list-count u.csv:5, column 2 line"},
    {"another total", ";25,50;\n", ";25,51;\n", "payments.list-total u.csv:5, column 8 amount"},
    {"more on the last line",
     "end;3;;",
     "end;3;2026-07;",
     "payments.list-fields u.csv:5, column 3 period"},
    {"ISO 8859-1", "V-502", "V-\xEB", "payments.list-encoding u.csv:3"}};

TEST(PayrollList, TellsWhatIsWrongWithLineAndColumn) {
    for (const Slip& slip : slips) {
        EXPECT_THAT(
            problems_of(with(std::string{slip.former}, std::string{slip.by})),
            Contains(slip.problem)
        ) << slip.what;
    }
}

TEST(PayrollList, TellsWhatIsNoListAtAll) {
    struct Row {
        std::string what;
        std::string text;
        std::string problem;
    };
    const std::vector<Row> rows{
        {"nothing", "", "payments.list-empty u.csv:1"},
        {"no lines", head + "end;0;;;;;;0,00;\n", "payments.list-empty u.csv:2"},
        {"another kind of file", "<?xml version=\"1.0\"?>\n", "payments.list-header u.csv:1"},
        {"a quoted header", "\"" + good, "payments.list-header u.csv:1"},
        {"a blank line", with(second, "\n" + second), "payments.list-fields u.csv:3"},
        {"a byte of nothing",
         with("100001;R-901", std::string{"10\0001", 5} + ";R-901"),
         "payments.list-not-plain u.csv:2, column 5 client_number"},
        {"cut off", head + first + second, "payments.list-cut-off u.csv:3"},
        {"cut off in a line", good.substr(0, head.size() + 20), "payments.list-fields u.csv:2"},
        {"lines after the last", good + first, "payments.list-after-end u.csv:6"},
        {"a line that never ends",
         head + std::string(5000, 'x') + good,
         "payments.list-line-too-long u.csv:2"},
        {"UTF-16", std::string{"\xFF\xFEs\0e\0t\0", 8}, "payments.list-encoding u.csv:1"}};
    for (const Row& row : rows) {
        EXPECT_THAT(problems_of(row.text), Contains(row.problem)) << row.what;
    }
}

TEST(PayrollList, TellsAllThatIsWrongButNotWithoutEnd) {
    EXPECT_THAT(
        problems_of(head + "U-1;x;2026-07;;100001;=R;;60;\nend;1;;;;;;60,00;\n"),
        ElementsAre(
            "payments.list-line-number u.csv:2, column 2 line",
            "base.not-a-date u.csv:2, column 4 pay_date",
            "payments.list-not-plain u.csv:2, column 6 plan_number",
            "payments.list-amount u.csv:2, column 8 amount"
        )
    );
    std::string many = head;
    for (int line = 0; line < 200; ++line) {
        many += "x\n";
    }
    EXPECT_EQ(problems_of(many).size(), list_problems_max);
    std::string long_list = head;
    for (std::size_t line = 1; line <= payroll_lines_max + 1; ++line) {
        long_list += "U-1;" + std::to_string(line) + ";2026-07;2026-07-24;100001;;;1,00;\n";
    }
    EXPECT_THAT(problems_of(long_list), ElementsAre("payments.list-too-long u.csv:50002"));
}

TEST(PayrollList, ALineGoesToTheDebtThatItNamesAndElseToTheOnlyPlanOfItsWay) {
    const base::ClaimId of_plan{501};
    const base::ClaimId beside{502};
    const base::ClaimId of_other{503};
    const base::PlanId set_off{901};
    const base::PlanId transfer{902};
    const base::PlanId ended{903};
    ListedClient client{
        base::PersonId{1},
        {of_plan, beside},
        {{set_off, "R-901", "ref-901", plans::Way::set_off, false, {of_plan}},
         {transfer, "R-902", "ref-902", plans::Way::transfer, false, {beside}},
         {ended, "R-903", "ref-903", plans::Way::set_off, true, {beside}}}};
    ListedClient without{base::PersonId{2}, {of_other}, {}};
    ListedClient with_two = client;
    with_two.plans[1].way = plans::Way::set_off;
    const ListFacts facts{
        {{"1", client}, {"2", without}, {"3", with_two}},
        {{"V-501", {of_plan, "ref-501"}},
         {"V-502", {beside, "ref-502"}},
         {"V-503", {of_other, "ref-503"}}}};
    struct Row {
        std::string what;
        std::string client;
        std::string plan;
        std::string claim;
        std::string outcome;
    };
    const std::vector<Row> rows{
        {"nothing named", "1", "", "", "plan 901 plan 901 ref-901"},
        {"the plan", "1", "R-901", "", "plan 901 plan 901 ref-901"},
        {"a plan of another way", "1", "R-902", "", "plan 902 plan 902 ref-902"},
        {"a claim of the plan", "1", "", "V-501", "claim 501 plan 901 ref-501"},
        {"a claim of another plan", "1", "", "V-502", "claim 502 plan 902 ref-502"},
        {"plan and claim", "1", "R-901", "V-501", "claim 501 plan 901 ref-501"},
        {"a plan and a claim beside it", "1", "R-901", "V-502", "unknown_claim"},
        {"a plan that ended", "1", "R-903", "", "debt_closed"},
        {"a plan of nobody", "1", "R-999", "", "unknown_plan"},
        {"a claim of somebody else", "1", "", "V-503", "unknown_claim"},
        {"a claim of nobody", "1", "", "V-999", "unknown_claim"},
        {"a claim without a plan", "2", "", "V-503", "claim 503 no plan ref-503"},
        {"no plan", "2", "", "", "no_plan"},
        {"two plans of this way", "3", "", "", "several_plans"},
        {"nobody", "9", "R-901", "", "unknown_client"}};
    PayrollList list{ListKind::set_off, "U-1", {}};
    const PayrollLine plain = read(good).list.lines.front();
    for (const Row& row : rows) {
        PayrollLine line = plain;
        line.client_number = row.client;
        line.plan_number = row.plan;
        line.claim_number = row.claim;
        const Decision decision = debt_of(line, list, facts);
        std::string outcome;
        if (const Match* const match = std::get_if<Match>(&decision)) {
            const base::ClaimId* const claim = std::get_if<base::ClaimId>(&match->debt);
            outcome = claim != nullptr ? "claim " + std::to_string(claim->value())
                                       : "plan " + std::to_string(match->plan->value());
            outcome += match->plan ? " plan " + std::to_string(match->plan->value()) : " no plan";
            outcome += " " + reference_of(decision, line, facts);
        } else {
            outcome = to_text(std::get<Suspense>(decision).code);
            EXPECT_EQ(reference_of(decision, line, facts), "");
        }
        EXPECT_EQ(outcome, row.outcome) << row.what;
    }
    const PayrollLine takes_back = read(good).list.lines.back();
    EXPECT_EQ(std::get<Suspense>(debt_of(takes_back, list, facts)).code, SuspenseCode::returned);
}

}  // namespace
}  // namespace draagkracht::payments
