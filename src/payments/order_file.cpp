#include "draagkracht/payments/order_file.hpp"

#include "draagkracht/base/enum_text.hpp"

namespace draagkracht::payments {

namespace {

using base::EnumText;
using Stage = OrderFileStage;

constexpr base::EnumTexts stage_texts{
    "payments.unknown-stage",
    std::array{
        EnumText{Stage::waiting, "waiting"},
        EnumText{Stage::made, "made"},
        EnumText{Stage::laid_out, "laid_out"},
        EnumText{Stage::ended, "ended"},
        EnumText{Stage::withdrawn, "withdrawn"},
    }};

}  // namespace

std::string_view to_text(OrderFileStage stage) {
    return stage_texts.text_of(stage);
}

OrderFileStage stage_of(const OrderFileMarks& marks) {
    if (marks.has_ended) {
        return marks.has_file ? Stage::withdrawn : Stage::ended;
    }
    if (marks.is_laid_out) {
        return Stage::laid_out;
    }
    return marks.has_file ? Stage::made : Stage::waiting;
}

}  // namespace draagkracht::payments
