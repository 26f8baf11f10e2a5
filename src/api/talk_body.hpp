// What a program sends about a talk: a household, the claims that go along and what is asked for.
//
//     Outcome<TalkBody> body = talk_body_of(request, {"100001", today, "zandwijk"});
//     body.error().where        // "/huishouden/debtor/incomes/0/monthly": the field in the body
//
// The household is that of docs/formats.md; its day and place are those of the talk, so they may be
// left out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/api/request.hpp"
#include "draagkracht/plans/plan.hpp"
#include "draagkracht/plans/proposals.hpp"

namespace draagkracht::api {

struct TalkPlace {
    std::string client_number;
    base::Date today;
    std::string municipality;  // its code
};

struct TalkBody {
    capacity::Household household;
    std::vector<std::string> claim_numbers;       // empty: those that are usual
    std::vector<std::string> designated_numbers;  // that the debtor wants to be paid first
    plans::Asked asked;
    // Of an agreement alone.
    std::string contact_number;  // of the conversation
    bool debtors_own_wish = false;
    std::string reason;
    plans::Way way = plans::Way::transfer;
    std::string mandate_number;                // with direct debit
    std::optional<base::Money> debt_seen;      // what the two at the table have before them
    std::vector<plans::PlanVersion> replaces;  // the running plans, as they have them before them
};

enum class TalkKind { proposals, agreement };

// Problems api.not-json, api.wrong-field, capacity.not-a-household, each with a pointer to the
// field (RFC 6901); no value is ever repeated.
[[nodiscard]] base::Outcome<TalkBody> talk_body_of(
    const Request& request, const TalkPlace& place, TalkKind kind
);

}  // namespace draagkracht::api
