#include "draagkracht/letters/letter_facts.hpp"

#include <gtest/gtest.h>

namespace draagkracht::letters {
namespace {

using people::Name;
using people::Salutation;

TEST(Salutation, FollowsHowAPersonIsCalled) {
    struct Row {
        Name name;
        std::string salutation;
        std::string address_line;
    };
    // Source: Taaladvies, "Beste mevrouw De Vries": the prefix has a capital without first name.
    const std::vector<Row> rows{
        {{Salutation::mevrouw, "J.", "de", "Vries"},
         "Beste mevrouw De Vries",
         "Mevrouw J. de Vries"},
        {{Salutation::de_heer, "A.B.", "van der", "Berg"},
         "Beste heer Van der Berg",
         "De heer A.B. van der Berg"},
        {{Salutation::mevrouw, "S.", "", "Yılmaz"}, "Beste mevrouw Yılmaz", "Mevrouw S. Yılmaz"},
        {{Salutation::none, "K.", "de", "Wit"}, "Beste K. de Wit", "K. de Wit"},
        {{Salutation::none, "", "de", "Wit"}, "Beste De Wit", "de Wit"},
        {{Salutation::mevrouw, "", "'t", "Hart"}, "Beste mevrouw 't Hart", "Mevrouw 't Hart"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(salutation(row.name), row.salutation);
        EXPECT_EQ(address_lines(row.name, {"Dam", "1", "1234AB", "X"})[0], row.address_line);
    }
}

TEST(AddressLines, ArePrintedAsPostNlAsks) {
    const Name name{Salutation::mevrouw, "J.", "de", "Vries"};
    // Source: PostNL addressing tips: a space in the postcode, two before the town in capitals.
    const std::vector<std::string> expected{
        "Mevrouw J. de Vries", "Dorpsstraat 12 b", "9990 AB\u00a0\u00a0'S-GRAVENÉ"};
    EXPECT_EQ(address_lines(name, {"Dorpsstraat", "12 b", "9990AB", "'s-Gravené"}), expected);
    EXPECT_EQ(address_lines(name, {"Dorpsstraat", "12 b", "9990 AB", "'s-Gravené"}), expected);
}

}  // namespace
}  // namespace draagkracht::letters
