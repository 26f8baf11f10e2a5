// Passwords and session tokens: what must never be stored as it is.
#pragma once

#include <string>

namespace draagkracht::access {

// argon2id with the parameters that libsodium recommends for a log-in.
[[nodiscard]] std::string hash_password(const std::string& password);
[[nodiscard]] bool fits(const std::string& password, const std::string& password_hash);
// Costs what fits() costs, for a log-in name that does not exist.
void spend_the_time_of_a_check(const std::string& password);

// 32 random bytes in hexadecimal.
[[nodiscard]] std::string random_token();

}  // namespace draagkracht::access
