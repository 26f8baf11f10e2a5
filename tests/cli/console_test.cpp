#include "cli/console.hpp"

#include <gtest/gtest.h>

namespace draagkracht::cli {
namespace {

TEST(ProgressLine, TellsHowFarAndHowLongStill) {
    using std::chrono::seconds;
    EXPECT_EQ(
        progress_line("entries", 60000, 120000, seconds{12}),
        "[###############...............]  50%  60,000 of 120,000 entries, 12 s left"
    );
    EXPECT_EQ(
        progress_line("entries", 0, 120, seconds{3}),
        "[..............................]   0%  0 of 120 entries"
    );
    EXPECT_EQ(
        progress_line("days", 31, 31, seconds{2}),
        "[##############################] 100%  31 of 31 days, 0 s left"
    );
    EXPECT_EQ(progress_line("lines", 1234567, 0, seconds{9}), "1,234,567 lines, 9 s");
}

}  // namespace
}  // namespace draagkracht::cli
