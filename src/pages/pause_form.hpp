// The form in which an officer pauses a plan, and the one in which a pause is shortened or
// withdrawn: what was typed, read or told back with each fault beside its field.
//
//     Outcome<PauseReading> read = read_pause(form, plan);
//     read->pause      // or nothing, and
//     read->faults     // {{PauseField::last_day, "Vul een dag in die bestaat."}}
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/api/request.hpp"
#include "draagkracht/plans/pause.hpp"

namespace draagkracht::pages {

// As typed; what was not sent is empty.
struct PauseForm {
    std::string pause_number;  // made with the page: the same number again is the same pause
    std::string kind;          // "pause" or "deferral"; of a change "shorten" or "withdraw"
    std::string first_day;
    std::string last_day;
    std::string reason;
    std::string conversation;  // the id of a contact; empty: none

    // With a number of its own, and nothing typed.
    [[nodiscard]] static PauseForm empty();
    [[nodiscard]] static PauseForm of(const api::Fields& fields);
};

enum class PauseField { kind, first_day, last_day, reason };

struct PauseFault {
    PauseField field;
    std::string text;  // Dutch: what to do about it

    friend bool operator==(const PauseFault&, const PauseFault&) = default;
};

struct PauseReading {
    std::optional<plans::NewPause> pause;  // nothing when there are faults
    std::vector<PauseFault> faults;
};
// Problem pages.unreadable-form when what the page put there itself does not read.
[[nodiscard]] base::Outcome<PauseReading> read_pause(const PauseForm& form, base::PlanId plan);

struct PauseChangeReading {
    std::optional<plans::PauseChange> change;  // nothing when there are faults
    std::vector<PauseFault> faults;
};
[[nodiscard]] PauseChangeReading read_pause_change(const PauseForm& form);

// What a refusal says about a field; nothing when it is about something else.
[[nodiscard]] std::optional<PauseFault> pause_fault_of(const base::Problem& refusal);

}  // namespace draagkracht::pages
