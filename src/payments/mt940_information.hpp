// What the lines of a field 86 tell about a payment. Two kinds are in use, and a bank may send both
// in one file:
//
//     /EREF/E2E-17//CNTP/NL91ABNA0417164300/ABNANL2A/J. Jansen///REMI/STRD/CUR/5000056789012345/
//     SEPA OVERBOEKING                 IBAN: NL91ABNA0417164300 ...
//
// The first is structured: code words between slashes. Its lines are broken anywhere, also in a
// word, and a space at a break is lost.
#pragma once

#include <string>
#include <vector>

#include "draagkracht/payments/statement.hpp"

namespace draagkracht::payments {

// Fills what is still empty in the detail. What stands behind the remittance information names no
// other side: a payer can write code words there.
void tell_information(Detail& detail, const std::vector<std::string>& lines);

}  // namespace draagkracht::payments
