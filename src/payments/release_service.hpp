// Releasing a file for the bank, which collections and payouts share: the print that a bank shows
// of it, and who prepared and approved it, for its slip.
#pragma once

#include <string>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/base/id.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::payments {

// SHA-1 in lower-case hexadecimal digits: not to trust, but to compare with what a bank shows.
[[nodiscard]] std::string sha1_of(const std::string& bytes);

// Two people as others know them; empty where nobody is known.
struct SlipNames {
    std::string prepared_by;
    std::string approved_by;
};
// `prepared_by` is as the books know that officer.
[[nodiscard]] SlipNames slip_names(
    storage::Database& database,
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const std::string& prepared_by,
    base::ApprovalId approval
);

}  // namespace draagkracht::payments
