// What every letter holds, whatever it is about: to whom, from whom, when, about which file.
//
// A letter names a person to call (Alkmaar, Beleidskader Handhaving 4.2.2: the officer seeks
// contact first), so there is no letter without an officer.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/payment_reference.hpp"
#include "draagkracht/norms/policy.hpp"
#include "draagkracht/people/person.hpp"

namespace draagkracht::letters {

struct LetterFacts {
    base::Date date;
    std::string reference;  // Ours (kenmerk), such as the number of the plan
    people::Name addressee;
    people::Address address;
    std::string officer;  // Whom to call; empty: nobody is known
};

// "Mevrouw J. de Vries", "Dorpsstraat 1", "1234 AB  ZANDWIJK": two spaces and capitals, as PostNL
// asks.
[[nodiscard]] std::vector<std::string> address_lines(
    const people::Name& name, const people::Address& address
);

// "Beste mevrouw De Vries": a prefix has a capital when no first name stands before it.
[[nodiscard]] std::string salutation(const people::Name& name);

// The values that the templates of all kinds may use, as texts.
[[nodiscard]] nlohmann::json common_values(
    const LetterFacts& letter, const norms::Letterhead& letterhead
);
// Where to pay to, and the reference that makes the payment found again.
void add_payment_values(
    nlohmann::json& values,
    const base::PaymentReference& reference,
    const norms::Letterhead& letterhead
);

}  // namespace draagkracht::letters
