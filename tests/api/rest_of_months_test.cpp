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
        {"officer", {{"maand", "2026-06"}, {"gezienBijBank", iban}}, 200, ""},
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
}

DRAAGKRACHT_ON_BOTH_DATABASES(RestOfMonths);

}  // namespace
}  // namespace draagkracht::api
