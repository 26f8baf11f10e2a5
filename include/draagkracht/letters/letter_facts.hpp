// What every letter holds, whatever it is about: to whom, from whom, when, about which file.
//
// A letter names a person to call (Alkmaar, Beleidskader Handhaving 4.2.2: the officer seeks contact
// first), so there is no letter without an officer.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/iban.hpp"
#include "draagkracht/base/payment_reference.hpp"
#include "draagkracht/letters/letterhead.hpp"

namespace draagkracht::letters {

// How the person is addressed. Empty parts are left out: "Mevrouw J. de Vries".
struct Addressee {
    std::string title;           // "mevrouw", "de heer" or empty when unknown
    std::string initials;        // "J."
    std::string surname_prefix;  // "de"
    std::string surname;         // "Vries"
    std::string street;
    std::string house_number;
    std::string postal_code;  // "1234AB" or "1234 AB"
    std::string city;

    // "Mevrouw J. de Vries", "Dorpsstraat 1", "1234 AB  ZANDWIJK": two spaces and capitals, as
    // PostNL asks.
    [[nodiscard]] std::vector<std::string> address_lines() const;
    // "Beste mevrouw De Vries": a prefix has a capital when no first name stands before it.
    [[nodiscard]] std::string salutation() const;
};

struct LetterFacts {
    base::Date date;
    std::string reference;  // Ours (kenmerk), such as the number of the plan
    Addressee addressee;
    std::string officer;  // Whom to call
};

// Where a debtor pays to, and what makes the payment found again.
struct PaymentDetails {
    base::Iban account;
    base::PaymentReference reference;
};

// The values that the templates of all kinds may use, as texts.
[[nodiscard]] nlohmann::json common_values(const LetterFacts& facts, const Letterhead& letterhead);
void add_payment_values(
    nlohmann::json& values, const PaymentDetails& payment, const Letterhead& letterhead
);

}  // namespace draagkracht::letters
