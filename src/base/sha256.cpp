#include "draagkracht/base/sha256.hpp"

#include <openssl/evp.h>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::base {

namespace {

constexpr std::size_t digest_bytes = 32;

// Looked up once: looking it up takes longer than the print of a row.
const EVP_MD* algorithm() {
    static const EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    ensure(fetched != nullptr, "OpenSSL knows SHA-256");
    return fetched;
}

void begin(EVP_MD_CTX* context) {
    ensure(EVP_DigestInit_ex(context, algorithm(), nullptr) == 1, "OpenSSL can begin a SHA-256");
}

}  // namespace

void Sha256::Free::operator()(evp_md_ctx_st* context) const {
    EVP_MD_CTX_free(context);
}

Sha256::Sha256() : context_{EVP_MD_CTX_new()} {
    ensure(context_ != nullptr, "there is memory for a SHA-256");
    begin(context_.get());
}

void Sha256::add(std::string_view bytes) {
    ensure(
        EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1,
        "OpenSSL can go on with a SHA-256"
    );
}

Sha256Digits Sha256::digits() {
    std::array<unsigned char, digest_bytes> digest{};
    ensure(
        EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) == 1, "OpenSSL can end a SHA-256"
    );
    begin(context_.get());
    constexpr std::string_view hexadecimal = "0123456789abcdef";
    Sha256Digits digits{};
    for (std::size_t place = 0; place < digest.size(); ++place) {
        digits[2 * place] = hexadecimal[digest[place] >> 4U];
        digits[2 * place + 1] = hexadecimal[digest[place] & 0xFU];
    }
    return digits;
}

Sha256Digits sha256_digits_of(std::string_view bytes) {
    thread_local Sha256 hash;
    hash.add(bytes);
    return hash.digits();
}

std::string sha256_of(std::string_view bytes) {
    const Sha256Digits digits = sha256_digits_of(bytes);
    return {digits.begin(), digits.end()};
}

}  // namespace draagkracht::base
