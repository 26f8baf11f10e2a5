// The router finds the route of a request and calls it.
//
//     Router router{gate};
//     router.add({Method::get, "/v1/taken", worklist});
//     Response response = router.answer(request);
//
// A route is open to anyone or for officers. One for officers takes a Visit, which only the gate
// makes, so that a check of the log-in cannot be forgotten. A route that meets a Problem returns
// it; how a refusal looks is decided in one place.
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "draagkracht/api/gate.hpp"
#include "draagkracht/api/request.hpp"
#include "draagkracht/api/response.hpp"

namespace draagkracht::api {

enum class Method { get, post };

using OpenHandler = std::function<base::Outcome<Response>(const Request&)>;
using OfficerHandler = std::function<base::Outcome<Response>(const Request&, const Visit&)>;

struct Route {
    Method method;
    // Segments are fixed or "{name}"; a fixed one goes before a named one: "/v1/taken/{nummer}".
    std::string pattern;
    std::variant<OpenHandler, OfficerHandler> handler;
    std::string produces = "application/json";  // 406 when the caller takes none of it
    std::string consumes = "application/json";  // of a POST: 415 for another media type
};

// The problem as the person or program that asked can read it.
using RefusalDress = std::function<Response(const Request&, int status, const base::Problem&)>;

class Router {
  public:
    explicit Router(Gate& gate) : gate_{gate} {}

    // Two routes that answer to the same requests are a fault of the program.
    void add(Route route);
    // Refusals of paths that start with `prefix` look like this; the longest prefix decides. As
    // long as nothing is said, a refusal is problem+json.
    void dress_refusals(std::string prefix, RefusalDress dress);

    // Always an answer: what a handler throws becomes 500, with nothing of it shown. HEAD is
    // answered as GET; the server leaves the body out.
    [[nodiscard]] Response answer(Request request) const;
    [[nodiscard]] Response refuse(const Request& request, const base::Problem& problem) const;

    // "GET /v1/taken": every route that was added, to hold against a contract.
    [[nodiscard]] std::vector<std::string> addresses() const;

  private:
    using Segments = std::vector<std::string>;
    struct Place {
        Segments segments;
        Route route;
    };
    [[nodiscard]] base::Outcome<const Route*> find(Request& request) const;
    [[nodiscard]] std::string methods_at(const std::string& path) const;
    [[nodiscard]] Response answer(const Route& route, const Request& request) const;
    [[nodiscard]] base::Outcome<Response> call(const Route& route, const Request& request) const;

    Gate& gate_;
    std::vector<Place> places_;
    std::vector<std::pair<std::string, RefusalDress>> dresses_;
};

}  // namespace draagkracht::api
