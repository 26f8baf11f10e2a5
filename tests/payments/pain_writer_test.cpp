// Payment orders as XML: by hand, element by element, and against the schemas where those are.
#include <gmock/gmock.h>

#include <sstream>

#include "draagkracht/payments/pain001_writer.hpp"
#include "draagkracht/payments/pain008_writer.hpp"
#include "payments/schemas.hpp"

namespace draagkracht::payments {
namespace {

base::Date on(std::string_view text) {
    return base::Date::parse(text).value();
}
base::Iban iban(std::string_view text) {
    return base::Iban::parse(text).value();
}

OrderMessage message(const std::string& id, const CountAndTotal& orders) {
    return {
        id, base::Timestamp::parse("2026-12-01T09:30:00Z").value(), "Gemeente Zandwijk", orders};
}

CollectionBatch batch(const std::string& id, const std::string& day, const CountAndTotal& orders) {
    return {
        id,
        on(day),
        {"Gemeente Zandwijk", "NL79ZZZ999999990000", iban("NL91ABNA0417164300")},
        orders};
}

CollectionOrder order(const std::string& id, std::int64_t cents, const std::string& debtor) {
    return {
        id,
        base::Money::cents(cents),
        "M-17",
        on("2026-01-10"),
        debtor,
        iban("NL18RABO0123459876"),
        base::PaymentReference::parse("5000056789012345").value()};
}

// Three orders in two batches, 50.00 + 30.00 and 50.00.
std::string direct_debits(DirectDebitMessage version) {
    std::ostringstream out;
    Pain008Writer writer{out, version, message("INC-4711", {3, base::Money::cents(13000)})};
    writer.begin(batch("INC-4711-20261228", "2026-12-28", {2, base::Money::cents(8000)}));
    writer.write(order("INC-4712", 5000, "J. Bakker"));
    writer.write(order("INC-4713", 3000, "Zoë Müller & <Zn>"));
    writer.end();
    writer.begin(batch("INC-4711-20261229", "2026-12-29", {1, base::Money::cents(5000)}));
    writer.write(order("INC-4714", 5000, std::string(80, 'x')));
    writer.end();
    writer.finish();
    return out.str();
}

std::string refunds(TransferMessage version) {
    std::ostringstream out;
    Pain001Writer writer{out, version, message("TER-12", {2, base::Money::cents(7001)})};
    writer.begin(
        {"TER-12-1",
         on("2026-12-02"),
         "Gemeente Zandwijk",
         iban("NL91ABNA0417164300"),
         {2, base::Money::cents(7001)}}
    );
    writer.write(
        {"TER-13", base::Money::cents(7000), iban("NL18RABO0123459876"), "Çelik", "Te veel: V-17 €"}
    );
    writer.write(
        {"TER-14",
         base::Money::cents(1),
         iban("NL18RABO0123459876"),
         "J. Bakker",
         "5000056789012345"}
    );
    writer.end();
    writer.finish();
    return out.str();
}

TEST(Pain008Writer, WritesEachOrderAsTheBankReadsIt) {
    const std::string expected =
        R"(<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.008.001.02">
<CstmrDrctDbtInitn>
<GrpHdr><MsgId>INC-4711</MsgId><CreDtTm>2026-12-01T09:30:00Z</CreDtTm><NbOfTxs>3</NbOfTxs>)"
        R"(<CtrlSum>130.00</CtrlSum><InitgPty><Nm>Gemeente Zandwijk</Nm></InitgPty></GrpHdr>
<PmtInf><PmtInfId>INC-4711-20261228</PmtInfId><PmtMtd>DD</PmtMtd><BtchBookg>true</BtchBookg>)"
        R"(<NbOfTxs>2</NbOfTxs><CtrlSum>80.00</CtrlSum><PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl>)"
        R"(<LclInstrm><Cd>CORE</Cd></LclInstrm><SeqTp>RCUR</SeqTp></PmtTpInf>)"
        R"(<ReqdColltnDt>2026-12-28</ReqdColltnDt><Cdtr><Nm>Gemeente Zandwijk</Nm></Cdtr>)"
        R"(<CdtrAcct><Id><IBAN>NL91ABNA0417164300</IBAN></Id></CdtrAcct>)"
        R"(<CdtrAgt><FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId></CdtrAgt>)"
        R"(<ChrgBr>SLEV</ChrgBr><CdtrSchmeId><Id><PrvtId><Othr><Id>NL79ZZZ999999990000</Id>)"
        R"(<SchmeNm><Prtry>SEPA</Prtry></SchmeNm></Othr></PrvtId></Id></CdtrSchmeId>
<DrctDbtTxInf><PmtId><EndToEndId>INC-4712</EndToEndId></PmtId>)"
        R"(<InstdAmt Ccy="EUR">50.00</InstdAmt><DrctDbtTx><MndtRltdInf><MndtId>M-17</MndtId>)"
        R"(<DtOfSgntr>2026-01-10</DtOfSgntr></MndtRltdInf></DrctDbtTx>)"
        R"(<DbtrAgt><FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId></DbtrAgt>)"
        R"(<Dbtr><Nm>J. Bakker</Nm></Dbtr>)"
        R"(<DbtrAcct><Id><IBAN>NL18RABO0123459876</IBAN></Id></DbtrAcct>)"
        R"(<RmtInf><Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry><Issr>CUR</Issr></Tp>)"
        R"(<Ref>5000056789012345</Ref></CdtrRefInf></Strd></RmtInf></DrctDbtTxInf>
)";
    const std::string written = direct_debits(DirectDebitMessage::pain_008_001_02);
    EXPECT_EQ(written.substr(0, expected.size()), expected);
    EXPECT_THAT(written, testing::HasSubstr("<Nm>Zoe Muller + .Zn.</Nm>"));
    EXPECT_THAT(written, testing::Not(testing::HasSubstr("FRST")));
    EXPECT_THAT(written, testing::HasSubstr("<Nm>" + std::string(70, 'x') + "</Nm>"));
}

