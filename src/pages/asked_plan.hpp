// The plan that a page is about: the one with the number in the path, of the client in the path.
#pragma once

#include "pages/asked_client.hpp"

namespace draagkracht::pages {

struct AskedPlan {
    const Site& site;
    const api::Visit& visit;
    Workplace place;
    people::Identity client;
    plans::Plan plan;

    [[nodiscard]] std::string client_page() const {
        return client_address(place, client.client_number);
    }
    [[nodiscard]] bool may(access::Right right) const {
        return visit.occasion.actor.may(right, place.municipality);
    }
};

// Running or ended; client and plans are looked at by their use cases. Problems of asked_client;
// followup.no-such-plan.
[[nodiscard]] base::Outcome<AskedPlan> asked_plan(
    const Site& site, const api::Request& request, const api::Visit& visit
);

// Problem followup.no-such-plan: it has ended.
[[nodiscard]] base::Done check_running(const AskedPlan& asked);

}  // namespace draagkracht::pages
