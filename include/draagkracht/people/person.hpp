// A person whom the municipality knows: a debtor, a partner, a child in the household.
//
//     PersonFacts facts{.client_number = "100234", .bsn = bsn, .name = {...}, ...};
//     vector<Problem> wrong = check(facts);
//
// In the books a person is a number (base::PersonId). Who that is stands apart from it, so that a
// person can be forgotten while the books stay whole.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/bsn.hpp"
#include "draagkracht/base/date.hpp"
#include "draagkracht/base/iban.hpp"
#include "draagkracht/base/id.hpp"
#include "draagkracht/people/benefit_law.hpp"

namespace draagkracht::people {

// How a letter addresses somebody; none: by the name alone.
enum class Salutation { mevrouw, de_heer, none };

struct Name {
    Salutation salutation = Salutation::none;
    std::string initials;  // "J.M."
    std::string prefix;    // "van der"
    std::string surname;

    [[nodiscard]] std::string full() const;  // "J.M. van der Berg"
    friend bool operator==(const Name&, const Name&) = default;
};

// All empty: there is no address in the population register (BRP).
struct Address {
    std::string street;
    std::string house_number;
    std::string postal_code;
    std::string city;

    [[nodiscard]] bool is_known() const { return !city.empty(); }
    friend bool operator==(const Address&, const Address&) = default;
};

// A stretch of time in which a benefit was paid, first and last day included.
struct BenefitSpell {
    BenefitLaw law;
    base::Date from;
    std::optional<base::Date> until;  // empty while the benefit runs
    friend bool operator==(const BenefitSpell&, const BenefitSpell&) = default;
};

// What is given when a person is registered. What is not known is empty.
struct PersonFacts {
    std::string client_number;  // unique in the municipality
    std::optional<base::Bsn> bsn;
    Name name;
    std::optional<base::Date> birth_date;
    Address address;
    std::string phone;
    std::string email;
    std::vector<base::Iban> accounts;  // known to pay for this person
    std::vector<BenefitSpell> benefits;
    std::string where;  // the place it was read from, "register.jsonl:12"; for problems alone
};

// Who a person is, for a page or a letter. The BSN is masked: "*****2333", or empty.
struct Identity {
    base::PersonId person;
    base::MunicipalityId municipality;
    std::string client_number;
    std::string masked_bsn;
    Name name;
    std::optional<base::Date> birth_date;
    Address address;
    std::string phone;
    std::string email;
    std::vector<base::Iban> accounts;
    std::vector<BenefitSpell> benefits;
};

// Problems people.missing, base.not-a-line, people.half-address, people.not-an-email,
// people.not-born, people.repeated, people.wrong-spell; none when the facts can be registered.
[[nodiscard]] std::vector<base::Problem> check(const PersonFacts& facts, base::Date today);

[[nodiscard]] std::string_view to_text(Salutation salutation);  // "mevrouw", "de heer", "none"
[[nodiscard]] base::Outcome<Salutation> salutation_of(std::string_view text);

}  // namespace draagkracht::people
