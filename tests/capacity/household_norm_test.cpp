// From the facts of a household to its benefit norm: ages, housemates, and what must be asked.
#include "draagkracht/capacity/household_norm.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "capacity/households.hpp"

namespace draagkracht::capacity {
namespace {

using norms::LivingSituation;

constexpr auto single = LivingSituation::single;
constexpr auto couple = LivingSituation::couple;

struct Outcome {
    std::optional<base::Money> norm;
    Worksheet sheet;
};

Outcome worked_out(const Household& household) {
    Outcome outcome;
    outcome.sheet.norms = rule_book().norms.norms_on(household.date).value();
    outcome.norm = household_norm(household, *outcome.sheet.norms, rule_book().law, outcome.sheet);
    return outcome;
}

Household changed(LivingSituation situation, std::string_view date, const auto& change) {
    Household household = household_of(situation, date, "20000.00", {});
    change(household);
    return household;
}

Housemate housemate_born(std::string_view birth_date) {
    return {.birth_date = on(birth_date), .commercial = false, .student = false};
}

TEST(HouseholdNorm, FollowsAgesAndHousemates) {
    struct Row {
        std::string what;
        Household household;
        std::string norm;
        std::string source;
    };
    const auto nothing = [](Household&) {};
    const auto born = [](std::string_view date) {
        return [date](Household& h) { h.debtor.birth_date = on(date); };
    };
    const auto living_with = [](const std::vector<Housemate>& housemates) {
        return [housemates](Household& h) { h.housemates = housemates; };
    };
    const std::vector<Row> rows{
        {"single of 41", changed(single, "2026-07-15", nothing), "1419.46", "PW 21 a"},
        {"couple", changed(couple, "2026-07-15", nothing), "2027.79", "PW 21 b"},
        {"20, the day before turning 21",
         changed(single, "2026-07-15", born("2005-07-16")),
         "350.42",
         "PW 20 lid 1 a"},
        {"21 today", changed(single, "2026-07-15", born("2005-07-15")), "1419.46", "PW 21 a"},
        {"18 today", changed(single, "2026-07-15", born("2008-07-15")), "350.42", "PW 20 lid 1 a"},
        {"67 tomorrow", changed(single, "2026-07-15", born("1959-07-16")), "1419.46", "PW 21 a"},
        {"67 today", changed(single, "2026-07-15", born("1959-07-15")), "1587.34", "PW 22 a"},
        {"partner past pension age",
         changed(
             couple, "2026-07-15", [](Household& h) { h.partner->birth_date = on("1950-01-01"); }
         ),
         "2176.10",
         "PW 22 c"},
        {"a sister of 30",
         changed(single, "2026-07-15", living_with({housemate_born("1996-01-01")})),
         "1013.90",
         "derived: A = 2"},
        {"a son of 26 does not count since 2023",
         changed(single, "2026-07-15", living_with({housemate_born("2000-01-01")})),
         "1419.46",
         "PW 19a lid 1"},
        {"a son of 26 counted in 2022",
         changed(single, "2022-07-15", living_with({housemate_born("1996-01-01")})),
         "787.02",
         "by hand: 50% of 1574.03 = 787.015"},
        {"two who count and a student",
         changed(
             single,
             "2026-07-15",
             living_with(
                 {housemate_born("1970-01-01"),
                  housemate_born("1971-01-01"),
                  {.birth_date = on("1995-01-01"), .commercial = false, .student = true}}
             )
         ),
         "878.71",
         "derived: A = 3"},
        {"a tenant of whom no more is known",
         changed(
             single,
             "2026-07-15",
             living_with({{.birth_date = {}, .commercial = true, .student = {}}})
         ),
         "1419.46",
         "PW 19a lid 1 b"},
    };
    for (const Row& row : rows) {
        const Outcome outcome = worked_out(row.household);
        EXPECT_EQ(outcome.norm, euros(row.norm)) << row.what << ": " << row.source;
        EXPECT_TRUE(outcome.sheet.obstacles.empty()) << row.what;
    }
}

TEST(HouseholdNorm, AsksForWhatIsNotKnown) {
    struct Row {
        Household household;
        std::vector<std::string> subjects;
    };
    const auto forget = [](LivingSituation situation, auto change) {
        return changed(situation, "2026-07-15", change);
    };
    const std::vector<Row> rows{
        {forget(single, [](Household& h) { h.debtor.birth_date.reset(); }), {"debtor.birth_date"}},
        {forget(single, [](Household& h) { h.debtor.in_institution.reset(); }),
         {"debtor.in_institution"}},
        {forget(single, [](Household& h) { h.housemates.reset(); }), {"housemates"}},
        {forget(single, [](Household& h) { h.housemates = std::vector<Housemate>(2); }),
         {"housemates.birth_date", "housemates.commercial", "housemates.student"}},
        {forget(couple, [](Household& h) { h.partner = Person{}; }),
         {"partner.birth_date", "partner.in_institution"}},
        {forget(couple, [](Household& h) { h.debtor = Person{}; }),
         {"debtor.birth_date", "debtor.in_institution"}},
        {forget(single, [](Household& h) { h.debtor.birth_date = on("2010-01-01"); }),
         {"debtor.birth_date"}},
        {forget(
             single,
             [](Household& h) {
                 h.debtor.birth_date = on("2007-01-01");
                 h.debtor.in_institution = true;
             }
         ),
         {"benefit_norm"}},
    };
    for (const Row& row : rows) {
        const Outcome outcome = worked_out(row.household);
        EXPECT_EQ(outcome.norm, std::nullopt) << row.subjects.front();
        std::vector<std::string> subjects;
        for (const Obstacle& obstacle : outcome.sheet.obstacles) {
            subjects.push_back(obstacle.subject);
        }
        EXPECT_EQ(subjects, row.subjects);
    }
}

TEST(AgeOn, CountsWholeYears) {
    struct Row {
        std::string born;
        std::string date;
        int age;
    };
    const std::vector<Row> rows{
        {"2000-06-15", "2026-06-14", 25},
        {"2000-06-15", "2026-06-15", 26},
        {"2004-02-29", "2025-02-28", 20},
        {"2004-02-29", "2025-03-01", 21},
        {"2004-02-29", "2024-02-29", 20},
        {"2000-12-31", "2001-01-01", 0},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(age_on(on(row.born), on(row.date)), row.age) << row.born << ", " << row.date;
    }
}

}  // namespace
}  // namespace draagkracht::capacity
