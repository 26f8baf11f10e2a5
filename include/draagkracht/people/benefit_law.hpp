// The act under which a benefit is or was paid, and under which a claim arose.
//
//     to_text(BenefitLaw::pw) == "PW"
//
// Older acts stay, since their claims are still collected under the rules of today.
#pragma once

#include <string_view>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::people {

enum class BenefitLaw {
    pw,    // Participatiewet, since 2015
    ioaw,  // older and partly disabled unemployed
    ioaz,  // older and partly disabled who were self-employed
    bbz,   // Besluit bijstandverlening zelfstandigen 2004
    wwb,   // Wet werk en bijstand, 2004-2014
    wij,   // Wet investeren in jongeren, 2009-2011
    abw,   // Algemene bijstandswet, before 2004
};

// The abbreviation as in a decision: "PW", "IOAW", "IOAZ", "Bbz", "WWB", "WIJ", "Abw".
[[nodiscard]] std::string_view to_text(BenefitLaw law);
// Problem people.not-a-law.
[[nodiscard]] base::Outcome<BenefitLaw> benefit_law_of(std::string_view text);

}  // namespace draagkracht::people
