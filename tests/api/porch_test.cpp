#include "api/porch.hpp"

#include <gtest/gtest.h>

#include "support/http_client.hpp"

namespace draagkracht::api {
namespace {

using test_support::SlowAsker;

TEST(RequestSize, IsToldByTheBeginningOfARequest) {
    struct Row {
        std::string bytes;
        std::optional<std::size_t> size;
    };
    const std::string get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";               // 27 bytes
    const std::string post = "POST / HTTP/1.1\r\nContent-LENGTH:  5\r\n\r\n";  // 39 bytes
    const std::string chunked = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";  // 47
    const std::vector<Row> rows{
        {"", std::nullopt},
        {get.substr(0, 26), std::nullopt},
        {get, 27},
        {get + get, 27},
        {post, 44},
        {post + "12345", 44},
        {"POST / HTTP/1.1\r\nContent-Length: 101\r\n\r\n", 0},  // refused by its head alone
        {"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 0},
        {"POST / HTTP/1.1\r\nContent-Length: \r\n\r\n", 0},
        {std::string(20000, 'x'), 0},  // a head without an end
        {chunked, std::nullopt},
        {chunked + "5\r\n0\r\n\r\n", std::nullopt},  // what looks like an end is in a chunk
        {chunked + "5\r\n12345\r\n0\r\n", std::nullopt},
        {chunked + "5\r\n12345\r\n0\r\n\r\n", 62},
        {chunked + "65\r\n", 0},
        {chunked + "no number\r\n", 0},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(request_size(row.bytes, 100), row.size) << row.bytes;
    }
}

Poco::Net::ServerSocket door() {
    Poco::Net::ServerSocket socket;
    socket.bind(Poco::Net::SocketAddress{"127.0.0.1", 0}, true, false);
    socket.listen(10);
    return socket;
}

TEST(Porch, ShowsOutWhoIsNotReadyInTime) {
    const Poco::Net::ServerSocket at = door();
    const Porch porch{at, {.body_bytes_max = 100, .patience = std::chrono::milliseconds{0}}};
    EXPECT_EQ(SlowAsker(at.address().port(), "GET / HT").finish(""), "");
}

TEST(Porch, ShowsOutWhoHasWaitedLongestWhenItIsFull) {
    const Poco::Net::ServerSocket at = door();
    Porch porch{at, {.body_bytes_max = 100, .guests_max = 2}};
    SlowAsker first{at.address().port(), "GET /1 HT"};
    SlowAsker second{at.address().port(), "GET /2 HT"};
    SlowAsker third{at.address().port(), "GET /3 HT"};
    EXPECT_EQ(first.finish(""), "");  // it ends: nobody answers, and the others may stay
    porch.close();
    EXPECT_FALSE(porch.next().has_value());
}

TEST(Porch, HandsOutWhatWasReadyWhenItIsClosed) {
    const Poco::Net::ServerSocket at = door();
    Porch porch{at, {.body_bytes_max = 100}};
    const SlowAsker one{at.address().port(), "GET /1 HTTP/1.1\r\n\r\n"};
    const SlowAsker two{at.address().port(), "GET /2 HTTP/1.1\r\n\r\n"};
    ASSERT_TRUE(porch.next().has_value());
    ASSERT_TRUE(porch.next().has_value());
    porch.close();
    EXPECT_FALSE(porch.next().has_value());
}

}  // namespace
}  // namespace draagkracht::api
