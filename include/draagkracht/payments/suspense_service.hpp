// The list of money that waits for a person, who works at what, and one payment with all that helps
// to decide on it. What is decided goes by HandActService.
//
//     SuspenseService suspense{database};
//     suspense.list(occasion, zandwijk, {.limit = 50});                  // oldest first
//     suspense.set_owner(occasion, zandwijk, entry, {std::nullopt, mine});
//     suspense.look(occasion, zandwijk, entry);                          // with suggestions
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/norms/match_ladder.hpp"
#include "draagkracht/payments/hand_act.hpp"
#include "draagkracht/payments/suggestion.hpp"
#include "draagkracht/payments/suspense_code.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::payments {

// Of a long list. `owner`: only what this officer works at.
struct SuspensePart {
    int limit = 50;
    int offset = 0;
    std::optional<base::OfficerId> owner = std::nullopt;
};
inline constexpr int suspense_part_max = 200;

struct WaitingItem {
    base::EntryId entry;
    base::Money suspended;  // below zero: money that went out or back
    base::Money amount;     // of the whole entry
    base::Date value_date;
    int age_days;                             // since the money came
    std::optional<SuspenseCode> reason_code;  // why it waits; none: it never did
    std::string reason;
    std::optional<base::OfficerId> owner;
};

struct SuspenseList {
    std::vector<WaitingItem> items;
    std::int64_t count;  // of the whole list
    base::Money amount;
};

// As the bank told it.
struct PaymentAsTold {
    base::Date booking_date;
    std::string payer_name;
    std::string payer_account;
    std::string structured_reference;
    std::string text;
    std::string bank_reference;
    std::string end_to_end_reference;
};

// By which rule of which ladder the debt of a payment was found when it came.
struct FoundBy {
    norms::MatchRule rule;
    norms::LadderPlace place;
};

struct PlacedShare {
    std::string claim_number;
    std::string plan_number;  // empty: a claim by itself
    base::Money amount;
    bool is_by_hand;
};

// What of a payment is paid back.
struct RefundsOfPayment {
    base::Money due;      // decided, or sent back by the bank; can be undone
    base::Money ordered;  // on its way to the bank: cannot be undone, nor be ordered again
    base::Money paid;
};

struct SuspenseLook {
    WaitingItem item;
    std::int64_t revision;  // for SeenEntry
    PaymentAsTold told;
    bool is_taken_back;  // by the bank, or it takes another one back
    RefundsOfPayment refunds;
    std::vector<PlacedShare> shares;
    std::vector<HandAct> acts;            // the latest first
    std::vector<Suggestion> suggestions;  // best first; none when nothing waits
    std::unordered_map<base::PersonId, std::string> client_numbers;  // of their debtors
    std::optional<FoundBy> found_by = std::nullopt;                  // none: no rule found a debt
};

struct OwnerChange {
    std::optional<base::OfficerId> seen;   // who had it, as the officer saw it
    std::optional<base::OfficerId> owner;  // empty: nobody any more
};

class SuspenseService {
  public:
    explicit SuspenseService(storage::Database& database) : database_{database} {}

    // Right::see_suspense; what is shown stands in the trail. A part is cut to suspense_part_max.
    [[nodiscard]] base::Outcome<SuspenseList> list(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        const SuspensePart& part = {}
    );
    // Right::see_suspense and see_person: it tells of debtors. A look at the payment and at each
    // debtor of a suggestion stands in the trail. Problem payments.unknown-entry.
    [[nodiscard]] base::Outcome<SuspenseLook> look(
        const access::Occasion& occasion, base::MunicipalityId municipality, base::EntryId entry
    );
    // Taking it up, handing it over and letting it go. Right::reconcile. The same again is done.
    // Problems payments.unknown-entry, payments.owner-changed (another has it now),
    // payments.no-such-owner (who may not work at it).
    [[nodiscard]] base::Done set_owner(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        base::EntryId entry,
        const OwnerChange& change
    );

  private:
    storage::Database& database_;
};

}  // namespace draagkracht::payments
