// The SQL of the contact log.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/followup/contact.hpp"
#include "draagkracht/storage/sealer.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::followup {

// Writes checked contacts with new numbers as a set; the ids are in the order of the contacts.
[[nodiscard]] std::vector<base::ContactId> add_contacts(
    storage::Transaction& transaction,
    const storage::Sealer& sealer,
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const std::vector<Contact>& contacts
);

[[nodiscard]] std::optional<base::PersonId> person_of_contact(
    storage::Transaction& transaction, base::ContactId contact
);

// By contact number; a number that is not in the log is absent.
[[nodiscard]] base::Outcome<std::map<std::string, LoggedContact>> contacts_by_number(
    storage::Transaction& transaction,
    const storage::Sealer& sealer,
    base::MunicipalityId municipality,
    const std::vector<std::string>& numbers
);

// Newest first. Problem storage.cannot-unseal when the notes were sealed with another key.
[[nodiscard]] base::Outcome<std::vector<LoggedContact>> contacts_of_person(
    storage::Transaction& transaction, const storage::Sealer& sealer, base::PersonId person
);

// Without the notes: for rules, that have no business with them.
[[nodiscard]] std::vector<LoggedContact> contacts_about(
    storage::Transaction& transaction, const Arrear& arrear
);
[[nodiscard]] std::map<Arrear, std::vector<LoggedContact>> contacts_about_open_tasks(
    storage::Transaction& transaction, base::MunicipalityId municipality
);

}  // namespace draagkracht::followup
