// What the commands say when a file does not go to the bank.
#pragma once

#include <string>

#include "draagkracht/payments/withdrawal.hpp"

namespace draagkracht::cli {

[[nodiscard]] inline std::string withdrawal_text(
    const std::string& name, payments::Withdrawal withdrawal
) {
    return name + (withdrawal == payments::Withdrawal::done
                       ? " is withdrawn."
                       : " may have left: a second person is asked. Withdraw it once more when that"
                         " was approved.");
}

}  // namespace draagkracht::cli
