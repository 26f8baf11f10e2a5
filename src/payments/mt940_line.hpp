// What stands in the fields of an MT940 that have a fixed form:
//
//     :60F:C140722EUR000000768,18                                  a balance
//     :61:1401011229C1000,00NTRFNONREF//ABC9886658908791           a line of the statement
//     :25:NL47INGB0001212121EUR                                    the account
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "draagkracht/base/problem.hpp"
#include "draagkracht/payments/statement.hpp"

namespace draagkracht::payments {

struct Mt940Line {
    base::Date value_date;
    std::optional<base::Date> booking_date;
    base::Money amount;  // above zero when money came onto the account
    // RC takes a credit back, so money leaves, and RD a debit, so money comes in.
    bool is_reversal = false;
    std::string type;            // such as "NRTI"
    std::string own_reference;   // what it is called on our side, or what the bank puts there
    std::string bank_reference;  // behind "//"
    std::string other_name;      // old statements of Rabobank give it behind the reference
};

// `text` is the first line of a field 61. The day of booking has no year there: it is the one
// nearest to the value date. Problems payments.not-a-line, base.not-a-date, base.not-an-amount.
[[nodiscard]] base::Outcome<Mt940Line> read_mt940_line(std::string_view text);

// Problems payments.not-a-balance, base.not-a-date, base.not-an-amount.
[[nodiscard]] base::Outcome<Balance> read_mt940_balance(std::string_view text);

// What the bank says that the lines come to, "/SUM/4/4/134,46/36,58/" (debits, credits, what they
// come to), and of one side, "4EUR134,46". What cannot be read says nothing: it is only a check.
[[nodiscard]] StatedTotals read_mt940_sum(std::string_view text);
[[nodiscard]] StatedTotal read_mt940_side(std::string_view text);

// Without spaces, and without the currency that some banks write behind it.
[[nodiscard]] std::string read_mt940_account(std::string_view text);

// Whether it has the form of an IBAN; a bank is taken at its word for the check digits.
[[nodiscard]] bool has_form_of_iban(std::string_view text);

[[nodiscard]] std::string_view without_blanks_around(std::string_view text);

}  // namespace draagkracht::payments
