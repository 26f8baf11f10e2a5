#include "draagkracht/plans/way_to_pay.hpp"

#include "draagkracht/base/enum_text.hpp"

namespace draagkracht::plans {

namespace {

using base::EnumText;

constexpr base::EnumTexts way_texts{
    "plans.unknown-way-to-pay",
    std::array{
        EnumText{Way::transfer, "transfer"},
        EnumText{Way::direct_debit, "direct_debit"},
        EnumText{Way::set_off, "set_off"},
        EnumText{Way::withholding, "withholding"},
    }};

}  // namespace

std::string_view to_text(Way way) {
    return way_texts.text_of(way);
}

base::Outcome<Way> way_of(std::string_view text) {
    return way_texts.parse(text);
}

base::Done check(const WayToPay& way_to_pay) {
    if ((way_to_pay.way == Way::direct_debit) == way_to_pay.mandate.has_value()) {
        return {};
    }
    return base::problem(
        "plans.needs-mandate",
        "a direct debit goes by a mandate, and no other way does",
        "record the mandate that the debtor signed, and name it"
    );
}

}  // namespace draagkracht::plans
