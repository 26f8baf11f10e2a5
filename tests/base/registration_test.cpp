#include "draagkracht/base/registration.hpp"

#include <gtest/gtest.h>

namespace draagkracht::base {

TEST(KnownContentTest, TheSameAgainIsKnownAndOtherContentDiffers) {
    KnownContent known{{{"V-1", "a"}}};
    EXPECT_EQ(known.meet("V-1", "a"), Novelty::known);
    EXPECT_EQ(known.meet("V-1", "b"), Novelty::differs);
    EXPECT_EQ(known.meet("V-2", "a"), Novelty::fresh);
    EXPECT_EQ(known.meet("V-2", "a"), Novelty::known) << "twice in one set";
    EXPECT_EQ(known.meet("V-2", "b"), Novelty::differs) << "two of one number in one set";
}

TEST(ContentTextTest, FieldsDoNotRunIntoEachOther) {
    EXPECT_NE(ContentText{}.add("ab").add("c").text(), ContentText{}.add("a").add("bc").text());
    EXPECT_NE(ContentText{}.add("").add("a").text(), ContentText{}.add("a").add("").text());
    EXPECT_NE(ContentText{}.add("1:a").text(), ContentText{}.add("1").add("a").text());
    EXPECT_EQ(ContentText{}.add("ab").add("c").text(), ContentText{}.add("ab").add("c").text());
}

}  // namespace draagkracht::base
