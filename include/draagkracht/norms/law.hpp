// Law that does not follow the half-years of the norms: statutory interest (wettelijke rente), the
// fee of a formal notice (aanmaning), terms, and the pension age (AOW-leeftijd).
//
//     Law law = Law::load("config/law.toml").value();
//     law.statutory_interest_on(date).value().value;                       // 4%
//     law.formal_notice_fee_on(date).value().value.fee_for(Money::cents(45399));   // EUR 9.00
#pragma once

#include <filesystem>
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

class Law {
  public:
    // Problems name file and line, as those of NormBook::load.
    [[nodiscard]] static base::Outcome<Law> load(const std::filesystem::path& file);

    // In order of valid_from; each holds until the next. Non-commercial, a year.
    [[nodiscard]] const std::vector<Parameter<base::Percentage>>& statutory_interest() const {
        return statutory_interest_;
    }
    // These four: Problem norms.no-law-known for a date before the first row.
    [[nodiscard]] base::Outcome<Parameter<base::Percentage>> statutory_interest_on(base::Date date
    ) const;
    [[nodiscard]] base::Outcome<Parameter<FormalNoticeFee>> formal_notice_fee_on(base::Date date
    ) const;
    [[nodiscard]] base::Outcome<CollectionTerms> terms_on(base::Date date) const;
    // The day on which somebody born then reaches the pension age of that calendar year.
    [[nodiscard]] base::Outcome<Parameter<base::Date>> pension_date(base::Date birth_date) const;

  private:
    std::vector<Parameter<base::Percentage>> statutory_interest_;
    std::vector<Parameter<FormalNoticeFee>> formal_notice_fee_;
    std::vector<CollectionTerms> terms_;
    std::vector<Parameter<PensionAge>> pension_age_;  // valid_from is 1 January of its year.
};

}  // namespace draagkracht::norms
