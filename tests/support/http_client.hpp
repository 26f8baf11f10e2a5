// A plain HTTP client for tests: one request, one answer, over a real connection.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace draagkracht::test_support {

using Headers = std::map<std::string, std::string, std::less<>>;

struct Answer {
    int status = 0;
    Headers headers;  // names in lower case
    std::string body;

    [[nodiscard]] std::string header(std::string_view name) const;
};

struct Question {
    std::string method = "GET";
    std::string address = "/";
    Headers headers{};
    std::string body{};
};

[[nodiscard]] Answer ask(std::uint16_t port, const Question& question);

// Sends these bytes as they are, and reads until the server closes the connection.
[[nodiscard]] std::string ask_raw(std::uint16_t port, const std::string& bytes);

// Somebody who sends a request bit by bit and takes their time.
class SlowAsker {
  public:
    SlowAsker(std::uint16_t port, const std::string& first_bytes);
    ~SlowAsker();
    SlowAsker(SlowAsker&&) noexcept;
    SlowAsker& operator=(SlowAsker&&) = delete;

    // Sends the rest, and reads until the server closes the connection.
    [[nodiscard]] std::string finish(const std::string& last_bytes);

  private:
    struct Connection;
    std::unique_ptr<Connection> connection_;
};

}  // namespace draagkracht::test_support
