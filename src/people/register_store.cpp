#include "people/register_store.hpp"

#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::people {

using soci::into;
using soci::use;
using storage::BulkInsert;
using storage::Column;
using storage::for_each_row;
using storage::json_list;
using storage::text_cell;

namespace {

// `select` gives two columns of text and has the parameters :municipality and :keys.
template <typename OnRow>
void read_pairs(
    storage::Transaction& transaction,
    const std::string& select,
    base::MunicipalityId municipality,
    const std::string& keys,
    OnRow on_row
) {
    const long long municipality_id = municipality.value();
    std::string first;
    std::string second;
    for_each_row(
        (ask(transaction, select),
         use(municipality_id, "municipality"),
         use(keys, "keys"),
         into(first),
         into(second)),
        [&] { on_row(first, second); }
    );
}

}  // namespace

base::KnownContent::HashByNumber registered_person_hashes(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<std::string>& client_numbers
) {
    base::KnownContent::HashByNumber hashes;
    read_pairs(
        transaction,
        "SELECT person.client_number, COALESCE(person_identity.registered_hash, '') FROM person"
        " LEFT JOIN person_identity ON person_identity.person_id = person.id"
        " WHERE person.municipality_id = :municipality AND person.client_number " +
            transaction.among_texts(":keys"),
        municipality,
        json_list(client_numbers),
        [&](const std::string& number, const std::string& hash) { hashes.emplace(number, hash); }
    );
    return hashes;
}

base::KnownContent::HashByNumber registered_household_hashes(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<std::string>& household_numbers
) {
    base::KnownContent::HashByNumber hashes;
    read_pairs(
        transaction,
        "SELECT household_number, registered_hash FROM household"
        " WHERE municipality_id = :municipality AND household_number " +
            transaction.among_texts(":keys"),
        municipality,
        json_list(household_numbers),
        [&](const std::string& number, const std::string& hash) { hashes.emplace(number, hash); }
    );
    return hashes;
}

std::unordered_map<std::string, base::PersonId> people_of_bsn_indexes(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<std::string>& bsn_indexes
) {
    std::unordered_map<std::string, base::PersonId> people;
    const std::string keys = json_list(bsn_indexes);
    const long long municipality_id = municipality.value();
    std::string index;
    long long person = 0;
    for_each_row(
        (ask(transaction,
             "SELECT bsn_index, person_id FROM person_identity"
             " WHERE municipality_id = :municipality AND bsn_index " +
                 transaction.among_texts(":keys")),
         use(municipality_id, "municipality"),
         use(keys, "keys"),
         into(index),
         into(person)),
        [&] { people.emplace(index, base::PersonId{person}); }
    );
    return people;
}

namespace {

std::optional<std::string> text_of(const std::optional<base::Date>& date) {
    return date ? std::optional{date->to_string()} : std::nullopt;
}

void add_identities(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<PersonToAdd>& people
) {
    BulkInsert rows{
        transaction,
        "person_identity",
        {{"person_id", Column::number},
         {"municipality_id", Column::number},
         {"bsn_sealed", Column::text},
         {"bsn_index", Column::text},
         {"salutation", Column::text},
         {"initials", Column::text},
         {"surname_prefix", Column::text},
         {"surname", Column::text},
         {"birth_date", Column::text},
         {"street", Column::text},
         {"house_number", Column::text},
         {"postal_code", Column::text},
         {"city", Column::text},
         {"phone", Column::text},
         {"email", Column::text},
         {"registered_hash", Column::text}}};
    for (const PersonToAdd& person : people) {
        const PersonFacts& facts = *person.facts;
        rows.add(
            {person.id.value(),
             municipality.value(),
             text_cell(person.bsn_sealed),
             text_cell(person.bsn_index),
             to_text(facts.name.salutation),
             facts.name.initials,
             facts.name.prefix,
             facts.name.surname,
             text_cell(text_of(facts.birth_date)),
             facts.address.street,
             facts.address.house_number,
             facts.address.postal_code,
             facts.address.city,
             facts.phone,
             facts.email,
             person.registered_hash}
        );
    }
    rows.write();
}

}  // namespace

void add_people(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<PersonToAdd>& people
) {
    BulkInsert numbers{
        transaction,
        "person",
        {{"id", Column::number},
         {"municipality_id", Column::number},
         {"client_number", Column::text}}};
    BulkInsert accounts{
        transaction, "person_account", {{"person_id", Column::number}, {"iban", Column::text}}};
    BulkInsert benefits{
        transaction,
        "benefit_spell",
        {{"person_id", Column::number},
         {"law", Column::text},
         {"valid_from", Column::text},
         {"valid_until", Column::text}}};
    for (const PersonToAdd& person : people) {
        numbers.add({person.id.value(), municipality.value(), person.facts->client_number});
    }
    // The rows of the person stand before those that refer to them.
    numbers.write();
    add_identities(transaction, municipality, people);
    for (const PersonToAdd& person : people) {
        for (const base::Iban& account : person.facts->accounts) {
            accounts.add({person.id.value(), account.text()});
        }
        for (const BenefitSpell& spell : person.facts->benefits) {
            benefits.add(
                {person.id.value(),
                 to_text(spell.law),
                 spell.from.to_string(),
                 text_cell(text_of(spell.until))}
            );
        }
    }
    accounts.write();
    benefits.write();
}

void add_households(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<HouseholdToAdd>& households
) {
    BulkInsert numbers{
        transaction,
        "household",
        {{"id", Column::number},
         {"municipality_id", Column::number},
         {"household_number", Column::text},
         {"registered_hash", Column::text}}};
    for (const HouseholdToAdd& household : households) {
        numbers.add(
            {household.id.value(),
             municipality.value(),
             household.facts->household_number,
             household.registered_hash}
        );
    }
    numbers.write();
    BulkInsert members{
        transaction,
        "household_member",
        {{"household_id", Column::number},
         {"person_id", Column::number},
         {"role", Column::text},
         {"valid_from", Column::text},
         {"valid_until", Column::text}}};
    for (const HouseholdToAdd& household : households) {
        for (const HouseholdMember& member : household.facts->members) {
            members.add(
                {household.id.value(),
                 member.person.value(),
                 to_text(member.role),
                 member.from.to_string(),
                 text_cell(text_of(member.until))}
            );
        }
    }
    members.write();
}

}  // namespace draagkracht::people
