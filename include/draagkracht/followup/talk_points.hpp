// What an officer brings up in a talk about a missed instalment, from what the register knows. It
// is a start and no script: the debtor's own story goes first.
//
//     talk_points(facts)    // {why_not_paid, earlier_instalments}
#pragma once

#include <vector>

#include "draagkracht/followup/worklist.hpp"

namespace draagkracht::followup {

enum class TalkPoint {
    why_not_paid,         // nobody has asked the debtor yet, or it is not in the log
    rest_of_instalment,   // a part came in: what about the rest
    earlier_instalments,  // earlier ones are open too
    broken_promise,       // in the last talk the debtor said that it would be paid
    amount_fits,          // the last reason was one for which the amount may have to change
    contact_details,      // the last try reached nobody, or there is no telephone number
};

// In the order in which they are best brought up.
[[nodiscard]] std::vector<TalkPoint> talk_points(const TalkFacts& facts);

}  // namespace draagkracht::followup
