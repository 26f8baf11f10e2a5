#include "pages/collections_view.hpp"

#include "draagkracht/text/dutch.hpp"
#include "pages/order_file_view.hpp"

namespace draagkracht::pages {

using payments::ListedCollection;

namespace {

// The bank carried out what two people said it did not have.
bool is_carried_out_all_the_same(const ListedCollection& listed) {
    return listed.stage == payments::OrderFileStage::withdrawn &&
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
    Values values = order_file_view(
        {name_of(listed.collection.collection),
         listed.in_file.value_or(listed.collection.orders),
         fallen_out_text(listed),
         shown_as(listed.stage),
         listed.prepared_on,
         listed.prepared_by,
         listed.end_reason,
         listed.paid,
         listed.taken_back,
         is_carried_out_all_the_same(listed)},
        shown.officer_names
    );
    set_date(values, "until", listed.collection.until);
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
