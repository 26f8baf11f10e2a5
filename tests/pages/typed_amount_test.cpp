#include "pages/typed_amount.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace draagkracht::pages {
namespace {

TEST(TypedAmount, IsReadAsPeopleWriteItInDutch) {
    struct Row {
        std::string typed;
        std::string read;  // empty: no amount
    };
    const std::vector<Row> rows{
        {"75", "75.00"},
        {"75,00", "75.00"},
        {"75,5", "75.50"},
        {"€ 75", "75.00"},
        {"€75,-", ""},
        {"1.234,56", "1234.56"},
        {"1.234", "1234.00"},
        {"1.234.567", "1234567.00"},
        {"1234.56", "1234.56"},
        {"12.3456", ""},
        {"1.23,45", ""},
        {" 1 234,56 ", "1234.56"},
        {"0", "0.00"},
        {"-5", ""},
        {"75,005", ""},
        {"", ""},
        {"veel", ""},
        {"1,2,3", ""},
        {"99999999999999999999", ""},
    };
    for (const Row& row : rows) {
        const std::optional<base::Money> amount = typed_amount(row.typed);
        EXPECT_EQ(amount ? amount->to_string() : "", row.read) << row.typed;
        if (amount) {
            EXPECT_EQ(typed_amount(field_amount(*amount)), amount) << row.typed;
        }
    }
}

}  // namespace
}  // namespace draagkracht::pages
