#include "draagkracht/letters/letter_renderer.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "draagkracht/letters/friendly_reminder.hpp"
#include "draagkracht/letters/plan_confirmation.hpp"
#include "letters/letter_fixture.hpp"
#include "letters/paper/letter_painter.hpp"
#include "letters/pdf_probe.hpp"

namespace draagkracht::letters {
namespace {

using testing::HasSubstr;

const base::Date letter_date = day("2026-07-01");

std::string render(const LetterContent& content) {
    return zandwijk_renderer().render(content, letter_date).value();
}
std::string render(const std::string& kind, const nlohmann::json& values) {
    return render(filled(kind, values));
}

nlohmann::json plan_of_months(int count) {
    nlohmann::json values = example_values(plan_confirmation_kind);
    nlohmann::json rows = nlohmann::json::array();
    for (int number = 1; number <= count; ++number) {
        rows.push_back(
            {{"number", fmt::format("nr{:03}", number)},
             {"due_date", "1 juli 2026"},
             {"amount", "€ 10,00"},
             {"still_to_pay", "€ 0,00"}}
        );
    }
    values["instalments"] = rows;
    return values;
}

int count_of(const std::string& text, const std::string& part) {
    int count = 0;
    for (std::size_t found = text.find(part); found != std::string::npos;
         found = text.find(part, found + 1)) {
        ++count;
    }
    return count;
}

// A letter with everything in it, long enough for many pages.
LetterContent long_letter() {
    LetterContent content{"Lange brief", "voet", {"J. de Vries"}, {}};
    const RichText sentence{
        {"Dit is een "},
        {.text = "lange", .bold = true},
        {" zin, met een "},
        {.text = "verwijzing", .link = "https://zandwijk.example/a"},
        {" erin. "}};
    RichText paragraph;
    for (int count = 0; count < 40; ++count) {
        paragraph.insert(paragraph.end(), sentence.begin(), sentence.end());
    }
    std::string plain;
    for (int count = 0; count < 150; ++count) {
        plain += "Een gewone zin zonder meer. ";
    }
    content.blocks = {
        ReferenceLines{{{{{"Datum"}}, {{"1 juli"}}}}},
        Heading{1, {{"Kop"}}},
        Paragraph{paragraph},
        Paragraph{{{plain}}},
        Paragraph{{{plain}}},
        BulletList{{sentence, paragraph, sentence}},
        Heading{2, {{"Deel"}}},
        Table{{Alignment::left}, {{{"Kolom"}}}, std::vector<TableRow>(80, {sentence})},
        Paragraph{paragraph},
        Signature{{{{"Groet"}}, {{"Naam"}}}},
    };
    return content;
}

void expect_accessible(const PdfStructure& structure) {
    EXPECT_TRUE(structure.is_marked);
    EXPECT_EQ(structure.language, "nl-NL");
    EXPECT_TRUE(structure.shows_title);
    EXPECT_TRUE(structure.says_pdf_ua);
    EXPECT_EQ(structure.root_tag, "/Document");
    EXPECT_EQ(structure.unmarked_paint_count, 0);
    EXPECT_EQ(structure.nested_mark_count, 0);
    EXPECT_EQ(structure.loose_mark_count, 0);
    EXPECT_EQ(structure.header_without_scope_count, 0);
    EXPECT_EQ(structure.figure_without_text_count, 0);
    EXPECT_EQ(structure.link_without_object_count, 0);
    EXPECT_EQ(structure.link_without_contents_count, 0);
    EXPECT_EQ(structure.font_not_embedded_count, 0);
}

// The example plan: EUR 1,780 in 23 of EUR 75 and one of EUR 55; income 1,431 - 75 = 1,356.
TEST(LetterRenderer, ThePlanConfirmationShowsItsFigures) {
    const std::string pdf = render(plan_confirmation_kind, example_values(plan_confirmation_kind));
    const std::string text = text_of(pdf);
    EXPECT_EQ(structure_of(pdf).page_count, 3);
    EXPECT_EQ(structure_of(pdf).title, "Uw betalingsregeling");
    for (const std::string part :
         {"U betaalt € 75,00 per maand",
          "Beste mevrouw De Vries,",
          "24 maanden",
          "€ 1.780,00",
          "uiterlijk 1 augustus 2026",
          "uiterlijk 1 juli 2028",
          "NL91 ABNA 0417 1643 00",
          "5000 0567 8901 2345",
          "€ 95,00 per maand",
          "€ 1.356,00 per maand",
          "€ 1.312,45 per maand",
          "Anouk Jansen",
          "14 0999",
          "2026-1401",
          "€ 1.480,00",
          "€ 300,00",
          "die is € 55,00",
          "bezwaar maken",
          "Pagina 1 van 3",
          "Pagina 3 van 3"}) {
        EXPECT_THAT(text, HasSubstr(part));
    }
    EXPECT_THAT(text, testing::ContainsRegex("23 +1 juni 2028 +€ 75,00 +€ 55,00"));
    EXPECT_THAT(text, testing::ContainsRegex("24 +1 juli 2028 +€ 55,00 +€ 0,00"));
}

TEST(LetterRenderer, TheFriendlyReminderTakesOnePage) {
    const std::string pdf = render(friendly_reminder_kind, example_values(friendly_reminder_kind));
    const std::string text = text_of(pdf);
    EXPECT_EQ(structure_of(pdf).page_count, 1);
    EXPECT_THAT(text, testing::ContainsRegex("Nog te betalen +€ 50,00"));
    EXPECT_THAT(text, HasSubstr("3 van 24"));
    EXPECT_THAT(text, HasSubstr("1 oktober 2026"));
    EXPECT_THAT(text, HasSubstr("Pagina 1 van 1"));
}

TEST(LetterRenderer, TheSameLetterIsTheSameBytes) {
    for (const auto& [kind, values] : letter_examples(zandwijk())) {
        EXPECT_EQ(render(kind, values), render(kind, values));
    }
    const LetterContent content =
        filled(friendly_reminder_kind, example_values(friendly_reminder_kind));
    // The date in the document is that of the letter, not of the clock.
    EXPECT_EQ(structure_of(render(content)).created_on, "20260701");
    EXPECT_EQ(structure_of(render(content)).modified_on, "20260701");
}

TEST(LetterRenderer, IsAccessible) {
    for (const auto& [kind, values] : letter_examples(zandwijk())) {
        SCOPED_TRACE(kind);
        PdfStructure structure = structure_of(render(kind, values));
        expect_accessible(structure);
        EXPECT_EQ(structure.tags["/Figure"], 1);
        EXPECT_EQ(structure.tags["/Link"], 1);
        EXPECT_GE(structure.tags["/H1"], 1);
    }
}

TEST(LetterRenderer, ALetterThatIsCutByPagesIsAccessible) {
    PdfStructure structure = structure_of(render(long_letter()));
    EXPECT_GE(structure.page_count, 5);
    expect_accessible(structure);
    // A paragraph over two pages is one: 4, the signature 2, return address, addressee, and how to
    // reach us 6.
    EXPECT_EQ(structure.tags["/P"], 4 + 2 + 1 + 1 + 6);
    EXPECT_EQ(structure.tags["/TR"], 81);
    EXPECT_EQ(structure.tags["/LI"], 4);  // three bullets and the reference line
    EXPECT_EQ(structure.tags["/Link"], 40 + 42 + 80 + 40);
}

// The probe sees what is wrong: the same letter as Cairo leaves it.
TEST(LetterRenderer, WithoutTheLastPassItWouldNotBeAccessible) {
    const GOwned<PangoContext> context = make_paper_context();
    const GOwned<RsvgHandle> logo{
        rsvg_handle_new_from_file((templates_folder / "logos" / "zandwijk.svg").c_str(), nullptr)};
    const LetterContent content =
        filled(plan_confirmation_kind, example_values(plan_confirmation_kind));
    const LetterLayout layout = lay_out(context.get(), content, zandwijk()).value();
    const std::string author = "Gemeente Zandwijk";
    const PdfStructure structure = structure_of(paint_pdf({
        .layout = layout,
        .page_starts = {0},
        .title = content.title,
        .author = author,
        .footer = content.footer,
        .date = letter_date,
        .logo = logo.get(),
        .context = context.get(),
    }));
    EXPECT_FALSE(structure.is_marked);
    EXPECT_FALSE(structure.says_pdf_ua);
    EXPECT_GT(structure.unmarked_paint_count, 0);
    EXPECT_GT(structure.header_without_scope_count, 0);
    EXPECT_GT(structure.figure_without_text_count, 0);
}

TEST(LetterRenderer, ALongTableRepeatsItsHeaderAndLosesNoRow) {
    const std::string pdf = render(plan_confirmation_kind, plan_of_months(60));
    PdfStructure structure = structure_of(pdf);
    const std::string text = text_of(pdf);
    for (int number = 1; number <= 60; ++number) {
        EXPECT_EQ(count_of(text, fmt::format("nr{:03}", number)), 1) << number;
    }
    int table_page_count = 0;
    for (int page = 1; page <= structure.page_count; ++page) {
        const std::string page_text = text_of_page(pdf, page);
        const bool has_rows = count_of(page_text, "nr0") > 0;
        EXPECT_EQ(count_of(page_text, "Daarna nog te betalen"), has_rows ? 1 : 0) << page;
        table_page_count += has_rows ? 1 : 0;
    }
    EXPECT_EQ(table_page_count, 2);
    // To a screen reader it is one table, with its header once: 3 columns of claims, 4 of these.
    EXPECT_EQ(structure.tags["/Table"], 2);
    EXPECT_EQ(structure.tags["/TH"], 3 + 4);
}

// Whatever the length, the last page of a table does not hold one lonely row.
TEST(LetterRenderer, TheLastRowIsNeverAlone) {
    for (int months = 24; months <= 76; months += 2) {
        const std::string pdf = render(plan_confirmation_kind, plan_of_months(months));
        const std::string last_page = text_of_page(pdf, structure_of(pdf).page_count);
        EXPECT_GE(count_of(last_page, "nr0"), 2) << months;
    }
}

TEST(LetterRenderer, WhatAPersonTypedStaysText) {
    nlohmann::json values = example_values(friendly_reminder_kind);
    const std::string name = "*x* <b># | @signature [k](https://kwaad.example) {{officer}} **v**";
    values["officer"] = name;
    values["salutation"] = "# Beste " + name;
    values["reference"] = "a) /S /URI (x) Tj' uri='https://kwaad.example'";
    const std::string pdf = render(friendly_reminder_kind, values);
    PdfStructure structure = structure_of(pdf);
    const std::string text = text_of(pdf);
    EXPECT_THAT(text, HasSubstr("# Beste *x* <b># | @signature [k](https://kwaad.example)"));
    EXPECT_THAT(text, HasSubstr("{{officer}} **v**"));
    expect_accessible(structure);
    EXPECT_EQ(structure.tags["/Link"], 1);  // ours alone
    EXPECT_EQ(structure.tags["/H1"], 1);
}

// DIN 680 and common Dutch envelopes show 20-105 mm from the left; see letter_layout.cpp for how
// far from the top. Nothing else but the return address may be seen there.
TEST(LetterRenderer, TheAddresseeStandsInTheWindow) {
    const std::string pdf = render(friendly_reminder_kind, example_values(friendly_reminder_kind));
    const std::string seen = text_within(pdf, {.left = 20, .top = 45, .width = 90, .height = 40});
    EXPECT_EQ(
        seen,
        "Retouradres: Stadhuisplein 1, 9990 AA Zandwijk\n\n"
        "Mevrouw J. de Vries\nDorpsstraat 12\n9990 AB ZANDWIJK\n\n"
    );
}

TEST(LetterRenderer, ALogoThatIsNotThereIsAProblem) {
    const base::Outcome<LetterRenderer> outcome =
        LetterRenderer::open(zandwijk(), templates_folder / "logos" / "geen.svg");
    ASSERT_FALSE(outcome.has_value());
    EXPECT_EQ(outcome.error().code, "letters.no-logo");
    EXPECT_FALSE(LetterRenderer::open(zandwijk(), templates_folder / "closing.nl.part").has_value()
    );
}

TEST(LetterRenderer, APieceTallerThanAPageIsAProblem) {
    LetterContent content = long_letter();
    content.blocks = {Table{{Alignment::left}, {{{"Kolom"}}}, {{{{std::string(20000, 'w')}}}}}};
    const base::Outcome<std::string> outcome = zandwijk_renderer().render(content, letter_date);
    ASSERT_FALSE(outcome.has_value());
    EXPECT_EQ(outcome.error().code, "letters.too-tall");
}

}  // namespace
}  // namespace draagkracht::letters
