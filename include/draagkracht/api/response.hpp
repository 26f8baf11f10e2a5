// One HTTP answer as a plain value. The server adds the headers that every answer carries.
//
//     return Response::json(200, overview.dump());
//     return Response::see_other("/werkvoorraad");
#pragma once

#include <string>

#include "draagkracht/api/request.hpp"

namespace draagkracht::api {

struct Response {
    int status = 200;
    std::string content_type;
    std::string body;
    // More headers, or other values than the usual: {"Cache-Control", "max-age=31536000"}. A name
    // is written as the server writes it.
    Fields headers;

    [[nodiscard]] static Response json(int status, std::string body);
    [[nodiscard]] static Response html(int status, std::string body);
    // After a form was handled: the browser gets the page at that path.
    [[nodiscard]] static Response see_other(const std::string& path);
};

// The error answer of RFC 9457, application/problem+json: status, title, detail, code and, when
// there is one, the place and the remedy.
[[nodiscard]] Response problem_json(int status, const base::Problem& problem);

// The HTTP status that fits a problem: 403 for access.not-allowed, 404 for what is not there, 400
// for everything that the caller can mend.
[[nodiscard]] int status_of(const base::Problem& problem);

}  // namespace draagkracht::api
