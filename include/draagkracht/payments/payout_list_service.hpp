// Payouts (files of refunds for the bank) as an officer looks at them: all of a municipality with
// what became of each, and one with its orders and the prints of its file.
//
//     PayoutListService payouts{database, sealer};
//     payouts.list(officer, zandwijk, {.limit = 50});        // nobody is named in it
//     payouts.look(officer, zandwijk, PayoutId{4711}, {.limit = 50});
//
// What is done with one is in payout_service.hpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/access/approvals_service.hpp"
#include "draagkracht/payments/list_range.hpp"
#include "draagkracht/payments/order_file.hpp"
#include "draagkracht/payments/payout.hpp"
#include "draagkracht/storage/database.hpp"
#include "draagkracht/storage/sealer.hpp"

namespace draagkracht::payments {

// Its file, from the release on.
struct PayoutPrints {
    base::Date pay_on;
    std::string sha256;
    std::string sha1;
};

struct ListedPayout {
    PayoutToApprove payout;
    OrderFileStage stage;
    base::Date prepared_on;
    std::string prepared_by;  // Actor::text
    std::optional<PayoutPrints> file;
    std::optional<base::Date> laid_out_on;
    std::optional<base::Date> ended_on;
    std::string end_reason;
    CountAndTotal paid;        // what the bank told
    CountAndTotal taken_back;  // of these
    CountAndTotal let_go;      // one by one, as the bank told of others and not of these
    // The last question to a second person; in a list of those alone that wait.
    std::optional<access::AskedApproval> asked = std::nullopt;

    // What can be withdrawn: the orders of which the bank told nothing, and that nobody let go of.
    [[nodiscard]] CountAndTotal unanswered() const;
    // Whether its file can go to the bank, for the first time or once more.
    [[nodiscard]] bool may_leave() const;
};

struct ListedPayouts {
    int total_count = 0;
    std::vector<ListedPayout> items;  // the part that was asked for
};

struct OrderLook {
    base::EntryId entry;  // the payment of which it pays back
    base::Money amount;
    base::Iban account;  // to which it goes
    std::string name;    // of the payer, as the bank wrote it
    std::optional<base::Date> paid_on;
    std::optional<base::Date> returned_on;
    std::string return_reason;            // "AC04"; empty when the bank told none
    std::optional<base::Date> let_go_on;  // by itself, as the bank told of others
};

struct PayoutLook {
    ListedPayout payout;
    std::vector<OrderLook> orders;  // the part that was asked for, in the order of the file
};

class PayoutListService {
  public:
    PayoutListService(storage::Database& database, const storage::Sealer& sealer)
        : database_{database}, sealer_{sealer} {}

    // Newest first. Right::see_suspense and see_person.
    [[nodiscard]] base::Outcome<ListedPayouts> list(
        const access::Occasion& occasion, base::MunicipalityId municipality, ListRange range
    );

    // Each order that is shown is a look at its payment. Rights as of list; problem
    // payments.unknown-payout.
    [[nodiscard]] base::Outcome<PayoutLook> look(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        PayoutId payout,
        ListRange orders
    );

  private:
    storage::Database& database_;
    const storage::Sealer& sealer_;
};

}  // namespace draagkracht::payments
