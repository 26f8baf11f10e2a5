// The porch: where a connection waits until its request is here as a whole. One thread watches all
// who wait, so that who sends slowly, or nothing, holds up nobody. A request that is here is worked
// on without waiting for its sender again.
//
//     Porch porch{door, limits};
//     while (std::optional<StreamSocket> guest = porch.next()) { ... read, answer, close ... }
#pragma once

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace draagkracht::api {

// How many bytes a request takes, as far as its beginning tells; nothing when that is not here yet.
// Zero when it can be refused at once, by its head alone. Shown for tests.
[[nodiscard]] std::optional<std::size_t> request_size(
    std::string_view bytes, std::size_t body_bytes_max
);

class Porch {
  public:
    struct Limits {
        std::size_t body_bytes_max;
        // Over either of these, who has waited longest is shown out.
        std::size_t guests_max = 1000;
        std::size_t bytes_max = std::size_t{64} << 20;
        std::size_t ready_max = 256;                 // with so many ready, nobody else is let in
        std::chrono::milliseconds patience{10'000};  // for the whole of a request
    };

    Porch(const Poco::Net::ServerSocket& door, Limits limits);
    ~Porch();
    Porch(const Porch&) = delete;
    Porch& operator=(const Porch&) = delete;

    // Waits for the next request that is here as a whole; what is read from this socket comes from
    // memory and then ends. Nothing when the porch is closed and all that were ready are handed
    // out.
    [[nodiscard]] std::optional<Poco::Net::StreamSocket> next();
    // Lets nobody in any more and shows out who still waits. Several times is as once.
    void close();

  private:
    using Clock = std::chrono::steady_clock;
    struct Guest {
        int connection;
        Clock::time_point leaves_at;
        std::string bytes{};
        std::optional<std::size_t> size{};  // of the whole request, once its head is here
    };
    using Guests = std::list<Guest>;  // who came first stands first

    void watch();
    void wait_for_news(bool may_enter);
    void let_in();
    void listen_to(Guests::iterator guest);
    void show_out(Guests::iterator guest);
    void make_room();
    void hand_over(Guests::iterator guest);

    Poco::Net::ServerSocket door_;
    Limits limits_;
    int bell_;  // an eventfd: rung to wake the watch
    Guests guests_;
    std::size_t bytes_ = 0;  // that all guests have sent together
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Poco::Net::StreamSocket> ready_;
    bool is_closing_ = false;
    bool is_open_ = true;
    std::thread watch_;
};

}  // namespace draagkracht::api
