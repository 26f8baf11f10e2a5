// What a request about one client works with, found by the client number in its path.
#pragma once

#include "pages/site.hpp"

namespace draagkracht::pages {

struct AskedClient {
    const Site& site;
    const api::Visit& visit;
    Workplace place;
    base::PersonId person;
};

// Problems pages.no-such-municipality and pages.no-such-client.
[[nodiscard]] base::Outcome<AskedClient> asked_client(
    const Site& site, const api::Request& request, const api::Visit& visit
);

}  // namespace draagkracht::pages
