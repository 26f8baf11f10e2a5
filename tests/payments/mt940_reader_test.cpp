// Statements of our own making, in the form that each bank gives them.
#include "payments/mt940_reader.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <sstream>
#include <vector>

#include "payments/endless_file.hpp"
#include "payments/reading.hpp"

namespace draagkracht::payments {
namespace {

// A statement of one account with these lines between its balances.
std::string statement_with(std::string_view lines) {
    return fmt::format(
        ":20:S1\n:25:NL91ABNA0417164300EUR\n:28C:7/1\n:60F:C260528EUR10,00\n{}\n"
        ":62F:D260529EUR2,50\n-\n",
        lines
    );
}

ReadFile read_text(const std::string& text) {
    std::istringstream file{text};
    return read_to_end(*read_mt940(file, "statement.sta"));
}

std::string shown(const Entry& entry) {
    const Detail& detail = entry.details.front();
    std::string text = fmt::format(
        "{}{}|{}|{}|{}|{}|{}|{}|{}",
        entry.amount.to_string(),
        entry.is_reversal ? " reversal" : "",
        entry.booking_date ? entry.booking_date->to_string() : "",
        entry.bank_reference,
        detail.end_to_end_id,
        detail.counterparty_account,
        detail.counterparty_name,
        detail.free_text,
        detail.return_reason
    );
    for (const StructuredReference& reference : detail.structured_references) {
        text += fmt::format("|{}:{}", reference.issuer, reference.reference);
    }
    return text;
}

TEST(Mt940Reader, a_statement_tells_its_account_and_its_balances) {
    const ReadFile read = read_text(statement_with(":61:2605280529C12,00NTRFNONREF"));
    ASSERT_FALSE(read.problem.has_value()) << read.problem->to_line();
    ASSERT_EQ(read.statements.size(), 1U);
    const Statement& statement = read.statements[0];
    EXPECT_EQ(statement.account, "NL91ABNA0417164300");
    EXPECT_EQ(statement.identifier, "S1");
    EXPECT_EQ(statement.sequence_number, "7/1");
    EXPECT_EQ(statement.currency, "EUR");
    EXPECT_EQ(statement.opening->amount.to_string(), "10.00");
    EXPECT_EQ(statement.closing->amount.to_string(), "-2.50");
    EXPECT_EQ(statement.date()->to_string(), "2026-05-29");
    ASSERT_EQ(read.entries.size(), 1U);
    EXPECT_EQ(read.entries[0].value_date->to_string(), "2026-05-28");
}

TEST(Mt940Reader, what_the_bank_says_that_the_lines_come_to_is_read) {
    struct Row {
        std::string_view what;
        std::string text;
        std::string expected;  // "count amount" of credits and debits; "-" where it is silent
    };
    const std::string lines = statement_with(":61:2605280529C12,00NTRFNONREF");
    const std::string whole = lines.substr(0, lines.size() - 2);  // without the dash
    const std::vector<Row> rows{
        {"nothing", whole, "- - | - -"},
        {"ING: debits, credits, and what they come to",
         whole + ":86:/SUM/4/5/134,46/36,58/\n-\n",
         "5 36.58 | 4 134.46"},
        {"fields of their own", whole + ":90D:1EUR2,30\n:90C:3EUR0,03\n-\n", "3 0.03 | 1 2.30"},
        {"what cannot be read says nothing",
         whole + ":86:/SUM/4/x/134/\n:90C:EUR\n-\n",
         "- - | 4 -"},
        {"a payer cannot write it",
         statement_with(":61:2605280529C12,00NTRFNONREF\n:86:/SUM/4/5/134,46/36,58/"),
         "- - | - -"},
        {"a page says what it comes to itself",
         ":20:S1\n:25:NL91ABNA0417164300EUR\n:28C:7/1\n:60F:C260528EUR10,00\n"
         ":61:2605280529C12,00NTRFNONREF\n:62M:C260529EUR22,00\n:86:/SUM/0/1/0,00/12,00/\n-\n"
         ":20:S1\n:25:NL91ABNA0417164300EUR\n:28C:7/2\n:60M:C260528EUR22,00\n"
         ":61:2605280529C1,00NTRFNONREF\n:62F:C260529EUR23,00\n:86:/SUM/0/1/0,00/1,00/\n-\n",
         "- - | - -"},
    };
    const auto shown = [](const StatedTotal& total) {
        return (total.count ? std::to_string(*total.count) : "-") + " " +
               (total.amount ? total.amount->to_string() : "-");
    };
    for (const Row& row : rows) {
        const ReadFile read = read_text(row.text);
        ASSERT_FALSE(read.problem.has_value()) << row.what << ": " << read.problem->to_line();
        ASSERT_EQ(read.statements.size(), 1U) << row.what;
        const Statement& statement = read.statements[0];
        EXPECT_EQ(statement.format, StatementFormat::mt940);
        EXPECT_EQ(
            shown(statement.stated.credits) + " | " + shown(statement.stated.debits), row.expected
        ) << row.what;
    }
}

// bank.md of the format documents: ING, Rabobank, ABN AMRO, and the plain forms.
TEST(Mt940Reader, a_line_is_read_as_each_bank_means_it) {
    struct Row {
        std::string_view what;
        std::string_view lines;
        // amount reversal|booked|bank reference|end to end|account|name|text|reason|references
        std::string_view expected;
    };
    const std::vector<Row> rows{
        {"ING: a payment reference, the code words broken anywhere",
         ":61:2605290529C25,00NTRFEREF//12345678901234\n/TRCD/00100/\n"
         ":86:/EREF/E2E-17//CNTP/NL20INGB0001234567/INGBNL2A/J. JANSEN///RE\n"
         "MI/STRD/CUR/50000567890\n12345/",
         "25.00|2026-05-29|12345678901234|E2E-17|NL20INGB0001234567|J. "
         "JANSEN|||CUR:5000056789012345"},
        {"ING: free text, with a slash in it",
         ":61:260529C25,00NTRFNONREF\n:86:/CNTP/NL20INGB0001234567/INGBNL2A/J. JANSEN///REMI/USTD//"
         "mei/juni 2026/",
         "25.00||||NL20INGB0001234567|J. JANSEN|mei/juni 2026|"},
        {"ING: a direct debit that came back; the sign stays",
         ":61:2605290529D25,00NRTIEREF//12345678901234\n/TRCD/01016/\n"
         ":86:/RTRN/MS03//EREF/INC-1//CNTP/NL20INGB0001234567/INGBNL2A/J. JANSEN///",
         "-25.00 reversal|2026-05-29|12345678901234|INC-1|NL20INGB0001234567|J. JANSEN||MS03"},
        {"Rabobank: the account in the second line",
         ":61:260529C000000000025,00N541EREF\nNL44RABO0123456789\n"
         ":86:/EREF/E2E-17/ORDP//NAME/J. JANSEN/ADDR/DORPSSTRAAT 1/REMI/aflossing "
         "mei/ISDT/2026-05-2"
         "\n9",
         "25.00|||E2E-17|NL44RABO0123456789|J. JANSEN|aflossing mei|"},
        {"Rabobank: a payment reference",
         ":61:260529C000000000025,00N541EREF\nNL44RABO0123456789\n:86:/EREF/1/ORDP//NAME/J. JANSEN/"
         "REMI//CDTRREFTP//CD/SC\nOR/ISSR/CUR/CDTRREF/5000056789012345/ISDT/2026-05-29",
         "25.00|||1|NL44RABO0123456789|J. JANSEN|||CUR:5000056789012345"},
        {"Rabobank: a return with its reason",
         ":61:260529D000000000025,00N544MARF\nNL44RABO0123456789\n"
         ":86:/MARF/M1/EREF/INC-1/RTRN/MD06/BENM//NAME/J. JANSEN",
         "-25.00 reversal|||INC-1|NL44RABO0123456789|J. JANSEN||MD06"},
        {"Rabobank before IBAN: account and name behind the type, two fields of text",
         ":61:260529C000000000025,00N0440121470966      J. Jansen\n:86:aflossing\n:86:mei",
         "25.00||||0121470966|J. Jansen|aflossing mei|"},
        {"ABN AMRO: structured, a reference as text",
         ":61:2605290529C25,N654NONREF\n:86:/TRTP/SEPA "
         "OVERBOEKING/IBAN/NL20INGB0001234567/BIC/INGBN"
         "L2A\n/NAME/J JANSEN/REMI/Issuer: CUR          Ref: 500005678901\n2345/EREF/NOTPROVIDED",
         "25.00|2026-05-29|||NL20INGB0001234567|J JANSEN|||CUR:5000056789012345"},
        {"ABN AMRO: plain",
         ":61:2605290529C25,N654NONREF\n:86:SEPA OVERBOEKING                 IBAN: "
         "NL20INGB0001234567\nBIC: INGBNL2A                    NAAM: J JANSEN\n"
         "BETALINGSKENM.: 5000056789012345",
         "25.00|2026-05-29|||NL20INGB0001234567|J JANSEN|SEPA OVERBOEKING                 IBAN: "
         "NL20INGB0001234567 BIC: INGBNL2A                    NAAM: J JANSEN BETALINGSKENM.: "
         "5000056789012345|"},
        {"BNG: as ABN AMRO names the other side, a reason of its own",
         ":61:2605290529D25,00N245NONREF\n:86:/TRTP/SEPA RETOUR/RTRN/AM04/IBAN/NL20INGB0001234567/"
         "NAME/J JANSEN/REMI/termijn mei",
         "-25.00 reversal|2026-05-29|||NL20INGB0001234567|J JANSEN|termijn mei|AM04"},
        {"Knab",
         ":61:2605290529C25,NTRFNONREF//ABC988\n:86:REK: NL20INGB0001234567/NAAM: J JANSEN",
         "25.00|2026-05-29|ABC988||NL20INGB0001234567|J JANSEN|REK: NL20INGB0001234567/NAAM: J "
         "JANSEN|"},
        {"ASN: the account behind the type, the name in the second line, blanks for a day",
         ":61:260529    C25,00NOVBNL20INGB0001234567\nj jansen\n:86:NL20INGB0001234567 j jansen\n\n"
         "aflossing mei\n",
         "25.00||||NL20INGB0001234567|j jansen|NL20INGB0001234567 j jansen aflossing mei|"},
        {"Triodos",
         ":61:260529C25,00NET0NONREF\n:86:/CNTP/NL20INGB0001234567/INGBNL2A/J. JANSEN///EREF/7//"
         "REMI/USTD//mei/",
         "25.00|||7|NL20INGB0001234567|J. JANSEN|mei|"},
        {"ING before it had code words: account first, a reference in the last line",
         ":61:260529C25,00NGT EREF\n:86:NL20INGB0001234567 INGBNL2A J JANSEN\n"
         "SCOR/CUR/5000056789012345",
         "25.00||||NL20INGB0001234567||NL20INGB0001234567 INGBNL2A J JANSEN "
         "SCOR/CUR/5000056789012345||CUR:5000056789012345"},
        {"a reference that a full line breaks is one again",
         ":61:260529C25,00NTRFNONREF\n"
         ":86:overboeking van mij voor de maand mei met dit kenmerk 50000567890\n12345",
         "25.00|||||"
         "|overboeking van mij voor de maand mei met dit kenmerk 5000056789012345|"},
        {"code words of the payer name no other side",
         ":61:260529C25,00NTRFNONREF\n:86:/EREF/1/REMI/mei/IBAN/NL44RABO0123456789/NAME/X",
         "25.00|||1|||mei/IBAN/NL44RABO0123456789/NAME/X|"},
        {"a credit taken back leaves the account",
         ":61:260529RC25,00NTRFNONREF",
         "-25.00 reversal|||||||"},
        {"a debit taken back comes in", ":61:260529RD25,00NTRFNONREF", "25.00 reversal|||||||"},
        {"a letter of the currency behind the mark",
         ":61:260529DR25,00NTRFNONREF",
         "-25.00|||||||"},
        {"booked in the year before", ":61:2701011229C25,00NTRFNONREF", "25.00|2026-12-29||||||"},
        {"booked in the year after", ":61:2612310102C25,00NTRFNONREF", "25.00|2027-01-02||||||"},
        {"booked on the leap day", ":61:2802280229C25,00NTRFNONREF", "25.00|2028-02-29||||||"},
        {"no information at all", ":61:260529C25,00NTRF", "25.00|||||||"},
        {"no reference on our side, whatever word stands for it",
         ":61:260529C25,00NTRFNOTPROVIDED\n:86:/EREF/NONREF/REMI/mei",
         "25.00||||||mei|"},
        {"no reference of the bank is kept as it stands",
         ":61:260529C25,00NTRFNONREF//NONREF",
         "25.00||NONREF|||||"},
        {"letters of ISO 8859-1",
         ":61:260529C25,00NTRFNONREF\n:86:Caf\xE9\tmei",
         "25.00||||||Caf\xC3\xA9 mei|"},
        {"letters of UTF-8",
         ":61:260529C25,00NTRFNONREF\n:86:Caf\xC3\xA9",
         "25.00||||||Caf\xC3\xA9|"},
        {"a dash that begins a line of text, and colons that do",
         ":61:260529C25,00NTRFNONREF\n:86:regel\n-\n:12:30 uur",
         "25.00||||||regel - :12:30 uur|"},
    };
    for (const Row& row : rows) {
        const ReadFile read = read_text(statement_with(row.lines));
        ASSERT_FALSE(read.problem.has_value()) << row.what << ": " << read.problem->to_line();
        ASSERT_EQ(read.entries.size(), 1U) << row.what;
        EXPECT_EQ(shown(read.entries[0]), row.expected) << row.what;
    }
}

// A batch of our own orders, in the forms of ING and of Rabobank.
TEST(Mt940Reader, a_batch_of_ours_is_named) {
    for (const std::string_view information :
         {":86:/EREF/NOTPROVIDED//PREF/INC-1-20260528//REMI/USTD//INCASSO/",
          ":86:/PREF/INC-1-20260528/REMI/INCASSO",
          ":86:/PREF/INC-1-20260528"}) {
        const ReadFile read =
            read_text(statement_with(fmt::format(":61:260529C25,00NTRFNONREF\n{}", information)));
        ASSERT_EQ(read.entries.size(), 1U) << information;
        EXPECT_EQ(read.entries[0].details.front().batch_id, "INC-1-20260528") << information;
        EXPECT_EQ(read.entries[0].details.front().end_to_end_id, "") << information;
    }
}

// How the messages of a file become statements.
TEST(Mt940Reader, messages_become_statements) {
    const std::string head = ":20:S1\n:25:NL91ABNA0417164300\n";
    const std::string line = ":61:260529C1,00NTRFNONREF\n";
    struct Row {
        std::string_view what;
        std::string text;
        // per statement: opening > entries > closing
        std::vector<std::string> expected;
    };
    const std::vector<Row> rows{
        {"two days of one account",
         head + ":60F:C260528EUR0,\n" + line + ":62F:C260528EUR1,\n-}{5:}\n{1:F01}{4:\n" + head +
             ":60F:C260529EUR1,\n:62F:C260529EUR1,\n-{5:{TRL:}}",
         {"0.00>1>1.00", "1.00>0>1.00"}},
        {"three pages are one statement",
         head + ":60F:C260528EUR0,\n" + line + ":62M:C260528EUR1,\n-\n" + head +
             ":60M:C260528EUR1,\n" + line + ":62M:C260528EUR2,\n-\n" + head +
             ":60M:C260528EUR2,\n" + line + ":62F:C260528EUR3,\n",
         {"0.00>3>3.00"}},
        {"a page with another number than the next one does not follow on it",
         head + ":28C:12/2\n:60M:C260528EUR0,\n" + line + ":62M:C260528EUR1,\n-\n" + head +
             ":28C:12/1\n:60M:C260528EUR0,\n" + line + ":62F:C260528EUR1,\n",
         {"none>1>none", "none>1>1.00"}},
        {"and one with the next number does",
         head + ":28C:12/2\n:60M:C260528EUR0,\n" + line + ":62M:C260528EUR1,\n-\n" + head +
             ":28C:12/3\n:60M:C260528EUR1,\n" + line + ":62F:C260528EUR2,\n",
         {"none>2>2.00"}},
        {"a page that nothing follows on is told as it is",
         head + ":60F:C260528EUR0,\n" + line + ":62M:C260528EUR1,\n-\n" + head +
             ":60F:C260529EUR5,\n:62F:C260529EUR5,\n",
         {"0.00>1>none", "5.00>0>5.00"}},
        {"a page of another account does not follow on it",
         head +
             ":60F:C260528EUR0,\n:62M:C260528EUR0,\n-\n:20:S2\n:25:NL20INGB0001234567\n"
             ":60M:C260528EUR0,\n" +
             line + ":62F:C260528EUR1,\n",
         {"0.00>0>none", "none>1>1.00"}},
        {"no reference, which ABN AMRO leaves out at times",
         ":25:123\n:60F:C260528EUR0,\n:62F:C260528EUR0,\n:25:123\n:60F:C260529EUR0,\n"
         ":62F:C260529EUR0,\n",
         {"0.00>0>0.00", "0.00>0>0.00"}},
        {"the sums behind a balance are of no payment",
         head + ":60F:C260528EUR0,\n" + line +
             ":62F:C260528EUR1,\n:64:C260528EUR1,\n:65:C260529EUR1,\n:86:/SUM/0/1/0,00/1,00/\n-\n",
         {"0.00>1>1.00"}},
        {"cut off before the closing balance",
         head + ":60F:C260528EUR0,\n" + line,
         {"0.00>1>none"}},
        {"lines around it that are no fields",
         "ABNANL2A\n940\n\n" + head + ":60F:C260528EUR0,\r\n:62F:C260528EUR0,\r\n-\nABNANL2A\n",
         {"0.00>0>0.00"}},
    };
    const auto amount = [](const std::optional<Balance>& balance) {
        return balance ? balance->amount.to_string() : "none";
    };
    for (const Row& row : rows) {
        const ReadFile read = read_text(row.text);
        ASSERT_FALSE(read.problem.has_value()) << row.what << ": " << read.problem->to_line();
        std::vector<std::string> found;
        for (const Statement& statement : read.statements) {
            const auto tally = read.tallies.find(statement.number);
            found.push_back(fmt::format(
                "{}>{}>{}",
                amount(statement.opening),
                tally == read.tallies.end() ? 0 : tally->second.entries(),
                amount(statement.closing)
            ));
            EXPECT_EQ(statement.number, found.size()) << row.what;
        }
        EXPECT_EQ(found, row.expected) << row.what;
    }
}

TEST(Mt940Reader, bad_files_are_refused_with_their_place) {
    struct Row {
        std::string_view what;
        std::string lines;
        std::string_view code;
        std::string_view where;
    };
    const auto amount = [](std::string_view text) {
        return fmt::format(":61:260529C1,00NTRFNONREF\n:61:260529C{}NTRFNONREF\n:86:a\nb\nc", text);
    };
    const std::string second = "statement.sta:6, statement 1, entry 2";
    const std::string first = "statement.sta:5, statement 1, entry 1";
    const std::vector<Row> rows{
        {"a number with an exponent", amount("1e5,00"), "base.not-an-amount", second},
        {"not a number", amount("NaN"), "base.not-an-amount", second},
        {"minus nothing", amount("-0"), "base.not-an-amount", second},
        {"a sign", amount("-5,00"), "base.not-an-amount", second},
        {"no comma, perhaps cut off", amount("500"), "base.not-an-amount", second},
        {"a point", amount("5.00"), "base.not-an-amount", second},
        {"two commas", amount("5,0,0"), "base.not-an-amount", second},
        {"only a comma", amount(","), "base.not-an-amount", second},
        {"half a cent", amount("8,855"), "base.not-an-amount", second},
        {"nothing", amount(""), "base.not-an-amount", second},
        {"more than 64 bits", amount("99999999999999999,99"), "base.not-an-amount", second},
        {"more money than there is", amount("100000000000,01"), "base.not-an-amount", second},
        {"a day that does not exist", ":61:260230C1,00NTRF", "base.not-a-date", first},
        {"a booking day that does not exist", ":61:2602281301C1,00NTRF", "base.not-a-date", first},
        {"a booking day that is cut off", ":61:2602281", "base.not-a-date", first},
        {"two digits of a booking day", ":61:26022812", "base.not-a-date", first},
        {"letters for a day", ":61:26XX30C1,00NTRF", "base.not-a-date", first},
        {"an empty line", ":61:", "base.not-a-date", first},
        {"an unknown mark", ":61:260529X1,00NTRF", "payments.not-a-line", first},
        {"cut off behind the day", ":61:260529", "payments.not-a-line", first},
        {"a second opening balance",
         ":60F:C260528EUR10,00",
         "payments.repeated-balance",
         "statement.sta:5, statement 1"},
        {"a closing balance without currency",
         ":62F:C26052910,00",
         "payments.not-a-balance",
         "statement.sta:5, statement 1"},
        {"a closing balance without mark",
         ":62F:260529EUR10,00",
         "payments.not-a-balance",
         "statement.sta:5, statement 1"},
        {"zero bytes", std::string{":86:a\0b", 7}, "payments.wrong-encoding", "statement.sta:5"},
    };
    for (const Row& row : rows) {
        const ReadFile read = read_text(statement_with(row.lines));
        ASSERT_TRUE(read.problem.has_value()) << row.what;
        EXPECT_EQ(read.problem->code, row.code) << row.what << ": " << read.problem->to_line();
        EXPECT_EQ(read.problem->where, row.where) << row.what << ": " << read.problem->to_line();
    }
}

TEST(Mt940Reader, a_problem_or_the_end_stays) {
    std::istringstream broken{statement_with(":61:x")};
    const auto reader = read_mt940(broken, "statement.sta");
    const auto first = reader->next();
    ASSERT_FALSE(first.has_value());
    EXPECT_EQ(reader->next().error(), first.error());
    std::istringstream whole{statement_with("")};
    const auto other = read_mt940(whole, "statement.sta");
    EXPECT_TRUE(std::holds_alternative<Statement>(other->next().value()));
    EXPECT_TRUE(std::holds_alternative<EndOfFile>(other->next().value()));
    EXPECT_TRUE(std::holds_alternative<EndOfFile>(other->next().value()));
}

TEST(Mt940Reader, memory_does_not_grow_with_the_file) {
    const std::size_t entries = 300'000;
    EndlessFile endless{
        ":20:S1\n:25:NL91ABNA0417164300\n:60F:C260528EUR0,\n",
        ":61:2605290529C1,00NTRFNONREF\n:86:/EREF/1/REMI/" + std::string(200, 'x') + "\n",
        entries,
        ":62F:C260529EUR300000,\n"};
    std::istream file{&endless};
    const auto reader = read_mt940(file, "endless.sta");
    const long before = peak_memory_megabytes();
    const base::Outcome<std::size_t> read = count_entries(*reader);
    ASSERT_TRUE(read.has_value()) << read.error().to_line();
    EXPECT_EQ(*read, entries);
    EXPECT_LE(peak_memory_megabytes() - before, 8);
}

// Each goes on for 800 megabytes, and is refused long before.
TEST(Mt940Reader, files_made_to_do_harm_are_refused_in_little_memory) {
    const std::string kilobyte(1024, 'x');
    struct Row {
        std::string_view what;
        std::string beginning;
        std::string piece;
    };
    const std::vector<Row> rows{
        {"a line", ":20:", kilobyte},
        {"lines of one field", ":20:S1\n:61:260529C1,00NTRF\n:86:", kilobyte + "\n"},
        {"empty lines of one field", ":20:S1\n:61:260529C1,00NTRF\n:86:", "\n"},
        {"fields of one entry", ":20:S1\n:61:260529C1,00NTRF\n", ":86:\n"},
    };
    for (const Row& row : rows) {
        EndlessFile endless{row.beginning, row.piece, 800'000, ""};
        std::istream file{&endless};
        const auto reader = read_mt940(file, "endless.sta");
        const long before = peak_memory_megabytes();
        const auto piece = reader->next();
        ASSERT_FALSE(piece.has_value()) << row.what;
        EXPECT_EQ(piece.error().code, "payments.too-large") << row.what;
        EXPECT_LE(peak_memory_megabytes() - before, 8) << row.what;
    }
}

}  // namespace
}  // namespace draagkracht::payments
