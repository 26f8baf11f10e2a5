// The service over real connections: what every answer carries, what is refused, and that it stops
// only when the requests in hand are done.
#include "draagkracht/api/server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <latch>
#include <nlohmann/json.hpp>

#include "support/http_client.hpp"
#include "support/test_database.hpp"

namespace draagkracht::api {
namespace {

using test_support::Answer;
using test_support::ask;
using test_support::ask_raw;
using test_support::Question;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const std::string password = "een lang wachtwoord";
const std::string form_type = "application/x-www-form-urlencoded";

Request from(const std::string& address) {
    Request request;
    request.client_address = address;
    return request;
}

class Service : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) {
            return;
        }
        add_officer();
        gate_ = std::make_unique<Gate>(database(), Gate::Options{});
        router_ = std::make_unique<Router>(*gate_);
        add_routes();
        server_ = std::make_unique<Server>(
            Server::Options{.threads = 4, .body_bytes_max = 1000}, *router_
        );
    }

    void add_officer() {
        access::AccessService access{database()};
        const access::Occasion start{
            access::Actor::machine(access::Machine::conversion),
            base::BusinessDate{base::Date::parse("2026-07-01").value()},
            base::clock_now()};
        const base::MunicipalityId zandwijk =
            access.register_municipality(start, "9901", "Zandwijk", "zandwijk");
        const access::RolesByMunicipality roles{{zandwijk, {access::Role::debt_officer}}};
        ASSERT_TRUE(access.add_officer(start, {"j.bakker", "J. Bakker", password, roles}));
    }

    void add(Method method, const std::string& pattern, OpenHandler handler) {
        router_->add({.method = method, .pattern = pattern, .handler = std::move(handler)});
    }

    void add_routes() {
        add(Method::get, "/open", [](const Request&) { return Response::json(200, "1"); });
        add(Method::post, "/open-post", [](const Request& request) {
            return Response::json(200, request.body);
        });
        add(Method::get, "/namen/{naam}", [](const Request& request) {
            return Response::json(200, nlohmann::json(request.path_value("naam")).dump());
        });
        add(Method::get, "/namen/vast", [](const Request&) {
            return Response::json(200, "\"the fixed one\"");
        });
        add(Method::get, "/fault", [](const Request&) -> base::Outcome<Response> {
            throw base::ProgrammerFault{"secret detail"};
        });
        router_->add(
            {.method = Method::get,
             .pattern = "/mij",
             .handler =
                 [](const Request&, const Visit& visit) {
                     return Response::json(200, "\"" + visit.occasion.actor.text() + "\"");
                 }}
        );
        router_->add(
            {.method = Method::post,
             .pattern = "/formulier",
             .handler = [](const Request&, const Visit&) { return Response::see_other("/mij"); },
             .produces = "text/html",
             .consumes = form_type}
        );
    }

    [[nodiscard]] Answer get(const std::string& address, const Fields& headers = {}) const {
        return ask(server_->port(), {"GET", address, headers, {}});
    }

    struct OpenSession {
        std::string cookie;
        std::string csrf_token;
    };

    OpenSession log_in() {
        const LoggedIn begun = gate_->log_in({}, {"j.bakker", password}).value();
        return {begun.set_cookie.substr(0, begun.set_cookie.find(';')), begun.csrf_token};
    }

    std::unique_ptr<Gate> gate_;
    std::unique_ptr<Router> router_;
    std::unique_ptr<Server> server_;
};

TEST_P(Service, EveryAnswerCarriesTheSecurityHeaders) {
    for (const std::string address : {"/open", "/nothing-here", "/mij", "/fault", "/open?a=%zz"}) {
        const Answer answer = get(address);
        EXPECT_THAT(
            answer.header("content-security-policy"),
            testing::AllOf(
                StartsWith("default-src 'none'"),
                HasSubstr("frame-ancestors 'none'"),
                HasSubstr("base-uri 'none'"),
                Not(HasSubstr("unsafe"))
            )
        ) << address;
        EXPECT_EQ(answer.header("x-content-type-options"), "nosniff");
        EXPECT_EQ(answer.header("x-frame-options"), "DENY");
        EXPECT_EQ(answer.header("cache-control"), "no-store");
        EXPECT_EQ(answer.header("referrer-policy"), "no-referrer");
        EXPECT_EQ(answer.header("api-version"), "1.0.0");
        EXPECT_EQ(answer.header("strict-transport-security"), "");  // it is not behind TLS
    }
    const Server behind_tls{{.behind_tls = true, .threads = 2}, *router_};
    EXPECT_NE(ask(behind_tls.port(), {"GET", "/open"}).header("strict-transport-security"), "");
}

