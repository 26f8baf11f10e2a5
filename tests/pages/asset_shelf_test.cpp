#include "pages/asset_shelf.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace draagkracht::pages {
namespace {

class BuiltAssets : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_NE(mkdtemp(folder_.data()), nullptr);
        write("manifest.json", R"({"stylesheet": "stijl-1a2b.css", "icon": "icoon-3c4d.svg",
                                    "talk_script": "gesprek-7a8b.js"})");
        write("stijl-1a2b.css", "body{}");
        write("icoon-3c4d.svg", "<svg/>");
        write("gesprek-7a8b.js", "reken();");
        write("letter-5e6f.woff2", "wOF2");
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    [[nodiscard]] std::filesystem::path folder() const { return folder_; }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream{folder() / name} << text;
    }

  private:
    std::string folder_ = (std::filesystem::temp_directory_path() / "page-assets-XXXXXX").string();
};

TEST_F(BuiltAssets, AreServedByTheirHashedNames) {
    const AssetShelf shelf = AssetShelf::read(folder()).value();
    EXPECT_EQ(shelf.dress().stylesheet, "stijl-1a2b.css");
    EXPECT_EQ(shelf.dress().icon, "icoon-3c4d.svg");
    EXPECT_EQ(shelf.find("stijl-1a2b.css")->content, "body{}");
    EXPECT_EQ(shelf.find("stijl-1a2b.css")->content_type, "text/css; charset=utf-8");
    EXPECT_EQ(shelf.find("letter-5e6f.woff2")->content_type, "font/woff2");
    EXPECT_EQ(shelf.find("gesprek-7a8b.js")->content_type, "text/javascript; charset=utf-8");
}

TEST_F(BuiltAssets, NothingElseIsServed) {
    const AssetShelf shelf = AssetShelf::read(folder()).value();
    for (const std::string name : {"manifest.json", "../stijl-1a2b.css", "", "/etc/passwd"}) {
        EXPECT_EQ(shelf.find(name).error().code, "pages.no-such-asset") << name;
    }
}

TEST_F(BuiltAssets, ThatAreNotAllThereAreRefusedWithWhatToDo) {
    EXPECT_EQ(AssetShelf::read(folder() / "nowhere").error().code, "pages.no-assets");
    write("manifest.json", "half a manif");
    EXPECT_EQ(AssetShelf::read(folder()).error().code, "pages.no-assets");
    write("manifest.json", R"({"stylesheet": "weg.css", "icon": "icoon-3c4d.svg"})");
    const base::Outcome<AssetShelf> incomplete = AssetShelf::read(folder());
    EXPECT_EQ(incomplete.error().code, "pages.no-assets");
    EXPECT_FALSE(incomplete.error().remedy.empty());
}

}  // namespace
}  // namespace draagkracht::pages
