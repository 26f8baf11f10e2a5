// Reads real statements, anonymised by their publishers, and compares with values that an
// independent program computed. They are not part of this project: set DRAAGKRACHT_BANK_SAMPLES to
// their folder, or the tests are skipped.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
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
    std::string name;
    json expected;
    ReadFile read;
};

// The files whose format begins so, read.
std::vector<Sample> samples_of(std::string_view format) {
    std::vector<Sample> samples;
    const std::string suffix = ".expected.json";
    for (const fs::directory_entry& found : fs::recursive_directory_iterator{samples_folder()}) {
        const std::string path = found.path().string();
        if (!path.ends_with(suffix)) {
            continue;
        }
        std::ifstream described{path};
        json expected = json::parse(described);
        if (!expected.at("format").get<std::string>().starts_with(format)) {
            continue;
        }
        const fs::path statement = path.substr(0, path.size() - suffix.size());
        std::ifstream file{statement, std::ios::binary};
        const std::string name = statement.filename().string();
        const auto reader = read_statements(file, name);
        samples.push_back({name, std::move(expected), read_to_end(*reader)});
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

// What an MT940 and a camt have in common; of a camt more is known.
void expect_entries(const ReadFile& read, const Statement& statement, const json& expected) {
    const auto found = read.tallies.find(statement.number);
    const Tally tally = found == read.tallies.end() ? Tally{} : found->second;
    if (statement.opening) {
        EXPECT_EQ(statement.currency, text_of(expected.at("currency")));
    }
    expect_balance(statement.opening, expected.at("opening"));
    expect_balance(statement.closing, expected.at("closing"));
    EXPECT_EQ(tally.entries(), count_of(expected.at("entries")));
    EXPECT_EQ(tally.credits(), count_of(expected.at("credits")));
    EXPECT_EQ(tally.debits(), count_of(expected.at("debits")));
    EXPECT_EQ(tally.credit(), money_of(expected.at("sum_credit")));
    EXPECT_EQ(tally.debit(), money_of(expected.at("sum_debit")));
    std::size_t reversals = 0;
    for (const Entry& entry : read.entries) {
        const bool counts = entry.statement_number == statement.number && entry.is_reversal;
        reversals += counts ? 1 : 0;
    }
    EXPECT_EQ(reversals, count_of(expected.at("reversals")));
    const json& balances_meet = expected.at("balance_ok");
    const bool fits = balances_meet.is_boolean() && balances_meet.get<bool>() &&
                      statement.currency == "EUR" && statement.kind == StatementKind::statement;
    const auto findings = control(statement, tally);
    const bool meets = findings && std::ranges::none_of(*findings, [](const Finding& finding) {
                           return finding.code == FindingCode::balance_break;
                       });
    EXPECT_EQ(meets, fits);
}

void expect_camt(const ReadFile& read, const Statement& statement, const json& expected) {
    const auto found = read.tallies.find(statement.number);
    const Tally tally = found == read.tallies.end() ? Tally{} : found->second;
    EXPECT_EQ(statement.identifier, text_of(expected.at("id")));
    EXPECT_EQ(statement.account, text_of(expected.at("account")));
    EXPECT_EQ(statement.sequence_number, text_of(expected.at("electronic_seq")));
    EXPECT_EQ(tally.details(), count_of(expected.at("tx_details")));
    EXPECT_EQ(tally.not_booked(), count_of(expected.at("pending")));
    expect_entries(read, statement, expected);
}

void expect_mt940(const ReadFile& read, const Statement& statement, const json& expected) {
    std::string account = text_of(expected.at("account"));
    account.erase(std::remove(account.begin(), account.end(), ' '), account.end());
    EXPECT_EQ(statement.identifier, text_of(expected.at("ref")));
    EXPECT_EQ(statement.sequence_number, text_of(expected.at("number")));
    // Some banks write the currency behind the account.
    EXPECT_TRUE(account == statement.account || account == statement.account + "EUR") << account;
    expect_entries(read, statement, expected);
}

class BankSamples : public testing::Test {
  protected:
    void SetUp() override {
        if (!fs::is_directory(samples_folder())) {
            GTEST_SKIP() << "no bank samples at " << samples_folder()
                         << "; set DRAAGKRACHT_BANK_SAMPLES to run this test";
        }
    }
};

using ExpectStatement = void (*)(const ReadFile&, const Statement&, const json&);

void expect_all(const Sample& sample, ExpectStatement expect) {
    SCOPED_TRACE(sample.name);
    ASSERT_FALSE(sample.read.problem.has_value()) << sample.read.problem->to_line();
    const json& expected = sample.expected.at("statements");
    ASSERT_EQ(sample.read.statements.size(), expected.size());
    for (std::size_t index = 0; index < expected.size(); ++index) {
        SCOPED_TRACE(index);
        expect(sample.read, sample.read.statements[index], expected[index]);
    }
}

TEST_F(BankSamples, every_camt053_reads_with_the_expected_values) {
    const std::vector<Sample> samples = samples_of("camt.053");
    ASSERT_FALSE(samples.empty());
    for (const Sample& sample : samples) {
        expect_all(sample, expect_camt);
    }
}

// They have no balances, so that there is nothing to prove them by.
TEST_F(BankSamples, every_camt054_reads_with_the_expected_values_and_is_no_statement) {
    const std::vector<Sample> samples = samples_of("camt.054");
    ASSERT_FALSE(samples.empty());
    for (const Sample& sample : samples) {
        expect_all(sample, expect_camt);
        for (const Statement& statement : sample.read.statements) {
            EXPECT_EQ(statement.kind, StatementKind::notification) << sample.name;
            EXPECT_TRUE(control(statement, {}).has_value()) << sample.name;
        }
    }
}

TEST_F(BankSamples, every_camt052_is_refused_by_name) {
    const std::vector<Sample> samples = samples_of("camt.052");
    ASSERT_FALSE(samples.empty());
    for (const Sample& sample : samples) {
        ASSERT_TRUE(sample.read.problem.has_value()) << sample.name;
        EXPECT_TRUE(sample.read.entries.empty()) << sample.name;
        EXPECT_EQ(sample.read.problem->code, "payments.unknown-format") << sample.name;
        EXPECT_NE(sample.read.problem->message.find("camt.052"), std::string::npos) << sample.name;
    }
}

// What is in them breaks the form of an MT940, or is no statement.
const std::map<std::string, std::string> refused_mt940{
    {"amount_formats.sta", "payments.repeated-balance"},
    {"february_30.sta", "base.not-a-date"},
    {"wrapped_timestamp.sta", "base.not-a-date"},            // the same day
    {"transaction_details_wrapped.sta", "base.not-a-date"},  // the same day
    {"invalid_statement.sta", "payments.unknown-format"},
    {"knab.sta", "base.not-an-amount"},          // one without a comma
    {"raphaelm.sta", "payments.not-a-balance"},  // one without currency
    {"sparkassen.sta", "base.not-an-amount"},    // in the next line
    {"available_balance.sta", "no statement"},   // what is left of one
    {"empty_86.sta", "no statement"},
    {"empty_non_swift.sta", "no statement"},
};

std::string refusal_of(const ReadFile& read) {
    if (read.problem) {
        return read.problem->code;
    }
    return read.statements.empty() ? "no statement" : "";
}

// Their pages are one statement here, and a statement each in what is expected.
bool has_pages(const Sample& sample) {
    const std::string features = sample.expected.at("features").dump();
    return features.find("intermediate balance") != std::string::npos;
}

// Four statements, of which what is expected takes two together.
constexpr std::string_view taken_together = "two_accounts.txt";

void expect_sums(const Sample& sample) {
    SCOPED_TRACE(sample.name);
    ASSERT_FALSE(sample.read.problem.has_value()) << sample.read.problem->to_line();
    Tally found;
    for (const Entry& entry : sample.read.entries) {
        found.add(entry);
    }
    base::Money credit;
    base::Money debit;
    std::size_t entries = 0;
    for (const json& statement : sample.expected.at("statements")) {
        credit += money_of(statement.at("sum_credit"));
        debit += money_of(statement.at("sum_debit"));
        entries += count_of(statement.at("entries"));
    }
    EXPECT_EQ(found.entries(), entries);
    EXPECT_EQ(found.credit(), credit);
    EXPECT_EQ(found.debit(), debit);
}

TEST_F(BankSamples, every_mt940_reads_with_the_expected_values_or_is_refused) {
    const std::vector<Sample> samples = samples_of("mt940");
    ASSERT_FALSE(samples.empty());
    std::size_t refused = 0;
    for (const Sample& sample : samples) {
        const auto refusal = refused_mt940.find(sample.name);
        if (refusal != refused_mt940.end()) {
            EXPECT_EQ(refusal_of(sample.read), refusal->second) << sample.name;
            ++refused;
        } else if (has_pages(sample) || sample.name == taken_together) {
            expect_sums(sample);
        } else {
            expect_all(sample, expect_mt940);
        }
    }
    EXPECT_EQ(refused, refused_mt940.size());
}

}  // namespace
}  // namespace draagkracht::payments
