// Officers, their log-in and their sessions, and approvals by a second person.
//
//     AccessService access{database};
//     Outcome<Session> session = access.log_in("j.bakker", password, moment);
//     std::optional<SignedIn> who = access.signed_in(session->token, moment);
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "draagkracht/access/approval.hpp"
#include "draagkracht/access/occasion.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::access {

struct Session {
    std::string token;       // for the cookie; the database keeps its hash alone
    std::string csrf_token;  // for the forms of this session
    base::Timestamp expires_at;
};

struct SignedIn {
    Actor actor;
    std::string csrf_token;
};

struct NewOfficer {
    std::string login;
    std::string display_name;
    std::string password;
    RolesByMunicipality roles;
};

struct Municipality {
    base::MunicipalityId id;
    std::string code;    // "zandwijk"
    std::string name;    // "Zandwijk"
    std::string policy;  // key of the policy file that it follows
};

struct StoredOfficer;

struct Colleague {
    base::OfficerId id;
    std::string display_name;
};

// "officer:12" is "J. Bakker".
using OfficerNames = std::unordered_map<std::string, std::string>;

class AccessService {
  public:
    explicit AccessService(storage::Database& database) : database_{database} {}

    // Adds the municipality, or answers with the one that has this code already.
    [[nodiscard]] base::MunicipalityId register_municipality(
        const Occasion& occasion,
        const std::string& code,
        const std::string& name,
        const std::string& policy
    );
    [[nodiscard]] std::vector<Municipality> municipalities() const;

    // Right::keep_officers in every municipality of a role. Problems access.not-allowed,
    // access.no-role, access.login-taken, access.password-too-short (12 bytes) and -too-long (200).
    [[nodiscard]] base::Outcome<base::OfficerId> add_officer(
        const Occasion& occasion, const NewOfficer& officer
    );

    // By Actor::text, for a page that shows who did something; also of officers who have left.
    [[nodiscard]] OfficerNames officer_names() const;

    // Officers at work who have this right there, by name: to hand work to one of them.
    [[nodiscard]] std::vector<Colleague> officers_who_may(
        Right right, base::MunicipalityId municipality
    ) const;

    // Problem access.log-in-failed says the same for a wrong name and a wrong password. Either way
    // one argon2id hash is computed, so that time does not tell which it was. A failure stands in
    // the trail, under the officer whose name was tried.
    [[nodiscard]] base::Outcome<Session> log_in(
        const std::string& login, const std::string& password, base::Timestamp moment
    );
    [[nodiscard]] std::optional<SignedIn> signed_in(
        const std::string& token, base::Timestamp moment
    ) const;
    void log_out(const std::string& token);

    // Asked twice it is asked once (ask_once). Right::see_person; problems access.not-allowed,
    // base.not-a-line, access.asked-by-another.
    [[nodiscard]] base::Outcome<base::ApprovalId> ask_approval(
        const Occasion& occasion,
        base::MunicipalityId municipality,
        const std::string& action,
        const std::string& subject,
        const std::string& reason
    );
    // Problems access.not-allowed, access.same-person, access.no-such-approval (also: decided).
    [[nodiscard]] base::Outcome<GrantedApproval> grant_approval(
        const Occasion& occasion, base::ApprovalId approval
    );

  private:
    void record_failure(const std::optional<StoredOfficer>& officer, base::Timestamp moment);

    storage::Database& database_;
};

// For use inside the transaction of the act that needed it: an approval serves once.
// Problem access.approval-used.
[[nodiscard]] base::Done use_approval(
    storage::Transaction& transaction, const GrantedApproval& approval, base::Timestamp moment
);

}  // namespace draagkracht::access
