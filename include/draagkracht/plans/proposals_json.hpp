// A talk in and its proposals out, as JSON: one household with its claims and wishes a line, the
// four proposals side by side a line. This is what `draagkracht propose` does; it needs no
// database.
//
//     propose_line(R"({"household":{...},"claims":[...],"wish":{"months":24}})", rules).value()
//
// docs/formats.md tells every field. Amounts are strings ("1419.46"), and unknown fields are
// refused.
#pragma once

#include <string>
#include <string_view>

#include "draagkracht/base/problem.hpp"
#include "draagkracht/norms/rule_book.hpp"

namespace draagkracht::plans {

// Without line breaks. Problems plans.not-a-talk and capacity.not-a-household with the field, never
// with what stands in it, and those of capacity::assess. A proposal that cannot be is part of the
// answer, and so are the questions of a household of which something is not known.
[[nodiscard]] base::Outcome<std::string> propose_line(
    std::string_view line, const norms::RuleBook& rules
);

}  // namespace draagkracht::plans
