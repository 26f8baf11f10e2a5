#include "draagkracht/claims/closed_month.hpp"

#include <gtest/gtest.h>

namespace draagkracht::claims {
namespace {

base::Date date(const std::string& text) {
    return base::Date::parse(text).value();
}

TEST(ClosedMonth, TheNextOneIsTheMonthAfterTheLastThatIsOver) {
    struct Row {
        std::vector<std::string> closed;  // the latest first
        std::string today;
        std::string next;
    };
    const std::vector<Row> rows{
        {{}, "2026-07-01", "2026-06"},
        {{}, "2026-06-30", "2026-05"},
        {{}, "2026-01-31", "2025-12"},
        {{"2026-03", "2026-02"}, "2026-07-09", "2026-04"},
        {{"2025-12"}, "2026-02-01", "2026-01"},
        {{"2026-06"}, "2026-07-31", "none"},
        {{"2026-06"}, "2026-08-01", "2026-07"},
    };
    for (const Row& row : rows) {
        std::vector<ClosedMonth> closed;
        for (const std::string& month : row.closed) {
            closed.push_back({base::month_of(month).value(), date("2026-02-01"), "officer:7", ""});
        }
        const std::optional<base::Month> next = next_month_to_close(closed, date(row.today));
        EXPECT_EQ(next ? base::to_text(*next) : "none", row.next) << row.today;
    }
}

}  // namespace
}  // namespace draagkracht::claims
