#include "draagkracht/letters/letter_facts.hpp"

#include <glib.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "draagkracht/letters/dutch_text.hpp"

namespace draagkracht::letters {

namespace {

using GText = std::unique_ptr<char, decltype(&g_free)>;

std::string in_capitals(const std::string& text) {
    return GText{g_utf8_strup(text.data(), static_cast<gssize>(text.size())), &g_free}.get();
}

// "de Vries" becomes "De Vries", "élise" becomes "Élise".
std::string with_first_capital(const std::string& text) {
    if (text.empty()) {
        return text;
    }
    const std::size_t first_bytes = static_cast<std::size_t>(
        g_utf8_next_char(text.c_str()) - text.c_str()
    );
    return in_capitals(text.substr(0, first_bytes)) + text.substr(first_bytes);
}

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

}  // namespace

std::vector<std::string> Addressee::address_lines() const {
    return {
        joined({with_first_capital(title), initials, surname_prefix, surname}),
        joined({street, house_number}),
        // Two no-break spaces, as a paragraph joins common ones into one.
        spaced_postal_code(postal_code) + "\u00a0\u00a0" + in_capitals(city),
    };
}

std::string Addressee::salutation() const {
    const bool is_formal = !title.empty();
    const std::string polite_title = title == "de heer" ? "heer" : title;
    const std::string name = joined({surname_prefix, surname});
    return joined(
        {"Beste", polite_title, is_formal ? with_first_capital(name) : joined({initials, name})}
    );
}

nlohmann::json common_values(const LetterFacts& facts, const Letterhead& letterhead) {
    return {
        {"letter_date", date_text(facts.date)},
        {"reference", facts.reference},
        {"address_lines", facts.addressee.address_lines()},
        {"salutation", facts.addressee.salutation()},
        {"officer", facts.officer},
        {"municipality", letterhead.municipality},
        {"phone", letterhead.phone},
        {"website", letterhead.website},
        {"opening_hours", letterhead.opening_hours},
        {"objection_address", letterhead.objection_address},
        {"signed_for", letterhead.signed_for},
    };
}

void add_payment_values(
    nlohmann::json& values, const PaymentDetails& payment, const Letterhead& letterhead
) {
    values["account"] = payment.account.grouped();
    values["account_holder"] = letterhead.account_holder;
    values["payment_reference"] = payment.reference.grouped();
}

}  // namespace draagkracht::letters
