#include <fmt/format.h>

#include <algorithm>

#include "pages/routes.hpp"

namespace draagkracht::pages {

namespace {

struct Search {
    const Site& site;
    const api::Visit& visit;
    Workplace place;
};

api::Response search_page(
    const Search& search, int status, const std::string& error, const std::string& key = ""
) {
    return search.site.page(
        status,
        "client_search",
        {error.empty() ? "Cliënt zoeken" : "Fout: Cliënt zoeken", search.place, Section::clients},
        search.visit,
        {{"search_address", search_address(search.place)},
         {"search_error", text_or_false(error)},
         {"search_key", key}}
    );
}

// As people type it: "1234 56 782" or "1234.56.782".
std::string without_separators(std::string text) {
    std::erase_if(text, [](char character) {
        return character == ' ' || character == '.' || character == '\t';
    });
    return text;
}

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

// Nine digits are a BSN; also a client number, when one was given that is that long.
bool looks_like_bsn(const std::string& key) {
    return key.size() == 9 && std::ranges::all_of(key, is_digit);
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

// A BSN, also with a digit too few or too many, is not written back into the page.
bool may_be_bsn(const std::string& key) {
    return std::ranges::count_if(key, is_digit) >= 8;
}

std::string unknown_text(const std::string& key) {
    const auto digits = std::ranges::count_if(key, is_digit);
    if (digits == 0) {
        return "Zoeken op naam kan niet. Vul het cliëntnummer of het BSN in.";
    }
    return may_be_bsn(key) && digits != 9
               ? fmt::format(
                     "Er is geen cliënt met dit nummer. Een BSN heeft 9 cijfers, u vulde er {} in.",
                     digits
                 )
               : "Er is geen cliënt met dit cliëntnummer of BSN.";
}

base::Outcome<api::Response> answer(const Search& search, const std::string& key) {
    if (key.empty()) {
        return search_page(search, 422, "Vul een cliëntnummer of een BSN in.");
    }
    const Found found = find(search, key);
    if (!found && api::status_of(found.error()) == 400) {
        return search_page(
            search,
            422,
            "Dit is geen cliëntnummer en geen geldig BSN. Een BSN heeft 9 cijfers. Kijk of ze "
            "allemaal kloppen."
        );
    }
    if (!found) {
        return tl::unexpected(found.error());
    }
    if (!*found) {
        return search_page(search, 422, unknown_text(key), may_be_bsn(key) ? "" : key);
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
