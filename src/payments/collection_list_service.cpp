// The collections of a municipality, with what became of each.
#include "draagkracht/base/enum_text.hpp"
#include "draagkracht/payments/collection_service.hpp"
#include "payments/collection_list_store.hpp"

namespace draagkracht::payments {

namespace {

using base::EnumText;
using Stage = CollectionStage;

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

std::string_view to_text(CollectionStage stage) {
    return stage_texts.text_of(stage);
}

base::Outcome<ListedCollections> CollectionService::list(
    const access::Occasion& occasion, base::MunicipalityId municipality, ListRange range
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_figures, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    storage::Transaction transaction{database_, "list collections", storage::Access::read};
    return listed_collections(transaction, municipality, range);
}

}  // namespace draagkracht::payments
