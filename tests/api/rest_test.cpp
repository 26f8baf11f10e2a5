// The REST interface as a program meets it, over HTTP, held against its own contract.
#include <future>

#include "api/rest_fixture.hpp"

namespace draagkracht::api {
namespace {

TEST_P(Rest, ContractAndRoutesAreTheSame) {
    const json document = contract();
    std::vector<std::string> promised;
    for (const auto& [path, methods] : document.at("paths").items()) {
        for (const auto& [method, unused] : methods.items()) {
            promised.push_back((method == "post" ? "POST " : "GET ") + path);
        }
    }
    EXPECT_THAT(router_->addresses(), testing::UnorderedElementsAreArray(promised));
    EXPECT_EQ(get("/openapi.json", {}).header("access-control-allow-origin"), "*");
    EXPECT_EQ(document.at("info").at("version"), get("/openapi.json", {}).header("api-version"));
}

TEST_P(Rest, OverviewTellsWhatIsOwedAgreedAndDone) {
    const TestPlan plan = add_debtor();
    const Answer answer = get(overview_of("100002"), log_in("officer"));
    ASSERT_EQ(answer.status, 200) << answer.body;
    expect_in_contract(answer, "get", overview_path);
    const json body = json::parse(answer.body);
    EXPECT_EQ(body.at("peildatum"), "2026-07-09");
    EXPECT_EQ(body.at("debiteur").at("naam"), "A.B. van der Berg");
    // Six instalments of 50.00 less 20.00 paid, and the joint claim of 300.00.
    EXPECT_EQ(body.at("totaalOpenstaand"), "580.00");
    EXPECT_EQ(body.at("vorderingen").size(), 2U);
    EXPECT_EQ(body.at("vorderingen")[0].at("aantalHoofdelijkeSchuldenaren"), 2);
    // Five years after the first of May, the last day to pay; nothing has interrupted it since.
    const json& limitation = body.at("vorderingen").at(0).at("verjaring");
    EXPECT_EQ(limitation.at("laatsteDag"), "2031-05-01");
    EXPECT_EQ(limitation.at("verjaard"), false);
    EXPECT_EQ(limitation.at("termijnen").at(0).at("door"), nullptr);
    // 30.00 of the instalment of 1 June is missed, and that of 1 July; by the policy of Zandwijk
    // three years of proper payment, and half of what is left.
    for (const json& claim : body.at("vorderingen")) {
        if (claim.at("vorderingnummer") != "V-100002") {
            continue;
        }
        const json& ahead = claim.at("kwijtschelding");
        EXPECT_EQ(ahead.at("termijnenGemist"), 2);
        EXPECT_EQ(ahead.at("achterstand"), "80.00");
        const json& by_payment = ahead.at("gronden").at(0);
        EXPECT_EQ(by_payment.at("grond"), "goed_betaald");
        EXPECT_EQ(by_payment.at("vanaf"), "2029-06-01");
        EXPECT_EQ(by_payment.at("bereikt"), false);
        EXPECT_EQ(by_payment.at("ontbreekt"), (json{"tijd", "blijven_betalen", "achterstand"}));
        EXPECT_EQ(by_payment.at("regel").at("waarde"), "3");
        EXPECT_EQ(ahead.at("gronden").at(1).at("grond"), "afkoop");
        EXPECT_EQ(ahead.at("gronden").at(1).at("teBetalen"), "140.00");
    }
    const json& agreed = body.at("betalingsregelingen").at(0);
    EXPECT_EQ(agreed.at("bedragPerMaand").at("afgesproken"), "50.00");
    EXPECT_EQ(agreed.at("bedragPerMaand").at("volgensNorm"), nullptr);
    EXPECT_EQ(agreed.at("termijnen").at(0).at("betaald"), "20.00");
    EXPECT_EQ(agreed.at("termijnen").at(0).at("stand"), "te_laat");
    EXPECT_EQ(body.at("mutaties").at(0).at("bedrag"), "-20.00");
    EXPECT_EQ(body.at("contacten").at(0).at("redenNietBetaald"), "vergeten");
    EXPECT_GT(
        count(
            "audit_event WHERE actor LIKE 'officer:%' AND action LIKE '%.look' AND person_id = " +
            std::to_string(plan.person.value())
        ),
        0
    );
}

// 300.00 from 2 May to 1 July 2026 is 60 days at 4%: 300 x 4% x 60 / 365 = 1.972602, which is less
// than EUR 20 (Awb 4:98 lid 2).
TEST_P(Rest, TheInterestOnAClaimIsWorkedOutPartByPart) {
    (void)add_debtor();
    const Fields session = log_in("officer");
    const std::string path =
        "/v1/gemeenten/{gemeentecode}/debiteuren/{debiteurnummer}/vorderingen/{vorderingnummer}"
        "/rente";
    const std::string address =
        "/v1/gemeenten/zandwijk/debiteuren/100002/vorderingen/V-JOINT/rente";
    const Answer answer = get(address + "?tot=2026-07-01", session);
    ASSERT_EQ(answer.status, 200) << answer.body;
    expect_in_contract(answer, "get", path);
    const json body = json::parse(answer.body);
    EXPECT_EQ(body.at("van"), "2026-05-02");
    EXPECT_EQ(body.at("delen").size(), 1U);
    EXPECT_EQ(body.at("delen").at(0).at("dagen"), 60);
    EXPECT_EQ(body.at("onafgerond"), "1.972602");
    EXPECT_EQ(body.at("bedrag"), "1.97");
    EXPECT_EQ(body.at("verschuldigd"), false);
    EXPECT_EQ(body.at("eerderVastgesteld"), "0.00");
    EXPECT_EQ(get(address + "?tot=2026-07-10", session).status, 400);  // tomorrow
    EXPECT_EQ(get(address + "?tot=gisteren", session).status, 400);
    EXPECT_EQ(
        get("/v1/gemeenten/zandwijk/debiteuren/100002/vorderingen/V-9/rente", session).status, 404
    );
}

TEST_P(Rest, EachRoleSeesWhatItMay) {
    (void)add_debtor();
    struct Row {
        std::string login;
        int status;
    };
    const std::vector<Row> rows{
        {"officer", 200}, {"caseworker", 200}, {"administrator", 403}, {"neighbour", 403}};
    for (const Row& row : rows) {
        const Fields session = log_in(row.login);
        for (const char* address :
             {"/v1/gemeenten/zandwijk/debiteuren/100002/overzicht",
              "/v1/gemeenten/zandwijk/taken"}) {
            EXPECT_EQ(get(address, session).status, row.status) << row.login << address;
        }
        const Answer search = post(
            "/v1/gemeenten/zandwijk/zoekopdrachten", session, R"({"debiteurnummer":"100002"})"
        );
        EXPECT_EQ(search.status, row.status) << row.login;
        expect_in_contract(search, "post", search_path);
    }
    EXPECT_EQ(get(overview_of("100002"), {}).status, 401);
}

TEST_P(Rest, SearchTakesTheBsnInTheBodyAlone) {
    (void)add_debtor();
    const Fields session = log_in("officer");
    const std::string address = "/v1/gemeenten/zandwijk/zoekopdrachten";
    const Answer found = post(address, session, json{{"bsn", bsn}}.dump());
    ASSERT_EQ(found.status, 200) << found.body;
    expect_in_contract(found, "post", search_path);
    EXPECT_EQ(json::parse(found.body).at("debiteuren").at(0).at("debiteurnummer"), "100001");
    EXPECT_THAT(found.body, Not(HasSubstr(bsn)));
    EXPECT_EQ(post(address, session, R"({"bsn":"123456782"})").body, R"({"debiteuren":[]})");
    // A BSN where a client number is asked for finds nobody.
    EXPECT_EQ(get(overview_of(bsn), session).status, 404);
    EXPECT_EQ(count("audit_event WHERE details LIKE '%" + bsn + "%'"), 0);
}

TEST_P(Rest, BadRequestsAreRefusedWithoutRepeatingThem) {
    const Fields session = log_in("officer");
    struct Row {
        std::string address;
        std::string body;
        int status;
        std::string code;
    };
    const std::string search = "/v1/gemeenten/zandwijk/zoekopdrachten";
    const std::vector<Row> rows{
        {search, "", 400, "api.not-json"},
        {search, "[]", 400, "api.not-json"},
        {search, "{", 400, "api.not-json"},
        {search, R"({"bsn":111222333})", 400, "api.wrong-field"},
        {search, R"({"naam":"Jansen"})", 400, "api.wrong-field"},
        {search, R"({})", 400, "api.wrong-field"},
        {search, R"({"bsn":"111222333","debiteurnummer":"1"})", 400, "api.wrong-field"},
        {search, R"({"bsn":"111222334"})", 400, "base.not-a-bsn"},
        {"/v1/gemeenten/atlantis/zoekopdrachten",
         R"({"bsn":"111222333"})",
         404,
         "api.no-such-municipality"},
    };
    for (const Row& row : rows) {
        const Answer answer = post(row.address, session, row.body);
        EXPECT_EQ(answer.status, row.status) << row.body;
        expect_in_contract(answer, "post", search_path);
        EXPECT_EQ(json::parse(answer.body).at("code"), row.code) << row.body;
        EXPECT_THAT(answer.body, Not(HasSubstr("11122233")));
    }
    for (const std::string query : {"limiet=0", "limiet=201", "limiet=x", "vanaf=-1", "vanaf="}) {
        const Answer answer = get("/v1/gemeenten/zandwijk/taken?" + query, session);
        EXPECT_EQ(answer.status, 400) << query;
        expect_in_contract(answer, "get", tasks_path);
    }
    EXPECT_EQ(get(overview_of("999999"), session).status, 404);
}

TEST_P(Rest, APostWithoutTheTokenOfItsSessionIsRefused) {
    Fields session = log_in("officer");
    session["X-CSRF-Token"] = "not this one";
    const Answer answer =
        post("/v1/gemeenten/zandwijk/zoekopdrachten", session, R"({"debiteurnummer":"1"})");
    EXPECT_EQ(answer.status, 403);
    EXPECT_EQ(json::parse(answer.body).at("code"), "api.forged-form");
}

TEST_P(Rest, LogInTellsNotWhatWasWrong) {
    const Answer name = post(
        "/v1/sessies", {}, json{{"gebruikersnaam", "nobody"}, {"wachtwoord", password}}.dump()
    );
    const Answer word = post(
        "/v1/sessies", {}, json{{"gebruikersnaam", "officer"}, {"wachtwoord", "verkeerd"}}.dump()
    );
    EXPECT_EQ(name.status, 401);
    EXPECT_EQ(name.body, word.body);
    EXPECT_EQ(name.header("set-cookie"), "");
    expect_in_contract(name, "post", "/v1/sessies");
}

TEST_P(Rest, WorklistTellsWhomToCallAndWhy) {
    (void)add_debtor();
    const base::Date night =
        base::Date::parse("2026-06-07").value();  // due on 1 June, 5 days margin
    ASSERT_TRUE(daily::BusinessDayService(database(), rules_->policies)
                    .run_until(register_->machine(access::Machine::night_run), {.until = night}));
    const Answer answer = get("/v1/gemeenten/zandwijk/taken?limiet=1", log_in("officer"));
    ASSERT_EQ(answer.status, 200) << answer.body;
    expect_in_contract(answer, "get", tasks_path);
    const json body = json::parse(answer.body);
    EXPECT_EQ(body.at("totaalAantal"), 1);
    EXPECT_EQ(body.at("taken").at(0).at("debiteurnummer"), "100002");
    EXPECT_EQ(body.at("taken").at(0).at("nogTeBetalen"), "30.00");
}

// Twenty looks at once, over four connections: each is answered and each is in the trail.
TEST_P(Rest, ManyAtOnceAreAllAnsweredAndAllInTheTrail) {
    const TestPlan plan = add_debtor();
    const Fields session = log_in("officer");
    const std::string looks = "audit_event WHERE action = 'claims.look' AND person_id = " +
                              std::to_string(plan.person.value());
    const long long before = count(looks);
    std::vector<std::future<int>> askers;
    for (int asker = 0; asker < 4; ++asker) {
        askers.push_back(std::async(std::launch::async, [&] {
            int answered = 0;
            for (int turn = 0; turn < 5; ++turn) {
                answered += get(overview_of("100002"), session).status == 200 ? 1 : 0;
            }
            return answered;
        }));
    }
    for (std::future<int>& asker : askers) {
        EXPECT_EQ(asker.get(), 5);
    }
    EXPECT_EQ(count(looks), before + 20);
}

DRAAGKRACHT_ON_BOTH_DATABASES(Rest);

}  // namespace
}  // namespace draagkracht::api
