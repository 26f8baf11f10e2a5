// The people of the demo municipality. None of them exists: names are put together, numbers pass
// their checks and belong to nobody, and the bank is called DEMO.
//
//     for (const DemoDebtor& debtor : demo_debtors()) { ... }
//
// The same each time, so that two demos can be laid side by side.
#pragma once

#include <string>
#include <vector>

#include "draagkracht/base/bsn.hpp"
#include "draagkracht/base/iban.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/capacity/household.hpp"

namespace draagkracht::cli {

// What was agreed in the talk about money.
enum class DemoAgreement {
    as_the_norm,
    below_the_norm,
    above_the_norm,        // where there is room above it, as the debtor's own wish
    by_set_off,            // as the norm, kept back from the benefit from November
    by_direct_debit,       // as the norm, collected from November
    from_a_former_system,  // came along with the register, without an assessment
    none_yet,
};

// How the first instalment came in, or did not.
enum class DemoPayment {
    with_reference,       // the bank passes the payment reference on apart
    reference_in_text,    // typed into the description
    account_and_amount,   // no reference, but a known account and exactly the amount
    half,                 // half of it, with the reference
    double_amount,        // twice the amount, with the reference
    reference_with_typo,  // a wrong digit, from an account that nobody knows
    same_guardian,        // two people's guardian pays the same amount for both, without reference
    missed,
    part_of_claim,  // there is no plan; something is paid with the claim's own reference
    nothing_due,
};

struct DemoDebtor {
    int number;  // from 1
    std::string client_number;
    std::string salutation;
    std::string initials;
    std::string prefix;
    std::string surname;
    base::Bsn bsn;
    base::Iban account;
    DemoAgreement agreement;
    DemoPayment payment;

    [[nodiscard]] bool lives_on_benefit() const;
    // What the debtor told in the talk.
    [[nodiscard]] capacity::Household household(base::Date date) const;
};

[[nodiscard]] const std::vector<DemoDebtor>& demo_debtors();

// An account at the bank DEMO with right check digits.
[[nodiscard]] base::Iban demo_account(int number);

}  // namespace draagkracht::cli
