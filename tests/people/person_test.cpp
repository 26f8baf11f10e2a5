#include "draagkracht/people/person.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

namespace draagkracht::people {

namespace {

base::Date day(const std::string& text) {
    return base::Date::parse(text).value();
}

PersonFacts good_facts() {
    return {
        .client_number = "100234",
        .bsn = base::Bsn::parse("111222333").value(),
        .name = {Salutation::de_heer, "J.M.", "van der", "Berg"},
        .birth_date = day("1980-02-29"),
        .address = {"Dorpsstraat", "12a", "1234 AB", "Zandwijk"},
        .phone = "06-12345678",
        .email = "j.berg@example.nl",
        .accounts = {base::Iban::parse("NL91ABNA0417164300").value()},
        .benefits = {{BenefitLaw::pw, day("2020-01-01"), day("2021-06-30")}},
        .where = "register.jsonl:3"};
}

BenefitSpell spell(BenefitLaw law, const std::string& from, const std::string& until) {
    return {law, day(from), until.empty() ? std::nullopt : std::optional{day(until)}};
}

}  // namespace

TEST(PersonTest, WhatIsWrongWithAPersonIsTold) {
    struct Row {
        std::string what;
        std::function<void(PersonFacts&)> change;
        std::vector<std::string> codes;
    };
    const std::vector<Row> rows{
        {"nothing", [](PersonFacts&) {}, {}},
        {"known by number and surname alone",
         [](PersonFacts& p) {
             p = {};
             p.client_number = "1";
             p.name.surname = "Berg";
         },
         {}},
        {"no client number", [](PersonFacts& p) { p.client_number = ""; }, {"people.missing"}},
        {"no surname", [](PersonFacts& p) { p.name.surname = ""; }, {"people.missing"}},
        {"a street over two lines",
         [](PersonFacts& p) { p.address.street = "Dorp\nstraat"; },
         {"base.not-a-line"}},
        {"no address in the population register", [](PersonFacts& p) { p.address = {}; }, {}},
        {"a house number alone",
         [](PersonFacts& p) {
             p.address = {"", "12", "", ""};
         },
         {"people.half-address"}},
        {"a city without street",
         [](PersonFacts& p) { p.address.street = ""; },
         {"people.half-address"}},
        {"a post box abroad",
         [](PersonFacts& p) {
             p.address = {"BP 12", "", "", "Brussel"};
         },
         {}},
        {"no at sign", [](PersonFacts& p) { p.email = "j.berg"; }, {"people.not-an-email"}},
        {"two at signs", [](PersonFacts& p) { p.email = "a@b@c"; }, {"people.not-an-email"}},
        {"nothing after it", [](PersonFacts& p) { p.email = "a@"; }, {"people.not-an-email"}},
        {"born today", [](PersonFacts& p) { p.birth_date = day("2026-07-01"); }, {}},
        {"born tomorrow",
         [](PersonFacts& p) { p.birth_date = day("2026-07-02"); },
         {"people.not-born"}},
        {"one account twice",
         [](PersonFacts& p) { p.accounts.push_back(p.accounts.front()); },
         {"people.repeated"}},
        {"a benefit of one day",
         [](PersonFacts& p) { p.benefits = {spell(BenefitLaw::pw, "2020-01-01", "2020-01-01")}; },
         {}},
        {"a benefit that ends before it begins",
         [](PersonFacts& p) { p.benefits = {spell(BenefitLaw::pw, "2020-01-01", "2019-12-31")}; },
         {"people.wrong-spell"}},
        {"a benefit from tomorrow",
         [](PersonFacts& p) { p.benefits = {spell(BenefitLaw::pw, "2026-07-02", "")}; },
         {"people.wrong-spell"}},
        {"two that follow each other",
         [](PersonFacts& p) {
             p.benefits = {
                 spell(BenefitLaw::pw, "2020-01-01", "2020-12-31"),
                 spell(BenefitLaw::pw, "2021-01-01", "")};
         },
         {}},
        {"two that share a day",
         [](PersonFacts& p) {
             p.benefits = {
                 spell(BenefitLaw::pw, "2020-12-31", ""),
                 spell(BenefitLaw::pw, "2020-01-01", "2020-12-31")};
         },
         {"people.wrong-spell"}},
        {"two of two laws at a time",
         [](PersonFacts& p) {
             p.benefits = {
                 spell(BenefitLaw::pw, "2020-01-01", ""), spell(BenefitLaw::bbz, "2020-01-01", "")};
         },
         {}},
    };
    for (const Row& row : rows) {
        PersonFacts facts = good_facts();
        row.change(facts);
        std::vector<std::string> codes;
        for (const base::Problem& problem : check(facts, day("2026-07-01"))) {
            codes.push_back(problem.code);
        }
        EXPECT_THAT(codes, testing::ElementsAreArray(row.codes)) << row.what;
    }
}

TEST(PersonTest, AProblemSaysWhereAndRepeatsNothingPersonal) {
    PersonFacts facts = good_facts();
    facts.email = "geheim";
    const base::Problem problem = check(facts, day("2026-07-01")).at(0);
    EXPECT_EQ(problem.where, "register.jsonl:3, email");
    EXPECT_EQ(problem.to_line().find("geheim"), std::string::npos);
}

TEST(PersonTest, ANameIsWrittenInFull) {
    EXPECT_EQ(good_facts().name.full(), "J.M. van der Berg");
    EXPECT_EQ((Name{Salutation::none, "", "", "Berg"}.full()), "Berg");
    EXPECT_EQ((Name{Salutation::none, "A.", "", "Berg"}.full()), "A. Berg");
}

TEST(PersonTest, WordsGoThereAndBack) {
    for (const std::string_view word : {"mevrouw", "de heer", "none"}) {
        EXPECT_EQ(to_text(salutation_of(word).value()), word);
    }
    for (const std::string_view word : {"PW", "IOAW", "IOAZ", "Bbz", "WWB", "WIJ", "Abw"}) {
        EXPECT_EQ(to_text(benefit_law_of(word).value()), word);
    }
    EXPECT_EQ(salutation_of("Mevrouw").error().code, "people.not-a-salutation");
    EXPECT_EQ(benefit_law_of("pw").error().code, "people.not-a-law");
}

}  // namespace draagkracht::people
