#include "draagkracht/letters/letter_facts.hpp"

#include <fmt/format.h>
#include <glib.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "draagkracht/text/dutch.hpp"

namespace draagkracht::letters {

namespace {

std::string in_capitals(const std::string& text) {
    const std::unique_ptr<char, decltype(&g_free)> capitals{
        g_utf8_strup(text.data(), static_cast<gssize>(text.size())), &g_free};
    return capitals.get();
}

// "de Vries" becomes "De Vries", "élise" becomes "Élise".
std::string with_first_capital(const std::string& text) {
    if (text.empty()) {
        return text;
    }
    const std::ptrdiff_t first_bytes = g_utf8_next_char(text.c_str()) - text.c_str();
    const std::size_t rest = static_cast<std::size_t>(first_bytes);
    return in_capitals(text.substr(0, rest)) + text.substr(rest);
}

// The parts that are not empty, with spaces between.
std::string joined(std::initializer_list<std::string> parts) {
    std::string whole;
    for (const std::string& part : parts) {
        if (!part.empty()) {
            whole += whole.empty() ? part : " " + part;
        }
    }
    return whole;
}

// "1234AB" becomes "1234 AB".
std::string spaced_postal_code(const std::string& postal_code) {
    const bool is_compact = postal_code.size() == 6;
    return is_compact ? postal_code.substr(0, 4) + " " + postal_code.substr(4) : postal_code;
}

std::string title_in_address(people::Salutation salutation) {
    switch (salutation) {
        case people::Salutation::mevrouw:
            return "Mevrouw";
        case people::Salutation::de_heer:
            return "De heer";
        case people::Salutation::none:
            break;
    }
    return {};
}

}  // namespace

std::vector<std::string> address_lines(const people::Name& name, const people::Address& address) {
    return {
        joined({title_in_address(name.salutation), name.initials, name.prefix, name.surname}),
        joined({address.street, address.house_number}),
        // Two no-break spaces, as the markup joins common ones into one.
        spaced_postal_code(address.postal_code) + "\u00a0\u00a0" + in_capitals(address.city),
    };
}

std::string salutation(const people::Name& name) {
    const std::string surname = joined({name.prefix, name.surname});
    switch (name.salutation) {
        case people::Salutation::mevrouw:
            return "Beste mevrouw " + with_first_capital(surname);
        case people::Salutation::de_heer:
            return "Beste heer " + with_first_capital(surname);
        case people::Salutation::none:
            break;
    }
    const bool has_initials = !name.initials.empty();
    return joined({"Beste", name.initials, has_initials ? surname : with_first_capital(surname)});
}

nlohmann::json common_values(const LetterFacts& letter, const norms::Letterhead& letterhead) {
    return {
        {"letter_date", text::date_text(letter.date)},
        {"reference", letter.reference},
        {"address_lines", address_lines(letter.addressee, letter.address)},
        {"salutation", salutation(letter.addressee)},
        {"officer", letter.officer.empty() ? letterhead.desk : letter.officer},
        {"officer_is_known", !letter.officer.empty()},
        {"body_name", letterhead.name},
        {"desk", letterhead.desk},
        {"phone", letterhead.phone},
        {"email", letterhead.email},
        {"body_address",
         fmt::format("{}, {} {}", letterhead.street, letterhead.postcode, letterhead.town)},
    };
}

void add_payment_values(
    nlohmann::json& values,
    const base::PaymentReference& reference,
    const norms::Letterhead& letterhead
) {
    values["account"] = letterhead.iban.grouped();
    values["account_holder"] = letterhead.name;
    values["payment_reference"] = reference.grouped();
}

}  // namespace draagkracht::letters
