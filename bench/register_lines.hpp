// A register of a former system that does not exist, in the form that `draagkracht load` reads:
// debtors with made-up names and numbers, their claims, some of them joint, and what moved on each
// claim over the years: payments month by month, now and then a formal notice and its costs. The
// first debtors may each have a plan of one instalment on their first claim.
//
//     RegisterLines lines{{.seed = 1}};
//     lines.write(file);                     // the same lines for the same seed
#pragma once

#include <cstdint>
#include <ostream>
#include <random>
#include <string>
#include <string_view>

#include "draagkracht/base/money.hpp"

namespace draagkracht::bench {

// The whole country: 437,000 open claims (Statistics Netherlands 2023).
struct RegisterSize {
    std::int64_t debtors = 250'000;
    std::int64_t claims = 437'000;
    std::int64_t postings = 5'000'000;  // the opening posting of each claim among them
    std::uint64_t seed = 1;
    std::int64_t plans = 0;
};

inline constexpr std::string_view municipality_of_register = "zandwijk";

// Of a debtor, counted from zero: the client number, the account, and what a plan's payment
// reference and its one instalment are.
[[nodiscard]] std::string client_number_of(std::int64_t debtor);
[[nodiscard]] std::string account_of(std::int64_t debtor);
[[nodiscard]] std::string plan_reference_of(std::int64_t debtor);
inline constexpr base::Money instalment_of_plan = base::Money::cents(10'00);

class RegisterLines {
  public:
    explicit RegisterLines(const RegisterSize& size)
        : size_{size}, engine_{size.seed}, movements_left_{size.postings - size.claims} {}

    void write(std::ostream& out);

  private:
    // From `least` up to and including `most`; the same numbers with every standard library.
    std::int64_t between(std::int64_t least, std::int64_t most);
    bool one_in(std::int64_t many) { return between(1, many) == 1; }
    std::string next_bsn();
    std::string person(std::int64_t debtor);
    std::string claim(std::int64_t number);
    static std::string plan(std::int64_t debtor);
    std::string debtors(std::int64_t claim, const std::string& liable_from);
    // Of the movements that are left, those of the next of `claims_left` claims.
    std::int64_t take_movements(std::int64_t claims_left);

    RegisterSize size_;
    std::mt19937_64 engine_;
    std::int64_t movements_left_;
    std::int64_t last_bsn_ = 90'000'000;  // eight digits; the ninth is its check
};

}  // namespace draagkracht::bench
