// What a municipality has agreed with its bank, and decided, about collecting by direct debit
// (automatische incasso): who collects, on which account, and how long before.
//
//     DirectDebitBook book = read_direct_debit("config/policies").value();  //
//     norms/direct_debit_file.hpp book.of("zandwijk").value().creditor.identifier; // "NL54ZZZ..."
//     book.of("zandwijk").value().rules_on(date).value().lead_days.value // 2
//
// It stands under [direct_debit] in the policy of a body. A body without it collects nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/iban.hpp"
#include "draagkracht/norms/parameter.hpp"

namespace draagkracht::norms {

// Who collects for a municipality.
struct Creditor {
    std::string municipality;  // its code
    std::string name;          // as the debtor sees it
    std::string identifier;    // the creditor identifier (incassant-id) that the bank gave
    base::Iban account;        // on which the money comes in
    std::string message;       // that this bank takes: "pain.008.001.08"
};

// As they stand on one date.
struct DirectDebitRules {
    Parameter<int> lead_days;         // TARGET days between preparing and collecting
    Parameter<int> notice_days;       // between the agreement on a plan and its first collection
    Parameter<int> retries;           // of what a bank took back for lack of money
    Parameter<int> retry_after_days;  // since it was taken back
};

struct DirectDebitPolicy {
    Creditor creditor;
    std::vector<Parameter<int>> lead_days;  // in order of date, as all that follow
    std::vector<Parameter<int>> notice_days;
    std::vector<Parameter<int>> retries;
    std::vector<Parameter<int>> retry_after_days;

    // Problem norms.no-policy-known for a date on which not every rule was in force yet.
    [[nodiscard]] base::Outcome<DirectDebitRules> rules_on(base::Date date) const;
};

class DirectDebitBook {
  public:
    explicit DirectDebitBook(std::vector<DirectDebitPolicy> policies)
        : policies_{std::move(policies)} {}

    // Problem norms.no-direct-debit: this municipality collects nothing.
    [[nodiscard]] base::Outcome<DirectDebitPolicy> of(std::string_view municipality) const;

  private:
    std::vector<DirectDebitPolicy> policies_;  // one a municipality
};

// "NL" with two check digits, three characters that the creditor chooses, and what names it: its
// number at the Chamber of Commerce and four more.
[[nodiscard]] bool is_creditor_identifier(std::string_view text);

}  // namespace draagkracht::norms
