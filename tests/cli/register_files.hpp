// Small files that the commands take, to be spoilt one word at a time.
#pragma once

#include <string>

namespace draagkracht::cli {

// One debtor with one claim of 600.00 in twelve instalments, due on the first from 2026-06-01, with
// payment reference 5000056789012345.
[[nodiscard]] std::string load_file();

// A statement of 2026-06-02 on the account of Zandwijk: 50.00 with that reference and 20.00 from
// somebody who is not known.
[[nodiscard]] std::string statement_file();

// The text with `former` as `by`; a fault when `former` is not in it.
[[nodiscard]] std::string with(std::string text, const std::string& former, const std::string& by);

}  // namespace draagkracht::cli
