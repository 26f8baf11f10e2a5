#include "plans/mandate_store.hpp"

#include <fmt/format.h>

#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::plans {

using soci::into;
using soci::use;
using storage::Column;
using storage::Transaction;

namespace {

// `condition` has one parameter, :key.
template <typename Key>
std::vector<MandateRow> mandates_where(
    Transaction& transaction, const std::string& condition, const Key& key
) {
    std::vector<MandateRow> mandates;
    long long id = 0;
    long long municipality = 0;
    long long person = 0;
    std::string number;
    std::string signed_on;
    std::string iban_sealed;
    std::string iban_end;
    storage::for_each_row(
        (ask(transaction,
             "SELECT id, municipality_id, person_id, mandate_number, signed_on, iban_sealed,"
             " iban_end FROM mandate WHERE " +
                 condition + " ORDER BY signed_on DESC, id DESC"),
         use(key, "key"),
         into(id),
         into(municipality),
         into(person),
         into(number),
         into(signed_on),
         into(iban_sealed),
         into(iban_end)),
        [&] {
            mandates.push_back(
                {MandateId{id},
                 base::MunicipalityId{municipality},
                 base::PersonId{person},
                 number,
                 base::Date::parse(signed_on).value(),
                 iban_sealed,
                 iban_end}
            );
        }
    );
    return mandates;
}

}  // namespace

void add_mandate(
    Transaction& transaction,
    const MandateRow& mandate,
    base::Date recorded_on,
    const std::string& recorded_by
) {
    storage::BulkInsert rows{
        transaction,
        "mandate",
        {{"id", Column::number},
         {"municipality_id", Column::number},
         {"person_id", Column::number},
         {"mandate_number", Column::text},
         {"signed_on", Column::text},
         {"iban_sealed", Column::text},
         {"iban_end", Column::text},
         {"recorded_on", Column::text},
         {"recorded_by", Column::text}}};
    rows.add(
        {mandate.id.value(),
         mandate.municipality.value(),
         mandate.person.value(),
         mandate.number,
         mandate.signed_on.to_string(),
         mandate.iban_sealed,
         mandate.iban_end,
         recorded_on.to_string(),
         recorded_by}
    );
    rows.write();
}

std::optional<MandateRow> mandate_of_number(
    Transaction& transaction, base::MunicipalityId municipality, const std::string& number
) {
    for (MandateRow& mandate : mandates_where(transaction, "mandate_number = :key", number)) {
        if (mandate.municipality == municipality) {
            return std::move(mandate);
        }
    }
    return std::nullopt;
}

std::optional<MandateRow> mandate_by_id(Transaction& transaction, MandateId mandate) {
    const long long id = mandate.value();
    std::vector<MandateRow> found = mandates_where(transaction, "id = :key", id);
    return found.empty() ? std::nullopt : std::optional{std::move(found.front())};
}

std::vector<MandateRow> mandates_by_ids(
    Transaction& transaction, const std::vector<MandateId>& mandates
) {
    const std::string keys = storage::json_list(mandates);
    return mandates_where(transaction, "id " + transaction.among_numbers(":key"), keys);
}

bool is_own_account(Transaction& transaction, const base::Iban& account) {
    const std::string& iban = account.text();
    int count = 0;
    transaction.sql() << "SELECT COUNT(*) FROM bank_account WHERE iban = :iban", use(iban, "iban"),
        into(count);
    return count > 0;
}

bool has_ended(Transaction& transaction, MandateId mandate) {
    const long long id = mandate.value();
    int count = 0;
    transaction.sql() << "SELECT COUNT(*) FROM mandate_end WHERE mandate_id = :id", use(id, "id"),
        into(count);
    return count > 0;
}

void add_mandate_end(
    Transaction& transaction,
    MandateId mandate,
    base::Date ended_on,
    base::Date recorded_on,
    const std::string& recorded_by
) {
    storage::BulkInsert rows{
        transaction,
        "mandate_end",
        {{"mandate_id", Column::number},
         {"ended_on", Column::text},
         {"recorded_on", Column::text},
         {"recorded_by", Column::text}}};
    rows.add({mandate.value(), ended_on.to_string(), recorded_on.to_string(), recorded_by});
    rows.write();
}

std::string place_of(MandateId mandate) {
    return fmt::format("mandate.iban:{}", mandate.value());
}

std::vector<MandateRow> mandates_of_person(Transaction& transaction, base::PersonId person) {
    const long long id = person.value();
    return mandates_where(transaction, "person_id = :key", id);
}

}  // namespace draagkracht::plans
