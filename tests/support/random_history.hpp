// Random histories for the guarantees of reconciling: people with claims and plans, and statements
// full of payments that name them rightly, wrongly, twice or not at all.
#pragma once

#include <vector>

#include "support/bank_register.hpp"
#include "support/random.hpp"

namespace draagkracht::test_support {

// Made apart from any database, so that the same history can be lived through twice.
class RandomHistory {
  public:
    RandomHistory(Random& random, int entries_min, int entries_max);

    // Registers its people, claims and plans; the same ids in every fresh register.
    void register_in(BankRegister& bank) const;
    [[nodiscard]] const std::vector<StatementText>& statements() const { return statements_; }
    // The same money as a bank tells it that has each batch as one amount: its statements, and what
    // a notification of each of their days is made of.
    [[nodiscard]] const std::vector<StatementText>& amounts() const { return amounts_; }
    [[nodiscard]] const std::vector<StatementText>& batches() const { return batches_; }

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

    void make_register(Random& random);
    void make_day(Random& random, const std::string& identifier, base::Date day, int count);
    void make_plan(Random& random, std::size_t debtor, std::vector<std::size_t> of);
    [[nodiscard]] payments::Entry random_payment(Random& random) const;
    [[nodiscard]] payments::Detail random_detail(Random& random) const;
    [[nodiscard]] std::int64_t random_number(Random& random) const;

    std::vector<Debtor> debtors_;
    std::vector<OwedClaim> claims_;
    std::vector<AgreedPlan> plans_;
    std::vector<StatementText> statements_;
    std::vector<StatementText> amounts_;
    std::vector<StatementText> batches_;
};

}  // namespace draagkracht::test_support
