#include "cli/nearest_word.hpp"

#include <gtest/gtest.h>

namespace draagkracht::cli {
namespace {

TEST(NearestWord, IsTheOneThatWasMeant) {
    const std::vector<std::string> words{
        "run", "verify", "reconcile", "reconcile-folder", "take-list"};
    struct Row {
        std::string typed;
        std::string meant;
        const char* why;
    };
    const std::vector<Row> rows{
        {"verfy", "verify", "a letter left out"},
        {"verifyy", "verify", "a letter too many"},
        {"vetify", "verify", "another letter"},
        {"reconsile-folder", "reconcile-folder", "the longer one"},
        {"reconcil", "reconcile", "the nearer of two"},
        {"takelist", "take-list", "without the hyphen"},
        {"ran", "run", "one of three"},
        {"rag", "", "two of three"},
        {"nonsense", "", "nothing like it"},
        {"", "", "nothing"},
        {std::string(100'000, 'x'), "", "nobody types that"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(nearest_word(row.typed, words).value_or(""), row.meant) << row.why;
    }
}

}  // namespace
}  // namespace draagkracht::cli
