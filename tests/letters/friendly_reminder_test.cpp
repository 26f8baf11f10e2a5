#include "draagkracht/letters/friendly_reminder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "letters/letter_fixture.hpp"

namespace draagkracht::letters {
namespace {

using base::Money;

const std::string space = "\u00a0";

nlohmann::json values_for(int paid_cents) {
    const LetterFacts letter{
        .date = day("2026-10-12"),
        .reference = "R-7",
        .addressee = {people::Salutation::de_heer, "P.", "", "Bos"},
        .address = {"Dam", "1", "9990AB", "Zandwijk"},
        .officer = "A. Jansen",
    };
    const FriendlyReminder reminder{
        .missed =
            {.instalment = {3, day("2026-10-01"), Money::cents(7500), Money::cents(22500)},
             .paid = Money::cents(paid_cents),
             .open = Money::cents(7500 - paid_cents),
             .state = plans::InstalmentState::overdue},
        .instalment_count = 24,
        .payment_reference = base::PaymentReference::for_number(56789012345),
        .counted = {.paid = Money::cents(15000 + paid_cents), .last_counted = std::nullopt},
        .payments_known_until = day("2026-10-09"),
    };
    EXPECT_EQ(friendly_reminder_figures(reminder)["open_cents"], 7500 - paid_cents);
    return friendly_reminder_values(letter, reminder, zandwijk());
}

std::string words_of(const LetterContent& content) {
    std::string words;
    const auto add = [&words](const RichText& text) { words += plain_text(text) + "\n"; };
    for (const Block& block : content.blocks) {
        if (const Heading* heading = std::get_if<Heading>(&block)) {
            add(heading->text);
        } else if (const Paragraph* paragraph = std::get_if<Paragraph>(&block)) {
            add(paragraph->text);
        } else if (const Overview* overview = std::get_if<Overview>(&block)) {
            for (const LabelledLine& line : overview->lines) {
                add(line.label);
                add(line.value);
            }
        }
    }
    return words;
}

TEST(FriendlyReminder, TellsWhichInstalmentAndWhatIsOpen) {
    const nlohmann::json values = values_for(0);
    EXPECT_EQ(values["instalment"], "3 van 24");
    EXPECT_EQ(values["due_date"], "1" + space + "oktober 2026");
    EXPECT_EQ(values["open_amount"], "€" + space + "75,00");
    EXPECT_EQ(values["partly_received"], false);
    EXPECT_EQ(values["payments_known_until"], "9" + space + "oktober 2026");
}

TEST(FriendlyReminder, ThanksForThePartThatCameIn) {
    const nlohmann::json values = values_for(2500);
    EXPECT_EQ(values["open_amount"], "€" + space + "50,00");
    EXPECT_EQ(values["received_amount"], "€" + space + "25,00");
    EXPECT_EQ(values["partly_received"], true);
    EXPECT_THAT(
        words_of(filled(friendly_reminder_kind, values)), testing::HasSubstr("Al ontvangen")
    );
    EXPECT_THAT(
        words_of(filled(friendly_reminder_kind, values_for(0))),
        testing::Not(testing::HasSubstr("Al ontvangen"))
    );
}

// Alkmaar 4.2.2: a talk first. The reminder names whom to call and holds nothing that frightens.
TEST(FriendlyReminder, InvitesAndDoesNotThreaten) {
    for (const int paid_cents : {0, 2500}) {
        std::string words = words_of(filled(friendly_reminder_kind, values_for(paid_cents)));
        EXPECT_THAT(words, testing::HasSubstr("A. Jansen"));
        EXPECT_THAT(words, testing::HasSubstr("14 0999"));
        std::transform(words.begin(), words.end(), words.begin(), [](unsigned char letter) {
            return static_cast<char>(std::tolower(letter));
        });
        for (const std::string threat :
             {"deurwaarder",
              "dwang",
              "beslag",
              "boete",
              "aanmaning",
              "incasso",
              "rente",
              "moet",
              "verplicht",
              "uiterlijk binnen"}) {
            EXPECT_EQ(words.find(threat), std::string::npos) << threat;
        }
    }
}

TEST(FriendlyReminder, ThereIsNoneWhenNothingIsOpen) {
    EXPECT_THROW((void)values_for(7500), base::ProgrammerFault);
}

}  // namespace
}  // namespace draagkracht::letters
