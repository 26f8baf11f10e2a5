#include "draagkracht/people/household.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace draagkracht::people {

namespace {

HouseholdMember member(
    std::int64_t person, HouseholdRole role, const std::string& from, const std::string& until
) {
    return {
        base::PersonId{person},
        role,
        base::Date::parse(from).value(),
        until.empty() ? std::nullopt : std::optional{base::Date::parse(until).value()}};
}

}  // namespace

TEST(HouseholdTest, WhatIsWrongWithAHouseholdIsTold) {
    using enum HouseholdRole;
    struct Row {
        std::string what;
        std::string number;
        std::vector<HouseholdMember> members;
        std::vector<std::string> codes;
    };
    const std::vector<Row> rows{
        {"one person", "H-1", {member(1, applicant, "2020-01-01", "")}, {}},
        {"a family",
         "H-1",
         {member(1, applicant, "2020-01-01", ""),
          member(2, partner, "2020-01-01", "2022-06-30"),
          member(3, child, "2021-05-05", "")},
         {}},
        {"no number", "", {member(1, applicant, "2020-01-01", "")}, {"people.missing"}},
        {"nobody", "H-1", {}, {"people.no-applicant"}},
        {"no applicant", "H-1", {member(1, partner, "2020-01-01", "")}, {"people.no-applicant"}},
        {"gone before coming",
         "H-1",
         {member(1, applicant, "2020-01-01", "2019-12-31")},
         {"people.wrong-membership"}},
        {"twice at a time",
         "H-1",
         {member(1, applicant, "2020-01-01", "2020-06-30"), member(1, partner, "2020-06-30", "")},
         {"people.wrong-membership"}},
        {"back again",
         "H-1",
         {member(1, applicant, "2020-01-01", "2020-06-30"), member(1, applicant, "2020-07-01", "")},
         {}},
    };
    for (const Row& row : rows) {
        std::vector<std::string> codes;
        for (const base::Problem& problem : check({row.number, row.members, "x.jsonl:1"})) {
            EXPECT_TRUE(problem.where.starts_with("x.jsonl:1, "));
            codes.push_back(problem.code);
        }
        EXPECT_THAT(codes, testing::ElementsAreArray(row.codes)) << row.what;
    }
}

TEST(HouseholdTest, WordsGoThereAndBack) {
    for (const std::string_view word : {"applicant", "partner", "child"}) {
        EXPECT_EQ(to_text(household_role_of(word).value()), word);
    }
    EXPECT_EQ(household_role_of("lodger").error().code, "people.not-a-role");
}

}  // namespace draagkracht::people
