// The page on which remission and buy-off are proposed and carried out, and the one on which a year
// is closed.
#include "pages_on_both.hpp"

namespace draagkracht::pages {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string client = at_zandwijk + "/clienten/100001";
const std::string claim = client + "/vorderingen/V-100001";
const std::string page = claim + "/kwijtschelding";
const std::string approvals = at_zandwijk + "/goedkeuringen";

// Of a claim of EUR 300.00 half came in at once on 8 July 2026; the day is 9 July 2026. By the
// policy of Zandwijk the other half can be bought off.
class ClaimRemission : public PagesOnBoth {
  protected:
    void SetUp() override {
        PagesOnBoth::SetUp();
        if (!IsSkipped()) {
            plan_.emplace(plans_->add("100001", {.first_due = "2026-08-01"}));
            plans_->pay(*plan_, "150.00", "2026-07-08");
        }
    }
    // What the form on the page sends, with what is typed into it.
    api::Fields typed(
        const std::string& cookie, const std::string& decision, const std::string& finding
    ) {
        const std::string html = get(page, cookie).body;
        return {
            {"csrf_token", input_of(html, "csrf_token")},
            {"number", input_of(html, "number")},
            {"ground", input_of(html, "ground")},
            {"amount", input_of(html, "amount")},
            {"buy_off.decision_number", decision},
            {"buy_off.finding", finding}};
    }
    Response decide(const std::string& decision, const std::string& reason) {
        const std::string supervisor = log_in("supervisor");
        const std::string html = get(approvals, supervisor).body;
        return post(
            approvals,
            {{"csrf_token", input_of(html, "csrf_token")},
             {"approval", input_of(html, "approval")},
             {"decision", decision},
             {"reason", reason}},
            supervisor
        );
    }

