#include "people/identity_store.hpp"

#include "draagkracht/storage/rows.hpp"

namespace draagkracht::people {

using soci::into;
using soci::use;
using storage::for_each_row;
using storage::json_list;
using storage::Nullable;

namespace {

std::optional<base::Date> date_in(const Nullable<std::string>& text) {
    const std::optional<std::string> given = text.get();
    return given ? std::optional{base::Date::parse(*given).value()} : std::nullopt;
}

// The columns of one identity, in the order of the query below.
struct IdentityRow {
    long long person = 0, municipality = 0;
    std::string client_number, salutation, initials, prefix, surname;
    std::string street, house_number, postal_code, city, phone, email;
    Nullable<std::string> bsn_sealed, birth_date;

    [[nodiscard]] StoredIdentity stored() const {
        Identity identity{
            .person = base::PersonId{person},
            .municipality = base::MunicipalityId{municipality},
            .client_number = client_number,
            .masked_bsn = {},
            .name = {salutation_of(salutation).value(), initials, prefix, surname},
            .birth_date = date_in(birth_date),
            .address = {street, house_number, postal_code, city},
            .phone = phone,
            .email = email,
            .accounts = {},
            .benefits = {}};
        return {std::move(identity), bsn_sealed.get()};
    }
};

using Identities = std::unordered_map<base::PersonId, StoredIdentity>;

Identities read_identities(storage::Transaction& transaction, const std::string& keys) {
    Identities found;
    IdentityRow row;
    for_each_row(
        (ask(transaction,
             "SELECT person.id, person.municipality_id, person.client_number, bsn_sealed,"
             " salutation, initials, surname_prefix, surname, birth_date, street, house_number,"
             " postal_code, city, phone, email"
             " FROM person JOIN person_identity ON person_identity.person_id = person.id"
             " WHERE person.id " +
                 transaction.among_numbers(":keys")),
         use(keys, "keys"),
         into(row.person),
         into(row.municipality),
         into(row.client_number),
         into(row.bsn_sealed.value, row.bsn_sealed.indicator),
         into(row.salutation),
         into(row.initials),
         into(row.prefix),
         into(row.surname),
         into(row.birth_date.value, row.birth_date.indicator),
         into(row.street),
         into(row.house_number),
         into(row.postal_code),
         into(row.city),
         into(row.phone),
         into(row.email)),
        [&] { found.emplace(base::PersonId{row.person}, row.stored()); }
    );
    return found;
}

void read_accounts(storage::Transaction& transaction, const std::string& keys, Identities& found) {
    long long person = 0;
    std::string iban;
    for_each_row(
        (ask(transaction,
             "SELECT person_id, iban FROM person_account WHERE person_id " +
                 transaction.among_numbers(":keys") + " ORDER BY person_id, iban"),
         use(keys, "keys"),
         into(person),
         into(iban)),
        [&] {
            if (const auto of = found.find(base::PersonId{person}); of != found.end()) {
                of->second.identity.accounts.push_back(base::Iban::parse(iban).value());
            }
        }
    );
}

void read_benefits(storage::Transaction& transaction, const std::string& keys, Identities& found) {
    long long person = 0;
    std::string law;
    std::string from;
    Nullable<std::string> until;
    for_each_row(
        (ask(transaction,
             "SELECT person_id, law, valid_from, valid_until FROM benefit_spell"
             " WHERE person_id " +
                 transaction.among_numbers(":keys") + " ORDER BY person_id, valid_from, law"),
         use(keys, "keys"),
         into(person),
         into(law),
         into(from),
         into(until.value, until.indicator)),
        [&] {
            if (const auto of = found.find(base::PersonId{person}); of != found.end()) {
                of->second.identity.benefits.push_back(
                    {benefit_law_of(law).value(), base::Date::parse(from).value(), date_in(until)}
                );
            }
        }
    );
}

}  // namespace

std::unordered_map<base::PersonId, StoredIdentity> identities(
    storage::Transaction& transaction, const std::vector<base::PersonId>& people
) {
    const std::string keys = json_list(people);
    Identities found = read_identities(transaction, keys);
    read_accounts(transaction, keys, found);
    read_benefits(transaction, keys, found);
    return found;
}

std::vector<StoredFamilyMember> family_on(
    storage::Transaction& transaction, base::PersonId person, base::Date date
) {
    std::vector<StoredFamilyMember> family;
    const long long person_id = person.value();
    const std::string day = date.to_string();
    long long other = 0;
    std::string role;
    for_each_row(
        (ask(transaction,
             "SELECT other.person_id, other.role FROM household_member self"
             " JOIN household_member other ON other.household_id = self.household_id"
             " WHERE self.person_id = :person AND other.person_id <> self.person_id"
             " AND self.valid_from <= :day AND COALESCE(self.valid_until, :day) >= :day"
             " AND other.valid_from <= :day AND COALESCE(other.valid_until, :day) >= :day"
             " ORDER BY other.person_id"),
         use(person_id, "person"),
         use(day, "day"),
         into(other),
         into(role)),
        [&] {
            family.push_back({base::PersonId{other}, household_role_of(role).value()});
        }
    );
    return family;
}

}  // namespace draagkracht::people
