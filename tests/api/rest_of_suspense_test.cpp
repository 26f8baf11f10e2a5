// What the REST interface does with money that waits, held against its own contract.
#include "api/rest_fixture.hpp"

namespace draagkracht::api {
namespace {

const std::string root = "/v1/gemeenten/zandwijk/tussenrekening";
const std::string root_path = "/v1/gemeenten/{gemeentecode}/tussenrekening";

// V-100002 is paid by R-100002: 300.00, of which 20.00 is paid. V-JOINT, 300.00, is without a plan.
class RestOfSuspense : public Rest {
  protected:
    base::EntryId receive(const std::string& amount) {
        test_support::TestPlans plans{database(), *register_};
        return plans.receive(amount, "2026-06-29");
    }
    Answer send(const std::string& login, const std::string& what, const json& body) {
        Answer answer = post(root + what, log_in(login), body.dump());
        expect_in_contract(answer, "post", root_path + what);
        return answer;
    }
    json item(base::EntryId entry) {
        const Answer answer = get(root + "/" + number(entry), log_in("officer"));
        EXPECT_EQ(answer.status, 200) << answer.body;
        expect_in_contract(answer, "get", root_path + "/{postnummer}");
        return json::parse(answer.body);
    }
    static std::string number(base::EntryId entry) { return std::to_string(entry.value()); }
    static std::string code(const Answer& answer) {
        return answer.status == 200 ? "done" : json::parse(answer.body).at("code");
    }
};

TEST_P(RestOfSuspense, MoneyIsListedPlacedMovedAndGivenBack) {
    (void)add_debtor();
    const base::EntryId entry = receive("90.00");
    const Answer answer = get(root + "?limiet=10", log_in("supervisor"));
    ASSERT_EQ(answer.status, 200) << answer.body;
    expect_in_contract(answer, "get", root_path);
    const json list = json::parse(answer.body);
    EXPECT_EQ(list.at("totaalAantal"), 1);
    EXPECT_EQ(list.at("totaalBedrag"), "90.00");
    EXPECT_EQ(list.at("posten").at(0).at("postnummer"), number(entry));
    EXPECT_EQ(list.at("posten").at(0).at("dagenOud"), 10);
    EXPECT_EQ(list.at("posten").at(0).at("redencode"), "unknown_payer");

    const json placing{
        {"handelingsnummer", "H-1"},
        {"reden", "telefonisch verteld"},
        {"posten", {{{"postnummer", number(entry)}, {"versie", 1}}}},
        {"plaatsen",
         {{{"postnummer", number(entry)}, {"regelingnummer", "R-100002"}, {"bedrag", "50.00"}},
          {{"postnummer", number(entry)}, {"vorderingnummer", "V-JOINT"}, {"bedrag", "30.00"}}}}};
    EXPECT_EQ(code(send("supervisor", "/handelingen", placing)), "access.not-allowed");
    EXPECT_EQ(code(send("officer", "/handelingen", placing)), "done");
    EXPECT_EQ(code(send("officer", "/handelingen", placing)), "done") << "once is once";
    json shown = item(entry);
    EXPECT_EQ(shown.at("wachtend"), "10.00");
    EXPECT_EQ(shown.at("geplaatst").size(), 2U);
    EXPECT_EQ(shown.at("handelingen").at(0).at("handelingsnummer"), "H-1");

    const json moving{
        {"handelingsnummer", "H-2"},
        {"reden", "verkeerde vordering"},
        {"posten", {{{"postnummer", number(entry)}, {"versie", shown.at("versie")}}}},
        {"terugnemen",
         {{{"postnummer", number(entry)}, {"vorderingnummer", "V-JOINT"}, {"bedrag", "30.00"}}}},
        {"plaatsen",
         {{{"postnummer", number(entry)}, {"vorderingnummer", "V-100002"}, {"bedrag", "30.00"}}}}};
    EXPECT_EQ(code(send("officer", "/handelingen", moving)), "done");
    shown = item(entry);
    EXPECT_EQ(shown.at("geplaatst").at(0).at("bedrag"), "80.00");
    EXPECT_EQ(shown.at("geplaatst").at(0).at("regelingnummer"), "R-100002");

    const auto undo = [&](const std::string& own, const std::string& of) {
        return code(send(
            "officer",
            "/herstelhandelingen",
            {{"handelingsnummer", own}, {"maaktOngedaan", of}, {"reden", "vergissing"}}
        ));
    };
    EXPECT_EQ(undo("H-3", "H-1"), "payments.later-act");
    EXPECT_EQ(undo("H-3", "H-2"), "done");
    EXPECT_EQ(undo("H-4", "H-1"), "done");
    shown = item(entry);
    EXPECT_EQ(shown.at("wachtend"), "90.00");
    EXPECT_EQ(shown.at("geplaatst").size(), 0U);
    EXPECT_EQ(shown.at("handelingen").size(), 4U);
    EXPECT_EQ(shown.at("handelingen").at(0).at("maaktOngedaan"), "H-1");
}

TEST_P(RestOfSuspense, WhatDoesNotFitIsToldWithItsPlace) {
    (void)add_debtor();
    const base::EntryId entry = receive("90.00");
    const auto place = [&](const json& line, int version = 1) {
        json full = line;
        full["postnummer"] = number(entry);
        return send(
            "officer",
            "/handelingen",
            {{"handelingsnummer", "H-1"},
             {"reden", "r"},
             {"posten", {{{"postnummer", number(entry)}, {"versie", version}}}},
             {"plaatsen", {full}}}
        );
    };
    const auto refused = [&](const json& line, int version = 1) {
        const Answer answer = place(line, version);
        return std::to_string(answer.status) + " " + code(answer);
    };
    EXPECT_EQ(
        refused({{"vorderingnummer", "V-9"}, {"bedrag", "1.00"}}), "400 payments.unknown-claim"
    );
    EXPECT_EQ(
        refused({{"vorderingnummer", "V-JOINT"}, {"bedrag", "90.01"}}),
        "400 payments.more-than-suspended"
    );
    EXPECT_EQ(
        refused({{"vorderingnummer", "V-JOINT"}, {"bedrag", "1.00"}}, 2),
        "409 payments.changed-meanwhile"
    );
    EXPECT_EQ(refused({{"vorderingnummer", 7}, {"bedrag", "1.00"}}), "400 api.wrong-field");
    EXPECT_EQ(refused({{"vorderingnummer", "V-JOINT"}, {"bedrag", "1,00"}}), "400 api.wrong-field");
    EXPECT_EQ(refused({{"x", "V-JOINT"}, {"bedrag", "1.00"}}), "400 api.wrong-field");
    const json where = json::parse(place({{"vorderingnummer", "V-JOINT"}, {"bedrag", "1e5"}}).body);
    EXPECT_EQ(where.at("where"), "/plaatsen/0/bedrag");
    EXPECT_EQ(get(root + "/x", log_in("officer")).status, 404);
    EXPECT_EQ(get(root + "/999999", log_in("officer")).status, 404);
    EXPECT_EQ(get(root, log_in("caseworker")).status, 403);
    EXPECT_EQ(get(root, log_in("neighbour")).status, 403);
    EXPECT_EQ(count("hand_act"), 0);
}

TEST_P(RestOfSuspense, MoneyIsPaidBackAfterASecondPersonApproved) {
    const base::EntryId entry = receive("90.00");
    const json asked{
        {"handelingsnummer", "H-1"},
        {"reden", "voor een ander betaald"},
        {"postnummer", number(entry)},
        {"versie", 1},
        {"bedrag", "40.00"},
        {"andereRekening", "NL02ABNA0123456789"}};
    EXPECT_EQ(code(send("officer", "/terugbetalingen", asked)), "payments.needs-second-person");
    const Answer question = send("officer", "/terugbetalingsvoorstellen", asked);
    ASSERT_EQ(question.status, 200) << question.body;
    const std::string approval = json::parse(question.body).at("goedkeuringsnummer");
    const std::string approvals = "/v1/gemeenten/zandwijk/goedkeuringen/";
    const std::string approvals_path = "/v1/gemeenten/{gemeentecode}/goedkeuringen/";
    const Answer shown = get(approvals + approval, log_in("supervisor"));
    expect_in_contract(shown, "get", approvals_path + "{goedkeuringsnummer}");
    const json told = json::parse(shown.body);
    EXPECT_EQ(told.at("soort"), "terugbetaling_van_tussenrekening");
    EXPECT_EQ(told.at("terugbetaling").at("bedrag"), "40.00");
    EXPECT_EQ(told.at("terugbetaling").at("naarAndereRekening"), true);
    EXPECT_EQ(told.at("terugbetaling").at("rekening"), "NL02ABNA0123456789");
    const Answer all = get("/v1/gemeenten/zandwijk/goedkeuringen", log_in("supervisor"));
    expect_in_contract(all, "get", "/v1/gemeenten/{gemeentecode}/goedkeuringen");
    EXPECT_THAT(all.body, HasSubstr("NL02ABNA0123456789"));
    ASSERT_EQ(
        post(approvals + approval + "/besluit", log_in("supervisor"), R"({"besluit":"akkoord"})")
            .status,
        200
    );
    EXPECT_EQ(code(send("officer", "/terugbetalingen", asked)), "done");
    EXPECT_EQ(item(entry).at("terugTeBetalen"), "40.00");
    EXPECT_EQ(item(entry).at("wachtend"), "50.00");
}

TEST_P(RestOfSuspense, WhatIsDecidedIsListedPreparedAndWithdrawn) {
    const base::EntryId entry = receive("90.00");
    const json asked{
        {"handelingsnummer", "H-1"},
        {"reden", "voor een ander betaald"},
        {"postnummer", number(entry)},
        {"versie", 1},
        {"bedrag", "40.00"},
        {"andereRekening", "NL02ABNA0123456789"}};
    const std::string payouts = "/v1/gemeenten/zandwijk/uitbetalingen";
    const std::string payouts_path = "/v1/gemeenten/{gemeentecode}/uitbetalingen";
    const auto list = [&] {
        const Answer answer = get(payouts, log_in("officer"));
        expect_in_contract(answer, "get", payouts_path);
        return json::parse(answer.body).at("terugbetalingen");
    };
    const auto prepare = [&](const std::string& login, const std::string& body) {
        const Answer answer = post(payouts, log_in(login), body);
        expect_in_contract(answer, "post", payouts_path);
        return json::parse(answer.body);
    };
    EXPECT_EQ(prepare("officer", "{}").at("code"), "payments.nothing-to-pay-out");
    const Answer question = send("officer", "/terugbetalingsvoorstellen", asked);
    const std::string approval = json::parse(question.body).at("goedkeuringsnummer");
    ASSERT_EQ(
        post(
            "/v1/gemeenten/zandwijk/goedkeuringen/" + approval + "/besluit",
            log_in("supervisor"),
            R"({"besluit":"akkoord"})"
        )
            .status,
        200
    );
    ASSERT_EQ(code(send("officer", "/terugbetalingen", asked)), "done");
    ASSERT_EQ(list().size(), 1U);
    EXPECT_EQ(list().at(0).at("rekening"), "NL02ABNA0123456789");
    EXPECT_EQ(list().at(0).at("stand"), "te_betalen");
    EXPECT_EQ(prepare("supervisor", "{}").at("code"), "access.not-allowed");
    EXPECT_EQ(prepare("officer", R"({"bericht":"pain.008"})").at("code"), "api.wrong-field");
    const json prepared = prepare("officer", R"({"bericht":"pain.001.001.03"})");
    EXPECT_EQ(prepared.at("bedrag"), "40.00");
    EXPECT_EQ(prepared.at("wasErAl"), false);
    EXPECT_EQ(list().at(0).at("stand"), "in_opdracht");
    EXPECT_EQ(list().at(0).at("uitbetaling"), prepared.at("uitbetaling"));
    EXPECT_EQ(item(entry).at("terugbetalingInOpdracht"), "40.00");
    const Answer waiting = get("/v1/gemeenten/zandwijk/goedkeuringen", log_in("supervisor"));
    expect_in_contract(waiting, "get", "/v1/gemeenten/{gemeentecode}/goedkeuringen");
    EXPECT_THAT(waiting.body, HasSubstr("uitbetalingsbestand"));

    const auto withdraw = [&](const std::string& name) {
        const Answer answer = post(
            payouts + "/" + name + "/intrekking", log_in("officer"), R"({"reden":"verkeerd"})"
        );
        expect_in_contract(answer, "post", payouts_path + "/{uitbetaling}/intrekking");
        return code(answer);
    };
    EXPECT_EQ(withdraw("TB-999999"), "payments.unknown-payout");
    EXPECT_EQ(withdraw("x"), "payments.unknown-payout");
    EXPECT_EQ(withdraw(prepared.at("uitbetaling")), "done");
    EXPECT_EQ(list().at(0).at("stand"), "te_betalen");
    EXPECT_EQ(list().at(0).at("misschienWegDoor"), nullptr);
    const Answer none = get(payouts + "?vanaf=1", log_in("officer"));
    expect_in_contract(none, "get", payouts_path);
    EXPECT_EQ(json::parse(none.body).at("totaalAantal"), 1);
    EXPECT_EQ(json::parse(none.body).at("terugbetalingen").size(), 0U);
}

TEST_P(RestOfSuspense, AnOfficerTakesItUp) {
    const base::EntryId entry = receive("90.00");
    const std::string officer =
        std::to_string(access::AccessService{database()}
                           .officers_who_may(access::Right::reconcile, register_->zandwijk())
                           .at(0)
                           .id.value());
    const std::string address = root + "/" + number(entry) + "/behandelaar";
    const auto set = [&](const json& body) {
        const Answer answer = post(address, log_in("officer"), body.dump());
        expect_in_contract(answer, "post", root_path + "/{postnummer}/behandelaar");
        return code(answer);
    };
    EXPECT_EQ(set({{"behandelaar", officer}}), "done");
    EXPECT_EQ(item(entry).at("behandelaar"), officer);
    const Answer mine = get(root + "?behandelaar=" + officer, log_in("officer"));
    EXPECT_EQ(json::parse(mine.body).at("totaalAantal"), 1);
    EXPECT_EQ(get(root + "?behandelaar=x", log_in("officer")).status, 400);
    EXPECT_EQ(set(json::object()), "payments.owner-changed") << "seen as nobody's";
    EXPECT_EQ(set({{"gezienBehandelaar", officer}}), "done");
    EXPECT_EQ(item(entry).at("behandelaar"), nullptr);
    EXPECT_EQ(set({{"behandelaar", "999999"}}), "payments.no-such-owner");
}

TEST_P(RestOfSuspense, APersonSaysWhichPaymentWentBack) {
    test_support::TestPlans plans{database(), *register_};
    const base::EntryId payment = plans.receive("90.00", "2026-06-29");
    const base::EntryId back = plans.receive("-90.00", "2026-07-02");
    const std::string address = root + "/" + number(back) + "/terugboeking";
    const auto take_back = [&](const json& body) {
        const Answer answer = post(address, log_in("officer"), body.dump());
        expect_in_contract(answer, "post", root_path + "/{postnummer}/terugboeking");
        return code(answer);
    };
    EXPECT_EQ(take_back({{"betaling", number(back)}, {"reden", "r"}}), "payments.not-a-payment");
    EXPECT_EQ(take_back({{"betaling", "x"}, {"reden", "r"}}), "api.wrong-field");
    EXPECT_EQ(take_back({{"betaling", number(payment)}, {"reden", "r"}}), "done");
    EXPECT_EQ(item(payment).at("isTeruggeboekt"), true);
    EXPECT_EQ(json::parse(get(root, log_in("officer")).body).at("totaalAantal"), 0);
}

DRAAGKRACHT_ON_BOTH_DATABASES(RestOfSuspense);

}  // namespace
}  // namespace draagkracht::api
