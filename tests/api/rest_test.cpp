// The REST interface as a program meets it, over HTTP, held against its own contract.
#include "draagkracht/api/rest_routes.hpp"

#include <gmock/gmock.h>
#include <soci/soci.h>

#include <future>
#include <nlohmann/json.hpp>

#include "api/schema.hpp"
#include "draagkracht/api/server.hpp"
#include "draagkracht/daily/business_day_service.hpp"
#include "draagkracht/norms/rules_file.hpp"
#include "support/http_client.hpp"
#include "support/test_plans.hpp"

namespace draagkracht::api {
namespace {

using nlohmann::json;
using test_support::Answer;
using test_support::ask;
using test_support::TestPlan;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::string password = "een lang wachtwoord";
const std::string bsn = "111222333";

class Rest : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) {
            return;
        }
        register_.emplace(database());
        const std::string config = DRAAGKRACHT_SOURCE_DIR "/config/";
        rules_ = norms::read_rules({.norms = config + "norms",
                                    .law = config + "law.toml",
                                    .policies = config + "policies"})
                     .value();
        add_people();
        services_.emplace(database(), register_->sealer(), *rules_);
        gate_.emplace(database(), Gate::Options{.today = base::Date::parse("2026-07-09").value()});
        router_.emplace(*gate_);
        add_rest_routes(*router_, *gate_, *services_);
        server_.emplace(Server::Options{.threads = 4}, *router_);
    }

    void add_people() {
        access::AccessService access{database()};
        const access::Occasion start = register_->machine(access::Machine::conversion);
        const base::MunicipalityId elsewhere =
            access.register_municipality(start, "lierveld", "Lierveld", "peelrand");
        const auto add = [&](const std::string& login, access::RolesByMunicipality roles) {
            ASSERT_TRUE(access.add_officer(start, {login, login, password, std::move(roles)}));
        };
        add("officer", {{register_->zandwijk(), {access::Role::debt_officer}}});
        add("caseworker", {{register_->zandwijk(), {access::Role::caseworker}}});
        add("administrator", {{register_->zandwijk(), {access::Role::administrator}}});
        add("neighbour", {{elsewhere, {access::Role::debt_officer}}});
    }

    // A debtor with a missed instalment, a joint claim, a payment and a contact.
    TestPlan add_debtor() {
        people::PersonFacts facts = test_support::TestRegister::person_facts("100001");
        facts.bsn = base::Bsn::parse(bsn).value();
        const base::PersonId debtor =
            services_->people.register_person(register_->officer(), register_->zandwijk(), facts)
                .value();
        test_support::TestPlans plans{database(), *register_};
        TestPlan plan = plans.add("100002");
        plans.pay(plan, "20.00", "2026-06-01");
        (void)register_->claim("V-JOINT", {debtor, plan.person}, "300.00", "2026-05-01");
        const followup::Contact contact{
            .number = "C-1",
            .person = plan.person,
            .contacted_on = base::Date::parse("2026-07-01").value(),
            .kind =
                {followup::Channel::phone,
                 followup::Direction::outgoing,
                 followup::ContactOutcome::spoken},
            .arrears = {},
            .nonpayment_reason = followup::NonpaymentReason::forgotten,
            .notes = "Belt terug.",
            .next_step = followup::NextStep::await_payment,
            .come_back_on = {},
            .where = {}};
        EXPECT_TRUE(
            services_->followup.record_contact(register_->officer(), register_->zandwijk(), contact)
        );
        return plan;
    }

    // The talk of today that an agreement comes from.
    void add_conversation(base::PersonId person) {
        const followup::Contact talk{
            .number = "C-1",
            .person = person,
            .contacted_on = base::Date::parse("2026-06-30").value(),
            .kind = {
                followup::Channel::phone,
                followup::Direction::incoming,
                followup::ContactOutcome::spoken}};
        EXPECT_TRUE(
            services_->followup.record_contact(register_->officer(), register_->zandwijk(), talk)
        );
    }

    [[nodiscard]] Answer post(
        const std::string& address, const Fields& headers, const std::string& body
    ) const {
        Fields all = headers;
        all["Content-Type"] = "application/json";
        return ask(server_->port(), {"POST", address, all, body});
    }

    // The headers of a session of that officer.
    [[nodiscard]] Fields log_in(const std::string& login) const {
        const Answer answer = post(
            "/v1/sessies", {}, json{{"gebruikersnaam", login}, {"wachtwoord", password}}.dump()
        );
        EXPECT_EQ(answer.status, 201) << answer.body;
        const std::string set_cookie = answer.header("set-cookie");
        return {
            {"Cookie", set_cookie.substr(0, set_cookie.find(';'))},
            {"X-CSRF-Token", json::parse(answer.body).at("csrfToken").get<std::string>()}};
    }

    [[nodiscard]] Answer get(const std::string& address, const Fields& headers) const {
        return ask(server_->port(), {"GET", address, headers, {}});
    }

    [[nodiscard]] json contract() const { return json::parse(get("/openapi.json", {}).body); }

    // The answer must be what the contract says of it.
    void expect_in_contract(
        const Answer& answer, const std::string& method, const std::string& path
    ) const {
        const json document = contract();
        json told = document.at("paths")
                        .at(path)
                        .at(method)
                        .at("responses")
                        .at(std::to_string(answer.status));
        if (told.contains("$ref")) {
            told = document.at(json::json_pointer{told.at("$ref").get<std::string>().substr(1)});
        }
        const std::string type = answer.header("content-type");
        const json schema = told.at("content").at(type.substr(0, type.find(';'))).at("schema");
        EXPECT_THAT(misfits(document, schema, json::parse(answer.body)), IsEmpty());
    }

    long long count(const std::string& what) {
        storage::Transaction transaction{database(), "count", storage::Access::read};
        long long rows = 0;
        transaction.sql() << "SELECT COUNT(*) FROM " + what, soci::into(rows);
        return rows;
    }

    std::optional<test_support::TestRegister> register_;
    std::optional<norms::RuleBook> rules_;
    std::optional<Services> services_;
    std::optional<Gate> gate_;
    std::optional<Router> router_;
    std::optional<Server> server_;
};

const std::string overview_path =
    "/v1/gemeenten/{gemeentecode}/debiteuren/{debiteurnummer}/overzicht";
const std::string search_path = "/v1/gemeenten/{gemeentecode}/zoekopdrachten";
const std::string tasks_path = "/v1/gemeenten/{gemeentecode}/taken";

std::string overview_of(const std::string& client_number) {
    return "/v1/gemeenten/zandwijk/debiteuren/" + client_number + "/overzicht";
}

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

TEST_P(Rest, APlanIsPausedAndThePauseShortenedAndWithdrawn) {
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

TEST_P(Rest, ProposalsLieSideBySideAndWriteTheLookAlone) {
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
    EXPECT_EQ(body.at("voorstellen")[3].at("reden").at("code"), "plans.below-protected-income");
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

TEST_P(Rest, AnAgreementIsMadeOnceForEachKey) {
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
}

TEST_P(Rest, WhatIsWrongInAnAgreementIsNamedByItsPlaceAndNotRepeated) {
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

TEST_P(Rest, WhoMayNotAgreeOnPlansMayNotAskForProposalsEither) {
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
