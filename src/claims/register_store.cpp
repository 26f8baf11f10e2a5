#include "claims/register_store.hpp"

#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::claims {

namespace {

using storage::Column;

void add_debtors(storage::Transaction& transaction, const std::vector<ClaimToAdd>& claims) {
    storage::BulkInsert rows{
        transaction,
        "claim_debtor",
        {{"claim_id", Column::number},
         {"person_id", Column::number},
         {"liable_from", Column::text}}};
    for (const ClaimToAdd& added : claims) {
        for (const Debtor& debtor : added.claim->debtors) {
            rows.add({added.id.value(), debtor.person.value(), debtor.liable_from.to_string()});
        }
    }
    rows.write();
}

}  // namespace

base::KnownContent::HashByNumber registered_hashes(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<std::string>& claim_numbers
) {
    base::KnownContent::HashByNumber hashes;
    const std::string keys = storage::json_list(claim_numbers);
    const long long municipality_id = municipality.value();
    std::string number;
    std::string hash;
    storage::for_each_row(
        (ask(transaction,
             "SELECT claim_number, registered_hash FROM claim"
             " WHERE municipality_id = :municipality AND claim_number " +
                 transaction.among_texts(":keys")),
         soci::use(municipality_id, "municipality"),
         soci::use(keys, "keys"),
         soci::into(number),
         soci::into(hash)),
        [&] { hashes.emplace(number, hash); }
    );
    return hashes;
}

void add_claims(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<ClaimToAdd>& claims
) {
    storage::BulkInsert rows{
        transaction,
        "claim",
        {{"id", Column::number},
         {"municipality_id", Column::number},
         {"claim_number", Column::text},
         {"kind", Column::text},
         {"law", Column::text},
         {"legal_ground", Column::text},
         {"cause", Column::text},
         {"culpability", Column::text},
         {"decision_number", Column::text},
         {"decision_date", Column::text},
         {"notified_date", Column::text},
         {"due_date", Column::text},
         {"period_from", Column::text},
         {"period_until", Column::text},
         {"original_amount_cents", Column::number},
         {"payment_reference", Column::text},
         {"registered_hash", Column::text}}};
    for (const ClaimToAdd& added : claims) {
        const ClaimDecision& decision = added.claim->decision;
        std::optional<std::string> from;
        std::optional<std::string> until;
        if (decision.period) {
            from = decision.period->from.to_string();
            until = decision.period->until.to_string();
        }
        rows.add(
            {added.id.value(),
             municipality.value(),
             decision.claim_number,
             to_text(decision.kind),
             to_text(decision.law),
             decision.legal_ground,
             to_text(decision.cause),
             to_text(decision.culpability),
             decision.decision_number,
             decision.decision_date.to_string(),
             decision.notified_date.to_string(),
             decision.due_date.to_string(),
             storage::text_cell(from),
             storage::text_cell(until),
             decision.amount.in_cents(),
             added.payment_reference.text(),
             added.registered_hash}
        );
    }
    rows.write();
    add_debtors(transaction, claims);
}

}  // namespace draagkracht::claims
