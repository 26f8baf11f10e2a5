// The page of one claim and the forms of acts on it.
#include "draagkracht/claims/act_store.hpp"
#include "pages_on_both.hpp"

namespace draagkracht::pages {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string client = at_zandwijk + "/clienten/100001";

// A claim of EUR 300.00 with a plan; the day is 9 July 2026.
class ClaimLife : public PagesOnBoth {
  protected:
    void SetUp() override {
        PagesOnBoth::SetUp();
        if (!IsSkipped()) {
            plan_.emplace(plans_->add("100001", {.first_due = "2026-08-01"}));
        }
    }
    std::string claim_page(const std::string& cookie) {
        const std::string html = get(client, cookie).body;
        const std::size_t start = html.find(client + "/vorderingen/");
        base::ensure(start != std::string::npos, "the page of the client links to the claim");
        return html.substr(start, html.find('"', start) - start);
    }
    api::Fields form(const std::string& address, const std::string& cookie) {
        const std::string html = get(address, cookie).body;
        return {
            {"csrf_token", input_of(html, "csrf_token")},
            {"number", input_of(html, "number")},
            {"ends", input_of(html, "ends")}};
    }

    std::optional<TestPlan> plan_;
};

TEST_P(ClaimLife, AHoldIsRecordedShownAndEnded) {
    const std::string cookie = log_in("officer");
    const std::string page = claim_page(cookie);
    EXPECT_THAT(get(page, cookie).body, HasSubstr("Er loopt geen opschorting."));
    const std::string address = link_in(get(page, cookie).body, "Opschorting");

    api::Fields fields = form(address, cookie);
    const Response nothing = post(address, fields, cookie);
    EXPECT_EQ(nothing.status, 422);
    EXPECT_THAT(nothing.body, HasSubstr("Kies waarom we wachten."));
    EXPECT_THAT(
        nothing.body,
        HasSubstr("<option value=\"debt_arrangement\">Wettelijke schuldsanering (Wsnp)</option>")
    );
    EXPECT_THAT(nothing.body, HasSubstr("Schrijf op waarom."));
    fields["hold"] = "objection";
    fields["reason"] = "bezwaar+%3Contvangen%3E";
    EXPECT_THAT(post(address, fields, cookie).body, HasSubstr("Vul dit in."));
    fields["review_on"] = "2026-10-01";
    for (int times = 0; times < 2; ++times) {
        const Response done = post(address, fields, cookie);
        ASSERT_EQ(done.status, 303) << done.body;
        EXPECT_EQ(done.headers.at("Location"), page + "?melding=handeling");
    }
    EXPECT_EQ(count("claim_act"), 1);
    const std::string shown = get(page, cookie).body;
    EXPECT_THAT(
        shown,
        HasSubstr("Bezwaar sinds 9\u00A0juli 2026, zonder einddatum, opnieuw bekijken op "
                  "1\u00A0oktober 2026. Rente loopt door.")
    );
    EXPECT_THAT(shown, HasSubstr("bezwaar &lt;ontvangen&gt;"));
    EXPECT_THAT(get(client, cookie).body, HasSubstr("Zolang dat loopt, is niets te laat."));

    const std::string end_address = link_in(shown, "Beëindigen");
    api::Fields end = form(end_address, cookie);
    end["last_day"] = "2026-07-08";
    end["reason"] = "vergissing";
    const std::string form_address = end_address.substr(0, end_address.find('?'));
    ASSERT_EQ(post(form_address, end, cookie).status, 303);
    EXPECT_THAT(get(page, cookie).body, HasSubstr("Er loopt geen opschorting."));
}

TEST_P(ClaimLife, AnAmountIsWorkedOutSeenAndPutBeforeASecondPerson) {
    const std::string cookie = log_in("officer");
    const std::string page = claim_page(cookie);
    const std::string address = link_in(get(page, cookie).body, "Kwijtschelding");
    EXPECT_THAT(get(address, cookie).body, HasSubstr("Hierover beslist een tweede persoon."));
    api::Fields fields = form(address, cookie);
    fields["decision_number"] = "B-9";
    fields["reason"] = "tien+jaar+betaald";
    const Response worked_out = post(address, fields, cookie);
    EXPECT_EQ(worked_out.status, 422);
    EXPECT_THAT(worked_out.body, HasSubstr("Het komt op €\u00A0300,00."));
    fields["amount"] = "299%2C99";
    EXPECT_THAT(post(address, fields, cookie).body, HasSubstr("Het komt op €\u00A0300,00."));
    fields["amount"] = input_of(worked_out.body, "amount");
    const Response asked = post(address, fields, cookie);
    ASSERT_EQ(asked.status, 303) << asked.body;
    EXPECT_EQ(asked.headers.at("Location"), page + "?melding=voorgelegd");
    EXPECT_EQ(count("approval"), 1);
    EXPECT_EQ(count("claim_act"), 0);
}

// EUR 300.00 was paid, and the claim is lowered by EUR 120.00; EUR 50.00 is open on another.
TEST_P(ClaimLife, ACreditIsSetAgainstAClaimThatIsChosenAndTheRestRefunded) {
    const std::string cookie = log_in("officer");
    const std::string page = claim_page(cookie);
    (void)register_->claim("V-KLEIN", {plan_->person}, "50.00", "2026-05-01");
    plans_->pay(*plan_, "300.00", "2026-07-01");
    EXPECT_THAT(get(page, cookie).body, Not(HasSubstr("Verrekening met een andere vordering")));
    const std::string lowering = link_in(get(page, cookie).body, "Herziening van het bedrag");
    api::Fields lower = form(lowering, cookie);
    lower["direction"] = "lower";
    lower["amount"] = "120";
    lower["decision_number"] = "B-2";
    lower["reason"] = "bezwaar+gegrond";
    ASSERT_EQ(post(lowering, lower, cookie).status, 303);

    const std::string address =
        link_in(get(page, cookie).body, "Verrekening met een andere vordering");
    EXPECT_THAT(get(address, cookie).body, HasSubstr("V-KLEIN, open €\u00A050,00"));
    api::Fields fields = form(address, cookie);
    fields["reason"] = "op+verzoek";
    EXPECT_THAT(
        post(address, fields, cookie).body, HasSubstr("Kies met welke vordering u verrekent.")
    );
    fields["other_claim"] = "V-ELDERS";
    EXPECT_THAT(
        post(address, fields, cookie).body, HasSubstr("Deze vordering heeft de cliënt niet.")
    );
    fields["other_claim"] = "V-KLEIN";
    const Response worked_out = post(address, fields, cookie);
    EXPECT_EQ(worked_out.status, 422);
    EXPECT_THAT(worked_out.body, HasSubstr("Het komt op €\u00A050,00."));
    fields["amount"] = input_of(worked_out.body, "amount");
    const Response done = post(address, fields, cookie);
    ASSERT_EQ(done.status, 303) << done.body;
    EXPECT_THAT(get(page, cookie).body, HasSubstr("met V-KLEIN"));
    EXPECT_THAT(
        get(client + "/vorderingen/V-KLEIN", cookie).body, HasSubstr("€\u00A050,00, tegoed van ")
    );

    const std::string refund = link_in(get(page, cookie).body, "Terugbetaling van het tegoed");
    EXPECT_THAT(get(refund, cookie).body, HasSubstr("Hierover beslist een tweede persoon."));
    api::Fields rest = form(refund, cookie);
    rest["reason"] = "te+veel+betaald";
    EXPECT_THAT(post(refund, rest, cookie).body, HasSubstr("Het komt op €\u00A070,00."));
    rest["amount"] = "70";
    EXPECT_EQ(post(refund, rest, cookie).headers.at("Location"), page + "?melding=voorgelegd");
}

TEST_P(ClaimLife, ASecondPersonDecidesOnThePageOfApprovals) {
    const std::string approvals = at_zandwijk + "/goedkeuringen";
    const std::string officer = log_in("officer");
    const std::string page = claim_page(officer);
    const std::string address = link_in(get(page, officer).body, "Afboeking");
    api::Fields fields = form(address, officer);
    fields["amount"] = "300";
    fields["reason"] = "vertrokken+%3Conbekend%3E";
    for (int times = 0; times < 2; ++times) {
        ASSERT_EQ(post(address, fields, officer).status, 303);
    }
    EXPECT_EQ(count("approval"), 1) << "asking twice is asking once";
    EXPECT_THAT(get(approvals, officer).body, Not(HasSubstr("Akkoord<"))) << "who asked";

    const std::string supervisor = log_in("supervisor");
    const std::string waiting = get(approvals, supervisor).body;
    EXPECT_THAT(waiting, HasSubstr("Afboeking, €\u00A0300,00"));
    EXPECT_THAT(waiting, HasSubstr("vertrokken &lt;onbekend&gt;"));
    EXPECT_THAT(waiting, HasSubstr(page));
    api::Fields decision{
        {"csrf_token", input_of(waiting, "csrf_token")},
        {"approval", input_of(waiting, "approval")},
        {"decision", "refused"}};
    const Response no_reason = post(approvals, decision, supervisor);
    EXPECT_EQ(no_reason.status, 422);
    EXPECT_THAT(no_reason.body, HasSubstr("Schrijf op waarom u niet akkoord bent."));
    decision["decision"] = "granted";
    EXPECT_EQ(post(approvals, decision, supervisor).status, 303);

    EXPECT_THAT(get(approvals, officer).body, HasSubstr("Akkoord, en nog vast te leggen"));
    const Response done = post(address, fields, officer);
    ASSERT_EQ(done.status, 303) << done.body;
    EXPECT_EQ(done.headers.at("Location"), page + "?melding=handeling");
    EXPECT_THAT(get(page, officer).body, HasSubstr("Afgeboekt"));
    EXPECT_THAT(get(approvals, officer).body, HasSubstr("Er wacht niets."));
}

TEST_P(ClaimLife, ThePastIsShownAsItWasThenAndAsItIsKnownNow) {
    const std::string cookie = log_in("officer");
    const std::string page = claim_page(cookie);
    const std::string address = link_in(get(page, cookie).body, "Herziening van het bedrag");
    api::Fields fields = form(address, cookie);
    fields["on"] = "2026-07-01";
    fields["direction"] = "lower";
    fields["amount"] = "120";
    fields["decision_number"] = "B-2";
    fields["reason"] = "bezwaar+gegrond";
    const Response done = post(address, fields, cookie);
    ASSERT_EQ(done.status, 303) << done.body;
    EXPECT_THAT(get(page, cookie).body, HasSubstr("€\u00A0180,00"));
    EXPECT_THAT(
        get(page + "?op=2026-07-05&bekend=2026-07-05", cookie).body, HasSubstr("€\u00A0300,00")
    );
    EXPECT_THAT(get(page + "?op=2026-07-05", cookie).body, HasSubstr("€\u00A0180,00"));
}

TEST_P(ClaimLife, WhoMayNotActSeesAndCannotAct) {
    const std::string officer = log_in("officer");
    const std::string page = claim_page(officer);
    const std::string address = link_in(get(page, officer).body, "Opschorting");
    const std::string caseworker = log_in("caseworker");
    const Response seen = get(page, caseworker);
    EXPECT_EQ(seen.status, 200);
    EXPECT_THAT(seen.body, Not(HasSubstr("/handelingen/")));
    EXPECT_EQ(get(address, caseworker).status, 403);
    EXPECT_EQ(get(page, log_in("neighbour")).status, 404);
    EXPECT_EQ(get(page + "9", officer).status, 404);
    EXPECT_EQ(get(page + "/handelingen/verzinsel", officer).status, 404);
    EXPECT_EQ(post(address, {{"csrf_token", "geraden"}, {"reason", "x"}}, officer).status, 403);
    EXPECT_EQ(count("claim_act"), 0);
}

// The day is 9 July 2026: one lapses on 1 September, one did a year ago, of one it is not known.
TEST_P(ClaimLife, WhatLapsesSoonIsReachedFromTheWorkAndSaysWhatCanBeDone) {
    const std::string cookie = log_in("officer");
    const std::string work = get(at_zandwijk + "/werkvoorraad", cookie).body;
    const std::string list = link_in(work, "Verjaring nadert");
    EXPECT_THAT(get(list, cookie).body, HasSubstr("geen open vordering die binnenkort verjaart"));
    const base::PersonId person = register_->person("100002");
    (void)register_->claim("V-SOON", {person}, "300.00", "2021-09-01");
    (void)register_->claim("V-LAPSED", {person}, "200.00", "2020-07-08");
    (void)register_->claim("V-UNKNOWN", {person}, "100.00", "2008-07-08");
    const Response page = get(list, cookie);
    ASSERT_EQ(page.status, 200);
    for (const std::string text :
         {"Om naar te kijken: 3",
          "1\u00A0september 2026",
          "nog 54\u00A0dagen",
          "Bel en maak een afspraak",
          "Einde van de betaaltermijn",
          "voorbij",
          "Aanmanen en dwang mogen niet meer",
          "zo oude regels staan niet in dit systeem"}) {
        EXPECT_THAT(page.body, HasSubstr(text));
    }
    EXPECT_LT(page.body.find("V-UNKNOWN"), page.body.find("V-LAPSED"));
    EXPECT_LT(page.body.find("V-LAPSED"), page.body.find("V-SOON"));
    const std::string claim = get(link_in(page.body, "V-LAPSED"), cookie).body;
    EXPECT_THAT(claim, HasSubstr("Verjaard"));
    EXPECT_EQ(get(list, log_in("neighbour")).status, 404);
}

// Today is 9 July 2026. The bank said that the payer of V-DEAD has died.
TEST_P(ClaimLife, AHoldOfWhichTheDayCameIsReachedFromTheWorkAndSaysWhatCanBeDone) {
    const std::string cookie = log_in("officer");
    const std::string none = get(at_zandwijk + "/werkvoorraad", cookie).body;
    EXPECT_THAT(
        get(link_in(none, "Opschortingen bekijken: 0"), cookie).body,
        HasSubstr("geen opschorting om opnieuw te bekijken")
    );
    const base::PersonId person = register_->person("100002");
    const auto held = [&](const std::string& claim,
                          claims::HoldKind kind,
                          const access::Occasion& by,
                          const std::string& review_on) {
        const base::ClaimId id = register_->claim(claim, {person}, "300.00", "2026-05-01");
        claims::NewAct act{
            "H-" + claim,
            claims::ActKind::held,
            base::Date::parse("2026-07-01").value(),
            "dit is <waarom>"};
        act.hold = kind;
        act.review_on = base::Date::parse(review_on).value();
        storage::Transaction transaction{database(), "hold", storage::Access::write};
        claims::add_acts(transaction, by.author(), {{id, act}});
        test_support::commit_untold(transaction);
    };
    const access::Occasion officer = register_->officer(access::Role::debt_officer, "2026-07-01");
    held("V-OBJECTION", claims::HoldKind::objection, officer, "2026-07-06");
    held("V-LATER", claims::HoldKind::objection, officer, "2026-07-10");
    held(
        "V-DEAD",
        claims::HoldKind::estate,
        register_->machine(access::Machine::reconciliation, "2026-07-09"),
        "2026-07-09"
    );
    const std::string work = get(at_zandwijk + "/werkvoorraad", cookie).body;
    EXPECT_THAT(work, HasSubstr("ook als de bank meldt dat iemand is overleden"));
    const std::string list = link_in(work, "Opschortingen bekijken: 2");
    const Response page = get(list, cookie);
    ASSERT_EQ(page.status, 200);
    for (const std::string text :
         {"Om naar te kijken: 2",
          "gemeld door de bank",
          "Zoek op in de BRP of de cliënt is overleden",
          "dit is &lt;waarom&gt;",
          "3\u00A0dagen geleden",
          "vandaag",
          "Beëindig de opschorting als de reden weg is"}) {
        EXPECT_THAT(page.body, HasSubstr(text));
    }
    EXPECT_LT(page.body.find("V-DEAD"), page.body.find("V-OBJECTION"))
        << "what the bank told first";
    EXPECT_EQ(page.body.find("V-LATER"), std::string::npos);
    EXPECT_THAT(get(link_in(page.body, "V-DEAD"), cookie).body, HasSubstr("V-DEAD"));
    EXPECT_EQ(get(list, log_in("neighbour")).status, 404);
}

DRAAGKRACHT_ON_BOTH_DATABASES(ClaimLife);

}  // namespace
}  // namespace draagkracht::pages
