// draagkracht serve as a process: it says where it listens, answers, and stops in order.
#include <gmock/gmock.h>
#include <signal.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/cli_case.hpp"
#include "support/http_client.hpp"

namespace draagkracht::cli {
namespace {

using test_support::Ended;
using test_support::Running;

class Serve : public ProgramCase {
  protected:
    // What the build makes from npm packages, as far as a page needs it.
    void SetUp() override {
        ProgramCase::SetUp();
        std::filesystem::create_directory(folder_ / "assets");
        write_file(
            "assets/manifest.json",
            R"({"stylesheet": "s-1a2b.css", "icon": "i-3c4d.svg", "talk_script": "t-5e6f.js"})"
        );
        write_file("assets/t-5e6f.js", ";");
        write_file("assets/s-1a2b.css", "body{}");
        write_file("assets/i-3c4d.svg", "<svg/>");
        config_ = write_config({{"assets = \"../build/assets\"", "assets = \"assets\""}});
    }
    [[nodiscard]] std::vector<std::string> serve(std::vector<std::string> more) const {
        more.insert(more.begin(), {"serve", "--config", config_});
        return more;
    }
    std::string config_;
};

std::uint16_t port_of(const std::string& line) {
    const std::string address = nlohmann::json::parse(line).at("address");
    return static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
}

TEST_F(Serve, ListensAnswersAndStopsInOrder) {
    ASSERT_EQ(run({"migrate"}).exit_code, 0);
    for (const int stop : {SIGTERM, SIGINT}) {
        Running service{command(serve({"--port", "0", "--json"}))};
        const std::uint16_t port = port_of(service.next_line());
        EXPECT_EQ(test_support::ask(port, {"GET", "/openapi.json"}).status, 200);
        const test_support::Answer page = test_support::ask(port, {"GET", "/inloggen"});
        EXPECT_EQ(page.status, 200);
        EXPECT_THAT(page.body, testing::HasSubstr("<html lang=\"nl\""));
        EXPECT_EQ(test_support::ask(port, {"GET", "/"}).header("location"), "/inloggen");
        EXPECT_EQ(test_support::ask(port, {"GET", "/assets/s-1a2b.css"}).body, "body{}");
        // Machines are refused as machines, also at the root of their interface.
        for (const std::string address : {"/v1", "/v1/nothing"}) {
            EXPECT_EQ(
                test_support::ask(port, {"GET", address}).header("content-type"),
                "application/problem+json"
            ) << address;
        }

        const Ended second = run(serve({"--port", std::to_string(port)}));
        EXPECT_EQ(second.exit_code, 5);
        EXPECT_THAT(second.errors, testing::HasSubstr("not free"));

        service.signal(stop);
        EXPECT_EQ(service.wait().exit_code, 0);
    }
}

TEST_F(Serve, NeedsARegisterOfItsOwnVersionAndItsKey) {
    EXPECT_EQ(run(serve({"--port", "0"})).exit_code, 5);  // there is no register
    ASSERT_EQ(run({"migrate"}).exit_code, 0);
    std::filesystem::remove(path("register.key"));
    const Ended ended = run(serve({"--port", "0"}));
    EXPECT_EQ(ended.exit_code, 6);
    EXPECT_THAT(ended.errors, testing::HasSubstr("register.key"));
}

TEST_F(Serve, DoesNotStartWithoutItsStyleSheet) {
    ASSERT_EQ(run({"migrate"}).exit_code, 0);
    std::filesystem::remove(path("assets/s-1a2b.css"));
    const Ended ended = run(serve({"--port", "0"}));
    EXPECT_EQ(ended.exit_code, 6);
    EXPECT_THAT(ended.errors, testing::HasSubstr("npm run assets"));
}

}  // namespace
}  // namespace draagkracht::cli
