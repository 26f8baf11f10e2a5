#include "draagkracht/payments/statement_reader.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <vector>

#include "payments/endless_file.hpp"
#include "payments/reading.hpp"

namespace draagkracht::payments {
namespace {

ReadFile read_text(const std::string& text) {
    std::istringstream file{text};
    return read_to_end(*read_statements(file, "statement"));
}

std::string document(std::string_view message, std::string_view root, std::string_view inside) {
    std::string text{"<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:"};
    text.append(message).append("\"><").append(root).append(">").append(inside);
    return text.append("</").append(root).append("></Document>\n");
}

const std::string mt940 =
    ":20:S1\n:25:NL91ABNA0417164300\n:60F:C260528EUR10,00\n"
    ":61:260529C1,00NTRFNONREF\n:62F:C260529EUR11,00\n-\n";

TEST(StatementReader, the_format_is_told_from_the_content) {
    const std::string entry =
        "<Ntry><Amt Ccy=\"EUR\">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts></Ntry>";
    const std::string entry_08 =
        "<Ntry><Amt Ccy=\"EUR\">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
        "</Ntry>";
    const auto notification = [](std::string_view message, std::string_view inside) {
        return document(
            message, "BkToCstmrDbtCdtNtfctn", "<Ntfctn>" + std::string{inside} + "</Ntfctn>"
        );
    };
    struct Row {
        std::string_view what;
        std::string text;
        StatementKind kind;
    };
    const std::vector<Row> rows{
        {"camt.053",
         document("camt.053.001.02", "BkToCstmrStmt", "<Stmt>" + entry + "</Stmt>"),
         StatementKind::statement},
        {"camt.053 behind a byte order mark and blanks",
         "\xEF\xBB\xBF<?xml version=\"1.0\"?>\n" +
             document("camt.053.001.08", "BkToCstmrStmt", "<Stmt>" + entry_08 + "</Stmt>"),
         StatementKind::statement},
        {"camt.054 .02", notification("camt.054.001.02", entry), StatementKind::notification},
        {"camt.054 .04", notification("camt.054.001.04", entry), StatementKind::notification},
        {"camt.054 .08", notification("camt.054.001.08", entry_08), StatementKind::notification},
        {"MT940", mt940, StatementKind::statement},
        {"MT940 behind a byte order mark", "\xEF\xBB\xBF" + mt940, StatementKind::statement},
        {"MT940 in the envelope of SWIFT",
         "{1:F01INGBNL2ABXXX0000000000}\r\n{2:I940INGBNL2AXXXN}\r\n{4:\r\n" + mt940,
         StatementKind::statement},
        {"MT940 with what ABN AMRO writes before it",
         "ABNANL2A\n940\nABNANL2A\n" + mt940,
         StatementKind::statement},
    };
    for (const Row& row : rows) {
        const ReadFile read = read_text(row.text);
        ASSERT_FALSE(read.problem.has_value()) << row.what << ": " << read.problem->to_line();
        ASSERT_EQ(read.statements.size(), 1U) << row.what;
        EXPECT_EQ(read.statements[0].kind, row.kind) << row.what;
        EXPECT_EQ(read.entries.size(), 1U) << row.what;
    }
}

TEST(StatementReader, what_is_no_statement_is_refused_by_name) {
    struct Row {
        std::string text;
        std::string_view code;
        std::string_view in_message;
    };
    using namespace std::string_literals;
    const std::vector<Row> rows{
        {"", "payments.cut-off", "empty"},
        {" \n \n", "payments.unknown-format", "neither"},
        {"Beste bank, graag een afschrift.\n", "payments.unknown-format", "neither"},
        {"PK\x03\x04 and more", "payments.unknown-format", "zip"},
        {"\x1F\x8B\x08", "payments.unknown-format", "gzip"},
        {"%PDF-1.7\n", "payments.unknown-format", "PDF"},
        {"\xD0\xCF\x11\xE0", "payments.unknown-format", "Office"},
        {"\xFF\xFE<\0?\0"s, "payments.wrong-encoding", "UTF-16"},
        {"<\0?\0x\0"s, "payments.wrong-encoding", "UTF-16"},
        {"\0\x01\x02\x03"s, "payments.unknown-format", "no text"},
        {"<!DOCTYPE html><html></html>", "payments.unknown-format", "web page"},
        {"\n<HTML><body/></HTML>", "payments.unknown-format", "web page"},
        {"\"Datum\",\"Naam\",\"Bedrag\"\n1,2,3\n", "payments.unknown-format", "CSV"},
        {"Datum;Naam;Bedrag\n", "payments.unknown-format", "CSV"},
        {document("camt.052.001.02", "BkToCstmrAcctRpt", ""),
         "payments.unknown-format",
         "in the course of the day"},
        {document("camt.053.001.13", "BkToCstmrStmt", ""), "payments.unknown-format", "version"},
        {document("camt.054.001.13", "BkToCstmrDbtCdtNtfctn", ""),
         "payments.unknown-format",
         "version"},
        {document("pain.001.001.09", "CstmrCdtTrfInitn", ""), "payments.unknown-format", "to pay"},
        {document("pain.002.001.03", "CstmrPmtStsRpt", ""), "payments.unknown-format", "report"},
        {document("pain.008.001.08", "CstmrDrctDbtInitn", ""),
         "payments.unknown-format",
         "to collect"},
        {"<AppHdr xmlns=\"urn:iso:std:iso:20022:tech:xsd:head.001.001.01\"/>",
         "payments.unknown-format",
         "business envelope"},
        {"<Envelope/>", "payments.unknown-format", "'Envelope'"},
    };
    for (const Row& row : rows) {
        const ReadFile read = read_text(row.text);
        ASSERT_TRUE(read.problem.has_value()) << row.in_message;
        EXPECT_TRUE(read.entries.empty() && read.statements.empty());
        EXPECT_EQ(read.problem->code, row.code) << read.problem->to_line();
        EXPECT_NE(read.problem->message.find(row.in_message), std::string::npos)
            << read.problem->to_line();
        EXPECT_TRUE(read.problem->where.starts_with("statement:1")) << read.problem->to_line();
    }
}

TEST(StatementReader, of_each_other_message_it_is_told_what_to_hand_in) {
    struct Row {
        std::string text;
        std::string_view in_remedy;
    };
    const std::vector<Row> rows{
        {document("camt.052.001.02", "BkToCstmrAcctRpt", ""), "the statement of that day"},
        {document("camt.053.001.13", "BkToCstmrStmt", ""), ".02, .03, .04 or .08, or for MT940"},
        {document("camt.054.001.13", "BkToCstmrDbtCdtNtfctn", ""), "version .02, .04 or .08"},
        {"<AppHdr xmlns=\"urn:iso:std:iso:20022:tech:xsd:head.001.001.01\"/>",
         "take the message out of the envelope"},
        {document("pain.001.001.09", "CstmrCdtTrfInitn", ""), "this goes to the bank"},
        {document("pain.002.001.03", "CstmrPmtStsRpt", ""), "which orders the bank refused"},
        {document("pain.008.001.08", "CstmrDrctDbtInitn", ""), "this goes to the bank"},
        {document("acmt.023.001.02", "IdVrfctnReq", ""), "camt.053, camt.054 or MT940"},
        {"<Envelope/>", "without an envelope around it"},
    };
    for (const Row& row : rows) {
        const ReadFile read = read_text(row.text);
        ASSERT_TRUE(read.problem.has_value()) << row.in_remedy;
        EXPECT_NE(read.problem->remedy.find(row.in_remedy), std::string::npos)
            << read.problem->to_line();
    }
}

// The file is looked into before it is read: nothing of it may be lost or read twice.
TEST(StatementReader, a_file_longer_than_what_is_looked_at_is_read_whole) {
    const std::size_t entries = 1000;
    EndlessFile endless{
        ":20:S1\n:25:NL91ABNA0417164300\n:60F:C260528EUR0,\n",
        ":61:2605290529C1,00NTRFNONREF\n",
        entries,
        ":62F:C260529EUR1000,\n"};
    std::istream file{&endless};
    const ReadFile read = read_to_end(*read_statements(file, "statement"));
    ASSERT_FALSE(read.problem.has_value()) << read.problem->to_line();
    EXPECT_EQ(read.entries.size(), entries);
    ASSERT_EQ(read.statements.size(), 1U);
    EXPECT_TRUE(control(read.statements[0], read.tallies.at(1)).has_value());
}

TEST(StatementReader, a_file_that_cannot_be_read_is_told) {
    class Broken : public std::streambuf {
        int_type underflow() override { throw std::runtime_error{"disk gone"}; }
    };
    Broken broken;
    std::istream file{&broken};
    const auto piece = read_statements(file, "statement")->next();
    ASSERT_FALSE(piece.has_value());
    EXPECT_EQ(piece.error().code, "payments.unreadable-file");
}

}  // namespace
}  // namespace draagkracht::payments
