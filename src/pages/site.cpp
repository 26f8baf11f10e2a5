#include "pages/site.hpp"

namespace draagkracht::pages {

api::Response Site::page(
    int status,
    const std::string& template_name,
    const Frame& frame,
    const std::optional<api::Visit>& visit,
    Values values
) const {
    values.update(frame_view(frame, assets_.dress(), visit));
    return api::Response::html(status, templates_.page(template_name, values));
}

api::Response Site::fragment(const std::string& template_name, const Values& values) const {
    return api::Response::html(200, templates_.page(template_name, values));
}

std::vector<Workplace> Site::workplaces_of(const api::Visit& visit) const {
    return pages::workplaces_of(visit.occasion.actor, rooms_.services.access.municipalities());
}

base::Outcome<Workplaces> Site::workplaces_at(const api::Request& request, const api::Visit& visit)
    const {
    std::vector<Workplace> all = workplaces_of(visit);
    const base::Outcome<Workplace> here = workplace_of(all, request.path_value("gemeentecode"));
    if (!here) {
        return tl::unexpected(here.error());
    }
    return Workplaces{*here, std::move(all)};
}

}  // namespace draagkracht::pages
