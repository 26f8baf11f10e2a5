// Text and names as payment orders bear them, and the slip that goes with a file.
#include <gmock/gmock.h>

#include "draagkracht/payments/collection_approval.hpp"
#include "draagkracht/payments/order_slip.hpp"
#include "draagkracht/payments/sepa_text.hpp"

namespace draagkracht::payments {
namespace {

using testing::HasSubstr;

base::Date on(std::string_view text) {
    return base::Date::parse(text).value();
}

TEST(SepaText, ANameIsBroughtToTheLettersOfBanksAndNeverRefused) {
    struct Row {
        std::string name;
        std::string sent;
    };
    const std::vector<Row> rows{
        {"J.M. van der Berg", "J.M. van der Berg"},
        {"Zoë Müller-Ñandú", "Zoe Muller-Nandu"},
        {"Çelik & Zn.", "Celik + Zn."},
        {"Şükrü Yıldız, İzmir", "Sukru Yildiz, Izmir"},
        {"Wałęsa-Škoda Žižka", "Walesa-Skoda Zizka"},
        {"Ștefan Țepeș", "Stefan Tepes"},
        {"Groß, Æbeltoft, Ĳsbrand", "Gross, AEbeltoft, IJsbrand"},
        {"d’Arc “x” – 1", "d'Arc .x. - 1"},
        {"e\xCC\x81tude", "etude"},        // the accent follows its letter
        {"a\xC2\xA0\xE2\x82\xAC", "a ."},  // a space that does not break; a euro
        {"李四", ".."},
        {"<b>\"x\"</b>", ".b.'x'./b."},
        {"  ", "."},
        {"", "."},
        {"a\xFF\xC3", "a.."},  // no UTF-8
    };
    for (const Row& row : rows) {
        EXPECT_EQ(sepa_text(row.name, 70), row.sent) << row.name;
    }
    EXPECT_EQ(sepa_text(std::string(80, 'x'), 70).size(), 70U);
    EXPECT_EQ(sepa_text("ab cd", 3), "ab");
    EXPECT_EQ(sepa_text(std::string(69, 'x') + "Æ", 70), std::string(69, 'x') + "A");
}

TEST(SepaText, AnIdentifierGoesAsItIsOrNotAtAll) {
    const std::vector<std::string> good_ones{"INC-4711", "M/17", "M 17", std::string(35, 'x')};
    for (const std::string& good : good_ones) {
        EXPECT_TRUE(is_sepa_identifier(good)) << good;
    }
    const std::vector<std::string> bad_ones{
        "", std::string(36, 'x'), "/M17", "M17/", "M//17", " M17", "M_17", "Ré-1"};
    for (const std::string& bad : bad_ones) {
        EXPECT_FALSE(is_sepa_identifier(bad)) << bad;
    }
}

TEST(CollectionNames, OfABatchAreReadBackAndOthersAreNone) {
    const BatchName batch{CollectionId{4711}, on("2026-12-28")};
    EXPECT_EQ(to_text(batch), "INC-4711-20261228");
    EXPECT_EQ(batch_named("INC-4711-20261228"), batch);
    for (const std::string_view other :
         {"",
          "-",
          "INC-4711",
          "INC-4711-20261328",
          "INC--4711-20261228",
          "INC-x-20261228",
          "INC-4711-2026122",
          "inc-4711-20261228",
          "INC-99999999999999999999-20261228"}) {
        EXPECT_FALSE(batch_named(other)) << other;
    }
}

TEST(CollectionNames, ASecondPersonIsAskedAboutThisVeryCollection) {
    EXPECT_EQ(
        subject_of({CollectionId{4711}, on("2026-12-31"), {12, base::Money::cents(60000)}}),
        "INC-4711|2026-12-31|12|600.00"
    );
}

TEST(OrderSlip, TellsWhatTheBankShowsWhenTheFileIsHandedIn) {
    const OrderSlip slip{
        "INC-4711",
        "pain.008.001.08",
        {"Gemeente Zandwijk",
         "NL79ZZZ999999990000",
         base::Iban::parse("NL91ABNA0417164300").value()},
        {{"INC-4711-20261228", on("2026-12-28"), {2, base::Money::cents(8000)}},
         {"INC-4711-20261229", on("2026-12-29"), {1, base::Money::cents(5000)}}},
        {3, base::Money::cents(13000)},
        {5, base::Money::cents(20000)},
        "J. Bakker",
        "P. Visser",
        "9f86d081",
        "a94a8fe5ccb19ba61c4c0873d391e987982fbbd3"};
    const std::string text = text_of(slip);
    for (const std::string line :
         {"Opdrachtbon automatische incasso INC-4711\n",
          "Bestand:        INC-4711.xml (pain.008.001.08)\n",
          "Rekening:       NL91 ABNA 0417 1643 00\n",
          "Batch INC-4711-20261228: op 28\u00a0december 2026, 2\u00a0opdrachten, €\u00a080,00\n",
          "Batch INC-4711-20261229: op 29\u00a0december 2026, 1\u00a0opdracht, €\u00a050,00\n",
          "Samen: 3\u00a0opdrachten, €\u00a0130,00\n",
          "Goedgekeurd: 5\u00a0opdrachten, €\u00a0200,00\n",
          "Vervallen sinds de goedkeuring: 2\u00a0opdrachten, €\u00a070,00. Dit hoeft",
          "SHA-256: 9f86d081\n",
          "SHA-1:   a94a8fe5ccb19ba61c4c0873d391e987982fbbd3\n",
          "Laatste vijf tekens van SHA-1: fbbd3\n",
          "Klaargezet door:  J. Bakker\n",
          "Goedgekeurd door: P. Visser\n"}) {
        EXPECT_THAT(text, HasSubstr(line));
    }
}

}  // namespace
}  // namespace draagkracht::payments
