#include "pages/collections_view.hpp"

#include <fmt/format.h>

#include "draagkracht/text/dutch.hpp"

namespace draagkracht::pages {

using payments::CollectionStage;
using payments::CountAndTotal;
using payments::ListedCollection;

namespace {

std::string orders_text(const CountAndTotal& orders) {
    return fmt::format(
        "{}, {}",
        text::count_text(static_cast<int>(orders.count), "opdracht", "opdrachten"),
        text::amount_text(orders.total)
    );
}

struct StageShown {
    Tone tone;
    const char* text;
};

StageShown shown_as(CollectionStage stage) {
    switch (stage) {
        case CollectionStage::waiting:
            return {Tone::neutral, "Nog niet uitgeleverd"};
        case CollectionStage::made:
            return {Tone::warning, "Gemaakt: kijk of de bank het heeft"};
        case CollectionStage::laid_out:
            return {Tone::success, "Uitgeleverd"};
        case CollectionStage::ended:
            return {Tone::neutral, "Vervallen"};
        case CollectionStage::withdrawn:
            return {Tone::neutral, "Ingetrokken"};
    }
    throw base::ProgrammerFault{"a collection is at one of its stages"};
}

// The bank carried out what two people said it did not have.
bool is_carried_out_all_the_same(const ListedCollection& listed) {
    return listed.stage == CollectionStage::withdrawn &&
           listed.paid.count + listed.taken_back.count > 0;
}

std::string fallen_out_text(const ListedCollection& listed) {
    const std::size_t count =
        listed.in_file ? listed.collection.orders.count - listed.in_file->count : 0;
    return count == 0 ? ""
                      : text::count_text(
                            static_cast<int>(count), "opdracht verviel", "opdrachten vervielen"
                        );
}

Values collection_view(const ListedCollection& listed, const CollectionsShown& shown) {
    const auto officer = shown.officer_names.find(listed.prepared_by);
    const StageShown stage = shown_as(listed.stage);
    Values values{
        {"name", name_of(listed.collection.collection)},
        {"orders_text", orders_text(listed.in_file.value_or(listed.collection.orders))},
        {"fallen_out_text", text_or_false(fallen_out_text(listed))},
        {"officer_name", officer == shown.officer_names.end() ? "" : officer->second},
        {"end_reason", text_or_false(listed.end_reason)},
        {"is_carried_out", is_carried_out_all_the_same(listed)},
        {"paid_text", text_or_false(listed.paid.count == 0 ? "" : orders_text(listed.paid))},
        {"back_text",
         text_or_false(listed.taken_back.count == 0 ? "" : orders_text(listed.taken_back))}};
    set_badge(values, stage.tone, stage.text);
    set_date(values, "until", listed.collection.until);
    set_date(values, "prepared_on", listed.prepared_on);
    return values;
}

}  // namespace

Values collections_view(const CollectionsShown& shown) {
    Values list = Values::array();
    for (const ListedCollection& listed : shown.collections.items) {
        list.push_back(collection_view(listed, shown));
    }
    return {
        {"breadcrumbs",
         {crumb("Werkvoorraad", worklist_address(shown.place)), last_crumb("Incassobestanden")}},
        {"has_collections", shown.collections.total_count > 0},
        {"collections", std::move(list)},
        {"pager",
         pager_view(
             {shown.range.limit, shown.range.offset},
             static_cast<int>(shown.collections.items.size()),
             shown.collections.total_count,
             collections_address(shown.place)
         )}};
}

}  // namespace draagkracht::pages
