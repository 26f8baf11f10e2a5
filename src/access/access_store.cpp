#include "access/access_store.hpp"

#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::access {

using soci::into;
using soci::use;

std::vector<Municipality> all_municipalities(storage::Transaction& transaction) {
    std::vector<Municipality> municipalities;
    long long id = 0;
    std::string code;
    std::string name;
    std::string policy;
    storage::for_each_row(
        (ask(transaction, "SELECT id, code, name, policy FROM municipality ORDER BY code"),
         into(id),
         into(code),
         into(name),
         into(policy)),
        [&] {
            municipalities.push_back({base::MunicipalityId{id}, code, name, policy});
        }
    );
    return municipalities;
}

void add_municipality(storage::Transaction& transaction, const Municipality& municipality) {
    const long long id = municipality.id.value();
    transaction.sql() << "INSERT INTO municipality (id, code, name, policy)"
                         " VALUES (:id, :code, :name, :policy)",
        use(id, "id"), use(municipality.code, "code"), use(municipality.name, "name"),
        use(municipality.policy, "policy");
}

std::optional<StoredOfficer> officer_by_login(
    storage::Transaction& transaction, const std::string& login
) {
    long long id = 0;
    std::string display_name;
    std::string password_hash;
    transaction.sql() << "SELECT id, display_name, password_hash FROM officer"
                         " WHERE login = :login AND is_active = 1",
        use(login, "login"), into(id), into(display_name), into(password_hash);
    if (!transaction.sql().got_data()) {
        return std::nullopt;
    }
    return StoredOfficer{base::OfficerId{id}, display_name, password_hash};
}

bool login_exists(storage::Transaction& transaction, const std::string& login) {
    long long count = 0;
    transaction.sql() << "SELECT COUNT(*) FROM officer WHERE login = :login", use(login, "login"),
        into(count);
    return count > 0;
}

RolesByMunicipality roles_of(storage::Transaction& transaction, base::OfficerId officer) {
    RolesByMunicipality roles;
    const long long officer_id = officer.value();
    long long municipality = 0;
    std::string role;
    storage::for_each_row(
        (ask(transaction,
             "SELECT municipality_id, role FROM officer_role WHERE officer_id = :officer"),
         use(officer_id, "officer"),
         into(municipality),
         into(role)),
        [&] {
            if (const std::optional<Role> known = role_of(role)) {
                roles[base::MunicipalityId{municipality}].insert(*known);
            }
        }
    );
    return roles;
}

std::vector<Colleague> officers_with_role(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<std::string>& roles
) {
    std::vector<Colleague> colleagues;
    const long long municipality_id = municipality.value();
    const std::string keys = storage::json_list(roles);
    long long id = 0;
    std::string name;
    storage::for_each_row(
        (ask(transaction,
             "SELECT id, display_name FROM officer WHERE is_active = 1 AND id IN ("
             "SELECT officer_id FROM officer_role WHERE municipality_id = :municipality"
             " AND role " +
                 transaction.among_texts(":roles") + ") ORDER BY display_name, id"),
         use(municipality_id, "municipality"),
         use(keys, "roles"),
         into(id),
         into(name)),
        [&] {
            colleagues.push_back({base::OfficerId{id}, name});
        }
    );
    return colleagues;
}

OfficerNames names_of_officers(storage::Transaction& transaction) {
    OfficerNames names;
    long long id = 0;
    std::string name;
    storage::for_each_row(
        (ask(transaction, "SELECT id, display_name FROM officer"), into(id), into(name)),
        [&] { names.emplace(Actor::officer(base::OfficerId{id}, name, {}).text(), name); }
    );
    return names;
}

void add_officer(
    storage::Transaction& transaction,
    base::OfficerId id,
    const NewOfficer& officer,
    const std::string& password_hash
) {
    const long long officer_id = id.value();
    transaction.sql() << "INSERT INTO officer (id, login, display_name, password_hash, is_active)"
                         " VALUES (:id, :login, :display_name, :password_hash, 1)",
        use(officer_id, "id"), use(officer.login, "login"),
        use(officer.display_name, "display_name"), use(password_hash, "password_hash");
}

