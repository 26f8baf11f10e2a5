// What officers do with a plan that runs: end it by decision, and note what came of a review.
#include "pages_on_both.hpp"

namespace draagkracht::pages {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string client = at_zandwijk + "/clienten/100001";
const std::string reviews = at_zandwijk + "/herbeoordelingen";

class PlanLife : public PagesOnBoth {
  protected:
    void SetUp() override {
        PagesOnBoth::SetUp();
        if (!IsSkipped()) {
            plan_ = plans_->add("100001", {.first_due = "2026-08-01"});
        }
    }

    // The address of a form of the running plan, as the page of the client links to it.
    std::string form_address(const std::string& link, const std::string& cookie) {
        return link_in(get(client, cookie).body, link);
    }
    api::Fields with_token(const std::string& address, const std::string& cookie) {
        return {{"csrf_token", input_of(get(address, cookie).body, "csrf_token")}};
    }

    TestPlan plan_{base::PersonId{0}, base::ClaimId{0}, base::PlanId{0}};
};

TEST_P(PlanLife, ABrokenPlanIsEndedOnceAndItsDebtorIsOnTheListToTalkWith) {
    const std::string cookie = log_in("officer");
    EXPECT_THAT(get(reviews, cookie).body, HasSubstr("Niets te doen"));
    const std::string address = form_address("Regeling beëindigen", cookie);
    const std::string form = get(address, cookie).body;
    EXPECT_THAT(form, HasSubstr("eerst een persoonlijk gesprek"));
    EXPECT_THAT(form, HasSubstr("value=\"broken\" checked"));
    EXPECT_THAT(form, Not(HasSubstr("value=\"remitted\""))) << "a supervisor decides on that";

    api::Fields fields = with_token(address, cookie);
    const Response nothing = post(address, fields, cookie);
    EXPECT_EQ(nothing.status, 422);
    EXPECT_THAT(nothing.body, HasSubstr("id=\"uitkomst-fout\""));
    fields["outcome"] = "broken";
    EXPECT_THAT(post(address, fields, cookie).body, HasSubstr("id=\"reden-fout\""));
    fields["reason"] = "eerste%0Atweede";
    const Response two_lines = post(address, fields, cookie);
    EXPECT_EQ(two_lines.status, 422);
    EXPECT_THAT(two_lines.body, HasSubstr("Schrijf op waarom, op een regel"));
    EXPECT_EQ(count("plan_end"), 0);

    fields["reason"] = "niets+%3Cmeer%3E+betaald";
    for (int times = 0; times < 2; ++times) {
        const Response done = post(address, fields, cookie);
        ASSERT_EQ(done.status, 303) << done.body;
        EXPECT_EQ(done.headers.at("Location"), client + "?melding=niet-nagekomen");
    }
    EXPECT_EQ(count("plan_end WHERE outcome = 'broken'"), 1);
    EXPECT_EQ(count("audit_event WHERE action = 'plans.end'"), 1);
    const std::string shown = get(client + "?melding=niet-nagekomen", cookie).body;
    EXPECT_THAT(shown, HasSubstr("Praat nu eerst met de cliënt"));
    EXPECT_THAT(shown, HasSubstr("niets &lt;meer&gt; betaald"));
    EXPECT_THAT(shown, Not(HasSubstr("Regeling beëindigen")));
    const std::string list = get(reviews, cookie).body;
    EXPECT_THAT(list, HasSubstr("praat over wat wel lukt"));
    EXPECT_THAT(list, HasSubstr("100001"));

    // What has ended is not ended otherwise.
    fields["reason"] = "iets+anders";
    const Response otherwise = post(address, fields, cookie);
    EXPECT_EQ(otherwise.status, 400);
    EXPECT_THAT(otherwise.body, HasSubstr("Deze regeling is al beëindigd"));
    const Response gone = get(address, cookie);
    EXPECT_EQ(gone.status, 404);
    EXPECT_THAT(gone.body, HasSubstr("Deze regeling loopt niet meer"));
}

TEST_P(PlanLife, EachEndTakesItsRight) {
    const std::string address = form_address("Regeling beëindigen", log_in("officer"));
    struct Row {
        std::string login;
        std::string outcome;
        int page;
        int answer;
    };
    const std::vector<Row> rows{
        {"auditor", "broken", 403, 403},
        {"caseworker", "broken", 403, 403},
        {"neighbour", "broken", 404, 404},
        {"officer", "remitted", 200, 403},
        {"officer", "paid", 200, 400},
        {"supervisor", "broken", 200, 403},
        {"supervisor", "remitted", 200, 303},
    };
    for (const Row& row : rows) {
        const std::string cookie = log_in(row.login);
        EXPECT_EQ(get(address, cookie).status, row.page) << row.login;
        api::Fields fields = with_token(at_zandwijk + "/werkvoorraad", cookie);
        fields["outcome"] = row.outcome;
        fields["reason"] = "schuldregeling";
        EXPECT_EQ(post(address, fields, cookie).status, row.answer) << row.login << row.outcome;
    }
    EXPECT_EQ(count("plan_end WHERE outcome = 'remitted'"), 1);
    EXPECT_THAT(get(client, log_in("auditor")).body, HasSubstr("Kwijtgescholden op"));
}

TEST_P(PlanLife, AFormWithoutItsTokenIsRefused) {
    const std::string cookie = log_in("officer");
    for (const std::string link : {"Regeling beëindigen", "Herbeoordeling vastleggen"}) {
        const api::Fields fields{
            {"csrf_token", "geraden"},
            {"outcome", "broken"},
            {"result", "unchanged"},
            {"reason", "x"}};
        EXPECT_EQ(post(form_address(link, cookie), fields, cookie).status, 403) << link;
    }
    EXPECT_EQ(count("plan_end"), 0);
    EXPECT_EQ(count("plan_review"), 0);
}

TEST_P(PlanLife, AReviewKeepsThePlanOrOpensTheTalkAgain) {
    const std::string cookie = log_in("officer");
    const std::string address = form_address("Herbeoordeling vastleggen", cookie);
    EXPECT_THAT(get(address, cookie).body, HasSubstr(client + "/gesprek"));
    api::Fields fields = with_token(address, cookie);
    const Response nothing = post(address, fields, cookie);
    EXPECT_EQ(nothing.status, 422);
    EXPECT_THAT(nothing.body, HasSubstr("id=\"uitkomst-fout\""));
    fields["result"] = "income_fell";
    EXPECT_THAT(post(address, fields, cookie).body, HasSubstr("id=\"reden-fout\""));
    fields["reason"] = "minder+uren";
    fields["conversation"] = "999999";
    EXPECT_EQ(post(address, fields, cookie).status, 400) << "a talk of somebody else";
    fields["conversation"] = "";
    for (int times = 0; times < 2; ++times) {
        const Response done = post(address, fields, cookie);
        ASSERT_EQ(done.status, 303) << done.body;
        EXPECT_EQ(done.headers.at("Location"), client + "/gesprek");
    }
    EXPECT_EQ(count("plan_review"), 1);
    const long long looks = count("audit_event WHERE action = 'plans.look_reviews'");
    const std::string list = get(reviews, cookie).body;
    EXPECT_EQ(count("audit_event WHERE action = 'plans.look_reviews'"), looks + 1);
    EXPECT_THAT(list, HasSubstr("Het inkomen is lager"));
    EXPECT_THAT(list, HasSubstr("href=\"" + address + "\""));

    fields["result"] = "unchanged";
    fields["reason"] = "past+nog";
    const Response kept = post(address, fields, cookie);
    ASSERT_EQ(kept.status, 303) << kept.body;
    EXPECT_EQ(kept.headers.at("Location"), client + "?melding=blijft");
    EXPECT_THAT(get(client + "?melding=blijft", cookie).body, HasSubstr("Er verandert niets."));
    EXPECT_THAT(get(reviews, cookie).body, HasSubstr("Niets te doen"));
}

TEST_P(PlanLife, WhoRecordsContactsMayTellThatIncomeFellAndNoMore) {
    const std::string address = form_address("Herbeoordeling vastleggen", log_in("officer"));
    const std::string caseworker = log_in("caseworker");
    EXPECT_EQ(form_address("Herbeoordeling vastleggen", caseworker), address);
    const std::string form = get(address, caseworker).body;
    EXPECT_THAT(form, HasSubstr("value=\"income_fell\""));
    EXPECT_THAT(form, Not(HasSubstr("value=\"unchanged\"")));
    EXPECT_THAT(form, Not(HasSubstr("/gesprek\"")));
    api::Fields fields = with_token(address, caseworker);
    fields["reason"] = "minder+uren";
    fields["result"] = "unchanged";
    EXPECT_EQ(post(address, fields, caseworker).status, 403);
    fields["result"] = "income_fell";
    EXPECT_EQ(
        post(address, fields, caseworker).headers.at("Location"), client + "?melding=heropend"
    );
    const std::string auditor = log_in("auditor");
    EXPECT_EQ(get(address, auditor).status, 403);
    EXPECT_THAT(get(client, auditor).body, Not(HasSubstr("Herbeoordeling vastleggen")));
    EXPECT_EQ(get(reviews, auditor).status, 200);
    EXPECT_EQ(get(reviews, log_in("neighbour")).status, 404);
    EXPECT_EQ(get(address, log_in("neighbour")).status, 404);
}

DRAAGKRACHT_ON_BOTH_DATABASES(PlanLife);

}  // namespace
}  // namespace draagkracht::pages
