// Whether a bank's name of a payer is that of a person whom we know. Banks write names in capitals,
// without marks on letters, with or without points, and the initials before or after the surname.
//
//     is_called(Name{.initials = "J.M.", .prefix = "van der", .surname = "Çelik"},
//               "MW JM VAN DER CELIK")   // true
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/people/person.hpp"

namespace draagkracht::people {

// Letters alone, small and without marks: "jmvandercelik". What is no Latin letter is left out.
[[nodiscard]] std::string name_key(std::string_view name);

// Never by a surname alone.
[[nodiscard]] bool is_called(const Name& name, std::string_view payer);

// The surnames that may stand in the name of a payer, as a register may write them; a few.
[[nodiscard]] std::vector<std::string> surnames_in(std::string_view payer);

}  // namespace draagkracht::people
