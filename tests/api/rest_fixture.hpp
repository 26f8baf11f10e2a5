// What the tests of the REST interface share: a register with officers, a server over it, and its
// own contract that each answer is held against.
#pragma once

#include <gmock/gmock.h>
#include <soci/soci.h>

#include <nlohmann/json.hpp>

#include "api/schema.hpp"
#include "draagkracht/api/rest_routes.hpp"
#include "draagkracht/api/server.hpp"
#include "draagkracht/daily/business_day_service.hpp"
#include "draagkracht/norms/rules_file.hpp"
#include "support/http_client.hpp"
#include "support/test_plans.hpp"

namespace draagkracht::api {

using nlohmann::json;
using test_support::Answer;
using test_support::ask;
using test_support::TestPlan;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

inline const std::string password = "een lang wachtwoord";
inline const std::string bsn = "111222333";

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
        add("supervisor", {{register_->zandwijk(), {access::Role::supervisor}}});
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

inline const std::string overview_path =
    "/v1/gemeenten/{gemeentecode}/debiteuren/{debiteurnummer}/overzicht";
inline const std::string search_path = "/v1/gemeenten/{gemeentecode}/zoekopdrachten";
inline const std::string tasks_path = "/v1/gemeenten/{gemeentecode}/taken";

inline std::string overview_of(const std::string& client_number) {
    return "/v1/gemeenten/zandwijk/debiteuren/" + client_number + "/overzicht";
}

}  // namespace draagkracht::api
