#include "support/http_client.hpp"

#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/StreamCopier.h>

#include <algorithm>
#include <array>

namespace draagkracht::test_support {

std::string Answer::header(std::string_view name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? "" : found->second;
}

Answer ask(std::uint16_t port, const Question& question) {
    Poco::Net::HTTPClientSession session{"127.0.0.1", port};
    Poco::Net::HTTPRequest request{question.method, question.address, "HTTP/1.1"};
    for (const auto& [name, value] : question.headers) {
        request.set(name, value);
    }
    if (question.method == "POST") {
        request.setContentLength64(static_cast<Poco::Int64>(question.body.size()));
    }
    session.sendRequest(request) << question.body;
    Poco::Net::HTTPResponse response;
    Answer answer;
    Poco::StreamCopier::copyToString(session.receiveResponse(response), answer.body);
    answer.status = response.getStatus();
    for (const auto& [name, value] : response) {
        std::string key = name;
        std::ranges::transform(key, key.begin(), [](unsigned char letter) {
            return static_cast<char>(std::tolower(letter));
        });
        answer.headers.emplace(key, value);
    }
    return answer;
}

struct SlowAsker::Connection {
    Poco::Net::StreamSocket socket;
};

SlowAsker::SlowAsker(std::uint16_t port, const std::string& first_bytes)
    : connection_{
          new Connection{Poco::Net::StreamSocket{Poco::Net::SocketAddress{"127.0.0.1", port}}}} {
    connection_->socket.sendBytes(first_bytes.data(), static_cast<int>(first_bytes.size()));
}

SlowAsker::~SlowAsker() = default;
SlowAsker::SlowAsker(SlowAsker&&) noexcept = default;

std::string SlowAsker::finish(const std::string& last_bytes) {
    Poco::Net::StreamSocket& socket = connection_->socket;
    socket.sendBytes(last_bytes.data(), static_cast<int>(last_bytes.size()));
    std::string answer;
    std::array<char, 4096> part{};
    for (int length = 1; length > 0;) {
        length = socket.receiveBytes(part.data(), part.size());
        answer.append(part.data(), static_cast<std::size_t>(std::max(length, 0)));
    }
    return answer;
}

std::string ask_raw(std::uint16_t port, const std::string& bytes) {
    return SlowAsker{port, ""}.finish(bytes);
}

}  // namespace draagkracht::test_support
