#include "cli/register_files.hpp"

#include "draagkracht/base/problem.hpp"

namespace draagkracht::cli {

std::string load_file() {
    return R"({"kind":"municipality","code":"zandwijk"})"
           "\n"
           R"({"kind":"person","client_number":"100001","bsn":"111222333","surname":"Berg",)"
           R"("initials":"A.","accounts":["NL20INGB0001234567"]})"
           "\n"
           R"({"kind":"claim","claim_number":"V-1","claim_kind":"overpayment","law":"PW",)"
           R"("legal_ground":"PW 58 lid 2 onder a","cause":"late_processing",)"
           R"("culpability":"none","decision_number":"B-1","decision_date":"2026-03-02",)"
           R"("notified_date":"2026-03-02","due_date":"2026-04-13","amount":"600.00",)"
           R"("debtors":[{"client_number":"100001","liable_from":"2026-03-02"}]})"
           "\n"
           R"({"kind":"plan","plan_number":"R-1","client_number":"100001",)"
           R"("agreed_on":"2026-05-11","monthly_amount":"50.00","first_due_date":"2026-06-01",)"
           R"("payment_reference":"5000056789012345",)"
           R"("claims":[{"claim_number":"V-1","amount":"600.00"}]})"
           "\n"
           R"({"kind":"end","lines":4})"
           "\n";
}

std::string statement_file() {
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">
<BkToCstmrStmt>
<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-06-02T20:00:00</CreDtTm></GrpHdr>
<Stmt>
<Id>S-20260602</Id><ElctrncSeqNb>1</ElctrncSeqNb><CreDtTm>2026-06-02T20:00:00</CreDtTm>
<Acct><Id><IBAN>NL91ABNA0417164300</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">1000.00</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-06-01</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">1070.00</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-06-02</Dt></Dt></Bal>
<Ntry><Amt Ccy="EUR">50.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
<BookgDt><Dt>2026-06-02</Dt></BookgDt><ValDt><Dt>2026-06-02</Dt></ValDt>
<AcctSvcrRef>R1</AcctSvcrRef>
<NtryDtls><TxDtls>
<RltdPties><Dbtr><Nm>A. Berg</Nm></Dbtr>
<DbtrAcct><Id><IBAN>NL20INGB0001234567</IBAN></Id></DbtrAcct></RltdPties>
<RmtInf><Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry><Issr>CUR</Issr></Tp>
<Ref>5000056789012345</Ref></CdtrRefInf></Strd></RmtInf>
</TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">20.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
<BookgDt><Dt>2026-06-02</Dt></BookgDt><ValDt><Dt>2026-06-02</Dt></ValDt>
<AcctSvcrRef>R2</AcctSvcrRef>
<NtryDtls><TxDtls>
<RltdPties><Dbtr><Nm>B. Vreemd</Nm></Dbtr></RltdPties>
<RmtInf><Ustrd>voor u</Ustrd></RmtInf>
</TxDtls></NtryDtls></Ntry>
</Stmt>
</BkToCstmrStmt>
</Document>
)";
}

std::string with(std::string text, const std::string& former, const std::string& by) {
    const std::size_t place = text.find(former);
    base::ensure(place != std::string::npos, "the file holds " + former);
    return text.replace(place, former.size(), by);
}

}  // namespace draagkracht::cli