TEST_P(Service, RefusesInTheFormOfRfc9457) {
    struct Row {
        Question question;
        int status;
        std::string code;
    };
    const Fields json{{"Content-Type", "application/json"}};
    const Fields unknown_cookie{{"Cookie", "draagkracht_session=00"}};
    const std::vector<Row> rows{
        {{"GET", "/nothing-here"}, 404, "api.no-such-page"},
        {{"GET", "/namen/"}, 404, "api.no-such-page"},
        {{"GET", "/namen/a/b"}, 404, "api.no-such-page"},
        {{"GET", "/namen/a%2Fb"}, 400, "api.not-readable"},
        {{"GET", "/open?a=1&a=2"}, 400, "api.not-readable"},
        {{"GET", "/open-post"}, 405, "api.wrong-method"},
        {{"DELETE", "/open"}, 405, "api.wrong-method"},
        {{"GET", "/open", {{"Accept", "text/html"}}}, 406, "api.not-acceptable"},
        {{"POST", "/open-post", {{"Content-Type", "text/plain"}}}, 415, "api.wrong-media-type"},
        {{"POST", "/open-post"}, 415, "api.wrong-media-type"},
        {{"POST", "/open-post", json, std::string(1001, ' ')}, 413, "api.too-large"},
        {{"GET", "/mij"}, 401, "api.not-signed-in"},
        {{"GET", "/mij", unknown_cookie}, 401, "api.not-signed-in"},
        {{"GET", "/fault"}, 500, "api.fault"},
    };
    for (const Row& row : rows) {
        const Answer answer = ask(server_->port(), row.question);
        ASSERT_EQ(answer.status, row.status) << row.question.address;
        EXPECT_EQ(answer.header("content-type"), "application/problem+json");
        const nlohmann::json body = nlohmann::json::parse(answer.body);
        EXPECT_EQ(body.at("status"), row.status);
        EXPECT_EQ(body.at("code"), row.code) << row.question.address;
        EXPECT_FALSE(body.at("title").get<std::string>().empty());
        EXPECT_FALSE(body.at("detail").get<std::string>().empty());
        EXPECT_THAT(answer.body, Not(HasSubstr("secret detail")));
    }
    EXPECT_EQ(get("/open-post").header("allow"), "POST");
    EXPECT_EQ(ask(server_->port(), {"POST", "/open-post", json, "{}"}).body, "{}");
}

TEST_P(Service, RefusalsCanBeDressedForAPartOfTheSite) {
    router_->dress_refusals("/", [](const Request&, int status, const base::Problem& problem) {
        return Response::html(status, "<p>" + problem.code + "</p>");
    });
    router_->dress_refusals("/v1/", [](const Request&, int status, const base::Problem& problem) {
        return problem_json(status, problem);
    });
    EXPECT_EQ(get("/nothing-here").body, "<p>api.no-such-page</p>");
    EXPECT_EQ(get("/v1/nothing-here").header("content-type"), "application/problem+json");
}

TEST_P(Service, FindsTheMostFixedRouteAndAnswersHead) {
    EXPECT_EQ(get("/namen/vast").body, "\"the fixed one\"");
    EXPECT_EQ(get("/namen/J.%20de%20Wit").body, "\"J. de Wit\"");
    const Answer head = ask(server_->port(), {"HEAD", "/open"});
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.body, "");
    EXPECT_EQ(head.header("content-length"), "1");
}

// Dots are names like any other here: no path of a request ever becomes the path of a file.
TEST_P(Service, LeadsNowhereByDots) {
    for (const std::string address :
         {"/../etc/passwd", "/namen/../../etc/passwd", "/%2e%2e/etc/passwd", "//etc/passwd"}) {
        EXPECT_EQ(get(address).status, 404) << address;
    }
}

