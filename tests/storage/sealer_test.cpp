#include "draagkracht/storage/sealer.hpp"
#include "draagkracht/base/sha256.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "support/test_database.hpp"

namespace draagkracht::storage {

TEST(SealerTest, OpensOnlyWithTheSameKeyAtTheSamePlace) {
    const Sealer sealer = test_support::test_sealer();
    const Sealer other = test_support::test_sealer();
    const std::string sealed = sealer.seal("111222333", "person_identity.bsn:17");
    EXPECT_EQ(sealer.unseal(sealed, "person_identity.bsn:17").value(), "111222333");
    EXPECT_EQ(
        sealer.unseal(sealed, "person_identity.bsn:18").error().code, "storage.cannot-unseal"
    );
    EXPECT_FALSE(other.unseal(sealed, "person_identity.bsn:17").has_value());
    EXPECT_FALSE(sealer.unseal("not base64 at all!", "person_identity.bsn:17").has_value());
    EXPECT_FALSE(sealer.unseal("", "person_identity.bsn:17").has_value());
    std::string changed = sealed;
    changed[10] = changed[10] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(sealer.unseal(changed, "person_identity.bsn:17").has_value());
}

TEST(SealerTest, SealingTwiceDiffersWhileTheBlindIndexIsTheSame) {
    const Sealer sealer = test_support::test_sealer();
    EXPECT_NE(sealer.seal("111222333", "a"), sealer.seal("111222333", "a"));
    EXPECT_EQ(sealer.blind_index("111222333", "bsn"), sealer.blind_index("111222333", "bsn"));
    EXPECT_NE(sealer.blind_index("111222333", "bsn"), sealer.blind_index("111222333", "iban"));
    EXPECT_NE(
        sealer.blind_index("111222333", "bsn"),
        test_support::test_sealer().blind_index("111222333", "bsn")
    );
}

TEST(SealerTest, AKeyFileIsNeverOverwrittenAndMustBeWhole) {
    const std::filesystem::path path = std::filesystem::temp_directory_path() /
                                       ("draagkracht_key_test_" + std::to_string(::getpid()));
    EXPECT_EQ(Sealer::from_key_file(path).error().code, "storage.no-key-file");
    ASSERT_TRUE(Sealer::create_key_file(path).has_value());
    EXPECT_EQ(Sealer::create_key_file(path).error().code, "storage.key-file-exists");
    EXPECT_TRUE(Sealer::from_key_file(path).has_value());
    std::ofstream{path} << "abcd\n";
    EXPECT_EQ(Sealer::from_key_file(path).error().code, "storage.bad-key-file");
    std::filesystem::remove(path);
}

}  // namespace draagkracht::storage
