// The SQL of people that other rooms may use in a transaction of their own. None of it tells who
// somebody is; for that go through PeopleService, which writes down each look.
//
//     auto payers = people_of_accounts(transaction, {entry.counterparty});
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "draagkracht/base/iban.hpp"
#include "draagkracht/base/id.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::people {

struct AccountUse {
    base::Iban account;
    base::PersonId person;
};

// Who is known to pay from these accounts; a guardian's account gives several people.
[[nodiscard]] std::vector<AccountUse> people_of_accounts(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<base::Iban>& accounts
);

// Who is called as a bank names a payer (payer_name.hpp): among these people, and among those whose
// surname stands in the name.
[[nodiscard]] std::vector<base::PersonId> people_called(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::string& payer,
    const std::vector<base::PersonId>& among
);

// By client number; a number that is not registered is absent from the answer.
[[nodiscard]] std::unordered_map<std::string, base::PersonId> people_of_client_numbers(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<std::string>& client_numbers
);

[[nodiscard]] std::unordered_map<base::PersonId, std::string> client_numbers_of(
    storage::Transaction& transaction, const std::vector<base::PersonId>& people
);

// The municipality of each person; an id that is no person is absent from the answer.
[[nodiscard]] std::unordered_map<base::PersonId, base::MunicipalityId> municipalities_of(
    storage::Transaction& transaction, const std::vector<base::PersonId>& people
);

// Keeps others from acting on the same person until this transaction ends. Taken before any claim.
void hold_person(storage::Transaction& transaction, base::PersonId person);

}  // namespace draagkracht::people
