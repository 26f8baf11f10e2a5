#include "pages/client_view.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pages/page_case.hpp"

namespace draagkracht::pages {
namespace {

using claims::Component;
using claims::PostingKind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

people::Identity identity_of(int person, const std::string& client_number) {
    return {
        .person = base::PersonId{person},
        .municipality = zandwijk.municipality,
        .client_number = client_number,
        .masked_bsn = "*****2333",
        .name = {people::Salutation::mevrouw, "J.", "de", "Vries"},
        .birth_date = day("1980-03-04"),
        .address = {"Dorpsstraat", "1", "9990 AB", "Zandwijk"},
        .phone = "06-1234 5678",
        .email = {},
        .accounts = {},
        .benefits = {{people::BenefitLaw::pw, day("2024-05-01"), {}}}};
}

claims::Posting posting(
    int id, Component component, PostingKind kind, const std::string& amount, const std::string& on
) {
    return {
        base::PostingId{id},
        {base::ClaimId{20}, {component, kind, euros(amount), day(on), "reden"}, {}, {}},
        day(on),
        "machine:reconciliation"};
}

claims::ClaimWithBalance claim_of(const std::string& principal) {
    claims::Claim claim{
        base::ClaimId{20},
        zandwijk.municipality,
        {.claim_number = "V-2024-0017",
         .kind = claims::ClaimKind::overpayment,
         .law = people::BenefitLaw::pw,
         .legal_ground = "PW 58 lid 2",
         .cause = claims::Cause::late_processing,
         .culpability = claims::Culpability::none,
         .decision_number = "B-1",
         .decision_date = day("2024-02-01"),
         .notified_date = day("2024-02-01"),
         .due_date = day("2024-03-14"),
         .period = {},
         .amount = euros("900.00")},
        base::PaymentReference::for_id(20),
        {{base::PersonId{7}, day("2024-02-01")}, {base::PersonId{8}, day("2024-02-01")}}};
    return {claim, {.costs = euros("0"), .interest = euros("0"), .principal = euros(principal)}};
}

// Everything that the page is made of; a test changes what it is about.
struct Case {
    people::Identity identity = identity_of(7, "100234");
    claims::ClientOverview owed{
        {claim_of("750.00")},
        euros("750.00"),
        {posting(3, Component::principal, PostingKind::payment, "-55.00", "2026-07-02"),
         posting(2, Component::costs, PostingKind::payment, "-20.00", "2026-07-02"),
         posting(1, Component::principal, PostingKind::payment, "-75.00", "2026-06-01")},
        claims::LastPayment{day("2026-07-02"), euros("75.00")}};
    std::vector<people::Identity> joint_debtors{identity_of(8, "100235")};
    std::vector<followup::ClaimClock> clocks;
    std::vector<followup::ClaimOutlook> outlooks;
    std::vector<plans::Mandate> mandates;
    std::vector<plans::DueReview> reviews;
    std::vector<plans::PlanStanding> plans{plan_of_twelve()};
    std::vector<followup::LoggedContact> contacts{talk()};
    std::vector<followup::WorklistItem> tasks{missed_instalment()};
    letters::LettersOfPerson letters{
        .sent =
            {{.id = base::LetterId{80},
              .person = base::PersonId{7},
              .kind = "plan_confirmation",
              .letter_date = day("2026-05-12"),
              .template_version = {},
              .figures_json = {},
              .pdf = {},
              .pdf_sha256 = {}}},
        .unsent = {}};

    std::vector<plans::Pause> pauses;
    bool may_record = true;
    std::string notice;

