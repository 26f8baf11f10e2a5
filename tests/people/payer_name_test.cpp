#include "draagkracht/people/payer_name.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace draagkracht::people {

TEST(PayerName, TheTable) {
    const Name celik{Salutation::mevrouw, "J.M.", "van der", "Çelik"};
    const Name double_name{Salutation::none, "A.", "", "Jansen-de Boer"};
    struct Row {
        const Name& name;
        const char* payer;
        bool is_called;
    };
    const std::vector<Row> rows{
        {celik, "J.M. van der Çelik", true},
        {celik, "JM VAN DER CELIK", true},
        {celik, "MW J M VAN DER CELIK", true},
        {celik, "Mevr. J.M. v.d. Çelik", false},
        {celik, "van der Çelik, J.M.", true},
        {celik, "CELIK VAN DER JM", true},
        {celik, "CELIK JM VAN DER", true},
        {celik, "Çelik", false},
        {celik, "J. van der Çelik", false},
        {celik, "J.M. van der Çelikci", false},
        {celik, "", false},
        {double_name, "A JANSEN DE BOER", true},
        {double_name, "DHR A. JANSEN-DE BOER", true},
        {double_name, "A JANSEN", false},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(is_called(row.name, row.payer), row.is_called) << row.payer;
    }
    EXPECT_FALSE(is_called({Salutation::none, "", "", "Bakker"}, "Bakker"))
        << "a surname alone is that of many";
}

TEST(PayerName, WhatIsNoLatinLetterIsLeftOut) {
    EXPECT_EQ(name_key("Ö. Şahin–Łoś 12"), "osahinlos");
    EXPECT_EQ(name_key("Groß-Æbel Ĳsbrand"), "grossaebelijsbrand")
        << "a letter that stands for two";
    EXPECT_EQ(name_key("Иван"), "");
    EXPECT_EQ(name_key("\xC3"), "") << "cut off in the middle of a letter";
}

TEST(PayerName, SurnamesAsARegisterWritesThem) {
    EXPECT_THAT(
        surnames_in("J DE VRIES-BAKKER"),
        testing::IsSupersetOf({"Vries-Bakker", "De Vries-Bakker", "J"})
    );
    EXPECT_THAT(surnames_in(""), testing::IsEmpty());
    EXPECT_LE(surnames_in(std::string(400, 'a') + " b c d e f g h i j k l m n").size(), 32U);
}

}  // namespace draagkracht::people
