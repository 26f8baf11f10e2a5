// Ids are types of their own: a claim cannot be looked up by the id of a person.
//
//     ClaimId claim{17};
//     PersonId person = claim;   // does not compile
//
// All ids are drawn from one sequence of the database, so an id names one row in the whole
// register.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace draagkracht::base {

template <typename Tag>
class Id {
  public:
    explicit constexpr Id(std::int64_t value) : value_{value} {}
    [[nodiscard]] constexpr std::int64_t value() const { return value_; }
    friend constexpr auto operator<=>(Id, Id) = default;

  private:
    std::int64_t value_;
};

using MunicipalityId = Id<struct MunicipalityTag>;
using OfficerId = Id<struct OfficerTag>;
using ApprovalId = Id<struct ApprovalTag>;
using PersonId = Id<struct PersonTag>;
using HouseholdId = Id<struct HouseholdTag>;
using ClaimId = Id<struct ClaimTag>;
using ActId = Id<struct ActTag>;
using PostingId = Id<struct PostingTag>;
using AssessmentId = Id<struct AssessmentTag>;
using PlanId = Id<struct PlanTag>;
using PauseId = Id<struct PauseTag>;
using InstalmentMoveId = Id<struct InstalmentMoveTag>;
using BankAccountId = Id<struct BankAccountTag>;
using StatementId = Id<struct StatementTag>;
using EntryId = Id<struct EntryTag>;
using AllocationId = Id<struct AllocationTag>;
using TaskId = Id<struct TaskTag>;
using ContactId = Id<struct ContactTag>;
using LetterId = Id<struct LetterTag>;

}  // namespace draagkracht::base

template <typename Tag>
struct std::hash<draagkracht::base::Id<Tag>> {
    std::size_t operator()(draagkracht::base::Id<Tag> id) const noexcept {
        return std::hash<std::int64_t>{}(id.value());
    }
};
