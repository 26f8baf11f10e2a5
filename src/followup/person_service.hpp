// Whose work a person is.
#pragma once

#include "draagkracht/base/id.hpp"
#include "draagkracht/base/problem.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::followup {

// Problem people.unknown-person for somebody of another municipality, as for nobody.
[[nodiscard]] base::Done check_home(
    storage::Transaction& transaction, base::MunicipalityId municipality, base::PersonId person
);

}  // namespace draagkracht::followup
