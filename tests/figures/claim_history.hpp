// Random histories of claims, lived through the real services: acts by one officer and by two,
// money that comes late, money that the bank takes back, and years whose books are closed.
//
//     const Script script = random_script(random, claims::act_kinds(), {501, 502, 503, 504});
//     LivedClaims lived{database};
//     for (const Moment& moment : script) { lived.live(moment); }
//     lived.expect_sums();
//
// Beside the register stands a model of its own: what was asked and what was given up of each
// claim, added up from the acts that were accepted.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "draagkracht/followup/claim_life_service.hpp"
#include "support/bank_register.hpp"
#include "support/random.hpp"

namespace draagkracht::test_support {

// What the bank tells: a payment, or that it went back.
struct BankMoney {
    int number;  // of the payment, also of the one that goes back
    base::Money amount;
    base::Date value_date;
    std::int64_t reference;  // that the payer names
    bool goes_back = false;
};

// An act that somebody wants to record. What it says in full follows from how the claim stands by
// then: so in two registers that stand alike the same wish is the same act.
struct ActWish {
    int number;
    claims::ActKind kind;
    std::int64_t claim;  // its number
    int days_back;
    base::Money amount;
    int choice;  // of hold, debtor, component, a second person who was left out, and the like
};

struct YearToClose {
    int year;
};

struct Moment {
    base::Date day;  // on which it comes to be known
    std::variant<BankMoney, ActWish, YearToClose> what;
};
using Script = std::vector<Moment>;

// Acts of these kinds on these claims, each on a day of its own, with the money that came to be
// known before it.
[[nodiscard]] Script random_script(
    Random& random,
    const std::vector<claims::ActKind>& kinds,
    const std::vector<std::int64_t>& numbers_of_claims
);
// The same acts; and the same money on each day, in another order.
[[nodiscard]] Script in_another_order(Script script, Random& random);
// The same acts; the money is known on its own day or up to so many days later.
[[nodiscard]] Script with_money_known(Script script, int latest_days, Random& random);
// A line for each moment, to repeat a history by hand.
[[nodiscard]] std::string told(const Script& script);

// Two people: 501 is owed by both, and 502 by the first, who pays both by a plan; 503 by the
// second, and past its limitation in August 2026 unless something happens; 504 by both, and to be
// paid until 12 August 2026.
class LivedClaims {
  public:
    explicit LivedClaims(storage::Database& database);

    // "done", or the code of the refusal, which wrote nothing.
    std::string live(const Moment& moment);

    // Each claim is what was asked less what was given up and paid; nobody has a credit that was
    // not paid.
    void expect_sums();
    // Keeps how each claim stands at the end of this day.
    void look();
    // Every day that was looked at is seen now as it was then.
    void expect_the_past_as_it_was();

    [[nodiscard]] std::string outcome() { return bank_.outcome(); }
    [[nodiscard]] const std::map<claims::ActKind, int>& accepted() const { return accepted_; }
    [[nodiscard]] const std::map<std::string, int>& refused() const { return refused_; }

  private:
    struct Owed {
        base::ClaimId id;
        claims::NamedClaim named;
        base::Money asked;
        base::Money given_up = {};
        base::Money written_off = {};  // of what was given up
        std::vector<std::string> holds = {};
    };

    void add_claim(
        std::int64_t number,
        const std::vector<base::PersonId>& debtors,
        const std::string& amount,
        const std::string& due_date
    );
    void add_plan();
    std::string happen(const BankMoney& money);
    std::string happen(const ActWish& wish);
    std::string happen(const YearToClose& year);

    [[nodiscard]] claims::NewAct act_of(const ActWish& wish, const Owed& owed) const;
    void tell_what_is_seen(const ActWish& wish, const Owed& owed, claims::NewAct& act);
    void ask_second_person(const Owed& owed, const claims::NewAct& act);
    void count(const claims::NewAct& act, Owed& owed);
    template <typename Act>
    auto tried(Act act);

    [[nodiscard]] access::Occasion officer();
    [[nodiscard]] access::Occasion supervisor();
    [[nodiscard]] std::string life_of(const Owed& owed, base::Date day);
    [[nodiscard]] base::Money paid_on(const Owed& owed);
    [[nodiscard]] std::string rows();

    storage::Database& database_;
    BankRegister bank_;
    followup::ClaimLifeService lives_;
    std::vector<base::PersonId> people_;
    std::vector<Owed> claims_;
    std::optional<base::OfficerId> second_person_;
    base::Date today_;
    std::map<std::pair<std::size_t, base::Date>, std::string> seen_;
    std::map<claims::ActKind, int> accepted_;
    std::map<std::string, int> refused_;
};

}  // namespace draagkracht::test_support
