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

std::string ask_raw(std::uint16_t port, const std::string& bytes) {
    Poco::Net::StreamSocket socket{Poco::Net::SocketAddress{"127.0.0.1", port}};
    socket.sendBytes(bytes.data(), static_cast<int>(bytes.size()));
    std::string answer;
    std::array<char, 4096> part{};
    for (int length = 1; length > 0;) {
        length = socket.receiveBytes(part.data(), part.size());
        answer.append(part.data(), static_cast<std::size_t>(std::max(length, 0)));
    }
    return answer;
}

}  // namespace draagkracht::test_support
