#include "access/approvals_store.hpp"

#include "draagkracht/storage/rows.hpp"

namespace draagkracht::access {

using soci::into;
using soci::use;
using storage::Nullable;

std::vector<UnusedApproval> unused_approvals(
    storage::Transaction& transaction, base::MunicipalityId municipality
) {
    std::vector<UnusedApproval> approvals;
    const long long municipality_id = municipality.value();
    long long id = 0;
    std::string action;
    std::string subject;
    std::string reason;
    std::string requested_by;
    Nullable<long long> decided_by;
    Nullable<std::string> decided_at;
    storage::for_each_row(
        (ask(transaction,
             "SELECT approval.id, action, subject, reason, requested_by, officer.id, decided_at"
             " FROM approval LEFT JOIN officer ON decided_by = 'officer:' || officer.id"
             " WHERE municipality_id = :municipality AND used_at IS NULL"
             " AND (decision IS NULL OR decision = 'granted') ORDER BY approval.id"),
         use(municipality_id, "municipality"),
         into(id),
         into(action),
         into(subject),
         into(reason),
         into(requested_by),
         into(decided_by.value, decided_by.indicator),
         into(decided_at.value, decided_at.indicator)),
        [&] {
            UnusedApproval approval{
                {base::ApprovalId{id}, municipality, action, subject, reason, requested_by},
                std::nullopt};
            if (decided_by.get() && decided_at.get()) {
                approval.granted = GrantedRow{
                    base::OfficerId{*decided_by.get()},
                    base::Timestamp::parse(*decided_at.get()).value()};
            }
            approvals.push_back(std::move(approval));
        }
    );
    return approvals;
}

void mark_refused(
    storage::Transaction& transaction,
    base::ApprovalId approval,
    const Occasion& occasion,
    const std::string& reason
) {
    const long long id = approval.value();
    const std::string decided_by = occasion.actor.text();
    const std::string decided_at = occasion.moment.to_string();
    transaction.sql() << "UPDATE approval SET decision = 'refused', decided_by = :decided_by,"
                         " decided_at = :decided_at, decision_reason = :reason WHERE id = :id",
        use(decided_by, "decided_by"), use(decided_at, "decided_at"), use(reason, "reason"),
        use(id, "id");
}

}  // namespace draagkracht::access
