// What the tests of whole pages share: a register with officers, and a browser's way of asking.
#pragma once

#include <gmock/gmock.h>
#include <soci/soci.h>

#include <cstdlib>
#include <fstream>

#include "draagkracht/daily/business_day_service.hpp"
#include "draagkracht/norms/rules_file.hpp"
#include "draagkracht/pages/pages.hpp"
#include "support/test_plans.hpp"

namespace draagkracht::pages {

using api::Response;
using test_support::TestPlan;

inline const std::string password = "een lang wachtwoord";
inline const std::string bsn = "111222333";
inline const std::string at_zandwijk = "/gemeenten/zandwijk";
inline const std::string business_day = "2026-07-09";

// The files that `npm run assets` makes, as far as a page needs them.
class BuiltAssets {
  public:
    BuiltAssets() {
        base::ensure(mkdtemp(folder_.data()) != nullptr, "a folder for the test");
        write("manifest.json", R"({"stylesheet": "stijl-1a2b.css", "icon": "icoon-3c4d.svg",
                                    "talk_script": "gesprek-5e6f.js"})");
        write("stijl-1a2b.css", "body{}");
        write("icoon-3c4d.svg", "<svg/>");
        write("gesprek-5e6f.js", "reken();");
    }
    ~BuiltAssets() { std::filesystem::remove_all(folder_); }
    BuiltAssets(const BuiltAssets&) = delete;
    BuiltAssets& operator=(const BuiltAssets&) = delete;

    [[nodiscard]] std::filesystem::path folder() const { return folder_; }

  private:
    void write(const std::string& name, const std::string& text) const {
        std::ofstream{folder() / name} << text;
    }
    std::string folder_ = (std::filesystem::temp_directory_path() / "pages-test-XXXXXX").string();
};

inline std::string form_of(const api::Fields& fields) {
    std::string body;
    for (const auto& [name, value] : fields) {
        body.append(body.empty() ? "" : "&").append(name).append("=").append(value);
    }
    return body;
}

// Where the link with that text leads to.
inline std::string link_in(const std::string& html, const std::string& text) {
    const std::size_t end = html.find("\">" + text + "</a>");
    base::ensure(end != std::string::npos, "the page has that link");
    const std::size_t start = html.rfind('"', end - 1) + 1;
    return html.substr(start, end - start);
}

// The value of an input in a page.
inline std::string input_of(const std::string& html, const std::string& name) {
    const std::string start = "name=\"" + name + "\" value=\"";
    const std::size_t place = html.find(start);
    base::ensure(place != std::string::npos, "the page has that input");
    const std::size_t value = place + start.size();
    return html.substr(value, html.find('"', value) - value);
}

class PagesOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) {
            return;
        }
        register_.emplace(database());
        plans_.emplace(database(), *register_);
        const std::string config = DRAAGKRACHT_SOURCE_DIR "/config/";
        rules_ =
            norms::read_rules({config + "norms", config + "law.toml", config + "policies"}).value();
        add_officers();
        services_.emplace(database(), register_->sealer(), *rules_);
        letters_.emplace(letters::LettersService::open(
                             database(),
                             register_->sealer(),
                             rules_->policies,
                             DRAAGKRACHT_SOURCE_DIR "/templates/letters"
        )
                             .value());
        gate_.emplace(
            database(), api::Gate::Options{.today = base::Date::parse(business_day).value()}
        );
        router_.emplace(*gate_);
        ASSERT_TRUE(add_routes(
            *router_,
            {*gate_, *services_, *letters_},
            {DRAAGKRACHT_SOURCE_DIR "/templates/pages", assets_.folder()}
        ));
    }

    void add_officers() {
        access::AccessService access{database()};
        const access::Occasion start = register_->machine(access::Machine::conversion);
        const base::MunicipalityId lierveld =
            access.register_municipality(start, "lierveld", "Lierveld", "peelrand");
        const base::MunicipalityId zandwijk = register_->zandwijk();
        const auto add = [&](const std::string& login, access::RolesByMunicipality roles) {
            ASSERT_TRUE(access.add_officer(start, {login, "J. Bakker", password, std::move(roles)})
            );
        };
        add("officer", {{zandwijk, {access::Role::debt_officer}}});
        add("supervisor", {{zandwijk, {access::Role::supervisor}}});
        add("auditor", {{zandwijk, {access::Role::auditor}}});
        add("caseworker", {{zandwijk, {access::Role::caseworker}}});
        add("administrator", {{zandwijk, {access::Role::administrator}}});
        add("neighbour", {{lierveld, {access::Role::debt_officer}}});
        add("regional",
            {{zandwijk, {access::Role::debt_officer}}, {lierveld, {access::Role::debt_officer}}});
    }

    Response get(const std::string& address, const std::string& cookie = "") {
        const std::size_t question = std::min(address.find('?'), address.size());
        api::Request request;
        request.method = "GET";
        request.path = address.substr(0, question);
        request.query =
            api::fields_from_query(address.substr(std::min(question + 1, address.size()))).value();
        request.headers["cookie"] = cookie;
        return router_->answer(request);
    }

    Response post(
        const std::string& path, const api::Fields& fields, const std::string& cookie = ""
    ) {
        api::Request request;
        request.method = "POST";
        request.path = path;
        request.headers["cookie"] = cookie;
        request.headers["content-type"] = "application/x-www-form-urlencoded";
        request.body = form_of(fields);
        return router_->answer(request);
    }

    // The cookie of a session.
    std::string log_in(const std::string& login) {
        const Response response =
            post("/inloggen", {{"user_name", login}, {"password", "een+lang+wachtwoord"}});
        EXPECT_EQ(response.status, 303) << response.body;
        const std::string cookie = response.headers.at("Set-Cookie");
        return cookie.substr(0, cookie.find(';'));
    }

    // A debtor with an instalment of EUR 50.00 on 1 July that did not come in, and its task.
    TestPlan missed() {
        const TestPlan plan = plans_->add("100001", {.first_due = "2026-07-01"});
        const base::Date day = base::Date::parse("2026-07-07").value();
        EXPECT_TRUE(daily::BusinessDayService(database(), rules_->policies)
                        .run_until(
                            register_->machine(access::Machine::night_run, "2026-07-07"),
                            {.until = day, .first_day = day}
                        ));
        return plan;
    }

    // The address of the first task on the list.
    std::string first_task(const std::string& cookie) {
        const std::string html = get(at_zandwijk + "/werkvoorraad", cookie).body;
        const std::string start = "href=\"" + at_zandwijk + "/werkvoorraad/";
        const std::size_t place = html.find(start);
        base::ensure(place != std::string::npos, "there is a task on the list");
        return html.substr(place + 6, html.find('"', place + 6) - place - 6);
    }

    // What the form of that page sends when nothing is filled in.
    static api::Fields empty_form(const std::string& html) {
        api::Fields fields{{"reason", ""}, {"come_back_on", ""}, {"note", ""}};
        for (const std::string name : {"csrf_token", "contact_number", "person", "about"}) {
            fields[name] = input_of(html, name);
        }
        return fields;
    }

    long long count(const std::string& what) {
        storage::Transaction transaction{database(), "count", storage::Access::read};
        long long rows = 0;
        transaction.sql() << "SELECT COUNT(*) FROM " + what, soci::into(rows);
        return rows;
    }

    // What no page writes.
    void say(const std::string& statement) {
        storage::Transaction transaction{database(), "say", storage::Access::write};
        test_support::take_guards_off(transaction);
        transaction.sql() << statement;
        transaction.commit();
    }

    std::optional<test_support::TestRegister> register_;
    std::optional<test_support::TestPlans> plans_;
    std::optional<norms::RuleBook> rules_;
    std::optional<api::Services> services_;
    std::optional<letters::LettersService> letters_;
    std::optional<api::Gate> gate_;
    std::optional<api::Router> router_;
    BuiltAssets assets_;
};

}  // namespace draagkracht::pages
