// Collecting by direct debit over REST, but for the file, which the command line makes. Today is 9
// July 2026.
#include "api/rest_fixture.hpp"

namespace draagkracht::api {
namespace {

class RestOfCollections : public Rest {
  protected:
    // One instalment of 50.00 falls due on 3 August, by direct debit.
    void add_direct_debit() {
        test_support::TestPlans plans{database(), *register_};
        const TestPlan plan = plans.add("100002", {.first_due = "2026-08-03"});
        plans.collect_from(plan);
    }
    Answer ask_for(const std::string& login, const json& body) {
        Answer answer = post(files_, log_in(login), body.dump());
        expect_in_contract(answer, "post", files_path_);
        return answer;
    }
    Answer withdraw(
        const std::string& login, const std::string& number, const std::string& reason = "x"
    ) {
        Answer answer = post(
            files_ + "/" + number + "/intrekking", log_in(login), json{{"reden", reason}}.dump()
        );
        expect_in_contract(answer, "post", files_path_ + "/{incassonummer}/intrekking");
        return answer;
    }
    json listed(const std::string& login, const std::string& query = "") {
        const Answer answer = get(files_ + query, log_in(login));
        EXPECT_EQ(answer.status, 200) << answer.body;
        expect_in_contract(answer, "get", files_path_);
        return json::parse(answer.body).at("incassobestanden");
    }

    const std::string files_ = "/v1/gemeenten/zandwijk/incassobestanden";
    const std::string files_path_ = "/v1/gemeenten/{gemeentecode}/incassobestanden";
};

TEST_P(RestOfCollections, OneIsPreparedAndASecondPersonIsAsked) {
    EXPECT_EQ(ask_for("officer", {{"totEnMet", "2026-08-31"}}).status, 409) << "nothing is due";
    add_direct_debit();
    const Answer prepared = ask_for("officer", {{"totEnMet", "2026-08-31"}});
    ASSERT_EQ(prepared.status, 200) << prepared.body;
    const json told = json::parse(prepared.body);
    const std::string number = told.at("incassonummer");
    EXPECT_EQ(told.at("goedTeKeuren"), (json{{"aantal", 1}, {"bedrag", "50.00"}}));
    EXPECT_EQ(told.at("stondAlKlaar"), false);
    EXPECT_EQ(told.at("nietGeincasseerd"), json::array());
    EXPECT_EQ(
        json::parse(ask_for("officer", {{"totEnMet", "2026-08-31"}}).body).at("stondAlKlaar"), true
    );
    const json file = listed("supervisor").at(0);
    EXPECT_EQ(file.at("incassonummer"), number);
    EXPECT_EQ(file.at("stand"), "wacht");
    EXPECT_EQ(file.at("goedTeKeuren"), told.at("goedTeKeuren"));
    EXPECT_EQ(file.at("inBestand"), nullptr);
    EXPECT_EQ(listed("officer", "?vanaf=1"), json::array());

    const Answer waiting = get("/v1/gemeenten/zandwijk/goedkeuringen", log_in("supervisor"));
    EXPECT_EQ(json::parse(waiting.body).at("goedkeuringen").at(0).at("soort"), "incassobestand");
    const Answer withdrawn = withdraw("officer", number, "toch niet");
    EXPECT_EQ(withdrawn.status, 200) << withdrawn.body;
    EXPECT_EQ(json::parse(withdrawn.body).at("stand"), "ingetrokken");
    EXPECT_EQ(listed("officer").at(0).at("stand"), "vervallen");
    EXPECT_EQ(listed("officer").at(0).at("redenEinde"), "toch niet");
}

TEST_P(RestOfCollections, OneThatWasMadeIsWithdrawnByTwo) {
    add_direct_debit();
    const std::string number =
        json::parse(ask_for("officer", {{"totEnMet", "2026-08-31"}}).body).at("incassonummer");
    const auto approve = [this] {
        const json waiting =
            json::parse(get("/v1/gemeenten/zandwijk/goedkeuringen", log_in("supervisor")).body);
        for (const json& one : waiting.at("goedkeuringen")) {
            if (one.at("stand") == "wacht") {
                const std::string id = one.at("goedkeuringsnummer");
                EXPECT_EQ(
                    post(
                        "/v1/gemeenten/zandwijk/goedkeuringen/" + id + "/besluit",
                        log_in("supervisor"),
                        R"({"besluit":"akkoord"})"
                    )
                        .status,
                    200
                );
            }
        }
    };
    approve();
    const base::Timestamp now = base::clock_now();
    const auto session = services_->access.log_in("officer", password, now);
    const access::Occasion occasion{
        services_->access.signed_in(session->token, now)->actor,
        base::BusinessDate{base::Date::parse("2026-07-09").value()},
        now};
    const auto laid_out = services_->collections.lay_out(
        occasion,
        register_->zandwijk(),
        [](const payments::LaidOutCollection&) { return base::Done{}; }
    );
    ASSERT_EQ(laid_out->laid_out.size(), 1U);
    EXPECT_EQ(listed("officer").at(0).at("stand"), "uitgeleverd");
    EXPECT_EQ(listed("officer").at(0).at("inBestand"), (json{{"aantal", 1}, {"bedrag", "50.00"}}));
    const auto stand = [&] { return json::parse(withdraw("officer", number).body).at("stand"); };
    EXPECT_EQ(stand(), "wacht_op_akkoord");
    EXPECT_EQ(listed("officer").at(0).at("stand"), "uitgeleverd");
    approve();
    EXPECT_EQ(stand(), "ingetrokken");
    EXPECT_EQ(listed("officer").at(0).at("stand"), "ingetrokken");
}

TEST_P(RestOfCollections, WhatCannotBeIsRefused) {
    struct Row {
        std::string login;
        json body;
        int status;
        std::string code;
    };
    const std::vector<Row> rows{
        {"supervisor", {{"totEnMet", "2026-08-31"}}, 403, "access.not-allowed"},
        {"neighbour", {{"totEnMet", "2026-08-31"}}, 403, "access.not-allowed"},
        {"officer", {{"totEnMet", "31-08-2026"}}, 400, "base.not-a-date"},
        {"officer", json::object(), 400, "base.not-a-date"},
        {"officer", {{"tot", "2026-08-31"}}, 400, "api.wrong-field"},
    };
    for (const Row& row : rows) {
        const Answer answer = ask_for(row.login, row.body);
        EXPECT_EQ(answer.status, row.status) << row.login << row.body << answer.body;
        EXPECT_EQ(json::parse(answer.body).value("code", ""), row.code) << row.login << row.body;
    }
    EXPECT_EQ(get(files_, log_in("caseworker")).status, 403);
    EXPECT_EQ(get(files_ + "?limiet=201", log_in("officer")).status, 400);
    EXPECT_EQ(withdraw("officer", "INC-1").status, 404);
    EXPECT_EQ(withdraw("officer", "1").status, 404);
    EXPECT_EQ(withdraw("officer", "INC-1", " ").status, 400);
    EXPECT_EQ(withdraw("supervisor", "INC-1").status, 403);
}

DRAAGKRACHT_ON_BOTH_DATABASES(RestOfCollections);

}  // namespace
}  // namespace draagkracht::api
