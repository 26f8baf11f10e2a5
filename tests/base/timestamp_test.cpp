#include "draagkracht/base/timestamp.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace draagkracht::base {
namespace {

TEST(Timestamp, reads_and_writes_moments_in_utc) {
    for (const std::string_view text :
         {"2026-07-01T12:30:00Z", "2026-01-01T00:00:00Z", "2024-02-29T23:59:59Z"}) {
        const Outcome<Timestamp> moment = Timestamp::parse(text);
        ASSERT_TRUE(moment.has_value()) << text;
        EXPECT_EQ(moment->to_string(), text);
    }
    for (const std::string_view text :
         {"2026-07-01T24:00:00Z",
          "2026-07-01T12:60:00Z",
          "2026-07-01T12:30:60Z",
          "2026-02-30T12:30:00Z",
          "2026-07-01 12:30:00Z",
          "2026-07-01T12:30:00",
          "2026-07-01T12:30:00+02:00",
          "2026-07-01T-0:30:00Z",
          "2026-07-01T12:-0:00Z",
          "2026-07-01T1 :30:00Z",
          "2026-07-01",
          ""}) {
        const Outcome<Timestamp> moment = Timestamp::parse(text);
        ASSERT_FALSE(moment.has_value()) << text;
        EXPECT_EQ(moment.error().code, "base.not-a-moment") << text;
    }
}

// Summer time in 2026 runs from 29 March 01:00 UTC until 25 October 01:00 UTC.
TEST(Timestamp, the_day_in_amsterdam_follows_summer_time) {
    struct Row {
        std::string_view moment;
        std::string_view utc_date;
        std::string_view amsterdam_date;
    };
    const std::vector<Row> rows{
        {"2026-01-15T22:59:59Z", "2026-01-15", "2026-01-15"},
        {"2026-01-15T23:00:00Z", "2026-01-15", "2026-01-16"},
        {"2026-07-15T21:59:59Z", "2026-07-15", "2026-07-15"},
        {"2026-07-15T22:00:00Z", "2026-07-15", "2026-07-16"},
        {"2026-03-28T22:59:59Z", "2026-03-28", "2026-03-28"},
        {"2026-03-29T22:00:00Z", "2026-03-29", "2026-03-30"},
        {"2026-10-25T22:59:59Z", "2026-10-25", "2026-10-25"},
        {"2025-12-31T23:00:00Z", "2025-12-31", "2026-01-01"},
    };
    for (const Row& row : rows) {
        const Timestamp moment = Timestamp::parse(row.moment).value();
        EXPECT_EQ(moment.utc_date().to_string(), row.utc_date) << row.moment;
        EXPECT_EQ(amsterdam_date(moment).to_string(), row.amsterdam_date) << row.moment;
    }
}

}  // namespace
}  // namespace draagkracht::base
