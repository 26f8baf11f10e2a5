// The style sheet, fonts, icon and script of the pages, as `npm run assets` leaves them in
// build/assets. They are read once and served from memory, and only those: no path of a request
// reaches the disk.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "draagkracht/base/problem.hpp"
#include "pages/frame_view.hpp"

namespace draagkracht::pages {

struct Asset {
    std::string content_type;
    std::string content;
};

class AssetShelf {
  public:
    // Problem pages.no-assets when they were not built, or not all of them are there.
    [[nodiscard]] static base::Outcome<AssetShelf> read(const std::filesystem::path& folder);

    // Problem pages.no-such-asset.
    [[nodiscard]] base::Outcome<Asset> find(const std::string& name) const;
    [[nodiscard]] const Dress& dress() const { return dress_; }

  private:
    std::map<std::string, Asset> assets_;
    Dress dress_;
};

}  // namespace draagkracht::pages
