// The SQL of no_references, for behind IN or NOT IN. The indexes that find entries by a reference
// leave these out and say so in the same words; a database looks into them only when the question
// says it too.
//
//     "told.end_to_end_reference NOT IN " + std::string{no_references_sql}
#pragma once

#include <string_view>

namespace draagkracht::payments {

inline constexpr std::string_view no_references_sql = "('', 'NONREF', 'NOTPROVIDED')";

}  // namespace draagkracht::payments
