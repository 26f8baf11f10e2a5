// What a second person is asked about an act on a claim. It names the act so closely that the
// approval serves for nothing else, and in words that the page of approvals can show.
//
//     subject_of({"100001", "V-17", ActKind::remitted, eight_thousand, {}});
//     // "100001|V-17|remitted|8400.00|"
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "draagkracht/claims/act.hpp"

namespace draagkracht::followup {

// access::AccessService::ask_approval(..., action, subject, ...).
inline constexpr const char* act_approval_action = "claims.act";

struct ActToApprove {
    std::string client_number;  // of the debtor on whose page it was prepared
    std::string claim_number;
    claims::ActKind kind;
    std::optional<base::Money> amount;
    std::string debtor_number;  // of whom alone it concerns; else empty

    friend bool operator==(const ActToApprove&, const ActToApprove&) = default;
};

[[nodiscard]] std::string subject_of(const ActToApprove& act);
// With which every subject begins that is about this claim.
[[nodiscard]] std::string subject_start(
    const std::string& client_number, const std::string& claim_number
);
// Nothing for a subject of something else.
[[nodiscard]] std::optional<ActToApprove> act_to_approve(std::string_view subject);

}  // namespace draagkracht::followup
