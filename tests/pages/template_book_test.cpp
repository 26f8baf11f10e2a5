#include "pages/template_book.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "pages/page_case.hpp"

namespace draagkracht::pages {
namespace {

using testing::HasSubstr;

// A copy of the project's templates that a test may break.
class BrokenTemplates : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_NE(mkdtemp(folder_.data()), nullptr);
        std::filesystem::copy(
            DRAAGKRACHT_SOURCE_DIR "/templates/pages",
            folder(),
            std::filesystem::copy_options::recursive
        );
    }
    void TearDown() override { std::filesystem::remove_all(folder()); }

    [[nodiscard]] std::filesystem::path folder() const { return folder_; }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream{folder() / name} << text;
    }

  private:
    std::string folder_ =
        (std::filesystem::temp_directory_path() / "page-templates-XXXXXX").string();
};

TEST_F(BrokenTemplates, AreRefusedWithTheirFile) {
    ASSERT_TRUE(TemplateBook::read(folder()));
    write("worklist.mustache", "{{#tasks}}nooit dicht");
    const base::Outcome<TemplateBook> broken = TemplateBook::read(folder());
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().code, "text.template-syntax");
    EXPECT_THAT(broken.error().where, HasSubstr("worklist.mustache"));
}

TEST_F(BrokenTemplates, AMissingPageOrPartIsNamed) {
    std::filesystem::remove(folder() / "parts/page_top.mustache");
    const base::Outcome<TemplateBook> book = TemplateBook::read(folder());
    ASSERT_FALSE(book);
    EXPECT_EQ(book.error().code, "pages.no-template");
    EXPECT_THAT(book.error().where, HasSubstr("page_top.mustache"));
    EXPECT_EQ(TemplateBook::read(folder() / "nowhere").error().code, "pages.no-template");
}

TEST(TemplateBook, AValueThatIsNotThereIsAFaultOfTheProgram) {
    EXPECT_THROW((void)html_of("error", {{"error_title", "Fout"}}), base::ProgrammerFault);
}

}  // namespace
}  // namespace draagkracht::pages
