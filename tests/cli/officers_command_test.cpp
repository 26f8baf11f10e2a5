// Officers made known from the command line; the password is never one of the arguments.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "cli/cli_case.hpp"

namespace draagkracht::cli {
namespace {

using nlohmann::json;
using test_support::Ended;
using testing::HasSubstr;
using testing::Not;

class Officers : public ProgramCase {
  protected:
    void SetUp() override {
        ProgramCase::SetUp();
        ASSERT_EQ(run({"migrate"}).exit_code, 0);
    }
    [[nodiscard]] Ended add(const std::string& password) const {
        return run(
            {"officers",
             "add",
             "j.bakker",
             "--name",
             "J. Bakker",
             "--municipality",
             "zandwijk",
             "--role",
             "debt_officer"},
            password + "\n"
        );
    }
    [[nodiscard]] json listed() const {
        return json::parse(run({"officers", "list", "--json"}).output);
    }
};

TEST_F(Officers, AreAddedListedAndGivenRoles) {
    const Ended added = add("een lang wachtwoord");
    ASSERT_EQ(added.exit_code, 0) << added.errors;
    EXPECT_THAT(added.output + added.errors, Not(HasSubstr("wachtwoord")));
    EXPECT_EQ(listed().at("login"), "j.bakker");
    EXPECT_EQ(listed().at("roles"), (json{{"zandwijk", {"debt_officer"}}}));

    const std::vector<std::string> change{
        "officers", "roles", "j.bakker", "--municipality", "zandwijk"};
    std::vector<std::string> to_auditor = change;
    to_auditor.insert(to_auditor.end(), {"--role", "auditor", "--role", "supervisor"});
    ASSERT_EQ(run(to_auditor).exit_code, 0);
    EXPECT_EQ(listed().at("roles"), (json{{"zandwijk", {"supervisor", "auditor"}}}));
    const Ended forgotten = run(change);
    EXPECT_EQ(forgotten.exit_code, 2);
    EXPECT_THAT(forgotten.errors, HasSubstr("--none takes all away"));
    std::vector<std::string> both = to_auditor;
    both.emplace_back("--none");
    EXPECT_EQ(run(both).exit_code, 2);
    EXPECT_EQ(listed().at("roles"), (json{{"zandwijk", {"supervisor", "auditor"}}}));
    std::vector<std::string> to_nothing = change;
    to_nothing.emplace_back("--none");
    ASSERT_EQ(run(to_nothing).exit_code, 0);
    EXPECT_EQ(listed().at("roles"), json::object());
    EXPECT_EQ(run({"verify", "--quiet"}).exit_code, 0);
}

TEST_F(Officers, WhatCannotBeIsRefused) {
    EXPECT_EQ(add("kort").exit_code, 3);
    EXPECT_EQ(add("").exit_code, 3);
    EXPECT_THAT(add(std::string(50'000, 'x')).errors, HasSubstr("the password is too long"));
    ASSERT_EQ(add("een lang wachtwoord").exit_code, 0);
    EXPECT_THAT(
        add("een lang wachtwoord").errors, HasSubstr("there is an officer with this log-in name")
    );
    EXPECT_EQ(run({"officers"}).exit_code, 2);
    const Ended elsewhere =
        run({"officers", "roles", "j.bakker", "--municipality", "elders", "--none"});
    EXPECT_EQ(elsewhere.exit_code, 2);
    EXPECT_THAT(elsewhere.errors, HasSubstr("known here: "));
    EXPECT_THAT(elsewhere.errors, HasSubstr("zandwijk"));
    EXPECT_EQ(
        run({"officers", "roles", "j.bakker", "--municipality", "zandwijk", "--role", "boss"})
            .exit_code,
        2
    );
    EXPECT_EQ(run({"officers", "roles", "x", "--municipality", "zandwijk", "--none"}).exit_code, 3);
}

}  // namespace
}  // namespace draagkracht::cli
