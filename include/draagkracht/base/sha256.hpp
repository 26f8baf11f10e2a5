// The print of some bytes, so that a change to them is seen: SHA-256 (FIPS 180-4), at once or while
// they pass by.
//
//     sha256_of("abc")                  // "ba7816bf8f01cfea...": 64 hexadecimal digits
//     Sha256 hash;
//     hash.add(first); hash.add(more);
//     hash.digits()                     // the same as of first + more
//
// The work is OpenSSL's, which has the processor do it where that can.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace draagkracht::base {

// In lower case.
using Sha256Digits = std::array<char, 64>;

class Sha256 {
  public:
    Sha256();

    void add(std::string_view bytes);
    // Of all that was added; begins anew after it.
    [[nodiscard]] Sha256Digits digits();

  private:
    struct Free {
        void operator()(evp_md_ctx_st* context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> context_;
};

[[nodiscard]] Sha256Digits sha256_digits_of(std::string_view bytes);
[[nodiscard]] std::string sha256_of(std::string_view bytes);

}  // namespace draagkracht::base