void add_session(storage::Transaction& transaction, const StoredSession& session) {
    const long long officer = session.officer.value();
    const std::string created_at = session.created_at.to_string();
    const std::string expires_at = session.expires_at.to_string();
    transaction.sql() << "INSERT INTO web_session"
                         " (token_hash, officer_id, csrf_token, created_at, expires_at)"
                         " VALUES (:token_hash, :officer, :csrf_token, :created_at, :expires_at)",
        use(session.token_hash, "token_hash"), use(officer, "officer"),
        use(session.csrf_token, "csrf_token"), use(created_at, "created_at"),
        use(expires_at, "expires_at");
}

void remove_session(storage::Transaction& transaction, const std::string& token_hash) {
    transaction.sql() << "DELETE FROM web_session WHERE token_hash = :token_hash",
        use(token_hash, "token_hash");
}

void remove_sessions_before(storage::Transaction& transaction, base::Timestamp moment) {
    const std::string text = moment.to_string();
    transaction.sql() << "DELETE FROM web_session WHERE expires_at <= :moment", use(text, "moment");
}

std::optional<SessionOwner> owner_of_session(
    storage::Transaction& transaction, const std::string& token_hash, base::Timestamp moment
) {
    const std::string now = moment.to_string();
    long long officer = 0;
    std::string display_name;
    std::string csrf_token;
    transaction.sql() << "SELECT officer.id, officer.display_name, web_session.csrf_token"
                         " FROM web_session JOIN officer ON officer.id = web_session.officer_id"
                         " WHERE token_hash = :token_hash AND expires_at > :now"
                         " AND officer.is_active = 1",
        use(token_hash, "token_hash"), use(now, "now"), into(officer), into(display_name),
        into(csrf_token);
    if (!transaction.sql().got_data()) {
        return std::nullopt;
    }
    return SessionOwner{base::OfficerId{officer}, display_name, csrf_token};
}

void add_approval(
    storage::Transaction& transaction, const PendingApproval& approval, base::Timestamp moment
) {
    const long long id = approval.id.value();
    const long long municipality = approval.municipality.value();
    const std::string requested_at = moment.to_string();
    transaction.sql() << "INSERT INTO approval (id, municipality_id, action, subject, reason,"
                         " requested_by, requested_at) VALUES (:id, :municipality, :action,"
                         " :subject, :reason, :requested_by, :requested_at)",
        use(id, "id"), use(municipality, "municipality"), use(approval.action, "action"),
        use(approval.subject, "subject"), use(approval.reason, "reason"),
        use(approval.requested_by, "requested_by"), use(requested_at, "requested_at");
}

std::optional<PendingApproval> pending_approval(
    storage::Transaction& transaction, base::ApprovalId approval
) {
    const long long id = approval.value();
    long long municipality = 0;
    std::string action;
    std::string subject;
    std::string reason;
    std::string requested_by;
    transaction.sql() << "SELECT municipality_id, action, subject, reason, requested_by"
                         " FROM approval WHERE id = :id AND decision IS NULL" +
                             std::string{storage::for_update(transaction)},
        use(id, "id"), into(municipality), into(action), into(subject), into(reason),
        into(requested_by);
    if (!transaction.sql().got_data()) {
        return std::nullopt;
    }
    return PendingApproval{
        approval, base::MunicipalityId{municipality}, action, subject, reason, requested_by};
}

void mark_granted(
    storage::Transaction& transaction,
    base::ApprovalId approval,
    const std::string& decided_by,
    base::Timestamp moment
) {
    const long long id = approval.value();
    const std::string decided_at = moment.to_string();
    transaction.sql() << "UPDATE approval SET decision = 'granted', decided_by = :decided_by,"
                         " decided_at = :decided_at WHERE id = :id",
        use(decided_by, "decided_by"), use(decided_at, "decided_at"), use(id, "id");
}

bool mark_used(
    storage::Transaction& transaction, base::ApprovalId approval, base::Timestamp moment
) {
    const long long id = approval.value();
    const std::string used_at = moment.to_string();
    soci::statement statement =
        (transaction.sql().prepare << "UPDATE approval SET used_at = :used_at WHERE id = :id"
                                      " AND decision = 'granted' AND used_at IS NULL",
         use(used_at, "used_at"),
         use(id, "id"));
    statement.execute(true);
    return statement.get_affected_rows() == 1;
}

}  // namespace draagkracht::access
