// All numbers of law and policy that the program knows, read once at start.
//
//     RuleBook book = read_rules(settings.rule_files).value();   // norms/rules_file.hpp
//     book.policies.policy_of("zandwijk");
//
// It never changes while the program runs, so it may be read from many threads.
#pragma once

#include "draagkracht/norms/direct_debit_rules.hpp"
#include "draagkracht/norms/law.hpp"
#include "draagkracht/norms/norm_book.hpp"
#include "draagkracht/norms/policy_book.hpp"

namespace draagkracht::norms {

struct RuleBook {
    NormBook norms;
    Law law;
    PolicyBook policies;
    DirectDebitBook direct_debit;
};

}  // namespace draagkracht::norms
