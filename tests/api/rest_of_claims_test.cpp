// What the REST interface does with one claim: its life, its statement of account, and the acts on
// it, held against its own contract.
#include "api/rest_fixture.hpp"
#include "draagkracht/claims/claim_store.hpp"

namespace draagkracht::api {
namespace {

// The debtor owes V-JOINT, EUR 300.00, with somebody else, and it was due on 1 May 2026.
class RestOfClaims : public Rest {
  protected:
    const std::string path =
        "/v1/gemeenten/{gemeentecode}/debiteuren/{debiteurnummer}/vorderingen/{vorderingnummer}";
    const std::string address = "/v1/gemeenten/zandwijk/debiteuren/100001/vorderingen/V-JOINT";

    Answer act(const std::string& login, const json& body) {
        Answer answer = post(address + "/handelingen", log_in(login), body.dump());
        expect_in_contract(answer, "post", path + "/handelingen");
        return answer;
    }
    json life(const std::string& query = "") {
        const Answer answer = get(address + "/verloop" + query, log_in("caseworker"));
        EXPECT_EQ(answer.status, 200) << answer.body;
        expect_in_contract(answer, "get", path + "/verloop");
        return json::parse(answer.body);
    }
};

TEST_P(RestOfClaims, AClaimIsHeldUpChangedAndToldWithAllThatMadeItSo) {
    (void)add_debtor();
    EXPECT_EQ(life().at("stand"), "in_verzuim");
    const json hold{
        {"handelingsnummer", "H-1"},
        {"soort", "opschorting"},
        {"perDatum", "2026-07-05"},
        {"reden", "bezwaarschrift ontvangen"},
        {"opschorting", "bezwaar"},
        {"renteLooptDoor", "nee"},
        {"opnieuwBekijkenOp", "2026-09-01"}};
    const Answer held = act("officer", hold);
    ASSERT_EQ(held.status, 200) << held.body;
    EXPECT_EQ(act("officer", hold).body, held.body);
    EXPECT_EQ(json::parse(held.body).at("opschortingen").at(0).at("opschorting"), "bezwaar");
    // Due on 1 May; no interest on 5 up to and including 8 July, as the hold says. 300.00 at 4%, of
    // 2 May up to and including 4 July 64 days: 2.1041095, cut at six decimals.
    const json interest =
        json::parse(get(address + "/rente?tot=2026-07-09", log_in("officer")).body);
    EXPECT_EQ(interest.at("onafgerond"), "2.104109");

    ASSERT_EQ(
        act("officer",
            {{"handelingsnummer", "A-1"},
             {"soort", "herziening"},
             {"perDatum", "2026-06-01"},
             {"reden", "bezwaar deels gegrond"},
             {"besluitnummer", "B-2"},
             {"bedrag", "-120.00"}}
        ).status,
        200
    );
    ASSERT_EQ(
        act("officer",
            {{"handelingsnummer", "H-2"},
             {"soort", "einde_opschorting"},
             {"reden", "beslist"},
             {"beeindigt", "H-1"},
             {"totEnMet", "2026-07-08"}}
        ).status,
        200
    );
    const json now = life();
    EXPECT_EQ(now.at("openstaand").at("totaal"), "180.00");
    EXPECT_EQ(now.at("opschortingen").size(), 0U);
    EXPECT_EQ(now.at("handelingen").size(), 3U);
    EXPECT_EQ(now.at("mutaties").back().at("handelingsnummer"), "A-1");
    EXPECT_EQ(now.at("schuldenaren").size(), 2U);
    EXPECT_EQ(life("?op=2026-07-08&bekendOp=2026-07-08").at("openstaand").at("totaal"), "300.00");
    EXPECT_EQ(life("?op=2026-07-08").at("openstaand").at("totaal"), "180.00");
    EXPECT_EQ(life("?op=2026-07-08").at("opschortingen").size(), 1U);
}

TEST_P(RestOfClaims, TheStatementOfAccountOpensAndCloses) {
    (void)add_debtor();
    const auto statement = [&](const std::string& query) {
        const Answer answer = get(address + "/rekeningoverzicht" + query, log_in("officer"));
        expect_in_contract(answer, "get", path + "/rekeningoverzicht");
        return answer;
    };
    const json year = json::parse(statement("").body);
    EXPECT_EQ(year.at("beginsaldo").at("totaal"), "0.00");
    EXPECT_EQ(year.at("regels").size(), 1U);
    EXPECT_EQ(year.at("regels").at(0).at("daarnaOpenstaand"), "300.00");
    EXPECT_EQ(year.at("eindsaldo").at("totaal"), "300.00");
    const json july = json::parse(statement("?van=2026-07-01&totEnMet=2026-07-09").body);
    EXPECT_EQ(july.at("beginsaldo").at("totaal"), "300.00");
    EXPECT_EQ(july.at("regels").size(), 0U);
    EXPECT_EQ(statement("?van=2026-07-01&totEnMet=2026-06-30").status, 400);
    EXPECT_EQ(statement("?van=gisteren").status, 400);
    EXPECT_EQ(statement("?totEnMet=2026-07-10").status, 400) << "a day to come";
}

TEST_P(RestOfClaims, WhatGivesUpMoneyNeedsASecondPerson) {
    (void)add_debtor();
    const json remission{
        {"handelingsnummer", "K-1"},
        {"soort", "kwijtschelding"},
        {"reden", "tien jaar betaald"},
        {"besluitnummer", "B-3"},
        {"bedrag", "300.00"}};
    const Answer refused = act("officer", remission);
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(json::parse(refused.body).at("code"), "claims.needs-second-person");
    const Answer asked =
        post(address + "/handelingsvoorstellen", log_in("officer"), remission.dump());
    ASSERT_EQ(asked.status, 200) << asked.body;
    expect_in_contract(asked, "post", path + "/handelingsvoorstellen");
    EXPECT_EQ(act("officer", remission).status, 409);
    EXPECT_EQ(life().at("stand"), "in_verzuim");
}

// EUR 20.00 was paid on a claim that is annulled; V-JOINT takes it.
TEST_P(RestOfClaims, ACreditIsSetAgainstAnotherClaimAndBothTellIt) {
    const TestPlan plan = add_debtor();
    const std::string number = [&] {
        storage::Transaction transaction{database(), "number", storage::Access::read};
        return claims::claims_by_id(transaction, {plan.claim}).at(0).decision.claim_number;
    }();
    const std::string annulled =
        "/v1/gemeenten/zandwijk/debiteuren/100002/vorderingen/" + number + "/handelingen";
    const auto act_on_annulled = [&](const json& body) {
        Answer answer = post(annulled, log_in("officer"), body.dump());
        expect_in_contract(answer, "post", path + "/handelingen");
        return answer;
    };
    json move{
        {"handelingsnummer", "A-2"},
        {"soort", "verrekening"},
        {"reden", "op verzoek"},
        {"bedrag", "20.00"},
        {"andereVordering", "V-JOINT"}};
    EXPECT_EQ(json::parse(act_on_annulled(move).body).at("code"), "claims.no-credit");
    ASSERT_EQ(
        act_on_annulled({{"handelingsnummer", "A-1"},
                         {"soort", "vernietiging"},
                         {"reden", "bezwaar gegrond"},
                         {"besluitnummer", "B-2"}}
        ).status,
        200
    );
    move["andereVordering"] = "V-NIETS";
    const json unknown = json::parse(act_on_annulled(move).body);
    EXPECT_EQ(unknown.at("code"), "claims.unknown-claim");
    EXPECT_EQ(unknown.at("where"), "other_claim");
    move["andereVordering"] = "V-JOINT";
    const Answer moved = act_on_annulled(move);
    ASSERT_EQ(moved.status, 200) << moved.body;
    EXPECT_EQ(json::parse(moved.body).at("openstaand").at("totaal"), "0.00");
    const json joint = life();
    EXPECT_EQ(joint.at("openstaand").at("totaal"), "280.00");
    EXPECT_EQ(joint.at("handelingen").at(0).at("vanVordering"), number);
    EXPECT_EQ(joint.at("mutaties").back().at("soort"), "verrekening");
    EXPECT_EQ(joint.at("mutaties").back().at("handelingsnummer"), "A-2");

    const std::string refunds = "/v1/gemeenten/zandwijk/terugbetalingen";
    const Answer none = get(refunds, log_in("officer"));
    ASSERT_EQ(none.status, 200) << none.body;
    expect_in_contract(none, "get", "/v1/gemeenten/{gemeentecode}/terugbetalingen");
    EXPECT_EQ(json::parse(none.body).at("terugbetalingen").size(), 0U);
    EXPECT_EQ(get(refunds, log_in("caseworker")).status, 403);
    EXPECT_EQ(get(refunds + "?van=2026-07-02&totEnMet=2026-07-01", log_in("officer")).status, 400);
}

TEST_P(RestOfClaims, AWrongActIsRefusedWithTheFieldAndNothingIsWritten) {
    (void)add_debtor();
    const json good{
        {"handelingsnummer", "A-1"},
        {"soort", "herziening"},
        {"reden", "reden"},
        {"besluitnummer", "B-2"},
        {"bedrag", "-10.00"}};
    struct Row {
        std::string login;
        json change;
        int status;
        std::string code;
        std::string where;
    };
    const std::vector<Row> rows{
        {"caseworker", {}, 403, "access.not-allowed", ""},
        {"neighbour", {}, 403, "access.not-allowed", ""},
        {"officer", {{"soort", "geheim"}}, 400, "api.wrong-field", ""},
        {"officer", {{"bedrag", "1e5"}}, 400, "base.not-an-amount", "bedrag"},
        {"officer", {{"bedrag", "99999999999.00"}}, 400, "claims.amount-too-large", "amount"},
        {"officer", {{"perDatum", "2026-02-30"}}, 400, "base.not-a-date", "perDatum"},
        {"officer", {{"perDatum", "2026-07-10"}}, 400, "claims.in-future", "on"},
        {"officer", {{"besluitnummer", ""}}, 400, "claims.act-needs", "decision_number"},
        {"officer", {{"stuiting", "betaling"}}, 400, "claims.act-does-not-take", "interruption"},
        {"officer", {{"debiteurnummer", "999999"}}, 404, "api.no-such-client", ""},
        {"officer", {{"bedrag", "-300.00"}}, 400, "claims.correction-too-large", ""},
        {"officer", {{"onbekend", "x"}}, 400, "api.wrong-field", ""},
    };
    for (const Row& row : rows) {
        json body = good;
        if (row.change.is_object()) {
            body.update(row.change);
        }
        const Answer answer = act(row.login, body);
        EXPECT_EQ(answer.status, row.status) << body << answer.body;
        const json problem = json::parse(answer.body);
        EXPECT_EQ(problem.value("code", ""), row.code) << body;
        EXPECT_EQ(problem.value("where", ""), row.where) << body;
    }
    EXPECT_EQ(count("claim_act"), 0);
    EXPECT_EQ(get(address + "9/verloop", log_in("officer")).status, 404);
}

// Today is 9 July 2026.
TEST_P(RestOfClaims, TheSupervisorClosesAYearThatIsOverAndEverybodyWithFiguresSeesIt) {
    const std::string years = "/v1/gemeenten/zandwijk/jaarafsluitingen";
    const std::string years_path = "/v1/gemeenten/{gemeentecode}/jaarafsluitingen";
    struct Row {
        std::string login;
        json body;
        int status;
        std::string code;
    };
    const std::vector<Row> rows{
        {"officer", {{"jaar", "2025"}}, 403, "access.not-allowed"},
        {"neighbour", {{"jaar", "2025"}}, 403, "access.not-allowed"},
        {"supervisor", {{"jaar", "25"}}, 400, "api.wrong-field"},
        {"supervisor", {{"jaar", "-999"}}, 400, "api.wrong-field"},
        {"supervisor", json::object(), 400, "api.wrong-field"},
        {"supervisor", {{"jaar", "2026"}}, 400, "claims.in-future"},
        {"supervisor", {{"jaar", "2025"}}, 200, ""},
        {"supervisor", {{"jaar", "2025"}}, 400, "claims.year-closed"},
        {"supervisor", {{"jaar", "2024"}}, 400, "claims.year-closed"},
    };
    for (const Row& row : rows) {
        const Answer answer = post(years, log_in(row.login), row.body.dump());
        EXPECT_EQ(answer.status, row.status) << row.login << row.body << answer.body;
        EXPECT_EQ(json::parse(answer.body).value("code", ""), row.code) << row.login << row.body;
        expect_in_contract(answer, "post", years_path);
    }
    const Answer told = get(years, log_in("officer"));
    ASSERT_EQ(told.status, 200) << told.body;
    expect_in_contract(told, "get", years_path);
    const json closed = json::parse(told.body).at("jaarafsluitingen");
    ASSERT_EQ(closed.size(), 1U);
    EXPECT_EQ(closed.at(0).at("jaar"), "2025");
    EXPECT_EQ(closed.at(0).at("geslotenOp"), "2026-07-09");
    EXPECT_THAT(closed.at(0).at("geslotenDoor").get<std::string>(), HasSubstr("officer:"));
    EXPECT_EQ(get(years, log_in("caseworker")).status, 403);
}

// Due on 1 September 2021: the last day is 1 September 2026, and it is 9 July. The other claims of
// the register are of 2026.
TEST_P(RestOfClaims, WhatLapsesSoonIsAListForWhoMaySeePeople) {
    const std::string list_path = "/v1/gemeenten/{gemeentecode}/verjaringen";
    const std::string list_address = "/v1/gemeenten/zandwijk/verjaringen";
    const TestPlan plan = add_debtor();
    const json nothing = json::parse(get(list_address, log_in("officer")).body);
    EXPECT_EQ(nothing.at("totaalAantal"), 0);
    (void)register_->claim("V-OLD", {plan.person}, "300.00", "2021-09-01");
    (void)register_->claim("V-OLDEST", {plan.person}, "200.00", "2008-09-01");
    const Answer list = get(list_address, log_in("officer"));
    ASSERT_EQ(list.status, 200) << list.body;
    expect_in_contract(list, "get", list_path);
    const json told = json::parse(list.body).at("verjaringen");
    ASSERT_EQ(told.size(), 2U);
    EXPECT_EQ(told[0].at("vorderingnummer"), "V-OLDEST");
    EXPECT_TRUE(told[0].at("verjaring").is_null());
    EXPECT_EQ(told[1].at("debiteurnummer"), "100002");
    EXPECT_EQ(told[1].at("openBedrag"), "300.00");
    EXPECT_EQ(told[1].at("verjaring").at("laatsteDag"), "2026-09-01");
    EXPECT_EQ(told[1].at("verjaring").at("verjaard"), false);
    const Answer next = get(list_address + "?limiet=1&vanaf=1", log_in("officer"));
    EXPECT_EQ(json::parse(next.body).at("verjaringen"), json::array({told[1]}));
    for (const std::string login : {"administrator", "neighbour"}) {
        const Answer refused = get(list_address, log_in(login));
        EXPECT_EQ(refused.status, 403) << login;
        expect_in_contract(refused, "get", list_path);
    }
}

// Today is 9 July 2026.
TEST_P(RestOfClaims, AHoldOfWhichTheDayCameIsOnAListForWhoMaySeePeople) {
    const std::string list_path = "/v1/gemeenten/{gemeentecode}/opschortingen";
    const std::string list_address = "/v1/gemeenten/zandwijk/opschortingen";
    (void)add_debtor();
    const json nothing = json::parse(get(list_address, log_in("officer")).body);
    EXPECT_EQ(nothing.at("totaalAantal"), 0);
    const Answer held =
        act("officer",
            {{"handelingsnummer", "H-1"},
             {"soort", "opschorting"},
             {"reden", "bezwaar ontvangen"},
             {"opschorting", "bezwaar"},
             {"opnieuwBekijkenOp", "2026-07-09"}});
    ASSERT_EQ(held.status, 200) << held.body;
    const Answer list = get(list_address, log_in("officer"));
    ASSERT_EQ(list.status, 200) << list.body;
    expect_in_contract(list, "get", list_path);
    const json told = json::parse(list.body);
    EXPECT_EQ(told.at("totaalAantal"), 1);
    const json& hold = told.at("opschortingen").at(0);
    EXPECT_EQ(hold.at("opschorting"), "bezwaar");
    EXPECT_EQ(hold.at("handelingsnummer"), "H-1");
    EXPECT_EQ(hold.at("opnieuwBekijkenOp"), "2026-07-09");
    EXPECT_EQ(hold.at("gemeldDoorBank"), false);
    EXPECT_EQ(
        json::parse(get(list_address + "?limiet=1&vanaf=1", log_in("officer")).body)
            .at("opschortingen")
            .size(),
        0U
    );
    for (const std::string login : {"administrator", "neighbour"}) {
        const Answer refused = get(list_address, log_in(login));
        EXPECT_EQ(refused.status, 403) << login;
        expect_in_contract(refused, "get", list_path);
    }
}

DRAAGKRACHT_ON_BOTH_DATABASES(RestOfClaims);

}  // namespace
}  // namespace draagkracht::api
