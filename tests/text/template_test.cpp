#include "draagkracht/text/template.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <vector>

namespace draagkracht::text {
namespace {

using nlohmann::json;
using testing::HasSubstr;

base::Outcome<std::string> fill(
    const std::string& text, const json& values, EmptyText empty_text = EmptyText::is_missing
) {
    return Template::parse(text, {html_escaped, empty_text}).value().fill(values);
}

TEST(Template, FillsInTextsListsAndGroups) {
    struct Row {
        std::string text;
        json values;
        std::string filled;
    };
    // Source: the Mustache specification, sections and variables.
    const std::vector<Row> rows{
        {"Dag {{naam}}.", {{"naam", "Jan"}}, "Dag Jan."},
        {"{{#ja}}wel{{/ja}}{{^ja}}niet{{/ja}}", {{"ja", true}}, "wel"},
        {"{{#ja}}wel{{/ja}}{{^ja}}niet{{/ja}}", {{"ja", false}}, "niet"},
        {"{{#rij}}[{{w}}]{{/rij}}", {{"rij", {{{"w", "1"}}, {{"w", "2"}}}}}, "[1][2]"},
        {"{{#rij}}x{{/rij}}{{^rij}}geen{{/rij}}", {{"rij", json::array()}}, "geen"},
        {"{{#plan}}{{bedrag}}{{/plan}}", {{"plan", {{"bedrag", "€ 75,00"}}}}, "€ 75,00"},
        // A text opens its own section, in which the values around it stay in reach.
        {"{{#fout}}{{fout}} {{naam}}{{/fout}}", {{"fout", "Leeg"}, {"naam", "Jan"}}, "Leeg Jan"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(fill(row.text, row.values).value(), row.filled) << row.text;
    }
}

TEST(Template, AValueIsTextAndNeverMarkup) {
    EXPECT_EQ(
        fill("<p>{{naam}}</p>", {{"naam", R"(<b> & "x" {{naam}})"}}).value(),
        "<p>&lt;b&gt; &amp; &quot;x&quot; {{naam}}</p>"
    );
    for (const std::string tag : {"{{{naam}}}", "{{&naam}}", "{{ & naam}}", "{{=<% %>=}}"}) {
        const base::Outcome<Template> parsed = Template::parse(tag, {html_escaped});
        ASSERT_FALSE(parsed) << tag;
        EXPECT_EQ(parsed.error().code, "text.template-syntax");
    }
}

TEST(Template, WhatIsMissingIsAProblemThatNamesIt) {
    const std::vector<std::string> texts{
        "{{naam}}", "{{#naam}}x{{/naam}}", "{{^naam}}x{{/naam}}", "{{ja.naam}}{{naam}}"};
    for (const std::string& text : texts) {
        const base::Outcome<std::string> filled = fill(text, json::object());
        ASSERT_FALSE(filled) << text;
        EXPECT_EQ(filled.error().code, "text.missing-value");
        EXPECT_THAT(filled.error().message, HasSubstr("naam'"));
    }
}

TEST(Template, AnEmptyTextIsMissingUnlessItMayBeThere) {
    EXPECT_FALSE(fill("{{naam}}", {{"naam", " \n"}}));
    EXPECT_EQ(fill("[{{naam}}]", {{"naam", ""}}, EmptyText::is_a_value).value(), "[]");
}

// Mustache itself would show the amount of the page in a row that has none.
TEST(Template, ARowDoesNotBorrowFromThePage) {
    const json values{{"bedrag", "€ 9"}, {"rijen", {{{"nummer", "1"}}}}};
    EXPECT_FALSE(fill("{{#rijen}}{{nummer}} {{bedrag}}{{/rijen}}", values));
}

TEST(Template, ARawNumberIsAFaultOfTheProgram) {
    EXPECT_THROW((void)fill("{{bedrag}}", {{"bedrag", 75}}), base::ProgrammerFault);
}

TEST(Template, ASectionThatDoesNotEndIsNoTemplate) {
    for (const std::string text : {"{{#ja}}x", "x{{/ja}}", "{{naam", "{{> deel}}"}) {
        const base::Outcome<Template> parsed = Template::parse(text, {html_escaped});
        ASSERT_FALSE(parsed) << text;
        EXPECT_EQ(parsed.error().code, "text.template-syntax");
    }
}

base::Outcome<std::string> with_known_parts(const std::string& text) {
    static const std::map<std::string, std::string> parts{
        {"naam", "{{voornaam}} {{achternaam}}"},
        {"regel", "<li>{{>naam}}</li>\n"},
        {"slang", "{{>slang}}"}};
    return with_parts(text, [](const std::string& name) -> base::Outcome<std::string> {
        const auto part = parts.find(name);
        if (part == parts.end()) {
            return base::problem("proef.no-part", "there is no part " + name);
        }
        return part->second;
    });
}

TEST(Parts, StandInThePlaceOfTheirTags) {
    struct Row {
        std::string text;
        std::string whole;
    };
    const std::vector<Row> rows{
        {"geen", "geen"},
        {"Dag {{>naam}}.", "Dag {{voornaam}} {{achternaam}}."},
        {"Dag {{> naam }}.", "Dag {{voornaam}} {{achternaam}}."},
        {"<ul>\n  {{>regel}}\n</ul>", "<ul>\n<li>{{voornaam}} {{achternaam}}</li>\n</ul>"},
        {"{{>regel}}", "<li>{{voornaam}} {{achternaam}}</li>\n"},
        {"{{>naam}} {{>naam}}", "{{voornaam}} {{achternaam}} {{voornaam}} {{achternaam}}"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(with_known_parts(row.text).value(), row.whole) << row.text;
    }
}

TEST(Parts, ThatAreNotThereOrTakeOverThemselvesAreProblems) {
    EXPECT_EQ(with_known_parts("{{>weg}}").error().code, "proef.no-part");
    EXPECT_EQ(with_known_parts("{{>slang}}").error().code, "text.template-syntax");
}

}  // namespace
}  // namespace draagkracht::text
