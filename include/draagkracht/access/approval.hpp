// Approval by a second person (four eyes): asked for by one officer, decided by another.
//
//     PendingApproval asked = ...;                             // asked by officer:12
//     Outcome<GrantedApproval> granted = grant(asked, other);  // by officer:12 again: a Problem
//
// What needs a second person takes a GrantedApproval as an argument. There is no other way to make
// one than grant, so the need cannot be forgotten.
#pragma once

#include <string>

#include "draagkracht/access/occasion.hpp"

namespace draagkracht::access {

struct PendingApproval {
    base::ApprovalId id;
    base::MunicipalityId municipality;
    std::string action;   // "followup.override_gate"
    std::string subject;  // "plan:12/instalment:3"
    std::string reason;
    std::string requested_by;  // Actor::text of who asks
};

// Whether it was this actor who asked: who asks is who carries it out. Problem
// access.asked-by-another.
[[nodiscard]] base::Done check_asked_by(const PendingApproval& asked, const Actor& actor);

class GrantedApproval {
  public:
    [[nodiscard]] base::ApprovalId id() const { return granted_.id; }
    // In whose words it was asked.
    [[nodiscard]] const std::string& reason() const { return granted_.reason; }
    // Actor::text of the second person.
    [[nodiscard]] const std::string& granted_by() const { return granted_by_; }
    // Whether it was given for this very act; an approval of one thing opens nothing else, and that
    // of one municipality nothing in another.
    [[nodiscard]] bool covers(
        base::MunicipalityId municipality, std::string_view action, std::string_view subject
    ) const;

  private:
    friend base::Outcome<GrantedApproval> grant(const PendingApproval&, const Actor&);
    GrantedApproval(const PendingApproval& granted, std::string granted_by)
        : granted_{granted}, granted_by_{std::move(granted_by)} {}
    PendingApproval granted_;
    std::string granted_by_;
};

// Problems access.not-allowed, access.same-person.
[[nodiscard]] base::Outcome<GrantedApproval> grant(
    const PendingApproval& pending, const Actor& decider
);

}  // namespace draagkracht::access
