// What two people decide over the REST interface: remission and buy-off on a ground that is
// reached, and what waits for a second person, held against the contract.
#include "api/rest_fixture.hpp"

namespace draagkracht::api {
namespace {

// Of V-100003, EUR 300.00, half came in at once on 8 July 2026; the day is 9 July 2026. By the
// policy of Zandwijk the other half can be bought off.
class RestOfApprovals : public Rest {
  protected:
    const std::string claims_path =
        "/v1/gemeenten/{gemeentecode}/debiteuren/{debiteurnummer}/vorderingen/{vorderingnummer}";
    const std::string approvals = "/v1/gemeenten/zandwijk/goedkeuringen";
    const std::string approvals_path = "/v1/gemeenten/{gemeentecode}/goedkeuringen";
    const std::string one_path = approvals_path + "/{goedkeuringsnummer}";
    const std::string proposals = "/kwijtscheldingsvoorstellen";
    const std::string remissions = "/kwijtscheldingen";
    const json buy_off{
        {"handelingsnummer", "K-1"},
        {"grond", "afkoop"},
        {"besluitnummer", "B-7"},
        {"bevinding", "de helft ineens"},
        {"bedrag", "150.00"}};

    void SetUp() override {
        Rest::SetUp();
        if (!IsSkipped()) {
            test_support::TestPlans plans{database(), *register_};
            plans.pay(plans.add("100003"), "150.00", "2026-07-08");
        }
    }
    Answer send(const std::string& login, const std::string& what, const json& body) {
        const std::string claim = "/v1/gemeenten/zandwijk/debiteuren/100003/vorderingen/V-100003";
        Answer answer = post(claim + what, log_in(login), body.dump());
        expect_in_contract(answer, "post", claims_path + what);
        return answer;
    }
    Answer decide(const std::string& login, const std::string& number, const json& body) {
        Answer answer = post(approvals + "/" + number + "/besluit", log_in(login), body.dump());
        expect_in_contract(answer, "post", one_path + "/besluit");
        return answer;
    }
    // The number of what the officer asks.
    std::string proposed() {
        const Answer asked = send("officer", proposals, buy_off);
        EXPECT_EQ(asked.status, 200) << asked.body;
        return json::parse(asked.body).at("goedkeuringsnummer");
    }
    static std::string code_of(const Answer& answer) {
        return json::parse(answer.body).value("code", "");
    }
};

TEST_P(RestOfApprovals, WhatCannotBeProposedIsRefusedWithTheField) {
    struct Row {
        std::string login;
        json change;
        int status;
        std::string code;
        std::string where;
    };
    const std::vector<Row> rows{
        {"caseworker", json::object(), 403, "access.not-allowed", ""},
        {"neighbour", json::object(), 403, "access.not-allowed", ""},
        {"officer", {{"grond", "medelijden"}}, 400, "api.wrong-field", "grond"},
        {"officer", {{"grond", "goed_betaald"}}, 400, "claims.ground-not-reached", ""},
        {"officer", {{"grond", "kruimelbedrag"}}, 400, "claims.no-such-ground", ""},
        {"officer", {{"bedrag", "150,00"}}, 400, "base.not-an-amount", "bedrag"},
        {"officer", {{"bedrag", "149.99"}}, 400, "claims.other-amount", "amount"},
        {"officer", {{"besluitnummer", ""}}, 400, "claims.act-needs", "decision_number"},
        {"officer", {{"bevinding", "a\nb"}}, 400, "base.not-a-line", "finding"},
        {"officer", {{"reden", "x"}}, 400, "api.wrong-field", ""},
    };
    for (const Row& row : rows) {
        json body = buy_off;
        body.update(row.change);
        const Answer answer = send(row.login, proposals, body);
        EXPECT_EQ(answer.status, row.status) << body << answer.body;
        EXPECT_EQ(code_of(answer), row.code) << body;
        EXPECT_EQ(json::parse(answer.body).value("where", ""), row.where) << body;
    }
    EXPECT_EQ(count("approval"), 0);
}

TEST_P(RestOfApprovals, ABuyOffIsProposedDecidedAndCarriedOut) {
    EXPECT_EQ(code_of(send("officer", remissions, buy_off)), "claims.needs-second-person");
    const std::string number = proposed();
    EXPECT_EQ(proposed(), number) << "asking twice is asking once";
    json otherwise = buy_off;
    otherwise["besluitnummer"] = "B-8";
    const Answer refused = send("officer", proposals, otherwise);
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(code_of(refused), "claims.proposed-otherwise");

    const Answer list = get(approvals, log_in("supervisor"));
    ASSERT_EQ(list.status, 200) << list.body;
    expect_in_contract(list, "get", approvals_path);
    const json waiting = json::parse(list.body).at("goedkeuringen");
    ASSERT_EQ(waiting.size(), 1U);
    EXPECT_EQ(waiting.at(0).at("stand"), "wacht");
    EXPECT_EQ(waiting.at(0).at("handeling").at("soort"), "afkoop");
    EXPECT_EQ(waiting.at(0).at("handeling").at("bedrag"), "150.00");
    EXPECT_EQ(waiting.at(0).at("reden"), "Awb 4:94a: de helft ineens (besluit B-7)");

    const Answer granted = decide("supervisor", number, {{"besluit", "akkoord"}});
    ASSERT_EQ(granted.status, 200) << granted.body;
    EXPECT_EQ(json::parse(granted.body).at("stand"), "akkoord");
    const Answer done = send("officer", remissions, buy_off);
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(json::parse(done.body).at("stand"), "afgekocht");
    EXPECT_EQ(send("officer", remissions, buy_off).body, done.body) << "the same act is one act";
    const Answer used = get(approvals + "/" + number, log_in("officer"));
    expect_in_contract(used, "get", one_path);
    EXPECT_EQ(json::parse(used.body).at("stand"), "gebruikt");
    EXPECT_EQ(json::parse(get(approvals, log_in("officer")).body).at("goedkeuringen").size(), 0U);
}

TEST_P(RestOfApprovals, ASecondPersonDecidesOnceAndARefusalHasAReason) {
    const std::string number = proposed();
    const json yes{{"besluit", "akkoord"}};
    const json no{{"besluit", "niet_akkoord"}, {"reden", "bel eerst"}};
    struct Row {
        std::string login;
        json body;
        int status;
        std::string code;
    };
    const std::vector<Row> rows{
        {"officer", yes, 403, "access.not-allowed"},
        {"neighbour", yes, 403, "access.not-allowed"},
        {"supervisor", {{"besluit", "misschien"}}, 400, "api.wrong-field"},
        {"supervisor", {{"besluit", "niet_akkoord"}}, 400, "base.not-a-line"},
        {"supervisor", {{"besluit", "akkoord"}, {"reden", "x"}}, 400, "api.wrong-field"},
        {"supervisor", {{"besluit", "niet_akkoord"}, {"reden", "a\nb"}}, 400, "base.not-a-line"},
        {"supervisor", no, 200, ""},
        {"supervisor", no, 200, ""},
        {"supervisor", yes, 409, "access.decided-already"},
    };
    for (const Row& row : rows) {
        const Answer answer = decide(row.login, number, row.body);
        EXPECT_EQ(answer.status, row.status) << row.login << row.body << answer.body;
        EXPECT_EQ(code_of(answer), row.code) << row.login << row.body;
    }
    const json refused = json::parse(get(approvals + "/" + number, log_in("officer")).body);
    EXPECT_EQ(refused.at("stand"), "niet_akkoord");
    EXPECT_EQ(refused.at("redenNietAkkoord"), "bel eerst");
    EXPECT_EQ(get(approvals, log_in("administrator")).status, 403);
    for (const std::string unknown : {"999999", "x", "1e3", "-1", "99999999999999999999"}) {
        const Answer missing = get(approvals + "/" + unknown, log_in("officer"));
        EXPECT_EQ(missing.status, 404) << unknown;
        expect_in_contract(missing, "get", one_path);
    }
}

// Who asks and also supervises is still one person.
TEST_P(RestOfApprovals, WhoAsksDoesNotDecide) {
    access::AccessService access{database()};
    ASSERT_TRUE(access.add_officer(
        register_->machine(access::Machine::conversion),
        {"both",
         "both",
         password,
         {{register_->zandwijk(), {access::Role::debt_officer, access::Role::supervisor}}}}
    ));
    const json asked = json::parse(send("both", proposals, buy_off).body);
    const std::string number = asked.at("goedkeuringsnummer");
    for (const json& decision :
         {json{{"besluit", "akkoord"}}, json{{"besluit", "niet_akkoord"}, {"reden", "x"}}}) {
        const Answer answer = decide("both", number, decision);
        EXPECT_EQ(answer.status, 403) << answer.body;
        EXPECT_EQ(code_of(answer), "access.same-person");
    }
    EXPECT_EQ(json::parse(get(approvals + "/" + number, log_in("both")).body).at("stand"), "wacht");
}

DRAAGKRACHT_ON_BOTH_DATABASES(RestOfApprovals);

}  // namespace
}  // namespace draagkracht::api
