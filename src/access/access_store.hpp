// The SQL of officers, sessions and approvals.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::access {

[[nodiscard]] std::vector<Municipality> all_municipalities(storage::Transaction& transaction);
void add_municipality(storage::Transaction& transaction, const Municipality& municipality);

struct StoredOfficer {
    base::OfficerId id;
    std::string display_name;
    std::string password_hash;
};

// Only officers who are active.
[[nodiscard]] std::optional<StoredOfficer> officer_by_login(
    storage::Transaction& transaction, const std::string& login
);
[[nodiscard]] bool login_exists(storage::Transaction& transaction, const std::string& login);
[[nodiscard]] RolesByMunicipality roles_of(
    storage::Transaction& transaction, base::OfficerId officer
);
// Officers at work with one of these roles there, by name.
[[nodiscard]] std::vector<Colleague> officers_with_role(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<std::string>& roles
);
[[nodiscard]] OfficerNames names_of_officers(storage::Transaction& transaction);
// Without roles.
void add_officer(
    storage::Transaction& transaction,
    base::OfficerId id,
    const NewOfficer& officer,
    const std::string& password_hash
);

struct StoredSession {
    std::string token_hash;
    base::OfficerId officer;
    std::string csrf_token;
    base::Timestamp created_at;
    base::Timestamp expires_at;
};

void add_session(storage::Transaction& transaction, const StoredSession& session);
void remove_session(storage::Transaction& transaction, const std::string& token_hash);
void remove_sessions_before(storage::Transaction& transaction, base::Timestamp moment);

struct SessionOwner {
    base::OfficerId officer;
    std::string display_name;
    std::string csrf_token;
};

[[nodiscard]] std::optional<SessionOwner> owner_of_session(
    storage::Transaction& transaction, const std::string& token_hash, base::Timestamp moment
);

void add_approval(
    storage::Transaction& transaction, const PendingApproval& approval, base::Timestamp moment
);
// Nothing when there is none, or when it was decided; held until the transaction ends.
[[nodiscard]] std::optional<PendingApproval> pending_approval(
    storage::Transaction& transaction, base::ApprovalId approval
);
void mark_granted(
    storage::Transaction& transaction,
    base::ApprovalId approval,
    const std::string& decided_by,
    base::Timestamp moment
);
// Whether it was granted and unused, and is now used.
[[nodiscard]] bool mark_used(
    storage::Transaction& transaction, base::ApprovalId approval, base::Timestamp moment
);

}  // namespace draagkracht::access
