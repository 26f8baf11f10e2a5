#include "payments/file_order.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace draagkracht::payments {
namespace {

// "29 100.00 125.00": of 29 June, by an account of its own when a word follows.
PlaceOfFile file(const std::string& text) {
    std::istringstream words{text};
    std::string day;
    std::string opening;
    std::string closing;
    std::string account;
    words >> day >> opening >> closing >> account;
    const base::Date date = base::Date::parse("2026-06-" + day).value();
    return {
        date,
        account,
        date,
        base::Money::parse(opening).value(),
        base::Money::parse(closing).value()};
}

TEST(FileOrder, FilesAreTakenAsTheBankMadeThem) {
    struct Row {
        std::string what;
        std::vector<std::string> files;
        std::vector<std::size_t> order;
    };
    const std::vector<Row> rows{
        {"none", {}, {}},
        {"by day", {"30 125.00 130.00", "28 90.00 100.00", "29 100.00 125.00"}, {1, 2, 0}},
        {"of one day by their balances",
         {"29 120.00 130.00", "29 110.00 120.00", "28 90.00 100.00", "29 100.00 110.00"},
         {2, 3, 1, 0}},
        {"of one day, of two accounts",
         {"29 120.00 130.00 B", "29 110.00 120.00 A", "29 100.00 110.00 A"},
         {2, 1, 0}},
        {"an account that is emptied each day", {"29 0.00 0.00", "29 0.00 0.00"}, {0, 1}},
    };
    for (const Row& row : rows) {
        std::vector<PlaceOfFile> files;
        for (const std::string& text : row.files) {
            files.push_back(file(text));
        }
        EXPECT_EQ(order_of_files(files), row.order) << row.what;
    }
}

}  // namespace
}  // namespace draagkracht::payments
