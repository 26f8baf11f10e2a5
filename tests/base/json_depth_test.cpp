#include "draagkracht/base/json_depth.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace draagkracht::base {
namespace {

TEST(JsonDepth, CountsWhatIsOpenAtOnce) {
    struct Row {
        std::string json;
        int most;
        bool is_deeper;
    };
    const std::vector<Row> rows{
        {"", 0, false},
        {"1", 0, false},
        {"{}", 0, true},
        {R"({"a":[1]})", 2, false},
        {R"({"a":[1]})", 1, true},
        {R"([[],[],[]])", 2, false},
        {R"({"text":"[[[[{{{"})", 1, false},
        {R"({"text":"a \" [[["})", 1, false},
        {R"({"text":"a \\","list":[[]]})", 2, true},
        {std::string(100'000, '['), json_depth_max, true},
        {"]]]]" + std::string(40, '['), 35, true}};
    for (const Row& row : rows) {
        EXPECT_EQ(nests_deeper(row.json, row.most), row.is_deeper) << row.json.substr(0, 40);
    }
}

}  // namespace
}  // namespace draagkracht::base
