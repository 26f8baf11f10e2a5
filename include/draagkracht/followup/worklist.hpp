// The worklist: whom an officer calls today, why, and what there is to talk about.
//
// An item is an open task. What it shows is worked out when it is looked at: a payment of this
// morning is in the amount that is left, and the earlier contacts are there.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/followup/escalation_gate.hpp"
#include "draagkracht/followup/missed_instalment.hpp"

namespace draagkracht::followup {

using StepId = base::Id<struct StepTag>;

struct LastContact {
    base::Date contacted_on;
    ContactKind kind;
};

struct TaskSubject {
    base::PersonId person;
    Arrear arrear;
};

struct WorklistItem {
    base::TaskId task;
    base::PersonId person;
    std::string client_number;
    std::string name;   // "J. de Vries"
    std::string phone;  // empty when unknown
    Arrear arrear;
    std::string plan_number;
    plans::Instalment instalment;
    ArrearStanding standing;  // now
    base::Date opened_on;     // since when it is a task
    base::Date due_on;        // when to call; before today: it waits too long
    int attempt_count;        // contacts about this arrear that were no conversation
    std::optional<LastContact> last_contact;  // with this person, about anything
};

struct TakenStep {
    StepId id;
    Arrear arrear;
    norms::EscalationStep step;
    base::Date taken_on;
    std::string lighter_step_note;
    bool is_override;  // opened by a second person instead of by contact
};

struct ClaimInTalk {
    base::ClaimId claim;
    std::string claim_number;
    base::Money balance;  // what is open on it now
};

// All that an officer needs in front of him when he calls.
struct TalkFacts {
    WorklistItem item;
    base::Money plan_total;
    base::Money plan_paid;
    base::Money agreed_amount;  // a month
    std::vector<ClaimInTalk> claims;
    std::vector<LoggedContact> contacts;         // of this person, newest first
    std::vector<TakenStep> steps;                // about this arrear, oldest first
    GateView gate;                               // how far a formal notice is
    std::optional<base::Date> promised_until{};  // a promise to pay runs until that day
};

}  // namespace draagkracht::followup
