// A household of which every fact is known and every rule has work to do: a couple with children,
// people who share costs, several incomes of each of which other creditors take a part, allowances,
// a home, and every second time raised housing costs.
//
//     HeavyHouseholds households{1};              // the seed: the same households each time
//     capacity::Household first = households.next();
#pragma once

#include <cstdint>
#include <random>

#include "draagkracht/capacity/household.hpp"

namespace draagkracht::bench {

class HeavyHouseholds {
  public:
    explicit HeavyHouseholds(std::uint64_t seed) : engine_{seed} {}

    [[nodiscard]] capacity::Household next();

  private:
    // From `least` up to and including `most`; the same numbers with every standard library.
    std::int64_t between(std::int64_t least, std::int64_t most);
    base::Date day_between(std::string_view first, std::string_view last);
    capacity::Income income(bool of_debtor);
    capacity::Income allowance(capacity::AllowanceKind kind);
    capacity::Person person(bool is_debtor);

    std::mt19937_64 engine_;
    std::int64_t made_ = 0;
};

}  // namespace draagkracht::bench
