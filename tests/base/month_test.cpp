#include "draagkracht/base/month.hpp"

#include <gtest/gtest.h>

namespace draagkracht::base {
namespace {

TEST(Month, IsReadAndToldAsTheCalendarHasIt) {
    EXPECT_EQ(to_text(month_of("2026-06").value()), "2026-06");
    struct Row {
        const char* month;
        const char* first_day;
        const char* last_day;
    };
    for (const Row& row : {
             Row{"2026-02", "2026-02-01", "2026-02-28"},
             Row{"2028-02", "2028-02-01", "2028-02-29"},
             Row{"2026-12", "2026-12-01", "2026-12-31"},
         }) {
        const Month month = month_of(row.month).value();
        EXPECT_EQ(first_day_of(month).to_string(), row.first_day);
        EXPECT_EQ(last_day_of(month).to_string(), row.last_day);
        EXPECT_EQ(month_of(last_day_of(month)), month);
    }
    for (const char* const wrong : {"", "2026", "2026-13", "2026-6", "06-2026", "2026-06-01"}) {
        ASSERT_FALSE(month_of(wrong)) << wrong;
        EXPECT_EQ(month_of(wrong).error().code, "base.not-a-month");
    }
}

}  // namespace
}  // namespace draagkracht::base
