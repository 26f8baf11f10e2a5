// The page of collections by direct debit: what was asked of the bank, and what came of it.
#pragma once

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/payments/collection_service.hpp"
#include "pages/view_parts.hpp"
#include "pages/workplace.hpp"

namespace draagkracht::pages {

struct CollectionsShown {
    const payments::ListedCollections& collections;
    payments::ListRange range;
    const access::OfficerNames& officer_names;
    const Workplace& place;
};
[[nodiscard]] Values collections_view(const CollectionsShown& shown);

}  // namespace draagkracht::pages
