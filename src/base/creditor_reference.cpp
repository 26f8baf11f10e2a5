#include "draagkracht/base/creditor_reference.hpp"

#include "draagkracht/base/mod97.hpp"

namespace draagkracht::base {

namespace {

tl::unexpected<Problem> not_a_creditor_reference() {
    return problem(
        "base.not-a-creditor-reference",
        "this is not a valid creditor reference (ISO 11649)",
        "it begins with RF, two check digits, and then at most 21 letters and digits"
    );
}

}  // namespace

Outcome<CreditorReference> CreditorReference::parse(std::string_view text) {
    const auto compact = compact_alphanumeric(text);
    const bool form_fits =
        compact && compact->starts_with("RF") && compact->size() >= 5 && compact->size() <= 25;
    if (!form_fits || !has_valid_check_digits(*compact)) {
        return not_a_creditor_reference();
    }
    return CreditorReference{*compact};
}

Outcome<CreditorReference> CreditorReference::for_body(std::string_view body) {
    const auto compact = compact_alphanumeric(body);
    if (!compact || compact->empty() || compact->size() > 21) {
        return not_a_creditor_reference();
    }
    return CreditorReference{"RF" + check_digits_of("RF", *compact) + *compact};
}

}  // namespace draagkracht::base
