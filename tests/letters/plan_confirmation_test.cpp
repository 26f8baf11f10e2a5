#include "draagkracht/letters/plan_confirmation.hpp"

#include <gtest/gtest.h>

#include "letters/letter_fixture.hpp"

namespace draagkracht::letters {
namespace {

using base::Money;

const std::string space = "\u00a0";

LetterFacts letter() {
    return {
        .date = day("2026-07-01"),
        .reference = "R-7",
        .addressee = {people::Salutation::de_heer, "P.", "", "Bos"},
        .address = {"Dam", "1", "9990AB", "Zandwijk"},
        .officer = "A. Jansen",
    };
}

// EUR 100 over two claims in EUR 40, 40 and 20; income 1,500, norm 50, protected 1,300.
PlanConfirmation confirmation() {
    return {
        .plan =
            {.municipality = base::MunicipalityId{1},
             .person = base::PersonId{2},
             .plan_number = "R-7",
             .payment_reference = base::PaymentReference::for_number(56789012345),
             .agreed_on = day("2026-06-24"),
             .agreed_by = "officer:3",
             .assessed =
                 plans::AssessedAmounts{
                     Money::cents(5000), Money::cents(130000), Money::cents(150000)},
             .agreed_amount = Money::cents(4000),
             .debtors_own_wish = false,
             .difference_reason = "",
             .contact = {},
             .assessment = {},
             .claims =
                 {{base::ClaimId{8}, 1, Money::cents(6000)},
                  {base::ClaimId{9}, 2, Money::cents(4000)}},
             .terms = plans::monthly(Money::cents(4000), day("2026-07-31")),
             .schedule =
                 {{1, day("2026-07-31"), Money::cents(4000), Money::cents(4000)},
                  {2, day("2026-08-31"), Money::cents(4000), Money::cents(8000)},
                  {3, day("2026-09-30"), Money::cents(2000), Money::cents(10000)}}},
        .decisions = {{"B-1", day("2026-01-05")}, {"B-2", day("2026-02-05")}},
    };
}

TEST(PlanConfirmation, TellsWhatWasAgreed) {
    const nlohmann::json values = plan_confirmation_values(letter(), confirmation(), zandwijk());
    EXPECT_EQ(values["payment"], "€" + space + "40,00 per maand");
    EXPECT_EQ(values["total"], "€" + space + "100,00");
    EXPECT_EQ(values["duration"], "3" + space + "maanden");
    EXPECT_EQ(values["first_due_date"], "31" + space + "juli 2026");
    EXPECT_EQ(values["last_due_date"], "30" + space + "september 2026");
    EXPECT_EQ(values["last_differs"], true);
    EXPECT_EQ(values["last_amount"], "€" + space + "20,00");
    EXPECT_EQ(values["agreed_on"], "24" + space + "juni 2026");
    EXPECT_EQ(values["salutation"], "Beste heer Bos");
    EXPECT_EQ(values["account"], "NL91 ABNA 0417 1643 00");
    EXPECT_EQ(values["payment_reference"], "5000 0567 8901 2345");
    EXPECT_EQ(values["claims"][1]["decision_number"], "B-2");
}

// One letter, whose second claim another owes too.
TEST(PlanConfirmation, SaysThatAnotherOwesTheSame) {
    PlanConfirmation facts = confirmation();
    EXPECT_EQ(plan_confirmation_values(letter(), facts, zandwijk())["is_joint"], false);
    facts.decisions.at(1).is_joint = true;
    EXPECT_EQ(plan_confirmation_values(letter(), facts, zandwijk())["is_joint"], true);
}

// What is still to pay after each: 100 - 40 = 60, - 40 = 20, - 20 = 0.
TEST(PlanConfirmation, EachInstalmentTellsWhatIsLeft) {
    const nlohmann::json rows =
        plan_confirmation_values(letter(), confirmation(), zandwijk())["instalments"];
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0]["still_to_pay"], "€" + space + "60,00");
    EXPECT_EQ(rows[1]["still_to_pay"], "€" + space + "20,00");
    EXPECT_EQ(rows[2]["still_to_pay"], "€" + space + "0,00");
}

// 1,500 - 40 = 1,460 is left to live on; Alkmaar 4.2.2 wants norm and agreement side by side.
TEST(PlanConfirmation, ShowsNormAgreementAndWhatIsLeftToLiveOn) {
    struct Row {
        int norm_cents;
        bool is_norm;
        bool is_less;
        bool is_more;
    };
    for (const Row& row : std::vector<Row>{
             {5000, false, true, false}, {4000, true, false, false}, {3000, false, false, true}}) {
        PlanConfirmation facts = confirmation();
        facts.plan.assessed->norm = Money::cents(row.norm_cents);
        facts.plan.difference_reason = row.is_norm ? "" : "reden";
        const nlohmann::json values = plan_confirmation_values(letter(), facts, zandwijk());
        EXPECT_EQ(values["is_assessed"], true);
        EXPECT_EQ(values["left_a_month"], "€" + space + "1.460,00 per maand");
        EXPECT_EQ(values["agreed_a_month"], "€" + space + "40,00 per maand");
        EXPECT_EQ(values["protected_income"], "€" + space + "1.300,00");
        EXPECT_EQ(values["agreed_is_norm"], row.is_norm);
        EXPECT_EQ(values["agreed_is_less"], row.is_less);
        EXPECT_EQ(values["agreed_is_more"], row.is_more);
    }
}

