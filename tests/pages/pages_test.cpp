// The pages as a browser asks for them, over a whole register: who gets in, what is shown, what is
// recorded, and that each look is in the trail.
#include "draagkracht/pages/pages.hpp"

#include "draagkracht/storage/outbox.hpp"
#include "pages_on_both.hpp"

namespace draagkracht::pages {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST_P(PagesOnBoth, WhoIsNotLoggedInIsSentToTheLogIn) {
    for (const std::string path :
         {"", "/werkvoorraad", "/werkvoorraad/1", "/clienten", "/clienten/100001"}) {
        const Response response = get(at_zandwijk + path);
        EXPECT_EQ(response.status, path.empty() ? 404 : 303) << path;
        if (!path.empty()) {
            EXPECT_THAT(response.headers.at("Location"), StartsWith("/inloggen")) << path;
        }
    }
    EXPECT_EQ(get("/").headers.at("Location"), "/inloggen");
    EXPECT_EQ(get("/brieven/1").status, 303);
    EXPECT_THAT(get("/inloggen").body, HasSubstr("<title>Inloggen - "));
}

TEST_P(PagesOnBoth, AWrongPasswordIsRefusedAndTheRightOneLeadsToTheWork) {
    const Response wrong = post("/inloggen", {{"user_name", "officer"}, {"password", "fout"}});
    EXPECT_EQ(wrong.status, 401);
    EXPECT_THAT(wrong.body, HasSubstr("<title>Fout: Inloggen - "));
    EXPECT_THAT(wrong.body, HasSubstr("De gebruikersnaam of het wachtwoord klopt niet."));
    EXPECT_THAT(wrong.body, HasSubstr("value=\"officer\""));
    EXPECT_THAT(wrong.body, Not(HasSubstr("fout\"")));
    const std::string cookie = log_in("officer");
    EXPECT_EQ(get("/", cookie).headers.at("Location"), at_zandwijk + "/werkvoorraad");
    EXPECT_THAT(get(at_zandwijk + "/werkvoorraad", cookie).body, HasSubstr("Niets te doen"));
}

TEST_P(PagesOnBoth, WhoLogsOutIsOut) {
    const std::string cookie = log_in("officer");
    const std::string token =
        input_of(get(at_zandwijk + "/werkvoorraad", cookie).body, "csrf_token");
    EXPECT_EQ(post("/uitloggen", {{"csrf_token", "geraden"}}, cookie).status, 403);
    const Response out = post("/uitloggen", {{"csrf_token", token}}, cookie);
    EXPECT_EQ(out.headers.at("Location"), "/inloggen?melding=uitgelogd");
    EXPECT_THAT(get("/inloggen?melding=uitgelogd").body, HasSubstr("U bent uitgelogd."));
    EXPECT_EQ(get(at_zandwijk + "/werkvoorraad", cookie).status, 303);
}

TEST_P(PagesOnBoth, TheWorklistAndTheTaskShowWhoAndEachLookIsInTheTrail) {
    (void)missed();
    const std::string cookie = log_in("officer");
    const Response list = get(at_zandwijk + "/werkvoorraad", cookie);
    EXPECT_THAT(list.body, HasSubstr("A.B. van der Berg"));
    const long long looks = count("audit_event WHERE action = 'people.look'");
    EXPECT_GT(looks, 0);
    const Response task = get(first_task(cookie), cookie);
    EXPECT_EQ(task.status, 200);
    EXPECT_THAT(task.body, HasSubstr("Termijn 1 van €\u00a050,00"));
    EXPECT_GT(count("audit_event WHERE action = 'people.look'"), looks);
    EXPECT_EQ(get(at_zandwijk + "/werkvoorraad/999999", cookie).status, 404);
    EXPECT_EQ(get(at_zandwijk + "/werkvoorraad/12a", cookie).status, 404);
}

TEST_P(PagesOnBoth, AFormThatIsNotFilledInComesBackWithWhatWasTyped) {
    (void)missed();
    const std::string cookie = log_in("officer");
    const std::string address = first_task(cookie);
    api::Fields fields = empty_form(get(address, cookie).body);
    fields["channel"] = "phone";
    fields["note"] = "belde+twee+keer";
    const Response again = post(address, fields, cookie);
    EXPECT_EQ(again.status, 422);
    EXPECT_THAT(again.body, HasSubstr("Kies wat de uitkomst was."));
    EXPECT_THAT(again.body, HasSubstr("value=\"phone\" checked"));
    EXPECT_THAT(again.body, HasSubstr("belde twee keer"));
    EXPECT_EQ(input_of(again.body, "contact_number"), fields["contact_number"]);
    fields["direction"] = "outgoing";
    fields["outcome"] = "received";
    fields["next_step"] = "none";
    EXPECT_THAT(
        post(address, fields, cookie).body, HasSubstr("Deze uitkomst past niet bij de manier")
    );
    EXPECT_EQ(count("contact"), 0);
}

TEST_P(PagesOnBoth, AContactIsRecordedOnceAlsoWhenTheFormIsSentTwice) {
    (void)missed();
    const std::string cookie = log_in("officer");
    const std::string address = first_task(cookie);
    api::Fields fields = empty_form(get(address, cookie).body);
    fields["direction"] = "outgoing";
    fields["channel"] = "phone";
    fields["outcome"] = "spoken";
    fields["reason"] = "forgotten";
    fields["next_step"] = "none";
    for (int times = 0; times < 2; ++times) {
        const Response done = post(address, fields, cookie);
        ASSERT_EQ(done.status, 303) << done.body;
        EXPECT_EQ(done.headers.at("Location"), at_zandwijk + "/werkvoorraad?melding=klaar");
    }
    EXPECT_EQ(count("contact"), 1);
    const Response list = get(at_zandwijk + "/werkvoorraad?melding=klaar", cookie);
    EXPECT_THAT(list.body, HasSubstr("Het contact is vastgelegd. De taak is klaar."));
    EXPECT_THAT(list.body, HasSubstr("Niets te doen"));
    fields["reason"] = "costs_rose";
    EXPECT_THAT(post(address, fields, cookie).body, HasSubstr("Dit formulier is al verstuurd"));
    EXPECT_EQ(get(address, cookie).status, 404);
}

// Somebody phones in whom no task is about.
TEST_P(PagesOnBoth, AContactIsRecordedWithoutATask) {
    (void)plans_->add("100001", {.first_due = "2026-08-01"});
    const std::string cookie = log_in("officer");
    const std::string overview = at_zandwijk + "/clienten/100001";
    EXPECT_THAT(get(overview, cookie).body, HasSubstr("href=\"" + overview + "/contact\""));
    api::Fields fields = empty_form(get(overview + "/contact", cookie).body);
    EXPECT_EQ(fields["about"], "other");
    const Response unfilled = post(overview + "/contact", fields, cookie);
    EXPECT_EQ(unfilled.status, 422);
    EXPECT_THAT(unfilled.body, HasSubstr("Kies wie contact zocht."));
    fields["direction"] = "incoming";
    fields["channel"] = "phone";
    fields["outcome"] = "spoken";
    fields["next_step"] = "review_plan";
    fields["note"] = "gaat+minder+verdienen";
    const Response done = post(overview + "/contact", fields, cookie);
    ASSERT_EQ(done.status, 303) << done.body;
    EXPECT_EQ(done.headers.at("Location"), overview + "?melding=vastgelegd");
    const Response page = get(overview + "?melding=vastgelegd", cookie);
    EXPECT_THAT(page.body, HasSubstr("Het contact is vastgelegd."));
    EXPECT_THAT(page.body, HasSubstr("gaat minder verdienen"));
    EXPECT_EQ(count("contact"), 1);
    const std::string auditor = log_in("auditor");
    EXPECT_THAT(get(overview + "/contact", auditor).body, HasSubstr("geen contact vastleggen"));
    EXPECT_EQ(get(at_zandwijk + "/clienten/000000/contact", cookie).status, 404);
}

// The debtor of a missed instalment phones in before the officer has called.
TEST_P(PagesOnBoth, AContactFromTheClientPageSetsTheTaskThatItIsAbout) {
    (void)missed();
    const std::string cookie = log_in("officer");
    const std::string address = at_zandwijk + "/clienten/100001/contact";
    const std::string page = get(address, cookie).body;
    EXPECT_THAT(page, HasSubstr("Termijn 1 van 1\u00a0juli 2026, nog €\u00a050,00 te laat"));
    const std::size_t choice = page.find("/1\">Termijn 1");
    ASSERT_NE(choice, std::string::npos);
    const std::size_t start = page.rfind('"', choice) + 1;
    api::Fields fields{
        {"csrf_token", input_of(page, "csrf_token")},
        {"contact_number", input_of(page, "contact_number")},
        {"person", input_of(page, "person")},
        {"about", page.substr(start, choice + 2 - start)},
        {"direction", "incoming"},
        {"channel", "phone"},
        {"outcome", "spoken"},
        {"reason", "income_fell"},
        {"next_step", "await_payment"},
        {"come_back_on", "2026-07-16"},
        {"note", ""}};
    const Response done = post(address, fields, cookie);
    ASSERT_EQ(done.status, 303) << done.body;
    EXPECT_EQ(
        done.headers.at("Location"), at_zandwijk + "/clienten/100001?melding=terug&op=2026-07-16"
    );
    const Response overview = get(done.headers.at("Location"), cookie);
    EXPECT_THAT(overview.body, HasSubstr("De taak komt terug op 16\u00a0juli 2026."));
    EXPECT_THAT(overview.body, HasSubstr("Er loopt een toezegging tot 16\u00a0juli 2026"));
    EXPECT_THAT(get(at_zandwijk + "/werkvoorraad", cookie).body, HasSubstr("Niets te doen"));
}

TEST_P(PagesOnBoth, AContactUnderTheAddressOfAnotherTaskIsRefused) {
    (void)missed();
    (void)plans_->add("100002");
    const std::string cookie = log_in("officer");
    const std::string address = first_task(cookie);
    const base::PersonId other = register_->person("100003");
    api::Fields fields = empty_form(get(address, cookie).body);
    fields["direction"] = "outgoing";
    fields["channel"] = "phone";
    fields["outcome"] = "no_answer";
    fields["next_step"] = "none";
    api::Fields of_other_person = fields;
    of_other_person["person"] = std::to_string(other.value());
    EXPECT_EQ(post(address, of_other_person, cookie).status, 400);
    api::Fields of_other_instalment = fields;
    of_other_instalment["about"].back() = '2';
    EXPECT_EQ(post(address, of_other_instalment, cookie).status, 400);
    EXPECT_EQ(count("contact"), 0);
    EXPECT_EQ(post(address, fields, cookie).status, 303);
}

TEST_P(PagesOnBoth, APlanIsPausedFromItsTalkAndThePauseShortenedAndWithdrawn) {
    (void)missed();
    const std::string cookie = log_in("officer");
    const std::string client = at_zandwijk + "/clienten/100001";
    const std::string address = link_in(get(first_task(cookie), cookie).body, "Regeling pauzeren");
    EXPECT_EQ(link_in(get(client, cookie).body, "Regeling pauzeren"), address);
    const std::string form = get(address, cookie).body;
    api::Fields fields{
        {"csrf_token", input_of(form, "csrf_token")},
        {"pause_number", input_of(form, "pause_number")},
        {"kind", ""},
        {"first_day", "2026-07-01"},
        {"last_day", "2026-02-30"},
        {"reason", ""},
        {"conversation", ""}};
    const Response nothing_yet = post(address, fields, cookie);
    EXPECT_EQ(nothing_yet.status, 422);
    EXPECT_THAT(nothing_yet.body, HasSubstr("id=\"soort-fout\""));
    EXPECT_THAT(nothing_yet.body, HasSubstr("id=\"laatste-dag-fout\""));
    EXPECT_THAT(nothing_yet.body, HasSubstr("value=\"2026-07-01\""));
    fields["kind"] = "pause";
    fields["last_day"] = "2026-06-30";
    fields["reason"] = "verhuisd";
    EXPECT_THAT(post(address, fields, cookie).body, HasSubstr("De laatste dag ligt voor de"));
    fields["last_day"] = "2026-08-31";
    api::Fields forged = fields;
    forged["csrf_token"] = "geraden";
    EXPECT_EQ(post(address, forged, cookie).status, 403);
    EXPECT_EQ(count("plan_pause"), 0);
    for (int times = 0; times < 2; ++times) {
        const Response done = post(address, fields, cookie);
        ASSERT_EQ(done.status, 303) << done.body;
        EXPECT_EQ(done.headers.at("Location"), client);
    }
    EXPECT_EQ(count("plan_pause"), 1);
    const std::string shown = get(client, cookie).body;
    EXPECT_THAT(shown, HasSubstr("Pauze van 1\u00a0juli 2026 tot en met 31\u00a0augustus 2026"));
    EXPECT_THAT(shown, HasSubstr("Loopt nu"));

    const std::string change = link_in(shown, "Inkorten of intrekken");
    fields["kind"] = "shorten";
    fields["last_day"] = "2026-07-31";
    ASSERT_EQ(post(change, fields, cookie).status, 303);
    EXPECT_THAT(get(client, cookie).body, HasSubstr("Ingekort tot en met 31\u00a0juli 2026"));
    fields["kind"] = "";
    EXPECT_THAT(post(change, fields, cookie).body, HasSubstr("id=\"soort-fout\""));
    fields["kind"] = "withdraw";
    ASSERT_EQ(post(change, fields, cookie).status, 303);
    EXPECT_THAT(get(client, cookie).body, HasSubstr("Ingetrokken"));
    EXPECT_EQ(count("plan_pause_change"), 2);

    EXPECT_EQ(get(address, log_in("auditor")).status, 403);
    EXPECT_THAT(get(client, log_in("auditor")).body, Not(HasSubstr("Regeling pauzeren")));
    EXPECT_EQ(get(client + "/regelingen/999999/pauzes", cookie).status, 404);
    EXPECT_EQ(get(address + "/999999", cookie).status, 404);
}

TEST_P(PagesOnBoth, ARecordNeedsTheTokenAndTheRight) {
    (void)missed();
    const std::string officer = log_in("officer");
    const std::string address = first_task(officer);
    api::Fields fields = empty_form(get(address, officer).body);
    fields["direction"] = "outgoing";
    fields["channel"] = "phone";
    fields["outcome"] = "no_answer";
    fields["next_step"] = "contact_again";
    fields["csrf_token"] = "geraden";
    EXPECT_EQ(post(address, fields, officer).status, 403);
    const std::string auditor = log_in("auditor");
    fields["csrf_token"] = input_of(get(address, auditor).body, "csrf_token");
    EXPECT_EQ(post(address, fields, auditor).status, 403);
    EXPECT_EQ(count("contact"), 0);
}

TEST_P(PagesOnBoth, AClientIsFoundByNumberOrBsnAndABsnIsNotShownAgain) {
    people::PersonFacts facts = test_support::TestRegister::person_facts("100009");
    facts.bsn = base::Bsn::parse(bsn).value();
    ASSERT_TRUE(
        services_->people.register_person(register_->officer(), register_->zandwijk(), facts)
    );
    const std::string cookie = log_in("officer");
    const std::string search = at_zandwijk + "/clienten";
    const std::string token = input_of(get(search, cookie).body, "csrf_token");
    const auto posted = [&](const std::string& key) {
        return post(search, {{"csrf_token", token}, {"client_key", key}}, cookie);
    };
    for (const std::string& key : {std::string{"100009"}, bsn, std::string{"+1112.22.333+"}}) {
        const Response found = posted(key);
        ASSERT_EQ(found.status, 303) << key << found.body;
        EXPECT_EQ(found.headers.at("Location"), search + "/100009");
    }
    for (const std::string key : {"123456789", "000000", ""}) {
        const Response lost = posted(key);
        EXPECT_EQ(lost.status, 422) << key;
        EXPECT_THAT(lost.body, HasSubstr("zoekterm-fout"));
    }
    EXPECT_THAT(posted("123456789").body, Not(HasSubstr("123456789")));
    const Response eight = posted("11122233");
    EXPECT_THAT(eight.body, Not(HasSubstr("11122233")));
    EXPECT_THAT(eight.body, HasSubstr("Een BSN heeft 9 cijfers, u vulde er 8 in."));
    EXPECT_THAT(posted("000000").body, HasSubstr("value=\"000000\""));
    const Response name = posted("Van+den+Berg");
    EXPECT_THAT(name.body, HasSubstr("Zoeken op naam kan niet."));
    EXPECT_THAT(name.body, HasSubstr("value=\"Van den Berg\""));
}

TEST_P(PagesOnBoth, TheOverviewOfAClient) {
    (void)missed();
    const std::string cookie = log_in("officer");
    const Response page = get(at_zandwijk + "/clienten/100001", cookie);
    EXPECT_EQ(page.status, 200);
    for (const std::string text :
         {"A.B. van der Berg",
          "V-100001",
          "R-100001",
          "€\u00a0300,00",
          "Te laat",
          "Verjaart na 1\u00a0juli 2031",
          "Kwijtschelding: mogelijk vanaf 1\u00a0juli 2029, als elke termijn tot dan wordt betaald",
          "Afkoop: mogelijk met €\u00a0150,00 ineens",
          "De cliënt maakt het over."}) {
        EXPECT_THAT(page.body, HasSubstr(text));
    }
    EXPECT_EQ(get(at_zandwijk + "/clienten/000000", cookie).status, 404);
}

TEST_P(PagesOnBoth, OfAnotherMunicipalityNothingIsShown) {
    (void)missed();
    const std::string neighbour = log_in("neighbour");
    EXPECT_EQ(get("/", neighbour).headers.at("Location"), "/gemeenten/lierveld/werkvoorraad");
    EXPECT_EQ(get(at_zandwijk + "/werkvoorraad", neighbour).status, 404);
    EXPECT_EQ(get(at_zandwijk + "/clienten/100001", neighbour).status, 404);
    EXPECT_EQ(get("/gemeenten/lierveld/clienten/100001", neighbour).status, 404);
    const Response nobody = get("/", log_in("administrator"));
    EXPECT_EQ(nobody.status, 403);
    EXPECT_THAT(nobody.body, HasSubstr("U mag dit niet bekijken"));
    const Response choice = get(at_zandwijk + "/werkvoorraad", log_in("regional"));
    EXPECT_THAT(choice.body, HasSubstr("/gemeenten/lierveld/werkvoorraad"));
}

TEST_P(PagesOnBoth, ALetterIsShownAsItWasSent) {
    const TestPlan plan = plans_->add("100001");
    {
        storage::Transaction transaction{database(), "ask", storage::Access::write};
        const base::Date day = base::Date::parse("2026-06-01").value();
        storage::request_letters(
            transaction,
            {{register_->zandwijk(),
              plan.person,
              "plan_confirmation",
              "plan:" + std::to_string(plan.plan.value()),
              plan.plan,
              day,
              "test"}}
        );
        test_support::commit_untold(transaction);
    }
    const base::Outcome<letters::LettersReport> sent =
        letters_->send_requested(register_->machine(access::Machine::letter_room));
    ASSERT_TRUE(sent);
    ASSERT_EQ(sent->sent.size(), 1U);
    const std::string address = "/brieven/" + std::to_string(sent->sent.front().value());
    const std::string cookie = log_in("officer");
    EXPECT_THAT(get(at_zandwijk + "/clienten/100001", cookie).body, HasSubstr(address));
    const Response letter = get(address, cookie);
    EXPECT_EQ(letter.status, 200);
    EXPECT_EQ(letter.content_type, "application/pdf");
    EXPECT_THAT(letter.body, StartsWith("%PDF-"));
    EXPECT_EQ(get(address, log_in("neighbour")).status, 403);
    EXPECT_EQ(get("/brieven/999999", cookie).status, 404);
}

TEST_P(PagesOnBoth, AssetsAreForAnyoneAndForEver) {
    const Response style = get("/assets/stijl-1a2b.css");
    EXPECT_EQ(style.body, "body{}");
    EXPECT_THAT(style.headers.at("Cache-Control"), HasSubstr("immutable"));
    EXPECT_EQ(get("/assets/manifest.json").status, 404);
    EXPECT_EQ(get("/assets/..%2fstijl-1a2b.css").status, 400);
}

TEST_P(PagesOnBoth, ARefusalIsAPageThatSaysWhatToDo) {
    const Response lost = get("/bestaat-niet");
    EXPECT_EQ(lost.status, 404);
    EXPECT_THAT(lost.body, HasSubstr("Deze pagina is er niet"));
    EXPECT_THAT(lost.body, Not(HasSubstr("Uitloggen")));
    EXPECT_THAT(get("/bestaat-niet", log_in("officer")).body, HasSubstr("Uitloggen"));
    EXPECT_EQ(post("/", {}).status, 405);
}

TEST_P(PagesOnBoth, AServiceWithoutItsFilesDoesNotStart) {
    api::Router router{*gate_};
    const Rooms rooms{*gate_, *services_, *letters_};
    const std::filesystem::path templates = DRAAGKRACHT_SOURCE_DIR "/templates/pages";
    EXPECT_EQ(
        add_routes(router, rooms, {templates, assets_.folder() / "weg"}).error().code,
        "pages.no-assets"
    );
    EXPECT_EQ(
        add_routes(router, rooms, {templates / "weg", assets_.folder()}).error().code,
        "pages.no-template"
    );
}

DRAAGKRACHT_ON_BOTH_DATABASES(PagesOnBoth);

}  // namespace
}  // namespace draagkracht::pages
