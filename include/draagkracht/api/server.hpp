// The HTTP service: takes connections, reads requests within limits, and answers by the router.
//
//     Server server{{"127.0.0.1", 8080}, router};
//     ... until a signal ...
//     server.stop();     // requests in hand are finished first
//
// It speaks plain HTTP. TLS is done in front of it, by the proxy that a municipality has.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "draagkracht/api/router.hpp"

namespace draagkracht::api {

class Server {
  public:
    struct Options {
        std::string address = "127.0.0.1";
        std::uint16_t port = 0;  // 0: any that is free
        bool behind_tls = false;
        int threads = 16;  // each answers one request at a time; who sends slowly takes none
        std::size_t body_bytes_max = std::size_t{1} << 20;
    };

    // Listens at once. Throws CannotListen when the address is not free.
    Server(Options options, const Router& router);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    void stop();

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

class CannotListen : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

}  // namespace draagkracht::api
