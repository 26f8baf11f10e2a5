// What the REST interface does with plans: talk, agree, pause, end and review, held against its own
// contract.
#include "api/rest_fixture.hpp"

namespace draagkracht::api {
namespace {

class RestOfPlans : public Rest {};

TEST_P(RestOfPlans, APlanIsPausedAndThePauseShortenedAndWithdrawn) {
    (void)add_debtor();
    const Fields session = log_in("officer");
    const std::string path =
        "/v1/gemeenten/{gemeentecode}/debiteuren/{debiteurnummer}/regelingen/{regelingnummer}"
        "/pauzes";
    const std::string number = json::parse(get(overview_of("100002"), session).body)
                                   .at("betalingsregelingen")
                                   .at(0)
                                   .at("regelingnummer")
                                   .get<std::string>();
    const std::string address =
        "/v1/gemeenten/zandwijk/debiteuren/100002/regelingen/" + number + "/pauzes";
    json pause{
        {"pauzenummer", "P-1"},
        {"soort", "uitstel"},
        {"vanaf", "2026-08-01"},
        {"totEnMet", "2026-09-30"},
        {"reden", "op verzoek"}};
    const auto due_dates = [&] {
        std::vector<std::string> dates;
        const json body = json::parse(get(overview_of("100002"), session).body);
        for (const json& instalment : body.at("betalingsregelingen").at(0).at("termijnen")) {
            dates.push_back(instalment.at("vervaldatum"));
        }
        return dates;
    };
    const std::vector<std::string> agreed = due_dates();
    const Answer entered = post(address, session, pause.dump());
    ASSERT_EQ(entered.status, 200) << entered.body;
    expect_in_contract(entered, "post", path);
    EXPECT_EQ(post(address, session, pause.dump()).body, entered.body);
    const Answer overview = get(overview_of("100002"), session);
    expect_in_contract(overview, "get", overview_path);
    EXPECT_NE(due_dates(), agreed);

    const Answer shortened =
        post(address + "/P-1/wijzigingen", session, R"({"totEnMet":"2026-08-31","reden":"werk"})");
    ASSERT_EQ(shortened.status, 200) << shortened.body;
    expect_in_contract(shortened, "post", path + "/{pauzenummer}/wijzigingen");
    EXPECT_EQ(json::parse(shortened.body).at("totEnMet"), "2026-08-31");
    const Answer withdrawn =
        post(address + "/P-1/wijzigingen", session, R"({"reden":"vergissing"})");
    ASSERT_EQ(withdrawn.status, 200) << withdrawn.body;
    EXPECT_EQ(json::parse(withdrawn.body).at("ingetrokken"), true);
    EXPECT_EQ(json::parse(withdrawn.body).at("wijzigingen").size(), 2U);
    EXPECT_EQ(due_dates(), agreed);

    pause["totEnMet"] = "2026-02-30";
    EXPECT_EQ(post(address, session, pause.dump()).status, 400);
    EXPECT_EQ(post(address + "/P-9/wijzigingen", session, R"({"reden":"x"})").status, 404);
    EXPECT_EQ(post(address, log_in("caseworker"), pause.dump()).status, 400);
    pause["totEnMet"] = "2026-10-31";
    EXPECT_EQ(post(address, log_in("caseworker"), pause.dump()).status, 403);
}

const std::string plan_path =
    "/v1/gemeenten/{gemeentecode}/debiteuren/{debiteurnummer}/regelingen/{regelingnummer}";
const std::string reviews_path = "/v1/gemeenten/{gemeentecode}/herbeoordelingen";
const std::string plan_address = "/v1/gemeenten/zandwijk/debiteuren/100002/regelingen/R-100002";
const std::string reviews_address = "/v1/gemeenten/zandwijk/herbeoordelingen";

TEST_P(RestOfPlans, APlanIsEndedByDecisionOnceAndItsDebtorIsOnTheListToTalkWith) {
    (void)add_debtor();
    const Fields officer = log_in("officer");
    struct Row {
        std::string login;
        json body;
        int status;
        std::string code;
    };
    const std::vector<Row> rows{
        {"caseworker", {{"uitkomst", "niet_nagekomen"}, {"reden", "x"}}, 403, "access.not-allowed"},
        {"neighbour", {{"uitkomst", "niet_nagekomen"}, {"reden", "x"}}, 403, "access.not-allowed"},
        {"officer", {{"uitkomst", "kwijtgescholden"}, {"reden", "x"}}, 403, "access.not-allowed"},
        {"officer", {{"uitkomst", "geheim"}, {"reden", "x"}}, 400, "api.wrong-field"},
        {"officer", {{"uitkomst", "betaald"}, {"reden", "x"}}, 400, "plans.not-a-decision"},
        {"officer", {{"uitkomst", "niet_nagekomen"}}, 400, "base.not-a-line"},
        {"officer",
         {{"uitkomst", "niet_nagekomen"}, {"reden", "x"}, {"geheim", "x"}},
         400,
         "api.wrong-field"},
        {"officer", {{"uitkomst", "niet_nagekomen"}, {"reden", "niets betaald"}}, 200, ""},
        {"officer", {{"uitkomst", "niet_nagekomen"}, {"reden", "niets betaald"}}, 200, ""},
        {"supervisor", {{"uitkomst", "kwijtgescholden"}, {"reden", "x"}}, 400, "plans.has-ended"},
    };
    for (const Row& row : rows) {
        const Answer answer = post(plan_address + "/einde", log_in(row.login), row.body.dump());
        ASSERT_EQ(answer.status, row.status) << row.login << row.body << answer.body;
        expect_in_contract(answer, "post", plan_path + "/einde");
        EXPECT_EQ(json::parse(answer.body).value("code", ""), row.code) << row.body;
        EXPECT_THAT(answer.body, Not(HasSubstr("geheim")));
    }
    EXPECT_EQ(count("plan_end WHERE outcome = 'broken'"), 1);
    EXPECT_EQ(
        post("/v1/gemeenten/zandwijk/debiteuren/100002/regelingen/R-9/einde", officer, "{}").status,
        404
    );
    const Answer list = get(reviews_address, officer);
    ASSERT_EQ(list.status, 200) << list.body;
    expect_in_contract(list, "get", reviews_path);
    const json due = json::parse(list.body).at("herbeoordelingen");
    ASSERT_EQ(due.size(), 1U);
    EXPECT_EQ(due[0].at("debiteurnummer"), "100002");
    EXPECT_EQ(due[0].at("aanleiding"), "niet_nagekomen");
    EXPECT_EQ(due[0].at("sinds"), "2026-07-09");
}

TEST_P(RestOfPlans, AReviewIsNotedOnceAndOpensTheTalkOrKeepsThePlan) {
    (void)add_debtor();
    const Fields officer = log_in("officer");
    const std::string address = plan_address + "/herbeoordelingen";
    const json fell{
        {"uitkomst", "inkomen_gedaald"}, {"reden", "minder uren"}, {"contactnummer", "C-1"}};
    for (int times = 0; times < 2; ++times) {
        const Answer noted = post(address, log_in("caseworker"), fell.dump());
        ASSERT_EQ(noted.status, 200) << noted.body;
        expect_in_contract(noted, "post", plan_path + "/herbeoordelingen");
    }
    EXPECT_EQ(count("plan_review WHERE contact_id IS NOT NULL"), 1);
    const long long looks = count("audit_event WHERE action = 'plans.look_reviews'");
    const Answer list = get(reviews_address + "?limiet=1", officer);
    expect_in_contract(list, "get", reviews_path);
    EXPECT_EQ(json::parse(list.body).at("totaalAantal"), 1);
    EXPECT_EQ(json::parse(list.body).at("herbeoordelingen")[0].at("aanleiding"), "inkomen_gedaald");
    EXPECT_EQ(count("audit_event WHERE action = 'plans.look_reviews'"), looks + 1);
    EXPECT_THAT(
        json::parse(get(reviews_address + "?vanaf=1", officer).body).at("herbeoordelingen"),
        IsEmpty()
    );

    json kept{{"uitkomst", "ongewijzigd"}, {"reden", "past nog"}};
    EXPECT_EQ(post(address, log_in("caseworker"), kept.dump()).status, 403);
    EXPECT_EQ(post(address, officer, kept.dump()).status, 200);
    EXPECT_EQ(json::parse(get(reviews_address, officer).body).at("totaalAantal"), 0);
    struct Row {
        std::string name;
        std::string value;
        std::string code;
    };
    const std::vector<Row> rows{
        {"uitkomst", "geheim", "api.wrong-field"},
        {"reden", " ", "base.not-a-line"},
        {"contactnummer", "C-99", "followup.contact-of-other-person"},
    };
    for (const Row& row : rows) {
        json body = kept;
        body[row.name] = row.value;
        const Answer answer = post(address, officer, body.dump());
        EXPECT_EQ(answer.status, 400) << row.name;
        EXPECT_EQ(json::parse(answer.body).at("code"), row.code);
        EXPECT_THAT(answer.body, Not(HasSubstr("geheim")));
    }
    EXPECT_EQ(get(reviews_address + "?limiet=veel", officer).status, 400);
    EXPECT_EQ(get(reviews_address, log_in("administrator")).status, 403);
    EXPECT_EQ(get(reviews_address, log_in("neighbour")).status, 403);
}

// A single person on benefit only. By hand (worked examples): the norm is 1,419.46, protected are
// 1,348.49, so 70.97 a month can be repaid.
json single_on_benefit() {
    return json::parse(R"({"living_situation":"single","registered_address":true,
        "taxable_income_per_year":"20000.00","housemates":[],"gives_information":true,
        "debt_help":"none","debtor":{"birth_date":"1980-05-05","in_institution":false,
        "incomes":[{"kind":"participation_benefit","monthly":"1419.46","for_repayment":true,
        "taken_elsewhere":[]}]}})");
}

const std::string proposals_path =
    "/v1/gemeenten/{gemeentecode}/debiteuren/{debiteurnummer}/betalingsvoorstellen";
const std::string agreements_path =
    "/v1/gemeenten/{gemeentecode}/debiteuren/{debiteurnummer}/betalingsregelingen";
const std::string of_debtor = "/v1/gemeenten/zandwijk/debiteuren/100001/";

TEST_P(RestOfPlans, ProposalsLieSideBySideAndWriteTheLookAlone) {
    const base::PersonId debtor = register_->person("100001");
    (void)register_->claim("V-1", {debtor}, "250.00", "2026-05-01");
    const Fields session = log_in("officer");
    const json wish{
        {"eersteTermijn", "2026-08-28"},
        {"maanden", 5},
        {"bedragen", {{{"vanafTermijn", 1}, {"bedrag", "80.00"}}}}};
    const Answer answer = post(
        of_debtor + "betalingsvoorstellen",
        session,
        json{{"huishouden", single_on_benefit()}, {"wens", wish}}.dump()
    );
    ASSERT_EQ(answer.status, 200) << answer.body;
    expect_in_contract(answer, "post", proposals_path);
    const json body = json::parse(answer.body);
    EXPECT_EQ(body.at("schuld"), "250.00");
    EXPECT_EQ(body.at("draagkracht").at("volgensNorm"), "70.97");
    ASSERT_EQ(body.at("voorstellen").size(), 4U);
    EXPECT_EQ(body.at("voorstellen")[0].at("regeling").at("aantalTermijnen"), 4);
    EXPECT_EQ(
        body.at("voorstellen")[2].at("regeling").at("bedragPerMaand").at("afgesproken"), "50.00"
    );
    EXPECT_EQ(body.at("voorstellen")[3].at("mogelijk"), false);
    const json& reason = body.at("voorstellen")[3].at("reden");
    EXPECT_EQ(reason.at("code"), "plans.below-protected-income");
    EXPECT_EQ(reason.at("detail"), "Zo blijft er te weinig over om van te leven.");
    EXPECT_EQ(count("audit_event WHERE action = 'plans.propose'"), 1);
    EXPECT_EQ(count("plan"), 0);

    // What is not known is asked, and there is no proposal on a guess.
    json unknown = single_on_benefit();
    unknown.erase("housemates");
    const Answer asked = post(
        of_debtor + "betalingsvoorstellen",
        session,
        json{{"huishouden", unknown}, {"wens", wish}}.dump()
    );
    ASSERT_EQ(asked.status, 200) << asked.body;
    expect_in_contract(asked, "post", proposals_path);
    EXPECT_EQ(json::parse(asked.body).at("draagkracht"), nullptr);
    EXPECT_EQ(json::parse(asked.body).at("vragen").at(0).at("onderwerp"), "housemates");
    EXPECT_THAT(json::parse(asked.body).at("voorstellen"), IsEmpty());
}

// Whatever is nested without end is refused before anything goes down into it.
TEST_P(RestOfPlans, ABodyOfBracketsIsRefused) {
    (void)register_->person("100001");
    Fields session = log_in("officer");
    session["Idempotency-Key"] = "een-sleutel";
    const std::string brackets = std::string(100'000, '[') + std::string(100'000, ']');
    const std::string body = R"({"huishouden":{"x":)" + brackets + R"(},"wens":{}})";
    for (const std::string last : {"betalingsvoorstellen", "betalingsregelingen"}) {
        const Answer answer = post(of_debtor + last, session, body);
        EXPECT_EQ(answer.status, 400) << last;
        EXPECT_EQ(json::parse(answer.body).at("code"), "api.not-json") << last;
    }
}

// An agreement of EUR 40.00 a month about V-1, in the conversation C-1.
json agreement() {
    return {
        {"huishouden", single_on_benefit()},
        {"vorderingen", {"V-1"}},
        {"wens",
         {{"eersteTermijn", "2026-08-28"},
          {"bedragen", {{{"vanafTermijn", 1}, {"bedrag", "40.00"}}}}}},
        {"contactnummer", "C-1"},
        {"redenVerschil", "hoge energierekening"}};
}

TEST_P(RestOfPlans, AnAgreementIsMadeOnceForEachKey) {
    const base::PersonId debtor = register_->person("100001");
    (void)register_->claim("V-1", {debtor}, "250.00", "2026-05-01");
    add_conversation(debtor);
    Fields session = log_in("officer");
    const std::string address = of_debtor + "betalingsregelingen";
    const Answer without_key = post(address, session, agreement().dump());
    EXPECT_EQ(without_key.status, 400);
    EXPECT_EQ(json::parse(without_key.body).at("where"), "Idempotency-Key");
    session["Idempotency-Key"] = "een-sleutel";
    const Answer made = post(address, session, agreement().dump());
    ASSERT_EQ(made.status, 201) << made.body;
    expect_in_contract(made, "post", agreements_path);
    const json plan = json::parse(made.body);
    EXPECT_EQ(plan.at("bedragPerMaand").at("volgensNorm"), "70.97");
    EXPECT_EQ(plan.at("bedragPerMaand").at("afgesproken"), "40.00");
    EXPECT_EQ(plan.at("bedragPerMaand").at("blijftOverOmVanTeLeven"), "1379.46");
    EXPECT_EQ(plan.at("termijnen").size(), 7U);
    const Answer again = post(address, session, agreement().dump());
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body, made.body);
    EXPECT_EQ(count("plan"), 1);
    json other = agreement();
    other["wens"]["bedragen"][0]["bedrag"] = "45.00";
    const Answer taken = post(address, session, other.dump());
    EXPECT_EQ(taken.status, 400);
    EXPECT_EQ(json::parse(taken.body).at("code"), "plans.request-number-taken");
    EXPECT_EQ(count("plan"), 1);

    // A talk that did not see this plan does not take its place; one that names it does.
    session["Idempotency-Key"] = "een-andere-sleutel";
    const Answer unseen = post(address, session, other.dump());
    EXPECT_EQ(unseen.status, 400);
    EXPECT_EQ(json::parse(unseen.body).at("code"), "plans.other-plan-seen");
    EXPECT_EQ(json::parse(unseen.body).at("where"), "/vervangt");
    other["vervangt"] = {{{"regelingnummer", plan.at("regelingnummer")}}};
    const Answer half = post(address, session, other.dump());
    EXPECT_EQ(json::parse(half.body).at("where"), "/vervangt/0/versie");
    other["vervangt"][0]["versie"] = plan.at("versie");
    const Answer next = post(address, session, other.dump());
    ASSERT_EQ(next.status, 201) << next.body;
    expect_in_contract(next, "post", agreements_path);
    EXPECT_EQ(json::parse(next.body).at("versie"), 2);
}

TEST_P(RestOfPlans, AnAgreementTellsHowItIsPaidAndADirectDebitTakesItsMandate) {
    const base::PersonId debtor = register_->person("100001");
    (void)register_->claim("V-1", {debtor}, "250.00", "2026-05-01");
    add_conversation(debtor);
    Fields session = log_in("officer");
    const std::string path =
        "/v1/gemeenten/{gemeentecode}/debiteuren/{debiteurnummer}/machtigingen";
    const std::string mandates = of_debtor + "machtigingen";
    const json form{
        {"machtigingsnummer", "M-1"},
        {"getekendOp", "2026-07-01"},
        {"iban", "NL91 ABNA 0417 1643 00"}};
    for (const auto& [name, value] : std::map<std::string, std::string>{
             {"iban", "NL91ABNA0417164301"},
             {"getekendOp", "2026-07-10"},
             {"machtigingsnummer", ""}}) {
        json wrong = form;
        wrong[name] = value;
        const Answer refused = post(mandates, session, wrong.dump());
        EXPECT_EQ(refused.status, 400) << name;
        EXPECT_THAT(refused.body, Not(HasSubstr("0417")));
    }
    EXPECT_EQ(post(mandates, log_in("caseworker"), form.dump()).status, 403);
    for (int times = 0; times < 2; ++times) {
        const Answer recorded = post(mandates, session, form.dump());
        ASSERT_EQ(recorded.status, 200) << recorded.body;
        expect_in_contract(recorded, "post", path);
        EXPECT_EQ(json::parse(recorded.body).at("rekeningEindigtOp"), "4300");
        EXPECT_THAT(recorded.body, Not(HasSubstr("0417")));
    }
    EXPECT_EQ(count("mandate"), 1);
    const Answer list = get(mandates, log_in("caseworker"));
    ASSERT_EQ(list.status, 200) << list.body;
    expect_in_contract(list, "get", path);
    EXPECT_EQ(json::parse(list.body).at("machtigingen").size(), 1U);
    EXPECT_EQ(get(mandates, log_in("neighbour")).status, 403);

    session["Idempotency-Key"] = "een-sleutel";
    struct Row {
        json way;
        std::string where;
        std::string code;
    };
    const std::vector<Row> rows{
        {{{"betaalwijze", "contant"}}, "/betaalwijze", "api.wrong-field"},
        {{{"betaalwijze", "automatische_incasso"}}, "/machtigingsnummer", "plans.needs-mandate"},
        {{{"machtigingsnummer", "M-1"}}, "/machtigingsnummer", "plans.needs-mandate"},
        {{{"betaalwijze", "automatische_incasso"}, {"machtigingsnummer", "M-9"}},
         "/machtigingsnummer",
         "api.wrong-field"},
        {{{"schuld", "260.00"}}, "/schuld", "plans.debt-changed"},
        {{{"schuld", "260,00"}}, "/schuld", "api.wrong-field"},
    };
    for (const Row& row : rows) {
        json body = agreement();
        body.update(row.way);
        const Answer answer = post(of_debtor + "betalingsregelingen", session, body.dump());
        ASSERT_EQ(answer.status, 400) << row.way << answer.body;
        EXPECT_EQ(json::parse(answer.body).at("code"), row.code) << row.way;
        EXPECT_EQ(json::parse(answer.body).value("where", ""), row.where) << row.way;
    }
    EXPECT_EQ(count("plan"), 0);
    json body = agreement();
    body.update(
        {{"betaalwijze", "automatische_incasso"},
         {"machtigingsnummer", "M-1"},
         {"schuld", "250.00"}}
    );
    const Answer made = post(of_debtor + "betalingsregelingen", session, body.dump());
    ASSERT_EQ(made.status, 201) << made.body;
    expect_in_contract(made, "post", agreements_path);
    EXPECT_EQ(json::parse(made.body).at("betaalwijze"), "automatische_incasso");
    EXPECT_EQ(count("plan_way_to_pay WHERE mandate_id IS NOT NULL"), 1);
}

TEST_P(RestOfPlans, AMandateIsWithdrawnAndNoPlanIsAgreedOnWithIt) {
    const base::PersonId debtor = register_->person("100001");
    (void)register_->claim("V-1", {debtor}, "250.00", "2026-05-01");
    add_conversation(debtor);
    Fields session = log_in("officer");
    const std::string mandates = of_debtor + "machtigingen";
    const json form{
        {"machtigingsnummer", "M-1"},
        {"getekendOp", "2026-06-01"},
        {"iban", "NL91 ABNA 0417 1643 00"}};
    ASSERT_EQ(post(mandates, session, form.dump()).status, 200);
    const std::string withdrawal = mandates + "/M-1/intrekking";
    const std::string told = R"({"ingetrokkenOp":"2026-07-01"})";
    EXPECT_EQ(post(withdrawal, log_in("caseworker"), told).status, 403);
    EXPECT_EQ(post(withdrawal, session, R"({"ingetrokkenOp":"gisteren"})").status, 400);
    EXPECT_EQ(post(withdrawal, session, R"({"ingetrokkenOp":"2027-07-01"})").status, 400);
    EXPECT_EQ(post(mandates + "/M-9/intrekking", session, told).status, 404);
    for (int times = 0; times < 2; ++times) {
        const Answer withdrawn = post(withdrawal, session, told);
        ASSERT_EQ(withdrawn.status, 200) << withdrawn.body;
        expect_in_contract(
            withdrawn,
            "post",
            "/v1/gemeenten/{gemeentecode}/debiteuren/{debiteurnummer}/machtigingen"
            "/{machtigingsnummer}/intrekking"
        );
    }
    EXPECT_EQ(count("mandate_end"), 1);
    session["Idempotency-Key"] = "een-sleutel";
    json body = agreement();
    body.update(
        {{"betaalwijze", "automatische_incasso"},
         {"machtigingsnummer", "M-1"},
         {"schuld", "250.00"}}
    );
    const Answer refused = post(of_debtor + "betalingsregelingen", session, body.dump());
    EXPECT_EQ(refused.status, 400) << refused.body;
    EXPECT_EQ(json::parse(refused.body).at("code"), "plans.mandate-withdrawn");
    EXPECT_EQ(count("plan"), 0);
}

TEST_P(RestOfPlans, WhatIsWrongInAnAgreementIsNamedByItsPlaceAndNotRepeated) {
    const base::PersonId debtor = register_->person("100001");
    (void)register_->claim("V-1", {debtor}, "250.00", "2026-05-01");
    add_conversation(debtor);
    Fields session = log_in("officer");
    session["Idempotency-Key"] = "een-sleutel";
    struct Row {
        std::string pointer;  // of what is put in the body
        json value;           // null: the field is left out
        std::string where;
        std::string code;
    };
    const std::vector<Row> rows{
        {"/huishouden/debtor/incomes/0/monthly",
         "veel",
         "/huishouden/debtor/incomes/0/monthly",
         "capacity.not-a-household"},
        {"/huishouden/date", "2026-07-01", "/huishouden", "plans.assessed-elsewhere"},
        {"/huishouden/housemates", {}, "/huishouden", "plans.not-computable"},
        {"/huishouden", "x", "/huishouden", "api.wrong-field"},
        {"/vorderingen", {}, "/vorderingen", "api.wrong-field"},
        {"/vorderingen/0", "V-99", "/vorderingen/0", "api.wrong-field"},
        {"/vorderingen/0", 7, "/vorderingen", "api.wrong-field"},
        {"/eerst", "V-1", "/eerst", "api.wrong-field"},
        {"/eerst", json::array({"V-99"}), "/eerst/0", "api.wrong-field"},
        {"/eerst", json::array({"V-1", "V-1"}), "/eerst/1", "plans.claim-named-twice"},
        {"/contactnummer", "C-99", "/contactnummer", "api.wrong-field"},
        {"/contactnummer", {}, "/contactnummer", "api.wrong-field"},
        {"/wens", {}, "/wens", "api.wrong-field"},
        {"/wens/ritme", "jaarlijks", "/wens/ritme", "api.wrong-field"},
        {"/wens/eersteTermijn", "morgen", "/wens/eersteTermijn", "api.wrong-field"},
        {"/wens/eersteTermijn", "2026-07-08", "/wens/eersteTermijn", "plans.bad-due-dates"},
        {"/wens/dagVanDeMaand", 32, "/wens/dagVanDeMaand", "plans.bad-rhythm"},
        {"/wens/bedragen/0/bedrag", "40,00", "/wens/bedragen/0/bedrag", "api.wrong-field"},
        {"/wens/bedragen/0/bedrag", 40, "/wens/bedragen/0/bedrag", "api.wrong-field"},
        {"/wens/bedragen/0/bedrag", "80.00", "/wens/bedragen", "plans.below-protected-income"},
        {"/wens/bedragen", json::array(), "/wens/bedragen", "api.wrong-field"},
        {"/wens/geheim", "x", "/wens", "api.wrong-field"},
        {"/geheim", "x", "", "api.wrong-field"},
        {"/eigenWens", "ja", "/eigenWens", "api.wrong-field"},
        {"/redenVerschil", "", "/redenVerschil", "plans.needs-reason"},
    };
    for (const Row& row : rows) {
        json body = agreement();
        body[json::json_pointer{row.pointer}] = row.value;
        const Answer answer = post(of_debtor + "betalingsregelingen", session, body.dump());
        ASSERT_EQ(answer.status, 400) << row.pointer << answer.body;
        expect_in_contract(answer, "post", agreements_path);
        const json problem = json::parse(answer.body);
        EXPECT_EQ(problem.at("code"), row.code) << row.pointer << answer.body;
        EXPECT_EQ(problem.value("where", ""), row.where) << row.pointer;
        EXPECT_THAT(answer.body, Not(HasSubstr("geheim")));
    }
    EXPECT_EQ(count("plan"), 0);
}

TEST_P(RestOfPlans, WhoMayNotAgreeOnPlansMayNotAskForProposalsEither) {
    const base::PersonId debtor = register_->person("100001");
    (void)register_->claim("V-1", {debtor}, "250.00", "2026-05-01");
    for (const std::string login : {"caseworker", "administrator", "neighbour"}) {
        Fields session = log_in(login);
        session["Idempotency-Key"] = "een-sleutel";
        for (const std::string last : {"betalingsvoorstellen", "betalingsregelingen"}) {
            EXPECT_EQ(post(of_debtor + last, session, agreement().dump()).status, 403)
                << login << last;
        }
    }
    Fields forged = log_in("officer");
    forged["X-CSRF-Token"] = "geraden";
    EXPECT_EQ(post(of_debtor + "betalingsregelingen", forged, agreement().dump()).status, 403);
    EXPECT_EQ(count("plan"), 0);
}

DRAAGKRACHT_ON_BOTH_DATABASES(RestOfPlans);

}  // namespace
}  // namespace draagkracht::api
