// Random histories for the guarantees of reconciling: people with claims and plans, and statements
// full of payments that name them rightly, wrongly, twice or not at all.
#pragma once

#include <vector>

#include "payments/bank_register.hpp"
#include "support/random.hpp"

namespace draagkracht::payments {

// Made apart from any database, so that the same history can be lived through twice.
class RandomHistory {
  public:
    RandomHistory(test_support::Random& random, int entries_min, int entries_max);

    // Registers its people, claims and plans; the same ids in every fresh register.
    void register_in(BankRegister& bank) const;
    [[nodiscard]] const std::vector<StatementText>& statements() const { return statements_; }

  private:
    struct Debtor {
        std::vector<std::string> accounts;
    };
    struct OwedClaim {
        std::int64_t number;
        std::vector<std::size_t> debtors;
        base::Money amount;
    };
    struct AgreedPlan {
        std::int64_t number;
        std::size_t debtor;
        std::vector<std::size_t> claims;
        base::Money total;
        base::Money monthly;
        bool has_ended;
    };

    void make_register(test_support::Random& random);
    void make_plan(test_support::Random& random, std::size_t debtor, std::vector<std::size_t> of);
    [[nodiscard]] Entry random_payment(test_support::Random& random) const;
    [[nodiscard]] Detail random_detail(test_support::Random& random) const;
    [[nodiscard]] std::int64_t random_number(test_support::Random& random) const;

    std::vector<Debtor> debtors_;
    std::vector<OwedClaim> claims_;
    std::vector<AgreedPlan> plans_;
    std::vector<StatementText> statements_;
};

}  // namespace draagkracht::payments
