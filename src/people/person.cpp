#include "draagkracht/people/person.hpp"

#include <algorithm>
#include <set>

#include "draagkracht/base/enum_text.hpp"
#include "draagkracht/base/plain_line.hpp"

namespace draagkracht::people {

namespace {

using base::EnumText;

constexpr base::EnumTexts salutation_texts{
    "people.not-a-salutation",
    std::array{
        EnumText{Salutation::mevrouw, "mevrouw"},
        EnumText{Salutation::de_heer, "de heer"},
        EnumText{Salutation::none, "none"}}};

base::Problem wrong(std::string code, std::string message, std::string field, std::string remedy) {
    return {std::move(code), std::move(message), std::move(field), std::move(remedy)};
}

void check_texts(const PersonFacts& facts, std::vector<base::Problem>& problems) {
    struct Field {
        std::string_view name;
        std::string_view text;
        bool is_needed;
    };
    const Field fields[]{
        {"client_number", facts.client_number, true},
        {"initials", facts.name.initials, false},
        {"prefix", facts.name.prefix, false},
        {"surname", facts.name.surname, true},
        {"street", facts.address.street, false},
        {"house_number", facts.address.house_number, false},
        {"postal_code", facts.address.postal_code, false},
        {"city", facts.address.city, false},
        {"phone", facts.phone, false},
        {"email", facts.email, false},
    };
    for (const Field& field : fields) {
        if (field.is_needed && field.text.empty()) {
            problems.push_back(
                wrong("people.missing", "this is not filled in", std::string{field.name}, "")
            );
        }
        if (const base::Done done = base::check_plain_line(field.text); !done) {
            problems.push_back(done.error().at(field.name));
        }
    }
}

// A letter needs a street and a place; a post box abroad may lack the rest.
bool is_half(const Address& address) {
    const bool is_empty = address.street.empty() && address.house_number.empty() &&
                          address.postal_code.empty() && address.city.empty();
    return !is_empty && (address.street.empty() || address.city.empty());
}

bool is_email(std::string_view text) {
    const std::size_t at = text.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
           text.find('@', at + 1) == std::string_view::npos &&
           text.find(' ') == std::string_view::npos;
}

void check_spells(
    const std::vector<BenefitSpell>& spells, base::Date today, std::vector<base::Problem>& problems
) {
    for (std::size_t index = 0; index < spells.size(); ++index) {
        const BenefitSpell& spell = spells[index];
        const bool is_turned = spell.until && *spell.until < spell.from;
        const bool overlaps = std::any_of(
            spells.begin(),
            spells.begin() + static_cast<std::ptrdiff_t>(index),
            [&](const BenefitSpell& other) {
                return other.law == spell.law && (!other.until || *other.until >= spell.from) &&
                       (!spell.until || *spell.until >= other.from);
            }
        );
        if (is_turned || overlaps || spell.from > today) {
            problems.push_back(wrong(
                "people.wrong-spell",
                "this benefit ends before it begins, begins in the future, or overlaps another "
                "spell of the same law",
                "benefit " + std::to_string(index + 1),
                "correct its dates"
            ));
        }
    }
}

}  // namespace

std::string Name::full() const {
    std::string text;
    for (const std::string* part : {&initials, &prefix, &surname}) {
        if (!part->empty()) {
            text += text.empty() ? "" : " ";
            text += *part;
        }
    }
    return text;
}

std::vector<base::Problem> check(const PersonFacts& facts, base::Date today) {
    std::vector<base::Problem> problems;
    check_texts(facts, problems);
    if (is_half(facts.address)) {
        problems.push_back(wrong(
            "people.half-address",
            "the address is not whole",
            "address",
            "give at least street and city, or nothing when there is no address"
        ));
    }
    if (!facts.email.empty() && !is_email(facts.email)) {
        problems.push_back(
            wrong("people.not-an-email", "this is no e-mail address", "email", "leave it empty")
        );
    }
    if (facts.birth_date && *facts.birth_date > today) {
        problems.push_back(wrong(
            "people.not-born", "the birth date lies after the business date", "birth_date", ""
        ));
    }
    if (std::set(facts.accounts.begin(), facts.accounts.end()).size() != facts.accounts.size()) {
        problems.push_back(
            wrong("people.repeated", "the same account is named twice", "accounts", "")
        );
    }
    check_spells(facts.benefits, today, problems);
    for (base::Problem& problem : problems) {
        problem = problem.at(facts.where);
    }
    return problems;
}

std::string_view to_text(Salutation salutation) {
    return salutation_texts.text_of(salutation);
}

base::Outcome<Salutation> salutation_of(std::string_view text) {
    return salutation_texts.parse(text);
}

}  // namespace draagkracht::people