    std::optional<TestPlan> plan_;
};

TEST_P(ClaimRemission, IsProposedByOneGrantedByAnotherAndCarriedOutFromTheSamePage) {
    const std::string officer = log_in("officer");
    EXPECT_THAT(get(client, officer).body, HasSubstr("href=\"" + page + "\""));
    EXPECT_THAT(get(claim, officer).body, HasSubstr("href=\"" + page + "\""));
    const std::string html = get(page, officer).body;
    EXPECT_THAT(html, HasSubstr("genoeg ineens betaald"));
    EXPECT_THAT(html, HasSubstr("Er vervalt dan €\u00A0150,00"));
    // The other ground: three years after the payment before the first instalment (record 0025).
    EXPECT_THAT(html, HasSubstr("mogelijk vanaf 8\u00A0juli 2029"));
    EXPECT_EQ(input_of(html, "ground"), "buy_off");

    const Response nothing = post(page, typed(officer, "", "rest+%3Cweg%3E"), officer);
    EXPECT_EQ(nothing.status, 422);
    EXPECT_THAT(nothing.body, HasSubstr("id=\"buy-off-decision-number-fout\">Vul dit in."));
    EXPECT_THAT(nothing.body, HasSubstr("value=\"rest &lt;weg&gt;\"")) << "what was typed stays";

    const api::Fields fields = typed(officer, "B-7", "rest+weg");
    for (int times = 0; times < 2; ++times) {
        const Response asked = post(page, fields, officer);
        ASSERT_EQ(asked.status, 303) << asked.body;
        EXPECT_EQ(asked.headers.at("Location"), page + "?melding=voorgelegd");
    }
    EXPECT_EQ(count("approval"), 1) << "asking twice is asking once";
    EXPECT_EQ(count("claim_act"), 0);
    const std::string waiting = get(page, officer).body;
    EXPECT_THAT(waiting, HasSubstr("Er is nog niet over beslist."));
    EXPECT_THAT(waiting, HasSubstr("Awb 4:94a: rest weg (besluit B-7)"));
    EXPECT_THAT(waiting, Not(HasSubstr("name=\"ground\""))) << "nothing to do but wait";
    const std::string asked_there = get(approvals, log_in("supervisor")).body;
    EXPECT_THAT(asked_there, HasSubstr("Awb 4:94a: rest weg (besluit B-7)"));
    EXPECT_EQ(link_in(asked_there, "vordering V-100001"), page);

    ASSERT_EQ(decide("granted", "").status, 303);
    const std::string granted = get(page, officer).body;
    EXPECT_THAT(granted, HasSubstr("U kunt het vastleggen tot en met"));
    const api::Fields carry_out{
        {"csrf_token", input_of(granted, "csrf_token")},
        {"number", input_of(granted, "number")},
        {"ground", input_of(granted, "ground")},
        {"amount", input_of(granted, "amount")},
        {"buy_off.decision_number", input_of(granted, "buy_off.decision_number")},
        {"buy_off.finding", "rest+weg"}};
    for (int times = 0; times < 2; ++times) {
        const Response done = post(page, carry_out, officer);
        ASSERT_EQ(done.status, 303) << done.body;
        EXPECT_EQ(done.headers.at("Location"), claim + "?melding=handeling");
    }
    EXPECT_EQ(count("claim_act"), 1);
    EXPECT_THAT(get(claim, officer).body, HasSubstr("Afgekocht"));
    EXPECT_THAT(get(page, officer).body, HasSubstr("geen grond om hier iets kwijt te schelden"));
}

TEST_P(ClaimRemission, ARefusalIsReadOnThePageAndTheFormIsFilledInAgain) {
    const std::string officer = log_in("officer");
    ASSERT_EQ(post(page, typed(officer, "B-7", "rest+weg"), officer).status, 303);
    ASSERT_EQ(decide("refused", "bel+eerst+%3Cde+partner%3E").status, 303);
    const std::string html = get(page, officer).body;
    EXPECT_THAT(html, HasSubstr("is niet akkoord: bel eerst &lt;de partner&gt;"));
    EXPECT_EQ(input_of(html, "buy_off.decision_number"), "B-7");
    EXPECT_EQ(input_of(html, "buy_off.finding"), "rest weg");
    EXPECT_EQ(post(page, typed(officer, "B-7", "rest+weg"), officer).status, 303);
    EXPECT_EQ(count("approval"), 2);
}

TEST_P(ClaimRemission, AnAmountThatChangedIsSeenAgainBeforeAnybodyDecides) {
    const std::string officer = log_in("officer");
    const api::Fields seen = typed(officer, "B-7", "");
    plans_->pay(*plan_, "10.00", "2026-07-08");
    const Response changed = post(page, seen, officer);
    EXPECT_EQ(changed.status, 422);
    EXPECT_THAT(changed.body, HasSubstr("Er staat nu €\u00A0140,00 open."));
    EXPECT_EQ(input_of(changed.body, "amount"), "140,00");
    EXPECT_EQ(input_of(changed.body, "buy_off.decision_number"), "B-7");
    ASSERT_EQ(post(page, typed(officer, "B-7", ""), officer).status, 303);
    ASSERT_EQ(decide("granted", "").status, 303);
    plans_->pay(*plan_, "10.00", "2026-07-08");
    const std::string overtaken = get(page, officer).body;
    EXPECT_THAT(overtaken, HasSubstr("Dit ging over €\u00A0140,00."));
    EXPECT_THAT(overtaken, HasSubstr("Voorleggen aan een tweede persoon"));
    EXPECT_EQ(count("claim_act"), 0);
}

TEST_P(ClaimRemission, WhoMayNotActSeesWhatIsMissingAndCannotPropose) {
    const api::Fields fields = typed(log_in("officer"), "B-7", "");
    const std::string caseworker = log_in("caseworker");
    const Response seen = get(page, caseworker);
    EXPECT_EQ(seen.status, 200);
    EXPECT_THAT(seen.body, HasSubstr("genoeg ineens betaald"));
    EXPECT_THAT(seen.body, Not(HasSubstr("name=\"ground\"")));
    api::Fields own = fields;
    own["csrf_token"] = input_of(seen.body, "csrf_token");
    EXPECT_EQ(post(page, own, caseworker).status, 403);
    EXPECT_EQ(get(page, log_in("neighbour")).status, 404);
    EXPECT_EQ(get(claim + "9/kwijtschelding", caseworker).status, 404);
    EXPECT_EQ(count("approval"), 0);
}

// A ground that is not reached, or a word that is none, cannot be sent from the page.
TEST_P(ClaimRemission, WhatThePageDoesNotOfferIsRefused) {
    const std::string officer = log_in("officer");
    api::Fields fields = typed(officer, "B-7", "");
    fields["ground"] = "proper_payment";
    fields["proper_payment.decision_number"] = "B-7";
    const Response early = post(page, fields, officer);
    EXPECT_EQ(early.status, 422);
    EXPECT_THAT(early.body, HasSubstr("href=\"#grond-proper-payment\""));
    EXPECT_THAT(early.body, HasSubstr("id=\"grond-proper-payment\""));
    fields["ground"] = "medelijden";
    EXPECT_EQ(post(page, fields, officer).status, 404);
    EXPECT_EQ(count("approval"), 0);
}

DRAAGKRACHT_ON_BOTH_DATABASES(ClaimRemission);

// Today is 9 July 2026.
class YearClose : public PagesOnBoth {};

TEST_P(YearClose, ASupervisorClosesTheYearThatIsOverAndSeesByWhom) {
    const std::string years = at_zandwijk + "/jaarafsluitingen";
    const std::string cookie = log_in("supervisor");
    const std::string work = get(at_zandwijk + "/werkvoorraad", cookie).body;
    ASSERT_EQ(link_in(work, "Jaar afsluiten"), years);
    const std::string html = get(years, cookie).body;
    EXPECT_THAT(html, HasSubstr("De boeken van 2025 sluiten"));
    EXPECT_THAT(html, HasSubstr("Geen besluit telt nog vanaf een dag in 2025 of eerder."));
    EXPECT_THAT(html, HasSubstr("Dit kan niet ongedaan worden gemaakt."));
    EXPECT_THAT(html, HasSubstr("Er is nog geen jaar afgesloten."));
    api::Fields fields{
        {"csrf_token", input_of(html, "csrf_token")}, {"year", input_of(html, "year")}};
    const Response unsure = post(years, fields, cookie);
    EXPECT_EQ(unsure.status, 422);
    EXPECT_THAT(unsure.body, HasSubstr("id=\"bevestigd-fout\">Vink aan dat u dit weet."));
    EXPECT_THAT(unsure.body, HasSubstr("href=\"#bevestigd\""));
    EXPECT_EQ(count("annual_close"), 0);
    fields["confirmed"] = "ja";
    const Response done = post(years, fields, cookie);
    ASSERT_EQ(done.status, 303) << done.body;
    EXPECT_EQ(done.headers.at("Location"), years + "?melding=jaar-gesloten");
    const Response again = post(years, fields, cookie);
    EXPECT_EQ(again.headers.at("Location"), years + "?melding=jaar-was-gesloten");
    EXPECT_EQ(count("annual_close"), 1);
    const std::string closed = get(years + "?melding=jaar-gesloten", cookie).body;
    EXPECT_THAT(closed, HasSubstr("Het jaar is afgesloten."));
    EXPECT_THAT(closed, HasSubstr("9\u00A0juli 2026"));
    EXPECT_THAT(closed, HasSubstr("J. Bakker</td>"));
    EXPECT_THAT(closed, HasSubstr("als het voorbij is"));
    EXPECT_THAT(closed, Not(HasSubstr("name=\"year\"")));
    for (const std::string year : {"", "x", "2026", "99999"}) {
        fields["year"] = year;
        EXPECT_THAT(post(years, fields, cookie).status, testing::AnyOf(400, 404)) << year;
    }
    EXPECT_EQ(count("annual_close"), 1);
}

TEST_P(YearClose, WhoMayNotCloseDoesNot) {
    const std::string years = at_zandwijk + "/jaarafsluitingen";
    for (const std::string login : {"officer", "auditor"}) {
        const std::string cookie = log_in(login);
        EXPECT_THAT(
            get(at_zandwijk + "/werkvoorraad", cookie).body, Not(HasSubstr("Jaar afsluiten"))
        );
        const Response seen = get(years, cookie);
        EXPECT_EQ(seen.status, 200) << login;
        EXPECT_THAT(seen.body, Not(HasSubstr("name=\"year\""))) << login;
        const api::Fields fields{
            {"csrf_token", input_of(seen.body, "csrf_token")},
            {"year", "2025"},
            {"confirmed", "ja"}};
        EXPECT_EQ(post(years, fields, cookie).status, 403) << login;
    }
    EXPECT_EQ(get(years, log_in("caseworker")).status, 403);
    EXPECT_EQ(get(years, log_in("neighbour")).status, 404);
    EXPECT_EQ(count("annual_close"), 0);
}

DRAAGKRACHT_ON_BOTH_DATABASES(YearClose);

}  // namespace
}  // namespace draagkracht::pages
