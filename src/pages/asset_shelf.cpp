#include "pages/asset_shelf.hpp"

#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "pages/file_text.hpp"

namespace draagkracht::pages {

namespace {

struct TypeOfExtension {
    std::string_view extension;
    std::string_view content_type;
};
// What is not in here is no asset: the manifest is not served.
constexpr std::array content_types{
    TypeOfExtension{".css", "text/css; charset=utf-8"},
    TypeOfExtension{".js", "text/javascript; charset=utf-8"},
    TypeOfExtension{".svg", "image/svg+xml"},
    TypeOfExtension{".txt", "text/plain; charset=utf-8"},
    TypeOfExtension{".woff2", "font/woff2"},
};

base::Problem no_assets(const std::filesystem::path& folder) {
    return {
        "pages.no-assets",
        "the style sheet, fonts and script of the pages are not there",
        folder.string(),
        "run `npm ci` and then `npm run assets`; script/install and a build do both"};
}

base::Outcome<Dress> read_manifest(const std::filesystem::path& folder) {
    const base::Outcome<std::string> text = file_text(folder / "manifest.json");
    const nlohmann::json manifest =
        text ? nlohmann::json::parse(*text, nullptr, false) : nlohmann::json{};
    if (!manifest.is_object()) {
        return tl::unexpected(no_assets(folder));
    }
    return Dress{
        manifest.value("stylesheet", ""),
        manifest.value("icon", ""),
        manifest.value("talk_script", "")};
}

}  // namespace

base::Outcome<AssetShelf> AssetShelf::read(const std::filesystem::path& folder) {
    const base::Outcome<Dress> dress = read_manifest(folder);
    if (!dress) {
        return tl::unexpected(dress.error());
    }
    AssetShelf shelf;
    shelf.dress_ = *dress;
    for (const std::filesystem::directory_entry& entry :
         std::filesystem::directory_iterator{folder}) {
        for (const auto& [extension, content_type] : content_types) {
            if (entry.path().extension() != extension) {
                continue;
            }
            base::Outcome<std::string> content = file_text(entry.path());
            if (!content) {
                return tl::unexpected(content.error());
            }
            shelf.assets_.emplace(
                entry.path().filename().string(),
                Asset{std::string{content_type}, std::move(*content)}
            );
        }
    }
    for (const std::string& name :
         {shelf.dress_.stylesheet, shelf.dress_.icon, shelf.dress_.talk_script}) {
        if (!shelf.find(name)) {
            return tl::unexpected(no_assets(folder));
        }
    }
    return shelf;
}

base::Outcome<Asset> AssetShelf::find(const std::string& name) const {
    const auto asset = assets_.find(name);
    if (asset == assets_.end()) {
        return base::problem("pages.no-such-asset", "there is no file of this name");
    }
    return asset->second;
}

}  // namespace draagkracht::pages
