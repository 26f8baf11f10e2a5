#include "draagkracht/payments/camt053_writer.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "payments/random_statement.hpp"
#include "payments/reading.hpp"
#include "payments/schemas.hpp"

namespace draagkracht::payments {
namespace {

std::string written(const std::vector<MadeStatement>& made, Camt053Version version) {
    std::ostringstream out;
    Camt053Writer writer{out, version};
    for (const MadeStatement& one : made) {
        writer.begin(one.statement);
        for (const Entry& entry : one.entries) {
            writer.write(entry);
        }
        writer.end();
    }
    writer.finish();
    return out.str();
}

std::vector<MadeStatement> random_statements(test_support::Random& random) {
    std::vector<MadeStatement> made;
    for (std::size_t number = 1; number <= 3; ++number) {
        made.push_back(random_statement(random, number));
    }
    return made;
}

void expect_same(const Detail& read, const Detail& made) {
    EXPECT_EQ(read.amount, made.amount);
    EXPECT_EQ(read.bank_reference, made.bank_reference);
    EXPECT_EQ(read.end_to_end_id, made.end_to_end_id);
    EXPECT_EQ(read.batch_id, made.batch_id);
    EXPECT_EQ(read.counterparty_name, made.counterparty_name);
    EXPECT_EQ(read.counterparty_account, made.counterparty_account);
    EXPECT_EQ(read.free_text, made.free_text);
    EXPECT_EQ(read.return_reason, made.return_reason);
    ASSERT_EQ(read.structured_references.size(), made.structured_references.size());
    for (std::size_t index = 0; index < made.structured_references.size(); ++index) {
        EXPECT_EQ(
            read.structured_references[index].reference, made.structured_references[index].reference
        );
        EXPECT_EQ(
            read.structured_references[index].issuer, made.structured_references[index].issuer
        );
    }
}

void expect_same(const Entry& read, const Entry& made) {
    SCOPED_TRACE("entry " + std::to_string(made.number));
    EXPECT_EQ(read.statement_number, made.statement_number);
    EXPECT_EQ(read.number, made.number);
    EXPECT_EQ(read.amount, made.amount);
    EXPECT_EQ(read.currency, made.currency);
    EXPECT_EQ(read.status, made.status);
    EXPECT_EQ(read.is_reversal, made.is_reversal);
    EXPECT_EQ(read.booking_date, made.booking_date);
    EXPECT_EQ(read.value_date, made.value_date);
    EXPECT_EQ(read.bank_reference, made.bank_reference);
    ASSERT_EQ(read.details.size(), made.details.size());
    for (std::size_t index = 0; index < made.details.size(); ++index) {
        expect_same(read.details[index], made.details[index]);
    }
}

void expect_same(const Statement& read, const Statement& made) {
    EXPECT_EQ(read.account, made.account);
    EXPECT_EQ(read.identifier, made.identifier);
    EXPECT_EQ(read.sequence_number, made.sequence_number);
    EXPECT_EQ(read.currency, made.currency);
    EXPECT_EQ(read.opening->amount, made.opening->amount);
    EXPECT_EQ(read.closing->amount, made.closing->amount);
    EXPECT_EQ(read.date(), made.closing->date);
}

TEST(Camt053Writer, what_is_written_reads_back_and_its_balances_meet) {
    test_support::Random random;
    for (int round = 0; round < 60; ++round) {
        const std::vector<MadeStatement> made = random_statements(random);
        for (const Camt053Version version : {Camt053Version::v02, Camt053Version::v08}) {
            std::istringstream file{written(made, version)};
            const auto reader = read_camt053(file, "random.xml");
            ReadFile read = read_to_end(*reader);
            ASSERT_FALSE(read.problem.has_value()) << read.problem->to_line();
            ASSERT_EQ(read.statements.size(), made.size());
            std::size_t next = 0;
            for (std::size_t index = 0; index < made.size(); ++index) {
                expect_same(read.statements[index], made[index].statement);
                const auto found = control(read.statements[index], read.tallies[index + 1]);
                EXPECT_TRUE(found.has_value() && found->empty());
                for (const Entry& entry : made[index].entries) {
                    ASSERT_LT(next, read.entries.size());
                    expect_same(read.entries[next++], entry);
                }
            }
            EXPECT_EQ(next, read.entries.size());
        }
    }
}

TEST(Camt053Writer, what_is_written_is_valid_against_the_schema) {
    const auto schemas = schemas_folder();
    if (!schemas) {
        GTEST_SKIP() << "no schemas, or no xmllint";
    }
    test_support::Random random;
    for (const Camt053Version version : {Camt053Version::v02, Camt053Version::v08}) {
        std::vector<MadeStatement> made = random_statements(random);
        for (MadeStatement& one : made) {
            // The reader takes what the schema forbids: empty ids, wrong accounts, long names.
            for (Entry& entry : one.entries) {
                for (Detail& detail : entry.details) {
                    detail.end_to_end_id = "NOTPROVIDED";
                }
            }
        }
        const std::string name = version == Camt053Version::v02 ? "02" : "08";
        expect_valid(*schemas, "camt.053.001." + name, written(made, version));
    }
}

}  // namespace
}  // namespace draagkracht::payments
