#include "access/approvals_store.hpp"

#include "draagkracht/storage/rows.hpp"

namespace draagkracht::access {

using soci::into;
using soci::use;
using storage::Nullable;
using storage::Question;

namespace {

// The columns of one approval, in the order of ApprovalRow.
const std::string approvals_where =
    "SELECT approval.id, municipality_id, action, subject, reason, requested_by, requested_at,"
    " decision, officer.id, decided_at, decision_reason, used_at"
    " FROM approval LEFT JOIN officer ON decided_by = 'officer:' || officer.id WHERE ";

struct ApprovalRow {
    long long id = 0, municipality = 0;
    std::string action, subject, reason, requested_by, requested_at;
    Nullable<long long> decided_by;
    Nullable<std::string> decision, decided_at, decision_reason, used_at;

    [[nodiscard]] StoredApproval approval() const {
        StoredApproval approval{
            {base::ApprovalId{id},
             base::MunicipalityId{municipality},
             action,
             subject,
             reason,
             requested_by},
            base::Timestamp::parse(requested_at).value(),
            std::nullopt,
            used_at.get().has_value()};
        const std::optional<std::string> decided = decision.get();
        if (decided && decided_by.get() && decided_at.get()) {
            approval.decided = DecidedRow{
                *decided == "granted",
                base::OfficerId{*decided_by.get()},
                base::Timestamp::parse(*decided_at.get()).value(),
                decision_reason.get().value_or("")};
        }
        return approval;
    }
};

// `question` asks approvals_where with what it takes.
std::vector<StoredApproval> read_approvals(Question&& question) {
    std::vector<StoredApproval> approvals;
    ApprovalRow row;
    storage::for_each_row(
        (std::move(question),
         into(row.id),
         into(row.municipality),
         into(row.action),
         into(row.subject),
         into(row.reason),
         into(row.requested_by),
         into(row.requested_at),
         into(row.decision.value, row.decision.indicator),
         into(row.decided_by.value, row.decided_by.indicator),
         into(row.decided_at.value, row.decided_at.indicator),
         into(row.decision_reason.value, row.decision_reason.indicator),
         into(row.used_at.value, row.used_at.indicator)),
        [&] { approvals.push_back(row.approval()); }
    );
    return approvals;
}

}  // namespace

std::vector<StoredApproval> unused_approvals(
    storage::Transaction& transaction, base::MunicipalityId municipality
) {
    const long long municipality_id = municipality.value();
    return read_approvals(
        (ask(transaction,
             approvals_where +
                 "municipality_id = :municipality AND used_at IS NULL"
                 " AND (decision IS NULL OR decision = 'granted') ORDER BY approval.id"),
         use(municipality_id, "municipality"))
    );
}

std::vector<StoredApproval> unused_approvals_of(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::string& action,
    const std::string& subject
) {
    const long long municipality_id = municipality.value();
    return read_approvals(
        (ask(transaction,
             approvals_where +
                 "municipality_id = :municipality AND action = :action AND subject = :subject"
                 " AND used_at IS NULL AND (decision IS NULL OR decision = 'granted')"
                 " ORDER BY approval.id"),
         use(municipality_id, "municipality"),
         use(action, "action"),
         use(subject, "subject"))
    );
}

std::optional<StoredApproval> approval_numbered(
    storage::Transaction& transaction, base::MunicipalityId municipality, base::ApprovalId approval
) {
    const long long municipality_id = municipality.value();
    const long long id = approval.value();
    std::vector<StoredApproval> found = read_approvals((
        ask(transaction, approvals_where + "municipality_id = :municipality AND approval.id = :id"),
        use(municipality_id, "municipality"),
        use(id, "id")
    ));
    return found.empty() ? std::nullopt : std::optional{std::move(found.front())};
}

std::vector<StoredApproval> approvals_about(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::string& action,
    const std::string& subject_start
) {
    const long long municipality_id = municipality.value();
    return read_approvals(
        (ask(transaction,
             approvals_where +
                 "municipality_id = :municipality AND action = :action"
                 " AND SUBSTR(subject, 1, LENGTH(:start)) = :start ORDER BY approval.id"),
         use(municipality_id, "municipality"),
         use(action, "action"),
         use(subject_start, "start"))
    );
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
