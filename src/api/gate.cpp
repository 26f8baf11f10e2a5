#include "draagkracht/api/gate.hpp"

#include <fmt/format.h>

namespace draagkracht::api {

namespace {

constexpr std::string_view cookie_name = "draagkracht_session";

tl::unexpected<base::Problem> forged_form() {
    return base::problem(
        "api.forged-form",
        "this form was not sent from our own page, or the page is too old",
        "open the page again and send the form from there"
    );
}

// "https://draagkracht.example:8443" ends in the host that the browser asked for.
bool is_of_host(std::string_view origin, std::string_view host) {
    const std::size_t start = origin.find("://");
    return start != std::string_view::npos && origin.substr(start + 3) == host;
}

base::Outcome<std::string> csrf_token_of(const Request& request) {
    if (request.media_type() == "application/x-www-form-urlencoded") {
        return fields_from_query(request.body).map([](const Fields& fields) {
            const auto found = fields.find("csrf_token");
            return found == fields.end() ? std::string{} : found->second;
        });
    }
    return std::string{request.header("x-csrf-token")};
}

}  // namespace

Gate::Gate(storage::Database& database, Options options)
    : access_{database}, options_{options}, throttle_{LogInThrottle::Limits{}} {}

tl::unexpected<base::Problem> Gate::too_many_log_ins() const {
    return base::problem(
        "api.too-many-log-ins",
        "there were too many wrong passwords",
        fmt::format("wait {} minutes and try again", throttle_.window().count())
    );
}

base::Outcome<Visit> Gate::visit(const Request& request) const {
    const base::Timestamp moment = base::clock_now();
    const std::string token{request.cookie(cookie_name)};
    const std::optional<access::SignedIn> who =
        token.empty() ? std::nullopt : access_.signed_in(token, moment);
    if (!who) {
        return base::problem("api.not-signed-in", "nobody is logged in", "log in first");
    }
    if (request.method != "GET" && request.method != "HEAD") {
        const base::Outcome<std::string> sent = csrf_token_of(request);
        if (!sent) {
            return tl::unexpected(sent.error());
        }
        if (*sent != who->csrf_token) {
            return forged_form();
        }
    }
    const base::Date today = options_.today ? *options_.today : base::amsterdam_date(moment);
    return Visit{{who->actor, base::BusinessDate{today}, moment}, who->csrf_token};
}

base::Outcome<LoggedIn> Gate::log_in(const Request& request, const LogIn& log_in) {
    const LogInThrottle::Attempt attempt{log_in.login, request.client_address};
    if (!throttle_.may_try(attempt, base::clock_now())) {
        return too_many_log_ins();
    }
    const std::lock_guard one_at_a_time{log_in_mutex_};
    const base::Timestamp moment = base::clock_now();
    if (!throttle_.may_try(attempt, moment)) {
        return too_many_log_ins();  // they came all at once, and waited here
    }
    const base::Outcome<access::Session> session =
        access_.log_in(log_in.login, log_in.password, moment);
    if (!session) {
        throttle_.failed(attempt, moment);
        return tl::unexpected(session.error());
    }
    throttle_.succeeded(attempt);
    return LoggedIn{
        fmt::format("{}={}; {}", cookie_name, session->token, cookie_attributes()),
        session->csrf_token};
}

std::string Gate::log_out(const Request& request) {
    access_.log_out(std::string{request.cookie(cookie_name)});
    return fmt::format("{}=; Max-Age=0; {}", cookie_name, cookie_attributes());
}

base::Done Gate::check_origin(const Request& request) {
    const std::string_view site = request.header("sec-fetch-site");
    if (!site.empty() && site != "same-origin" && site != "none") {
        return forged_form();
    }
    const std::string_view origin = request.header("origin");
    if (site.empty() && !origin.empty() && !is_of_host(origin, request.header("host"))) {
        return forged_form();
    }
    return {};
}

std::string Gate::cookie_attributes() const {
    return fmt::format(
        "Path=/; HttpOnly; SameSite=Strict{}", options_.behind_tls ? "; Secure" : ""
    );
}

}  // namespace draagkracht::api
