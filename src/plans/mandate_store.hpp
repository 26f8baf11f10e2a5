// The SQL of mandates.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/plans/way_to_pay.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::plans {

struct MandateRow {
    MandateId id;
    base::MunicipalityId municipality;
    base::PersonId person;
    std::string number;
    base::Date signed_on;
    std::string iban_sealed;
    std::string iban_end;
};

void add_mandate(
    storage::Transaction& transaction,
    const MandateRow& mandate,
    base::Date recorded_on,
    const std::string& recorded_by
);

[[nodiscard]] std::optional<MandateRow> mandate_of_number(
    storage::Transaction& transaction, base::MunicipalityId municipality, const std::string& number
);
[[nodiscard]] std::optional<MandateRow> mandate_by_id(
    storage::Transaction& transaction, MandateId mandate
);
[[nodiscard]] std::vector<MandateRow> mandates_by_ids(
    storage::Transaction& transaction, const std::vector<MandateId>& mandates
);

// Whether a municipality gets its money on this account.
[[nodiscard]] bool is_own_account(storage::Transaction& transaction, const base::Iban& account);

[[nodiscard]] bool has_ended(storage::Transaction& transaction, MandateId mandate);
void add_mandate_end(
    storage::Transaction& transaction,
    MandateId mandate,
    base::Date ended_on,
    base::Date recorded_on,
    const std::string& recorded_by
);

// Where the account of a mandate is sealed for.
[[nodiscard]] std::string place_of(MandateId mandate);

// Newest first.
[[nodiscard]] std::vector<MandateRow> mandates_of_person(
    storage::Transaction& transaction, base::PersonId person
);

}  // namespace draagkracht::plans
