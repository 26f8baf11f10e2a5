// The paper of a municipality (briefpapier): name, logo, colour, and how to reach it. One file each,
// templates/letters/letterheads/<code>.toml, with the logo <code>.svg beside it.
//
//     Letterhead paper = load_letterhead("templates/letters/letterheads", "zandwijk").value();
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::letters {

struct Letterhead {
    std::string municipality;                // "Gemeente Zandwijk"
    std::string return_address;              // One line, above the addressee in the window
    std::vector<std::string> contact_lines;  // How to reach us, at the right of the first page
    std::string phone;                       // "14 0999": the officer is reached through it
    std::string website;                     // "www.zandwijk.example", without https://
    std::string opening_hours;               // "op maandag tot en met vrijdag van 9.00 tot ..."
    std::string objection_address;           // Where an objection (bezwaar) is sent, in one line
    std::string signed_for;                  // "namens het college van ..."
    std::string account_holder;              // The name on the account that debtors pay to
    std::string accent_colour;               // "#154273", of headings and rules
    std::string logo_svg;                    // The drawing itself
};

// Problem letters.letterhead, with the file, for a key that is absent, empty or unknown, and for an
// accent colour too light to read on white paper (WCAG 2.2 asks a contrast of 4.5 to 1).
[[nodiscard]] base::Outcome<Letterhead> load_letterhead(
    const std::filesystem::path& folder, std::string_view municipality_code
);

}  // namespace draagkracht::letters
