// The register of the demo municipality as a former system would hand it over: the lines that
// `draagkracht load` reads (docs/formats.md).
#pragma once

#include <ostream>

namespace draagkracht::cli {

// Forty debtors, some with a partner who owes the same claim, their claims, the plans that ran
// already, and the talk that each debtor had before.
void write_demo_register(std::ostream& out);

}  // namespace draagkracht::cli
