// What every route of the pages works with.
#pragma once

#include <memory>
#include <optional>

#include "draagkracht/pages/pages.hpp"
#include "pages/asset_shelf.hpp"
#include "pages/frame_view.hpp"
#include "pages/template_book.hpp"
#include "pages/workplace.hpp"

namespace draagkracht::pages {

// Where an officer works, seen from one request.
struct Workplaces {
    Workplace here;
    std::vector<Workplace> all;
};

class Site {
  public:
    Site(const Rooms& rooms, TemplateBook templates, AssetShelf assets)
        : rooms_{rooms}, templates_{std::move(templates)}, assets_{std::move(assets)} {}

    [[nodiscard]] const Rooms& rooms() const { return rooms_; }
    [[nodiscard]] const AssetShelf& assets() const { return assets_; }

    // The whole page: the template of that name with these values and what stands around it.
    [[nodiscard]] api::Response page(
        int status,
        const std::string& template_name,
        const Frame& frame,
        const std::optional<api::Visit>& visit,
        Values values
    ) const;

    // What a template gives by itself, to be put into a page that is open.
    [[nodiscard]] api::Response fragment(const std::string& template_name, const Values& values)
        const;

    [[nodiscard]] std::vector<Workplace> workplaces_of(const api::Visit& visit) const;
    // By the code in the path. Problem pages.no-such-municipality.
    [[nodiscard]] base::Outcome<Workplaces> workplaces_at(
        const api::Request& request, const api::Visit& visit
    ) const;

  private:
    Rooms rooms_;
    TemplateBook templates_;
    AssetShelf assets_;
};

using SitePointer = std::shared_ptr<const Site>;

}  // namespace draagkracht::pages
