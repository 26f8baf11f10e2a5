// The SQL of the contact log, for use inside the transaction of whoever needs it: the follow-up
// room itself, and the conversion from a former system.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "draagkracht/base/timestamp.hpp"
#include "draagkracht/followup/worklist.hpp"
#include "draagkracht/storage/sealer.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::followup {

struct ContactRecorder {
    base::MunicipalityId municipality;
    std::string recorded_by;  // Actor::text
    base::Timestamp recorded_at;
};

// Writes contacts as a set; the ids are in the order of the contacts. The caller has checked each
// with check(), and that its number is new.
[[nodiscard]] std::vector<base::ContactId> add_contacts(
    storage::Transaction& transaction,
    const storage::Sealer& sealer,
    const ContactRecorder& recorder,
    const std::vector<Contact>& contacts
);

// Those of the numbers that exist in that municipality: for what is handed in again.
[[nodiscard]] std::map<std::string, base::ContactId> contacts_by_number(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<std::string>& numbers
);

// Newest first. Problem storage.cannot-unseal when the notes were sealed with another key.
[[nodiscard]] base::Outcome<std::vector<LoggedContact>> contacts_of_person(
    storage::Transaction& transaction, const storage::Sealer& sealer, base::PersonId person
);

}  // namespace draagkracht::followup
