#include "draagkracht/norms/policy.hpp"

#include <algorithm>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::norms {

std::string_view name_of(EscalationStep step) {
    switch (step) {
        case EscalationStep::personal_contact:
            return "personal_contact";
        case EscalationStep::friendly_reminder:
            return "friendly_reminder";
        case EscalationStep::formal_notice:
            return "formal_notice";
        case EscalationStep::enforcement_order:
            return "enforcement_order";
        case EscalationStep::bailiff:
            return "bailiff";
    }
    throw base::ProgrammerFault{"unknown step of the ladder"};
}

std::string_view name_of(ClaimOrder order) {
    switch (order) {
        case ClaimOrder::oldest_due_date:
            return "oldest_due_date";
        case ClaimOrder::smallest_balance:
            return "smallest_balance";
    }
    throw base::ProgrammerFault{"unknown order of claims"};
}

std::string_view name_of(InstalmentRounding rounding) {
    switch (rounding) {
        case InstalmentRounding::cents:
            return "cents";
        case InstalmentRounding::whole_euros:
            return "whole_euros";
    }
    throw base::ProgrammerFault{"unknown rounding of instalments"};
}

std::string_view name_of(FourEyesAction action) {
    switch (action) {
        case FourEyesAction::gate_override:
            return "gate_override";
        case FourEyesAction::remission:
            return "remission";
        case FourEyesAction::write_off:
            return "write_off";
        case FourEyesAction::refund:
            return "refund";
        case FourEyesAction::enforcement_order:
            return "enforcement_order";
    }
    throw base::ProgrammerFault{"unknown action for a second person"};
}

ContactGate PolicyRules::contact_gate() const {
    return {
        .attempts = contact_attempts.value,
        .channels = contact_channels.value,
        .days = contact_days.value};
}

bool PolicyRules::needs_second_person(FourEyesAction action) const {
    return std::ranges::find(four_eyes.value, action) != four_eyes.value.end();
}

}  // namespace draagkracht::norms
