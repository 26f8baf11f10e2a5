#include "draagkracht/access/access_service.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "access/access_store.hpp"
#include "access/officers_store.hpp"
#include "access/secret.hpp"
#include "draagkracht/access/approvals_service.hpp"
#include "draagkracht/base/plain_line.hpp"
#include "draagkracht/base/sha256.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::access {

using storage::Transaction;

namespace {

constexpr std::size_t password_length_min = 12;
constexpr std::size_t password_length_max = 200;
constexpr std::size_t input_length_max = 200;
// A working day: who comes back tomorrow signs in again.
constexpr std::chrono::hours session_length{10};

std::string subject_of(std::string_view kind, std::int64_t id) {
    return fmt::format("{}:{}", kind, id);
}

tl::unexpected<base::Problem> log_in_failed() {
    return base::problem(
        "access.log-in-failed",
        "this log-in name and password do not belong together",
        "try again, or ask the administrator for a new password"
    );
}

}  // namespace

base::MunicipalityId AccessService::register_municipality(
    const Occasion& occasion,
    const std::string& code,
    const std::string& name,
    const std::string& policy
) {
    Transaction transaction{database_, "register municipality", storage::Access::write};
    const std::vector<Municipality> known = all_municipalities(transaction);
    const auto same_code = std::find_if(known.begin(), known.end(), [&](const auto& existing) {
        return existing.code == code;
    });
    if (same_code != known.end()) {
        return same_code->id;
    }
    const base::MunicipalityId id{transaction.reserve_ids(1).take()};
    add_municipality(transaction, {id, code, name, policy});
    audit::Trail trail{transaction, occasion.author()};
    trail.record(
        {"access.register_municipality", id, std::nullopt, subject_of("municipality", id.value())}
    );
    trail.write();
    transaction.commit();
    return id;
}

std::vector<Municipality> AccessService::municipalities() const {
    Transaction transaction{database_, "municipalities", storage::Access::read};
    return all_municipalities(transaction);
}

base::Outcome<base::OfficerId> AccessService::add_officer(
    const Occasion& occasion, const NewOfficer& officer
) {
    if (officer.roles.empty()) {
        // Without a place there is no right that could be asked.
        return base::problem(
            "access.no-role", "this officer has no role", "give a role in a municipality"
        );
    }
    for (const auto& [municipality, roles] : officer.roles) {
        if (const base::Done allowed = require(occasion.actor, Right::keep_officers, municipality);
            !allowed) {
            return tl::unexpected(allowed.error());
        }
    }
    if (officer.password.size() < password_length_min) {
        return base::problem(
            "access.password-too-short",
            "the password is too short",
            fmt::format("choose at least {} characters", password_length_min)
        );
    }
    if (officer.password.size() > password_length_max) {
        return base::problem(
            "access.password-too-long",
            "the password is too long",
            fmt::format("choose at most {} characters", password_length_max)
        );
    }
    const std::string password_hash = hash_password(officer.password);
    Transaction transaction{database_, "add officer", storage::Access::write};
    if (login_exists(transaction, officer.login)) {
        return base::problem(
            "access.login-taken", "there is an officer with this log-in name", "choose another name"
        );
    }
    const base::OfficerId id{transaction.reserve_ids(1).take()};
    access::add_officer(transaction, id, officer, password_hash);
    std::vector<RoleChange> given;
    for (const auto& [municipality, roles] : officer.roles) {
        for (const Role role : roles) {
            given.push_back({id, municipality, role, true});
        }
    }
    change_roles(transaction, given, occasion);
    audit::Trail trail{transaction, occasion.author()};
    trail.record(
        {"access.add_officer", std::nullopt, std::nullopt, subject_of("officer", id.value())}
    );
    trail.write();
    transaction.commit();
    return id;
}

std::vector<Colleague> AccessService::officers_who_may(
    Right right, base::MunicipalityId municipality
) const {
    std::vector<std::string> roles;
    for (const Role role :
         {Role::debt_officer,
          Role::caseworker,
          Role::supervisor,
          Role::auditor,
          Role::administrator}) {
        if (role_gives(role, right)) {
            roles.emplace_back(to_text(role));
        }
    }
    Transaction transaction{database_, "officers who may", storage::Access::read};
    return officers_with_role(transaction, municipality, roles);
}

OfficerNames AccessService::officer_names() const {
    Transaction transaction{database_, "officer names", storage::Access::read};
    return names_of_officers(transaction);
}

