#include "draagkracht/norms/parameter.hpp"

#include "draagkracht/base/enum_text.hpp"

namespace draagkracht::norms {

namespace {

using base::EnumText;

constexpr base::EnumTexts basis_texts{
    "norms.unknown-basis",
    std::array{
        EnumText{Basis::confirmed, "confirmed"},
        EnumText{Basis::derived, "derived"},
        EnumText{Basis::unconfirmed, "unconfirmed"},
        EnumText{Basis::policy, "policy"}}};

}  // namespace

std::string_view name_of(Basis basis) {
    return basis_texts.text_of(basis);
}

base::Outcome<Basis> basis_of(std::string_view text) {
    return basis_texts.parse(text);
}

}  // namespace draagkracht::norms
