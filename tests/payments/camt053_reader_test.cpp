#include <fmt/format.h>
#include <gtest/gtest.h>

#include <sstream>
#include <streambuf>
#include <vector>

#include "payments/endless_file.hpp"
#include "payments/reading.hpp"

namespace draagkracht::payments {
namespace {

constexpr std::string_view namespace_02 = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.02";
constexpr std::string_view namespace_08 = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08";

constexpr std::string_view balances =
    "<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">10.00</Amt>"
    "<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-05-28</Dt></Dt></Bal>"
    "<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">2.50</Amt>"
    "<CdtDbtInd>DBIT</CdtDbtInd><Dt><Dt>2026-05-29</Dt></Dt></Bal>";

std::string document(std::string_view space, std::string_view inside_statement) {
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"{}\"><BkToCstmrStmt>\n"
        "<Stmt><Id>S1</Id><Acct><Id><IBAN>NL26 VAYB 8060 4768 90</IBAN></Id></Acct>\n"
        "{}\n</Stmt>\n</BkToCstmrStmt></Document>\n",
        space,
        inside_statement
    );
}

// One booked credit of 12.00 with `inside` after its status.
std::string entry_02(std::string_view inside) {
    return fmt::format(
        "<Ntry><Amt Ccy=\"EUR\">12.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>{}</Ntry>",
        inside
    );
}

ReadFile read_text(const std::string& text) {
    std::istringstream file{text};
    return read_to_end(*read_camt053(file, "statement.xml"));
}

TEST(Camt053Reader, a_statement_tells_its_account_and_its_booked_balances) {
    const ReadFile read = read_text(document(namespace_02, balances));
    ASSERT_FALSE(read.problem.has_value()) << read.problem->to_line();
    ASSERT_EQ(read.statements.size(), 1U);
    const Statement& statement = read.statements[0];
    EXPECT_EQ(statement.account, "NL26VAYB8060476890");  // spaces: OCA bank-statement-import 929
    EXPECT_EQ(statement.identifier, "S1");
    EXPECT_EQ(statement.opening->amount.to_string(), "10.00");
    EXPECT_EQ(statement.closing->amount.to_string(), "-2.50");
    EXPECT_EQ(statement.date()->to_string(), "2026-05-29");
    EXPECT_TRUE(read.entries.empty());
}

// How one Ntry becomes an entry with details: the guideline's cases.
TEST(Camt053Reader, an_entry_is_read_as_the_guideline_means_it) {
    struct Row {
        std::string_view what;
        std::string_view space;
        std::string entry;
        // amount | status | reversal | details as amount@account:name
        std::string expected;
    };
    const std::string both_parties_02 =
        "<RltdPties><Dbtr><Nm>Payer</Nm></Dbtr><DbtrAcct><Id><IBAN>NL91ABNA0417164300</IBAN></Id>"
        "</DbtrAcct><Cdtr><Nm>Payee</Nm></Cdtr><CdtrAcct><Id><IBAN>NL26VAYB8060476890</IBAN></Id>"
        "</CdtrAcct></RltdPties>";
    const std::string both_parties_08 =
        "<RltdPties><Dbtr><Pty><Nm>Payer</Nm></Pty></Dbtr><DbtrAcct><Id><Othr><Id>12345</Id></Othr>"
        "</Id></DbtrAcct><Cdtr><Pty><Nm>Payee</Nm></Pty></Cdtr></RltdPties>";
    const std::string debit_02 =
        "<Ntry><Amt Ccy=\"EUR\">7.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>{}<Sts>BOOK</Sts>"
        "<NtryDtls><TxDtls>{}</TxDtls></NtryDtls></Ntry>";
    const auto details = [](std::string_view inside) {
        return fmt::format("<NtryDtls>{}</NtryDtls>", inside);
    };
    const std::vector<Row> rows{
        {"an entry without details is its own detail",
         namespace_02,
         entry_02("<AddtlNtryInf>rente</AddtlNtryInf>"),
         "12.00|booked|12.00@:|rente"},
        {"a credit: the other side is the debtor",
         namespace_02,
         entry_02(details("<TxDtls>" + both_parties_02 + "</TxDtls>")),
         "12.00|booked|12.00@NL91ABNA0417164300:Payer|"},
        {"a debit: the other side is the creditor",
         namespace_02,
         fmt::format(fmt::runtime(debit_02), "", both_parties_02),
         "-7.00|booked|-7.00@NL26VAYB8060476890:Payee|"},
        {"a returned direct debit: the mark leaves the sign, the debtor stands under Cdtr",
         namespace_02,
         fmt::format(fmt::runtime(debit_02), "<RvslInd>true</RvslInd>", both_parties_02),
         "-7.00|booked|reversal|-7.00@NL26VAYB8060476890:Payee|"},
        {"a batch: every detail its own amount (OCA bank-statement-import 157)",
         namespace_02,
         entry_02(details(
             "<TxDtls><AmtDtls><TxAmt><Amt Ccy=\"EUR\">9.50</Amt></TxAmt></AmtDtls></TxDtls>"
             "<TxDtls><AmtDtls><TxAmt><Amt Ccy=\"EUR\">2.50</Amt></TxAmt></AmtDtls></TxDtls>"
         )),
         "12.00|booked|9.50@:||2.50@:|"},
        {"a batch where the bank does not say an amount",
         namespace_02,
         entry_02(details(
             "<TxDtls><AmtDtls><TxAmt><Amt Ccy=\"EUR\">9.50</Amt></TxAmt></AmtDtls></TxDtls>"
             "<TxDtls/>"
         )),
         "12.00|booked|9.50@:||unknown@:|"},
        {"the amount of the transaction goes before that of its details",
         namespace_08,
         "<Ntry><Amt Ccy=\"EUR\">12.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
         "<NtryDtls><TxDtls><Amt Ccy=\"EUR\">11.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><AmtDtls><TxAmt>"
         "<Amt Ccy=\"EUR\">12.00</Amt></TxAmt></AmtDtls>" +
             both_parties_08 + "</TxDtls></NtryDtls></Ntry>",
         "12.00|booked|11.50@12345:Payer|"},
        {"a detail on the other side of its entry",
         namespace_08,
         "<Ntry><Amt Ccy=\"EUR\">12.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
         "<NtryDtls><TxDtls><Amt Ccy=\"EUR\">15.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></TxDtls>"
         "<TxDtls><Amt Ccy=\"EUR\">3.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>" +
             both_parties_08 + "</TxDtls></NtryDtls></Ntry>",
         "12.00|booked|15.00@:||-3.00@:Payee|"},
        {"an amount in another currency says nothing about what was booked",
         namespace_08,
         "<Ntry><Amt Ccy=\"EUR\">12.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
         "<NtryDtls><TxDtls><Amt Ccy=\"SEK\">131.00</Amt></TxDtls></NtryDtls></Ntry>",
         "12.00|booked|12.00@:|"},
        {"an entry that is not booked yet",
         namespace_08,
         "<Ntry><Amt Ccy=\"EUR\">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>PDNG</Cd></Sts>"
         "</Ntry>",
         "1.00|pending|1.00@:|"},
        {"several lines of free text",
         namespace_02,
         entry_02(details("<TxDtls><RmtInf><Ustrd>5000 0567</Ustrd><Ustrd>8901 2345</Ustrd>"
                          "</RmtInf></TxDtls>")),
         "12.00|booked|12.00@:|5000 0567 8901 2345"},
        {"the bank's own words when the payer gave none",
         namespace_02,
         entry_02(details("<TxDtls><AddtlTxInf>storting</AddtlTxInf></TxDtls>")),
         "12.00|booked|12.00@:|storting"},
    };
    const auto shown = [](const Entry& entry) {
        std::string text = entry.amount.to_string();
        text += entry.status == EntryStatus::booked ? "|booked" : "|pending";
        text += entry.is_reversal ? "|reversal" : "";
        for (const Detail& detail : entry.details) {
            text += fmt::format(
                "|{}@{}:{}|{}",
                detail.amount ? detail.amount->to_string() : "unknown",
                detail.counterparty_account,
                detail.counterparty_name,
                detail.free_text
            );
        }
        return text;
    };
    for (const Row& row : rows) {
        const ReadFile read = read_text(document(row.space, row.entry));
        ASSERT_FALSE(read.problem.has_value()) << row.what << ": " << read.problem->to_line();
        ASSERT_EQ(read.entries.size(), 1U) << row.what;
        EXPECT_EQ(shown(read.entries[0]), row.expected) << row.what;
    }
}

TEST(Camt053Reader, references_are_kept_with_their_issuer) {
    const ReadFile read = read_text(document(
        namespace_02,
        entry_02(
            "<AcctSvcrRef>B1</AcctSvcrRef><NtryDtls><TxDtls><Refs><AcctSvcrRef>B2</AcctSvcrRef>"
            "<EndToEndId>E1</EndToEndId></Refs><RmtInf>"
            "<Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry><Issr>CUR</Issr></Tp>"
            "<Ref> 5000056789012345 </Ref></CdtrRefInf></Strd>"
            "<Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>DISP</Cd></CdOrPrtry></Tp><Ref>X</Ref>"
            "</CdtrRefInf></Strd></RmtInf><RtrInf><Rsn><Cd>MD06</Cd></Rsn></RtrInf>"
            "</TxDtls></NtryDtls>"
        )
    ));
    ASSERT_EQ(read.entries.size(), 1U);
    const Detail& detail = read.entries[0].details.at(0);
    EXPECT_EQ(read.entries[0].bank_reference, "B1");
    EXPECT_EQ(detail.bank_reference, "B2");
    EXPECT_EQ(detail.end_to_end_id, "E1");
    EXPECT_EQ(detail.return_reason, "MD06");
    ASSERT_EQ(detail.structured_references.size(), 1U);
    EXPECT_EQ(detail.structured_references[0].reference, "5000056789012345");
    EXPECT_EQ(detail.structured_references[0].issuer, "CUR");
}

// A bank names a batch of our own orders beside the details, or inside each.
TEST(Camt053Reader, a_batch_of_ours_is_named_on_each_of_its_details) {
    struct Row {
        std::string details;
        std::string expected;
    };
    const std::vector<Row> rows{
        {"<Btch><PmtInfId>INC-1-20260528</PmtInfId></Btch>", "INC-1-20260528"},
        {"<Btch><PmtInfId>INC-1-20260528</PmtInfId></Btch><TxDtls></TxDtls><TxDtls><Refs>"
         "<PmtInfId>INC-2-20260528</PmtInfId></Refs></TxDtls>",
         "INC-1-20260528 INC-2-20260528"},
        {"<TxDtls><Refs><PmtInfId>INC-1-20260528</PmtInfId></Refs></TxDtls>", "INC-1-20260528"},
        {"<TxDtls></TxDtls>", ""},
    };
    for (const Row& row : rows) {
        for (const std::string_view space : {namespace_02, namespace_08}) {
            const std::string status =
                space == namespace_02 ? "<Sts>BOOK</Sts>" : "<Sts><Cd>BOOK</Cd></Sts>";
            const ReadFile read = read_text(document(
                space,
                "<Ntry><Amt Ccy=\"EUR\">12.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>" + status +
                    "<NtryDtls>" + row.details + "</NtryDtls></Ntry>"
            ));
            ASSERT_EQ(read.entries.size(), 1U) << row.details;
            std::string named;
            for (const Detail& detail : read.entries[0].details) {
                named += (named.empty() ? "" : " ") + detail.batch_id;
            }
            EXPECT_EQ(named, row.expected) << row.details;
        }
    }
}

TEST(Camt053Reader, namespaces_written_with_a_prefix_and_other_encodings_read_the_same) {
    const std::string text = fmt::format(
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><c:Document xmlns:c=\"{}\" "
        "xmlns:x=\"urn:x\">"
        "<c:BkToCstmrStmt><c:Stmt><c:Id>caf\xe9</c:Id><x:Id>other</x:Id></c:Stmt>"
        "</c:BkToCstmrStmt></c:Document>",
        namespace_08
    );
    const ReadFile read = read_text(text);
    ASSERT_FALSE(read.problem.has_value()) << read.problem->to_line();
    ASSERT_EQ(read.statements.size(), 1U);
    EXPECT_EQ(read.statements[0].identifier, "caf\xc3\xa9");
}

TEST(Camt053Reader, bad_input_is_told_with_its_place) {
    struct Row {
        std::string_view what;
        std::string text;
        std::string_view code;
        std::string_view where;
        std::string_view in_message;
    };
    const auto amount = [](std::string_view text) {
        return document(
            namespace_02,
            fmt::format("{}\n<Ntry><Amt Ccy=\"EUR\">{}</Amt></Ntry>", entry_02(""), text)
        );
    };
    const std::string second = "statement.xml:5, statement 1, entry 2";
    const std::string whole = document(namespace_02, entry_02(""));
    const std::vector<Row> rows{
        {"empty", "", "payments.cut-off", "statement.xml:1", "empty"},
        {"no XML", "Datum;Bedrag\n1;2\n", "payments.not-xml", "statement.xml:1", "well-formed"},
        {"binary", std::string("\x00\x01\x02PK", 5), "payments.not-xml", "statement.xml:1", ""},
        {"MT940", ":20:940S\n:25:NL26\n", "payments.not-xml", "statement.xml:1", ""},
        {"cut off",
         whole.substr(0, whole.find("<Acct>")),
         "payments.cut-off",
         "statement.xml:3, statement 1",
         "ends"},
        {"cut off in a tag",
         whole.substr(0, whole.find("<Sts>") + 3),
         "payments.cut-off",
         "statement.xml:4, statement 1, entry 1",
         "ends"},
        {"tags crossed",
         document(namespace_02, "<Bal></Ntry>"),
         "payments.not-xml",
         "statement.xml:4, statement 1",
         "mismatch"},
        {"two documents", whole + whole, "payments.not-xml", "statement.xml:7", ""},
        {"another message",
         "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.052.001.02\"/>",
         "payments.unknown-format",
         "statement.xml:1",
         "camt.052.001.02"},
        {"a newer version",
         document("urn:iso:std:iso:20022:tech:xsd:camt.053.001.13", ""),
         "payments.unknown-format",
         "statement.xml:2",
         "camt.053.001.13"},
        {"an envelope",
         fmt::format("<Envelope><Document xmlns=\"{}\"/></Envelope>", namespace_02),
         "payments.unknown-format",
         "statement.xml:1",
         "Envelope"},
        {"no namespace", "<Document/>", "payments.unknown-format", "statement.xml:1", "Document"},
        {"a document type",
         "<!DOCTYPE Document [<!ENTITY a \"b\">]>" + whole,
         "payments.document-type",
         "statement.xml:1",
         "DTD"},
        {"an external document type",
         "<!DOCTYPE Document SYSTEM \"file:///etc/passwd\">" + whole,
         "payments.document-type",
         "statement.xml:1",
         "DTD"},
        {"an entity that nobody declared",
         document(namespace_02, "&a;"),
         "payments.not-xml",
         "statement.xml:4, statement 1",
         "Entity"},
        {"a prefix that nobody declared",
         document(namespace_02, "<a:Id>1</a:Id>"),
         "payments.not-xml",
         "statement.xml:4, statement 1",
         "prefix"},
        {"bytes that are no UTF-8",
         document(namespace_02, "<Id>\xff\xfe</Id>"),
         "payments.not-xml",
         "statement.xml:4, statement 1",
         ""},
        {"an unknown encoding",
         "<?xml version=\"1.0\" encoding=\"EBCDIC\"?><Document/>",
         "payments.wrong-encoding",
         "statement.xml:1",
         "encoding"},
        {"half a cent", amount("8.855"), "base.not-an-amount", second, "8.855"},
        {"a number with an exponent", amount("1e5"), "base.not-an-amount", second, "1e5"},
        {"not a number", amount("NaN"), "base.not-an-amount", second, "NaN"},
        {"minus nothing", amount("-0"), "base.not-an-amount", second, "sign"},
        {"an amount with a sign", amount("-5.00"), "base.not-an-amount", second, "sign"},
        {"a plus", amount("+5.00"), "base.not-an-amount", second, "+5.00"},
        {"a comma", amount("5,00"), "base.not-an-amount", second, "5,00"},
        {"no amount", amount(" "), "base.not-an-amount", second, "''"},
        {"more than 64 bits", amount("99999999999999999.99"), "base.not-an-amount", second, "9999"},
        {"more money than there is",
         amount("100000000000.01"),
         "base.not-an-amount",
         second,
         "hundred billion"},
        {"no sign", amount("5.00"), "payments.incomplete", second, "CdtDbtInd"},
        {"an unknown sign",
         document(namespace_02, "<Ntry><CdtDbtInd>C</CdtDbtInd></Ntry>"),
         "payments.unknown-value",
         "statement.xml:4, statement 1, entry 1",
         "'C'"},
        {"an unknown status",
         document(namespace_02, "<Ntry><Sts>DONE</Sts></Ntry>"),
         "payments.unknown-value",
         "statement.xml:4, statement 1, entry 1",
         "DONE"},
        {"an unknown mark",
         document(namespace_02, "<Ntry><RvslInd>ja</RvslInd></Ntry>"),
         "payments.unknown-value",
         "statement.xml:4, statement 1, entry 1",
         "'ja'"},
        {"no status",
         document(
             namespace_02,
             "<Ntry><Amt Ccy=\"EUR\">1</Amt><CdtDbtInd>CRDT"
             "</CdtDbtInd></Ntry>"
         ),
         "payments.incomplete",
         "statement.xml:4, statement 1, entry 1",
         "Sts"},
        {"a status of the other version",
         document(namespace_08, entry_02("")),
         "payments.incomplete",
         "statement.xml:4, statement 1, entry 1",
         "Sts"},
        {"a day that does not exist",
         document(namespace_02, entry_02("<ValDt><Dt>2026-02-30</Dt></ValDt>")),
         "base.not-a-date",
         "statement.xml:4, statement 1, entry 1",
         "2026-02-30"},
        {"a balance without a sign",
         document(
             namespace_02,
             "<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp>"
             "<Amt Ccy=\"EUR\">1.00</Amt></Bal>"
         ),
         "payments.incomplete",
         "statement.xml:4, statement 1",
         "balance"},
    };
    for (const Row& row : rows) {
        const ReadFile read = read_text(row.text);
        ASSERT_TRUE(read.problem.has_value()) << row.what;
        EXPECT_EQ(read.problem->code, row.code) << row.what << ": " << read.problem->to_line();
        EXPECT_EQ(read.problem->where, row.where) << row.what << ": " << read.problem->to_line();
        EXPECT_NE(read.problem->message.find(row.in_message), std::string::npos)
            << row.what << ": " << read.problem->to_line();
    }
}

TEST(Camt053Reader, a_problem_or_the_end_stays) {
    std::istringstream broken{"<Document"};
    const auto reader = read_camt053(broken, "statement.xml");
    const auto first = reader->next();
    EXPECT_FALSE(first.has_value());
    EXPECT_EQ(reader->next().error(), first.error());
    std::istringstream whole{document(namespace_02, "")};
    const auto other = read_camt053(whole, "statement.xml");
    EXPECT_TRUE(std::holds_alternative<Statement>(other->next().value()));
    EXPECT_TRUE(std::holds_alternative<EndOfFile>(other->next().value()));
    EXPECT_TRUE(std::holds_alternative<EndOfFile>(other->next().value()));
}

TEST(Camt053Reader, memory_does_not_grow_with_the_file) {
    const std::string whole = document(namespace_02, "|");
    const std::size_t middle = whole.find('|');
    const std::size_t entries = 300'000;
    EndlessFile endless{
        whole.substr(0, middle),
        entry_02(std::string(100, ' ')),
        entries,
        whole.substr(middle + 1)};
    std::istream file{&endless};
    const auto reader = read_camt053(file, "endless.xml");
    const long before = peak_memory_megabytes();
    const base::Outcome<std::size_t> read = count_entries(*reader);
    ASSERT_TRUE(read.has_value()) << read.error().to_line();
    EXPECT_EQ(*read, entries);
    EXPECT_LE(peak_memory_megabytes() - before, 8);
}

// Files made to fill the memory or the stack: each goes on for 800 megabytes, and is refused long
// before.
TEST(Camt053Reader, files_made_to_do_harm_are_refused_in_little_memory) {
    struct Row {
        std::string_view what;
        std::string beginning;
        std::string piece;
        std::string_view code;
    };
    const std::string whole = document(namespace_02, "|");
    const std::string start = whole.substr(0, whole.find('|'));
    const std::string kilobyte(1024, 'x');
    const std::size_t times = 800'000;
    const std::vector<Row> rows{
        {"nesting", start, "<a>", "payments.too-deep"},
        {"nesting of known elements", start, "<Ntry>", "payments.too-deep"},
        {"a text", start + "<Ntry><AddtlNtryInf>", kilobyte, "payments.too-large"},
        {"an attribute", start + "<Ntry a=\"", kilobyte, "payments.too-large"},
        {"the name of a tag", start + "<", kilobyte, "payments.too-large"},
        {"a comment", start + "<!--", kilobyte, "payments.too-large"},
        {"a comment before the root", "<!--", kilobyte, "payments.too-large"},
        {"details without end", start + "<Ntry><NtryDtls>", "<TxDtls/>", "payments.too-large"},
        {"lines of text without end",
         start + "<Ntry><NtryDtls><TxDtls><RmtInf>",
         "<Ustrd>" + kilobyte + "</Ustrd>",
         "payments.too-large"},
        {"references without end",
         start + "<Ntry><NtryDtls><TxDtls><RmtInf>",
         "<Strd><CdtrRefInf><Ref>1</Ref></CdtrRefInf></Strd>",
         "payments.too-large"},
        {"blanks before the root", "", std::string(1024, ' '), "payments.cut-off"},
        {"no XML at all", "", kilobyte, "payments.not-xml"},
    };
    for (const Row& row : rows) {
        EndlessFile endless{row.beginning, row.piece, times, ""};
        std::istream file{&endless};
        const auto reader = read_camt053(file, "endless.xml");
        const long before = peak_memory_megabytes();
        const auto piece = reader->next();
        ASSERT_FALSE(piece.has_value()) << row.what;
        EXPECT_EQ(piece.error().code, row.code) << row.what << ": " << piece.error().to_line();
        EXPECT_LE(peak_memory_megabytes() - before, 64) << row.what;
    }
}

TEST(Camt053Reader, what_the_bank_says_that_the_entries_come_to_is_read) {
    struct Row {
        std::string_view summary;
        std::string expected;  // "count amount" of all, credits and debits; "-" where it is silent
    };
    const std::vector<Row> rows{
        {"", "- - | - - | - -"},
        {"<TxsSummry><TtlNtries><NbOfNtries>5</NbOfNtries><Sum>600.00</Sum>"
         "<TtlNetNtryAmt>200.00</TtlNetNtryAmt><CdtDbtInd>CRDT</CdtDbtInd></TtlNtries>"
         "<TtlCdtNtries><NbOfNtries>3</NbOfNtries><Sum>400.00</Sum></TtlCdtNtries>"
         "<TtlDbtNtries><NbOfNtries>2</NbOfNtries><Sum>200.00</Sum></TtlDbtNtries></TxsSummry>",
         "5 600.00 | 3 400.00 | 2 200.00"},
        {"<TxsSummry><TtlCdtNtries><NbOfNtries>3</NbOfNtries></TtlCdtNtries></TxsSummry>",
         "- - | 3 - | - -"},
        {"<TxsSummry><TtlNtries><NbOfNtries>many</NbOfNtries><Sum>1e5</Sum></TtlNtries></"
         "TxsSummry>",
         "- - | - - | - -"},
    };
    const auto shown = [](const StatedTotal& total) {
        return (total.count ? std::to_string(*total.count) : "-") + " " +
               (total.amount ? total.amount->to_string() : "-");
    };
    for (const Row& row : rows) {
        for (const std::string_view space : {namespace_02, namespace_08}) {
            const ReadFile read =
                read_text(document(space, std::string{balances} + std::string{row.summary}));
            ASSERT_FALSE(read.problem.has_value()) << read.problem->to_line();
            const StatedTotals& stated = read.statements.at(0).stated;
            EXPECT_EQ(
                shown(stated.all) + " | " + shown(stated.credits) + " | " + shown(stated.debits),
                row.expected
            );
        }
    }
}

// MsgPgntn: a message over several files.
TEST(Camt053Reader, a_page_of_a_message_is_told_as_one) {
    struct Row {
        std::string_view pages;
        std::size_t page;
    };
    const std::vector<Row> rows{
        {"", 0},
        {"<MsgPgntn><PgNb>1</PgNb><LastPgInd>true</LastPgInd></MsgPgntn>", 0},
        {"<MsgPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></MsgPgntn>", 1},
        {"<MsgPgntn><PgNb>2</PgNb><LastPgInd>true</LastPgInd></MsgPgntn>", 2},
    };
    for (const Row& row : rows) {
        std::string text = document(namespace_02, "");
        text.insert(
            text.find("<Stmt>"), "<GrpHdr><MsgId>M</MsgId>" + std::string{row.pages} + "</GrpHdr>"
        );
        const ReadFile read = read_text(text);
        ASSERT_FALSE(read.problem.has_value()) << read.problem->to_line();
        const std::optional<Page>& page = read.statements.at(0).page;
        EXPECT_EQ(page ? page->first : 0, row.page) << row.pages;
    }
}

TEST(Camt053Reader, a_file_that_cannot_be_read_is_told) {
    class Broken : public std::streambuf {
        int_type underflow() override { throw std::runtime_error{"disk gone"}; }
    };
    Broken broken;
    std::istream file{&broken};
    const auto piece = read_camt053(file, "statement.xml")->next();
    ASSERT_FALSE(piece.has_value());
    EXPECT_EQ(piece.error().code, "payments.unreadable-file");
}

}  // namespace
}  // namespace draagkracht::payments
