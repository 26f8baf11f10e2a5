#include "draagkracht/people/benefit_law.hpp"

#include "draagkracht/base/enum_text.hpp"

namespace draagkracht::people {

namespace {

using base::EnumText;

constexpr base::EnumTexts texts{
    "people.not-a-law",
    std::array{
        EnumText{BenefitLaw::pw, "PW"},
        EnumText{BenefitLaw::ioaw, "IOAW"},
        EnumText{BenefitLaw::ioaz, "IOAZ"},
        EnumText{BenefitLaw::bbz, "Bbz"},
        EnumText{BenefitLaw::wwb, "WWB"},
        EnumText{BenefitLaw::wij, "WIJ"},
        EnumText{BenefitLaw::abw, "Abw"}}};

}  // namespace

std::string_view to_text(BenefitLaw law) {
    return texts.text_of(law);
}

base::Outcome<BenefitLaw> benefit_law_of(std::string_view text) {
    return texts.parse(text);
}

}  // namespace draagkracht::people