base::Outcome<Session> AccessService::log_in(
    const std::string& login, const std::string& password, base::Timestamp moment
) {
    if (login.size() > input_length_max || password.size() > password_length_max) {
        return log_in_failed();
    }
    std::optional<StoredOfficer> officer;
    {
        Transaction transaction{database_, "find officer", storage::Access::read};
        officer = officer_by_login(transaction, login);
    }
    if (!officer) {
        spend_the_time_of_a_check(password);
    }
    if (!officer || !fits(password, officer->password_hash)) {
        record_failure(officer, moment);
        return log_in_failed();
    }
    const Session session{
        random_token(), random_token(), base::Timestamp{moment.in_seconds() + session_length}};
    Transaction transaction{database_, "log in", storage::Access::write};
    remove_sessions_before(transaction, moment);
    add_session(
        transaction,
        {base::sha256_of(session.token),
         officer->id,
         session.csrf_token,
         moment,
         session.expires_at}
    );
    const base::BusinessDate today{base::amsterdam_date(moment)};
    const std::string subject = subject_of("officer", officer->id.value());
    audit::Trail trail{transaction, {subject, today, moment}};
    trail.record({"access.log_in", std::nullopt, std::nullopt, subject});
    trail.write();
    transaction.commit();
    return session;
}

// Whose name was tried, when there is one; never what was typed.
void AccessService::record_failure(
    const std::optional<StoredOfficer>& officer, base::Timestamp moment
) {
    Transaction transaction{database_, "failed log-in", storage::Access::write};
    audit::Trail trail{
        transaction, {"stranger", base::BusinessDate{base::amsterdam_date(moment)}, moment}};
    trail.record(
        {"access.log_in_failed",
         std::nullopt,
         std::nullopt,
         officer ? subject_of("officer", officer->id.value()) : "officer:unknown"}
    );
    trail.write();
    transaction.commit();
}

std::optional<SignedIn> AccessService::signed_in(const std::string& token, base::Timestamp moment)
    const {
    if (token.empty() || token.size() > input_length_max) {
        return std::nullopt;
    }
    Transaction transaction{database_, "signed in", storage::Access::read};
    const std::optional<SessionOwner> owner =
        owner_of_session(transaction, base::sha256_of(token), moment);
    if (!owner) {
        return std::nullopt;
    }
    return SignedIn{
        Actor::officer(owner->officer, owner->display_name, roles_of(transaction, owner->officer)),
        owner->csrf_token};
}

void AccessService::log_out(const std::string& token) {
    Transaction transaction{database_, "log out", storage::Access::write};
    remove_session(transaction, base::sha256_of(token));
    transaction.commit();
}

base::Outcome<base::ApprovalId> AccessService::ask_approval(
    const Occasion& occasion,
    base::MunicipalityId municipality,
    const std::string& action,
    const std::string& subject,
    const std::string& reason
) {
    if (const base::Done line = base::check_told_line(reason, "reason"); !line) {
        return tl::unexpected(line.error());
    }
    Transaction transaction{database_, "ask approval", storage::Access::write};
    const base::Outcome<PendingApproval> asked =
        ask_once(transaction, occasion, {municipality, action, subject, reason});
    if (!asked) {
        return tl::unexpected(asked.error());
    }
    if (const base::Done mine = check_asked_by(*asked, occasion.actor); !mine) {
        return tl::unexpected(mine.error());
    }
    transaction.commit();
    return asked->id;
}

base::Outcome<GrantedApproval> AccessService::grant_approval(
    const Occasion& occasion, base::ApprovalId approval
) {
    Transaction transaction{database_, "grant approval", storage::Access::write};
    const std::optional<PendingApproval> pending = pending_approval(transaction, approval);
    if (!pending) {
        return base::problem(
            "access.no-such-approval", "this approval does not exist, or was decided already"
        );
    }
    base::Outcome<GrantedApproval> granted = grant(*pending, occasion.actor);
    if (!granted) {
        return granted;
    }
    mark_granted(transaction, approval, occasion.actor.text(), occasion.moment);
    audit::Trail trail{transaction, occasion.author()};
    trail.record({"access.grant_approval", pending->municipality, std::nullopt, pending->subject});
    trail.write();
    transaction.commit();
    return granted;
}

base::Done use_approval(
    storage::Transaction& transaction, const GrantedApproval& approval, base::Timestamp moment
) {
    if (mark_used(transaction, approval.id(), moment)) {
        return {};
    }
    return base::problem(
        "access.approval-used", "this approval was used before", "ask for a new approval"
    );
}

}  // namespace draagkracht::access
