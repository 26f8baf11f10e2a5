#include "draagkracht/letters/letter_template.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "letters/letter_fixture.hpp"

namespace draagkracht::letters {
namespace {

using nlohmann::json;
using testing::HasSubstr;

const std::string head = "@title Titel\n\n@address\nJ. de Vries\n\n";

base::Outcome<LetterContent> fill(const std::string& body, const json& values) {
    return LetterTemplate::parse("proef", head + body).value().fill(values);
}

std::string paragraph_of(const std::string& body, const json& values) {
    return plain_text(std::get<Paragraph>(fill(body, values).value().blocks.at(0)).text);
}

class TemplateFolder : public testing::Test {
  protected:
    void SetUp() override { ASSERT_NE(mkdtemp(folder_.data()), nullptr); }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    void write(const std::string& name, const std::string& text) const {
        std::ofstream{folder() / name} << text;
    }
    [[nodiscard]] std::filesystem::path folder() const { return folder_; }
    [[nodiscard]] base::Outcome<LetterTemplates> load(const json& example) const {
        return LetterTemplates::load(folder(), {{"proef", example}});
    }

  private:
    std::string folder_ =
        (std::filesystem::temp_directory_path() / "letter-templates-XXXXXX").string();
};

TEST(LetterTemplate, FillsInValuesAndParts) {
    EXPECT_EQ(paragraph_of("Dag {{naam}}.", {{"naam", "Jan"}}), "Dag Jan.");
    EXPECT_EQ(
        paragraph_of("{{#ja}}\nwel\n{{/ja}}\n{{^ja}}\nniet\n{{/ja}}\n", {{"ja", true}}), "wel"
    );
    EXPECT_EQ(
        paragraph_of("{{#ja}}\nwel\n{{/ja}}\n{{^ja}}\nniet\n{{/ja}}\n", {{"ja", false}}), "niet"
    );
}

// Where a part is not shown it leaves no empty line, which would end the table.
TEST(LetterTemplate, APartThatIsNotShownLeavesNoTrace) {
    const std::string body =
        "| k |\n| - |\n{{#nee}}\n| weg |\n{{/nee}}\n{{#rij}}\n| {{w}} |\n{{/rij}}\n{{^nee}}\n"
        "| slot |\n{{/nee}}\n\nTekst\n";
    const LetterContent content =
        fill(body, {{"nee", false}, {"rij", {{{"w", "1"}}, {{"w", "2"}}}}}).value();
    ASSERT_EQ(content.blocks.size(), 2U);
    EXPECT_EQ(std::get<Table>(content.blocks[0]).rows.size(), 3U);
    EXPECT_EQ(plain_text(std::get<Paragraph>(content.blocks[1]).text), "Tekst");
}

TEST(LetterTemplate, AMissingOrEmptyValueIsAProblem) {
    const std::vector<json> incomplete{json::object(), {{"naam", ""}}, {{"naam", " \n"}}};
    for (const json& values : incomplete) {
        const base::Outcome<LetterContent> outcome = fill("Dag {{naam}}.", values);
        ASSERT_FALSE(outcome.has_value());
        EXPECT_EQ(outcome.error().code, "text.missing-value");
        EXPECT_THAT(outcome.error().message, HasSubstr("'naam'"));
    }
    EXPECT_FALSE(fill("{{#ja}}\nwel\n{{/ja}}\ntekst", json::object()).has_value());
    EXPECT_FALSE(fill("{{^ja}}\nwel\n{{/ja}}\ntekst", json::object()).has_value());
}

// Mustache itself would show the amount of the letter in a row that has none.
TEST(LetterTemplate, ARowDoesNotBorrowFromTheLetter) {
    const json values{{"bedrag", "€ 9"}, {"rijen", {{{"nummer", "1"}}}}};
    const base::Outcome<LetterContent> outcome =
        fill("{{#rijen}}\n{{nummer}} {{bedrag}}\n{{/rijen}}\n", values);
    ASSERT_FALSE(outcome.has_value());
    EXPECT_EQ(outcome.error().code, "text.missing-value");
}

TEST(LetterTemplate, ARawNumberIsAFaultOfTheProgram) {
    EXPECT_THROW((void)fill("{{bedrag}}", {{"bedrag", 75}}), base::ProgrammerFault);
}

TEST(LetterTemplate, ValuesThatLookLikeATemplateStayText) {
    EXPECT_EQ(
        paragraph_of("Dag {{naam}}.", {{"naam", "{{geheim}} **x**"}}), "Dag {{geheim}} **x**."
    );
}

TEST(LetterTemplate, RefusesTagsThatLetValuesThrough) {
    for (const std::string tag :
         {"{{{naam}}}", "{{& naam}}", "{{ &naam}}", "{{=<% %>=}}", "{{> x}}"}) {
        const base::Outcome<LetterTemplate> outcome = LetterTemplate::parse("proef", head + tag);
        ASSERT_FALSE(outcome.has_value()) << tag;
        EXPECT_EQ(outcome.error().code, "text.template-syntax");
    }
}

TEST(LetterTemplate, RefusesATemplateThatIsNotWhole) {
    for (const std::string text : {"{{naam", "{{#ja}}", "{{/ja}}", "{{#a}}{{/b}}"}) {
        EXPECT_FALSE(LetterTemplate::parse("proef", head + text).has_value()) << text;
    }
}

TEST(LetterTemplate, TheVersionIsTheHashOfTheWording) {
    const auto version = [](const std::string& text) {
        return LetterTemplate::parse("proef", text).value().version();
    };
    EXPECT_EQ(version(head).size(), 64U);
    EXPECT_EQ(version(head), version(head));
    EXPECT_NE(version(head), version(head + "."));
}

TEST_F(TemplateFolder, EveryPartIsTriedWithTheExample) {
    write("proef.nl.letter", head + "{{#ja}}\n{{naam}}\n{{/ja}}\n{{^ja}}\n{{fout}}\n{{/ja}}\n");
    const base::Outcome<LetterTemplates> outcome = load({{"ja", true}, {"naam", "Jan"}});
    ASSERT_FALSE(outcome.has_value());
    EXPECT_THAT(outcome.error().message, HasSubstr("'fout'"));
    EXPECT_THAT(outcome.error().where, HasSubstr("proef.nl.letter"));
}

TEST_F(TemplateFolder, AMissingTemplateOrPartIsAProblem) {
    EXPECT_EQ(load(json::object()).error().code, "letters.no-template");
    write("proef.nl.letter", head + "{{> slot}}\n");
    EXPECT_EQ(load(json::object()).error().code, "letters.no-template");
}

TEST_F(TemplateFolder, APartBelongsToTheVersion) {
    write("proef.nl.letter", head + "{{> slot}}\n");
    write("slot.nl.part", "Groet\n");
    const std::string version = load(json::object()).value().of("proef").version();
    write("slot.nl.part", "Dag\n");
    EXPECT_NE(load(json::object()).value().of("proef").version(), version);
}

TEST(LetterTemplates, TheTemplatesOfTheProjectAreSound) {
    const base::Outcome<LetterTemplates> templates =
        LetterTemplates::load(templates_folder, letter_examples(zandwijk()));
    ASSERT_TRUE(templates.has_value()) << templates.error().to_line();
}

}  // namespace
}  // namespace draagkracht::letters