// EUR 200.00 by the week from 1 May 2026, a Friday: 10.00, from the third on 20.00, 15.00 extra on
// or after 20 May (with the fourth, on the 22nd) and 30.00 holiday pay (with the fifth, on the
// 29th). By hand: 10 + 10 + 20 + 35 + 50 + 20 + 20 + 20 + 15, the last on 26 June, in the second
// month. A month asks at most 5 x 20.00 + 15.00 + 30.00 / 12.
TEST(PlanConfirmation, TellsOtherTermsAsTheyWereAgreed) {
    PlanConfirmation facts = confirmation();
    facts.plan.claims = {{base::ClaimId{8}, 1, Money::cents(20000)}};
    facts.decisions.pop_back();
    facts.plan.terms = {
        .rhythm = {plans::Frequency::weekly, day("2026-05-01")},
        .amounts = {{1, Money::cents(1000)}, {3, Money::cents(2000)}, {99, Money::cents(1)}},
        .extras = {{day("2026-05-20"), Money::cents(1500)}, {day("2027-01-01"), Money::cents(1)}},
        .holiday_pay = Money::cents(3000)};
    facts.plan.schedule = plans::schedule_of(Money::cents(20000), facts.plan.terms).value();
    facts.plan.agreed_amount = Money::cents(11750);
    const nlohmann::json values = plan_confirmation_values(letter(), facts, zandwijk());
    EXPECT_EQ(values["payment"], "€" + space + "10,00 per week");
    ASSERT_EQ(values["later_amounts"].size(), 1U) << "a step that is not reached is not told";
    EXPECT_EQ(values["later_amounts"][0]["from_number"], "3");
    EXPECT_EQ(values["later_amounts"][0]["later_payment"], "€" + space + "20,00 per week");
    ASSERT_EQ(values["extra_payments"].size(), 1U);
    EXPECT_EQ(values["extra_payments"][0]["extra_amount"], "€" + space + "15,00");
    EXPECT_EQ(values["pays_holiday_pay"], true);
    EXPECT_EQ(values["duration"], "2" + space + "maanden");
    EXPECT_EQ(values["last_due_date"], "26" + space + "juni 2026");
    EXPECT_EQ(values["last_amount"], "€" + space + "15,00");
    EXPECT_EQ(values["last_differs"], true);
    EXPECT_EQ(values["agreed_a_month"], "hoogstens €" + space + "117,50 per maand");
    EXPECT_EQ(values["left_a_month"], "minstens €" + space + "1.382,50 per maand");
    const LetterContent content = filled(plan_confirmation_kind, values);
    EXPECT_FALSE(content.blocks.empty());
}

// Each way to pay has its own words, and only by transfer is there an account to pay on.
TEST(PlanConfirmation, TellsHowThePaymentsComeIn) {
    for (const plans::Way way :
         {plans::Way::transfer,
          plans::Way::direct_debit,
          plans::Way::set_off,
          plans::Way::withholding}) {
        PlanConfirmation facts = confirmation();
        facts.plan.way_to_pay.way = way;
        const nlohmann::json values = plan_confirmation_values(letter(), facts, zandwijk());
        EXPECT_EQ(values["is_transfer"], way == plans::Way::transfer);
        EXPECT_EQ(values["is_direct_debit"], way == plans::Way::direct_debit);
        EXPECT_EQ(values["is_set_off"], way == plans::Way::set_off);
        EXPECT_EQ(values["is_withholding"], way == plans::Way::withholding);
        EXPECT_FALSE(filled(plan_confirmation_kind, values).blocks.empty());
    }
}

TEST(PlanConfirmation, APlanOfAFormerSystemSaysNothingAboutTheNorm) {
    PlanConfirmation facts = confirmation();
    facts.plan.assessed.reset();
    const nlohmann::json values = plan_confirmation_values(letter(), facts, zandwijk());
    EXPECT_EQ(values["is_assessed"], false);
    const LetterContent content = filled(plan_confirmation_kind, values);
    for (const Block& block : content.blocks) {
        if (const Heading* heading = std::get_if<Heading>(&block)) {
            EXPECT_NE(plain_text(heading->text), "Hoe komen wij aan dit bedrag?");
        }
    }
}

TEST(PlanConfirmation, FiguresThatDoNotAddUpAreNoLetter) {
    PlanConfirmation wrong_schedule = confirmation();
    wrong_schedule.plan.schedule[1].amount = Money::cents(4001);
    PlanConfirmation wrong_claims = confirmation();
    wrong_claims.plan.claims[0].amount = Money::cents(6001);
    PlanConfirmation empty = confirmation();
    empty.plan.schedule.clear();
    PlanConfirmation no_decision = confirmation();
    no_decision.decisions.pop_back();
    for (const PlanConfirmation& wrong : {wrong_schedule, wrong_claims, empty, no_decision}) {
        EXPECT_THROW(
            (void)plan_confirmation_values(letter(), wrong, zandwijk()), base::ProgrammerFault
        );
    }
}

TEST(PlanConfirmation, FiguresForMachinesAreCentsAndIsoDates) {
    const nlohmann::json figures = plan_confirmation_figures(confirmation());
    EXPECT_EQ(figures["total_cents"], 10000);
    EXPECT_EQ(figures["agreed_amount_cents"], 4000);
    EXPECT_EQ(figures["norm_amount_cents"], 5000);
    EXPECT_EQ(figures["left_to_live_on_cents"], 146000);
    EXPECT_EQ(figures["instalments"][2]["due_date"], "2026-09-30");
    EXPECT_EQ(figures["instalments"][2]["amount_cents"], 2000);
    EXPECT_EQ(figures["claims"][0]["claim"], 8);
    EXPECT_EQ(figures["claims"][0]["amount_cents"], 6000);
    // No name, address or account: the figures stay when a person is forgotten.
    EXPECT_EQ(figures.dump().find("Bos"), std::string::npos);
}

}  // namespace
}  // namespace draagkracht::letters
