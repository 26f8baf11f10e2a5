#include "draagkracht/api/server.hpp"

#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/NetException.h>
#include <fmt/format.h>

#include <atomic>
#include <condition_variable>
#include <mutex>

#include "draagkracht/api/version.hpp"

namespace draagkracht::api {

namespace {

using PocoRequest = Poco::Net::HTTPServerRequest;
using PocoResponse = Poco::Net::HTTPServerResponse;

constexpr std::string_view content_security_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
// Short, since a connection over which nothing is asked keeps a thread from others. A proxy in
// front keeps the long connections with browsers.
constexpr int receive_timeout_seconds = 5;
constexpr int keep_alive_seconds = 2;
constexpr int queued_connections_max = 256;

// Counts the requests in hand, so that stopping can wait for them.
class Desk {
  public:
    // A request in hand, for as long as this object lives, whatever becomes of it.
    class Place {
      public:
        explicit Place(Desk& desk) : desk_{desk}, is_taken_{desk.enter()} {}
        ~Place() {
            if (is_taken_) {
                desk_.leave();
            }
        }
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;
        [[nodiscard]] bool is_taken() const { return is_taken_; }

      private:
        Desk& desk_;
        bool is_taken_;
    };

    void close() {
        std::unique_lock lock{mutex_};
        is_open_ = false;
        empty_.wait(lock, [&] { return in_hand_ == 0; });
    }

  private:
    bool enter() {
        const std::lock_guard lock{mutex_};
        in_hand_ += is_open_ ? 1 : 0;
        return is_open_;
    }
    void leave() {
        const std::lock_guard lock{mutex_};
        --in_hand_;
        empty_.notify_all();
    }

    std::mutex mutex_;
    std::condition_variable empty_;
    int in_hand_ = 0;
    bool is_open_ = true;
};

// What every handler of a connection works with.
struct Inn {
    Server::Options options;
    const Router& router;
    Desk desk;
};

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

base::Outcome<Request> read_request(PocoRequest& in, std::size_t body_bytes_max) {
    const std::string& address = in.getURI();
    const std::size_t question = std::min(address.find('?'), address.size());
    Request request;
    request.method = in.getMethod();
    request.path = address.substr(0, question);
    request.client_address = in.clientAddress().host().toString();
    for (const auto& [name, value] : in) {
        request.headers.emplace(lowered(name), value);
    }
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
        base::Outcome<std::string> body = read_body(in, body_bytes_max);
        if (!body) {
            return tl::unexpected(body.error());
        }
        request.body = std::move(*body);
    }
    return request;
}

class Handler : public Poco::Net::HTTPRequestHandler {
  public:
    explicit Handler(Inn& inn) : inn_{inn} {}

    void handleRequest(PocoRequest& in, PocoResponse& out) override {
        const Desk::Place place{inn_.desk};
        if (!place.is_taken()) {
            refuse(in, out, {"api.stopping", "the service is stopping", {}, "try again"});
            return;
        }
        try {
            base::Outcome<Request> request = read_request(in, inn_.options.body_bytes_max);
            if (request) {
                send(inn_.router.answer(std::move(*request)), inn_.options, out);
            } else {
                refuse(in, out, request.error());
            }
        } catch (const Poco::Exception&) {
            // Whoever asked is gone or too slow. There is nobody to tell.
            out.setKeepAlive(false);
        }
    }

  private:
    // The rest of what was sent is not read, so nothing more can come over this connection.
    void refuse(const PocoRequest& in, PocoResponse& out, const base::Problem& problem) {
        Request request;
        request.path = in.getURI();
        out.setKeepAlive(false);
        send(inn_.router.refuse(request, problem), inn_.options, out);
    }

    Inn& inn_;
};

class HandlerFactory : public Poco::Net::HTTPRequestHandlerFactory {
  public:
    explicit HandlerFactory(Inn& inn) : inn_{inn} {}
    Poco::Net::HTTPRequestHandler* createRequestHandler(const PocoRequest& /*in*/) override {
        return new Handler{inn_};  // Poco owns it from here on
    }

  private:
    Inn& inn_;
};

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

Poco::Net::HTTPServerParams::Ptr parameters(const Server::Options& options) {
    Poco::Net::HTTPServerParams::Ptr parameters = new Poco::Net::HTTPServerParams;
    parameters->setMaxThreads(options.threads);
    parameters->setMaxQueued(queued_connections_max);
    parameters->setTimeout(Poco::Timespan{receive_timeout_seconds, 0});
    parameters->setKeepAliveTimeout(Poco::Timespan{keep_alive_seconds, 0});
    return parameters;
}

}  // namespace

struct Server::Inside {
    Inside(Options options, const Router& router)
        : inn{options, router, {}},
          threads{2, options.threads},
          door{listening_socket(options)},
          http{new HandlerFactory{inn}, threads, door, parameters(options)} {
        http.start();
    }
    Inn inn;
    Poco::ThreadPool threads;
    Poco::Net::ServerSocket door;
    Poco::Net::HTTPServer http;
};

Server::Server(Options options, const Router& router)
    : inside_{std::make_unique<Inside>(std::move(options), router)} {}

Server::~Server() {
    stop();
}

std::uint16_t Server::port() const {
    return inside_->http.port();
}

void Server::stop() {
    inside_->http.stop();
    inside_->door.close();  // who comes now is told at once that nobody listens
    inside_->inn.desk.close();
    // Nothing is in hand any more; what is cut off are connections that wait for a next request.
    inside_->http.stopAll(true);
    inside_->threads.joinAll();
}

}  // namespace draagkracht::api
