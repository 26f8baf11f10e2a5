#include "draagkracht/base/sha256.hpp"

#include <gtest/gtest.h>

namespace draagkracht::base {

namespace {

std::string text_of(const Sha256Digits& digits) {
    return {digits.begin(), digits.end()};
}

}  // namespace

TEST(Sha256Test, IsTheStandardOneHoweverTheBytesCome) {
    // NIST FIPS 180-2, appendix B.1 and B.2.
    const std::string of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    const std::string of_two_blocks =
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1";
    EXPECT_EQ(sha256_of("abc"), of_abc);
    EXPECT_EQ(sha256_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), of_two_blocks);
    EXPECT_EQ(sha256_of("abc"), of_abc) << "the one before leaves nothing";
    Sha256 hash;
    hash.add("a");
    hash.add("");
    hash.add("bc");
    EXPECT_EQ(text_of(hash.digits()), of_abc);
    hash.add("abc");
    EXPECT_EQ(text_of(hash.digits()), of_abc) << "it begins anew";
}

}  // namespace draagkracht::base
