#include "draagkracht/api/server.hpp"

#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/Net/HTTPServerResponseImpl.h>
#include <Poco/Net/HTTPServerSession.h>
#include <Poco/Net/NetException.h>
#include <fmt/format.h>
#include <sys/socket.h>

#include <array>
#include <optional>
#include <thread>
#include <vector>

#include "api/porch.hpp"
#include "draagkracht/api/version.hpp"

namespace draagkracht::api {

namespace {

using PocoRequest = Poco::Net::HTTPServerRequestImpl;
using PocoResponse = Poco::Net::HTTPServerResponseImpl;

constexpr std::string_view content_security_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
constexpr int send_timeout_seconds = 10;
constexpr int queued_connections_max = 256;
// An answer that fits in here leaves without waiting for a slow reader.
constexpr int send_buffer_bytes = 1 << 20;

void set_usual_headers(PocoResponse& out, bool behind_tls) {
    out.set("API-Version", std::string{api_version});
    out.set("Cache-Control", "no-store");
    out.set("Content-Security-Policy", std::string{content_security_policy});
    out.set("Referrer-Policy", "no-referrer");
    out.set("X-Content-Type-Options", "nosniff");
    out.set("X-Frame-Options", "DENY");
    if (behind_tls) {
        out.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
}

void send(const Response& response, const Server::Options& options, PocoResponse& out) {
    set_usual_headers(out, options.behind_tls);
    out.setStatusAndReason(static_cast<Poco::Net::HTTPResponse::HTTPStatus>(response.status));
    for (const auto& [name, value] : response.headers) {
        out.set(name, value);
    }
    if (!response.content_type.empty()) {
        out.setContentType(response.content_type);
    }
    out.sendBuffer(response.body.data(), response.body.size());
}

std::string lowered(std::string name) {
    for (char& letter : name) {
        letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter | 0x20) : letter;
    }
    return name;
}

// Two lengths, or a length and chunks, are read one way by a proxy and another way by us.
bool has_ambiguous_length(const PocoRequest& in) {
    int lengths = 0;
    for (const auto& [name, value] : in) {
        lengths +=
            lowered(name) == "content-length" || lowered(name) == "transfer-encoding" ? 1 : 0;
    }
    return lengths > 1;
}

base::Outcome<std::string> read_body(PocoRequest& in, std::size_t bytes_max) {
    const auto too_large = [&] {
        return base::problem(
            "api.too-large",
            "the request is too large",
            fmt::format("send at most {} bytes", bytes_max)
        );
    };
    if (in.hasContentLength() && in.getContentLength64() < 0) {
        return base::problem("api.not-readable", "the length of the request is below zero");
    }
    if (in.hasContentLength() && in.getContentLength64() > static_cast<Poco::Int64>(bytes_max)) {
        return too_large();
    }
    std::string body(
        in.hasContentLength() ? static_cast<std::size_t>(in.getContentLength64()) : bytes_max + 1,
        '\0'
    );
    in.stream().read(body.data(), static_cast<std::streamsize>(body.size()));
    const auto length = static_cast<std::size_t>(in.stream().gcount());
    if (length > bytes_max) {
        return too_large();
    }
    if (in.hasContentLength() && length < body.size()) {
        return base::problem("api.not-readable", "the request ends before its end");
    }
    body.resize(length);
    return body;
}

// Behind a proxy everybody comes from the proxy; it adds who really asked as the last name. What
// stands before that the asker may have written.
std::string client_address(const PocoRequest& in, const Request& request, bool behind_proxy) {
    const std::string_view forwarded = request.header("x-forwarded-for");
    if (!behind_proxy || forwarded.empty()) {
        return in.clientAddress().host().toString();
    }
    const std::string_view last = forwarded.substr(forwarded.rfind(',') + 1);
    return std::string{last.substr(std::min(last.find_first_not_of(' '), last.size()))};
}

base::Outcome<Request> read_request(PocoRequest& in, const Server::Options& options) {
    const std::string& address = in.getURI();
    const std::size_t question = std::min(address.find('?'), address.size());
    Request request;
    request.method = in.getMethod();
    request.path = address.substr(0, question);
    for (const auto& [name, value] : in) {
        request.headers.emplace(lowered(name), value);
    }
    request.client_address = client_address(in, request, options.behind_tls);
    if (!request.path.starts_with('/') || has_ambiguous_length(in)) {
        return base::problem("api.not-readable", "the request is not well-formed");
    }
    base::Outcome<Fields> query =
        fields_from_query(std::string_view{address}.substr(std::min(question + 1, address.size())));
    if (!query) {
        return tl::unexpected(query.error());
    }
    request.query = std::move(*query);
    if (in.hasContentLength() || in.getChunkedTransferEncoding()) {
        base::Outcome<std::string> body = read_body(in, options.body_bytes_max);
        if (!body) {
            return tl::unexpected(body.error());
        }
        request.body = std::move(*body);
    }
    return request;
}

// The rest of what was sent is not read, so nothing more can come over this connection.
void refuse(
    const Router& router,
    const Server::Options& options,
    const std::string& path,
    const base::Problem& problem,
    PocoResponse& out
) {
    Request request;
    request.path = path;
    send(router.refuse(request, problem), options, out);
}

// One connection is one request: a browser that is not heard of again then holds nothing.
// The answer leaves and the connection closes when this ends.
void serve(
    const Poco::Net::StreamSocket& guest, const Router& router, const Server::Options& options
) {
    Poco::Net::HTTPServerParams::Ptr parameters = new Poco::Net::HTTPServerParams;
    Poco::Net::HTTPServerSession session{guest, parameters};
    Poco::Net::HTTPServerResponseImpl out{session};
    out.setDate(Poco::Timestamp{});
    out.setVersion(PocoResponse::HTTP_1_1);
    out.setKeepAlive(false);
    try {
        Poco::Net::HTTPServerRequestImpl in{out, session, parameters};
        out.setVersion(in.getVersion());
        base::Outcome<Request> request = read_request(in, options);
        if (request) {
            send(router.answer(std::move(*request)), options, out);
        } else {
            refuse(router, options, in.getURI(), request.error(), out);
        }
    } catch (const Poco::Exception&) {
        if (!out.sent()) {
            const base::Problem problem{
                "api.not-readable", "the request is not well-formed", {}, {}};
            Response response = router.refuse({}, problem);
            response.body.clear();  // without a request there is none to answer with a body
            send(response, options, out);
        }
    }
}

// What came after the request and is not read would make the system tell the sender that the
// connection broke, before the answer is read.
void leave_nothing_unread(int connection) {
    std::array<char, 16384> part{};
    for (int count = 0; count < 64; ++count) {
        if (recv(connection, part.data(), part.size(), MSG_DONTWAIT) <= 0) {
            return;
        }
    }
}

Poco::Net::ServerSocket listening_socket(const Server::Options& options) {
    try {
        Poco::Net::ServerSocket socket;
        socket.bind(Poco::Net::SocketAddress{options.address, options.port}, true, false);
        socket.listen(queued_connections_max);
        return socket;
    } catch (const Poco::Exception&) {
        throw CannotListen{
            fmt::format("cannot listen on {}:{}: not free", options.address, options.port)};
    }
}

}  // namespace

struct Server::Inside {
    Inside(Options given, const Router& to)
        : options{std::move(given)},
          router{to},
          door{listening_socket(options)},
          porch{door, {.body_bytes_max = options.body_bytes_max}} {
        for (int count = 0; count < options.threads; ++count) {
            threads.emplace_back([this] { work(); });
        }
    }

    void work() {
        while (std::optional<Poco::Net::StreamSocket> guest = porch.next()) {
            try {
                guest->setSendTimeout(Poco::Timespan{send_timeout_seconds, 0});
                guest->setSendBufferSize(send_buffer_bytes);
                leave_nothing_unread(guest->impl()->sockfd());
                serve(*guest, router, options);
            } catch (const Poco::Exception&) {
                continue;  // whoever asked is gone or too slow; there is nobody to tell
            }
        }
    }

    Options options;
    const Router& router;
    Poco::Net::ServerSocket door;
    Porch porch;
    std::vector<std::thread> threads;
};

Server::Server(Options options, const Router& router)
    : inside_{std::make_unique<Inside>(std::move(options), router)} {}

Server::~Server() {
    stop();
}

std::uint16_t Server::port() const {
    return inside_->door.address().port();
}

void Server::stop() {
    inside_->porch.close();
    inside_->door.close();  // who comes now is told at once that nobody listens
    for (std::thread& thread : inside_->threads) {
        thread.join();
    }
    inside_->threads.clear();
}

}  // namespace draagkracht::api
