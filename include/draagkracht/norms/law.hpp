// Law that does not follow the half-years of the norms: statutory interest (wettelijke rente), the
// fee of a formal notice (aanmaning), terms, and the pension age (AOW-leeftijd).
//
//     Law law = read_law("config/law.toml").value();                // norms/rules_file.hpp
//     law.statutory_interest_on(date).value().value;                // 4%
//     law.formal_notice_fee_on(date).value().value.fee_for(debt);   // EUR 9.00
//
// Each is a list of dated rows; a row holds until the next. A date before the first is not covered:
// Problem norms.no-law-known.
#pragma once

#include <string>
#include <vector>

#include "draagkracht/base/money.hpp"
#include "draagkracht/base/percentage.hpp"
#include "draagkracht/base/problem.hpp"
#include "draagkracht/norms/parameter.hpp"

namespace draagkracht::norms {

// Awb art. 4:113: one fee below a debt, another from that debt upward.
struct FormalNoticeFee {
    base::Money debt_threshold;
    base::Money below_threshold;
    base::Money from_threshold;

    [[nodiscard]] base::Money fee_for(base::Money debt) const;
};

struct PensionAge {
    int years = 0;
    int months = 0;
};

// The terms and limits of Awb title 4.4 and Participatiewet art. 58 that hold on one date.
struct CollectionTerms {
    Parameter<int> payment_term_weeks;          // Awb art. 4:87: to pay after the decision.
    Parameter<int> formal_notice_term_weeks;    // Awb art. 4:112.
    Parameter<int> limitation_years;            // Awb art. 4:104.
    Parameter<base::Money> interest_due_from;   // Awb art. 4:98 lid 2: less is not due.
    Parameter<int> remission_years;             // Participatiewet art. 58 lid 7.
    Parameter<base::Percentage> buy_off_share;  // Art. 58 lid 7 onder d: of the remainder.
};

// The rows of law by subject, each in order of valid_from.
struct LawRows {
    std::vector<Parameter<base::Percentage>> statutory_interest;  // Non-commercial, a year.
    std::vector<Parameter<FormalNoticeFee>> formal_notice_fee;
    std::vector<Parameter<int>> payment_term_weeks;
    std::vector<Parameter<int>> formal_notice_term_weeks;
    std::vector<Parameter<int>> limitation_years;
    std::vector<Parameter<base::Money>> interest_due_from;
    std::vector<Parameter<int>> remission_years;
    std::vector<Parameter<base::Percentage>> buy_off_share;
    std::vector<Parameter<PensionAge>> pension_age;  // A row for each calendar year.
};

class Law {
  public:
    explicit Law(LawRows rows);

    [[nodiscard]] const LawRows& rows() const { return rows_; }

    [[nodiscard]] base::Outcome<Parameter<base::Percentage>> statutory_interest_on(base::Date date
    ) const;
    [[nodiscard]] base::Outcome<Parameter<FormalNoticeFee>> formal_notice_fee_on(base::Date date
    ) const;
    // Awb art. 4:98 lid 2: interest of less is not due on the date.
    [[nodiscard]] base::Outcome<Parameter<base::Money>> interest_due_from_on(base::Date date) const;
    // Awb art. 4:87 lid 1: in weeks after a decision that was notified on the date.
    [[nodiscard]] base::Outcome<Parameter<int>> payment_term_weeks_on(base::Date date) const;
    // Awb art. 4:112 lid 1: in weeks after a formal notice that was sent on the date.
    [[nodiscard]] base::Outcome<Parameter<int>> formal_notice_term_weeks_on(base::Date date) const;
    // Awb art. 4:104: in years after the term to pay that ends on the date.
    [[nodiscard]] base::Outcome<Parameter<int>> limitation_years_on(base::Date date) const;
    [[nodiscard]] base::Outcome<CollectionTerms> terms_on(base::Date date) const;
    // Whether somebody born then has reached the pension age by the date. Who reached the age of a
    // year in that year keeps it, also when the age of the next year is higher (AOW art. 7a lid 1).
    [[nodiscard]] base::Outcome<bool> has_pension_age(base::Date birth_date, base::Date date) const;
    // SHA-256 over the rows of the pension age that began by the date, which are all that the
    // answer takes; a row added later does not change it.
    [[nodiscard]] std::string pension_age_hash_on(base::Date date) const;

  private:
    LawRows rows_;
    std::vector<std::string> pension_age_hashes_;  // Over none of the rows, one, two, and so on.
};

}  // namespace draagkracht::norms
