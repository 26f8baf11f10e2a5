#include <algorithm>

#include "pages/routes.hpp"

namespace draagkracht::pages {

namespace {

struct Search {
    const Site& site;
    const api::Visit& visit;
    Workplace place;
};

api::Response search_page(const Search& search, int status, const std::string& error) {
    return search.site.page(
        status,
        "client_search",
        {error.empty() ? "Cliënt zoeken" : "Fout: Cliënt zoeken", search.place, Section::clients},
        search.visit,
        {{"search_address", search_address(search.place)}, {"search_error", text_or_false(error)}}
    );
}

// As people type it: "1234 56 782" or "1234.56.782".
std::string without_separators(std::string text) {
    std::erase_if(text, [](char character) {
        return character == ' ' || character == '.' || character == '\t';
    });
    return text;
}

// Nine digits are a BSN; also a client number, when one was given that is that long.
bool looks_like_bsn(const std::string& key) {
    return key.size() == 9 && std::ranges::all_of(key, [](char character) {
               return character >= '0' && character <= '9';
           });
}

using Found = base::Outcome<std::optional<base::PersonId>>;

Found find(const Search& search, const std::string& key) {
    people::PeopleService& people = search.site.rooms().services.people;
    const Found by_number =
        people.find_by_client_number(search.visit.occasion, search.place.municipality, key);
    if (!by_number || *by_number || !looks_like_bsn(without_separators(key))) {
        return by_number;
    }
    return base::Bsn::parse(without_separators(key)).and_then([&](const base::Bsn& bsn) {
        return people.find_by_bsn(search.visit.occasion, search.place.municipality, bsn);
    });
}

// What was typed is not shown again: it may be a BSN.
base::Outcome<api::Response> answer(const Search& search, const std::string& key) {
    if (key.empty()) {
        return search_page(search, 422, "Vul een cliëntnummer of een BSN in.");
    }
    const Found found = find(search, key);
    if (!found && api::status_of(found.error()) == 400) {
        return search_page(
            search,
            422,
            "Dit is geen cliëntnummer en geen geldig BSN. Kijk of alle cijfers kloppen."
        );
    }
    if (!found) {
        return tl::unexpected(found.error());
    }
    if (!*found) {
        return search_page(search, 422, "Er is geen cliënt met dit nummer of BSN gevonden.");
    }
    return search.site.rooms()
        .services.people.identity_of(search.visit.occasion, **found)
        .map([&](const people::Identity& identity) {
            return api::Response::see_other(client_address(search.place, identity.client_number));
        });
}

base::Outcome<Search> search_of(
    const Site& site, const api::Request& request, const api::Visit& visit
) {
    return site.workplaces_at(request, visit).map([&](const Workplaces& places) {
        return Search{site, visit, places.here};
    });
}

}  // namespace

void add_search_routes(api::Router& router, const SitePointer& site) {
    const std::string pattern = "/gemeenten/{gemeentecode}/clienten";
    router.add(page_route(pattern, [site](const api::Request& request, const api::Visit& visit) {
        return search_of(*site, request, visit).map([](const Search& search) {
            return search_page(search, 200, "");
        });
    }));
    router.add(form_route(pattern, [site](const api::Request& request, const api::Visit& visit) {
        return search_of(*site, request, visit).and_then([&](const Search& search) {
            return api::fields_from_query(request.body).and_then([&](api::Fields fields) {
                std::string key = fields["client_key"];
                key.erase(0, key.find_first_not_of(" \t"));
                key.erase(key.find_last_not_of(" \t") + 1);
                return answer(search, key);
            });
        });
    }));
}

}  // namespace draagkracht::pages
