// From a ground that is reached to the act that people decide on: what would be remitted, on which
// article. What a program cannot see, somebody writes down as a finding.
//
//     remission_act(outlook, remainder, {"K-1", RemissionGround::paid_in_full, "B-7", ""}, today)
//         // remitted, 8400.00, "PW 58 lid 7 a"; or Problem claims.ground-not-reached
//
// It is a proposal: a second person decides (claims::needs_second_person).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "draagkracht/claims/act.hpp"
#include "draagkracht/claims/remission.hpp"

namespace draagkracht::claims {

struct RemissionAsked {
    std::string number;  // given by who asks: the same number again is the same act
    RemissionGround ground;
    std::string decision_number;
    // What people found: that nobody will pay, or which arrangement takes the fine in. A line.
    std::string finding = {};
    // What they saw that would be given up; empty: whatever is open.
    std::optional<base::Money> seen = {};
};

// Whether nothing is missing but what people find, so that it can be proposed now; and whether they
// have to find something.
[[nodiscard]] bool can_be_proposed(const GroundOutlook& ground);
[[nodiscard]] bool asks_finding(const GroundOutlook& ground);

// All that is open would be given up: by buy-off as bought_off, what is too little to pursue as
// written_off, and else as remitted. Problems claims.no-such-ground (the claim has no such ground
// now), claims.ground-not-reached (with what is missing), base.not-a-line (of
// the finding), claims.other-amount.
[[nodiscard]] base::Outcome<NewAct> remission_act(
    const RemissionOutlook& outlook,
    const Balance& remainder,
    const RemissionAsked& asked,
    base::Date today
);

// What a second person reads of the act: "PW 58 lid 7 c: naar het buitenland (besluit B-7)".
[[nodiscard]] std::string proposal_text(const NewAct& act);
// Ground, decision and finding out of such a text about an act of that kind, without a number;
// nothing for a text of something else.
[[nodiscard]] std::optional<RemissionAsked> proposed_in(ActKind kind, std::string_view text);

// Whether this act is what was asked: number, ground, decision and finding. The amount and the day
// follow from the register as it stood then.
[[nodiscard]] bool says_same(const NewAct& act, const RemissionAsked& asked);

}  // namespace draagkracht::claims