    [[nodiscard]] Values view() const {
        return complete(
            "client",
            client_view(
                {identity,
                 owed,
                 joint_debtors,
                 clocks,
                 outlooks,
                 plans,
                 mandates,
                 reviews,
                 pauses,
                 contacts,
                 tasks,
                 letters,
                 officer_names,
                 today,
                 zandwijk,
                 may_record,
                 may_record,
                 {.may_end = may_record, .may_review = may_record},
                 notice}
            )
        );
    }
    [[nodiscard]] std::string html() const { return html_of("client", view()); }
};

std::vector<std::string> attention_of(const Case& given) {
    std::vector<std::string> texts;
    const Values values = given.view();
    for (const Values& item : values["attention"]) {
        texts.push_back(item["attention_text"].get<std::string>());
    }
    return texts;
}

TEST(ClientView, ShowsAtAGlanceWhatIsOwedLateAndAgreed) {
    const Values values = Case{}.view();
    EXPECT_EQ(values["open_total_text"], "€\u00a0750,00");
    // The instalment of 1 August; 1 June and 1 July are paid.
    EXPECT_EQ(values["overdue_total_text"], "€\u00a075,00");
    EXPECT_EQ(values["is_overdue"], true);
    EXPECT_EQ(values["agreed_monthly_text"], "€\u00a075,00");
    EXPECT_EQ(values["contact_address"], "/gemeenten/zandwijk/werkvoorraad/5");
    EXPECT_EQ(values["contact_is_due"], true);
    EXPECT_THAT(
        attention_of(Case{}),
        ElementsAre("Voor termijn 3 van 1\u00a0augustus 2026 is niets betaald. Er is nog "
                    "€\u00a075,00 te laat. Neem contact op.")
    );
    EXPECT_EQ(values["attention_tone"], "warning");
    EXPECT_FALSE(Case{}.html().empty());
}

// The debtor has until 27 August; the officer is not sent to call on the 20th.
TEST(ClientView, AReviewThatIsDueIsSaid) {
    Case given;
    given.tasks.clear();
    given.reviews = {
        {base::PlanId{40},
         base::PersonId{7},
         "R-2026-0012",
         plans::ReviewCause::income_fell,
         day("2026-08-01")}};
    EXPECT_THAT(attention_of(given), ElementsAre("Het inkomen is lager (R-2026-0012)."));
    EXPECT_EQ(given.view()["attention_tone"], "warning");
}

TEST(ClientView, APlanSaysHowItIsPaid) {
    Case given;
    EXPECT_EQ(given.view()["plans"][0]["way_to_pay_text"], "De cliënt maakt het over");
    given.plans.front().plan.facts.way_to_pay = {plans::Way::direct_debit, plans::MandateId{3}};
    given.mandates = {{plans::MandateId{3}, "M-1", day("2026-05-01"), "4300"}};
    EXPECT_THAT(
        given.html(),
        HasSubstr("Wij schrijven het af (automatische incasso), met machtiging M-1, getekend op "
                  "1\u00a0mei 2026, rekening eindigt op 4300.")
    );
}

// Today is 20 August 2026. What it says follows from what is missing.
TEST(ClientView, AClaimSaysWhenItMayBeRemittedOrBoughtOff) {
    using enum claims::RemissionGround;
    using enum claims::RemissionNeed;
    struct Row {
        claims::RemissionGround ground;
        std::string from;  // empty: not known
        std::vector<claims::RemissionNeed> needs;
        std::string to_pay;
        std::string said;  // empty: nothing
    };
    const std::vector<Row> rows{
        {paid_in_full,
         "2029-07-01",
         {time, keep_paying},
         "0",
         "Kwijtschelding: mogelijk vanaf 1\u00a0juli 2029, als elke termijn tot dan wordt betaald"},
        {proper_payment,
         "2029-07-01",
         {plan, time, keep_paying, arrears},
         "50.00",
         "Kwijtschelding: mogelijk vanaf 1\u00a0juli 2029, als er een regeling komt en elke "
         "termijn tot dan wordt betaald en de achterstand van €\u00a050,00 wordt ingehaald"},
        {proper_payment,
         "2026-07-01",
         {arrears},
         "50.00",
         "Kwijtschelding: mogelijk als de achterstand van €\u00a050,00 wordt ingehaald"},
        {arrears_made_good,
         "2026-07-01",
         {arrears, interest_and_costs},
         "62.34",
         "Kwijtschelding: mogelijk zodra €\u00a062,34 is betaald, met rente en kosten (PW 58)"},
        {paid_in_full,
         "2026-07-01",
         {},
         "0",
         "Kwijtschelding: kan worden gevraagd. Er is lang genoeg betaald (PW 58)"},
        {paid_in_full,
         "",
         {plan},
         "0",
         "Kwijtschelding: nog niet te zeggen, want er is nog geen regeling"},
        {nothing_paid, "2036-07-01", {time, no_prospect}, "0", ""},
        {nothing_paid,
         "2026-07-01",
         {no_prospect},
         "0",
         "Kwijtschelding: er is 10 jaar niets betaald. Mogelijk als er geen uitzicht op betaling "
         "is"},
        {buy_off,
         "2026-08-20",
         {payment_at_once},
         "375.00",
         "Afkoop: mogelijk met €\u00a0375,00 ineens"},
        {trivial, "2026-08-20", {}, "0", "Kruimelbedrag: de gemeente kan de rest laten vervallen"},
        {fine_in_arrangement,
         "",
         {arrangement},
         "0",
         "Kwijtschelding: van een boete alleen in een schuldregeling"},
    };
    for (const Row& row : rows) {
        Case given;
        given.outlooks = {
            {base::ClaimId{20},
             claims::RemissionOutlook{
                 {},
                 {{row.ground,
                   row.from.empty() ? std::nullopt : std::optional{day(row.from)},
                   row.needs,
                   euros(row.to_pay),
                   euros("750.00"),
                   "PW 58",
                   norms::ParameterRow{"remission_years", "10", day("2013-01-01"), "", "", {}}}},
                 {}}}};
        const Values lines = given.view()["claims"][0]["remission"];
        EXPECT_EQ(
            lines.empty() ? std::string{} : lines[0]["remission_text"].get<std::string>(), row.said
        );
        EXPECT_THAT(given.html(), HasSubstr(row.said));
    }
    Case given;
    given.outlooks = {
        {base::ClaimId{20},
         claims::RemissionOutlook{
             {},
             {},
             {claims::RemissionNote::no_debt_arrangement,
              claims::RemissionNote::compelling_reasons}}}};
    EXPECT_EQ(given.view()["claims"][0]["remission"].size(), 1U);
    EXPECT_THAT(given.html(), HasSubstr("werkt de gemeente daar niet aan mee (PW 60c)"));
}

TEST(ClientView, APromiseThatRunsAsksForNothing) {
    Case given;
    given.contacts.front().contact.next_step = followup::NextStep::await_payment;
    given.contacts.front().contact.come_back_on = day("2026-08-27");
    given.tasks.front().due_on = day("2026-08-27");
    EXPECT_THAT(
        attention_of(given),
        ElementsAre("Er loopt een toezegging tot 27\u00a0augustus 2026 voor termijn 3 van "
                    "1\u00a0augustus 2026 (nog €\u00a075,00). Wacht die dag af.")
    );
    const Values values = given.view();
    EXPECT_EQ(values["attention_tone"], "info");
    EXPECT_EQ(values["contact_is_due"], false);
    EXPECT_EQ(values["contact_address"], "/gemeenten/zandwijk/clienten/100234/contact");
}

TEST(ClientView, ATaskForLaterSaysWhenItComesBack) {
    Case given;
    given.tasks.front().due_on = day("2026-08-21");
    given.tasks.front().standing = {
        followup::Punctuality::partly_paid, euros("45.00"), day("2026-08-07")};
    EXPECT_THAT(
        attention_of(given),
        ElementsAre("Van termijn 3 van 1\u00a0augustus 2026 is een deel betaald. Er is nog "
                    "€\u00a045,00 te laat. De taak komt terug op 21\u00a0augustus 2026.")
    );
    given.tasks.front().standing.left = euros("0");
    EXPECT_TRUE(attention_of(given).empty());
}

TEST(ClientView, WithoutATaskAContactIsRecordedFromHere) {
    Case given;
    given.tasks.clear();
    given.notice = "Het contact is vastgelegd.";
    EXPECT_EQ(given.view()["contact_address"], "/gemeenten/zandwijk/clienten/100234/contact");
    EXPECT_THAT(given.html(), HasSubstr("Het contact is vastgelegd."));
}

TEST(ClientView, APartThatCameInIsSaidWithWhatIsLeft) {
    Case given;
    plans::PlanStanding& plan = given.plans.front();
    plan.plan.paid = euros("180.00");
    plan.instalments = plans::standing_of(plan.plan.facts.schedule, plan.plan.paid, today);
    const Values late = given.view()["plans"][0]["instalments_all"][2];
    EXPECT_EQ(late["badge_label"], "Deels betaald, nog €\u00a045,00 te laat");
    plan.instalments = plans::standing_of(
        plan.plan.facts.schedule, plan.plan.paid, base::BusinessDate{day("2026-07-20")}
    );
    const Values coming = given.view()["plans"][0]["instalments_all"][2];
    EXPECT_EQ(coming["badge_label"], "Deels betaald, nog €\u00a045,00");
}

TEST(ClientView, WhoRecordsNothingIsNotLedToTheForm) {
    Case given;
    given.may_record = false;
    EXPECT_EQ(given.view()["contact_address"], false);
}

TEST(ClientView, TheLastPaymentIsToldWhenThereIsOne) {
    Case given;
    const Values last = given.view()["last_payment"];
    EXPECT_EQ(last["last_payment_text"], "€\u00a075,00");
    EXPECT_EQ(last["last_payment_date_iso"], "2026-07-02");
    given.owed.postings.clear();
    given.owed.last_payment.reset();
    EXPECT_EQ(given.view()["last_payment"], false);
    EXPECT_THAT(given.html(), HasSubstr("Nog geen"));
    EXPECT_THAT(given.html(), HasSubstr("Er kwam nog niets bij en er ging nog niets af."));
}

TEST(ClientView, ClaimsNameWhoOwesThemToo) {
    const Values values = Case{}.view();
    const Values& claim = values["claims"][0];
    EXPECT_EQ(claim["claim_kind"], "Te veel betaald");
    EXPECT_EQ(claim["joint_debtors"], "Samen met J. de Vries (100235)");
    EXPECT_EQ(claim["original_amount_text"], "900,00");
    EXPECT_EQ(claim["open_balance_text"], "750,00");
    EXPECT_EQ(claim["claim_paid"], false);
    EXPECT_EQ(values["claims_balance_total_text"], "750,00");
}

TEST(ClientView, APaidClaimStaysAndSaysSo) {
    Case given;
    given.owed = {{claim_of("0")}, euros("0"), {}, {}};
    given.joint_debtors.clear();
    EXPECT_EQ(given.view()["claims"][0]["claim_paid"]["badge_label"], "Betaald");
    EXPECT_EQ(given.view()["claims"][0]["joint_debtors"], false);
    EXPECT_FALSE(given.html().empty());
}

TEST(ClientView, AMovementSaysWhatItWas) {
    Case given;
    given.owed.postings = {
        posting(2, Component::principal, PostingKind::payment, "75.00", "2026-07-03"),
        posting(1, Component::principal, PostingKind::payment, "-75.00", "2026-07-02")};
    const Values rows = given.view()["movements"];
    EXPECT_EQ(rows[0]["cause_text"], "Betaling teruggeboekt");
    EXPECT_EQ(rows[0]["movement_amount_text"], "75,00");
    EXPECT_EQ(rows[1]["cause_text"], "Betaling");
    EXPECT_EQ(rows[1]["movement_amount_text"], "-75,00");
    EXPECT_EQ(rows[1]["movement_claim_number"], "V-2024-0017");
    EXPECT_EQ(rows[1]["component_text"], "Schuld");
}

std::vector<std::string> near_numbers(const std::string& paid) {
    Case given;
    plans::PlanStanding& plan = given.plans.front();
    plan.plan.paid = euros(paid);
    plan.instalments = plans::standing_of(plan.plan.facts.schedule, plan.plan.paid, today);
    std::vector<std::string> numbers;
    const Values values = given.view();
    for (const Values& row : values["plans"][0]["instalments_near"]) {
        numbers.push_back(row["instalment_number"].get<std::string>());
    }
    return numbers;
}

TEST(ClientView, InstalmentsAroundTheFirstThatIsOpen) {
    EXPECT_THAT(near_numbers("0.00"), ElementsAre("1", "2", "3", "4", "5", "6"));
    EXPECT_THAT(near_numbers("300.00"), ElementsAre("3", "4", "5", "6", "7", "8"));
    EXPECT_THAT(near_numbers("900.00"), ElementsAre("7", "8", "9", "10", "11", "12"));
}

TEST(ClientView, APlanTellsHowItStandsAndWhyItIsNotTheNorm) {
    const Values plan = Case{}.view()["plans"][0];
    EXPECT_EQ(
        plan["plan_summary_text"],
        "12\u00a0termijnen van €\u00a075,00, samen €\u00a0900,00. De eerste is op 1\u00a0juni "
        "2026. "
        "Afgesproken op 12\u00a0mei 2026."
    );
    plans::PlanFacts facts = plan_of_twelve().plan.facts;
    facts.schedule = plans::schedule_of(euros("160.00"), facts.terms).value();
    EXPECT_THAT(
        plan_summary(facts),
        testing::StartsWith(
            "2\u00a0termijnen van €\u00a075,00 en een laatste van €\u00a010,00, samen"
        )
    );
    EXPECT_EQ(plan["progress_text"], "€\u00a0150,00 van €\u00a0900,00 betaald");
    EXPECT_EQ(plan["progress_percent"], "16");
    EXPECT_EQ(plan["deviation_text"], "Wens van de cliënt: Wil sneller klaar zijn.");
    const Values& rows = plan["instalments_all"];
    EXPECT_EQ(rows[1]["badge_label"], "Betaald");
    EXPECT_EQ(rows[2]["badge_label"], "Te laat");
    EXPECT_EQ(rows[2]["badge_tone"], "danger");
    EXPECT_EQ(rows[3]["badge_label"], "Openstaand");
}

TEST(ClientView, AnEndedPlanIsALine) {
    Case given;
    given.plans.front().plan.ended_on = day("2026-07-15");
    given.plans.front().plan.outcome = plans::PlanOutcome::replaced;
    const Values values = given.view();
    EXPECT_TRUE(values["plans"].empty());
    EXPECT_EQ(
        values["former_plans"][0]["former_plan_text"],
        "R-2026-0012, versie 1: €\u00a075,00 per maand, afgesproken op 12\u00a0mei 2026. Vervangen "
        "op "
        "15\u00a0juli 2026."
    );
    EXPECT_EQ(values["agreed_monthly_text"], "Geen regeling");
    EXPECT_EQ(values["overdue_total_text"], "€\u00a00,00");
    EXPECT_THAT(given.html(), HasSubstr("Er loopt geen betalingsregeling."));
}

TEST(ClientView, WhatIsNotKnownIsSaidToBeUnknown) {
    Case given;
    given.identity.masked_bsn.clear();
    given.identity.birth_date.reset();
    given.identity.address = {};
    given.identity.phone.clear();
    given.identity.benefits = {{people::BenefitLaw::wwb, day("2012-01-01"), day("2014-12-31")}};
    const Values values = given.view();
    EXPECT_EQ(values["bsn_masked"], "Niet bekend");
    EXPECT_EQ(values["birth_date_text"], "Niet bekend");
    EXPECT_EQ(values["address_text"], "Niet bekend");
    EXPECT_EQ(values["phone"], false);
    EXPECT_EQ(values["benefit_text"], "Geen uitkering van ons");
    EXPECT_THAT(given.html(), HasSubstr("Er is geen adres bekend."));
    EXPECT_EQ(Case{}.view()["benefit_text"], "Participatiewet sinds 1\u00a0mei 2024");
}

TEST(ClientView, ANewClientHasNothingYet) {
    Case given;
    given.owed = {};
    given.plans.clear();
    given.contacts.clear();
    given.tasks.clear();
    given.letters = {};
    const std::string html = given.html();
    EXPECT_THAT(html, HasSubstr("Deze cliënt heeft geen vorderingen."));
    EXPECT_THAT(html, HasSubstr("Er zijn nog geen brieven."));
    EXPECT_THAT(html, Not(HasSubstr("Let op")));
}

TEST(ClientView, ALetterThatDidNotLeaveSaysWhy) {
    struct Row {
        std::optional<std::string> reason;
        std::string text;
    };
    const std::vector<Row> rows{
        {std::nullopt, "Nog niet gemaakt."},
        {"letters.nothing-open", "Niet verstuurd: er was niets meer te betalen."},
        {"letters.plan-ended", "Niet verstuurd: de regeling was al afgelopen."},
        {"letters.no-address", "Wacht: er is geen adres bekend."},
        {"letters.address-too-long", "Wacht: de brief kan zo niet worden gemaakt."},
    };
    for (const Row& row : rows) {
        Case given;
        given.letters.unsent = {{"friendly_reminder", day("2026-06-08"), row.reason, false}};
        EXPECT_THAT(given.html(), HasSubstr(row.text));
        EXPECT_THAT(given.html(), HasSubstr("Betalingsherinnering"));
    }
    EXPECT_THAT(Case{}.html(), Not(HasSubstr("Niet verstuurd")));
}

TEST(ClientView, ALetterIsOpenedByItsNumber) {
    const Values letter = Case{}.view()["letters"][0];
    EXPECT_EQ(letter["letter_address"], "/brieven/80");
    EXPECT_EQ(letter["letter_kind"], "Bevestiging van de regeling");
    EXPECT_EQ(letter["letter_date_text"], "12\u00a0mei 2026");
}

// The last day to pay was 14 March 2024; today is in July 2026.
TEST(ClientView, SaysUntilWhenAClaimMayBeForced) {
    const norms::Parameter<int> years{5, {"limitation_years", "5", day("2009-07-01"), "", "", {}}};
    const auto clock = [&](const std::string& due_date, std::vector<claims::Extension> deferrals) {
        return claims::limitation_of(day(due_date), {}, deferrals, years);
    };
    struct Row {
        std::optional<claims::LimitationClock> clock;
        std::string text;
    };
    const std::vector<Row> rows{
        {clock("2024-03-14", {}), "Verjaart na 14\u00a0maart 2029"},
        {clock("2019-03-14", {}), "Verjaard na 14\u00a0maart 2024, voor zover hier bekend"},
        {clock(
             "2024-03-14",
             {{day("2026-01-01"), std::nullopt, claims::ExtensionKind::bankruptcy, "test"}}
         ),
         "Verjaart nu niet: er loopt uitstel"},
        {std::nullopt, "Verjaring: niet bekend"}};
    for (const Row& row : rows) {
        Case shown;
        shown.clocks = {{base::PersonId{7}, base::ClaimId{20}, row.clock}};
        EXPECT_THAT(shown.html(), testing::HasSubstr(row.text));
        shown.owed.claims = {claim_of("0.00")};
        EXPECT_THAT(shown.html(), testing::Not(testing::HasSubstr("Verjaar")));
    }
}

}  // namespace
}  // namespace draagkracht::pages
