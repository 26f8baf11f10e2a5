#include "draagkracht/claims/closed_year.hpp"

#include <gtest/gtest.h>

namespace draagkracht::claims {
namespace {

TEST(ClosedYear, TheNextOneIsTheYearAfterTheLastThatIsOver) {
    struct Row {
        std::vector<int> closed;  // the latest first
        std::string today;
        std::optional<int> next;
    };
    const std::vector<Row> rows{
        {{}, "2026-07-09", 2025},
        {{}, "2026-12-31", 2025},
        {{}, "2027-01-01", 2026},
        {{2023, 2022}, "2026-07-09", 2024},
        {{2024}, "2026-07-09", 2025},
        {{2025, 2024}, "2026-07-09", std::nullopt},
        {{2025}, "2027-01-01", 2026},
    };
    for (const Row& row : rows) {
        std::vector<ClosedYear> closed;
        for (const int year : row.closed) {
            closed.push_back({year, base::Date::parse("2026-02-01").value(), "officer:7"});
        }
        EXPECT_EQ(next_year_to_close(closed, base::Date::parse(row.today).value()), row.next)
            << row.today;
    }
}

}  // namespace
}  // namespace draagkracht::claims
