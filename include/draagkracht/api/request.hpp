// One HTTP request as a plain value, so that a route can be tested without a network.
//
//     Request request{.method = "POST", .path = "/v1/zoekopdrachten", .body = R"({"bsn": ...})"};
//     request.header("content-type")     // by its name in lower case
//     request.path_value("nummer")       // filled by the router from "/v1/debiteuren/{nummer}"
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::api {

using Fields = std::map<std::string, std::string, std::less<>>;

struct Request {
    std::string method;  // "GET", in capitals
    std::string path;    // as it was sent, still encoded, without the query
    Fields path_values;
    Fields query;    // decoded
    Fields headers;  // names in lower case
    std::string body;
    std::string client_address;  // of the connection: "127.0.0.1"

    // Empty when there is none.
    [[nodiscard]] std::string_view header(std::string_view name) const;
    [[nodiscard]] std::string_view cookie(std::string_view name) const;
    // What a router put there; asking for another name is a fault of the program.
    [[nodiscard]] const std::string& path_value(std::string_view name) const;
    // Whether the caller takes an answer of this media type: "text/html".
    [[nodiscard]] bool accepts(std::string_view media_type) const;
    // The content type without its parameters, in lower case: "application/json".
    [[nodiscard]] std::string media_type() const;
};

// Reads "a=1&b=x+y", a query or the body of a form. Problem api.not-readable for a wrong escape,
// and for a name that comes twice, of which nobody could tell which one was meant.
[[nodiscard]] base::Outcome<Fields> fields_from_query(std::string_view text);

// Undoes %-escapes of one segment of a path. Problem api.not-readable for a wrong escape and for
// what no name holds: control characters, a slash, text that is not UTF-8.
[[nodiscard]] base::Outcome<std::string> decoded_segment(std::string_view segment);

}  // namespace draagkracht::api
