// Every benefit norm of every half-year, row by row beside its source: the texts of the
// Participatiewet of that date on wetten.overheid.nl/BWBR0015703, and tables that municipalities
// published. An empty row was found in none of them.
#include <gtest/gtest.h>

#include "draagkracht/norms/rules_file.hpp"

namespace draagkracht::norms {
namespace {

struct Row {
    std::string date;
    // In the order of BenefitNorms: art. 21, 22, 20 lid 1, 20 lid 2, 20 lid 3, 22a lid 3, 23.
    std::vector<std::string> norms;
    std::string holiday_share;
};

const std::vector<Row>& rows() {
    static const std::vector<Row> all{
        // tables of Sociale Dienst Oost Achterhoek; the act of that date.
        {"2021-07-01",
         {"1078.70",
          "1541.00",
          "1199.98",
          "1627.08",
          "266.29",
          "532.58",
          "1036.79",
          "266.29",
          "840.78",
          "1344.99",
          "",
          "574.49",
          "266.29",
          "341.55",
          "531.26",
          "34.00",
          "76.00"},
         "5"},
        // the act of that date.
        {"2022-01-01",
         {"1091.71",
          "1559.58",
          "1213.06",
          "1642.54",
          "269.51",
          "539.02",
          "1049.30",
          "269.51",
          "850.94",
          "1361.22",
          "",
          "581.43",
          "269.51",
          "345.68",
          "537.69",
          "34.00",
          "79.00"},
         "4.8"},
        // tables of Haarlemmermeer and Amersfoort; the act of that date.
        {"2022-07-01",
         {"1101.82",
          "1574.03",
          "1225.67",
          "1660.36",
          "272.02",
          "544.04",
          "1059.04",
          "272.02",
          "858.85",
          "1373.85",
          "",
          "586.83",
          "272.02",
          "348.89",
          "542.69",
          "34.00",
          "79.00"},
         "5"},
        // tables of Velsen and Almere; the act of that date.
        {"2023-01-01",
         {"1195.66",
          "1708.08",
          "1330.67",
          "1807.20",
          "295.20",
          "590.40",
          "1149.24",
          "295.20",
          "932.02",
          "1490.86",
          "",
          "636.82",
          "295.20",
          "378.62",
          "588.93",
          "3.00",
          "50.00"},
         "5"},
        // table of Krimpenerwaard; the act of that date.
        {"2023-07-01",
         {"1216.62",
          "1738.02",
          "1357.66",
          "1843.60",
          "300.36",
          "600.72",
          "1169.37",
          "300.36",
          "948.32",
          "1516.97",
          "",
          "647.96",
          "300.36",
          "385.24",
          "599.23",
          "3.00",
          "50.00"},
         "5"},
        // tables of Velsen, De Liemers and Zaffier.
        {"2024-01-01",
         {"1283.83",
          "1834.04",
          "1425.76",
          "1933.98",
          "316.94",
          "633.88",
          "1233.96",
          "316.94",
          "1000.69",
          "1600.77",
          "",
          "",
          "",
          "406.51",
          "632.31",
          "42.00",
          "95.00"},
         "5"},
        // the act of that date, BWBR0015703.
        {"2024-07-01",
         {"1308.45",
          "1869.21",
          "1456.85",
          "1976.64",
          "323.03",
          "646.06",
          "1257.64",
          "323.03",
          "1019.90",
          "1631.48",
          "",
          "696.87",
          "323.03",
          "414.31",
          "644.45",
          "42.00",
          "95.00"},
         "4.8"},
        // the act of that date, BWBR0015703.
        {"2025-01-01",
         {"1345.45",
          "1922.07",
          "1501.07",
          "2053.48",
          "332.17",
          "664.34",
          "1293.21",
          "332.17",
          "1048.75",
          "1677.62",
          "",
          "716.58",
          "332.17",
          "426.03",
          "662.69",
          "45.00",
          "101.00"},
         "4.8"},
        // the act of that date, BWBR0015703.
        {"2025-07-01",
         {"1369.06",
          "1955.80",
          "1530.21",
          "2094.98",
          "337.98",
          "675.96",
          "1315.88",
          "337.98",
          "1067.12",
          "1707.04",
          "",
          "729.14",
          "337.98",
          "433.49",
          "674.29",
          "45.00",
          "101.00"},
         "4.8"},
        // the act of that date, BWBR0015703.
        {"2026-01-01",
         {"1401.50",
          "2002.13",
          "1564.69",
          "2144.16",
          "345.99",
          "691.98",
          "1347.06",
          "345.99",
          "1092.41",
          "1747.49",
          "746.45",
          "746.42",
          "345.99",
          "443.76",
          "690.27",
          "47.00",
          "106.00"},
         "4.8"},
        // the act of that date, BWBR0015703.
        {"2026-07-01",
         {"1419.46",
          "2027.79",
          "1587.34",
          "2176.10",
          "350.42",
          "700.84",
          "1364.32",
          "350.42",
          "1106.40",
          "1769.88",
          "762.24",
          "755.98",
          "350.42",
          "449.44",
          "699.11",
          "47.00",
          "106.00"},
         "4.8"},
    };
    return all;
}

std::vector<Amount> norms_in_order(const BenefitNorms& norms) {
    return {
        norms.single,
        norms.couple,
        norms.single_pension,
        norms.couple_pension,
        norms.young_single,
        norms.young_couple_both,
        norms.young_couple_one,
        norms.young_single_parent,
        norms.young_parents_both,
        norms.young_parents_one,
        norms.young_supplement,
        norms.young_spouse_parent,
        norms.young_spouse,
        norms.institution_single,
        norms.institution_couple,
        norms.institution_supplement_single,
        norms.institution_supplement_couple};
}

TEST(NormValues, AreThoseOfTheirSourcesInEveryHalfYear) {
    const NormBook book = read_norms(DRAAGKRACHT_SOURCE_DIR "/config/norms").value();
    ASSERT_EQ(book.tables().size(), rows().size());
    for (const Row& row : rows()) {
        const auto table = book.norms_on(base::Date::parse(row.date).value());
        ASSERT_TRUE(table) << row.date;
        EXPECT_EQ((*table)->valid_from.to_string(), row.date);
        EXPECT_EQ((*table)->holiday_share->row.value_text, row.holiday_share) << row.date;
        const std::vector<Amount> amounts = norms_in_order((*table)->benefit_norm);
        ASSERT_EQ(amounts.size(), row.norms.size());
        for (std::size_t place = 0; place < amounts.size(); ++place) {
            const std::string value = amounts[place] ? amounts[place]->value.to_string() : "";
            EXPECT_EQ(value, row.norms[place])
                << row.date << " " << (amounts[place] ? amounts[place]->row.name : "");
        }
    }
}

}  // namespace
}  // namespace draagkracht::norms
