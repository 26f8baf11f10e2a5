#include <fmt/format.h>

#include "pages/routes.hpp"
#include "pages/whole_number.hpp"

namespace draagkracht::pages {

namespace {

base::Outcome<api::Response> letter(
    const Site& site, const api::Request& request, const api::Visit& visit
) {
    const std::optional<std::int64_t> number = whole_number_of(request.path_value("brief"));
    if (!number) {
        return base::problem("letters.no-such-letter", "a letter has a number");
    }
    return site.rooms()
        .letters.sent_letter(visit.occasion, base::LetterId{*number})
        .map([](const letters::SentLetter& sent) {
            const std::string file_name = fmt::format("brief-{}.pdf", sent.id.value());
            return api::Response{
                200,
                "application/pdf",
                sent.pdf,
                {{"Content-Disposition", fmt::format("inline; filename=\"{}\"", file_name)}}};
        });
}

}  // namespace

api::Route letter_route(const SitePointer& site) {
    return {
        .method = api::Method::get,
        .pattern = "/brieven/{brief}",
        .handler = [site](
                       const api::Request& request, const api::Visit& visit
                   ) { return letter(*site, request, visit); },
        .produces = "application/pdf"};
}

}  // namespace draagkracht::pages
