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
    void SetUp() override {
        ProgramCase::SetUp();
        std::filesystem::create_directory(path("assets"));
        write_file("assets/manifest.json", R"({"stylesheet": "a-1.css", "icon": "b-2.svg"})");
        write_file("assets/a-1.css", "body{}");
        write_file("assets/b-2.svg", "<svg/>");
        write_file("settings.toml", settings());
    }

    // With the project's own settings, but for the assets, which are not always built.
    [[nodiscard]] std::vector<std::string> serve(const std::string& port) const {
        return {"serve", "--port", port, "--json", "--config", path("settings.toml")};
    }

  private:
    [[nodiscard]] std::string settings() const {
        const std::string project = DRAAGKRACHT_SOURCE_DIR;
        std::ostringstream read;
        read << std::ifstream{project + "/config/draagkracht.toml"}.rdbuf();
        std::string text = read.str();
        const auto replace = [&](const std::string& from, const std::string& to) {
            const std::size_t place = text.find(from);
            base::ensure(place != std::string::npos, "the settings hold " + from);
            text.replace(place, from.size(), to);
        };
        replace("\"norms\"", "\"" + project + "/config/norms\"");
        replace("\"law.toml\"", "\"" + project + "/config/law.toml\"");
        replace("\"policies\"", "\"" + project + "/config/policies\"");
        replace("\"../templates\"", "\"" + project + "/templates\"");
        replace("\"../build/assets\"", "\"" + path("assets") + "\"");
        return text;
    }
};

std::uint16_t port_of(const std::string& line) {
    const std::string address = nlohmann::json::parse(line).at("address");
    return static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
}

TEST_F(Serve, ListensAnswersAndStopsInOrder) {
    ASSERT_EQ(run({"migrate"}).exit_code, 0);
    for (const int stop : {SIGTERM, SIGINT}) {
        Running service{command(serve("0"))};
        const std::uint16_t port = port_of(service.next_line());
        EXPECT_EQ(test_support::ask(port, {"GET", "/openapi.json"}).status, 200);
        EXPECT_EQ(test_support::ask(port, {"GET", "/inloggen"}).status, 200);
        EXPECT_EQ(test_support::ask(port, {"GET", "/"}).header("location"), "/inloggen");
        EXPECT_EQ(test_support::ask(port, {"GET", "/assets/a-1.css"}).body, "body{}");

        const Ended second = run(serve(std::to_string(port)));
        EXPECT_EQ(second.exit_code, 5);
        EXPECT_THAT(second.errors, testing::HasSubstr("not free"));

        service.signal(stop);
        EXPECT_EQ(service.wait().exit_code, 0);
    }
}

TEST_F(Serve, NeedsARegisterOfItsOwnVersionAndItsKey) {
    EXPECT_EQ(run({"serve", "--port", "0"}).exit_code, 5);  // there is no register
    ASSERT_EQ(run({"migrate"}).exit_code, 0);
    std::filesystem::remove(path("register.key"));
    const Ended ended = run({"serve", "--port", "0"});
    EXPECT_EQ(ended.exit_code, 6);
    EXPECT_THAT(ended.errors, testing::HasSubstr("register.key"));
}

TEST_F(Serve, NeedsThePagesWhole) {
    ASSERT_EQ(run({"migrate"}).exit_code, 0);
    std::filesystem::remove(path("assets/a-1.css"));
    const Ended ended = run(serve("0"));
    EXPECT_EQ(ended.exit_code, 6);
    EXPECT_THAT(ended.errors, testing::HasSubstr("npm run assets"));
}

}  // namespace
}  // namespace draagkracht::cli
