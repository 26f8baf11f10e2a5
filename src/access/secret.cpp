#include "access/secret.hpp"

#include <sodium.h>

#include <array>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::access {

namespace {

void start_sodium() {
    base::ensure(sodium_init() >= 0, "libsodium can start");
}

}  // namespace

std::string hash_password(const std::string& password) {
    start_sodium();
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    const int failed = crypto_pwhash_str(
        hash.data(),
        password.data(),
        password.size(),
        crypto_pwhash_OPSLIMIT_INTERACTIVE,
        crypto_pwhash_MEMLIMIT_INTERACTIVE
    );
    if (failed != 0) {
        throw std::runtime_error{"there is not enough memory to hash a password"};
    }
    return hash.data();
}

bool fits(const std::string& password, const std::string& password_hash) {
    start_sodium();
    return crypto_pwhash_str_verify(password_hash.c_str(), password.data(), password.size()) == 0;
}

void spend_the_time_of_a_check(const std::string& password) {
    static const std::string hash_of_nobody = hash_password("nobody has this password");
    [[maybe_unused]] const bool ignored = fits(password, hash_of_nobody);
}

std::string random_token() {
    start_sodium();
    std::array<unsigned char, 32> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::array<char, 2 * bytes.size() + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
    return hex.data();
}

}  // namespace draagkracht::access