TEST_P(Service, CookieIsForThisSiteAndNotForScripts) {
    const auto cookie_of = [&](Gate& gate) {
        return gate.log_in({}, {"j.bakker", password}).value().set_cookie;
    };
    EXPECT_THAT(cookie_of(*gate_), testing::EndsWith("; Path=/; HttpOnly; SameSite=Strict"));
    Gate behind_tls{database(), {.behind_tls = true}};
    EXPECT_THAT(cookie_of(behind_tls), testing::EndsWith("; SameSite=Strict; Secure"));
}

TEST_P(Service, SessionOpensTheRoutesOfOfficersUntilLogOut) {
    const OpenSession session = log_in();
    EXPECT_THAT(get("/mij", {{"Cookie", session.cookie}}).body, StartsWith("\"officer:"));
    Request leave;
    leave.headers["cookie"] = session.cookie;
    EXPECT_THAT(gate_->log_out(leave), HasSubstr("Max-Age=0"));
    EXPECT_EQ(get("/mij", {{"Cookie", session.cookie}}).status, 401);
}

TEST_P(Service, FormIsTakenFromOurOwnPagesAlone) {
    const OpenSession session = log_in();
    struct Row {
        std::string body;
        Fields headers;
        int status;
    };
    const std::string good = "csrf_token=" + session.csrf_token;
    const std::string here = "127.0.0.1:" + std::to_string(server_->port());
    const std::vector<Row> rows{
        {good, {}, 303},
        {good, {{"Sec-Fetch-Site", "same-origin"}}, 303},
        {good, {{"Origin", "http://" + here}}, 303},
        {good, {{"Origin", "https://elsewhere.example"}}, 403},
        {good, {{"Origin", "null"}}, 403},
        {good, {{"Sec-Fetch-Site", "cross-site"}}, 403},
        {good, {{"Sec-Fetch-Site", "same-site"}}, 403},
        {"csrf_token=" + std::string(session.csrf_token.size(), '0'), {}, 403},
        {"csrf_token=", {}, 403},
        {"", {}, 403},
    };
    for (Row row : rows) {
        row.headers.emplace("Cookie", session.cookie);
        row.headers.emplace("Content-Type", form_type);
        const Answer answer = ask(server_->port(), {"POST", "/formulier", row.headers, row.body});
        EXPECT_EQ(answer.status, row.status) << row.body;
    }
}

TEST_P(Service, StopsGuessingOfPasswords) {
    base::Outcome<LoggedIn> last = gate_->log_in(from("10.0.0.1"), {"j.bakker", "verkeerd"});
    for (int count = 0; count < 20 && last.error().code == "access.log-in-failed"; ++count) {
        last = gate_->log_in(from("10.0.0.1"), {"j.bakker", "verkeerd"});
    }
    EXPECT_EQ(last.error().code, "api.too-many-log-ins");
    EXPECT_EQ(status_of(last.error()), 429);
    EXPECT_FALSE(gate_->log_in(from("10.0.0.1"), {"j.bakker", password}));
    EXPECT_TRUE(gate_->log_in(from("10.0.0.2"), {"j.bakker", password})) << "at another desk";
}

