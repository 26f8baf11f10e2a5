#include "pages/frame_view.hpp"

#include "pages/dutch_words.hpp"

namespace draagkracht::pages {

namespace {

Values menu_view(const Frame& frame) {
    if (!frame.place) {
        return false;
    }
    return {
        {"worklist_address", worklist_address(*frame.place)},
        {"worklist_is_current", frame.section == Section::worklist},
        {"reviews_address", reviews_address(*frame.place)},
        {"reviews_is_current", frame.section == Section::reviews},
        {"approvals_address", approvals_address(*frame.place)},
        {"approvals_is_current", frame.section == Section::approvals},
        {"clients_address", search_address(*frame.place)},
        {"clients_is_current", frame.section == Section::clients}};
}

std::string roles_text(const access::Actor& actor, const std::optional<Workplace>& place) {
    std::string text;
    for (const auto& [municipality, roles] : actor.roles()) {
        if (place && municipality != place->municipality) {
            continue;
        }
        for (const access::Role role : roles) {
            text.append(text.empty() ? "" : ", ").append(dutch(role));
        }
        break;
    }
    return text;
}

}  // namespace

Values frame_view(const Frame& frame, const Dress& dress, const std::optional<api::Visit>& visit) {
    Values values{
        {"page_title", frame.title},
        {"municipality_name", frame.place ? Values(frame.place->name) : Values(false)},
        {"stylesheet", dress.stylesheet},
        {"icon", dress.icon},
        {"talk_script", dress.talk_script},
        {"officer", false}};
    if (visit) {
        const access::Actor& actor = visit->occasion.actor;
        values["officer"] = {
            {"officer_name", actor.display_name()},
            {"officer_role", roles_text(actor, frame.place)},
            {"csrf_token", visit->csrf_token},
            {"menu", menu_view(frame)}};
        values["csrf_token"] = visit->csrf_token;
    }
    return values;
}

}  // namespace draagkracht::pages