TEST(Pain001Writer, WritesEachRefundAsTheBankReadsIt) {
    const std::string old_form = refunds(TransferMessage::pain_001_001_03);
    EXPECT_THAT(old_form, testing::HasSubstr("<ReqdExctnDt>2026-12-02</ReqdExctnDt>"));
    const std::string new_form = refunds(TransferMessage::pain_001_001_09);
    EXPECT_THAT(new_form, testing::HasSubstr("<ReqdExctnDt><Dt>2026-12-02</Dt></ReqdExctnDt>"));
    for (const std::string& written : {old_form, new_form}) {
        for (const std::string_view part :
             {"<NbOfTxs>2</NbOfTxs><CtrlSum>70.01</CtrlSum>",
              "<PmtInfId>TER-12-1</PmtInfId><PmtMtd>TRF</PmtMtd>",
              "<EndToEndId>TER-13</EndToEndId></PmtId><Amt><InstdAmt Ccy=\"EUR\">70.00</InstdAmt>"
              "</Amt><Cdtr><Nm>Celik</Nm></Cdtr>",
              "<RmtInf><Ustrd>Te veel: V-17 .</Ustrd></RmtInf>",
              "<Issr>CUR</Issr></Tp><Ref>5000056789012345</Ref>"}) {
            EXPECT_THAT(written, testing::HasSubstr(part));
        }
    }
}

TEST(PainWriter, AMessageComesToWhatItTells) {
    std::ostringstream out;
    Pain008Writer writer{
        out,
        DirectDebitMessage::pain_008_001_08,
        message("INC-4711", {2, base::Money::cents(8000)})};
    writer.begin(batch("INC-4711-20261228", "2026-12-28", {1, base::Money::cents(5001)}));
    writer.write(order("INC-4712", 5000, "J. Bakker"));
    EXPECT_THROW(writer.end(), base::ProgrammerFault);
    EXPECT_THROW(writer.finish(), base::ProgrammerFault);
    EXPECT_THROW(writer.write(order("INC-4713", 0, "J. Bakker")), base::ProgrammerFault);
    EXPECT_THROW(writer.write(order("INC_4713", 1, "J. Bakker")), base::ProgrammerFault);
}

TEST(PainWriter, what_is_written_is_valid_against_the_schemas) {
    const auto schemas = schemas_folder();
    if (!schemas) {
        GTEST_SKIP() << "no schemas, or no xmllint";
    }
    for (const DirectDebitMessage version :
         {DirectDebitMessage::pain_008_001_02, DirectDebitMessage::pain_008_001_08}) {
        expect_valid(*schemas, std::string{to_text(version)}, direct_debits(version));
    }
    for (const TransferMessage version :
         {TransferMessage::pain_001_001_03, TransferMessage::pain_001_001_09}) {
        expect_valid(*schemas, std::string{to_text(version)}, refunds(version));
    }
}

}  // namespace
}  // namespace draagkracht::payments
