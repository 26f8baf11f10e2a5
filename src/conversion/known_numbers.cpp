#include "conversion/known_numbers.hpp"

#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/people/people_store.hpp"
#include "draagkracht/plans/registration_service.hpp"

namespace draagkracht::conversion {

namespace {

template <typename Id>
std::optional<Id> answer(
    const std::unordered_map<std::string, Id>& known,
    const std::string& number,
    base::Problem unknown,
    std::vector<base::Problem>& problems
) {
    if (const auto found = known.find(number); found != known.end()) {
        return found->second;
    }
    problems.push_back(std::move(unknown));
    return std::nullopt;
}

}  // namespace

void KnownNumbers::look_up() {
    people_ = people::people_of_client_numbers(transaction_, municipality_, client_numbers_);
    if (!claim_numbers_.empty()) {
        claims_ = claims::claims_of_numbers(transaction_, municipality_, claim_numbers_);
    }
    if (!plan_numbers_.empty()) {
        plans_ = plans::former_plans_of_numbers(transaction_, municipality_, plan_numbers_);
    }
}

std::optional<base::PersonId> KnownNumbers::person(
    const std::string& client_number, const std::string& where
) {
    return answer(
        people_,
        client_number,
        {"conversion.unknown-client",
         "this line names a client number that is not registered",
         where,
         "the line of the person stands before it"},
        problems_
    );
}

std::optional<base::ClaimId> KnownNumbers::claim(
    const std::string& claim_number, const std::string& where
) {
    return answer(
        claims_,
        claim_number,
        {"conversion.unknown-claim",
         "this line names a claim number that is not registered",
         where,
         "the line of the claim stands before it"},
        problems_
    );
}

std::optional<base::PlanId> KnownNumbers::plan(
    const std::string& plan_number, const std::string& where
) {
    return answer(
        plans_,
        plan_number,
        {"conversion.unknown-plan",
         "this line names a plan number that no plan of a former system has",
         where,
         "the line of the plan stands before it"},
        problems_
    );
}

}  // namespace draagkracht::conversion
