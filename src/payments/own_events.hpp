// What an import itself told in the trail while it went on, to know whether what it looked up
// before still holds: every change in the register is told in the trail, so when all events since
// are its own, and on other claims, nothing of it has changed.
//
//     OwnEvents own;
//     own.add({11, 12}, {ClaimId{1}, ClaimId{2}});
//     own.explain(10, 12, {ClaimId{7}});      // true: looked up after event 10, used after 12
//     own.explain(10, 13, {ClaimId{7}});      // false: event 13 is somebody else's
//
// Pure.
#pragma once

#include <deque>
#include <vector>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/base/id.hpp"

namespace draagkracht::payments {

using SortedClaims = std::vector<base::ClaimId>;

class OwnEvents {
  public:
    // On which claims something may have been written.
    void add(const audit::EventRange& events, SortedClaims claims);
    // Whether all events after `from`, up to and with `to`, are known to be on other claims.
    [[nodiscard]] bool explain(std::int64_t from, std::int64_t to, const SortedClaims& claims)
        const;

  private:
    struct Told {
        audit::EventRange events;
        SortedClaims claims;
    };
    std::deque<Told> told_;  // the newest last
};

}  // namespace draagkracht::payments
