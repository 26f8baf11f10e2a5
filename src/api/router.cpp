#include "draagkracht/api/router.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/base/log.hpp"
#include "draagkracht/storage/fault_text.hpp"
#include "draagkracht/storage/turn.hpp"

namespace draagkracht::api {

namespace {

bool is_named(const std::string& segment) {
    return segment.starts_with('{');
}

using Segments = std::vector<std::string>;

Segments segments_of(std::string_view path) {
    Segments segments;
    for (std::size_t start = 1; start <= path.size();) {
        const std::size_t end = std::min(path.find('/', start), path.size());
        segments.emplace_back(path.substr(start, end - start));
        start = end + 1;
    }
    return segments;
}

base::Outcome<Segments> decoded_segments(std::string_view path) {
    Segments segments = segments_of(path);
    for (std::string& segment : segments) {
        base::Outcome<std::string> text = decoded_segment(segment);
        if (!text) {
            return tl::unexpected(text.error());
        }
        segment = std::move(*text);
    }
    return segments;
}

bool serves(Method method, const std::string& asked) {
    return method == Method::post ? asked == "POST" : asked == "GET" || asked == "HEAD";
}

bool fits(const Segments& pattern, const Segments& asked) {
    return std::ranges::equal(pattern, asked, [](const std::string& part, const std::string& text) {
        return is_named(part) ? !text.empty() : part == text;
    });
}

Fields named_values(const Segments& pattern, const Segments& asked) {
    Fields values;
    for (std::size_t place = 0; place < pattern.size(); ++place) {
        if (is_named(pattern[place])) {
            values.emplace(pattern[place].substr(1, pattern[place].size() - 2), asked[place]);
        }
    }
    return values;
}

}  // namespace

void Router::add(Route route) {
    Place place{segments_of(route.pattern), std::move(route)};
    const auto same_shape = [](const std::string& part, const std::string& other) {
        return (is_named(part) && is_named(other)) || part == other;
    };
    for (const Place& other : places_) {
        base::ensure(
            other.route.method != place.route.method ||
                !std::ranges::equal(other.segments, place.segments, same_shape),
            "every request has one route"
        );
    }
    // Fixed segments sort before named ones, so that the first that fits is the right one.
    const auto goes_after = [&](const Place& other) {
        return std::ranges::lexicographical_compare(
            place.segments,
            other.segments,
            [](const std::string& part, const std::string& of_other) {
                return !is_named(part) && is_named(of_other);
            }
        );
    };
    places_.insert(std::ranges::find_if(places_, goes_after), std::move(place));
}

void Router::dress_refusals(std::string prefix, RefusalDress dress) {
    dresses_.emplace_back(std::move(prefix), std::move(dress));
    std::ranges::sort(dresses_, std::ranges::greater{}, [](const auto& entry) {
        return entry.first.size();
    });
}

Response Router::answer(Request request) const {
    const base::Outcome<const Route*> route = find(request);
    Response response = route ? answer(**route, request) : refuse(request, route.error());
    // The pattern, and not the path, in which the number of a client may stand.
    base::log_line(
        base::Level::info,
        "api",
        fmt::format(
            "{} {} {}", request.method, route ? (*route)->pattern : "(no route)", response.status
        )
    );
    return response;
}

Response Router::answer(const Route& route, const Request& request) const {
    try {
        const base::Outcome<Response> response = call(route, request);
        return response ? *response : refuse(request, response.error());
    } catch (const std::exception& fault) {
        if (storage::is_collision(fault)) {
            return refuse(request, storage::collision());
        }
        base::log_line(base::Level::error, "api", "fault: " + storage::fault_text(fault));
        return refuse(
            request,
            {"api.fault",
             "something went wrong on our side",
             {},
             "try again; if it stays, tell who keeps this installation"}
        );
    }
}

Response Router::refuse(const Request& request, const base::Problem& problem) const {
    const int status = status_of(problem);
    const auto dress = std::ranges::find_if(dresses_, [&](const auto& entry) {
        return request.path.starts_with(entry.first) || request.path + "/" == entry.first;
    });
    Response response = dress == dresses_.end() ? problem_json(status, problem)
                                                : dress->second(request, status, problem);
    if (status == 405) {
        response.headers["Allow"] = methods_at(request.path);
    }
    return response;
}

std::vector<std::string> Router::addresses() const {
    std::vector<std::string> addresses;
    for (const Place& place : places_) {
        addresses.push_back(
            (place.route.method == Method::post ? "POST " : "GET ") + place.route.pattern
        );
    }
    return addresses;
}

base::Outcome<const Route*> Router::find(Request& request) const {
    const base::Outcome<Segments> asked = decoded_segments(request.path);
    if (!asked) {
        return tl::unexpected(asked.error());
    }
    bool is_there = false;
    for (const Place& place : places_) {
        const bool is_here = fits(place.segments, *asked);
        is_there = is_there || is_here;
        if (is_here && serves(place.route.method, request.method)) {
            request.path_values = named_values(place.segments, *asked);
            return &place.route;
        }
    }
    if (is_there) {
        return base::problem("api.wrong-method", "this address does not take that method");
    }
    return base::problem("api.no-such-page", "there is nothing at this address");
}

std::string Router::methods_at(const std::string& path) const {
    const base::Outcome<Segments> asked = decoded_segments(path);
    std::string methods;
    for (const Place& place : places_) {
        if (asked && fits(place.segments, *asked)) {
            methods += methods.empty() ? "" : ", ";
            methods += place.route.method == Method::post ? "POST" : "GET, HEAD";
        }
    }
    return methods;
}

base::Outcome<Response> Router::call(const Route& route, const Request& request) const {
    if (!request.accepts(route.produces)) {
        return base::problem(
            "api.not-acceptable", "the answer cannot be given in that form", "ask " + route.produces
        );
    }
    if (route.method == Method::post) {
        if (request.media_type() != route.consumes) {
            return base::problem(
                "api.wrong-media-type", "this cannot be read", "send " + route.consumes
            );
        }
        if (const base::Done own = Gate::check_origin(request); !own) {
            return tl::unexpected(own.error());
        }
    }
    if (const auto* open = std::get_if<OpenHandler>(&route.handler)) {
        return (*open)(request);
    }
    return gate_.visit(request).and_then([&](const Visit& visit) {
        return std::get<OfficerHandler>(route.handler)(request, visit);
    });
}

}  // namespace draagkracht::api
