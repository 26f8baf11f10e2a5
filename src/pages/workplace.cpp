#include "pages/workplace.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "pages/dutch_words.hpp"

namespace draagkracht::pages {

namespace {

bool stays_as_it_is(char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9') ||
           std::string_view{"-._~"}.find(character) != std::string_view::npos;
}

// One segment of a path (RFC 3986): a client number of a former system may hold anything.
std::string segment_of(const std::string& text) {
    std::string segment;
    for (const char character : text) {
        segment += stays_as_it_is(character)
                       ? std::string{character}
                       : fmt::format("%{:02X}", static_cast<unsigned char>(character));
    }
    return segment;
}

std::string under(const Workplace& place, const std::string& rest) {
    return fmt::format("/gemeenten/{}/{}", segment_of(place.code), rest);
}

std::string of_plan(
    const Workplace& place,
    const std::string& client_number,
    base::PlanId plan,
    std::string_view what
) {
    return fmt::format(
        "{}/regelingen/{}/{}", client_address(place, client_number), plan.value(), what
    );
}

}  // namespace

std::vector<Workplace> workplaces_of(
    const access::Actor& actor, const std::vector<access::Municipality>& municipalities
) {
    std::vector<Workplace> places;
    for (const access::Municipality& municipality : municipalities) {
        if (actor.may(access::Right::see_person, municipality.id)) {
            places.push_back({municipality.id, municipality.code, municipality.name});
        }
    }
    std::ranges::sort(places, {}, &Workplace::name);
    return places;
}

base::Outcome<Workplace> workplace_of(
    const std::vector<Workplace>& places, const std::string& code
) {
    const auto found = std::ranges::find(places, code, &Workplace::code);
    if (found == places.end()) {
        return base::problem(
            "pages.no-such-municipality", "this officer has no work at a municipality of that name"
        );
    }
    return *found;
}

std::string worklist_address(const Workplace& place) {
    return under(place, "werkvoorraad");
}

std::string task_address(const Workplace& place, base::TaskId task) {
    return under(place, fmt::format("werkvoorraad/{}", task.value()));
}

std::string hold_watch_address(const Workplace& place) {
    return under(place, "opschortingen");
}

std::string limitation_address(const Workplace& place) {
    return under(place, "verjaring");
}

std::string collections_address(const Workplace& place) {
    return under(place, "incassobestanden");
}

std::string payouts_address(const Workplace& place) {
    return under(place, "uitbetalingen");
}

std::string payout_address(const Workplace& place, const std::string& payout) {
    return under(place, "uitbetalingen/" + segment_of(payout));
}

std::string suspense_address(const Workplace& place) {
    return under(place, "tussenrekening");
}

std::string suspense_entry_address(const Workplace& place, base::EntryId entry) {
    return under(place, fmt::format("tussenrekening/{}", entry.value()));
}

std::string filled_in_address(
    const Workplace& place,
    base::EntryId entry,
    const std::string& field,
    const std::string& number,
    const std::string& amount
) {
    return fmt::format(
        "{}?{}={}&amount={}#plaatsen",
        suspense_entry_address(place, entry),
        field,
        segment_of(number),
        segment_of(amount)
    );
}

std::string reviews_address(const Workplace& place) {
    return under(place, "herbeoordelingen");
}

std::string approvals_address(const Workplace& place) {
    return under(place, "goedkeuringen");
}

std::string year_close_address(const Workplace& place) {
    return under(place, "jaarafsluitingen");
}

std::string month_close_address(const Workplace& place) {
    return under(place, "maandafsluitingen");
}

std::string search_address(const Workplace& place) {
    return under(place, "clienten");
}

std::string client_address(const Workplace& place, const std::string& client_number) {
    return under(place, "clienten/" + segment_of(client_number));
}

std::string client_contact_address(const Workplace& place, const std::string& client_number) {
    return client_address(place, client_number) + "/contact";
}

std::string claim_address(
    const Workplace& place, const std::string& client_number, const std::string& claim_number
) {
    return client_address(place, client_number) + "/vorderingen/" + segment_of(claim_number);
}

std::string claim_act_address(
    const Workplace& place,
    const std::string& client_number,
    const std::string& claim_number,
    claims::ActKind kind
) {
    return fmt::format(
        "{}/handelingen/{}", claim_address(place, client_number, claim_number), address_word(kind)
    );
}

std::string remission_address(
    const Workplace& place, const std::string& client_number, const std::string& claim_number
) {
    return claim_address(place, client_number, claim_number) + "/kwijtschelding";
}

std::string hold_end_address(
    const Workplace& place,
    const std::string& client_number,
    const std::string& claim_number,
    const std::string& hold_number
) {
    return fmt::format(
        "{}?opschorting={}",
        claim_act_address(place, client_number, claim_number, claims::ActKind::hold_ended),
        segment_of(hold_number)
    );
}

std::string pausing_address(
    const Workplace& place, const std::string& client_number, base::PlanId plan
) {
    return of_plan(place, client_number, plan, "pauzes");
}

std::string pause_address(
    const Workplace& place, const std::string& client_number, base::PlanId plan, base::PauseId pause
) {
    return fmt::format("{}/{}", pausing_address(place, client_number, plan), pause.value());
}

std::string plan_ending_address(
    const Workplace& place, const std::string& client_number, base::PlanId plan
) {
    return of_plan(place, client_number, plan, "einde");
}

std::string plan_review_address(
    const Workplace& place, const std::string& client_number, base::PlanId plan
) {
    return of_plan(place, client_number, plan, "herbeoordeling");
}

std::string money_talk_address(const Workplace& place, const std::string& client_number) {
    return client_address(place, client_number) + "/gesprek";
}

std::string reckoning_address(const Workplace& place) {
    return under(place, "berekening");
}

std::string letter_address(base::LetterId letter) {
    return fmt::format("/brieven/{}", letter.value());
}

}  // namespace draagkracht::pages
