#include "draagkracht/people/people_store.hpp"

#include "draagkracht/people/payer_name.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::people {

using soci::into;
using soci::use;
using storage::for_each_row;
using storage::json_list;

std::vector<AccountUse> people_of_accounts(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<base::Iban>& accounts
) {
    std::vector<std::string> texts;
    for (const base::Iban& account : accounts) {
        texts.push_back(account.text());
    }
    std::vector<AccountUse> uses;
    const std::string keys = json_list(texts);
    const long long municipality_id = municipality.value();
    std::string iban;
    long long person = 0;
    for_each_row(
        (ask(transaction,
             // CROSS JOIN: SQLite keeps to this order, and does not begin with all people.
             "SELECT person_account.iban, person.id FROM person_account CROSS JOIN person"
             " WHERE person.id = person_account.person_id"
             " AND person.municipality_id = :municipality AND person_account.iban " +
                 transaction.among_texts(":keys") + " ORDER BY person_account.iban, person.id"),
         use(municipality_id, "municipality"),
         use(keys, "keys"),
         into(iban),
         into(person)),
        [&] {
            uses.push_back({base::Iban::parse(iban).value(), base::PersonId{person}});
        }
    );
    return uses;
}

std::vector<base::PersonId> people_called(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::string& payer,
    const std::vector<base::PersonId>& among
) {
    std::vector<base::PersonId> people;
    const std::string surnames = json_list(surnames_in(payer));
    const std::string keys = json_list(among);
    const long long municipality_id = municipality.value();
    long long person = 0;
    std::string salutation, initials, prefix, surname;
    for_each_row(
        (ask(transaction,
             "SELECT person_id, salutation, initials, surname_prefix, surname"
             " FROM person_identity WHERE municipality_id = :municipality AND (surname " +
                 transaction.among_texts(":surnames") + " OR person_id " +
                 transaction.among_numbers(":among") + ") ORDER BY person_id"),
         use(municipality_id, "municipality"),
         use(surnames, "surnames"),
         use(keys, "among"),
         into(person),
         into(salutation),
         into(initials),
         into(prefix),
         into(surname)),
        [&] {
            if (is_called({salutation_of(salutation).value(), initials, prefix, surname}, payer)) {
                people.emplace_back(person);
            }
        }
    );
    return people;
}

std::unordered_map<std::string, base::PersonId> people_of_client_numbers(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<std::string>& client_numbers
) {
    std::unordered_map<std::string, base::PersonId> people;
    const std::string keys = json_list(client_numbers);
    const long long municipality_id = municipality.value();
    std::string number;
    long long person = 0;
    for_each_row(
        (ask(transaction,
             "SELECT client_number, id FROM person"
             " WHERE municipality_id = :municipality AND client_number " +
                 transaction.among_texts(":keys")),
         use(municipality_id, "municipality"),
         use(keys, "keys"),
         into(number),
         into(person)),
        [&] { people.emplace(number, base::PersonId{person}); }
    );
    return people;
}

std::unordered_map<base::PersonId, base::MunicipalityId> municipalities_of(
    storage::Transaction& transaction, const std::vector<base::PersonId>& people
) {
    std::unordered_map<base::PersonId, base::MunicipalityId> municipalities;
    const std::string keys = json_list(people);
    long long person = 0;
    long long municipality = 0;
    for_each_row(
        (ask(transaction,
             "SELECT id, municipality_id FROM person WHERE id " + transaction.among_numbers(":keys")
         ),
         use(keys, "keys"),
         into(person),
         into(municipality)),
        [&] { municipalities.emplace(base::PersonId{person}, base::MunicipalityId{municipality}); }
    );
    return municipalities;
}

std::unordered_map<base::PersonId, std::string> client_numbers_of(
    storage::Transaction& transaction, const std::vector<base::PersonId>& people
) {
    std::unordered_map<base::PersonId, std::string> numbers;
    const std::string keys = json_list(people);
    long long person = 0;
    std::string number;
    for_each_row(
        (ask(transaction,
             "SELECT id, client_number FROM person WHERE id " + transaction.among_numbers(":keys")),
         use(keys, "keys"),
         into(person),
         into(number)),
        [&] { numbers.emplace(base::PersonId{person}, number); }
    );
    return numbers;
}

void hold_person(storage::Transaction& transaction, base::PersonId person) {
    const long long wanted = person.value();
    long long held = 0;
    transaction.sql() << "SELECT id FROM person WHERE id = :person" +
                             std::string{storage::for_update(transaction)},
        use(wanted, "person"), into(held);
}

}  // namespace draagkracht::people
