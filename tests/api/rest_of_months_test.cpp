// Closing a month over REST. Today is 9 July 2026.
#include "api/rest_fixture.hpp"

namespace draagkracht::api {
namespace {

class RestOfMonths : public Rest {
  protected:
    const std::string months_ = "/v1/gemeenten/zandwijk/maandafsluitingen";
    const std::string months_path_ = "/v1/gemeenten/{gemeentecode}/maandafsluitingen";
    const std::string proof_ = "/v1/gemeenten/zandwijk/maandbewijs";
    const std::string proof_path_ = "/v1/gemeenten/{gemeentecode}/maandbewijs";
};

// 20.00 came on 1 June, and no statement reaches the end of June.
TEST_P(RestOfMonths, AMonthIsProvedAndClosedAndEverybodyWithFiguresSeesIt) {
    (void)add_debtor();
    const Answer proof = get(proof_, log_in("supervisor"));
    ASSERT_EQ(proof.status, 200) << proof.body;
    expect_in_contract(proof, "get", proof_path_);
    const json told = json::parse(proof.body);
    EXPECT_EQ(told.at("maand"), "2026-06");
    ASSERT_EQ(told.at("belemmeringen").size(), 1U);
    EXPECT_EQ(told.at("belemmeringen").at(0).at("code"), "payments.month-not-covered");
    EXPECT_EQ(
        told.at("belemmeringen").at(0).at("message"),
        "Van deze rekening komt het laatste afschrift niet tot het eind van de maand."
    ) << "an answer speaks Dutch";
    const json account = told.at("rekeningen").at(0);
    EXPECT_EQ(account.at("eindsaldo"), "20.00");
    EXPECT_EQ(account.at("eindsaldoVan"), nullptr);
    EXPECT_EQ(account.at("vanDezeMaand").at("toegerekend"), "20.00");
    EXPECT_EQ(account.at("bewijsregels").size(), 5U);
    EXPECT_EQ(account.at("verschilMetBank").at("eind"), "0.00");
    EXPECT_EQ(account.at("verschilMetBank").at("geaccepteerd"), nullptr);
    const std::string iban = account.at("rekening");
    struct Row {
        std::string login;
        json body;
        int status;
        std::string code;
    };
    const std::vector<Row> rows{
        {"supervisor", {{"maand", "2026-06"}}, 403, "access.not-allowed"},
        {"neighbour", {{"maand", "2026-06"}}, 403, "access.not-allowed"},
        {"officer", {{"maand", "juni"}}, 400, "api.wrong-field"},
        {"officer", json::object(), 400, "api.wrong-field"},
        {"officer", {{"maand", "2026-07"}}, 400, "payments.month-not-over"},
        {"officer", {{"maand", "2026-05"}}, 400, "payments.other-month-first"},
        {"officer", {{"maand", "2026-06"}}, 400, "payments.month-not-covered"},
        {"officer", {{"maand", "2026-06"}, {"gezienBijBank", iban}}, 400, "api.wrong-field"},
        {"officer",
         {{"maand", "2026-06"}, {"gezienBijBank", iban + "=21.00"}},
         400,
         "payments.month-differs"},
        {"officer", {{"maand", "2026-06"}, {"gezienBijBank", iban + "=20.00"}}, 200, ""},
        {"officer", {{"maand", "2026-06"}}, 400, "payments.month-closed"},
    };
    for (const Row& row : rows) {
        const Answer answer = post(months_, log_in(row.login), row.body.dump());
        EXPECT_EQ(answer.status, row.status) << row.login << row.body << answer.body;
        EXPECT_EQ(json::parse(answer.body).value("code", ""), row.code) << row.login << row.body;
        expect_in_contract(answer, "post", months_path_);
    }
    const Answer list = get(months_, log_in("supervisor"));
    ASSERT_EQ(list.status, 200) << list.body;
    expect_in_contract(list, "get", months_path_);
    const json closed = json::parse(list.body).at("maandafsluitingen");
    ASSERT_EQ(closed.size(), 1U);
    EXPECT_EQ(closed.at(0).at("maand"), "2026-06");
    EXPECT_EQ(closed.at(0).at("geslotenOp"), "2026-07-09");
    EXPECT_EQ(closed.at(0).at("rekeningen").at(0).at("eindsaldoVan"), "medewerker");
    EXPECT_EQ(get(months_, log_in("caseworker")).status, 403);
    EXPECT_EQ(get(proof_, log_in("caseworker")).status, 403);
    const Answer none = get(proof_, log_in("officer"));
    EXPECT_EQ(none.status, 400);
    EXPECT_THAT(none.body, HasSubstr("payments.no-month-to-close"));
    EXPECT_EQ(get(proof_ + "?maand=juni", log_in("officer")).status, 400);
    EXPECT_EQ(get(proof_ + "?maand=2026-07", log_in("officer")).status, 200);
    // Of the closed month: as it was closed.
    const Answer again = get(proof_ + "?maand=2026-06", log_in("officer"));
    expect_in_contract(again, "get", proof_path_);
    const json was = json::parse(again.body);
    EXPECT_EQ(was.at("rekeningen").at(0).at("eindsaldo"), "20.00");
    EXPECT_EQ(was.at("belemmeringen").at(0).at("code"), "payments.month-closed");
}

// The bank has 1.50 more than it told. One asks, another agrees, and the one who asked closes.
TEST_P(RestOfMonths, ADifferenceWithTheBankIsAskedAndTheMonthIsClosedWithIt) {
    (void)add_debtor();
    const std::string differences = "/v1/gemeenten/zandwijk/maandverschillen";
    const std::string iban =
        json::parse(get(proof_, log_in("officer")).body).at("rekeningen").at(0).at("rekening");
    const json month{{"maand", "2026-06"}, {"gezienBijBank", iban + "=21.50"}};
    json asked = month;
    asked["rekening"] = iban;
    asked["bedrag"] = "1.50";
    asked["reden"] = "de bank herstelt dit niet";
    const auto ask = [&](const std::string& login, const json& body) {
        const Answer answer = post(differences, log_in(login), body.dump());
        expect_in_contract(answer, "post", "/v1/gemeenten/{gemeentecode}/maandverschillen");
        return answer;
    };
    EXPECT_EQ(ask("supervisor", asked).status, 403);
    json other = asked;
    other["bedrag"] = "1.49";
    EXPECT_THAT(ask("officer", other).body, HasSubstr("payments.other-difference"));
    other["bedrag"] = "anderhalf";
    EXPECT_THAT(ask("officer", other).body, HasSubstr("api.wrong-field"));
    const Answer question = ask("officer", asked);
    ASSERT_EQ(question.status, 200) << question.body;
    const std::string number = json::parse(question.body).at("goedkeuringsnummer");
    const std::string approvals = "/v1/gemeenten/zandwijk/goedkeuringen";
    const Answer waiting = get(approvals + "/" + number, log_in("supervisor"));
    expect_in_contract(
        waiting, "get", "/v1/gemeenten/{gemeentecode}/goedkeuringen/{goedkeuringsnummer}"
    );
    EXPECT_EQ(json::parse(waiting.body).at("soort"), "verschil_met_bank");
    EXPECT_EQ(
        json::parse(waiting.body).at("verschilMetBank"),
        (json{
            {"maand", "2026-06"},
            {"rekening", iban},
            {"bedrag", "1.50"},
            {"eindsaldo", "21.50"},
            {"eindsaldoVan", "medewerker"}})
    );
    EXPECT_EQ(post(months_, log_in("officer"), month.dump()).status, 400);
    ASSERT_EQ(
        post(
            approvals + "/" + number + "/besluit",
            log_in("supervisor"),
            json{{"besluit", "akkoord"}}.dump()
        )
            .status,
        200
    );
    const Answer closed = post(months_, log_in("officer"), month.dump());
    ASSERT_EQ(closed.status, 200) << closed.body;
    expect_in_contract(closed, "post", months_path_);
    const json difference = json::parse(closed.body)
                                .at("maandafsluitingen")
                                .at(0)
                                .at("rekeningen")
                                .at(0)
                                .at("verschilMetBank");
    EXPECT_EQ(difference.at("eind"), "1.50");
    EXPECT_EQ(difference.at("geaccepteerd").at("reden"), "de bank herstelt dit niet");
}

DRAAGKRACHT_ON_BOTH_DATABASES(RestOfMonths);

}  // namespace
}  // namespace draagkracht::api
