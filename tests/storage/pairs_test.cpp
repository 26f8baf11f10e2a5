#include "draagkracht/storage/pairs.hpp"

#include <gtest/gtest.h>

#include "draagkracht/storage/rows.hpp"
#include "support/test_database.hpp"

namespace draagkracht::storage {

class PairsOnBoth : public test_support::OnBothDatabases {};

TEST_P(PairsOnBoth, PairsOfNumbersAreATable) {
    Transaction transaction{database(), "look up", Access::read};
    const auto joined = [&](const std::vector<std::pair<std::int64_t, std::int64_t>>& pairs) {
        const std::string keys = json_pairs(pairs);
        std::string found;
        long long first = 0;
        long long second = 0;
        for_each_row(
            (ask(transaction,
                 "SELECT keys.first, keys.second FROM " + pairs_of(transaction, ":keys") +
                     " keys WHERE keys.second > 1 ORDER BY keys.first"),
             soci::use(keys, "keys"),
             soci::into(first),
             soci::into(second)),
            [&] { found += std::to_string(first) + "/" + std::to_string(second) + " "; }
        );
        return found;
    };
    EXPECT_EQ(joined({{9'000'000'000, 3}, {7, 1}, {7, 12}}), "7/12 9000000000/3 ");
    EXPECT_EQ(joined({}), "");
}

DRAAGKRACHT_ON_BOTH_DATABASES(PairsOnBoth);

}  // namespace draagkracht::storage
