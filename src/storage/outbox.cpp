#include "draagkracht/storage/outbox.hpp"

#include "draagkracht/storage/bulk_insert.hpp"

namespace draagkracht::storage {

void request_letters(Transaction& transaction, const std::vector<LetterRequest>& requests) {
    BulkInsert rows{
        transaction,
        "letter_request",
        {{"id", Column::number},
         {"municipality_id", Column::number},
         {"person_id", Column::number},
         {"kind", Column::text},
         {"subject", Column::text},
         {"plan_id", Column::number},
         {"requested_on", Column::text},
         {"requested_by", Column::text}},
        OnConflict::skip};
    IdBlock ids = transaction.reserve_ids(requests.size());
    for (const LetterRequest& request : requests) {
        rows.add(
            {ids.take(),
             request.municipality.value(),
             request.person.value(),
             request.kind,
             request.subject,
             id_cell(request.plan),
             request.requested_on.to_string(),
             request.requested_by}
        );
    }
    rows.write();
}

}  // namespace draagkracht::storage
