// The gate tells who a request comes from, and lets nobody through without a log-in.
//
//     Outcome<Visit> visit = gate.visit(request);
//     people.look(visit->occasion, client_number);
//
// An officer logs in once and gets a cookie that scripts cannot read and that other sites cannot
// send. On top of that each POST must come from our own pages and carry the token of the session.
#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/api/log_in_throttle.hpp"
#include "draagkracht/api/request.hpp"
#include "draagkracht/api/response.hpp"

namespace draagkracht::api {

struct Visit {
    access::Occasion occasion;
    std::string csrf_token;  // for the forms of the page that answers
};

struct LogIn {
    std::string login;
    std::string password;
};

// A session that has just begun.
struct LoggedIn {
    std::string set_cookie;  // the header Set-Cookie of the answer
    std::string csrf_token;
};

class Gate {
  public:
    struct Options {
        bool behind_tls = false;            // people reach us over https: the cookie says so too
        std::optional<base::Date> today{};  // the business date, when it is not that of the clock
    };

    Gate(storage::Database& database, Options options);

    // Problems api.not-signed-in; api.forged-form for a POST without the token of its session.
    [[nodiscard]] base::Outcome<Visit> visit(const Request& request) const;

    // Problems access.log-in-failed, api.too-many-log-ins.
    [[nodiscard]] base::Outcome<LoggedIn> log_in(const Request& request, const LogIn& log_in);
    // Ends the session; answers with the header Set-Cookie that takes the cookie away.
    [[nodiscard]] std::string log_out(const Request& request);

    // Problem api.forged-form when a browser says that another site made it send this. For every
    // POST, also that of the log-in itself.
    [[nodiscard]] static base::Done check_origin(const Request& request);

    [[nodiscard]] const Options& options() const { return options_; }

  private:
    [[nodiscard]] std::string cookie_attributes() const;
    [[nodiscard]] tl::unexpected<base::Problem> too_many_log_ins() const;

    access::AccessService access_;
    Options options_;
    LogInThrottle throttle_;
    // Hashing a password takes much memory on purpose; so it is done for one at a time.
    std::mutex log_in_mutex_;
};

}  // namespace draagkracht::api