TEST_P(Service, RefusesRequestsThatTwoReadersReadTwoWays) {
    const std::string start =
        "POST /open-post HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
        "Content-Length: 2\r\n";
    EXPECT_THAT(
        ask_raw(server_->port(), start + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        StartsWith("HTTP/1.1 400 ")
    );
    EXPECT_THAT(
        ask_raw(server_->port(), start + "Content-Length: 2\r\n\r\n{}"), StartsWith("HTTP/1.1 400 ")
    );
}

// A length that wraps around would end in a fault that nobody counts, and stopping would wait for
// that request for ever.
TEST_P(Service, ALengthBelowZeroIsRefusedAndTheServiceStillStops) {
    const std::string answer = ask_raw(
        server_->port(),
        "POST /open-post HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
        "Content-Length: -5\r\n\r\n{}"
    );
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 400 "));
    server_->stop();
}

// What is not read of a refused body must not be taken for a next request.
TEST_P(Service, ClosesTheConnectionOfARefusedBody) {
    const std::string hidden = "GET /open HTTP/1.1\r\nHost: a\r\n\r\n";
    const std::string answer = ask_raw(
        server_->port(),
        "POST /open-post HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n" + hidden
    );
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 413 "));
    EXPECT_THAT(answer, Not(HasSubstr("HTTP/1.1 200")));
}

TEST_P(Service, RefusesAChunkedBodyOverTheLimit) {
    const std::string head =
        "POST /open-post HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
        "Transfer-Encoding: chunked\r\n\r\n";
    const std::string chunk = "3e9\r\n" + std::string(0x3e9, ' ') + "\r\n0\r\n\r\n";
    EXPECT_THAT(ask_raw(server_->port(), head + chunk), StartsWith("HTTP/1.1 413 "));
}

TEST_P(Service, TwoAtOnceDoNotWaitForEachOther) {
    std::latch both{2};
    add(Method::get, "/samen", [&both](const Request&) {
        both.arrive_and_wait();  // answers only when the other is here too
        return Response::json(200, "{}");
    });
    std::future<Answer> other = std::async(std::launch::async, [&] { return get("/samen"); });
    EXPECT_EQ(get("/samen").status, 200);
    EXPECT_EQ(other.get().status, 200);
}

TEST_P(Service, StopsWhenTheRequestInHandIsAnswered) {
    std::latch started{1};
    std::latch may_end{1};
    add(Method::get, "/lang", [&](const Request&) {
        started.count_down();
        may_end.wait();
        return Response::json(200, "\"done\"");
    });
    std::future<Answer> slow = std::async(std::launch::async, [&] { return get("/lang"); });
    started.wait();
    std::future<void> stopped = std::async(std::launch::async, [&] { server_->stop(); });
    may_end.count_down();
    EXPECT_EQ(slow.get().body, "\"done\"");
    stopped.get();
    EXPECT_ANY_THROW((void)get("/open"));
}

// Four threads serve; sixty-four who send half a request and as many who send nothing hold none of
// them: a page still comes while all of them wait, and each is answered when the rest of it comes.
TEST_P(Service, WhoSendsSlowlyHoldsUpNobody) {
    std::vector<test_support::SlowAsker> slow;
    std::vector<test_support::SlowAsker> silent;
    for (int count = 0; count < 64; ++count) {
        slow.emplace_back(server_->port(), "POST /open-post HTTP/1.1\r\nHost: a\r\n");
        silent.emplace_back(server_->port(), "");
    }
    EXPECT_EQ(get("/open").status, 200);
    for (test_support::SlowAsker& asker : slow) {
        EXPECT_THAT(
            asker.finish("Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"),
            testing::AllOf(StartsWith("HTTP/1.1 200 "), testing::EndsWith("{}"))
        );
    }
}

TEST_P(Service, WhatIsNoRequestIsRefusedWithTheSecurityHeadersToo) {
    for (const std::string& bytes :
         {std::string{"nonsense\r\n\r\n"},
          std::string{"GET /open HTTP/1.1\r\nContent-Length: x\r\n\r\n"},
          "GET /" + std::string(20000, 'x')}) {
        const std::string answer = ask_raw(server_->port(), bytes);
        EXPECT_THAT(answer, StartsWith("HTTP/1.1 400 ")) << bytes.substr(0, 40);
        EXPECT_THAT(answer, HasSubstr("Content-Security-Policy: default-src 'none'"));
        EXPECT_THAT(answer, HasSubstr("X-Frame-Options: DENY"));
    }
}

// The proxy adds who asked as the last name; what the asker wrote there counts for nothing.
TEST_P(Service, BehindAProxyThePersonWhoAsksIsTold) {
    add(Method::get, "/wie", [](const Request& request) {
        return Response::json(200, nlohmann::json(request.client_address).dump());
    });
    const Server behind_tls{{.behind_tls = true, .threads = 2}, *router_};
    const Question question{"GET", "/wie", {{"X-Forwarded-For", "10.0.0.1, 192.0.2.7"}}, {}};
    EXPECT_EQ(ask(behind_tls.port(), question).body, "\"192.0.2.7\"");
    EXPECT_EQ(ask(server_->port(), question).body, "\"127.0.0.1\"");
}

TEST_P(Service, SaysWhenTheAddressIsTaken) {
    const Server::Options same{.port = server_->port()};
    EXPECT_THROW((Server{same, *router_}), CannotListen);
}

DRAAGKRACHT_ON_BOTH_DATABASES(Service);

}  // namespace
}  // namespace draagkracht::api
