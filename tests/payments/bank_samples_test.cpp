// Reads real statements, anonymised by their publishers, and compares with values that an
// independent program computed. They are not part of this project: set DRAAGKRACHT_BANK_SAMPLES to
// their folder, or the tests are skipped.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "payments/reading.hpp"

namespace draagkracht::payments {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

fs::path samples_folder() {
    const char* const given = std::getenv("DRAAGKRACHT_BANK_SAMPLES");
    return given != nullptr ? fs::path{given}
                            : fs::path{DRAAGKRACHT_SOURCE_DIR} / "../shared/bank/samples";
}

struct Sample {
    fs::path statement;
    json expected;
};

std::vector<Sample> camt053_samples() {
    std::vector<Sample> samples;
    const std::string suffix = ".expected.json";
    for (const fs::directory_entry& found : fs::recursive_directory_iterator{samples_folder()}) {
        const std::string path = found.path().string();
        if (!path.ends_with(suffix)) {
            continue;
        }
        std::ifstream file{path};
        json expected = json::parse(file);
        if (expected.at("format").get<std::string>().starts_with("camt.053")) {
            samples.push_back({path.substr(0, path.size() - suffix.size()), std::move(expected)});
        }
    }
    return samples;
}

base::Money money_of(const json& text) {
    return base::Money::parse(text.get<std::string>()).value();
}

std::size_t count_of(const json& number) {
    return number.get<std::size_t>();
}

std::string text_of(const json& text) {
    return text.is_null() ? std::string{} : text.get<std::string>();
}

void expect_balance(const std::optional<Balance>& balance, const json& expected) {
    ASSERT_EQ(balance.has_value(), !expected.is_null());
    if (balance) {
        EXPECT_EQ(balance->amount, money_of(expected));
    }
}

void expect_statement(const ReadFile& read, const Statement& statement, const json& expected) {
    const auto found = read.tallies.find(statement.number);
    const Tally tally = found == read.tallies.end() ? Tally{} : found->second;
    EXPECT_EQ(statement.identifier, text_of(expected.at("id")));
    EXPECT_EQ(statement.account, text_of(expected.at("account")));
    EXPECT_EQ(statement.sequence_number, text_of(expected.at("electronic_seq")));
    EXPECT_EQ(statement.currency, text_of(expected.at("currency")));
    expect_balance(statement.opening, expected.at("opening"));
    expect_balance(statement.closing, expected.at("closing"));
    EXPECT_EQ(tally.entries(), count_of(expected.at("entries")));
    EXPECT_EQ(tally.details(), count_of(expected.at("tx_details")));
    EXPECT_EQ(tally.credits(), count_of(expected.at("credits")));
    EXPECT_EQ(tally.debits(), count_of(expected.at("debits")));
    EXPECT_EQ(tally.credit(), money_of(expected.at("sum_credit")));
    EXPECT_EQ(tally.debit(), money_of(expected.at("sum_debit")));
    EXPECT_EQ(tally.not_booked(), count_of(expected.at("pending")));
    std::size_t reversals = 0;
    for (const Entry& entry : read.entries) {
        const bool counts = entry.statement_number == statement.number && entry.is_reversal;
        reversals += counts ? 1 : 0;
    }
    EXPECT_EQ(reversals, count_of(expected.at("reversals")));
    const json& balances_meet = expected.at("balance_ok");
    const bool fits = balances_meet.is_boolean() && balances_meet.get<bool>();
    EXPECT_EQ(control(statement, tally).has_value(), fits);
}

TEST(BankSamples, every_camt053_reads_with_the_expected_values) {
    if (!fs::is_directory(samples_folder())) {
        GTEST_SKIP() << "no bank samples at " << samples_folder()
                     << "; set DRAAGKRACHT_BANK_SAMPLES to run this test";
    }
    const std::vector<Sample> samples = camt053_samples();
    ASSERT_FALSE(samples.empty());
    for (const Sample& sample : samples) {
        SCOPED_TRACE(sample.statement.filename().string());
        std::ifstream file{sample.statement, std::ios::binary};
        const auto reader = read_camt053(file, sample.statement.filename().string());
        const ReadFile read = read_to_end(*reader);
        ASSERT_FALSE(read.problem.has_value()) << read.problem->to_line();
        const json& expected = sample.expected.at("statements");
        ASSERT_EQ(read.statements.size(), expected.size());
        for (std::size_t index = 0; index < expected.size(); ++index) {
            expect_statement(read, read.statements[index], expected[index]);
        }
    }
}

// Statements that are no camt.053 are refused with their root named, not misread.
TEST(BankSamples, other_formats_are_refused_by_name) {
    if (!fs::is_directory(samples_folder())) {
        GTEST_SKIP() << "no bank samples at " << samples_folder();
    }
    std::size_t refused = 0;
    for (const fs::directory_entry& found : fs::recursive_directory_iterator{samples_folder()}) {
        const std::string name = found.path().filename().string();
        const bool other_camt =
            name.ends_with(".xml") && !name.starts_with("camt053") && !name.starts_with("camt53");
        const bool mt940 = name.ends_with(".sta") || name.ends_with(".swi");
        if (!other_camt && !mt940) {
            continue;
        }
        std::ifstream file{found.path(), std::ios::binary};
        const auto reader = read_camt053(file, name);
        const ReadFile read = read_to_end(*reader);
        ASSERT_TRUE(read.problem.has_value()) << name;
        EXPECT_TRUE(read.entries.empty() && read.statements.empty()) << name;
        if (other_camt) {
            EXPECT_EQ(read.problem->code, "payments.unknown-format") << name;
            EXPECT_NE(read.problem->message.find("camt.05"), std::string::npos) << name;
        }
        ++refused;
    }
    EXPECT_GT(refused, 20U);
}

}  // namespace
}  // namespace draagkracht::payments
